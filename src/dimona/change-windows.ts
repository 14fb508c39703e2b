// Until when shifts, flexi-jobs and planned hours may still be changed: after that, no declaration undoes what was announced.
import { addDays, addMonths } from "../kernel/day.ts";
import { addMinutes, type LocalMoment, momentAt, startOf } from "../kernel/local-time.ts";
import { firstDayOf, nextQuarter, quarterOf } from "../kernel/quarter.ts";
import { endOf } from "./deadlines.ts";
import type { Employment } from "./declaration.ts";
import { isShift, startOfWork } from "./employment.ts";

/** The last moment at which each change is taken. Absent: no limit. `never`: not at all. */
export interface ChangeWindows {
  readonly start?: LocalMoment | undefined;
  readonly earlierEnd?: LocalMoment | undefined;
  readonly laterEnd?: LocalMoment | "never" | undefined;
  readonly plannedHours?: LocalMoment | undefined;
  readonly cancel?: LocalMoment | undefined;
}

/**
 * Occasional work: another start only before the start; an earlier end until the midnight after the announced one; a later end
 * within eight hours after it, or until 8 o'clock where it is from 20 o'clock on; a cancellation until midnight of the day (employer
 * instructions). A flexi-job's end cannot be moved later; for its other changes the windows of occasional work are our reading.
 * Planned hours of students: until the end of the month after the quarter.
 */
export function changeWindowsOf({ features, span }: Pick<Employment, "features" | "span">): ChangeWindows {
  switch (features.workerType) {
    case "EXT":
      return { ...windowsOfShift(span), laterEnd: laterEndOf(span) };
    case "FLX":
      return isShift(span)
        ? { ...windowsOfShift(span), laterEnd: "never" }
        : { start: beforeStart(span), laterEnd: "never" };
    case "STU":
      return { plannedHours: endOfMonthAfterQuarter(span) };
    default:
      return {};
  }
}

type Span = Employment["span"];

function windowsOfShift(span: Span): ChangeWindows {
  return { start: beforeStart(span), earlierEnd: endOf(span.endDate ?? span.startDate), cancel: endOf(span.startDate) };
}

/** The minute before the start; the one before midnight where there is no hour. */
function beforeStart(span: Span): LocalMoment {
  return addMinutes(startOfWork(span), -1);
}

function laterEndOf({ startDate, endDate = startDate, endHour }: Span): LocalMoment {
  if (endHour === undefined) return endOf(endDate);
  if (endHour >= "2000") return addMinutes(startOf(addDays(endDate, 1)), eightHours);
  return addMinutes(momentAt(endDate, endHour), eightHours);
}

function endOfMonthAfterQuarter({ startDate }: Span): LocalMoment {
  const month = firstDayOf(nextQuarter(quarterOf(startDate)));
  return endOf(addDays(addMonths(month, 1), -1));
}

const eightHours = 480;
