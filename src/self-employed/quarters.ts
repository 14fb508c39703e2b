// The quarters of a question about contributions, as the contract carries them.
import { type RefusedAtGate, refusedBecause } from "../crossroads/passage.ts";
import { type Status, statuses } from "../crossroads/statuses.ts";
import type { IsoDay } from "../kernel/day.ts";
import type { Period } from "../kernel/period.ts";
import { firstDayOf, lastDayOf, parseQuarter, type Quarter, quarterOf, quarterRange } from "../kernel/quarter.ts";
import { mostQuarters } from "./funds/interface.ts";

type QuartersAsked =
  | { readonly quarters: readonly [Quarter, ...Quarter[]] }
  | { readonly quarters: readonly []; readonly fault: RefusedAtGate };

/**
 * Reads an OpenQuarterPeriodType; without endQuarter, up to the quarter of today. An end before the begin is SES00300;
 * more than 40 quarters, which the answer has no room for, or a quarter in the future are SES00400.
 */
export function readQuarters(
  { beginQuarter, endQuarter }: { readonly beginQuarter: string; readonly endQuarter?: string | undefined },
  today: IsoDay,
): QuartersAsked {
  const current = quarterOf(today);
  const begin = parseQuarter(beginQuarter);
  const end = endQuarter === undefined ? { ok: true as const, value: current } : parseQuarter(endQuarter);
  if (!begin.ok) return wrong(statuses.SES00400, "beginQuarter", "a quarter as 2019Q1");
  if (!end.ok) return wrong(statuses.SES00400, "endQuarter", "a quarter as 2019Q1");
  if (endQuarter !== undefined && end.value < begin.value) {
    return wrong(statuses.SES00300, "endQuarter", "a quarter that does not lie before beginQuarter");
  }
  if (begin.value > current) return wrong(statuses.SES00400, "beginQuarter", "a quarter that is not in the future");
  if (end.value > current) return wrong(statuses.SES00400, "endQuarter", "a quarter that is not in the future");
  const [first, ...others] = quarterRange(begin.value, end.value);
  if (first === undefined || others.length >= mostQuarters) {
    return wrong(statuses.SES00400, "beginQuarter", `at most ${mostQuarters} quarters up to endQuarter`);
  }
  return { quarters: [first, ...others] };
}

/** From the first day of the first quarter to the last day of the last one. */
export function daysOf(quarters: readonly [Quarter, ...Quarter[]]): Period {
  return { from: firstDayOf(quarters[0]), to: lastDayOf(quarters.at(-1) ?? quarters[0]) };
}

function wrong(status: Status, fieldName: string, expected: string): QuartersAsked {
  const information = [{ fieldName, fieldValue: `expected ${expected}` }];
  return { quarters: [], fault: refusedBecause(status, { expected, found: `another ${fieldName}`, information }) };
}
