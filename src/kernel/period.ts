// A stretch of days, both ends included, that may still be running.
import { type DayFault, type IsoDay, parseDay } from "./day.ts";
import { accepted, type Outcome, refused } from "./outcome.ts";

/** From a day to and including another; without `to` it has no end yet. */
export interface Period {
  readonly from: IsoDay;
  readonly to?: IsoDay;
}

/** day: one of the ends is no day; end-before-begin: the ends are days in the wrong order. */
export type PeriodFault =
  | { readonly kind: "day"; readonly end: "from" | "to"; readonly fault: DayFault }
  | { readonly kind: "end-before-begin" };

/** A period of two days, or of one and no end; refuses an end before the begin. A period of one day is a period. */
export function makePeriod(from: IsoDay, to?: IsoDay): Outcome<Period, PeriodFault> {
  if (to === undefined) return accepted({ from });
  return to < from ? refused({ kind: "end-before-begin" }) : accepted({ from, to });
}

/** Reads both ends as `YYYY-MM-DD`; see makePeriod. */
export function parsePeriod(from: string, to?: string): Outcome<Period, PeriodFault> {
  const first = parseDay(from);
  if (!first.ok) return refused({ kind: "day", end: "from", fault: first.reason });
  if (to === undefined) return makePeriod(first.value);
  const last = parseDay(to);
  return last.ok ? makePeriod(first.value, last.value) : refused({ kind: "day", end: "to", fault: last.reason });
}

/** Do the two share at least one day? */
export function overlaps(a: Period, b: Period): boolean {
  return startsBeforeEndOf(a, b) && startsBeforeEndOf(b, a);
}

/** The days that are in both, or undefined when there are none. */
export function intersection(a: Period, b: Period): Period | undefined {
  if (!overlaps(a, b)) return undefined;
  const from = contains(a, b.from) ? b.from : a.from;
  const to = earlierEnd(a.to, b.to);
  return to === undefined ? { from } : { from, to };
}

export function contains(period: Period, day: IsoDay): boolean {
  return period.from <= day && (period.to === undefined || day <= period.to);
}

/** Is every day of the inner period a day of the outer one? A period without end lies only within another without end. */
export function isWithin(inner: Period, outer: Period): boolean {
  if (inner.from < outer.from) return false;
  return outer.to === undefined || (inner.to !== undefined && inner.to <= outer.to);
}

function startsBeforeEndOf(a: Period, b: Period): boolean {
  return b.to === undefined || a.from <= b.to;
}

function earlierEnd(a: IsoDay | undefined, b: IsoDay | undefined): IsoDay | undefined {
  if (a === undefined) return b;
  return b === undefined || a < b ? a : b;
}
