// Writing inscriptions, each key as a whole: what is known of its days from now on, in the place of what was known before.
import { readFileSync } from "node:fs";
import type { Holder } from "../../crossroads/holder.ts";
import { type Change, type ChangeRefusal, recordChange, writeAny } from "../../employers/write/change.ts";
import type { Outcome } from "../../kernel/outcome.ts";
import type { Period } from "../../kernel/period.ts";
import type { Ssin } from "../../kernel/ssin.ts";

/** Who knows whom as what. */
export interface InscriptionKey {
  readonly ssin: Ssin;
  readonly holder: Holder;
  /** From 0 to 999. */
  readonly qualityCode: number;
}

export interface Inscription extends InscriptionKey {
  /** In the order of time, none with a day of another; with none of them there is no inscription. */
  readonly periods: readonly Period[];
}

/** What stays as it was known keeps the moment from which on it is. */
export function putInscriptions(
  change: Change,
  inscriptions: readonly Inscription[],
): Promise<Outcome<void, ChangeRefusal>> {
  const rows = inscriptions.flatMap(({ periods, ...key }) => periods.map((period) => ({ ...key, ...period })));
  return recordChange(change, async () => {
    await writeAny(change, put, [
      ...keysOf(inscriptions),
      ...keysOf(rows),
      rows.map(({ from }) => from),
      rows.map(({ to }) => to ?? null),
    ]);
  });
}

/** As statements take them. */
export function keysOf(
  keys: readonly InscriptionKey[],
): readonly [ssins: readonly Ssin[], holders: readonly Holder[], qualityCodes: readonly number[]] {
  return [keys.map(({ ssin }) => ssin), keys.map(({ holder }) => holder), keys.map(({ qualityCode }) => qualityCode)];
}

const put = readFileSync(new URL("put.sql", import.meta.url), "utf8");
