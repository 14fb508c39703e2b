// What a rule finds: that it holds, that there is no access, or that the question cannot be decided.
import type { AccessFault, AccessStatus } from "../../crossroads/access-codes.ts";
import type { GateAnswer, Information } from "../../crossroads/passage.ts";

export type Finding = Held | NoAccess | Unfit;

export interface Held {
  readonly kind: "held";
  readonly answer: GateAnswer;
}

export interface NoAccess {
  readonly kind: "no-access";
  readonly status: AccessStatus;
  readonly answer: GateAnswer;
}

/** Ends the question with a BusinessError. */
export interface Unfit {
  readonly kind: "unfit";
  readonly status: AccessFault;
  readonly answer: GateAnswer;
  readonly expected: string;
  readonly found: string;
  /** Goes on the wire. */
  readonly information: readonly Information[];
}

export function held(gate: string): Held {
  return { kind: "held", answer: { gate, passed: true } };
}

/** Neither text holds a number or a technical id. */
export function noAccess(gate: string, status: AccessStatus, expected: string, found: string): NoAccess {
  return { kind: "no-access", status, answer: { gate, passed: false, code: status.code, expected, found } };
}

export function unfit(
  gate: string,
  status: AccessFault,
  { expected, found, information }: Pick<Unfit, "expected" | "found" | "information">,
): Unfit {
  const answer = { gate, passed: false, code: status.code, expected, found };
  return { kind: "unfit", status, answer, expected, found, information };
}
