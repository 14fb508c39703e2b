// One declaration: decided on in the light of what is known, written down, and kept for those after it.
import { localNow } from "../../kernel/local-time.ts";
import type { Circumstances, ReferenceCodes } from "../circumstances.ts";
import { decide } from "../decide.ts";
import type { Decision } from "../decision.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { untold } from "../untold.ts";
import { partiesOf } from "./needs.ts";
import type { PersonnelFile } from "./personnel-file.ts";
import type { Parties } from "./quota-ledger.ts";
import type { BatchRecord } from "./record.ts";
import type { Submission } from "./submission.ts";
import { periodNameIn, type Surroundings } from "./surroundings.ts";

/** A declaration to be taken, or one that waited and whose worker is known by now. */
export interface Work {
  readonly submission: Submission;
  /** The number that it has already. */
  readonly waiting?: DimonaNumber | undefined;
  /** It waited in vain: somebody looked, and its worker is nobody whom the register knows. */
  readonly nobody?: boolean | undefined;
}

/** Where a declaration is looked up and written down. */
export interface Books {
  readonly surroundings: Surroundings;
  readonly file: PersonnelFile;
  readonly record: Pick<BatchRecord, "add" | "addFinal">;
  readonly codes: ReferenceCodes;
}

export interface Taken extends Decision {
  /** From when on its change is known, in microseconds since the epoch. */
  readonly at: number;
}

/**
 * Decides under a number, later than `last` (microseconds since the epoch) and than all that is known of what changes. Undefined where
 * the sender is turned away, and nothing is written down.
 */
export function take(
  { submission, waiting, nobody }: Work,
  number: DimonaNumber,
  books: Books,
  last: number,
): Taken | undefined {
  const { surroundings, file, record, codes } = books;
  const { declaration } = submission;
  const named = file.period(periodNameIn(declaration) ?? "");
  const parties = partiesOf(declaration, surroundings, named);
  const sender = surroundings.senderOf(submission);
  const mandated = (employer: Parties["employer"]) =>
    waiting !== undefined || surroundings.mayDeclareFor(sender, employer);
  const known = circumstancesOf(submission, surroundings, file, parties, named, mandated, codes);
  const given: Circumstances = {
    ...known,
    waited: waiting !== undefined,
    ...(nobody === true ? { worker: { kind: "nobody" } } : {}),
  };
  const whole = decide(declaration, given, number);
  const employer = whole.employer?.key;
  const isTurnedAway = submission.sender.unmandated === "turned-away" && employer !== undefined && !mandated(employer);
  if (isTurnedAway) return undefined;
  const isForeign = whole.anomalies.some(({ code }) => code === withoutMandate);
  const decided = isForeign ? { ...whole, employer: undefined } : whole;
  const at = Math.max(last, decided.change === undefined ? 0 : file.since(decided.change.after.id)) + 1;
  const decision = dated(decided, at);
  const found = isForeign ? {} : { named, ssin: ssinOf(decision, parties) };
  const taken = { number, declaration, decision, named: found.named, ssin: found.ssin, at };
  if (waiting === undefined) record.add({ ...taken, submission, sender });
  else record.addFinal(taken);
  if (decision.change !== undefined) file.keep(decision.change, at);
  return { ...decision, at };
}

/** Who may not speak for the employer gets back what it sent, and nothing that the register knows of employer or worker. */
const withoutMandate = "90256-155";

function circumstancesOf(
  { declaration, sender, receivedAt }: Submission,
  surroundings: Surroundings,
  file: PersonnelFile,
  parties: Parties | undefined,
  named: DimonaPeriod | undefined,
  mandated: (employer: Parties["employer"]) => boolean,
  codes: ReferenceCodes,
): Circumstances {
  const registrationId = declaration.action === "daily" ? declaration.registrationId : undefined;
  return {
    receivedAt: localNow({ now: () => receivedAt }),
    secured: sender.secured,
    employers: surroundings.employersOf(declaration),
    mandated: ({ key }) => mandated(key),
    worker: surroundings.workerOf(declaration),
    period: named,
    employerOfPeriod: named === undefined ? undefined : surroundings.employerOf(named.employer),
    periods: parties === undefined ? [] : file.periodsOf(parties),
    registration: registrationId === undefined ? undefined : file.registration(registrationId),
    registrations: named === undefined ? [] : file.registrationsOf(named.id),
    quotaUse: (count) =>
      parties === undefined ? { used: 0, dayCounted: false } : file.quotas.use(count, parties, named),
    flexiAccess: untold.flexiAccess,
    userKnown: surroundings.isUserKnown(declaration),
    codes,
  };
}

/** With the moment from which the change is known, in microseconds since the epoch. */
function dated(decision: Decision, at: number): Decision {
  const { change } = decision;
  if (change === undefined) return decision;
  const updatedAt = Math.floor(at / 1000);
  if (change.kind === "period") return { ...decision, change: { ...change, after: { ...change.after, updatedAt } } };
  return { ...decision, change: { ...change, after: { ...change.after, updatedAt } } };
}

function ssinOf({ change }: Decision, parties: Parties | undefined): string | undefined {
  return change?.kind === "period" ? change.after.ssin : parties?.ssin;
}
