// A declaration of the XML message as the rules know it.
import type {
  AddressType,
  DailyRegistrationDeclarationType,
  DimonaIn as DimonaInBlock,
  EmployerIdType,
  Form,
  NaturalPersonType,
} from "../../schema/generated/dimona-20231.ts";
import type {
  Address,
  Declaration,
  DeclaredWorker,
  DimonaIn,
  EmployerNumbers,
  Features,
  Identity,
  Partly,
  Span,
} from "../declaration.ts";
import { declaredDay, declaredSpan, declaredWorker, operationOf } from "../declared.ts";

/** Of a form that the schema accepts and that declares something. Numbers get the zeros back that a number does not have. */
export function declarationIn(form: Form): Declaration {
  if (form.DimonaIn !== undefined) return toIn(form.DimonaIn);
  if (form.DimonaOut !== undefined) {
    const { DimonaPeriodId, EndingDate } = form.DimonaOut;
    return {
      action: "out",
      periodId: digits(DimonaPeriodId, 12),
      endDate: declaredDay(EndingDate),
      ...beside(form.DimonaOut),
    };
  }
  if (form.DimonaUpdate !== undefined) {
    const periodId = digits(form.DimonaUpdate.DimonaPeriodId, 12);
    return { action: "update", periodId, changes: spanOf(form.DimonaUpdate), ...beside(form.DimonaUpdate) };
  }
  if (form.DimonaCancel !== undefined) {
    return { action: "cancel", periodId: digits(form.DimonaCancel.DimonaPeriodId, 12), ...beside(form.DimonaCancel) };
  }
  if (form.DailyRegistrationDeclaration === undefined) throw new Error("a form that declares nothing");
  return toDaily(form.DailyRegistrationDeclaration);
}

function toDaily({
  AttestationStatus,
  DailyRegistrationId,
  DimonaPeriodId,
  ...day
}: DailyRegistrationDeclarationType): Declaration {
  return {
    action: "daily",
    operation: operationOf[AttestationStatus],
    ...(DailyRegistrationId === undefined ? {} : { registrationId: digits(DailyRegistrationId, 12) }),
    ...(DimonaPeriodId === undefined ? {} : { periodId: digits(DimonaPeriodId, 12) }),
    day: spanOf(day),
  };
}

function toIn(block: DimonaInBlock): DimonaIn {
  const { ConstructionControlCards: cards, StudentPlaceOfWork: place, SmallStatutesInformation: statute } = block;
  return {
    action: "in",
    employer: block.EmployerId === undefined ? {} : employerNumbers(block.EmployerId),
    worker: toWorker(block.NaturalPerson),
    span: { ...spanOf(block), startDate: declaredDay(block.StartingDate) },
    features: toFeatures(block.DimonaFeatures),
    ...(cards === undefined
      ? {}
      : {
          controlCards: {
            firstMonth: digits(cards.FirstMonthC32ANbr, 12),
            nextMonth: digits(cards.NextMonthC32ANbr, 12),
          },
        }),
    ...(place === undefined
      ? {}
      : {
          placeOfWork: {
            ...(place.Denomination === undefined ? {} : { name: place.Denomination }),
            ...(place.Address === undefined ? {} : { address: toAddress(place.Address) }),
          },
        }),
    ...(statute === undefined
      ? {}
      : {
          smallStatute: {
            nature: statute.EmploymentNature,
            ...(statute.ActivityWithRisk === undefined ? {} : { riskActivity: digits(statute.ActivityWithRisk, 3) }),
            status: statute.WorkerStatus,
          },
        }),
  };
}

function toFeatures(block: DimonaInBlock["DimonaFeatures"]): Features {
  if (block === undefined) throw new Error("an IN without features");
  const { JointCommissionNbr, WorkerType, SubEntityNbr, UsingEmployer: user } = block;
  return {
    workerType: WorkerType,
    ...(JointCommissionNbr === undefined ? {} : { jointCommittee: JointCommissionNbr }),
    ...(SubEntityNbr === undefined ? {} : { subEntity: String(SubEntityNbr) }),
    ...(user === undefined
      ? {}
      : {
          user: {
            ...(user.JointCommissionNbr === undefined ? {} : { jointCommittee: user.JointCommissionNbr }),
            ...(user.UsingEmployerCompanyID === undefined
              ? {}
              : { enterpriseNumber: digits(user.UsingEmployerCompanyID, 10) }),
            ...(user.UsingEmployerName === undefined ? {} : { name: user.UsingEmployerName }),
            ...(user.Address === undefined ? {} : { address: toAddress(user.Address) }),
          },
        }),
  };
}

function beside({
  INSS,
  EmployerId,
}: {
  readonly INSS?: number | undefined;
  readonly EmployerId?: EmployerIdType | undefined;
}) {
  const ssin = ssinOf(INSS);
  return {
    ...(ssin === undefined ? {} : { ssin }),
    ...(EmployerId === undefined ? {} : { employer: employerNumbers(EmployerId) }),
  };
}

function employerNumbers({ NOSSRegistrationNbr, ProvisionalNSSONbr, CompanyID }: EmployerIdType): EmployerNumbers {
  return {
    ...(NOSSRegistrationNbr === undefined ? {} : { nssoNumber: String(NOSSRegistrationNbr) }),
    ...(ProvisionalNSSONbr === undefined ? {} : { provisionalNumber: String(ProvisionalNSSONbr) }),
    ...(CompanyID === undefined ? {} : { enterpriseNumber: digits(CompanyID, 10) }),
  };
}

function toWorker(person: NaturalPersonType): DeclaredWorker {
  const address: Address | undefined =
    person.WorkerStreet === undefined
      ? undefined
      : {
          street: person.WorkerStreet,
          houseNumber: person.WorkerHouseNbr ?? "",
          ...(person.WorkerPostBox === undefined ? {} : { box: person.WorkerPostBox }),
          postCode: person.WorkerZIPCode ?? "",
          city: person.WorkerCity ?? "",
          country: textOf(person.WorkerCountry) ?? "",
        };
  const identity: Identity = {
    lastName: person.WorkerName,
    firstName: person.WorkerFirstName,
    initial: person.WorkerInitial,
    birthDate: person.WorkerBirthdate,
    birthplace: person.WorkerBirthplace,
    birthplaceCountry: textOf(person.WorkerBirthplaceCountry),
    sex: textOf(person.WorkerSex),
    nationality: textOf(person.Nationality),
    address,
  };
  return declaredWorker(ssinOf(person.INSS), identity);
}

/** The message lets 0 stand for a number that is not known. */
function ssinOf(number: number | undefined): string | undefined {
  return number === undefined || number === 0 ? undefined : digits(number, 11);
}

function toAddress({ Street, HouseNbr, PostBox, ZIPCode, City, Country }: AddressType): Address {
  return {
    street: Street,
    houseNumber: HouseNbr,
    ...(PostBox === undefined ? {} : { box: PostBox }),
    postCode: ZIPCode,
    city: City,
    country: String(Country),
  };
}

interface SpanBlock {
  readonly StartingDate?: string | undefined;
  readonly StartingHour?: number | undefined;
  readonly EndingDate?: string | undefined;
  readonly EndingHour?: number | undefined;
  readonly PlannedHoursNbr?: number | undefined;
  readonly PlannedDaysNbr?: number | undefined;
}

function spanOf(block: SpanBlock): Partly<Span> {
  return declaredSpan({
    startDate: block.StartingDate,
    startHour: hourOf(block.StartingHour),
    endDate: block.EndingDate,
    endHour: hourOf(block.EndingHour),
    plannedHours: block.PlannedHoursNbr,
    plannedDays: block.PlannedDaysNbr,
  });
}

function hourOf(number: number | undefined): string | undefined {
  return number === undefined ? undefined : digits(number, 4);
}

function digits(number: number, count: number): string {
  return String(number).padStart(count, "0");
}

function textOf(number: number | undefined): string | undefined {
  return number === undefined ? undefined : String(number);
}
