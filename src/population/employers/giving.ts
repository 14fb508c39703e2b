// A mandate with its life: drawn up, presented, decided on, ended; and those to whom its mandatary lent it.
import type { MandateStatus } from "../../employer-mandate/register/mandates.ts";
import { dayAt, dayNumber, firstDayOfQuarter, lastDayOfQuarter, laterOf, quarterAt } from "../timeline.ts";
import { type GroupCode, qualities } from "./codes.ts";
import type { Draft, Party } from "./draft.ts";
import type { DelegationRow, MandateObjectRow } from "./rows.ts";

export interface Given {
  readonly by: Party;
  readonly to: Party;
  readonly groups: readonly GroupCode[];
  /** Quarters, as quarterNumber counts. */
  readonly begin: number;
  readonly end?: number;
  /** ACTIVE when absent. */
  readonly status?: MandateStatus;
  readonly delegations?: readonly DelegationRow[];
}

/** A closed mandate needs an end that is past. */
export function giveMandate(
  draft: Draft,
  { by, to, groups, begin, end, status = "ACTIVE", delegations = [] }: Given,
): void {
  const type = qualities[to.quality];
  if (type === undefined) throw new Error(`nobody acts on mandates as ${to.quality}`);
  const days = daysOf(draft, begin, end);
  draft.addMandate({
    mandator: by.key,
    mandatary: to.key,
    type,
    createdOn: dayAt(days.TO_BE_FINALISED),
    objects: statesOf(draft, ways[status], days).flatMap(({ status: known, ...times }) =>
      groups.map(
        (group): MandateObjectRow => ({
          group,
          begin: quarterAt(begin),
          // Before it was closed nobody knew that it would be.
          ...(end === undefined || (status === "CLOSED" && known !== "CLOSED") ? {} : { end: quarterAt(end) }),
          status: known,
          ...times,
        }),
      ),
    ),
    delegations,
  });
}

/** The successor takes over from a quarter on: an exclusive group is never with two. */
export function transferMandate(
  draft: Draft,
  {
    by,
    from,
    to,
    groups,
    begin,
    takenOver,
  }: Omit<Given, "end" | "status"> & { readonly from: Party; readonly takenOver: number },
): void {
  giveMandate(draft, { by, to: from, groups, begin, end: takenOver - 1, status: "CLOSED" });
  giveMandate(draft, { by, to, groups, begin: takenOver });
}

/** The statuses through which a mandate came to where it is. */
const ways: Readonly<Record<MandateStatus, readonly MandateStatus[]>> = {
  TO_BE_FINALISED: ["TO_BE_FINALISED"],
  PENDING: ["TO_BE_FINALISED", "PENDING"],
  REJECTED: ["TO_BE_FINALISED", "PENDING", "REJECTED"],
  ACTIVE: ["TO_BE_FINALISED", "PENDING", "ACTIVE"],
  CLOSED: ["TO_BE_FINALISED", "PENDING", "ACTIVE", "CLOSED"],
};

/** Each some days after the one before, all of them past. */
function daysOf(
  { random, today }: Draft,
  begin: number,
  end: number | undefined,
): Readonly<Record<MandateStatus, number>> {
  const created = Math.min(dayNumber(firstDayOfQuarter(begin)), dayNumber(today)) - random.between(40, 90);
  const presented = created + random.between(1, 10);
  const decided = presented + random.between(1, 20);
  // Early enough for a successor to be there when its first quarter begins.
  const closed =
    end === undefined ? 0 : Math.max(decided + 1, dayNumber(lastDayOfQuarter(end)) - random.between(91, 110));
  return { TO_BE_FINALISED: created, PENDING: presented, REJECTED: decided, ACTIVE: decided, CLOSED: closed };
}

/** What was over before the register began is not known any more. */
function statesOf({ rows }: Draft, way: readonly MandateStatus[], days: Readonly<Record<MandateStatus, number>>) {
  const known = way.map((status) => ({ status, knownFrom: laterOf(rows.knownFrom, dayAt(days[status])) }));
  return known.flatMap((state, place) => {
    const knownUntil = known[place + 1]?.knownFrom;
    if (knownUntil === undefined) return [state];
    return knownUntil === state.knownFrom ? [] : [{ ...state, knownUntil }];
  });
}
