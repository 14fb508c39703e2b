// Elements that an annex may keep from a customer: optional ones, so that what is left meets the contract.
import type { PeriodType, RelationType } from "../../schema/generated/dimona-types-v1.ts";

export const filterableElements = [
  "source",
  "startingHour",
  "endingHour",
  "plannedHoursNbr",
  "plannedDaysNbr",
  "jointCommissionNbr",
  "workerType",
  "subEntityNbr",
  "creationTimestamp",
  "lastUpdateTimestamp",
  "lastAction",
  "constructionControlCards",
  "usingEmployer",
  "placeOfWork",
] as const satisfies readonly (keyof PeriodType | keyof RelationType)[];

/** Takes the named elements out and tells which of them were there, by their official names, in order of the contract. */
export function filterEach<Item extends object>(
  items: readonly Item[],
  filter: readonly string[],
): { readonly items: readonly Item[]; readonly removed: readonly string[] } {
  if (filter.length === 0) return { items, removed: [] };
  const removed = new Set<string>();
  const left = items.map((item) => {
    const there = Object.entries(item).filter(([name, part]) => {
      if (part === undefined || !filter.includes(name)) return true;
      removed.add(name);
      return false;
    });
    return Object.fromEntries(there) as Item; // what an annex may name is optional
  });
  return { items: left, removed: filterableElements.filter((name) => removed.has(name)) };
}
