// Money: whole cents as bigint, multiplied by exact decimal rates; no floating point touches an amount.
import { accepted, type Outcome, refused } from "./outcome.ts";

/** An amount in euro cents; negative where money flows back. */
export type Cents = bigint;

/** An exact decimal factor: `digits` divided by ten to the power `scale`. */
export interface Rate {
  readonly digits: bigint;
  readonly scale: number;
}

/** Not a decimal number of the form asked for, or longer than is accepted. */
export interface DecimalFault {
  readonly kind: "shape";
}

/** Reads euros such as `1234.5`, `1234.56` or `-7`: at most 15 digits before the point and two behind it, no thousands mark, no comma. */
export function parseCents(text: string): Outcome<Cents, DecimalFault> {
  const [, sign, euros, fraction = ""] = centsShape.exec(text) ?? [];
  if (euros === undefined) return refused({ kind: "shape" });
  const amount = BigInt(euros + fraction.padEnd(2, "0"));
  return accepted(sign === "-" ? -amount : amount);
}

/** Writes euros with two decimals: `-0.05`, `1234.50`. */
export function formatCents(amount: Cents): string {
  const digits = magnitude(amount).toString().padStart(3, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Reads a factor such as `0.3807`, or the same as `38.07%`: at most nine digits before the point and nine behind it. */
export function parseRate(text: string): Outcome<Rate, DecimalFault> {
  const [, sign, whole, fraction = "", percent] = rateShape.exec(text) ?? [];
  if (whole === undefined) return refused({ kind: "shape" });
  const digits = BigInt(whole + fraction);
  return accepted({
    digits: sign === "-" ? -digits : digits,
    scale: fraction.length + (percent === undefined ? 0 : 2),
  });
}

/** The amount times the rate, rounded half up to the cent. */
export function multiply(amount: Cents, rate: Rate): Cents {
  return quotientHalfUp(amount * rate.digits, 10n ** BigInt(rate.scale));
}

/**
 * Division rounded half up, away from zero on either side, so that a correction of an amount is the amount with its sign turned.
 * Throws a RangeError unless the denominator is positive.
 */
export function quotientHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError("the denominator must be positive");
  const quotient = (magnitude(numerator) * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -quotient : quotient;
}

const centsShape = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/;
const rateShape = /^(-?)(\d{1,9})(?:\.(\d{1,9}))?(%)?$/;

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
