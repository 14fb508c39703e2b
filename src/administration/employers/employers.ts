// Employers by hand: added, given other numbers and names, ended and begun again.
import type { EntityId, EntityKind } from "../../employers/entity.ts";
import { type Identifier, kindOf } from "../../employers/identifier.ts";
import {
  addEntity,
  addIdentifier,
  endIdentifier,
  type Replacement,
  renameEntity,
  replaceProvisional,
  resumeEntity,
  stopEntity,
} from "../../employers/write/entities.ts";
import { type BorneNumber, lackOwnNumber } from "../../employers/write/put-entities.ts";
import { addDays, type IsoDay } from "../../kernel/day.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { contains, overlaps, type Period } from "../../kernel/period.ts";
import { attempt, type Desk, type Done, type Work } from "../administer.ts";
import type { Broken } from "../rules.ts";
import { brokenBeside, brokenByKind, brokenByName, groupOf, spanOf } from "./employer-rules.ts";
import { withHolders } from "./holders.ts";
import { employerAt, employerOf, employerReference, type RegisteredEmployer } from "./registered.ts";

export interface NewEmployer {
  readonly kind: EntityKind;
  readonly name: string;
  /** All from its first day on. */
  readonly numbers: readonly Identifier[];
  /** Its first day of activity; today, when left out. */
  readonly from?: IsoDay;
  readonly to?: IsoDay;
}

/** Gives the employer as the register knows it then, as all that changes one does. */
export function addEmployer({ kind, name, numbers, from, to }: NewEmployer): Work<RegisteredEmployer> {
  return async (desk) => {
    const begin = from ?? desk.today;
    if (to !== undefined && to < begin) return refused({ rule: "days-in-order", found: `${begin} to ${to}` });
    const borne = numbers.map((number) => ({ number, from: begin }));
    const broken = brokenByName(name) ?? firstBroken(borne, kind);
    if (broken !== undefined) return refused(broken);
    const entity = { kind, name, from: begin, ...(to === undefined ? {} : { to }), identifiers: numbers };
    const added = await attempt(addEntity(desk, entity), "entity-known");
    if (!added.ok) return refused(await withHolders(added.reason, { numbers: borne }, desk));
    return await done(desk, added.value, numbers);
  };
}

export interface Identified {
  readonly employer: RegisteredEmployer;
  /** The provisional number whose place the final one took, as it was before. */
  readonly replaced: BorneNumber | undefined;
}

/**
 * The employer gets another number from a day (today) on. A final number takes the place of the provisional one, which ends on the
 * day before; beside every other number of its kind it is refused.
 */
export function identifyEmployer(named: Identifier, number: Identifier, from?: IsoDay): Work<Identified> {
  return async (desk) => {
    const employer = await employerOf(desk, named, desk.today);
    if (!employer.ok) return employer;
    const { entity, kind, numbers } = employer.value;
    const borne = { number, from: from ?? desk.today };
    const replaced = kindOf(number) === "nsso" ? awaiting(borne, numbers) : undefined;
    if (replaced !== undefined && replaced.from >= borne.from) {
      return refused({ rule: "number-begun", found: `${replaced.number} begins on ${replaced.from}` });
    }
    const others = numbers.filter((one) => one !== replaced);
    const broken = brokenByKind(kind, number) ?? brokenBesideAny(borne, others);
    if (broken !== undefined) return refused(broken);
    const written = await attempt(
      replaced === undefined
        ? addIdentifier(desk, entity, number, borne.from)
        : replaceProvisional(desk, entity, replacement(replaced, borne)),
      "number-begun",
    );
    if (!written.ok) return refused(await withHolders(written.reason, { entity, numbers: [borne] }, desk));
    const after = await done(desk, entity, [number]);
    if (!after.ok) return after;
    return accepted({ ...after.value, result: { employer: after.value.result, replaced } });
  };
}

/** The number is that of its employer no longer after a day (today); it goes on naming it until another has it. */
export function endNumber(number: Identifier, lastDay?: IsoDay): Work<RegisteredEmployer> {
  return async (desk) => {
    const employer = await employerOf(desk, number, desk.today);
    if (!employer.ok) return employer;
    const { entity } = employer.value;
    const ended = await attempt(endIdentifier(desk, entity, number, lastDay ?? desk.today), "number-runs");
    return ended.ok ? await done(desk, entity) : ended;
  };
}

/** The employer has another name from a day (today) on. What it was to be called later is forgotten. */
export function renameEmployer(named: Identifier, name: string, from?: IsoDay): Work<RegisteredEmployer> {
  return async (desk) => {
    const day = from ?? desk.today;
    const broken = brokenByName(name);
    if (broken !== undefined) return refused(broken);
    const employer = await employerOf(desk, named, desk.today);
    if (!employer.ok) return employer;
    const { entity, activity } = employer.value;
    if (!activity.some((one) => contains(one, day))) return refused(notActive(activity, day));
    const renamed = await attempt(renameEntity(desk, entity, name, day), "employer-active");
    return renamed.ok ? await done(desk, entity) : renamed;
  };
}

/** The employer is active no longer after a day (today). When it was to begin again later is forgotten; its numbers stay. */
export function endEmployer(named: Identifier, lastDay?: IsoDay): Work<RegisteredEmployer> {
  return async (desk) => {
    const last = lastDay ?? desk.today;
    const employer = await employerOf(desk, named, desk.today);
    if (!employer.ok) return employer;
    const { entity, activity } = employer.value;
    if (!activity.some((one) => contains(one, last))) return refused(notActive(activity, last));
    const ended = await attempt(stopEntity(desk, entity, last), "employer-goes-on");
    return ended.ok ? await done(desk, entity) : ended;
  };
}

/** The employer is active again from a day (today) on, under its last name or another. */
export function resumeEmployer(
  named: Identifier,
  { from, name }: { readonly from?: IsoDay; readonly name?: string },
): Work<RegisteredEmployer> {
  return async (desk) => {
    const employer = await employerOf(desk, named, desk.today);
    if (!employer.ok) return employer;
    const { entity, activity } = employer.value;
    const again = { name: name ?? activity.at(-1)?.name ?? "", from: from ?? desk.today };
    const broken = brokenByName(again.name);
    if (broken !== undefined) return refused(broken);
    const other = activity.find((one) => overlaps(one, again));
    if (other !== undefined) return refused({ rule: "employer-stopped", found: `it is active ${spanOf(other)}` });
    const resumed = await attempt(resumeEntity(desk, entity, again.name, again.from), "employer-stopped");
    return resumed.ok ? await done(desk, entity) : resumed;
  };
}

/** What is known of the employer now; refused where it, or who has or had one of these numbers, is left without one of its own. */
async function done(
  desk: Desk,
  entity: EntityId,
  numbers: readonly Identifier[] = [],
): Promise<Outcome<Done<RegisteredEmployer>, Broken>> {
  if (await lackOwnNumber(desk.client, [entity], numbers)) return refused({ rule: "number-of-its-own" });
  return accepted({ result: await employerAt(desk, entity), changed: [employerReference(entity)] });
}

/** The last provisional number, where no final one took its place yet and none came between. */
function awaiting({ from }: BorneNumber, numbers: readonly BorneNumber[]): BorneNumber | undefined {
  const provisional = numbers.findLast((one) => kindOf(one.number) === "provisional" && one.replacedBy === undefined);
  const before = numbers.findLast((one) => groupOf(one.number) === "nsso" && one.from < from);
  return before === undefined || before === provisional ? provisional : undefined;
}

/** The provisional number ends on the day before the final one begins, or has ended already. */
function replacement({ number, to }: BorneNumber, final: BorneNumber): Replacement {
  const before = addDays(final.from, -1);
  const lastDay = to !== undefined && to < before ? to : before;
  return { provisional: number, final: final.number, from: final.from, lastDay };
}

function firstBroken(numbers: readonly BorneNumber[], kind: EntityKind): Broken | undefined {
  for (const [index, one] of numbers.entries()) {
    const broken = brokenByKind(kind, one.number) ?? brokenBesideAny(one, numbers.slice(0, index));
    if (broken !== undefined) return broken;
  }
  return undefined;
}

function brokenBesideAny(one: BorneNumber, others: readonly BorneNumber[]): Broken | undefined {
  for (const other of others) {
    const broken = brokenBeside(one, other);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

function notActive(activity: readonly Period[], day: IsoDay): Broken {
  return { rule: "employer-active", found: `on ${day} it is not; it is ${activity.map(spanOf).join(", ")}` };
}
