// Rows of periods and relations as institutions are told of them, and what they become.
import type { EntityId } from "../../employers/entity.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { Period } from "../../kernel/period.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { Employment } from "../declaration.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { type KeptEmployer, keptEmployer } from "./kept.ts";
import { type EmploymentRow, type Known, millisecondsOf, type PeriodRow, toEmployment } from "./rows.ts";

/** What of a period concerns others than its employer. */
export interface ConsultedPeriod extends Employment, Pick<DimonaPeriod, "id" | "ssin" | "cancelled" | "lastAction"> {
  /** Milliseconds since the epoch, as is updatedAt. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly employer: ConsultedEmployer;
}

export interface ConsultedRelation {
  readonly ssin: string;
  readonly employer: ConsultedEmployer;
  readonly days: Period;
}

export interface ConsultedEmployer extends KeptEmployer {
  /** A provincial or local administration. */
  readonly local: boolean;
}

export interface ConsultedRow
  extends EmploymentRow,
    Known,
    Pick<PeriodRow, "number" | "employer" | "ssin" | "cancelled" | "last_action"> {
  /** Milliseconds since the epoch. */
  readonly created: string;
  readonly identifiers: string;
}

export interface RelationRow {
  readonly employer: EntityId;
  readonly ssin: Ssin;
  readonly start_date: IsoDay;
  readonly end_date: IsoDay | null;
  readonly identifiers: string;
}

/** Rows of the look-ups: a key, then columns in the order of the statement. Made into objects one by one, which is what costs time here. */
export type PeriodTuple = [
  asked: string,
  number: ConsultedRow["number"],
  employer: ConsultedRow["employer"],
  ssin: ConsultedRow["ssin"],
  start_date: ConsultedRow["start_date"],
  start_hour: ConsultedRow["start_hour"],
  end_date: ConsultedRow["end_date"],
  end_hour: ConsultedRow["end_hour"],
  planned_hours: ConsultedRow["planned_hours"],
  planned_days: ConsultedRow["planned_days"],
  worker_type: ConsultedRow["worker_type"],
  joint_committee: ConsultedRow["joint_committee"],
  sub_entity: ConsultedRow["sub_entity"],
  user_committee: ConsultedRow["user_committee"],
  user_enterprise: ConsultedRow["user_enterprise"],
  user_name: ConsultedRow["user_name"],
  details: ConsultedRow["details"],
  cancelled: ConsultedRow["cancelled"],
  last_action: ConsultedRow["last_action"],
  since: ConsultedRow["since"],
  created: ConsultedRow["created"],
  identifiers: ConsultedRow["identifiers"],
];
export type RelationTuple = [
  asked: string,
  employer: EntityId,
  ssin: Ssin,
  start_date: IsoDay,
  end_date: IsoDay | null,
  identifiers: string,
];

export const periodColumns = [
  "asked",
  "number",
  "employer",
  "ssin",
  "start_date",
  "start_hour",
  "end_date",
  "end_hour",
  "planned_hours",
  "planned_days",
  "worker_type",
  "joint_committee",
  "sub_entity",
  "user_committee",
  "user_enterprise",
  "user_name",
  "details",
  "cancelled",
  "last_action",
  "since",
  "created",
  "identifiers",
] as const;
export const relationColumns = ["asked", "employer", "ssin", "start_date", "end_date", "identifiers"] as const;

export function periodRow([
  ,
  number,
  employer,
  ssin,
  start_date,
  start_hour,
  end_date,
  end_hour,
  planned_hours,
  planned_days,
  worker_type,
  joint_committee,
  sub_entity,
  user_committee,
  user_enterprise,
  user_name,
  details,
  cancelled,
  last_action,
  since,
  created,
  identifiers,
]: PeriodTuple): ConsultedRow {
  return {
    number,
    employer,
    ssin,
    start_date,
    start_hour,
    end_date,
    end_hour,
    planned_hours,
    planned_days,
    worker_type,
    joint_committee,
    sub_entity,
    user_committee,
    user_enterprise,
    user_name,
    details,
    cancelled,
    last_action,
    since,
    created,
    identifiers,
  };
}

export function relationRow([, employer, ssin, start_date, end_date, identifiers]: RelationTuple): RelationRow {
  return { employer, ssin, start_date, end_date, identifiers };
}

export function toConsulted(row: ConsultedRow, ssin: Ssin): ConsultedPeriod {
  return {
    ...toEmployment(row),
    id: row.number,
    ssin,
    cancelled: row.cancelled,
    lastAction: row.last_action,
    createdAt: Number(row.created),
    updatedAt: millisecondsOf(row),
    employer: employerIn(row),
  };
}

export function toRelation(row: RelationRow, ssin: string): ConsultedRelation {
  const { start_date: from, end_date: to } = row;
  return { ssin, employer: employerIn(row), days: to === null ? { from } : { from, to } };
}

function employerIn({ employer, identifiers }: Pick<RelationRow, "employer" | "identifiers">): ConsultedEmployer {
  return { ...keptEmployer(employer, identifiers), local: identifiers.includes("ppl:") };
}
