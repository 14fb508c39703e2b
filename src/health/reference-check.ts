// Code tables in use: in force today, and as they lie on the disk.
import { isDeepStrictEqual } from "node:util";
import type { Clock } from "../kernel/clock.ts";
import { today } from "../kernel/day.ts";
import { contains, type Period } from "../kernel/period.ts";
import { type Check, type CheckFacts, critical, ok, warning } from "./check.ts";

interface Table {
  readonly name: string;
  readonly rows: readonly { readonly period: Period }[];
}

interface ReferenceParts {
  readonly tables: readonly Table[];
  /** Reads the same tables again, in the same order; throws where one cannot be read. */
  readonly reload: () => readonly Table[];
  readonly clock: Clock;
}

/** CRITICAL when a table has no row of today: whatever it is needed for can no longer be said. */
export function referenceCheck(facts: CheckFacts, { tables, reload, clock }: ReferenceParts): Check {
  return {
    ...facts,
    run: async () => {
      const day = today(clock);
      const expired = tables.filter(({ rows }) => !rows.some(({ period }) => contains(period, day)));
      if (expired.length > 0) {
        return critical("CODES_EXPIRED", `nothing is in force in ${expired.map(({ name }) => name).join(", ")}`);
      }
      let again: readonly Table[];
      try {
        again = reload();
      } catch {
        return warning("FILE_UNREADABLE", "a code table cannot be read");
      }
      const changed = tables.filter(({ rows }, place) => !isDeepStrictEqual(rows, again[place]?.rows));
      return changed.length === 0
        ? ok()
        : warning("FILE_CHANGED", `${changed.map(({ name }) => name).join(", ")}: another now`);
    },
  };
}
