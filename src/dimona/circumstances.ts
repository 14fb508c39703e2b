// What must be known to decide on a declaration, and the cases that the rules look at. All of it is given: rules ask nobody.
import type { IsoDay } from "../kernel/day.ts";
import { dayOf, type LocalMoment } from "../kernel/local-time.ts";
import type { Ssin } from "../kernel/ssin.ts";
import type { PersonIdentity } from "../persons/identity.ts";
import type {
  DailyRegistrationDeclaration,
  Declaration,
  DimonaCancel,
  DimonaIn,
  DimonaOut,
  DimonaUpdate,
  Employment,
  WorkedDay,
} from "./declaration.ts";
import type { DailyRegistration, DimonaPeriod } from "./dimona-period.ts";
import type { Employer, FoundEmployers } from "./employer.ts";
import type { QuotaCount, QuotaUse } from "./quota.ts";
import type { WorkerType } from "./worker-type.ts";

export interface Circumstances {
  /** When the declaration was received: lateness is judged by it, whenever the decision falls. */
  readonly receivedAt: LocalMoment;
  /** It was found in order when it was received, as far as that did not depend on its worker, and has waited for that one since. */
  readonly waited?: boolean | undefined;
  /** Whether the sender has signed in; the open web page takes declarations of anybody. */
  readonly secured: boolean;
  /** By the numbers of the declaration. */
  readonly employers: FoundEmployers;
  /** May the sender declare for this employer, as itself or by a mandate that holds? */
  readonly mandated: (employer: Employer) => boolean;
  readonly worker: Worker;
  /** The period that the declaration names, and its employer. */
  readonly period?: DimonaPeriod | undefined;
  readonly employerOfPeriod?: Employer | undefined;
  /** All periods of the employer and the worker, the named one and cancelled ones included. */
  readonly periods: readonly DimonaPeriod[];
  /** The registration that the declaration names, and all of its period. */
  readonly registration?: DailyRegistration | undefined;
  readonly registrations: readonly DailyRegistration[];
  /** What employments other than that of the declaration have taken. */
  readonly quotaUse: (count: QuotaCount) => QuotaUse;
  readonly flexiAccess: FlexiAccess;
  /** Whether the enterprise to which a temporary agency sends the worker is known. */
  readonly userKnown: boolean;
  readonly codes: ReferenceCodes;
}

/** The person behind a declaration. */
export type Worker =
  | {
      readonly kind: "known";
      /** The number of today, where another took the place of the declared one. */
      readonly ssin: Ssin;
      /** What the register of persons knows beside the number; where it knows nothing, nothing is compared with it. */
      readonly identity?: PersonIdentity | undefined;
    }
  /** A number that is nobody's, or was cancelled. */
  | { readonly kind: "unknown" }
  /** No number was given: somebody has to find the person, or give it one. */
  | { readonly kind: "unidentified" }
  /** No number was given, and somebody looked: the register has no such person. */
  | { readonly kind: "nobody" };

/** Whether the worker did enough for others three quarters ago to hold a flexi-job; `unknown` where nobody can tell. */
export type FlexiAccess = "open" | "insufficient-work" | "closed" | "unknown";

/** Codes of the RSZ's annexes. */
export interface ReferenceCodes {
  /** Annex 5, NIS codes. */
  isCountry(code: string): boolean;
  /** Annex 23. */
  isPostCode(code: string): boolean;
  isTownOf(postCode: string, town: string): boolean;
  /** Annex 6, for EMPLOYEE or WORKER. */
  isRiskActivity(code: string, nature: string): boolean;
}

/** A declaration as it arrived, before anything is known to be in order. */
export interface Incoming<Kind extends Declaration = Declaration> {
  readonly declaration: Kind;
  readonly given: Circumstances;
  /** The employer that it is for: by its numbers, or that of the period. */
  readonly employer: Employer | undefined;
}

/** An employment as it would be from now on: what an IN and an UPDATE have in common. */
export interface Planned {
  readonly block: "90373" | "90378";
  readonly given: Circumstances;
  readonly employer: Employer;
  readonly type: WorkerType;
  readonly after: Employment;
  readonly before: DimonaPeriod | undefined;
  /** The living periods of the same employer and worker, without this one. */
  readonly others: readonly DimonaPeriod[];
}

export interface PlannedIn extends Planned {
  readonly declaration: DimonaIn;
}

export interface PlannedUpdate extends Planned {
  readonly declaration: DimonaUpdate;
  readonly before: DimonaPeriod;
}

/** A declaration on a period that is there. */
export interface OnPeriod<Kind = DimonaOut | DimonaUpdate | DimonaCancel> {
  readonly declaration: Kind;
  readonly given: Circumstances;
  readonly employer: Employer;
  readonly period: DimonaPeriod;
}

/** A registration as it would be, on a period that is there. */
export interface PlannedDay {
  readonly declaration: DailyRegistrationDeclaration;
  readonly given: Circumstances;
  readonly employer: Employer;
  readonly period: DimonaPeriod;
  readonly before: DailyRegistration | undefined;
  readonly after: WorkedDay;
}

/** The day on which the declaration was received. */
export function dayOfReceipt({ receivedAt }: Circumstances): IsoDay {
  return dayOf(receivedAt);
}
