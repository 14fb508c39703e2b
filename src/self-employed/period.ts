// The period of a question about a career, as the contract carries it and as the register reads it.

import { type RefusedAtGate, refusedBecause } from "../crossroads/passage.ts";
import { statuses } from "../crossroads/statuses.ts";
import { parseDay } from "../kernel/day.ts";
import type { Period } from "../kernel/period.ts";

/**
 * Reads an OpenPeriodType. No period asks for the whole career, a begin date alone for all from then on. An end before
 * the begin, or a begin in the future, is SES00300; so is a year beyond 9999. A time zone behind a date says nothing here.
 */
export function readPeriod(
  period: { readonly beginDate: string; readonly endDate?: string | undefined } | undefined,
  today: string,
): { readonly period: Period | undefined; readonly fault?: RefusedAtGate } {
  if (period === undefined) return { period: undefined };
  const from = readDay(period.beginDate);
  const to = period.endDate === undefined ? undefined : readDay(period.endDate);
  if (from === undefined) return wrong("beginDate", "a day in the years 0001 to 9999");
  if (to === undefined && period.endDate !== undefined) return wrong("endDate", "a day in the years 0001 to 9999");
  if (to !== undefined && to < from) return wrong("endDate", "an end date that is not before the begin date");
  if (from > today) return wrong("beginDate", "a begin date that is not in the future");
  return { period: to === undefined ? { from } : { from, to } };
}

function readDay(date: string) {
  const parsed = parseDay(date.replace(/(Z|[+-]\d{2}:\d{2})$/, ""));
  return parsed.ok ? parsed.value : undefined;
}

function wrong(fieldName: string, expected: string): { readonly period: undefined; readonly fault: RefusedAtGate } {
  const fault = refusedBecause(statuses.SES00300, {
    expected,
    found: `another ${fieldName}`,
    information: [{ fieldName, fieldValue: `expected ${expected}` }],
  });
  return { period: undefined, fault };
}
