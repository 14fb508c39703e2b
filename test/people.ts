// Persons of an installation by what is particular about them.
import assert from "node:assert/strict";
import type { SyntheticPerson } from "../src/population/persons.ts";
import type { Trait } from "../src/population/traits.ts";
import type { Installation } from "./installation.ts";

type People = Pick<Installation, "people">;

/** Everybody with this trait; there is at least one. */
export function peopleWith({ people }: People, trait: Trait): readonly SyntheticPerson[] {
  const found = people.filter(({ traits }) => traits.includes(trait));
  assert.ok(found.length > 0, `somebody with the trait ${trait}`);
  return found;
}

/** The first with this trait of whom something more is true. */
export function somebodyWith(
  site: People,
  trait: Trait,
  also: (person: SyntheticPerson) => boolean = () => true,
): SyntheticPerson {
  const found = peopleWith(site, trait).find(also);
  assert.ok(found !== undefined, `somebody with the trait ${trait}, and more`);
  return found;
}
