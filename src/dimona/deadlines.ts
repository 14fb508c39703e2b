// Until when a declaration is in time, by situation.
import { addDays, type IsoDay } from "../kernel/day.ts";
import { addMinutes, type LocalMoment, startOf } from "../kernel/local-time.ts";
import { nextWorkingDay } from "../kernel/working-day.ts";
import type { Span } from "./declaration.ts";
import { startOfWork } from "./employment.ts";

/**
 * The last moment at which an IN, or an earlier start, is in time: when the work starts, to the minute where the hour is declared,
 * otherwise with the end of the first day (employer instructions; for students in so many words).
 */
export function startDeadline(span: Pick<Span, "startDate" | "startHour">): LocalMoment {
  return span.startHour === undefined ? endOf(span.startDate) : startOfWork(span);
}

/** Whether a start that is declared at that moment comes after its deadline. */
export function isLateStart(span: Pick<Span, "startDate" | "startHour">, receivedAt: LocalMoment): boolean {
  return receivedAt > startDeadline(span);
}

/** The last moment at which an end is in time: of an OUT and an earlier end, the real end; of a later end, the one that was announced. */
export function endDeadline(day: IsoDay): LocalMoment {
  return endOf(nextWorkingDay(day));
}

/** The last minute of a day. */
export function endOf(day: IsoDay): LocalMoment {
  return addMinutes(startOf(addDays(day, 1)), -1);
}
