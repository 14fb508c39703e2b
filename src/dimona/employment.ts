// What the rules read off an employment: in which committee, by the hour or by the day, and which time it takes.
import { type LocalMoment, minuteNumber, momentAt, startOf } from "../kernel/local-time.ts";
import { lastDayOf, quarterOf } from "../kernel/quarter.ts";
import { type Employment, type Features, noEnd, type Partly, type Span, type WorkedDay } from "./declaration.ts";

/** Minutes on the wall clock, the last one not included; Infinity while there is no end. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** The committee of the place where the work is done: the user's, for agency work. */
export function committeeAtWork({ jointCommittee, user }: Features): string | undefined {
  return jointCommittee === agency ? user?.jointCommittee : jointCommittee;
}

/** Temporary agency work, in which a using employer must be named. */
export const agency = "322";

/** Zone 00046 of Dimona: committees with rules of their own, and XXX for all others. */
export const jointCommittees = ["124", "140", "144", "145", "149", "302", "320", agency, "XXX"] as const;

export function isOccasionalInHoreca({ features }: Pick<Employment, "features">): boolean {
  return features.workerType === "EXT" && committeeAtWork(features) === "302";
}

/** The daily flat rate of occasional work in horeca: it has a start hour and no end hour (glossary, zone 00778). */
export function isFlatRateDay(employment: Pick<Employment, "features" | "span">): boolean {
  return isOccasionalInHoreca(employment) && employment.span.endHour === undefined;
}

/** One shift, from an hour to an hour. */
export function isShift({ startHour, endHour }: Span): boolean {
  return startHour !== undefined && endHour !== undefined;
}

/** A flexi-job by period ends after the day on which it starts; one of a single day is declared by its hours (glossary, zone 00911). */
export function isFlexiPeriodOfOneDay({ features, span }: Pick<Employment, "features" | "span">): boolean {
  return features.workerType === "FLX" && !isShift(span) && span.endDate === span.startDate;
}

/** When the worker starts: at the start hour, or with the day where there is none. */
export function startOfWork({ startDate, startHour }: Pick<Span, "startDate" | "startHour">): LocalMoment {
  return startHour === undefined ? startOf(startDate) : momentAt(startDate, startHour);
}

/** The time that an employment takes: by the hour for a shift, whole days for all others. */
export function stretchOf({ features, span }: Pick<Employment, "features" | "span">): Stretch {
  const { startDate, startHour, endHour } = span;
  // A flexi-job lasts no longer than its quarter, whether its end is known or not.
  const lastDay = span.endDate ?? (features.workerType === "FLX" ? lastDayOf(quarterOf(startDate)) : undefined);
  if (lastDay === undefined) return { from: minuteNumber(startOf(startDate)), until: Number.POSITIVE_INFINITY };
  if (startHour !== undefined && endHour !== undefined) {
    return { from: minuteNumber(momentAt(startDate, startHour)), until: minuteNumber(momentAt(lastDay, endHour)) };
  }
  return wholeDays(startDate, lastDay);
}

/** The hours of a daily registration; the rest of its last day where its end is not known yet. */
export function stretchOfDay({ startDate, startHour, endDate, endHour }: WorkedDay): Stretch {
  const from = minuteNumber(momentAt(startDate, startHour));
  if (endHour === undefined) return { from, until: wholeDays(startDate, endDate).until };
  return { from, until: minuteNumber(momentAt(endDate, endHour)) };
}

export function sharesTime(a: Stretch, b: Stretch): boolean {
  return a.from < b.until && b.from < a.until;
}

/** The same committee, worker type, sub-entity and, of agency work, using employer: what makes two periods one occupation, if they meet. */
export function sameOccupation(a: Features, b: Features): boolean {
  return (
    a.workerType === b.workerType &&
    a.jointCommittee === b.jointCommittee &&
    a.subEntity === b.subEntity &&
    (a.jointCommittee !== agency || sameUser(a.user, b.user))
  );
}

function sameUser(a: Features["user"], b: Features["user"]): boolean {
  return a?.jointCommittee === b?.jointCommittee && a?.enterpriseNumber === b?.enterpriseNumber && a?.name === b?.name;
}

/** The span with what an update changes; `noEnd` takes the end away. */
export function changed(span: Span, changes: Partly<Span>): Span {
  const stated = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const { endDate, ...rest } = { ...span, ...stated };
  return endDate === undefined || endDate === noEnd ? rest : { ...rest, endDate };
}

export function sameSpan(a: Span, b: Span): boolean {
  return (
    a.startDate === b.startDate &&
    a.startHour === b.startHour &&
    a.endDate === b.endDate &&
    a.endHour === b.endHour &&
    a.plannedHours === b.plannedHours &&
    a.plannedDays === b.plannedDays
  );
}

const minutesOfDay = 1440;

function wholeDays(first: Span["startDate"], last: Span["startDate"]): Stretch {
  return { from: minuteNumber(startOf(first)), until: minuteNumber(startOf(last)) + minutesOfDay };
}
