// Periods and registrations as rows of the register, and back.
import type { EntityId } from "../../employers/entity.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { Hour } from "../../kernel/local-time.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { ControlCards, Employment, PlaceOfWork, SmallStatute, UsingEmployer } from "../declaration.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { DailyRegistration, DimonaPeriod, RememberedAnomaly } from "../dimona-period.ts";
import type { Exceeding } from "../quota.ts";

/** The columns of dimona.period that make a period, as the driver gives them: numbers and entities are text. */
export interface PeriodRow {
  readonly number: DimonaNumber;
  readonly employer: EntityId;
  readonly ssin: Ssin;
  readonly start_date: IsoDay;
  readonly start_hour: Hour | null;
  readonly end_date: IsoDay | null;
  readonly end_hour: Hour | null;
  readonly planned_hours: number | null;
  readonly planned_days: number | null;
  readonly worker_type: string;
  readonly joint_committee: string | null;
  readonly sub_entity: string | null;
  readonly user_committee: string | null;
  readonly user_enterprise: string | null;
  readonly user_name: string | null;
  readonly details: PeriodDetails | null;
  readonly cancelled: boolean;
  readonly locked: boolean;
  readonly late: boolean;
  readonly anomalies: readonly RememberedAnomaly[];
  readonly exceeding: readonly Exceeding[];
  readonly flexi_job: "accepted" | "refused" | null;
  readonly last_action: DimonaPeriod["lastAction"];
}

/** Since when a row is known: microseconds since the epoch, as the driver gives a bigint. */
export interface Known {
  readonly since: string;
}

interface PeriodDetails {
  readonly userAddress?: UsingEmployer["address"];
  readonly controlCards?: ControlCards | undefined;
  readonly placeOfWork?: PlaceOfWork | undefined;
  readonly smallStatute?: SmallStatute | undefined;
}

export interface RegistrationRow {
  readonly number: DimonaNumber;
  readonly period: DimonaNumber;
  readonly start_date: IsoDay;
  readonly start_hour: Hour;
  readonly end_date: IsoDay;
  readonly end_hour: Hour | null;
  readonly cancelled: boolean;
}

/** What the columns say of the work; of the others, only toPeriod speaks. */
export type EmploymentRow = Omit<
  PeriodRow,
  | "number"
  | "employer"
  | "ssin"
  | "cancelled"
  | "locked"
  | "late"
  | "anomalies"
  | "exceeding"
  | "flexi_job"
  | "last_action"
>;

export function toEmployment(row: EmploymentRow): Employment {
  const { userAddress, controlCards, placeOfWork, smallStatute } = row.details ?? {};
  const user = present({
    jointCommittee: row.user_committee,
    enterpriseNumber: row.user_enterprise,
    name: row.user_name,
    address: userAddress ?? null,
  });
  return {
    span: {
      startDate: row.start_date,
      ...present({
        startHour: row.start_hour,
        endDate: row.end_date,
        endHour: row.end_hour,
        plannedHours: row.planned_hours,
        plannedDays: row.planned_days,
      }),
    },
    features: {
      workerType: row.worker_type,
      ...present({ jointCommittee: row.joint_committee, subEntity: row.sub_entity }),
      ...(Object.keys(user).length === 0 ? {} : { user }),
    },
    ...present({ controlCards, placeOfWork, smallStatute }),
  };
}

export function toPeriod(row: PeriodRow & Known): DimonaPeriod {
  return {
    id: row.number,
    employer: row.employer,
    ssin: row.ssin,
    ...toEmployment(row),
    cancelled: row.cancelled,
    locked: row.locked,
    late: row.late,
    anomalies: row.anomalies,
    exceeding: row.exceeding,
    ...present({ flexiJob: row.flexi_job }),
    lastAction: row.last_action,
    updatedAt: millisecondsOf(row),
  };
}

export function fromPeriod(period: DimonaPeriod): PeriodRow {
  const { span, features, controlCards, placeOfWork, smallStatute } = period;
  const { user } = features;
  const details: PeriodDetails = present({ userAddress: user?.address, controlCards, placeOfWork, smallStatute });
  return {
    number: period.id,
    employer: period.employer,
    ssin: period.ssin,
    start_date: span.startDate,
    start_hour: span.startHour ?? null,
    end_date: span.endDate ?? null,
    end_hour: span.endHour ?? null,
    planned_hours: span.plannedHours ?? null,
    planned_days: span.plannedDays ?? null,
    worker_type: features.workerType,
    joint_committee: features.jointCommittee ?? null,
    sub_entity: features.subEntity ?? null,
    user_committee: user?.jointCommittee ?? null,
    user_enterprise: user?.enterpriseNumber ?? null,
    user_name: user?.name ?? null,
    details: Object.keys(details).length === 0 ? null : details,
    cancelled: period.cancelled,
    locked: period.locked,
    late: period.late,
    anomalies: period.anomalies,
    exceeding: period.exceeding,
    flexi_job: period.flexiJob ?? null,
    last_action: period.lastAction,
  };
}

export function toRegistration(row: RegistrationRow & Known): DailyRegistration {
  const { number, period, start_date, start_hour, end_date, end_hour, cancelled } = row;
  const day = { startDate: start_date, startHour: start_hour, endDate: end_date, ...present({ endHour: end_hour }) };
  return { id: number, periodId: period, day, cancelled, updatedAt: millisecondsOf(row) };
}

export function fromRegistration({ id, periodId, day, cancelled }: DailyRegistration): RegistrationRow {
  return {
    number: id,
    period: periodId,
    start_date: day.startDate,
    start_hour: day.startHour,
    end_date: day.endDate,
    end_hour: day.endHour ?? null,
    cancelled,
  };
}

export function millisecondsOf({ since }: Known): number {
  return Math.floor(Number(since) / 1000);
}

type Present<Parts> = { [Part in keyof Parts]?: Exclude<Parts[Part], null | undefined> };

/** The parts that are there. */
function present<Parts extends object>(parts: Parts): Present<Parts> {
  const there: Partial<Parts> = {};
  for (const name in parts) if (parts[name] !== null && parts[name] !== undefined) there[name] = parts[name];
  return there as Present<Parts>; // of the same parts, and none of them null
}
