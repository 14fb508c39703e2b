// What has to be true of a person before the register judges it.
import { type IsoDay, parseDay } from "../../kernel/day.ts";
import type { PersonIdentity } from "../../persons/identity.ts";
import type { Broken } from "../rules.ts";
import type { Person } from "./put.ts";

export const nameExpected = "expected 1 to 100 characters, with single blanks between words and no control character";
export const birthDateExpected =
  "expected a day as 1990-01-31, or 1990-01-00 or 1990-00-00 where it is not fully known";
export const sexes: readonly NonNullable<PersonIdentity["sex"]>[] = ["1", "2"];

/** As the register counts: a pair of surrogates is one character. */
export function isName(text: string): boolean {
  return /^[^\p{Z}\p{C}]+(?: [^\p{Z}\p{C}]+)*$/u.test(text) && [...text].length <= 100;
}

/** From 1000 on; 00 for a day, or for a month and a day, that nobody knows. */
export function isBirthDate(text: string): boolean {
  const [, year, month, day] = /^([12]\d{3})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined || (month === "00" && day !== "00")) return false;
  return parseDay(text.replaceAll("-00", "-01")).ok;
}

/** Undefined where nobody is born after a day. */
export function brokenByBirth({ identity }: Pick<Person, "identity">, day: IsoDay): Broken | undefined {
  return identity !== undefined && identity.birthDate > day ? { rule: "born-by-today" } : undefined;
}

/**
 * Undefined where the register may know this of a number instead of what it knew. A number that gives way to another takes along what
 * is kept under it in other registers, and one that gave way has left it there: neither is a matter of this register alone.
 */
export function brokenByTurn(before: Pick<Person, "state" | "replacedBy">, person: Person): Broken | undefined {
  const isReplaced = person.state === "replaced";
  if (before.state === "replaced") {
    return isReplaced && before.replacedBy === person.replacedBy ? undefined : { rule: "replaced-stays" };
  }
  return isReplaced ? { rule: "no-replacement", found: `a number that is ${before.state}` } : undefined;
}
