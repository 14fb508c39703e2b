// What an update may change, of which period, and until when (block 90378).

import { changeWindowsOf } from "../change-windows.ts";
import type { PlannedUpdate } from "../circumstances.ts";
import { noEnd } from "../declaration.ts";
import { stateOf } from "../dimona-period.ts";
import { agency, isFlatRateDay, isShift, sameSpan, startOfWork, stretchOf } from "../employment.ts";
import { type Rule, rule } from "../rule.ts";

/** Which fields an update of this period may have at all. */
export const fieldsOfUpdate: readonly Rule<PlannedUpdate>[] = [
  rule(
    "90378-360",
    "an update with neither a date nor planned hours that the type has",
    "label",
    (it) => !hasHours(it) && !changesDates(it) && !(it.type.plannedHours && changesCount(it)),
  ),
  rule(
    "90378-361",
    "an update of a shift with neither a date nor an hour",
    "label",
    (it) =>
      hasHours(it) &&
      !changesDates(it) &&
      it.declaration.changes.startHour === undefined &&
      it.declaration.changes.endHour === undefined,
  ),
  rule(
    "00910-005",
    "an update that gives a student another start",
    "glossary",
    ({ type, declaration: { changes }, before }) =>
      type.code === "STU" && changes.startDate !== undefined && changes.startDate !== before.span.startDate,
  ),
  rule(
    "00777-005",
    "a start hour in an update of a period without hours",
    "glossary",
    (it) => it.declaration.changes.startHour !== undefined && !hasHours(it),
  ),
  rule(
    "00778-005",
    "an end hour in an update of a period without hours, or of a daily flat rate",
    "glossary",
    (it) => it.declaration.changes.endHour !== undefined && !isShift(it.before.span),
  ),
  rule(
    "01135-005",
    "planned hours in an update of a type without them, or of a student until 2016",
    "glossary",
    ({ declaration: { changes }, before }) =>
      changes.plannedHours !== undefined && before.span.plannedHours === undefined,
  ),
  rule(
    "01017-005",
    "planned days in an update of anybody but a student until 2016",
    "glossary",
    ({ declaration: { changes }, before }) =>
      changes.plannedDays !== undefined && before.span.plannedDays === undefined,
  ),
];

/** What kind of change the state and the type of the period allow. */
export const changesAllowed: readonly Rule<PlannedUpdate>[] = [
  /** The end of an open period is an event of its own: an OUT. */
  rule(
    "00913-359",
    "an update that closes an open period",
    "glossary",
    ({ declaration: { changes }, before }) =>
      stateOf(before) === "open" && changes.endDate !== undefined && changes.endDate !== noEnd,
  ),
  rule("90378-368", "an update that takes away an end which the type or committee 322 needs", "glossary", (it) => {
    if (it.declaration.changes.endDate !== noEnd) return false;
    return it.type.endDate === "mandatory" || hasHours(it) || it.before.features.jointCommittee === agency;
  }),
  rule("90378-444", "an update that changes nothing", "glossary", ({ before, after }) =>
    sameSpan(before.span, after.span),
  ),
  rule(
    "00913-181",
    "an update of an occasional student, which ended in 2013",
    "label",
    ({ type }) => type.code === "STX",
  ),
];

/** Which changes come too late to be taken; see changeWindowsOf. */
export const changesInTime: readonly Rule<PlannedUpdate>[] = [
  rule(
    "00910-344",
    "a later start of occasional work or a flexi-job that had begun",
    "instructions",
    (it) => isLaterStart(it) && isPast(it, windows(it).start),
  ),
  rule(
    "00913-181",
    "an earlier start of occasional work or a flexi-job that had begun",
    "instructions",
    (it) => isEarlierStart(it) && isPast(it, windows(it).start),
  ),
  rule(
    "00911-344",
    "a later end of a flexi-job, or of occasional work more than eight hours after its end",
    "instructions",
    (it) => {
      const { laterEnd } = windows(it);
      return isLaterEnd(it) && (laterEnd === "never" || isPast(it, laterEnd));
    },
  ),
  rule(
    "00913-181",
    "an earlier end of occasional work or of a flexi-job's shift after midnight",
    "instructions",
    (it) => isEarlierEnd(it) && isPast(it, windows(it).earlierEnd),
  ),
  rule(
    "00913-181",
    "a student's planned hours after the month that follows the quarter",
    "instructions",
    (it) => it.before.span.plannedHours !== it.after.span.plannedHours && isPast(it, windows(it).plannedHours),
  ),
];

function hasHours({ before }: PlannedUpdate): boolean {
  return isShift(before.span) || isFlatRateDay(before);
}

function changesDates({ declaration: { changes } }: PlannedUpdate): boolean {
  return changes.startDate !== undefined || changes.endDate !== undefined;
}

function changesCount({ declaration: { changes } }: PlannedUpdate): boolean {
  return changes.plannedHours !== undefined || changes.plannedDays !== undefined;
}

function windows({ before }: PlannedUpdate) {
  return changeWindowsOf(before);
}

function isPast({ given: { receivedAt } }: PlannedUpdate, last: string | undefined): boolean {
  return last !== undefined && receivedAt > last;
}

function isLaterStart({ before, after }: PlannedUpdate): boolean {
  return startOfWork(after.span) > startOfWork(before.span);
}

function isEarlierStart({ before, after }: PlannedUpdate): boolean {
  return startOfWork(after.span) < startOfWork(before.span);
}

function isLaterEnd({ before, after }: PlannedUpdate): boolean {
  return stretchOf(after).until > stretchOf(before).until;
}

function isEarlierEnd({ before, after }: PlannedUpdate): boolean {
  return stretchOf(after).until < stretchOf(before).until;
}
