// An agent of the RSZ works on a period: until it is unlocked nobody declares anything on it (00913-362).
import { readFileSync } from "node:fs";
import type { Change } from "../../employers/write/change.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import { claimPlaces, shareNumbers } from "../register/batch.ts";
import { placeOfFile } from "../register/needs.ts";
import { type Known, type PeriodRow, toPeriod } from "../register/rows.ts";

export type NotLocked = "unknown-period" | "cancelled-period" | "locked-already" | "not-locked";

/** Within a transaction of the caller's; what was known of the period before stays readable. */
export async function lockPeriod(
  { client, at }: Change,
  number: DimonaNumber,
  locked: boolean,
): Promise<Outcome<undefined, NotLocked>> {
  await client.query(shareNumbers);
  const read = async () => {
    const { rows } = await client.query<PeriodRow & Known>(periodStatement, [number]);
    return rows[0] === undefined ? undefined : toPeriod(rows[0]);
  };
  const named = await read();
  if (named === undefined) return refused("unknown-period");
  // Whoever decides on a declaration about the same worker is waited for, and then the period is looked at anew.
  await claimPlaces(client, [placeOfFile(named)]);
  const period = await read();
  if (period === undefined) return refused("unknown-period");
  if (period.cancelled) return refused("cancelled-period");
  if (period.locked === locked) return refused(locked ? "locked-already" : "not-locked");
  await client.query(lockStatement, [number, new Date(at).toISOString(), locked]);
  return accepted(undefined);
}

const periodStatement = readFileSync(new URL("../register/period.sql", import.meta.url), "utf8");
const lockStatement = readFileSync(new URL("lock-period.sql", import.meta.url), "utf8");
