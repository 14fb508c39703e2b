// The gates of the crossroads, in the order in which a question meets them.
import type { Gate } from "../passage.ts";
import { criteriaGate } from "./criteria.ts";
import { customerIdentificationGate, legalContextGate, operationGate, welfareCentreGate } from "./customer.ts";
import { periodGate } from "./period.ts";
import { inscriptionGate, ssinStatusGate, ssinStructureGate } from "./person.ts";
import { quotaGate } from "./quota.ts";

export const gates: readonly Gate[] = [
  operationGate,
  customerIdentificationGate,
  welfareCentreGate,
  legalContextGate,
  ssinStructureGate,
  ssinStatusGate,
  inscriptionGate,
  criteriaGate,
  periodGate,
  quotaGate,
];

/** Those of them, in their order, that know their answer from the question and the annex alone. */
export const registerFreeGates: readonly Gate[] = [
  operationGate,
  customerIdentificationGate,
  welfareCentreGate,
  legalContextGate,
  ssinStructureGate,
  criteriaGate,
  periodGate,
];
