// How much of each quota there is, by date: a new year is a new row.
import type { IsoDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { contains, type Period, parsePeriod } from "../kernel/period.ts";
import { quarterOf } from "../kernel/quarter.ts";

/** Zone 01018. */
export type QuotaKind =
  | "STUDENT"
  | "HORECA_EMPLOYER"
  | "HORECA_WORKER"
  | "ARTICLE17"
  | "A17_PUBTV"
  | "A17_YEAR_SPORT"
  | "A17_QUARTER_SPORT"
  | "A17_STUDENT_SPORT"
  | "A17_YEAR_OTHER"
  | "A17_QUARTER_OTHER"
  | "A17_STUDENT_OTHER";

export type QuotaUnit = "hours" | "days";

export interface QuotaLimit {
  readonly kind: QuotaKind;
  readonly unit: QuotaUnit;
  readonly valid: Period;
  /** Only for the employments that start in this quarter of the year, where it has a limit of its own. */
  readonly quarter?: 1 | 2 | 3 | 4;
  readonly most: number;
  /** confirmed: in the employer instructions. provisional: commonly known, for who runs this to confirm. */
  readonly source: "confirmed" | "provisional";
}

/** The limit for an employment that starts on a day; undefined where none is known. */
export function limitOf(kind: QuotaKind, unit: QuotaUnit, startDate: IsoDay): number | undefined {
  const quarter = Number(quarterOf(startDate).slice(5));
  const rows = quotaLimits.filter((row) => row.kind === kind && row.unit === unit && contains(row.valid, startDate));
  return (rows.find((row) => row.quarter === quarter) ?? rows.find((row) => row.quarter === undefined))?.most;
}

/**
 * The student's 475 hours of one source for 2025 contradict the 650 of the others, and the limits of article 17 stand in none
 * that we follow: both are marked. Article 17 is not combined over its sorts.
 */
export const quotaLimits: readonly QuotaLimit[] = [
  limit("STUDENT", "days", "2012-01-01", "2016-12-31", 50, "provisional"),
  limit("STUDENT", "hours", "2017-01-01", "2022-12-31", 475, "confirmed"),
  limit("STUDENT", "hours", "2023-01-01", "2024-12-31", 600, "confirmed"),
  limit("STUDENT", "hours", "2025-01-01", undefined, 650, "provisional"),
  limit("HORECA_WORKER", "days", "2013-10-01", undefined, 50, "confirmed"),
  limit("HORECA_EMPLOYER", "days", "2013-10-01", undefined, 200, "confirmed"),
  limit("ARTICLE17", "days", "1992-01-01", "2021-12-31", 25, "provisional"),
  limit("A17_PUBTV", "days", "2022-01-01", undefined, 25, "provisional"),
  limit("A17_YEAR_OTHER", "hours", "2022-01-01", undefined, 300, "provisional"),
  limit("A17_QUARTER_OTHER", "hours", "2022-01-01", undefined, 100, "provisional"),
  { ...limit("A17_QUARTER_OTHER", "hours", "2022-01-01", undefined, 190, "provisional"), quarter: 3 },
  limit("A17_STUDENT_OTHER", "hours", "2022-01-01", undefined, 190, "provisional"),
  limit("A17_YEAR_SPORT", "hours", "2022-01-01", undefined, 450, "provisional"),
  limit("A17_QUARTER_SPORT", "hours", "2022-01-01", undefined, 150, "provisional"),
  { ...limit("A17_QUARTER_SPORT", "hours", "2022-01-01", undefined, 285, "provisional"), quarter: 3 },
  limit("A17_STUDENT_SPORT", "hours", "2022-01-01", undefined, 190, "provisional"),
];

function limit(
  kind: QuotaKind,
  unit: QuotaUnit,
  from: string,
  to: string | undefined,
  most: number,
  source: QuotaLimit["source"],
): QuotaLimit {
  return { kind, unit, valid: certain(parsePeriod(from, to)), most, source };
}
