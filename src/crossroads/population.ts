// Whose numbers are taken here: those of made-up people in a demonstration, those of real ones in a production installation.
import type { IsoDay } from "../kernel/day.ts";
import type { Ssin } from "../kernel/ssin.ts";
import { type Bearer, bearerOf } from "../kernel/synthetic-ssin.ts";

/** A demo takes numbers that belong to nobody, a production installation those of people. */
export type Population = "synthetic" | "real";

const foreign: Readonly<Record<Population, Bearer>> = { synthetic: "possibly-alive", real: "not-yet-born" };

/** Whether the number may be of somebody who lives here, seen from a day. */
export function isOfPopulation(
  ssin: Ssin,
  { population, today }: { readonly population: Population; readonly today: IsoDay },
): boolean {
  return bearerOf(ssin, today) !== foreign[population];
}
