// What may be declared on a period in the state in which it is: OUT, update and cancellation.

import { yearOf } from "../../kernel/day.ts";
import { quarterOf } from "../../kernel/quarter.ts";
import { changeWindowsOf } from "../change-windows.ts";
import { dayOfReceipt, type Incoming, type OnPeriod } from "../circumstances.ts";
import type { DimonaCancel, DimonaOut, DimonaUpdate } from "../declaration.ts";
import { stateOf } from "../dimona-period.ts";
import { isFlexiPeriodOfOneDay } from "../employment.ts";
import { awaiting, type Rule, rule } from "../rule.ts";
import { workerType } from "../worker-type.ts";

type Change = DimonaOut | DimonaUpdate | DimonaCancel;

/** The number must lead to a period that can still be declared on (glossary Dimona 2023/3, zone 00913). */
export const periodIsThere: readonly Rule<Incoming<Change>>[] = [
  rule("00913-354", "a period number that no period has", "glossary", ({ given }) => given.period === undefined),
];

export const periodIsFree: readonly Rule<OnPeriod<Change>>[] = [
  rule("00913-362", "a period that an agent of the RSZ has locked", "glossary", ({ period }) => period.locked),
  rule("00913-355", "a period that was cancelled", "glossary", ({ period }) => period.cancelled),
  awaiting(
    "refusedPeriod",
    rule(
      "00913-357",
      "a period that carries a refusing anomaly",
      "glossary",
      ({ declaration, period }) =>
        // It can still be taken away.
        declaration.action !== "cancel" && period.anomalies.some(({ severity }) => severity === "B"),
    ),
  ),
];

export const rulesOfOut: readonly Rule<OnPeriod<DimonaOut>>[] = [
  /** An end that was announced is changed by an update. */
  rule("00913-356", "an OUT on a period that has an end", "glossary", ({ period }) => stateOf(period) === "closed"),
  rule(
    "00911-014",
    "an OUT before the start",
    "glossary",
    ({ declaration: { endDate }, period }) => endDate < period.span.startDate,
  ),
  rule(
    "00911-008",
    "an OUT before 1999, ten calendar years ahead, or of a flexi-job in another quarter",
    "glossary",
    (it) => {
      const { declaration, period, given } = it;
      const year = yearOf(declaration.endDate);
      if (year < 1999 || year >= yearOf(dayOfReceipt(given)) + 10) return true;
      const isFlexi = period.features.workerType === "FLX";
      return isFlexi && quarterOf(declaration.endDate) !== quarterOf(period.span.startDate);
    },
  ),
  rule(
    "00911-008",
    "an OUT of a flexi-job by period on the day on which it starts",
    "glossary",
    ({ declaration: { endDate }, period: { features, span } }) =>
      isFlexiPeriodOfOneDay({ features, span: { ...span, endDate } }),
  ),
  rule(
    "00911-008",
    "an OUT of a type of one day on another day",
    "glossary",
    ({ declaration: { endDate }, period: { features, span } }) =>
      workerType(features.workerType)?.ends === "same-day" && endDate !== span.startDate,
  ),
];

export const rulesOfCancel: readonly Rule<OnPeriod<DimonaCancel>>[] = [
  rule(
    "00913-181",
    "the cancellation of occasional work or of a flexi-job's shift after the midnight of its day",
    "instructions",
    ({ period, given: { receivedAt } }) => {
      const { cancel } = changeWindowsOf(period);
      return cancel !== undefined && receivedAt > cancel;
    },
  ),
];
