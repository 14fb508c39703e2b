// A declaration in JSON as the rules know it.
import type { z } from "zod";
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
import type { declarationSchema, workerSchema } from "./declaration-schemas.ts";
import type { address, employer, features } from "./fields.ts";

export type DeclarationInput = z.infer<typeof declarationSchema>;

/** What the schema has seen to: exactly one action, days and hours that are such. */
export function toDeclaration(input: DeclarationInput): Declaration {
  const { dimonaIn, dimonaOut, dimonaUpdate, dimonaCancel, dailyRegistration } = input;
  const numbers = input.employer === undefined ? undefined : employerNumbers(input.employer);
  const beside = {
    ...(input.worker?.ssin === undefined ? {} : { ssin: input.worker.ssin }),
    ...(numbers === undefined ? {} : { employer: numbers }),
  };
  if (dimonaIn !== undefined) return toIn(dimonaIn, numbers ?? {}, input.worker ?? {});
  if (dimonaOut !== undefined) {
    const { periodId, endDate } = dimonaOut;
    return { action: "out", periodId: String(periodId), endDate: declaredDay(endDate), ...beside };
  }
  if (dimonaUpdate !== undefined) {
    const { periodId, ...changes } = dimonaUpdate;
    return { action: "update", periodId: String(periodId), changes: spanOf(changes), ...beside };
  }
  if (dimonaCancel !== undefined) {
    return { action: "cancel", periodId: String(dimonaCancel.periodId), ...beside };
  }
  if (dailyRegistration === undefined) throw new Error("a declaration without an action, which its schema refuses");
  const { attestationStatus, dailyRegistrationId, periodId, ...day } = dailyRegistration;
  return {
    action: "daily",
    operation: operationOf[attestationStatus],
    ...(dailyRegistrationId === undefined ? {} : { registrationId: String(dailyRegistrationId) }),
    ...(periodId === undefined ? {} : { periodId: String(periodId) }),
    day: spanOf(day),
  };
}

/** A provisional number is told from a final one by its size: the first begins with 5 and has ten digits. */
export function employerNumbers({ employerId, enterpriseNumber }: z.infer<typeof employer>): EmployerNumbers {
  const isProvisional = employerId !== undefined && employerId >= 5_000_000_000;
  return {
    ...(employerId === undefined
      ? {}
      : isProvisional
        ? { provisionalNumber: String(employerId) }
        : { nssoNumber: String(employerId) }),
    ...(enterpriseNumber === undefined ? {} : { enterpriseNumber }),
  };
}

function toIn(
  given: NonNullable<DeclarationInput["dimonaIn"]>,
  numbers: EmployerNumbers,
  worker: z.infer<typeof workerSchema>,
): DimonaIn {
  const {
    features: declared,
    constructionControlCards: cards,
    studentPlaceOfWork: place,
    smallStatutesInformation: statute,
    startDate,
    ...rest
  } = given;
  return {
    action: "in",
    employer: numbers,
    worker: toWorker(worker),
    span: { ...spanOf(rest), startDate: declaredDay(startDate) },
    features: toFeatures(declared),
    ...(cards === undefined
      ? {}
      : { controlCards: { firstMonth: cards.firstMonthC32ANumber, nextMonth: cards.nextMonthC32ANumber } }),
    ...(place === undefined
      ? {}
      : {
          placeOfWork: {
            ...(place.name === undefined ? {} : { name: place.name }),
            ...(place.address === undefined ? {} : { address: toAddress(place.address) }),
          },
        }),
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

function toFeatures({
  workerType,
  jointCommissionNumber,
  subEntityNumber,
  usingEmployer,
}: z.infer<typeof features>): Features {
  return {
    workerType,
    ...(jointCommissionNumber === undefined ? {} : { jointCommittee: jointCommissionNumber }),
    ...(subEntityNumber === undefined ? {} : { subEntity: subEntityNumber }),
    ...(usingEmployer === undefined
      ? {}
      : {
          user: {
            jointCommittee: usingEmployer.jointCommissionNumber,
            enterpriseNumber: usingEmployer.enterpriseNumber,
            name: usingEmployer.name,
            address: usingEmployer.address === undefined ? undefined : toAddress(usingEmployer.address),
          },
        }),
  };
}

function toWorker({ ssin, ...given }: z.infer<typeof workerSchema>): DeclaredWorker {
  const identity: Identity = {
    lastName: given.lastName,
    firstName: given.firstName,
    initial: given.initial,
    birthDate: given.birthDate,
    birthplace: given.placeOfBirth,
    birthplaceCountry: textOf(given.countryOfBirth),
    sex: given.gender,
    nationality: textOf(given.nationality),
    address: given.address === undefined ? undefined : toAddress(given.address),
  };
  return declaredWorker(ssin, identity);
}

function toAddress({
  street,
  houseNumber,
  boxNumber,
  postCode,
  municipality,
  country,
}: z.infer<typeof address>): Address {
  return {
    street,
    houseNumber,
    ...(boxNumber === undefined ? {} : { box: boxNumber }),
    postCode,
    city: municipality.name,
    country: String(country),
  };
}

interface SpanInput {
  readonly startDate?: string | undefined;
  readonly startHour?: string | undefined;
  readonly endDate?: string | undefined;
  readonly endHour?: string | undefined;
  readonly plannedHoursNumber?: number | undefined;
  readonly plannedDaysNumber?: number | undefined;
}

function spanOf({ plannedHoursNumber, plannedDaysNumber, ...days }: SpanInput): Partly<Span> {
  const { startDate, startHour, endDate, endHour } = days;
  return declaredSpan({
    startDate,
    startHour,
    endDate,
    endHour,
    plannedHours: plannedHoursNumber,
    plannedDays: plannedDaysNumber,
  });
}

function textOf(code: number | undefined): string | undefined {
  return code === undefined ? undefined : String(code);
}
