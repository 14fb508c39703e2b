// Writing persons, each as a whole: what is known of a number and of who bears it from now on, in the place of what was known before.
import { readFileSync } from "node:fs";
import { type Change, type ChangeRefusal, recordChange, refuse, writeAny } from "../../employers/write/change.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { Outcome } from "../../kernel/outcome.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { PersonIdentity } from "../../persons/identity.ts";
import { nameKey } from "../../persons/name-key.ts";
import type { NumberState } from "./numbers.ts";

export interface Person {
  readonly ssin: Ssin;
  readonly state: NumberState;
  /** Of a replaced number, and of no other. */
  readonly replacedBy?: Ssin;
  readonly deceasedOn?: IsoDay;
  /** Absent where no more is known than the number. */
  readonly identity?: PersonIdentity;
}

/**
 * What stays as it was known keeps the moment from which on it is. `leading_nowhere` refuses what would leave a replaced number that
 * leads to no other. Dimona learns of names by itself, within the transaction; a number in use must not become a replaced one here.
 */
export function putPersons(change: Change, persons: readonly Person[]): Promise<Outcome<void, ChangeRefusal>> {
  const ssins = persons.map(({ ssin }) => ssin);
  const known = persons.flatMap(({ ssin, identity }) => (identity === undefined ? [] : [{ ssin, ...identity }]));
  const replaced = persons.flatMap(({ ssin, state }) => (state === "replaced" ? [ssin] : []));
  return recordChange(change, async () => {
    await writeAny(change, statements.numbers, [
      ssins,
      persons.map(({ state }) => state),
      persons.map(({ replacedBy }) => replacedBy ?? null),
      persons.map(({ deceasedOn }) => deceasedOn ?? null),
    ]);
    await writeAny(change, statements.identities, [
      ssins,
      known.map(({ ssin }) => ssin),
      known.map(({ lastName }) => lastName),
      known.map(({ firstNames }) => firstNames),
      known.map(({ birthDate }) => birthDate),
      known.map(({ sex }) => sex ?? null),
      known.map(({ lastName }) => nameKey(lastName)),
    ]);
    if (replaced.length === 0) return;
    const { rowCount } = await change.client.query(statements.leadingNowhere, [replaced]);
    if (rowCount !== 0) refuse("leading_nowhere");
  });
}

function statement(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

const statements = {
  numbers: statement("put-numbers.sql"),
  identities: statement("put-identities.sql"),
  leadingNowhere: statement("read/leading-nowhere.sql"),
} as const;
