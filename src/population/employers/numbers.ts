// Numbers for employers and for those who act for them, none of whom exist: from ends of ranges that nobody has reached.
import { type Identifier, parseIdentifier } from "../../employers/identifier.ts";
import { enterpriseCheckDigits } from "../../kernel/enterprise-number.ts";
import { nssoCheckDigits, pplCheckDigits } from "../../kernel/nsso-number.ts";
import { certain } from "../../kernel/outcome.ts";
import { greatestPopulation, identityOf } from "../identities.ts";

/** So many places, from 0 on, have numbers of their own. */
export const placesForEmployers = 900;

/** From 1999 9000 on: the sole traders stop before it (see soleTrader), the institutions of the demo network begin after it. */
export function enterpriseNumber(place: number): Identifier {
  const firstEight = 1999_9000 + checked(place);
  return certain(parseIdentifier("cbe", `${firstEight}${enterpriseCheckDigits(firstEight)}`));
}

/** From 1 999 000 on, the last of the numbers that fit in the messages of the RSZ. */
export function finalNumber(place: number): Identifier {
  const base = 1_999_000 + checked(place);
  return certain(parseIdentifier("nsso", `${base}${nssoCheckDigits(base)}`));
}

/** Of those that begin with 51, which the KSZ takes as well as the RSZ. */
export function provisionalNumber(place: number): Identifier {
  const base = 51_999_000 + checked(place);
  return certain(parseIdentifier("provisional", `${base}${nssoCheckDigits(base)}`));
}

/** From 999 000 on, the last thousand. */
export function localNumber(place: number): Identifier {
  const base = 999_000 + checked(place);
  return certain(parseIdentifier("ppl", `${base}${pplCheckDigits(base)}`));
}

/** Who acts in person: the last persons of the greatest population, whom smaller ones do not have. */
export function personalNumber(seed: number, place: number): Identifier {
  const { ssin } = identityOf(seed, greatestPopulation - 1 - checked(place), "settled");
  return certain(parseIdentifier("ssin", ssin("register")));
}

/** Says nothing of whose it is. An odd factor keeps the ids of all places apart. */
export function technicalId(seed: number, place: number): string {
  const mixed = (Math.imul(place, 0x9e3779b1) ^ seed) >>> 0;
  return `UM-${mixed.toString(16).padStart(8, "0")}`;
}

function checked(place: number): number {
  if (place < placesForEmployers) return place;
  throw new RangeError(`there are numbers for ${placesForEmployers} employers`);
}
