// Days and quarters as whole numbers: a population draws, adds and compares millions of them.
import { type IsoDay, parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { addQuarters, firstDayOf, lastDayOf, parseQuarter, type Quarter, quarterRange } from "../kernel/quarter.ts";

/** Days since 1 January 1970. */
export function dayNumber(day: IsoDay): number {
  return Date.parse(day) / millisecondsPerDay;
}

/** Each day is made once: a population names the days of a century millions of times. */
export function dayAt(number: number): IsoDay {
  const before = days.get(number);
  if (before !== undefined) return before;
  const day = certain(parseDay(new Date(number * millisecondsPerDay).toISOString().slice(0, 10)));
  days.set(number, day);
  return day;
}

/** Quarters since the first of 1950; the quarter of 1 January 1951 is 4. */
export function quarterNumber(day: IsoDay): number {
  return (Number(day.slice(0, 4)) - firstYear) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
}

/** The number of the first quarter of a year. */
export function firstQuarterOf(year: number): number {
  return (year - firstYear) * 4;
}

export function yearOfQuarter(number: number): number {
  return firstYear + Math.floor(number / 4);
}

/** Covers the years 1950 to 2049; throws a RangeError beyond. */
export function firstDayOfQuarter(number: number): IsoDay {
  return known(firstDays[number]);
}

export function lastDayOfQuarter(number: number): IsoDay {
  return known(lastDays[number]);
}

export function quarterAt(number: number): Quarter {
  const quarter = quarters[number];
  if (quarter === undefined) throw new RangeError("a quarter outside the years 1950 to 2049");
  return quarter;
}

export function laterOf(a: IsoDay, b: IsoDay): IsoDay {
  return a < b ? b : a;
}

const days = new Map<number, IsoDay>();
const millisecondsPerDay = 86_400_000;
const firstYear = 1950;
const firstQuarter = certain(parseQuarter(`${firstYear}Q1`));
const quarters = quarterRange(firstQuarter, addQuarters(firstQuarter, 399));
const firstDays = quarters.map(firstDayOf);
const lastDays = quarters.map(lastDayOf);

function known(day: IsoDay | undefined): IsoDay {
  if (day === undefined) throw new RangeError("a quarter outside the years 1950 to 2049");
  return day;
}
