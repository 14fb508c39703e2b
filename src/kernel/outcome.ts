// What an operation that may be refused gives back: an expected refusal is a value, an exception is a bug.

export type Outcome<Value, Reason> = Accepted<Value> | Refused<Reason>;

export interface Accepted<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Refused<Reason> {
  readonly ok: false;
  readonly reason: Reason;
}

export function accepted<Value>(value: Value): Accepted<Value> {
  return { ok: true, value };
}

export function refused<Reason>(reason: Reason): Refused<Reason> {
  return { ok: false, reason };
}

/** The value of an outcome that cannot be a refusal, such as the parsing of a constant written in the code; throws when it is one. */
export function certain<Value>(outcome: Outcome<Value, unknown>): Value {
  if (outcome.ok) return outcome.value;
  throw new Error("a value that had to be right was refused", { cause: outcome.reason });
}
