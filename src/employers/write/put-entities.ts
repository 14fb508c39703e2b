// Writing many entities at once, each as a whole: what is known of it from now on, in the place of what was known before.
import { readFileSync } from "node:fs";
import type { Client } from "pg";
import type { Outcome } from "../../kernel/outcome.ts";
import type { Period } from "../../kernel/period.ts";
import type { EntityId, EntityKind } from "../entity.ts";
import type { Identifier } from "../identifier.ts";
import { type Change, type ChangeRefusal, recordChange, refuse, writeAny } from "./change.ts";

/** When an entity is active, and under which name. */
export interface Activity extends Period {
  readonly name: string;
}

/** When an entity has a number, and for a provisional one the final number that took its place. */
export interface BorneNumber extends Period {
  readonly number: Identifier;
  readonly replacedBy?: Identifier;
}

export interface PutEntity {
  /** Of the register, or one of `newEntityIds`. */
  readonly entity: EntityId;
  /** Never changes: that of an entity which is there already is not looked at. */
  readonly kind: EntityKind;
  readonly activity: readonly Activity[];
  readonly numbers: readonly BorneNumber[];
}

/**
 * All names and numbers that entities had and have; an entity that is not there is made, and what stays as it was known keeps the
 * moment from which on it is. Beside the constraints of the register, `number_of_its_own` refuses what would leave an entity without
 * a number that no other has or had: nobody could name it.
 */
export function putEntities(change: Change, entities: readonly PutEntity[]): Promise<Outcome<void, ChangeRefusal>> {
  const keys = entities.map(({ entity }) => entity);
  const activity = entities.flatMap((one) => one.activity.map((row) => ({ entity: one.entity, ...row })));
  const numbers = entities.flatMap((one) => one.numbers.map((row) => ({ entity: one.entity, ...row })));
  return recordChange(change, async () => {
    await change.client.query(statements.entities, [keys, entities.map(({ kind }) => kind)]);
    await writeAny(change, statements.activities, [
      keys,
      activity.map(({ entity }) => entity),
      activity.map(({ name }) => name),
      ...daysOf(activity),
    ]);
    await writeAny(change, statements.identifiers, [
      keys,
      numbers.map(({ entity }) => entity),
      numbers.map(({ number }) => number),
      ...daysOf(numbers),
      numbers.map(({ replacedBy }) => replacedBy ?? null),
    ]);
    if (
      await lackOwnNumber(
        change.client,
        keys,
        numbers.map(({ number }) => number),
      )
    ) {
      refuse("number_of_its_own");
    }
  });
}

/** Is one of these entities, or of those that have or had these numbers, without a number that no other has or had? */
export async function lackOwnNumber(
  client: Client,
  entities: readonly EntityId[],
  numbers: readonly Identifier[],
): Promise<boolean> {
  const { rowCount } = await client.query(statements.withoutOwnNumber, [entities, numbers]);
  return rowCount !== 0;
}

/** Keys for entities that are not in the register yet; nobody else gets them. */
export async function newEntityIds(client: Client, count: number): Promise<readonly EntityId[]> {
  if (count === 0) return [];
  const { rows } = await client.query<{ entity: EntityId }>(
    "select nextval(pg_get_serial_sequence('employers.entity', 'entity'))::text as entity from generate_series(1, $1)",
    [count],
  );
  return rows.map(({ entity }) => entity);
}

function daysOf(periods: readonly Period[]): readonly [readonly string[], readonly (string | null)[]] {
  return [periods.map(({ from }) => from), periods.map(({ to }) => to ?? null)];
}

function statement(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

const statements = {
  entities: statement("put-entities.sql"),
  activities: statement("put-activities.sql"),
  identifiers: statement("put-identifiers.sql"),
  withoutOwnNumber: statement("without-own-number.sql"),
} as const;
