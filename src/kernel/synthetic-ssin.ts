// Numbers for people who do not exist: they pass every check and belong to nobody alive.
//
// Such a number carries the check digits of the other century. Somebody "born" in 1985 bears the number of a birth in 2085, which
// will not be handed out before; somebody "born" in 2004 bears that of a birth in 1904, whose real bearer would be past 115.
// The two centuries' check digits always differ (2 000 000 000 is no multiple of 97), so no number can be read both ways.
import { type IsoDay, yearOf } from "./day.ts";
import { accepted, type Outcome, refused } from "./outcome.ts";
import { checkDigits, describeSsin, parseSsin, type Ssin, type SsinKind } from "./ssin.ts";

/** Of whom a number could be: of a birth still to come, of somebody possibly alive, or of somebody who would have reached 115. */
export type Bearer = "not-yet-born" | "possibly-alive" | "no-longer-alive";

/** birth-date: outside 1940 to 2010, or 29 February 2000, which the other century lacks; counter: not a whole number from 1 to 998. */
export type SyntheticSsinFault = { readonly kind: "birth-date" } | { readonly kind: "counter" };

/**
 * The number of a made-up person. Births from 1940 to 1999 get the check digits of 2040 to 2099, births from 2000 to 2010 those of
 * 1900 to 1910, so that what is made belongs to nobody alive on any day from 2026 through 2039. Births outside 1940 to 2010 are
 * refused: their numbers are, or soon would be, those of newborn or very old people. Odd counters are men, even ones women.
 */
export function syntheticSsin(person: {
  readonly birthDate: IsoDay;
  readonly counter: number;
  readonly kind: SsinKind;
}): Outcome<Ssin, SyntheticSsinFault> {
  const { birthDate, counter, kind } = person;
  const year = yearOf(birthDate);
  if (year < firstYear || year > lastYear) return refused({ kind: "birth-date" });
  if (!Number.isInteger(counter) || counter < 1 || counter > 998) return refused({ kind: "counter" });
  const month = Number(birthDate.slice(5, 7)) + monthOffset[kind];
  const firstNine =
    birthDate.slice(2, 4) + String(month).padStart(2, "0") + birthDate.slice(8) + String(counter).padStart(3, "0");
  const made = parseSsin(firstNine + checkDigits(Number(firstNine), year < 2000 ? 2000 : 1900));
  return made.ok ? accepted(made.value) : refused({ kind: "birth-date" });
}

/**
 * Could this be the number of somebody alive? A demo accepts no number of which this is true. Give the real day, not that of a
 * clock moved for a demonstration.
 */
export function belongsToPossiblePerson(ssin: Ssin, today: IsoDay): boolean {
  return bearerOf(ssin, today) === "possibly-alive";
}

/**
 * Whom the check digits point to, seen from a day. A production installation refuses "not-yet-born"; it has to accept
 * "no-longer-alive", since its registers hold the dead. A number that leaves the birth open counts from the first to the last day
 * that it could mean, and as possibly alive when it tells not even the year.
 */
export function bearerOf(ssin: Ssin, today: IsoDay): Bearer {
  const { birthYear, birthDate } = describeSsin(ssin);
  if (birthYear === undefined) return "possibly-alive";
  const month = Number(ssin.slice(2, 4)) % 20;
  const earliest = birthDate ?? `${birthYear}-${month === 0 ? "01" : String(month).padStart(2, "0")}-01`;
  const latest = birthDate ?? `${birthYear}-${month === 0 ? "12" : String(month).padStart(2, "0")}-31`;
  if (earliest > today) return "not-yet-born";
  // Compared as text: the day need not exist, and no calendar arithmetic is spent on every question asked.
  const bornBy = String(yearOf(today) - greatestAge).padStart(4, "0") + today.slice(4);
  return latest <= bornBy ? "no-longer-alive" : "possibly-alive";
}

const firstYear = 1940;
const lastYear = 2010;
const greatestAge = 115;
const monthOffset = { register: 0, bis: 20, ter: 40 } as const;
