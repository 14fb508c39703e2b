// Accounts of User Management: created, blocked, unblocked, deleted. An account says nothing about the person behind it.
import { randomUUID } from "node:crypto";
import { attempt, type Work } from "../../administration/administer.ts";
import type { Broken, RuleName } from "../../administration/rules.ts";
import { addDays, type IsoDay } from "../../kernel/day.ts";
import { accepted, refused } from "../../kernel/outcome.ts";
import { contains, type Period } from "../../kernel/period.ts";
import { parseSsin } from "../../kernel/ssin.ts";
import { putUserStates, type UserStates } from "../register/put.ts";
import { addUser, type UserState } from "../register/users.ts";
import { userReference } from "./references.ts";
import { registeredUsers } from "./registered.ts";

/** Makes a technical id and an active account with it, from a day (today) on, until another where one is given. */
export function createUser({ from, to }: Partial<Period>): Work<{ readonly technicalId: string }> {
  return async (desk) => {
    const begin = from ?? desk.today;
    if (to !== undefined && to < begin) return refused({ rule: "days-in-order", found: `${begin} to ${to}` });
    const technicalId = newTechnicalId();
    const user = { technicalId, from: begin, ...(to === undefined ? {} : { to }) };
    const added = await attempt(addUser(desk, user), "user-known");
    if (!added.ok) return added;
    return accepted({ result: { technicalId }, changed: [userReference(technicalId)] });
  };
}

/** What a user is made by: its name for the operator, the state it leads to, and the one that it needs. */
export type UserStep = keyof typeof steps;

/**
 * Blocks, unblocks or deletes an account from a day (today) on. An account that ends, ends on its day whatever its state;
 * a deleted one stays deleted.
 */
export function changeUser(technicalId: string, step: UserStep, from?: IsoDay): Work<{ readonly states: States }> {
  return async (desk) => {
    const day = from ?? desk.today;
    const user = (await registeredUsers(desk, [technicalId])).get(technicalId);
    if (user === undefined) return refused({ rule: "user-known" });
    const broken = brokenByStep(user.states, step, day);
    if (broken !== undefined) return refused(broken);
    const states = withStateFrom(user.states, steps[step].state, day);
    const put = await attempt(putUserStates(desk, [{ technicalId, states }]), "user-known");
    if (!put.ok) return put;
    return accepted({ result: { states }, changed: [userReference(technicalId)] });
  };
}

type States = UserStates["states"];

const steps: Readonly<
  Record<
    "block" | "unblock" | "delete",
    { readonly state: UserState; readonly needs?: UserState; readonly rule: RuleName }
  >
> = {
  block: { state: "BLOCKED", needs: "ACTIVE", rule: "user-active" },
  unblock: { state: "ACTIVE", needs: "BLOCKED", rule: "user-blocked" },
  delete: { state: "DELETED", rule: "user-begun" },
};

function brokenByStep(states: States, step: UserStep, day: IsoDay): Broken | undefined {
  const deleted = states.find(({ state }) => state === "DELETED");
  if (deleted !== undefined) return { rule: "user-not-deleted", found: `DELETED from ${deleted.from} on` };
  const [first] = states;
  if (first === undefined || first.from > day) return { rule: "user-begun", found: `it begins on ${first?.from}` };
  const { needs, rule } = steps[step];
  if (needs === undefined) return undefined;
  const state = states.find((one) => contains(one, day))?.state;
  return state === needs ? undefined : { rule, found: `${state ?? "expired"} on ${day}` };
}

/** The states before the day as they were, and one that goes on from it for as long as the account was to last. */
export function withStateFrom(states: States, state: UserState, day: IsoDay): States {
  const before = states
    .filter(({ from }) => from < day)
    .map((one) => (contains(one, day) ? { state: one.state, from: one.from, to: addDays(day, -1) } : one));
  const end = states.at(-1)?.to;
  const lasts = state !== "DELETED" && end !== undefined && end >= day;
  return [...before, { state, from: day, ...(lasts ? { to: end } : {}) }];
}

/** What User Management may call an account; refuses the number of a person, however it is written. */
export function brokenByTechnicalId(technicalId: string): Broken | undefined {
  if (!technicalIdShape.test(technicalId)) return { rule: "technical-id-shape" };
  const [, digits = ""] = /^\D*(\d{11})\D*$/.exec(technicalId.replaceAll(/[.\-/ ]/g, "")) ?? [];
  return parseSsin(digits).ok ? { rule: "technical-id-opaque" } : undefined;
}

/** Characters count as the register and the contract count them: a pair of surrogates is one. */
const technicalIdShape = /^[^\s\p{C}](?:[^\p{C}]{0,78}[^\s\p{C}])?$/u;

/** 122 random bits and nothing else. */
function newTechnicalId(): string {
  return `UM-${randomUUID()}`;
}
