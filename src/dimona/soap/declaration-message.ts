// A declaration that the register has kept, and what was decided on it, as the contract carries them.
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import type {
  AnomalyType,
  DeclarationType,
  DimonaInType,
  HandlingType,
  NaturalPersonType,
  SpanType,
} from "../../schema/generated/dimona-types-v1.ts";
import { type Anomaly, elementOf, numberOf } from "../anomaly.ts";
import type { Declaration, DeclaredWorker, DimonaIn, EmployerNumbers } from "../declaration.ts";
import type { DailyRegistration, DimonaPeriod } from "../dimona-period.ts";
import type { KeptDeclaration } from "../register/kept.ts";
import {
  addressElement,
  cardsElement,
  employerElement,
  optionally,
  placeElement,
  spanElement,
  userElement,
} from "./blocks.ts";

/** Nothing but the labels is in the languages of the contract; what stands in the way is told by its number. */
export function handlingElement(kept: KeptDeclaration, codes: DimonaCodes): HandlingType {
  const { number, result, receivedAt, decidedAt, anomalies, change } = kept;
  const period = change?.kind === "registration" ? change.period : change?.after;
  return {
    declarationId: number,
    result,
    receptionTimestamp: new Date(receivedAt).toISOString(),
    decisionTimestamp: new Date(decidedAt).toISOString(),
    anomaly: anomalies.map((anomaly) => anomalyElement(anomaly, codes)),
    dimonaPeriodId: period?.id,
    dailyRegistrationId: change?.kind === "registration" ? change.after.id : undefined,
    before: optionally(stateElement, change?.before),
    after: optionally(stateElement, change?.after),
  };
}

function stateElement(state: DimonaPeriod | DailyRegistration): SpanType {
  return { ...spanElement("span" in state ? state.span : state.day), isCancelled: state.cancelled };
}

function anomalyElement({ code, severity, when, evidence }: Anomaly, codes: DimonaCodes): AnomalyType {
  const label = codes.anomaly(numberOf(code))?.label;
  const { periods = [], exceeding = [] } = evidence ?? {};
  return {
    errorId: code,
    anomalyClass: severity,
    tagName: elementOf(code),
    anomalyLabel:
      label === undefined
        ? []
        : [
            { value: label.nl, language: "NL" },
            { value: label.fr, language: "FR" },
            { value: label.de, language: "DE" },
          ],
    situation: when,
    conflictingPeriodId: periods.map(({ id }) => id),
    quotaFeatures: exceeding.map(({ kind, unit, amount }) =>
      unit === "hours" ? { quotaType: kind, exceedingHoursNbr: amount } : { quotaType: kind, exceedingDaysNbr: amount },
    ),
  };
}

/** As it was declared. */
export function declarationElement(declaration: Declaration): DeclarationType {
  switch (declaration.action) {
    case "in":
      return { dimonaIn: inElement(declaration) };
    case "out": {
      const { periodId, endDate } = declaration;
      return { dimonaOut: { dimonaPeriodId: periodId, endingDate: endDate, ...besideElements(declaration) } };
    }
    case "update": {
      const { periodId, changes } = declaration;
      return { dimonaUpdate: { dimonaPeriodId: periodId, ...spanElement(changes), ...besideElements(declaration) } };
    }
    case "cancel":
      return { dimonaCancel: { dimonaPeriodId: declaration.periodId, ...besideElements(declaration) } };
    case "daily": {
      const { operation, registrationId, periodId, day } = declaration;
      const { plannedHoursNbr: _, plannedDaysNbr: __, ...days } = spanElement(day);
      return {
        dailyRegistration: {
          attestationStatus: ({ create: "0", modify: "1", cancel: "3" } as const)[operation],
          dailyRegistrationId: registrationId,
          dimonaPeriodId: periodId,
          ...days,
        },
      };
    }
  }
}

function inElement({
  employer,
  worker,
  span,
  features,
  controlCards,
  placeOfWork,
  smallStatute,
}: DimonaIn): DimonaInType {
  return {
    employer: employerElement(employer),
    naturalPerson: personElement(worker),
    ...spanElement(span),
    dimonaFeatures: {
      jointCommissionNbr: features.jointCommittee,
      workerType: features.workerType,
      subEntityNbr: features.subEntity,
      usingEmployer: optionally(userElement, features.user),
    },
    constructionControlCards: optionally(cardsElement, controlCards),
    studentPlaceOfWork: optionally(placeElement, placeOfWork),
    smallStatutesInformation: optionally(
      ({ nature, riskActivity, status }) => ({
        employmentNature: nature,
        activityWithRisk: riskActivity,
        workerStatus: status,
      }),
      smallStatute,
    ),
  };
}

function personElement({ ssin, identity = {} }: DeclaredWorker): NaturalPersonType {
  return {
    ssin,
    workerName: identity.lastName,
    workerFirstName: identity.firstName,
    workerInitial: identity.initial,
    workerBirthdate: identity.birthDate,
    workerBirthplace: identity.birthplace,
    workerBirthplaceCountry: identity.birthplaceCountry,
    workerSex: identity.sex,
    nationality: identity.nationality,
    address: optionally(addressElement, identity.address),
  };
}

function besideElements(declared: {
  readonly ssin?: string | undefined;
  readonly employer?: EmployerNumbers | undefined;
}) {
  return { ssin: declared.ssin, employer: optionally(employerElement, declared.employer) };
}
