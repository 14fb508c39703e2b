// What the register of employers knows of entities, whole, for whoever administers it.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { EntityId, EntityKind } from "../../employers/entity.ts";
import { type Identifier, kindOf } from "../../employers/identifier.ts";
import type { Activity, BorneNumber, PutEntity } from "../../employers/write/put-entities.ts";
import type { IsoDay } from "../../kernel/day.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { contains } from "../../kernel/period.ts";
import type { Reference } from "../administer.ts";
import { changesOf, type ManualChangeTold } from "../changes.ts";
import { namesNobody } from "../entities.ts";
import { numberKinds } from "../files/columns.ts";
import { type DayRow, periodOf, type Registered, read, together, type View } from "../registered.ts";
import type { Broken } from "../rules.ts";

export type RegisteredEmployer = Registered<PutEntity>;

/** By the register's own key: the number of an entity may be that of a person. */
export function employerReference(entity: EntityId): Reference {
  return `employer:${entity}`;
}

/**
 * Whom these numbers name on a day: who has them then, or had them last before; also who gets them later, where nobody had them
 * yet. What names nobody is left out.
 */
export async function findEmployers(
  view: View,
  numbers: readonly Identifier[],
  day: IsoDay,
): Promise<ReadonlyMap<Identifier, EntityId>> {
  const rows = await read<{ number: Identifier; entity: EntityId }>(view, statements.find, numbers, [day]);
  return new Map(rows.map(({ number, entity }) => [number, entity]));
}

/** Names and numbers of each in the order of time. */
export async function registeredEmployers(
  view: View,
  entities: readonly EntityId[],
): Promise<ReadonlyMap<EntityId, RegisteredEmployer>> {
  type Row = FactRow & { readonly entity: EntityId; readonly kind: EntityKind; readonly knownFrom: number };
  const rows = await read<Row>(view, statements.registered, entities);
  return together(
    rows,
    ({ entity }) => entity,
    ({ entity, kind }) => ({ entity, kind }),
    factsIn,
  );
}

/** The employer that an administrator names by a number. */
export async function employerOf(
  view: View,
  number: Identifier,
  today: IsoDay,
): Promise<Outcome<RegisteredEmployer, Broken>> {
  const entity = (await findEmployers(view, [number], today)).get(number);
  return entity === undefined ? refused(namesNobody(number)) : accepted(await employerAt(view, entity));
}

/** Of an entity that is known to be there. */
export async function employerAt(view: View, entity: EntityId): Promise<RegisteredEmployer> {
  const employer = (await registeredEmployers(view, [entity])).get(entity);
  if (employer === undefined) throw new Error("An entity that a number names has this number");
  return employer;
}

/** By name, those alone that have a text in a name or a number, whatever its capitals; at most `limit`. */
export async function listEmployers(
  { client, at }: View,
  part: string | undefined,
  limit: number,
): Promise<readonly EntityId[]> {
  const { rows } = await client.query<{ entity: EntityId }>(statements.list, [
    part ?? null,
    new Date(at).toISOString(),
    limit,
  ]);
  return rows.map(({ entity }) => entity);
}

/** A name or a number that is no longer known, or no longer in this way. */
export type FactBefore = (Activity | BorneNumber) & {
  /** ISO 8601, UTC. */
  readonly knownFrom: string;
  readonly knownUntil: string;
};

/** What was known until the moment of the view at the latest, the newest last. */
export async function knownBefore({ client, at }: View, entity: EntityId): Promise<readonly FactBefore[]> {
  const { rows } = await client.query<FactRow & Pick<FactBefore, "knownFrom" | "knownUntil">>(statements.before, [
    entity,
    new Date(at).toISOString(),
  ]);
  return rows.flatMap((row) => {
    const { activity, numbers } = factsIn([row]);
    const { knownFrom, knownUntil } = row;
    return [...activity, ...numbers].map((fact) => ({ ...fact, knownFrom, knownUntil }));
  });
}

/** The oldest first. */
export function changesOfEmployer(client: ClientBase, entity: EntityId): Promise<readonly ManualChangeTold[]> {
  return changesOf(client, statements.moments, entity, employerReference(entity));
}

/** Of each entity a number that no other has or had, so that it names the entity on whatever day: that of an enterprise if it can. */
export async function ownNumbers(
  view: View,
  entities: readonly EntityId[],
): Promise<ReadonlyMap<EntityId, Identifier>> {
  const rows = await read<{ entity: EntityId; number: Identifier }>(view, statements.ownNumbers, entities);
  return new Map(rows.map(({ entity, number }) => [entity, number]));
}

/** A number that anybody may see, one that it has on the day if it can; none for a person who has only that of a person. */
export function publicNumber({ numbers }: Pick<PutEntity, "numbers">, day: IsoDay): Identifier | undefined {
  const shown = numbers.filter(({ number }) => kindOf(number) !== "ssin");
  const present = shown.filter((one) => contains(one, day));
  const among = present.length > 0 ? present : shown.toReversed();
  const [kind] = numberKinds.filter((one) => among.some(({ number }) => kindOf(number) === one));
  return among.find(({ number }) => kindOf(number) === kind)?.number;
}

interface FactRow extends Pick<DayRow, "from" | "to"> {
  readonly name: string | null;
  readonly number: Identifier | null;
  readonly replacedBy: Identifier | null;
}

function factsIn(rows: readonly FactRow[]): Pick<PutEntity, "activity" | "numbers"> {
  return {
    activity: rows.flatMap(({ name, ...row }) => (name === null ? [] : [{ name, ...periodOf(row) }])),
    numbers: rows.flatMap(({ number, replacedBy, ...row }) =>
      number === null ? [] : [{ number, ...periodOf(row), ...(replacedBy === null ? {} : { replacedBy }) }],
    ),
  };
}

function statement(name: string): string {
  return readFileSync(new URL(`read/${name}`, import.meta.url), "utf8");
}

const statements = {
  find: statement("find.sql"),
  registered: statement("registered.sql"),
  list: statement("list.sql"),
  before: statement("before.sql"),
  moments: statement("moments.sql"),
  ownNumbers: statement("own-numbers.sql"),
} as const;
