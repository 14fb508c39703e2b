// What may be done with a period now, and what not and why: by the rules that would decide on it.
import type { Clock } from "../kernel/clock.ts";
import { addDays, type IsoDay } from "../kernel/day.ts";
import { type LocalMoment, localNow } from "../kernel/local-time.ts";
import type { AnomalyCode } from "./anomaly.ts";
import { changeWindowsOf } from "./change-windows.ts";
import {
  type Circumstances,
  dayOfReceipt,
  type Incoming,
  type PlannedUpdate,
  type ReferenceCodes,
} from "./circumstances.ts";
import { endDeadline, endOf } from "./deadlines.ts";
import { type DimonaCancel, type DimonaOut, type DimonaUpdate, noEnd, type Partly, type Span } from "./declaration.ts";
import type { DimonaPeriod } from "./dimona-period.ts";
import type { Employer } from "./employer.ts";
import { changed } from "./employment.ts";
import { examine, refuses } from "./rule.ts";
import { stages } from "./stages.ts";
import { untold } from "./untold.ts";
import { workerType } from "./worker-type.ts";

export interface NextAction {
  readonly action:
    | "out"
    | "cancel"
    | "earlier-start"
    | "later-start"
    | "earlier-end"
    | "later-end"
    | "no-end"
    | "planned-hours";
  /** For which anomalies it would be refused, whatever it says; none when it may be done. */
  readonly refusedFor: readonly AnomalyCode[];
  /** The last moment at which it is taken, where there is one. */
  readonly takenUntil?: LocalMoment | undefined;
  /** The last moment at which it is in time, as far as that does not depend on what it says. */
  readonly inTimeUntil?: LocalMoment | undefined;
}

/**
 * Every action on a period. An action without anomalies may still be refused for what it says: a date that lies wrong, or another
 * period in the way.
 */
export function nextActionsOf(period: DimonaPeriod, employer: Employer, given: Circumstances): readonly NextAction[] {
  const { span } = period;
  const windows = changeWindowsOf(period);
  const { laterEnd } = windows;
  const later = laterEnd === "never" ? undefined : laterEnd;
  const announcedEnd = span.endDate === undefined ? undefined : endDeadline(span.endDate);
  const refusalOf = (declaration: Change) => refusals(declaration, period, employer, { ...given, period });
  const update = (changes: Partly<Span>) => refusalOf({ action: "update", periodId: period.id, changes });
  const end = span.endDate ?? span.startDate;
  const today = dayOfReceipt(given);
  return [
    { action: "out", refusedFor: refusalOf({ action: "out", periodId: period.id, endDate: someEndOf(period, today) }) },
    {
      action: "cancel",
      refusedFor: refusalOf({ action: "cancel", periodId: period.id }),
      takenUntil: windows.cancel,
      inTimeUntil: endOf(span.startDate),
    },
    {
      action: "earlier-start",
      refusedFor: update({ startDate: addDays(span.startDate, -1) }),
      takenUntil: windows.start,
    },
    { action: "later-start", refusedFor: update({ startDate: addDays(span.startDate, 1) }), takenUntil: windows.start },
    { action: "earlier-end", refusedFor: update({ endDate: addDays(end, -1) }), takenUntil: windows.earlierEnd },
    {
      action: "later-end",
      refusedFor: update({ endDate: addDays(end, 1) }),
      takenUntil: later,
      inTimeUntil: announcedEnd,
    },
    { action: "no-end", refusedFor: update({ endDate: noEnd }), takenUntil: later, inTimeUntil: announcedEnd },
    {
      action: "planned-hours",
      refusedFor: update({ plannedHours: (span.plannedHours ?? 0) + 1 }),
      takenUntil: windows.plannedHours,
    },
  ];
}

/** What the rules need to know to say what is possible: who asks may declare, or would not see the period. */
export function standingOf(
  period: DimonaPeriod,
  employer: Employer,
  codes: ReferenceCodes,
  clock: Clock,
): Circumstances {
  return {
    receivedAt: localNow(clock),
    secured: true,
    employers: {},
    mandated: () => true,
    worker: { kind: "known", ssin: period.ssin },
    period,
    employerOfPeriod: employer,
    periods: [period],
    registrations: [],
    quotaUse: () => ({ used: 0, dayCounted: false }),
    flexiAccess: untold.flexiAccess,
    userKnown: true,
    codes,
  };
}

/** An end that any OUT of the period may have: not before the years of zone 00911, and as a flexi-job or a type of one day needs it. */
function someEndOf({ span: { startDate }, features }: DimonaPeriod, today: IsoDay): IsoDay {
  if (features.workerType === "FLX") return addDays(startDate, 1);
  if (workerType(features.workerType)?.ends === "same-day") return startDate;
  return startDate > today ? startDate : today;
}

type Change = DimonaOut | DimonaUpdate | DimonaCancel;

/** What stands in the way of an action of this kind; the dates that are tried here are nobody's. */
function refusals(
  declaration: Change,
  period: DimonaPeriod,
  employer: Employer,
  given: Circumstances,
): readonly AnomalyCode[] {
  const incoming: Incoming<Change> = { declaration, given, employer };
  const onPeriod = { declaration, given, employer, period };
  const found = [...examine(stages.incomingOnPeriod, incoming), ...examine(stages.onPeriod, onPeriod)];
  const more = found.some(refuses) ? [] : ofAction(declaration, period, employer, given);
  return [...new Set([...found, ...more].filter(refuses).map(({ code }) => code))];
}

function ofAction(declaration: Change, period: DimonaPeriod, employer: Employer, given: Circumstances) {
  switch (declaration.action) {
    case "out":
      return examine(stages.out, { declaration, given, employer, period });
    case "cancel":
      return examine(stages.cancel, { declaration, given, employer, period });
    case "update": {
      const type = workerType(period.features.workerType);
      if (type === undefined) throw new Error("a period of a worker type that never existed");
      const after = { ...period, span: changed(period.span, declaration.changes) };
      const planned: PlannedUpdate = {
        block: "90378",
        declaration,
        given,
        employer,
        type,
        after,
        before: period,
        others: [],
      };
      return examine(stages.whatMayChange, planned);
    }
  }
}
