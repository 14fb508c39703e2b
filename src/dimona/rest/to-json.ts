// What the register keeps, as JSON: declarations with what became of them, periods, relations, daily registrations.
import type { z } from "zod";
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import type { Language } from "../../rest/language.ts";
import { type Anomaly, elementOf, numberOf } from "../anomaly.ts";
import type { Change } from "../decision.ts";
import type { Address, Declaration, EmployerNumbers, Employment, Partly, Span } from "../declaration.ts";
import { statusOf } from "../declared.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { restBase } from "../names.ts";
import type { Exceeding } from "../quota.ts";
import { type KeptDeclaration, type KeptEmployer, toldWorker } from "../register/kept.ts";
import type {
  anomalySchema,
  answeredWorkerSchema,
  declarationAnswerSchema,
  statusSchema,
} from "./declaration-schemas.ts";
import type { address, employer } from "./fields.ts";

type Json<Schema extends z.ZodType> = z.input<Schema>;

export function declarationJson(
  kept: KeptDeclaration,
  codes: DimonaCodes,
  language: Language,
): Json<typeof declarationAnswerSchema> {
  const { number, declaration, employer: found } = kept;
  const numbers = found ?? ("employer" in declaration ? declaration.employer : undefined);
  return {
    href: hrefOf("declarations", number),
    ...(numbers === undefined || Object.keys(numbers).length === 0 ? {} : { employer: employerJson(numbers) }),
    ...workerOf(kept),
    ...actionJson(declaration),
    declarationStatus: statusJson(kept, codes, language),
  };
}

export function hrefOf(
  things: "declarations" | "periods" | "dailyRegistrations" | "identityChanges",
  number: string,
): string {
  return `${restBase}/${things}/${number}`;
}

/** A number of twelve digits, which a JSON number holds exactly. */
export function idOf(number: string): number {
  return Number(number);
}

export function employerJson({
  nssoNumber,
  provisionalNumber,
  enterpriseNumber,
}: EmployerNumbers | KeptEmployer): Json<typeof employer> {
  const employerId = nssoNumber ?? provisionalNumber;
  return {
    ...(employerId === undefined ? {} : { employerId: Number(employerId) }),
    ...(enterpriseNumber === undefined ? {} : { enterpriseNumber }),
  };
}

export function spanJson({ startDate, startHour, endDate, endHour, plannedHours, plannedDays }: Partly<Span>) {
  return {
    ...(startDate === undefined ? {} : { startDate }),
    ...(startHour === undefined ? {} : { startHour }),
    ...(endDate === undefined ? {} : { endDate }),
    ...(endHour === undefined ? {} : { endHour }),
    ...(plannedHours === undefined ? {} : { plannedHoursNumber: plannedHours }),
    ...(plannedDays === undefined ? {} : { plannedDaysNumber: plannedDays }),
  };
}

export function employmentJson({ features, controlCards, placeOfWork, smallStatute }: Employment) {
  const { workerType, jointCommittee, subEntity, user } = features;
  return {
    features: {
      workerType,
      ...(jointCommittee === undefined ? {} : { jointCommissionNumber: jointCommittee }),
      ...(subEntity === undefined ? {} : { subEntityNumber: subEntity }),
      ...(user === undefined
        ? {}
        : {
            usingEmployer: {
              ...(user.jointCommittee === undefined ? {} : { jointCommissionNumber: user.jointCommittee }),
              ...(user.enterpriseNumber === undefined ? {} : { enterpriseNumber: user.enterpriseNumber }),
              ...(user.name === undefined ? {} : { name: user.name }),
              ...(user.address === undefined ? {} : { address: addressJson(user.address) }),
            },
          }),
    },
    ...(controlCards === undefined
      ? {}
      : {
          constructionControlCards: {
            firstMonthC32ANumber: controlCards.firstMonth,
            nextMonthC32ANumber: controlCards.nextMonth,
          },
        }),
    ...(placeOfWork === undefined
      ? {}
      : {
          studentPlaceOfWork: {
            ...(placeOfWork.name === undefined ? {} : { name: placeOfWork.name }),
            ...(placeOfWork.address === undefined ? {} : { address: addressJson(placeOfWork.address) }),
          },
        }),
    ...(smallStatute === undefined
      ? {}
      : {
          smallStatutesInformation: {
            ...(smallStatute.nature === undefined ? {} : { employmentNature: smallStatute.nature }),
            ...(smallStatute.riskActivity === undefined ? {} : { activityWithRisk: smallStatute.riskActivity }),
            ...(smallStatute.status === undefined ? {} : { workerStatus: smallStatute.status }),
          },
        }),
  };
}

export function quotaJson({ kind, unit, amount }: Exceeding) {
  return unit === "hours"
    ? { quotaType: kind, exceedingHoursNumber: amount }
    : { quotaType: kind, exceedingDaysNumber: amount };
}

function statusJson(
  { number, result, receivedAt, decidedAt, anomalies, change }: KeptDeclaration,
  codes: DimonaCodes,
  language: Language,
): Json<typeof statusSchema> {
  const period = change?.kind === "registration" ? change.period : change?.after;
  const registration = change?.kind === "registration" ? change.after : undefined;
  return {
    declarationId: idOf(number),
    result,
    receivedAt: new Date(receivedAt).toISOString(),
    decidedAt: new Date(decidedAt).toISOString(),
    anomalies: anomalies.map((anomaly) => anomalyJson(anomaly, codes, language)),
    ...(period === undefined ? {} : { period: linkJson("periods", period.id) }),
    ...(registration === undefined ? {} : { dailyRegistration: linkJson("dailyRegistrations", registration.id) }),
    ...(change === undefined ? {} : changeJson(change)),
  };
}

/** What it was and what it is; of what is cancelled nothing is left. */
function changeJson({ before, after }: Change) {
  const shown = (one: Change["after"]) => {
    const { startDate, ...others } = "day" in one ? one.day : one.span;
    return { startDate, ...spanJson(others) };
  };
  return {
    ...(before === undefined ? {} : { before: shown(before) }),
    ...(after.cancelled ? {} : { after: shown(after) }),
  };
}

function linkJson(things: "periods" | "dailyRegistrations", number: string) {
  return { id: idOf(number), href: hrefOf(things, number) };
}

function anomalyJson(
  { code, severity, when, evidence }: Anomaly,
  codes: DimonaCodes,
  language: Language,
): Json<typeof anomalySchema> {
  const texts = codes.anomaly(numberOf(code));
  const { periods = [], exceeding = [] } = evidence ?? {};
  return {
    code,
    severity,
    element: elementOf(code),
    descriptionNl: texts?.label.nl ?? "",
    descriptionFr: texts?.label.fr ?? "",
    descriptionDe: texts?.label.de ?? "",
    descriptionEn: texts?.label.en ?? "",
    situation: when,
    remedy: texts?.remedy[language] ?? "",
    ...(periods.length === 0 ? {} : { conflictingPeriods: periods.map(conflictJson) }),
    ...(exceeding.length === 0 ? {} : { quotaFeatures: exceeding.map(quotaJson) }),
  };
}

function conflictJson({ id, span, features }: DimonaPeriod) {
  const { startDate, startHour, endDate, endHour } = span;
  const days = spanJson({ startHour, endDate, endHour });
  return { periodId: idOf(id), startDate, ...days, workerType: features.workerType };
}

function actionJson(declaration: Declaration) {
  switch (declaration.action) {
    case "in":
      return {
        dimonaIn: {
          ...spanJson(declaration.span),
          startDate: declaration.span.startDate,
          ...employmentJson(declaration),
        },
      };
    case "out":
      return { dimonaOut: { periodId: idOf(declaration.periodId), endDate: declaration.endDate } };
    case "update":
      return { dimonaUpdate: { periodId: idOf(declaration.periodId), ...spanJson(declaration.changes) } };
    case "cancel":
      return { dimonaCancel: { periodId: idOf(declaration.periodId) } };
    case "daily": {
      const { operation, registrationId, periodId, day } = declaration;
      return {
        dailyRegistration: {
          attestationStatus: statusOf[operation],
          ...(registrationId === undefined ? {} : { dailyRegistrationId: idOf(registrationId) }),
          ...(periodId === undefined ? {} : { periodId: idOf(periodId) }),
          ...spanJson(day),
        },
      };
    }
  }
}

function workerOf(kept: KeptDeclaration): { worker?: Json<typeof answeredWorkerSchema> } {
  const { ssin, identity = {} } = toldWorker(kept);
  const worker = {
    ...(ssin === undefined ? {} : { ssin }),
    ...(identity.lastName === undefined ? {} : { familyName: identity.lastName }),
    ...(identity.firstName === undefined ? {} : { givenName: identity.firstName }),
    ...(identity.initial === undefined ? {} : { initial: identity.initial }),
    ...(identity.birthDate === undefined ? {} : { birthDate: identity.birthDate }),
    ...(identity.birthplace === undefined ? {} : { placeOfBirth: identity.birthplace }),
    ...(identity.birthplaceCountry === undefined ? {} : { countryOfBirth: Number(identity.birthplaceCountry) }),
    ...(identity.sex === undefined ? {} : { gender: identity.sex }),
    ...(identity.nationality === undefined ? {} : { nationality: Number(identity.nationality) }),
    ...(identity.address === undefined ? {} : { address: addressJson(identity.address) }),
  };
  return Object.keys(worker).length === 0 ? {} : { worker };
}

function addressJson({ street, houseNumber, box, postCode, city, country }: Address): Json<typeof address> {
  return {
    street,
    houseNumber,
    ...(box === undefined ? {} : { boxNumber: box }),
    postCode,
    municipality: { name: city },
    country: Number(country),
  };
}
