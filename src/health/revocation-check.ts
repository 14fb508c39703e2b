// The revocation lists in force: as they lie on the disk, and not out of date.
import type { Clock } from "../kernel/clock.ts";
import { installationFacts } from "./catalogue.ts";
import { type Check, type Finding, ok, warning } from "./check.ts";

export interface RevocationStanding {
  /** By when each list in force has a successor, in milliseconds since the epoch. */
  readonly nextUpdates: readonly number[];
  /** How many files cannot be used. */
  readonly unusable: number;
  /** How many lists are in force that are in no file any more. */
  readonly missing: number;
}

/** Never worse than WARNING: what was revoked stays so. Undefined where the installation was given no lists. */
export function revocationCheck(standing: () => RevocationStanding | undefined, clock: Clock): Check {
  return {
    ...installationFacts.revocation,
    keep: 0,
    run: async () => findingOf(standing(), clock.now()),
  };
}

function findingOf(standing: RevocationStanding | undefined, now: number): Finding {
  if (standing === undefined) return ok("no lists are given: certificates are believed until they expire");
  const { nextUpdates, unusable, missing } = standing;
  if (unusable > 0) return warning("LIST_UNUSABLE", `files that cannot be used: ${unusable}`);
  if (missing > 0)
    return warning("LIST_UNUSABLE", `lists that are in no file any more: ${missing} of ${nextUpdates.length}`);
  const overdue = nextUpdates.filter((nextUpdate) => nextUpdate < now);
  const first = dayOf(Math.min(...nextUpdates));
  return overdue.length === 0
    ? ok(`lists in force: ${nextUpdates.length}; the next one comes by ${first}`)
    : warning(
        "LIST_OVERDUE",
        `lists out of date: ${overdue.length} of ${nextUpdates.length}, the first since ${first}`,
      );
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
