// How a declaration ends.
import type { Anomaly } from "./anomaly.ts";
import type { DailyRegistration, DimonaPeriod } from "./dimona-period.ts";
import type { Employer } from "./employer.ts";

export interface Decision {
  /** A accepted, W accepted with a warning, B refused, S waiting until the worker is identified. */
  readonly result: "A" | "W" | "B" | "S";
  readonly anomalies: readonly Anomaly[];
  readonly employer: Employer | undefined;
  /** Absent where nothing changes. */
  readonly change?: Change | undefined;
}

export type Change =
  | { readonly kind: "period"; readonly before: DimonaPeriod | undefined; readonly after: DimonaPeriod }
  | {
      readonly kind: "registration";
      readonly before: DailyRegistration | undefined;
      readonly after: DailyRegistration;
      readonly period: DimonaPeriod;
    };

type Found = readonly Anomaly[];

export function refuse(anomalies: Found, employer: Employer | undefined): Decision {
  return { result: "B", anomalies, employer };
}

export function wait(anomalies: Found, employer: Employer): Decision {
  return { result: "S", anomalies, employer };
}

export function accept(anomalies: Found, employer: Employer, change: Change): Decision {
  return { result: anomalies.length === 0 ? "A" : "W", anomalies, employer, change };
}
