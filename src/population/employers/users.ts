// Who works where: accounts with their roles and profiles, some of them shut.
import type { Role, UserState } from "../../employer-mandate/register/users.ts";
import { addDays, type IsoDay } from "../../kernel/day.ts";
import { dayAt, dayNumber } from "../timeline.ts";
import { type ApplicationCode, roles } from "./codes.ts";
import type { Draft, Party } from "./draft.ts";
import type { Dated, UserRows } from "./rows.ts";

export interface Work extends Partial<Dated> {
  readonly at: Party;
  /** USER when absent. */
  readonly role?: Role;
  readonly applications?: readonly ApplicationCode[];
}

/** EXPIRED: an account that was given for a time which is over. */
export type Fate = UserState | "EXPIRED";

/** Works since the beginning of the first of the parties, unless told otherwise. */
export function addWorker(draft: Draft, work: readonly [Work, ...Work[]], fate: Fate = "ACTIVE"): UserRows {
  const [first] = work;
  const beginDate = first.beginDate ?? first.at.beginDate;
  return draft.addUser({
    states: statesOf(draft, beginDate, fate),
    contexts: work.map(({ at, role = "USER", applications = [], beginDate = at.beginDate, endDate }) => ({
      entity: at.key,
      quality: at.quality,
      role,
      applications,
      beginDate,
      ...(endDate === undefined ? {} : { endDate }),
    })),
  });
}

/** A mandatary's office: somebody in every role, and an account in every state. */
export function addOffice(draft: Draft, at: Party, applications: readonly ApplicationCode[]): void {
  for (const role of everyRole) addWorker(draft, [{ at, role, ...(roles[role] ? {} : { applications }) }]);
  for (const fate of ["BLOCKED", "DELETED", "EXPIRED"] as const) addWorker(draft, [{ at, applications }], fate);
  for (const application of applications) addWorker(draft, [{ at, applications: [application] }]);
}

/** Some day of the last two years, but after an account was opened. */
export function lately({ random, today }: Draft, after: IsoDay): IsoDay {
  const last = dayNumber(today) - 1;
  return dayAt(Math.max(dayNumber(after) + 1, last - random.below(700)));
}

const everyRole: readonly Role[] = ["HTB", "CO_HTB", "TB", "CO_TB", "GROUP_MANAGER", "SAB", "CO_SAB", "USER"];

function statesOf(draft: Draft, beginDate: IsoDay, fate: Fate): UserRows["states"] {
  if (fate === "ACTIVE") return [{ state: "ACTIVE", beginDate }];
  const shut = lately(draft, beginDate);
  const before = { state: "ACTIVE", beginDate, endDate: addDays(shut, -1) } as const;
  return fate === "EXPIRED" ? [before] : [before, { state: fate, beginDate: shut }];
}
