// The numbers of persons as the administration takes them: whose they may be, what the register knows of them, how the audit names them.
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { KnownPerson } from "../../crossroads/known-persons.ts";
import { isOfPopulation } from "../../crossroads/population.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { Desk, Reference } from "../administer.ts";
import { read, type View } from "../registered.ts";
import type { Broken } from "../rules.ts";

/** By its digest: the audit names what was changed, and the number of a person is not told there. */
export function personReference(ssin: Ssin): Reference {
  return `person:${hash("sha256", ssin)}`;
}

/** Undefined where the number is of the kind of people that live here, as questions are judged. */
export function brokenByPopulation(ssin: Ssin, desk: Pick<Desk, "population" | "today">): Broken | undefined {
  if (isOfPopulation(ssin, desk)) return undefined;
  return { rule: "number-of-the-population", found: foreignNumber[desk.population] };
}

const foreignNumber = {
  synthetic: "a number that may be somebody's, in a demonstration",
  real: "a number of somebody not yet born, as made-up people have",
} as const;

export type NumberState = KnownPerson["state"];

/** What the register of persons knows of these numbers; those that it does not know are left out. */
export async function statesOf(view: View, numbers: readonly Ssin[]): Promise<ReadonlyMap<Ssin, NumberState>> {
  const rows = await read<{ ssin: Ssin; state: NumberState }>(view, states, numbers);
  return new Map(rows.map(({ ssin, state }) => [ssin, state]));
}

const states = readFileSync(new URL("read/states.sql", import.meta.url), "utf8");
