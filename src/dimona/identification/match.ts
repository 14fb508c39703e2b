// Whether somebody who was declared without a number is a person of the register: exactly, nearly, or not at all.
import type { Ssin } from "../../kernel/ssin.ts";
import type { PersonIdentity } from "../../persons/identity.ts";
import { nameKey, nameParts } from "../../persons/name-key.ts";
import type { Identity } from "../declaration.ts";

/** Somebody of the register who may be meant, under the number of today. */
export interface Candidate extends PersonIdentity {
  readonly ssin: Ssin;
}

export type Match =
  | { readonly kind: "one"; readonly ssin: Ssin }
  /** More than one person is just like this. */
  | { readonly kind: "several"; readonly ssins: readonly Ssin[] }
  /** Nobody is just like this, and these are much like it: somebody has to look. */
  | { readonly kind: "near"; readonly ssins: readonly Ssin[] }
  | { readonly kind: "none" };

/** Only who is the one person that agrees in everything is identified; a person who is much like it is left to somebody's judgement. */
export function matchOf(identity: Identity, candidates: readonly Candidate[]): Match {
  const same = numbersWith("exact");
  const [first] = same;
  if (first !== undefined) return same.length === 1 ? { kind: "one", ssin: first } : { kind: "several", ssins: same };
  const near = numbersWith("near");
  return near.length === 0 ? { kind: "none" } : { kind: "near", ssins: near };

  function numbersWith(wanted: Likeness): readonly Ssin[] {
    return [...new Set(candidates.filter((one) => likeness(identity, one) === wanted).map(({ ssin }) => ssin))];
  }
}

export type Likeness = "exact" | "near" | "other";

/**
 * exact: name, first name, birth date and sex agree, as they are compared. near: one of the four is only nearly so. What the
 * declaration does not say agrees with nobody.
 */
export function likeness(declared: Identity, candidate: Candidate): Likeness {
  const parts = Object.values(likenessOfParts(declared, candidate));
  if (parts.includes("other")) return "other";
  const nearly = parts.filter((part) => part === "near").length;
  return nearly === 0 ? "exact" : nearly === 1 ? "near" : "other";
}

/** The four by which somebody is recognised, each by itself. */
export type LikenessOfParts = Readonly<Record<"lastName" | "firstName" | "birthDate" | "sex", Likeness>>;

export function likenessOfParts(declared: Identity, candidate: Candidate): LikenessOfParts {
  return {
    lastName: likenessOfNames(declared.lastName, candidate.lastName),
    firstName: likenessOfFirstNames(declared.firstName, candidate.firstNames),
    birthDate: likenessOfBirthDates(declared.birthDate, candidate.birthDate),
    sex: ofSexes(declared.sex, candidate.sex),
  };
}

/** Near: one letter apart, the same parts in another order or without particles, a part of a double name, `UE` for `Ü`. */
export function likenessOfNames(declared: string | undefined, known: string): Likeness {
  if (declared === undefined) return "other";
  const [one, other] = [nameKey(declared), nameKey(known)];
  if (one === "" || other === "") return "other";
  if (one === other) return "exact";
  if (unfolded(declared) === unfolded(known) || isOneLetterApart(one, other)) return "near";
  const [few, many] = [nameParts(declared), nameParts(known)].toSorted((a, b) => a.length - b.length);
  return few?.every((part) => many?.includes(part)) === true ? "near" : "other";
}

/** Exact: the first of the known ones, or all of them. Near: another of them, an initial, or one letter apart. */
export function likenessOfFirstNames(declared: string | undefined, known: string): Likeness {
  if (declared === undefined) return "other";
  const one = nameKey(declared);
  if (one === "") return "other";
  const [first, ...others] = known.split(/\s+/).map(nameKey);
  if (one === first || one === nameKey(known)) return "exact";
  if (first === undefined || first === "") return "other";
  if (others.includes(one) || nameKey(known).startsWith(one) || one.startsWith(first)) return "near";
  return isOneLetterApart(one, first) ? "near" : "other";
}

/**
 * Exact: the same day, or the same year where the declaration knows no more. Near: day and month changed places, or the register knows
 * less than what was declared and agrees in that.
 */
export function likenessOfBirthDates(declared: string | undefined, known: string): Likeness {
  if (declared === undefined || declared.slice(0, 4) !== known.slice(0, 4)) return "other";
  if (declared === known || declared.endsWith("-00-00")) return "exact";
  if (known.endsWith("-00-00") || (known.endsWith("-00") && known.slice(0, 7) === declared.slice(0, 7))) return "near";
  return withDayForMonth(declared) === known ? "near" : "other";
}

function ofSexes(declared: string | undefined, known: string | undefined): Likeness {
  if (declared === undefined) return "other";
  return declared === known ? "exact" : "near";
}

/** With its day where the month stood, and the other way round. */
export function withDayForMonth(birthDate: string): string {
  const [year = "", month = "", day = ""] = birthDate.split("-");
  return `${year}-${day}-${month}`;
}

/** As German writes without umlauts. */
function unfolded(name: string): string {
  return nameKey(name.normalize("NFC").replaceAll(/[äÄ]/g, "ae").replaceAll(/[öÖ]/g, "oe").replaceAll(/[üÜ]/g, "ue"));
}

/** One letter more, less or other, or two that changed places; of short names each letter tells people apart. */
function isOneLetterApart(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < 4 || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  if (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)) return true;
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}
