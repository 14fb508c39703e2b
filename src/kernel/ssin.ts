// The identification number of a person in the social security (INSZ, NISS): read, checked, and what it tells.
import { type IsoDay, lengthOfMonth, parseDay } from "./day.ts";
import { accepted, type Outcome, refused } from "./outcome.ts";

declare const ssin: unique symbol;

/** Eleven digits YYMMDDNNNCC: birth date, counter, check digits. */
export type Ssin = string & { readonly [ssin]: true };

/** The hundred years in which the bearer was born, by their first year. */
export type Century = 1900 | 2000;

/** register: the month as it is; bis: month + 20, sex unknown; ter: month + 40, sex known (the names of CommonV3). */
export type SsinKind = "register" | "bis" | "ter";

/** None of these holds the number: a fault may be logged and shown. */
export type SsinFault =
  | { readonly kind: "shape"; readonly length: number }
  /** Expected: for a birth before 2000, and for one from 2000 on. */
  | { readonly kind: "check-digits"; readonly expected: readonly [string, string]; readonly found: string }
  | { readonly kind: "month"; readonly found: number }
  | { readonly kind: "day"; readonly found: number }
  | { readonly kind: "counter" };

export interface SsinDescription {
  readonly kind: SsinKind;
  /** Never in doubt: the check digits of the two centuries always differ. */
  readonly century: Century;
  /** Absent where a register wrote 1900-00, which it does when nothing is known of the birth. */
  readonly birthYear?: number;
  /** Absent where the number leaves the month or the day open. */
  readonly birthDate?: IsoDay;
  /** From the counter: odd for men, even for women; absent in a bis number. */
  readonly gender?: "male" | "female";
}

/**
 * Eleven ASCII digits and nothing else. Refuses, in this order: another shape; check digits of neither century; a month that is
 * none of 00-12, 20-32, 40-52; a day beyond its month (29 February: of the century that the check digits tell); in a register
 * number the counters 000 and 999. Month 00 and day 00 stand for a birth date not fully known.
 * Source: the number's rules as in Belgif's SSIN definition and CommonV3, SsinType.
 */
export function parseSsin(text: string): Outcome<Ssin, SsinFault> {
  if (!elevenDigits.test(text)) return refused({ kind: "shape", length: text.length });
  const firstNine = Number(text.slice(0, 9));
  const found = text.slice(9);
  const century = centuryOf(firstNine, found);
  if (century === undefined) {
    return refused({
      kind: "check-digits",
      expected: [checkDigits(firstNine, 1900), checkDigits(firstNine, 2000)],
      found,
    });
  }
  const { monthField, month, day } = fieldsOf(text);
  if (month > 12 || monthField > 52) return refused({ kind: "month", found: monthField });
  if (day > (month === 0 ? 31 : lengthOfMonth(century + Number(text.slice(0, 2)), month))) {
    return refused({ kind: "day", found: day });
  }
  const counter = text.slice(6, 9);
  if (monthField <= 12 && (counter === "000" || counter === "999")) return refused({ kind: "counter" });
  return accepted(text as Ssin); // the only place where text becomes an Ssin
}

/** What the number itself tells of its bearer; the person register may know better. */
export function describeSsin(ssin: Ssin): SsinDescription {
  const found = ssin.slice(9);
  const century: Century = found === checkDigits(Number(ssin.slice(0, 9)), 1900) ? 1900 : 2000;
  const { monthField, month, day } = fieldsOf(ssin);
  const kind = monthField < 20 ? "register" : monthField < 40 ? "bis" : "ter";
  const birthYear = century + Number(ssin.slice(0, 2));
  const birthDate = parseDay(`${birthYear}-${twoDigits(month)}-${twoDigits(day)}`);
  return {
    kind,
    century,
    ...(birthYear === 1900 && month === 0 ? {} : { birthYear }),
    ...(birthDate.ok ? { birthDate: birthDate.value } : {}),
    ...(kind === "bis" ? {} : { gender: Number(ssin[8]) % 2 === 1 ? ("male" as const) : ("female" as const) }),
  };
}

/** The two digits that end a number: 97 less the remainder of its first nine digits by 97, with a 2 before them for births from 2000. */
export function checkDigits(firstNine: number, century: Century): string {
  return twoDigits(97 - (((century === 2000 ? 2_000_000_000 : 0) + firstNine) % 97));
}

const elevenDigits = /^\d{11}$/;

function centuryOf(firstNine: number, found: string): Century | undefined {
  if (found === checkDigits(firstNine, 1900)) return 1900;
  return found === checkDigits(firstNine, 2000) ? 2000 : undefined;
}

function fieldsOf(digits: string): { readonly monthField: number; readonly month: number; readonly day: number } {
  const monthField = Number(digits.slice(2, 4));
  return { monthField, month: monthField % 20, day: Number(digits.slice(4, 6)) };
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
