// Finding entities by their numbers, and telling what an entity is called.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { IsoDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { makePeriod, type Period } from "../kernel/period.ts";
import type { EntityId, EntityKind } from "./entity.ts";
import type { Identifier } from "./identifier.ts";

export interface FoundEntity {
  readonly entity: EntityId;
  readonly kind: EntityKind;
  /** In no order. */
  readonly active: readonly Period[];
}

export interface DescribedEntity {
  readonly kind: EntityKind;
  readonly name: string;
  /** Those that name it: an enterprise number first, the number of a person last. */
  readonly numbers: readonly Identifier[];
}

/** The day on which numbers and names count, and the moment (milliseconds) at which they were known. */
export interface Sight {
  readonly day: IsoDay;
  readonly at: number;
}

/** The entities that these numbers name on the day, or named last before it; a number that names nobody is left out. */
export async function findEntities(
  client: ClientBase,
  identifiers: readonly Identifier[],
  { day, at }: Sight,
): Promise<ReadonlyMap<Identifier, FoundEntity>> {
  if (identifiers.length === 0) return new Map();
  const { rows } = await client.query<{
    identifier: Identifier;
    entity: EntityId;
    kind: EntityKind;
    active: string | null;
  }>(findStatement, [identifiers, day, new Date(at).toISOString()]);
  return new Map(rows.map(({ identifier, active, ...rest }) => [identifier, { ...rest, active: periodsIn(active) }]));
}

/** The same of entities that are known by the register's own key. */
export async function knownEntities(
  client: ClientBase,
  entities: readonly EntityId[],
  at: number,
): Promise<ReadonlyMap<EntityId, FoundEntity>> {
  if (entities.length === 0) return new Map();
  const { rows } = await client.query<{ entity: EntityId; kind: EntityKind; active: string | null }>(knownStatement, [
    entities,
    new Date(at).toISOString(),
  ]);
  return new Map(rows.map(({ entity, kind, active }) => [entity, { entity, kind, active: periodsIn(active) }]));
}

export async function describeEntities(
  client: ClientBase,
  entities: readonly EntityId[],
  { day, at }: Sight,
): Promise<ReadonlyMap<EntityId, DescribedEntity>> {
  if (entities.length === 0) return new Map();
  const { rows } = await client.query<{
    entity: EntityId;
    kind: EntityKind;
    name: string | null;
    numbers: string | null;
  }>(describeStatement, [entities, day, new Date(at).toISOString()]);
  return new Map(
    rows.map(({ entity, kind, name, numbers }) => [
      entity,
      // Written by the register in their own form.
      { kind, name: name ?? "", numbers: (numbers ?? "").split(" ").filter((one) => one !== "") as Identifier[] },
    ]),
  );
}

const findStatement = readFileSync(new URL("find-entities.sql", import.meta.url), "utf8");
const knownStatement = readFileSync(new URL("known-entities.sql", import.meta.url), "utf8");
const describeStatement = readFileSync(new URL("describe-entities.sql", import.meta.url), "utf8");

function periodsIn(text: string | null): readonly Period[] {
  if (text === null) return [];
  return text.split(" ").map((days) => {
    const [from, to] = days.split("/") as [IsoDay, IsoDay | ""];
    return certain(to === "" ? makePeriod(from) : makePeriod(from, to));
  });
}
