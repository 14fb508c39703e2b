// Asking the registers about a user and an entity: two look-ups, both sent at once.
import { readFileSync } from "node:fs";
import type { Reader } from "../database/reader.ts";
import type { EntityId } from "../employers/entity.ts";
import type { Identifier } from "../employers/identifier.ts";
import type { Clock } from "../kernel/clock.ts";
import { type IsoDay, today } from "../kernel/day.ts";
import type { Period } from "../kernel/period.ts";
import type { Quarter } from "../kernel/quarter.ts";
import type { Known, KnownContext, KnownDelegation, KnownTarget, KnownUser, MandateStatus } from "./known.ts";

export interface AccessRegisters {
  /** Rejects with DatabaseUnavailable where either cannot be read. */
  find(technicalId: string, target: Identifier): Promise<Known>;
}

export function createAccessRegisters(reader: Reader, clock: Clock): AccessRegisters {
  const parameters = () => [new Date(clock.now()).toISOString(), today(clock)];
  const users = reader.lookup<UserRow, string>({
    name: "access-users",
    sql: readFileSync(new URL("users.sql", import.meta.url), "utf8"),
    columns: [
      "technical_id",
      "state",
      "begin_date",
      "end_date",
      "entity",
      "quality_code",
      "role_code",
      "applications",
      "since",
      "until",
      "exists_on",
      "numbers",
    ],
    keyOf: ([technicalId]) => technicalId,
    parameters,
  });
  const targets = reader.lookup<TargetRow, string>({
    name: "access-targets",
    sql: readFileSync(new URL("targets.sql", import.meta.url), "utf8"),
    columns: ["identifier", "entity", "numbers", "active", "mandates", "objects", "delegations"],
    keyOf: ([identifier]) => identifier,
    parameters,
  });
  return {
    find: async (technicalId, target) => {
      const [userRows, targetRows] = await Promise.all([users(technicalId), targets(target)]);
      return { user: toUser(userRows), target: toTarget(targetRows[0]), today: today(clock) };
    },
  };
}

type UserRow = [
  technicalId: string,
  state: "ACTIVE" | "BLOCKED" | "DELETED",
  begin: IsoDay,
  end: IsoDay | null,
  entity: EntityId | null,
  quality: string,
  role: string,
  applications: string,
  since: IsoDay,
  until: IsoDay | null,
  existsOn: string | null,
  numbers: string | null,
];

/** Every state comes with every context: each is taken once. */
function toUser(rows: readonly UserRow[]): KnownUser | undefined {
  if (rows.length === 0) return undefined;
  const states = new Map<IsoDay, KnownUser["states"][number]>();
  const contexts = new Map<string, KnownContext>();
  for (const [, state, begin, end, entity, quality, role, applications, since, until, existsOn, numbers] of rows) {
    states.set(begin, { state, period: periodOf(begin, end) });
    if (entity === null) continue;
    contexts.set(`${entity} ${quality} ${since}`, {
      entity,
      // Written by the register in their own form.
      numbers: words(numbers) as Identifier[],
      quality,
      role,
      applications: words(applications),
      period: periodOf(since, until),
      exists: items<[IsoDay, IsoDay | ""]>(existsOn).map(([from, to]) => periodOf(from, to)),
    });
  }
  return { states: [...states.values()], contexts: [...contexts.values()] };
}

type TargetRow = [
  identifier: string,
  entity: EntityId,
  numbers: string,
  active: string | null,
  mandates: string | null,
  objects: string | null,
  delegations: string | null,
];

/** Lists are written by our own statement, from columns that the register checked: their parts are what they are called. */
function toTarget(row: TargetRow | undefined): KnownTarget | undefined {
  if (row === undefined) return undefined;
  const [, entity, numbers, active, mandates, objects, delegations] = row;
  const byReference = new Map(
    items<[reference: string, mandatary: EntityId, type: string]>(mandates).map((mandate) => [mandate[0], mandate]),
  );
  const delegated =
    delegations === null ? undefined : Map.groupBy(delegationsIn(delegations), ([reference]) => reference);
  return {
    entity,
    numbers: items<[Identifier, IsoDay, IsoDay | "", "" | "replaced" | "passed-on"]>(numbers).map(
      ([identifier, from, to, state]) => ({
        identifier,
        period: periodOf(from, to),
        replaced: state === "replaced",
        passedOn: state === "passed-on",
      }),
    ),
    active: items<[IsoDay, IsoDay | ""]>(active).map(([from, to]) => periodOf(from, to)),
    mandates: items<ObjectParts>(objects).flatMap(([reference, group, status, begin, end]) => {
      const mandate = byReference.get(reference);
      if (mandate === undefined) return [];
      const [, mandatary, type] = mandate;
      const own = delegated?.get(reference)?.map(([, delegation]) => delegation) ?? [];
      return [
        { reference, type, mandatary, status, group, begin, end: end === "" ? undefined : end, delegations: own },
      ];
    }),
  };
}

type ObjectParts = [reference: string, group: string, status: MandateStatus, begin: Quarter, end: Quarter | ""];

type DelegationParts = [
  reference: string,
  groups: readonly string[] | null,
  status: MandateStatus,
  begin: Quarter,
  end: Quarter | null,
  ...to: [entity: EntityId, quality: string, technicalId: null] | [entity: null, quality: null, technicalId: string],
];

function delegationsIn(json: string): readonly (readonly [reference: string, KnownDelegation])[] {
  const rows: readonly DelegationParts[] = JSON.parse(json);
  return rows.map(([reference, groups, status, begin, end, entity, quality, technicalId]) => {
    const given = { groups: groups ?? undefined, status, begin, end: end ?? undefined };
    return [reference, entity === null ? { ...given, technicalId } : { ...given, entity, quality }];
  });
}

function periodOf(from: IsoDay, to: IsoDay | "" | null): Period {
  return to === null || to === "" ? { from } : { from, to };
}

/** The items of a list, taken apart. */
function items<Parts extends readonly string[]>(list: string | null): readonly Parts[] {
  return words(list).map((item) => item.split("/") as readonly string[] as Parts);
}

function words(text: string | null): readonly string[] {
  return text === null || text === "" ? [] : text.split(" ");
}
