// Which fund a self-employed person was with in a quarter: the one that is asked for that quarter's contributions.
import { overlaps, type Period } from "../kernel/period.ts";
import { firstDayOf, lastDayOf, type Quarter } from "../kernel/quarter.ts";
import type { Career } from "./arza.ts";

/**
 * The fund of each quarter that shares a day with a career segment; quarters without affiliation are left out. Contributions
 * are owed to one fund a quarter. Funds change on 1 January, so that two of them in one quarter are rare: the one whose
 * segment covers the last day is then asked, or, where none does, the one whose segment reaches furthest into the quarter;
 * of two that reach as far, the one that began last.
 */
export function fundsByQuarter(
  { affiliations }: Pick<Career, "affiliations">,
  quarters: readonly Quarter[],
): ReadonlyMap<Quarter, string> {
  const segments = affiliations.flatMap(({ fundCode, segments }) =>
    segments.map(({ period }) => ({ fundCode, period })),
  );
  return new Map(
    quarters.flatMap((quarter) => {
      const end = lastDayOf(quarter);
      const days: Period = { from: firstDayOf(quarter), to: end };
      const reach = ({ to = end }: Period) => (to > end ? end : to);
      const [last] = segments
        .filter(({ period }) => overlaps(period, days))
        .sort((a, b) => compare(reach(b.period), reach(a.period)) || compare(b.period.from, a.period.from));
      return last === undefined ? [] : [[quarter, last.fundCode] as const];
    }),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
