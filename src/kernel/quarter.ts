// A quarter of a calendar year, kept as `2019Q1`: text order is calendar order.
import { type IsoDay, parseDay } from "./day.ts";
import { accepted, certain, type Outcome, refused } from "./outcome.ts";

declare const quarter: unique symbol;

/** `YYYYQn`, years 0001 to 9999 so that every day has its quarter, n from 1 to 4. Compare with `<`, `===` and `>`; `sort()` needs no comparator. */
export type Quarter = string & { readonly [quarter]: true };

export interface QuarterFault {
  readonly kind: "shape";
}

/** Reads both ways of writing a quarter: the KSZ's `2019Q1` (CommonV3, YearQuarterType) and the RSZ's `20191` (zone 00013). */
export function parseQuarter(text: string): Outcome<Quarter, QuarterFault> {
  const [, year, number] = quarterShape.exec(text) ?? [];
  if (year === undefined || number === undefined) return refused({ kind: "shape" });
  return accepted(`${year}Q${number}` as Quarter); // the only place where text becomes a Quarter
}

/** As the RSZ writes it: `20191`. */
export function formatNssoQuarter(quarter: Quarter): string {
  return quarter.replace("Q", "");
}

export function quarterOf(day: IsoDay): Quarter {
  return fromIndex(Number(day.slice(0, 4)) * 4 + Math.ceil(Number(day.slice(5, 7)) / 3) - 1);
}

/** Throws a RangeError where the result would leave the years 0001 to 9999. */
export function addQuarters(quarter: Quarter, count: number): Quarter {
  return fromIndex(indexOf(quarter) + count);
}

export function nextQuarter(quarter: Quarter): Quarter {
  return addQuarters(quarter, 1);
}

export function previousQuarter(quarter: Quarter): Quarter {
  return addQuarters(quarter, -1);
}

/** How many quarters lie from the first to the second: 0 for the same, 1 for the next, negative when the second is earlier. */
export function quartersBetween(first: Quarter, second: Quarter): number {
  return indexOf(second) - indexOf(first);
}

export function firstDayOf(quarter: Quarter): IsoDay {
  return certain(parseDay(`${quarter.slice(0, 4)}-${bounds(quarter).first}`));
}

export function lastDayOf(quarter: Quarter): IsoDay {
  return certain(parseDay(`${quarter.slice(0, 4)}-${bounds(quarter).last}`));
}

/** Every quarter from the first to the last, both included; none when the last comes before the first. */
export function quarterRange(first: Quarter, last: Quarter): readonly Quarter[] {
  const start = indexOf(first);
  return Array.from({ length: Math.max(0, indexOf(last) - start + 1) }, (_, step) => fromIndex(start + step));
}

const quarterShape = /^(?!0000)(\d{4})Q?([1-4])$/;

/** Quarters since the year 0. */
function indexOf(quarter: Quarter): number {
  return Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(5)) - 1;
}

function fromIndex(index: number): Quarter {
  const year = String(Math.floor(index / 4)).padStart(4, "0");
  const made = parseQuarter(`${year}Q${(index % 4) + 1}`);
  if (!made.ok) throw new RangeError("a quarter outside the years 0001 to 9999");
  return made.value;
}

function bounds(quarter: Quarter): { readonly first: string; readonly last: string } {
  switch (quarter.slice(5)) {
    case "1":
      return { first: "01-01", last: "03-31" };
    case "2":
      return { first: "04-01", last: "06-30" };
    case "3":
      return { first: "07-01", last: "09-30" };
    default:
      return { first: "10-01", last: "12-31" };
  }
}
