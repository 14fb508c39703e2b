// The number of a declaration; that of a DimonaIn is also the number of the period that it begins (zones 00913 and 01085).
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";

declare const dimonaNumber: unique symbol;

/** Twelve digits, the last two of which check the others. */
export type DimonaNumber = string & { readonly [dimonaNumber]: true };

export type DimonaNumberFault =
  | { readonly kind: "shape" }
  | { readonly kind: "check-digits"; readonly expected: string };

/** Twelve ASCII digits; the last two are the remainder of the first ten by 97, 97 instead of 0 (seen of published samples). */
export function parseDimonaNumber(text: string): Outcome<DimonaNumber, DimonaNumberFault> {
  if (!/^[1-9]\d{11}$/.test(text)) return refused({ kind: "shape" });
  const expected = checkDigits(Number(text.slice(0, 10)));
  return text.slice(10) === expected ? accepted(numbered(text)) : refused({ kind: "check-digits", expected });
}

/** The number with this serial: a whole number from 1000000000 to 9999999999. */
export function dimonaNumberOf(serial: number): DimonaNumber {
  if (!(Number.isInteger(serial) && serial >= 1e9 && serial < 1e10)) throw new RangeError("a serial of ten digits");
  return numbered(`${serial}${checkDigits(serial)}`);
}

function checkDigits(serial: number): string {
  return String(serial % 97 || 97).padStart(2, "0");
}

function numbered(text: string): DimonaNumber {
  return text as DimonaNumber;
}
