// The notification of a decision as the RSZ's XML message (NOTIFICATION 2022/3, form NOTI001).
import { localStamp } from "../../kernel/local-time.ts";
import type { Outcome } from "../../kernel/outcome.ts";
import {
  type AnomalyReport,
  encodeNOTIFICATION,
  type Form,
  type HandlingResult,
  type ImpactReport,
  type NaturalPerson,
} from "../../schema/generated/notification-20223.ts";
import type { StructureFault } from "../../schema/runtime.ts";
import { type Anomaly, type AnomalyCode, elementOf } from "../anomaly.ts";
import type { Change } from "../decision.ts";
import type { Declaration } from "../declaration.ts";
import { statusOf } from "../declared.ts";
import { type KeptDeclaration, type KeptEmployer, toldWorker } from "../register/kept.ts";
import { dayOf, featuresOf, optionalBlocks, periodOf, quotaFeatures, registrationOf, spanOf } from "./blocks.ts";
import { workerNames } from "./worker-names.ts";

/** The label of an anomaly, in the language of the reader. */
export type LabelOf = (code: AnomalyCode) => string;

/**
 * The message, with its XML declaration. Refuses what the schema cannot carry, naming the element. A decision that waits for the worker
 * is a provisional answer (TypeForm PA) to be validated (ResultCode 2), all others are final.
 */
export function writeNotification(kept: KeptDeclaration, labelOf: LabelOf): Outcome<string, readonly StructureFault[]> {
  const written = encodeNOTIFICATION({ Form: [notificationForm(kept, labelOf)] });
  return written.ok ? { ok: true, value: `<?xml version="1.0" encoding="UTF-8"?>\n${written.value}\n` } : written;
}

/** The form alone; what the channel knows of the original form may take the place of what is said of it here. */
export function notificationForm(kept: KeptDeclaration, labelOf: LabelOf): Form {
  const { number, employer, receivedAt, decidedAt, result } = kept;
  const [made, received] = [localStamp(decidedAt), localStamp(receivedAt)];
  const numbers = employer === undefined ? undefined : employerId(employer);
  return {
    Identification: "NOTI001",
    FormCreationDate: made.day,
    FormCreationHour: made.hour,
    AttestationStatus: 0,
    TypeForm: result === "S" ? "PA" : "FA",
    HandledOriginalForm: {
      Identification: "DIMONA",
      FormCreationDate: received.day,
      FormCreationHour: received.hour,
      AttestationStatus: 0,
      TypeForm: "SU",
    },
    ...(numbers === undefined ? {} : { EmployerId: numbers }),
    ...naturalPerson(kept),
    // The number of the declaration, given by who received it.
    HandledReference: { ReferenceType: 1, ReferenceOrigin: 2, ReferenceNbr: number },
    HandlingResult: handlingResult(kept, labelOf),
  };
}

function handlingResult({ result, anomalies, change, declaration }: KeptDeclaration, labelOf: LabelOf): HandlingResult {
  return {
    ResultCode: { A: 1, W: 1, B: 0, S: 2 }[result],
    ...(anomalies.length === 0 ? {} : { AnomalyReport: anomalies.map((anomaly) => anomalyReport(anomaly, labelOf)) }),
    ...(change === undefined ? {} : { ImpactReport: impactReport(change, declaration) }),
  };
}

export function anomalyReport({ code, severity, evidence }: Anomaly, labelOf: LabelOf): AnomalyReport {
  const { periods = [], exceeding = [], registration } = evidence ?? {};
  const more = {
    ...(periods.length === 0 ? {} : { DimonaPeriod: periods.map(periodOf) }),
    ...(exceeding.length === 0 ? {} : { QuotaFeatures: exceeding.map(quotaFeatures) }),
    ...(registration === undefined ? {} : { DailyRegistration: registrationOf(registration) }),
  };
  return {
    ErrorID: code,
    TagName: elementOf(code),
    AnomalyClass: severity,
    AnomalyLabel: labelOf(code),
    ...(Object.keys(more).length === 0 ? {} : { AnomalyComplInformation: more }),
  };
}

function impactReport(change: Change, declaration: Declaration): ImpactReport {
  if (change.kind === "registration") {
    const { before, after } = change;
    const status = declaration.action === "daily" ? statusOf[declaration.operation] : 0;
    return {
      DailyRegistrationDclImpactReport: {
        DailyRegistrationId: Number(after.id),
        AttestationStatus: status,
        DimonaPeriodId: Number(after.periodId),
        ...(before === undefined ? {} : { DailyRegistrationBefore: dayOf(before.day) }),
        ...(after.cancelled ? {} : { DailyRegistrationAfter: dayOf(after.day) }),
      },
    };
  }
  const { before, after } = change;
  return {
    DimonaImpactReport: {
      DimonaPeriodId: Number(after.id),
      IsLocked: after.locked ? 1 : 0,
      DimonaFeatures: featuresOf(after.features),
      ...optionalBlocks(after),
      ...(before === undefined ? {} : { DimonaPeriodBefore: spanOf(before.span) }),
      // Of a cancelled period nothing is left.
      ...(after.cancelled ? {} : { DimonaPeriodAfter: spanOf(after.span) }),
    },
  };
}

/** Without any number of the RSZ the block cannot be written; an unknown enterprise number is 0. */
function employerId({ nssoNumber, provisionalNumber, enterpriseNumber = "0" }: KeptEmployer): Form["EmployerId"] {
  const CompanyID = Number(enterpriseNumber);
  if (nssoNumber !== undefined) return { NOSSRegistrationNbr: Number(nssoNumber), CompanyID };
  if (provisionalNumber !== undefined) return { ProvisionalNSSONbr: Number(provisionalNumber), CompanyID };
  return { NOSSRegistrationNbr: 0, CompanyID };
}

function naturalPerson(kept: KeptDeclaration): Pick<Form, "NaturalPerson"> {
  const { ssin } = kept;
  const person: NaturalPerson = {
    ...(ssin === undefined ? {} : { INSS: Number(ssin) }),
    ...workerNames(toldWorker(kept).identity ?? {}),
  };
  return Object.keys(person).length === 0 ? {} : { NaturalPerson: person };
}
