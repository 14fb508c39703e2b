// What the registers know of users, contexts and mandates, whole, for whoever administers them.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import { type DayRow, periodOf, type Registered, read, together, type View } from "../../administration/registered.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { Quarter } from "../../kernel/quarter.ts";
import type { MandateObject, MandateStatus, NewMandate } from "../register/mandates.ts";
import type { ContextPeriods, Profile, PutDelegation, UserProfiles, UserStates } from "../register/put.ts";
import type { Role, UserState } from "../register/users.ts";

/** Accounts by technical id; the states of each in the order of time. */
export async function registeredUsers(
  view: View,
  technicalIds: readonly string[],
): Promise<ReadonlyMap<string, Registered<UserStates>>> {
  type Row = DayRow & { readonly technicalId: string; readonly state: UserState };
  const rows = await read<Row>(view, statements.userStates, technicalIds);
  return together(
    rows,
    ({ technicalId }) => technicalId,
    ({ technicalId }) => ({ technicalId }),
    (all) => ({ states: all.map(({ state, ...row }) => ({ state, ...periodOf(row) })) }),
  );
}

/** What users are in contexts, by `profileKey`. */
export async function registeredProfiles(
  view: View,
  technicalIds: readonly string[],
): Promise<ReadonlyMap<string, Registered<UserProfiles>>> {
  type Row = DayRow & Pick<Profile, "role" | "applications"> & ProfileKey & { readonly role: Role };
  const rows = await read<Row>(view, statements.userContexts, technicalIds);
  return together(
    rows,
    profileKey,
    ({ technicalId, entity, quality }) => ({ technicalId, entity, quality }),
    (all) => ({ profiles: all.map(({ role, applications, ...row }) => ({ role, applications, ...periodOf(row) })) }),
  );
}

/** When entities are in qualities, by `contextKey`, with how many users are or will be there. */
export async function registeredContexts(
  view: View,
  entities: readonly EntityId[],
  today: IsoDay,
): Promise<ReadonlyMap<string, Registered<ContextPeriods & { readonly users: number }>>> {
  type Row = DayRow & { readonly entity: EntityId; readonly quality: string; readonly users: number };
  const rows = await read<Row>(view, statements.contexts, entities, [today]);
  return together(
    rows,
    contextKey,
    ({ entity, quality, users }) => ({ entity, quality, users }),
    (all) => ({ periods: all.map(periodOf) }),
  );
}

/** Mandates by reference; the objects of each by group and quarter. */
export async function registeredMandates(
  view: View,
  references: readonly string[],
): Promise<ReadonlyMap<string, Registered<NewMandate>>> {
  type Row = QuarterRow & Omit<NewMandate, "objects"> & Pick<MandateObject, "group"> & { readonly knownFrom: number };
  const rows = await read<Row>(view, statements.mandates, references);
  return together(
    rows,
    ({ reference }) => reference,
    ({ reference, mandator, mandatary, type, status, createdOn }) => ({
      reference,
      mandator,
      mandatary,
      type,
      status,
      createdOn,
    }),
    (all) => ({ objects: all.map(({ group, ...row }) => ({ group, ...quartersOf(row) })) }),
  );
}

/** Delegations by `delegationKey`. */
export async function registeredDelegations(
  view: View,
  references: readonly string[],
): Promise<ReadonlyMap<string, Registered<PutDelegation>>> {
  type Row = QuarterRow & {
    readonly reference: string;
    readonly number: number;
    readonly entity: EntityId | null;
    readonly quality: string | null;
    readonly technicalId: string | null;
    readonly groups: readonly string[] | null;
    readonly status: MandateStatus;
    readonly knownFrom: number;
  };
  const rows = await read<Row>(view, statements.delegations, references);
  return new Map(
    rows.map(({ reference, number, entity, quality, technicalId, groups, status, knownFrom, ...row }) => [
      delegationKey({ reference, number }),
      {
        reference,
        number,
        to: entity !== null && quality !== null ? { entity, quality } : { technicalId: technicalId ?? "" },
        ...(groups === null ? {} : { groups }),
        ...quartersOf(row),
        status,
        knownFrom,
      },
    ]),
  );
}

export interface MandateFilter {
  readonly mandator?: EntityId | undefined;
  readonly mandatary?: EntityId | undefined;
  readonly status?: MandateStatus | undefined;
}

/** References, the newest mandate first, at most `limit`. */
export async function listMandates(
  { client, at }: View,
  { mandator, mandatary, status }: MandateFilter,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ reference: string }>(statements.list, [
    mandator ?? null,
    mandatary ?? null,
    status ?? null,
    new Date(at).toISOString(),
    limit,
  ]);
  return rows.map(({ reference }) => reference);
}

/** What stands in the way of a mandate for exclusive groups: other active or closed ones of its mandator. */
export async function rivalsOf(
  client: ClientBase,
  { mandator, reference, objects }: Pick<NewMandate, "mandator" | "reference" | "objects">,
): Promise<readonly (MandateObject & { readonly reference: string })[]> {
  const { rows } = await client.query<QuarterRow & { readonly reference: string; readonly group: string }>(
    statements.rivals,
    [
      mandator,
      objects.map(({ group }) => group),
      objects.map(({ begin }) => begin),
      objects.map(({ end }) => end ?? null),
      reference,
    ],
  );
  return rows.map(({ reference: other, group, ...row }) => ({ reference: other, group, ...quartersOf(row) }));
}

/** The highest number that a delegation of the mandate ever had; 0 where there was none. */
export async function lastDelegationOf(client: ClientBase, reference: string): Promise<number> {
  const { rows } = await client.query<{ number: number }>(statements.lastDelegation, [reference]);
  return rows[0]?.number ?? 0;
}

interface ProfileKey {
  readonly technicalId: string;
  readonly entity: EntityId;
  readonly quality: string;
}

/** A technical id may hold blanks, so it goes last. */
export function profileKey({ technicalId, entity, quality }: ProfileKey): string {
  return `${entity} ${quality} ${technicalId}`;
}

export function contextKey({ entity, quality }: Pick<ProfileKey, "entity" | "quality">): string {
  return `${entity} ${quality}`;
}

export function delegationKey({ reference, number }: Pick<PutDelegation, "reference" | "number">): string {
  return `${reference} ${number}`;
}

interface QuarterRow {
  readonly begin: Quarter;
  readonly end: Quarter | null;
}

function quartersOf({ begin, end }: QuarterRow): { readonly begin: Quarter; readonly end?: Quarter } {
  return end === null ? { begin } : { begin, end };
}

const statements = {
  userStates: statement("user-states.sql"),
  userContexts: statement("user-contexts.sql"),
  contexts: statement("contexts.sql"),
  mandates: statement("mandates.sql"),
  delegations: statement("delegations.sql"),
  lastDelegation: statement("last-delegation.sql"),
  list: statement("list-mandates.sql"),
  rivals: statement("rivals.sql"),
} as const;

function statement(name: string): string {
  return readFileSync(new URL(`read/${name}`, import.meta.url), "utf8");
}
