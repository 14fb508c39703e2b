// Writing User Management: accounts, the contexts there are, and who is what in which of them.
import { readFileSync } from "node:fs";
import type { EmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import type { EntityId } from "../../employers/entity.ts";
import { type Change, type ChangeRefusal, recordChange, write, writeAny } from "../../employers/write/change.ts";
import { addDays, type IsoDay } from "../../kernel/day.ts";
import { type Outcome, refused } from "../../kernel/outcome.ts";

export type UserState = "ACTIVE" | "BLOCKED" | "DELETED";
export type Role = "HTB" | "CO_HTB" | "TB" | "CO_TB" | "GROUP_MANAGER" | "SAB" | "CO_SAB" | "USER";

/** An entity in a quality (codes/employer-mandate/quality.tsv). */
export interface ContextKey {
  readonly entity: EntityId;
  readonly quality: string;
}

export interface UserContext extends ContextKey {
  readonly role: Role;
  /** Codes of codes/employer-mandate/application.tsv. */
  readonly applications: readonly string[];
}

/** Adds an active account. */
export function addUser(
  change: Change,
  { technicalId, from, to }: { readonly technicalId: string; readonly from: IsoDay; readonly to?: IsoDay },
): Changed {
  return recordChange(change, async () => {
    await write(change, statements.addUser, [technicalId, from, to ?? null]);
  });
}

/** From a day on, and without end: what was to hold after it is forgotten. */
export function setUserState(change: Change, technicalId: string, state: UserState, from: IsoDay): Changed {
  return recordChange(change, async () => {
    await write(change, statements.endUserState, [technicalId, addDays(from, -1)]);
    await write(change, statements.addUserState, [technicalId, state, from]);
  });
}

/** There is a context from a day on; also where it ended before. Refused as `no-such-quality` where the code tables do not have it. */
export async function openContext(
  change: Change,
  codes: Pick<EmployerMandateCodes, "quality">,
  { entity, quality }: ContextKey,
  from: IsoDay,
): Changed {
  if (codes.quality.describe(quality) === undefined) return refused({ rule: "no-such-quality" });
  return recordChange(change, async () => {
    await write(change, statements.openContext, [entity, quality, from]);
  });
}

export function endContext(change: Change, { entity, quality }: ContextKey, lastDay: IsoDay): Changed {
  return recordChange(change, async () => {
    await write(change, statements.endContext, [entity, quality, lastDay]);
  });
}

/**
 * The user gets a role and a profile in a context, or others than before, from a day on. Refused as `no-such-application` where the
 * code tables do not have one of the profile.
 */
export async function setUserContext(
  change: Change,
  codes: Pick<EmployerMandateCodes, "application">,
  technicalId: string,
  context: UserContext,
  from: IsoDay,
): Changed {
  const { entity, quality, role, applications } = context;
  if (applications.some((code) => codes.application.describe(code) === undefined)) {
    return refused({ rule: "no-such-application" });
  }
  return recordChange(change, async () => {
    await change.client.query(statements.endUserContext, [
      new Date(change.at).toISOString(),
      technicalId,
      entity,
      quality,
      addDays(from, -1),
    ]);
    await write(change, statements.addUserContext, [technicalId, entity, quality, role, applications, from]);
  });
}

/** Whatever users are in the context ends on the day. Gives the technical ids of those for whom it ended; maybe nobody's. */
export function endUsersOfContext(
  change: Change,
  { entity, quality }: ContextKey,
  lastDay: IsoDay,
): Promise<Outcome<readonly string[], ChangeRefusal>> {
  return recordChange(change, () => writeAny(change, statements.endUsersOfContext, [entity, quality, lastDay]));
}

export function endUserContext(
  change: Change,
  technicalId: string,
  { entity, quality }: ContextKey,
  lastDay: IsoDay,
): Changed {
  return recordChange(change, async () => {
    await write(change, statements.endUserContext, [technicalId, entity, quality, lastDay]);
  });
}

type Changed = Promise<Outcome<void, ChangeRefusal>>;

function statement(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

const statements = {
  addUser: statement("add-user.sql"),
  addUserState: statement("add-user-state.sql"),
  endUserState: statement("end-user-state.sql"),
  openContext: statement("open-context.sql"),
  endContext: statement("end-context.sql"),
  addUserContext: statement("add-user-context.sql"),
  endUserContext: statement("end-user-context.sql"),
  endUsersOfContext: statement("end-users-of-context.sql"),
} as const;
