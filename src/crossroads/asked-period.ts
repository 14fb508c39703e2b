// A period of days in a question, as the common types of the KSZ carry it.
import { type IsoDay, parseDay } from "../kernel/day.ts";
import type { Period } from "../kernel/period.ts";
import { type RefusedAtGate, refusedBecause } from "./passage.ts";
import type { Status } from "./statuses.ts";

export type AskedPeriod =
  | { readonly period: Period; readonly fault?: undefined }
  | { readonly period: undefined; readonly fault: RefusedAtGate };

/**
 * Reads an OpenPeriodType. Refuses with the status a year beyond 9999, and an end before the begin. A time zone behind a date
 * says nothing here. The end that is not there is the one that is given, or none.
 */
export function readAskedPeriod(
  asked: { readonly beginDate: string; readonly endDate?: string | undefined },
  status: Status,
  endElse?: IsoDay,
): AskedPeriod {
  const from = readDay(asked.beginDate);
  const to = asked.endDate === undefined ? endElse : readDay(asked.endDate);
  if (from === undefined) return wrongPeriod(status, "beginDate", "a day in the years 0001 to 9999");
  if (to === undefined && asked.endDate !== undefined)
    return wrongPeriod(status, "endDate", "a day in the years 0001 to 9999");
  if (to !== undefined && to < from)
    return wrongPeriod(status, "endDate", "an end date that is not before the begin date");
  return { period: to === undefined ? { from } : { from, to } };
}

export function wrongPeriod(
  status: Status,
  fieldName: "beginDate" | "endDate",
  expected: string,
): { readonly period: undefined; readonly fault: RefusedAtGate } {
  const fault = refusedBecause(status, {
    expected,
    found: `another ${fieldName}`,
    information: [{ fieldName, fieldValue: `expected ${expected}` }],
  });
  return { period: undefined, fault };
}

function readDay(date: string): IsoDay | undefined {
  const parsed = parseDay(date.replace(/(Z|[+-]\d{2}:\d{2})$/, ""));
  return parsed.ok ? parsed.value : undefined;
}
