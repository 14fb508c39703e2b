// A Dimona period: what an accepted IN began, as the declarations after it have left it.
import type { EntityId } from "../employers/entity.ts";
import type { Ssin } from "../kernel/ssin.ts";
import type { AnomalyCode } from "./anomaly.ts";
import type { Employment, WorkedDay } from "./declaration.ts";
import type { DimonaNumber } from "./dimona-number.ts";
import type { Exceeding } from "./quota.ts";

export interface DimonaPeriod extends Employment {
  readonly id: DimonaNumber;
  readonly employer: EntityId;
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
  /** When it was made or changed last, in milliseconds since the epoch, where the register has it. */
  readonly updatedAt?: number | undefined;
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
  readonly updatedAt?: number | undefined;
}
