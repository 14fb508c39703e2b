// A Dimona period: what an accepted IN began, as the declarations after it have left it.
import type { IsoDay } from "../kernel/day.ts";
import type { Ssin } from "../kernel/ssin.ts";
import type { AnomalyCode } from "./anomaly.ts";
import type { Employment, WorkedDay } from "./declaration.ts";
import type { DimonaNumber } from "./dimona-number.ts";
import type { EmployerKey } from "./employer.ts";
import type { Exceeding } from "./quota.ts";

export interface DimonaPeriod extends Employment {
  readonly id: DimonaNumber;
  readonly employer: EmployerKey;
  readonly ssin: Ssin;
  readonly cancelled: boolean;
  /** An agent of the RSZ works on it: nobody else may. */
  readonly locked: boolean;
  /** Its IN came after the work had begun. */
  readonly late: boolean;
  /** Remembered from the declarations that made it. */
  readonly anomalies: readonly RememberedAnomaly[];
  readonly exceeding: readonly Exceeding[];
  /** Whether it counts as a flexi-job; absent where that was not asked, or could not be found out. */
  readonly flexiJob?: "accepted" | "refused" | undefined;
  readonly lastAction: "in" | "out" | "update" | "cancel";
}

export interface RememberedAnomaly {
  readonly code: AnomalyCode;
  readonly severity: "B" | "NP";
}

export type PeriodState = "open" | "closed" | "cancelled";

export function stateOf({ cancelled, span }: Pick<DimonaPeriod, "cancelled" | "span">): PeriodState {
  if (cancelled) return "cancelled";
  return span.endDate === undefined ? "open" : "closed";
}

/** The hours of one working day of a permanent horeca worker. */
export interface DailyRegistration {
  readonly id: DimonaNumber;
  readonly periodId: DimonaNumber;
  readonly day: WorkedDay;
  readonly cancelled: boolean;
}

/** What a worker and an employer have had with each other: from the first hiring to the end of the last occupation. */
export interface Relation {
  readonly startDate: IsoDay;
  /** Absent while a period is open. */
  readonly endDate?: IsoDay | undefined;
}

/** The relation that periods of one employer and worker make; undefined where all are cancelled. */
export function relationOf(periods: readonly DimonaPeriod[]): Relation | undefined {
  const living = periods.filter(({ cancelled }) => !cancelled).map(({ span }) => span);
  const [first, ...others] = living;
  if (first === undefined) return undefined;
  const startDate = others.reduce(
    (earliest, span) => (span.startDate < earliest ? span.startDate : earliest),
    first.startDate,
  );
  const ends = living.flatMap(({ endDate }) => endDate ?? []);
  if (ends.length < living.length) return { startDate };
  return { startDate, endDate: ends.toSorted().at(-1) };
}
