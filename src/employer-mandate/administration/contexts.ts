// Contexts, an entity in a quality: opened and ended, and users put into them with a role and a profile.

import { attempt, type Work } from "../../administration/administer.ts";
import { entityOf } from "../../administration/entities.ts";
import type { Broken } from "../../administration/rules.ts";
import type { EmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import type { FoundEntity } from "../../employers/find.ts";
import type { Identifier } from "../../employers/identifier.ts";
import { addDays, type IsoDay } from "../../kernel/day.ts";
import { accepted, refused } from "../../kernel/outcome.ts";
import { contains, overlaps, type Period } from "../../kernel/period.ts";
import { type Profile, putUserContexts } from "../register/put.ts";
import { endContext, endUserContext, endUsersOfContext, openContext, type Role } from "../register/users.ts";
import { contextReference, userReference } from "./references.ts";
import { contextKey, profileKey, registeredContexts, registeredProfiles, registeredUsers } from "./registered.ts";

export interface NamedContext {
  readonly number: Identifier;
  readonly quality: string;
}

/** The entity is in this quality from a day (today) on. */
export function openContextOf({ number, quality }: NamedContext, from?: IsoDay): Work<{ readonly from: IsoDay }> {
  return async (desk) => {
    const begin = from ?? desk.today;
    const found = await entityOf(desk, number);
    if (!found.ok) return found;
    const broken = brokenByContext(quality, found.value, { from: begin }, desk.codes);
    if (broken !== undefined) return refused(broken);
    const context = { entity: found.value.entity, quality };
    const opened = await attempt(openContext(desk, desk.codes, context, begin), "entity-known");
    if (!opened.ok) return opened;
    return accepted({ result: { from: begin }, changed: [contextReference(context)] });
  };
}

/** The entity is no longer in this quality after a day (today), and nobody is anything there. */
export function endContextOf(
  { number, quality }: NamedContext,
  lastDay?: IsoDay,
): Work<{ readonly lastDay: IsoDay; readonly users: number }> {
  return async (desk) => {
    const last = lastDay ?? desk.today;
    const found = await entityOf(desk, number);
    if (!found.ok) return found;
    const context = { entity: found.value.entity, quality };
    const ended = await attempt(endContext(desk, context, last), "context-runs");
    if (!ended.ok) return ended;
    const users = await attempt(endUsersOfContext(desk, context, last), "context-runs");
    if (!users.ok) return users;
    return accepted({
      result: { lastDay: last, users: users.value.length },
      changed: [contextReference(context), ...users.value.map(userReference)],
    });
  };
}

export interface NewProfile {
  readonly role: Role;
  readonly applications: readonly string[];
  /** Today, when left out. */
  readonly from?: IsoDay;
  /** When left out, as long as the user is in the context by now; without end for one who is not. */
  readonly to?: IsoDay;
}

/** The user gets a role and a profile in a context, or others than before. */
export function addUserToContext(
  technicalId: string,
  { number, quality }: NamedContext,
  { role, applications, from, to }: NewProfile,
): Work<{ readonly profiles: readonly Profile[]; readonly isChange: boolean }> {
  return async (desk) => {
    const begin = from ?? desk.today;
    if (to !== undefined && to < begin) return refused({ rule: "days-in-order", found: `${begin} to ${to}` });
    const found = await entityOf(desk, number);
    if (!found.ok) return found;
    const key = { technicalId, entity: found.value.entity, quality };
    const user = (await registeredUsers(desk, [technicalId])).get(technicalId);
    if (user === undefined) return refused({ rule: "user-known" });
    if (user.states.at(-1)?.state === "DELETED") return refused({ rule: "user-not-deleted" });
    const context = (await registeredContexts(desk, [key.entity], desk.today)).get(contextKey(key));
    const profile = { role, applications, from: begin };
    const broken = brokenByProfile(profile, context?.periods ?? [], desk.codes);
    if (broken !== undefined) return refused(broken);
    const known = (await registeredProfiles(desk, [technicalId])).get(profileKey(key))?.profiles ?? [];
    const profiles = withProfile(known, to === undefined ? profile : { ...profile, to });
    const put = await attempt(putUserContexts(desk, [{ ...key, profiles }]), "user-known");
    if (!put.ok) return put;
    const isChange = known.some((one) => contains(one, begin));
    return accepted({ result: { profiles, isChange }, changed: [userReference(technicalId), contextReference(key)] });
  };
}

/** The user is nothing in the context after a day (today). */
export function endUserInContext(
  technicalId: string,
  { number, quality }: NamedContext,
  lastDay?: IsoDay,
): Work<{ readonly lastDay: IsoDay }> {
  return async (desk) => {
    const last = lastDay ?? desk.today;
    const found = await entityOf(desk, number);
    if (!found.ok) return found;
    const context = { entity: found.value.entity, quality };
    const ended = await attempt(endUserContext(desk, technicalId, context, last), "user-in-context");
    if (!ended.ok) return ended;
    return accepted({
      result: { lastDay: last },
      changed: [userReference(technicalId), contextReference(context)],
    });
  };
}

/** Undefined where the entity may be in this quality for that time. */
export function brokenByContext(
  quality: string,
  { kind, active }: FoundEntity,
  period: Period,
  codes: Pick<EmployerMandateCodes, "quality">,
): Broken | undefined {
  if (codes.quality.describe(quality) === undefined) return { rule: "quality-known", found: quality };
  if (qualitiesOfPersons.includes(quality) && kind !== "natural-person") return { rule: "quality-of-a-person" };
  return active.some((days) => overlaps(days, period)) ? undefined : { rule: "entity-active", found: "it is not" };
}

/** Undefined where the profile is one of the code tables, and the context is there when it begins. */
export function brokenByProfile(
  { role, applications, from }: Profile,
  context: readonly Period[],
  codes: Pick<EmployerMandateCodes, "role" | "application">,
): Broken | undefined {
  if (codes.role.describe(role) === undefined) return { rule: "role-known", found: role };
  if (applications.length > largestProfile) return { rule: "profile-size", found: String(applications.length) };
  const stranger = applications.find((code) => codes.application.describe(code) === undefined);
  if (stranger !== undefined) return { rule: "application-known", found: stranger };
  return context.some((period) => contains(period, from))
    ? undefined
    : { rule: "context-open", found: `none on ${from}` };
}

/** The others as they were, cut off where the new one begins; it lasts as long as the one whose place it takes. */
export function withProfile(profiles: readonly Profile[], given: Profile): readonly Profile[] {
  const { from } = given;
  const before = profiles
    .filter((one) => one.from < from)
    .map((one) => (contains(one, from) ? { ...one, to: addDays(from, -1) } : one));
  const present = profiles.find((one) => contains(one, from));
  const end = given.to ?? present?.to;
  return [...before, { ...given, ...(end === undefined ? {} : { to: end }) }];
}

/** Both are named by the number of the person; every other quality by an enterprise number. */
const qualitiesOfPersons = ["QUAL_CUR", "QUAL_SP_IND"];
const largestProfile = 100;
