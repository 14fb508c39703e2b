// Asking the registers about a user and an entity: two look-ups, both sent at once.
import { readFileSync } from "node:fs";
import type { Reader } from "../database/reader.ts";
import type { EntityId } from "../employers/entity.ts";
import type { Identifier } from "../employers/identifier.ts";
import type { Clock } from "../kernel/clock.ts";
import { type IsoDay, today } from "../kernel/day.ts";
import type { Period } from "../kernel/period.ts";
import type { Quarter } from "../kernel/quarter.ts";
import type {
  Known,
  KnownContext,
  KnownDelegation,
  KnownMandate,
  KnownTarget,
  KnownUser,
  MandateStatus,
} from "./known.ts";

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
    columns: [
      "identifier",
      "entity",
      "kind",
      "name",
      "begins",
      "ends",
      "state",
      "detail",
      "other",
      "quality",
      "user_id",
    ],
    keyOf: ([identifier]) => identifier,
    parameters,
  });
  return {
    find: async (technicalId, target) => {
      const [userRows, targetRows] = await Promise.all([users(technicalId), targets(target)]);
      return { user: toUser(userRows), target: toTarget(targetRows), today: today(clock) };
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
      exists: words(existsOn).map((days) => {
        const [from, to] = days.split("/") as [IsoDay, IsoDay | ""];
        return periodOf(from, to === "" ? null : to);
      }),
    });
  }
  return { states: [...states.values()], contexts: [...contexts.values()] };
}

type TargetRow = [
  identifier: string,
  entity: EntityId,
  ...(
    | [kind: "number", name: Identifier, begins: IsoDay, ends: IsoDay | null, state: "" | "replaced", ...Nulls]
    | [kind: "activity", name: "", begins: IsoDay, ends: IsoDay | null, state: "", ...Nulls]
    | [
        kind: "mandate",
        reference: string,
        begins: Quarter,
        ends: Quarter | null,
        state: MandateStatus,
        group: string,
        mandatary: EntityId,
        type: string,
        user: null,
      ]
    | [
        kind: "delegation",
        reference: string,
        begins: Quarter,
        ends: Quarter | null,
        state: MandateStatus,
        groups: string | null,
        entity: EntityId | null,
        quality: string | null,
        user: string | null,
      ]
  ),
];

type Nulls = [detail: null, other: null, quality: null, user: null];

function toTarget(rows: readonly TargetRow[]): KnownTarget | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const delegations = delegationsIn(rows);
  return {
    entity: first[1],
    numbers: rows.flatMap(([, , kind, identifier, begins, ends, state]) =>
      kind === "number" ? [{ identifier, period: periodOf(begins, ends), replaced: state === "replaced" }] : [],
    ),
    active: rows.flatMap(([, , kind, , begins, ends]) => (kind === "activity" ? [periodOf(begins, ends)] : [])),
    mandates: rows.flatMap((row): readonly KnownMandate[] => {
      if (row[2] !== "mandate") return [];
      const [, , , reference, begin, ends, status, group, mandatary, type] = row;
      const end = ends ?? undefined;
      return [{ reference, type, mandatary, status, group, begin, end, delegations: delegations.get(reference) ?? [] }];
    }),
  };
}

function delegationsIn(rows: readonly TargetRow[]): ReadonlyMap<string, readonly KnownDelegation[]> {
  const byReference = new Map<string, KnownDelegation[]>();
  for (const row of rows) {
    if (row[2] !== "delegation") continue;
    const [, , , reference, begin, ends, status, groups, entity, quality, technicalId] = row;
    const given = { groups: groups === null ? undefined : words(groups), status, begin, end: ends ?? undefined };
    const delegation =
      technicalId === null
        ? { ...given, entity: entity as EntityId, quality: quality as string }
        : { ...given, technicalId };
    const known = byReference.get(reference);
    if (known === undefined) byReference.set(reference, [delegation]);
    else known.push(delegation);
  }
  return byReference;
}

function periodOf(from: IsoDay, to: IsoDay | null): Period {
  return to === null ? { from } : { from, to };
}

function words(text: string | null): readonly string[] {
  return text === null || text === "" ? [] : text.split(" ");
}
