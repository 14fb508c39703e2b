// What has to be true of whoever is inscribed.
import type { Ssin } from "../../kernel/ssin.ts";
import type { Desk } from "../administer.ts";
import { brokenByPopulation, type NumberState } from "../persons/numbers.ts";
import type { Broken } from "../rules.ts";

/**
 * Undefined where somebody may be inscribed under the number, of which the register of persons knows this. Questions are led from a
 * replaced number to the one that took its place, and are refused for a cancelled one: an inscription under these counts for nobody.
 */
export function brokenByNumber(
  ssin: Ssin,
  state: NumberState | undefined,
  desk: Pick<Desk, "population" | "today">,
): Broken | undefined {
  const broken = brokenByPopulation(ssin, desk);
  if (broken !== undefined) return broken;
  if (state === undefined) return { rule: "person-known" };
  return state === "active" ? undefined : { rule: "number-in-use", found: `a ${state} number` };
}
