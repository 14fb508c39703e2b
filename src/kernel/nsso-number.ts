// The numbers by which the RSZ knows an employer: final, provisional, and that of a provincial or local administration.
//
// The three overlap (a number below 100 million can pass as final and as local), so each has its own type and its own parser,
// and whoever keeps one keeps its kind. All are held as the KSZ writes them, padded with zeros to ten digits.
import { accepted, type Outcome, refused } from "./outcome.ts";

declare const nssoNumber: unique symbol;
declare const provisionalNssoNumber: unique symbol;
declare const pplNumber: unique symbol;

/** A final number (zone 00011), ten digits beginning with 0. */
export type NssoNumber = string & { readonly [nssoNumber]: true };

/** The number an employer has until it gets its final one (zone 00948), ten digits beginning with 5. */
export type ProvisionalNssoNumber = string & { readonly [provisionalNssoNumber]: true };

/** The number of a provincial or local administration (zone 00109), ten digits beginning with 00. */
export type PplNumber = string & { readonly [pplNumber]: true };

export type NssoNumberFault =
  | { readonly kind: "shape" }
  | { readonly kind: "out-of-range" }
  | { readonly kind: "check-digits"; readonly expected: string };

/**
 * At most ten ASCII digits, leading zeros or none, from 100006 to nine digits; check digits as in nssoCheckDigits. The RSZ's own
 * messages stop at 199999934 (their schemas see to it); Belgif's employer id, and so this parser, goes further.
 */
export function parseNssoNumber(text: string): Outcome<NssoNumber, NssoNumberFault> {
  const digits = checked(text, { from: 100_006, to: 999_999_999, checkDigits: nssoCheckDigits });
  return digits.ok ? accepted(digits.value as NssoNumber) : digits; // the only place where one is made
}

/** Ten ASCII digits from 5000000120 to 5999999989; check digits as in nssoCheckDigits. */
export function parseProvisionalNssoNumber(text: string): Outcome<ProvisionalNssoNumber, NssoNumberFault> {
  const digits = checked(text, { from: 5_000_000_120, to: 5_999_999_989, checkDigits: nssoCheckDigits });
  return digits.ok ? accepted(digits.value as ProvisionalNssoNumber) : digits; // the only place where one is made
}

/** At most ten ASCII digits, leading zeros or none, from 197 to 99999926; check digits as in pplCheckDigits. */
export function parsePplNumber(text: string): Outcome<PplNumber, NssoNumberFault> {
  const digits = checked(text, { from: 197, to: 99_999_926, checkDigits: pplCheckDigits });
  return digits.ok ? accepted(digits.value as PplNumber) : digits; // the only place where one is made
}

/** As the RSZ's XML writes it: no leading zeros. */
export function formatNssoInteger(number: NssoNumber | ProvisionalNssoNumber | PplNumber): string {
  return number.replace(/^0+/, "");
}

/** The two digits that end a final or provisional number: 96 less the remainder of a hundred times the rest by 97, 97 instead of 0. */
export function nssoCheckDigits(base: number): string {
  return twoDigits(96 - ((base * 100) % 97) || 97);
}

/** The two digits that end the number of a provincial or local administration: the remainder of the rest by 97, 97 instead of 0. */
export function pplCheckDigits(base: number): string {
  return twoDigits(base % 97 || 97);
}

function checked(
  text: string,
  rule: { readonly from: number; readonly to: number; readonly checkDigits: (base: number) => string },
): Outcome<string, NssoNumberFault> {
  if (!/^\d{3,10}$/.test(text)) return refused({ kind: "shape" });
  const number = Number(text);
  if (number < rule.from || number > rule.to) return refused({ kind: "out-of-range" });
  const expected = rule.checkDigits(Math.floor(number / 100));
  if (text.slice(-2) !== expected) return refused({ kind: "check-digits", expected });
  return accepted(text.padStart(10, "0"));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
