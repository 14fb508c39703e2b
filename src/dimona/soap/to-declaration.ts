// A declaration of the contract as the rules know it.
import type {
  AddressType,
  DeclarationType,
  DimonaFeaturesType,
  DimonaInType,
  NaturalPersonType,
} from "../../schema/generated/dimona-types-v1.ts";
import type {
  Address,
  Declaration,
  DeclaredWorker,
  DimonaIn,
  Features,
  Identity,
  Partly,
  Span,
} from "../declaration.ts";
import { declaredDay, declaredSpan, declaredWorker, operationOf } from "../declared.ts";
import { optionally } from "./blocks.ts";
import { type EmployerElement, employerNumbers } from "./criteria.ts";

/** What the schema has seen to: exactly one action, days and hours that are such. */
export function toDeclaration(declared: DeclarationType): Declaration {
  if (declared.dimonaIn !== undefined) return toIn(declared.dimonaIn);
  if (declared.dimonaOut !== undefined) {
    const { dimonaPeriodId: periodId, endingDate } = declared.dimonaOut;
    return { action: "out", periodId, endDate: declaredDay(endingDate), ...besideOf(declared.dimonaOut) };
  }
  if (declared.dimonaUpdate !== undefined) {
    const { dimonaPeriodId: periodId } = declared.dimonaUpdate;
    return { action: "update", periodId, changes: spanOf(declared.dimonaUpdate), ...besideOf(declared.dimonaUpdate) };
  }
  if (declared.dimonaCancel !== undefined) {
    return { action: "cancel", periodId: declared.dimonaCancel.dimonaPeriodId, ...besideOf(declared.dimonaCancel) };
  }
  const { attestationStatus, dailyRegistrationId, dimonaPeriodId, ...day } = declared.dailyRegistration;
  return {
    action: "daily",
    operation: operationOf[attestationStatus],
    ...(dailyRegistrationId === undefined ? {} : { registrationId: dailyRegistrationId }),
    ...(dimonaPeriodId === undefined ? {} : { periodId: dimonaPeriodId }),
    day: spanOf(day),
  };
}

function toIn(declared: DimonaInType): DimonaIn {
  const { employer, naturalPerson, startingDate, dimonaFeatures } = declared;
  const { constructionControlCards: cards, studentPlaceOfWork: place, smallStatutesInformation: statute } = declared;
  return {
    action: "in",
    employer: employerNumbers(employer),
    worker: workerOf(naturalPerson),
    span: { ...spanOf(declared), startDate: declaredDay(startingDate) },
    features: featuresOf(dimonaFeatures),
    ...(cards === undefined
      ? {}
      : { controlCards: { firstMonth: cards.firstMonthC32ANbr, nextMonth: cards.nextMonthC32ANbr } }),
    ...(place === undefined
      ? {}
      : { placeOfWork: { name: place.denomination, address: optionally(addressOf, place.address) } }),
    ...(statute === undefined
      ? {}
      : {
          smallStatute: {
            nature: statute.employmentNature,
            riskActivity: statute.activityWithRisk,
            status: statute.workerStatus,
          },
        }),
  };
}

interface Beside {
  readonly ssin?: string | undefined;
  readonly employer?: EmployerElement | undefined;
}

function besideOf({ ssin, employer }: Beside) {
  return {
    ...(ssin === undefined ? {} : { ssin }),
    ...(employer === undefined ? {} : { employer: employerNumbers(employer) }),
  };
}

function featuresOf({ workerType, jointCommissionNbr, subEntityNbr, usingEmployer }: DimonaFeaturesType): Features {
  return {
    workerType,
    ...(jointCommissionNbr === undefined ? {} : { jointCommittee: jointCommissionNbr }),
    ...(subEntityNbr === undefined ? {} : { subEntity: subEntityNbr }),
    ...(usingEmployer === undefined
      ? {}
      : {
          user: {
            jointCommittee: usingEmployer.jointCommissionNbr,
            enterpriseNumber: usingEmployer.usingEmployerCompanyId,
            name: usingEmployer.usingEmployerName,
            address: optionally(addressOf, usingEmployer.address),
          },
        }),
  };
}

function workerOf({ ssin, ...given }: NaturalPersonType): DeclaredWorker {
  const identity: Identity = {
    lastName: given.workerName,
    firstName: given.workerFirstName,
    initial: given.workerInitial,
    birthDate: given.workerBirthdate,
    birthplace: given.workerBirthplace,
    birthplaceCountry: given.workerBirthplaceCountry,
    sex: given.workerSex,
    nationality: given.nationality,
    address: optionally(addressOf, given.address),
  };
  return declaredWorker(ssin, identity);
}

function addressOf({ street, houseNbr, postBox, zipCode, city, country }: AddressType): Address {
  return { street, houseNumber: houseNbr, box: postBox, postCode: zipCode, city, country };
}

interface SpanElement {
  readonly startingDate?: string | undefined;
  readonly startingHour?: string | undefined;
  readonly endingDate?: string | undefined;
  readonly endingHour?: string | undefined;
  readonly plannedHoursNbr?: number | undefined;
  readonly plannedDaysNbr?: number | undefined;
}

function spanOf(given: SpanElement): Partly<Span> {
  return declaredSpan({
    startDate: given.startingDate,
    startHour: given.startingHour,
    endDate: given.endingDate,
    endHour: given.endingHour,
    plannedHours: given.plannedHoursNbr,
    plannedDays: given.plannedDaysNbr,
  });
}
