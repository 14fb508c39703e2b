// Whether entities have mandates to act for others, for services that take what one declares for another.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { EntityId } from "../employers/entity.ts";
import type { IsoDay } from "../kernel/day.ts";
import { quarterOf } from "../kernel/quarter.ts";

export interface MandatePair {
  readonly mandator: EntityId;
  readonly mandatary: EntityId;
}

/**
 * Which of these pairs have a mandate, or one that was delegated, for one of the groups in the quarter of a day, as known at a moment
 * (`known`, as the database reads it). Answers in the order of the pairs, on the caller's connection.
 */
export function mandatesHeldFor(groups: readonly string[]) {
  return async (
    client: ClientBase,
    pairs: readonly MandatePair[],
    { known, today }: { readonly known: string; readonly today: IsoDay },
  ): Promise<readonly boolean[]> => {
    const { rows } = await client.query<{ held: boolean }>({
      name: `mandates-held-${groups.join("-")}`,
      text: statement,
      values: [
        pairs.map(({ mandator }) => mandator),
        pairs.map(({ mandatary }) => mandatary),
        groups,
        quarterOf(today),
        known,
      ],
    });
    return rows.map(({ held }) => held);
  };
}

const statement = readFileSync(new URL("mandates-held.sql", import.meta.url), "utf8");
