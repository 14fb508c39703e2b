// Quotas ("contingents"): what an employment counts for, and how far it goes beyond the limit of its year.
import { type IsoDay, yearOf } from "../kernel/day.ts";
import { quarterOf } from "../kernel/quarter.ts";
import type { Employment } from "./declaration.ts";
import { isOccasionalInHoreca } from "./employment.ts";
import { limitOf, type QuotaKind, type QuotaUnit } from "./quota-limits.ts";

/** What one employment takes of one quota. */
export interface QuotaCount {
  readonly kind: QuotaKind;
  readonly unit: QuotaUnit;
  /** Whose quota it is. */
  readonly holder: "worker" | "employer";
  /** The year or quarter that it belongs to: `2026` or `2026Q3`. */
  readonly span: string;
  readonly amount: number;
  /** A day counts once, however often somebody comes on it: of the worker for any employer, or of the worker for this one. */
  readonly day?: IsoDay | undefined;
  /** Whether this is not beyond the limit, but outside the quota altogether: a student who was declared late. */
  readonly outside: boolean;
}

/** How much of a quota other employments have taken, as the register counts them. */
export interface QuotaUse {
  readonly used: number;
  /** Whether another employment counts this day already. */
  readonly dayCounted: boolean;
}

/** What stands in QuotaFeatures (block 90432). */
export interface Exceeding {
  readonly kind: QuotaKind;
  readonly unit: QuotaUnit;
  readonly amount: number;
}

/**
 * The quotas that an employment counts for. Students: planned hours, of the worker and year. Occasional work in horeca:
 * days, of the worker and of the employer. Article 17: hours of the year and of the quarter, or days for broadcasters.
 */
export function quotaCountsOf(employment: Employment, { late }: { readonly late: boolean }): readonly QuotaCount[] {
  const { features, span } = employment;
  const { startDate, plannedHours, plannedDays } = span;
  const year = String(yearOf(startDate));
  const ofWorker = { holder: "worker", span: year, outside: false } as const;
  switch (features.workerType) {
    case "STU": {
      const [unit, amount] =
        plannedDays === undefined ? (["hours", plannedHours] as const) : (["days", plannedDays] as const);
      return amount === undefined ? [] : [{ ...ofWorker, kind: "STUDENT", unit, amount, outside: late }];
    }
    case "EXT": {
      if (!isOccasionalInHoreca(employment)) return [];
      const day = { ...ofWorker, unit: "days", amount: 1, day: startDate } as const;
      return [
        { ...day, kind: "HORECA_WORKER" },
        { ...day, kind: "HORECA_EMPLOYER", holder: "employer" },
      ];
    }
    case "O17":
    case "S17": {
      if (plannedHours === undefined) return [];
      const sort = features.workerType === "S17" ? "SPORT" : "OTHER";
      const hours = { ...ofWorker, unit: "hours", amount: plannedHours } as const;
      return [
        { ...hours, kind: `A17_YEAR_${sort}` },
        { ...hours, kind: `A17_QUARTER_${sort}`, span: quarterOf(startDate) },
        { ...hours, kind: `A17_STUDENT_${sort}` },
      ];
    }
    case "T17":
      return [{ ...ofWorker, kind: "A17_PUBTV", unit: "days", amount: 1, day: startDate }];
    case "A17":
      return [{ ...ofWorker, kind: "ARTICLE17", unit: "days", amount: 1, day: startDate }];
    default:
      return [];
  }
}

/** How much of a count lies beyond the limit; undefined when nothing does, or no limit is known for its date. */
export function exceedingOf(count: QuotaCount, use: QuotaUse, startDate: IsoDay): Exceeding | undefined {
  const { kind, unit, outside } = count;
  const beyond = (amount: number) => (amount > 0 ? { kind, unit, amount } : undefined);
  if (outside) return beyond(count.amount);
  const most = limitOf(kind, unit, startDate);
  if (most === undefined || use.dayCounted) return undefined;
  return beyond(Math.min(count.amount, use.used + count.amount - most));
}
