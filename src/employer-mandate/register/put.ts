// Writing much at once, each thing as a whole: what is known of it from now on, in the place of what was known before.
import { readFileSync } from "node:fs";
import type { EmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import { type Change, type ChangeRefusal, recordChange, write } from "../../employers/write/change.ts";
import type { Outcome } from "../../kernel/outcome.ts";
import type { Period } from "../../kernel/period.ts";
import { firstDayOf } from "../../kernel/quarter.ts";
import type { MandateStatus, NewDelegation, NewMandate } from "./mandates.ts";
import type { ContextKey, Role, UserState } from "./users.ts";

export interface UserStates {
  readonly technicalId: string;
  readonly states: readonly (Period & { readonly state: UserState })[];
}

export interface ContextPeriods extends ContextKey {
  readonly periods: readonly Period[];
}

export interface Profile extends Period {
  readonly role: Role;
  readonly applications: readonly string[];
}

export interface UserProfiles extends ContextKey {
  readonly technicalId: string;
  readonly profiles: readonly Profile[];
}

export interface PutDelegation extends NewDelegation {
  readonly reference: string;
  readonly status: MandateStatus;
}

type Put = Promise<Outcome<void, ChangeRefusal>>;

/** All states that accounts had and have; an account that is not there is made. */
export function putUserStates(change: Change, users: readonly UserStates[]): Put {
  const rows = users.flatMap(({ technicalId, states }) => states.map((state) => ({ technicalId, ...state })));
  return recordChange(change, async () => {
    await write(change, statements.userStates, [
      users.map(({ technicalId }) => technicalId),
      rows.map(({ technicalId }) => technicalId),
      rows.map(({ state }) => state),
      ...daysOf(rows),
    ]);
  });
}

/** All periods in which there are contexts. */
export function putContexts(change: Change, contexts: readonly ContextPeriods[]): Put {
  const rows = contexts.flatMap(({ entity, quality, periods }) =>
    periods.map((period) => ({ entity, quality, ...period })),
  );
  return recordChange(change, async () => {
    await write(change, statements.contexts, [...keysOf(contexts), ...keysOf(rows), ...daysOf(rows)]);
  });
}

/** All roles and profiles that users had and have in contexts. */
export function putUserContexts(change: Change, users: readonly UserProfiles[]): Put {
  const rows = users.flatMap(({ technicalId, entity, quality, profiles }) =>
    profiles.map((profile) => ({ technicalId, entity, quality, ...profile })),
  );
  return recordChange(change, async () => {
    await write(change, statements.userContexts, [
      users.map(({ technicalId }) => technicalId),
      ...keysOf(users),
      rows.map(({ technicalId }) => technicalId),
      ...keysOf(rows),
      rows.map(({ role }) => role),
      rows.map(({ applications }) => applications.join(" ")),
      ...daysOf(rows),
    ]);
  });
}

/**
 * Mandates with all their objects. Of one that is there already only status and objects are written: its parties, type and day
 * of creation never change.
 */
export function putMandates(
  change: Change,
  codes: Pick<EmployerMandateCodes, "groupOn">,
  mandates: readonly NewMandate[],
): Put {
  const references = mandates.map(({ reference }) => reference);
  const rows = mandates.flatMap(({ reference, status, objects }) =>
    objects.map((object) => ({ reference, status, ...object })),
  );
  return recordChange(change, async () => {
    await change.client.query(statements.mandates, [
      references,
      mandates.map(({ mandator }) => mandator),
      mandates.map(({ mandatary }) => mandatary),
      mandates.map(({ type }) => type),
      mandates.map(({ createdOn }) => createdOn),
    ]);
    await write(change, statements.mandateObjects, [
      references,
      rows.map(({ reference }) => reference),
      rows.map(({ group }) => group),
      rows.map(({ begin }) => begin),
      rows.map(({ end }) => end ?? null),
      rows.map(({ status }) => status),
      rows.map(({ group, begin }) => codes.groupOn(group, firstDayOf(begin))?.exclusive === true),
    ]);
  });
}

export function putDelegations(change: Change, delegations: readonly PutDelegation[]): Put {
  const toEntity = delegations.map(({ to }) => ("entity" in to ? to : undefined));
  return recordChange(change, async () => {
    await write(change, statements.delegations, [
      delegations.map(({ reference }) => reference),
      delegations.map(({ number }) => number),
      toEntity.map((to) => to?.entity ?? null),
      toEntity.map((to) => to?.quality ?? null),
      delegations.map(({ to }) => ("technicalId" in to ? to.technicalId : null)),
      delegations.map(({ groups }) => groups?.join(" ") ?? null),
      delegations.map(({ begin }) => begin),
      delegations.map(({ end }) => end ?? null),
      delegations.map(({ status }) => status),
    ]);
  });
}

function keysOf(contexts: readonly ContextKey[]): readonly [readonly string[], readonly string[]] {
  return [contexts.map(({ entity }) => entity), contexts.map(({ quality }) => quality)];
}

function daysOf(periods: readonly Period[]): readonly [readonly string[], readonly (string | null)[]] {
  return [periods.map(({ from }) => from), periods.map(({ to }) => to ?? null)];
}

function statement(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

const statements = {
  userStates: statement("put-user-states.sql"),
  contexts: statement("put-contexts.sql"),
  userContexts: statement("put-user-contexts.sql"),
  mandates: statement("put-mandates.sql"),
  mandateObjects: statement("put-mandate-objects.sql"),
  delegations: statement("put-delegations.sql"),
} as const;
