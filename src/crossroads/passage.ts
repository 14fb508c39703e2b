// One question on its way through the gates: what is asked, by whom, and what each gate found.
import type { IsoDay } from "../kernel/day.ts";
import type { Period } from "../kernel/period.ts";
import type { Annex, Grant } from "./annex.ts";
import type { KnownPerson, KnownPersons } from "./known-persons.ts";
import type { Organization } from "./organization.ts";
import type { Population } from "./population.ts";
import type { QuotaLedger, QuotaSpan } from "./quota.ts";
import type { Status } from "./statuses.ts";

export interface Question {
  /** Service and version, such as `SelfEmployedService/v2`. */
  readonly service: string;
  readonly operation: string;
  readonly customerIdentification: Organization;
  readonly legalContext: string;
  /** As it was sent: shaped by the contract, not yet known to be a number of anybody. Absent where nobody is named. */
  readonly ssin: string | undefined;
  /** The operation takes questions that name nobody. */
  readonly personOptional?: boolean | undefined;
  /** The days asked about; absent when the whole history is asked. */
  readonly period: Period | undefined;
  /** What the service found wrong with its criteria. */
  readonly criteriaFault: RefusedAtGate | undefined;
}

export interface Passage {
  readonly question: Question;
  readonly annex: Annex;
  readonly today: IsoDay;
  /** What the annex allows in this legal context, once the legal-context gate is passed. */
  readonly grant: Grant | undefined;
  /** The person the question is about, after a replaced number was followed. */
  readonly person: KnownPerson | undefined;
  readonly persons: KnownPersons;
  readonly quotas: QuotaLedger;
  readonly population: Population;
}

export interface Gate {
  readonly name: string;
  check(passage: Passage): Verdict | Promise<Verdict>;
}

export type Verdict = Passed | RefusedAtGate;

interface Passed {
  readonly passed: true;
  /** What later gates may rely on. */
  readonly learned?: Partial<Pick<Passage, "grant" | "person">>;
}

export interface RefusedAtGate {
  readonly passed: false;
  readonly status: Status;
  /** Never holds personal data: it is shown to operators and kept in the audit. */
  readonly expected: string;
  readonly found: string;
  /** Goes on the wire with the status (at most 15). */
  readonly information: readonly Information[];
  /** Of a quota: which span of it. */
  readonly usedUp?: QuotaSpan | undefined;
}

export interface Information {
  readonly fieldName: string;
  readonly fieldValue: string;
}

/** A gate's answer as the audit and the explanation keep it. */
export interface GateAnswer {
  readonly gate: string;
  readonly passed: boolean;
  readonly code?: string;
  readonly expected?: string;
  readonly found?: string;
  /** Kept for the operator: the customer's annex does not disclose it. */
  readonly withheld?: true;
}

export function refusedAt(gate: string, { code }: Status, expected: string, found: string): GateAnswer {
  return { gate, passed: false, code, expected, found };
}

const simplyPassed: Passed = { passed: true };

export function passed(learned?: Passed["learned"]): Passed {
  return learned === undefined ? simplyPassed : { passed: true, learned };
}

export function refusedBecause(
  status: Status,
  reason: Pick<RefusedAtGate, "expected" | "found" | "usedUp"> & { readonly information?: readonly Information[] },
): RefusedAtGate {
  return {
    passed: false,
    status,
    expected: reason.expected,
    found: reason.found,
    information: reason.information ?? [],
    ...(reason.usedUp === undefined ? {} : { usedUp: reason.usedUp }),
  };
}

export interface PassageResult {
  readonly passage: Passage;
  readonly trail: readonly GateAnswer[];
  /** Absent when every gate was passed. */
  readonly refusal: RefusedAtGate | undefined;
}

/** Takes a question through the gates in their order; the first refusal ends it. */
export async function passGates(start: Passage, gates: readonly Gate[]): Promise<PassageResult> {
  const trail: GateAnswer[] = [];
  let passage = start;
  for (const gate of gates) {
    const answer = gate.check(passage);
    const verdict = answer instanceof Promise ? await answer : answer;
    if (!verdict.passed) {
      trail.push(refusedAt(gate.name, verdict.status, verdict.expected, verdict.found));
      return { passage, trail, refusal: verdict };
    }
    trail.push({ gate: gate.name, passed: true });
    if (verdict.learned !== undefined) passage = { ...passage, ...verdict.learned };
  }
  return { passage, trail, refusal: undefined };
}

/** For gates that run after the legal-context gate: their place in the order guarantees a grant. */
export function grantOf(passage: Passage): Grant {
  if (passage.grant === undefined) throw new Error("The legal-context gate comes before any gate that reads the grant");
  return passage.grant;
}

/** For gates that run after the SSIN-status gate. */
export function personOf(passage: Passage): KnownPerson {
  if (passage.person === undefined) throw new Error("The SSIN-status gate comes before any gate that reads the person");
  return passage.person;
}
