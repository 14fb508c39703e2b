// The period of a question about a career, as the contract carries it and as the register reads it.
import { readAskedPeriod, wrongPeriod } from "../crossroads/asked-period.ts";
import type { RefusedAtGate } from "../crossroads/passage.ts";
import { statuses } from "../crossroads/statuses.ts";
import type { Period } from "../kernel/period.ts";

/**
 * Reads an OpenPeriodType. No period asks for the whole career, a begin date alone for all from then on. An end before
 * the begin, or a begin in the future, is SES00300; so is a year beyond 9999. A time zone behind a date says nothing here.
 */
export function readPeriod(
  period: { readonly beginDate: string; readonly endDate?: string | undefined } | undefined,
  today: string,
): { readonly period: Period | undefined; readonly fault?: RefusedAtGate | undefined } {
  if (period === undefined) return { period: undefined };
  const asked = readAskedPeriod(period, statuses.SES00300);
  if (asked.period === undefined || asked.period.from <= today) return asked;
  return wrongPeriod(statuses.SES00300, "beginDate", "a begin date that is not in the future");
}
