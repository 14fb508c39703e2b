// Whether entities have mandates to act for others, for services that take what one declares for another.
import { readFileSync } from "node:fs";
import type { EntityId } from "../employers/entity.ts";
import type { IsoDay } from "../kernel/day.ts";
import { quarterOf } from "../kernel/quarter.ts";

/** Runs a statement on the caller's connection. */
type RunQuery = <Row extends object>(
  statement: { readonly name: string; readonly text: string },
  values: readonly unknown[],
) => Promise<{ readonly rows: readonly Row[] }>;

export interface MandatePair {
  readonly mandator: EntityId;
  readonly mandatary: EntityId;
}

/**
 * Which of these pairs have a mandate, or one that was delegated, for one of the groups in the quarter of a day, as known at a moment
 * (`known`, as the database reads it). Answers in the order of the pairs.
 */
export function mandatesHeldFor(groups: readonly string[]) {
  return async (
    run: RunQuery,
    pairs: readonly MandatePair[],
    { known, today }: { readonly known: string; readonly today: IsoDay },
  ): Promise<readonly boolean[]> => {
    const { rows } = await run<{ held: boolean }>(statement, [
      pairs.map(({ mandator }) => mandator),
      pairs.map(({ mandatary }) => mandatary),
      groups,
      quarterOf(today),
      known,
    ]);
    return rows.map(({ held }) => held);
  };
}

const statement = {
  name: "mandates-held",
  text: readFileSync(new URL("mandates-held.sql", import.meta.url), "utf8"),
};
