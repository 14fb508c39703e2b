// Periods and relations as institutions ask for them: those of one person, in one statement for all who ask at once, or those of an
// employer.
import { readFileSync } from "node:fs";
import type { Reader } from "../../database/reader.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { Clock } from "../../kernel/clock.ts";
import { type IsoDay, today } from "../../kernel/day.ts";
import type { Period } from "../../kernel/period.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { Employment } from "../declaration.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { type KeptEmployer, keptEmployer } from "./kept.ts";
import { type RunQuery, readWorkers } from "./parties.ts";
import { type EmploymentRow, type Known, millisecondsOf, type PeriodRow, toEmployment } from "./rows.ts";

/** All of it rejects with DatabaseUnavailable. Workers stand under their numbers of today. */
export interface Consultation {
  /** Also those under numbers that this one took the place of; the latest first, as are all others. */
  periodsOf(ssin: string): Promise<readonly ConsultedPeriod[]>;
  /** Undefined where there are more than that. */
  periodsAskedFor(asked: PeriodsAskedFor, most: number): Promise<readonly ConsultedPeriod[] | undefined>;
  /** One for each employer. */
  relationsOf(ssin: string): Promise<readonly ConsultedRelation[]>;
  relationsAskedFor(asked: RelationsAskedFor, most: number): Promise<readonly ConsultedRelation[] | undefined>;
}

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

/** What is absent does not matter, but for one of employer and number. */
export interface PeriodsAskedFor {
  readonly employer?: EntityId | undefined;
  readonly number?: DimonaNumber | undefined;
  readonly days: Required<Period>;
  readonly workerTypes?: readonly string[] | undefined;
  readonly jointCommittees?: readonly string[] | undefined;
  readonly cancelled?: boolean | undefined;
  readonly userEnterprise?: string | undefined;
  readonly subEntity?: string | undefined;
  /** Temporary agency work, or all other. */
  readonly interim?: boolean | undefined;
  /** Only what began or ended within the days. */
  readonly startedOrEnded?: boolean | undefined;
}

export interface RelationsAskedFor {
  readonly employer: EntityId;
  readonly days: Required<Period>;
}

export function createConsultation(reader: Reader, clock: Clock): Consultation {
  const moment = () => ({ known: new Date(clock.now()).toISOString(), today: today(clock) });
  const parameters = (): readonly unknown[] => Object.values(moment());
  const ofPerson = <Row extends readonly [asked: string, ...columns: unknown[]]>(
    name: string,
    columns: { readonly [Column in keyof Row]: string },
  ) =>
    reader.lookup<Row, string>({
      name: `dimona-${name}`,
      sql: statement(name),
      columns,
      keyOf: ([asked]) => asked,
      parameters,
    });
  const periodRows = ofPerson<PeriodTuple>("periods-of-workers", periodColumns);
  const relationRows = ofPerson<RelationTuple>("relations-of-workers", relationColumns);
  const run: RunQuery = async ({ text }, values) => ({ rows: await reader.query(text, values) });
  /** By the number under which they were declared. */
  const workersOf = (rows: readonly { readonly ssin: Ssin }[]) =>
    readWorkers(run, new Set(rows.map(({ ssin }) => ssin)), moment());

  return {
    periodsOf: async (ssin) => {
      const rows = await periodRows(ssin);
      return rows.map((row) => toConsulted(periodRow(row), ssin as Ssin)); // known to the person register
    },
    periodsAskedFor: async (asked, most) => {
      const { employer, number, days, workerTypes, jointCommittees, cancelled } = asked;
      const { userEnterprise, subEntity, interim, startedOrEnded } = asked;
      const rows = await reader.query<ConsultedRow>(periodsAskedFor, [
        ...parameters(),
        employer ?? null,
        number ?? null,
        days.from,
        days.to,
        workerTypes ?? null,
        jointCommittees ?? null,
        cancelled ?? null,
        userEnterprise ?? null,
        subEntity ?? null,
        interim ?? null,
        startedOrEnded ?? null,
        most + 1,
      ]);
      if (rows.length > most) return undefined;
      const workers = await workersOf(rows);
      return rows.map((row) => toConsulted(row, workers.get(row.ssin) ?? row.ssin));
    },
    relationsOf: async (ssin) =>
      oneForEach((await relationRows(ssin)).map((row) => toRelation(relationRow(row), ssin))),
    relationsAskedFor: async ({ employer, days }, most) => {
      const rows = await reader.query<RelationRow>(relationsAskedFor, [
        ...parameters(),
        employer,
        days.from,
        days.to,
        most + 1,
      ]);
      if (rows.length > most) return undefined;
      const workers = await workersOf(rows);
      return oneForEach(rows.map((row) => toRelation(row, workers.get(row.ssin) ?? row.ssin)));
    },
  };
}

interface ConsultedRow
  extends EmploymentRow,
    Known,
    Pick<PeriodRow, "number" | "employer" | "ssin" | "cancelled" | "last_action"> {
  /** Milliseconds since the epoch. */
  readonly created: string;
  readonly identifiers: string;
}

interface RelationRow {
  readonly employer: EntityId;
  readonly ssin: Ssin;
  readonly start_date: IsoDay;
  readonly end_date: IsoDay | null;
  readonly identifiers: string;
}

/** Rows of the look-ups: a key, then columns in the order of the statement. Made into objects one by one, which is what costs time here. */
type PeriodTuple = [
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
type RelationTuple = [
  asked: string,
  employer: EntityId,
  ssin: Ssin,
  start_date: IsoDay,
  end_date: IsoDay | null,
  identifiers: string,
];

const periodColumns = [
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
const relationColumns = ["asked", "employer", "ssin", "start_date", "end_date", "identifiers"] as const;

function periodRow([
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

function relationRow([, employer, ssin, start_date, end_date, identifiers]: RelationTuple): RelationRow {
  return { employer, ssin, start_date, end_date, identifiers };
}

function toConsulted(row: ConsultedRow, ssin: Ssin): ConsultedPeriod {
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

function toRelation(row: RelationRow, ssin: string): ConsultedRelation {
  const { start_date: from, end_date: to } = row;
  return { ssin, employer: employerIn(row), days: to === null ? { from } : { from, to } };
}

/** Somebody who was declared under two numbers has had one relation, not two. */
function oneForEach(relations: readonly ConsultedRelation[]): readonly ConsultedRelation[] {
  const byParties = Map.groupBy(relations, ({ ssin, employer }) => `${employer.entity} ${ssin}`);
  return [...byParties.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return [{ ...first, days: others.reduce((whole, { days }) => spanned(whole, days), first.days) }];
  });
}

function spanned(a: Period, b: Period): Period {
  const from = a.from < b.from ? a.from : b.from;
  if (a.to === undefined || b.to === undefined) return { from };
  return { from, to: a.to > b.to ? a.to : b.to };
}

function employerIn({ employer, identifiers }: Pick<RelationRow, "employer" | "identifiers">): ConsultedEmployer {
  return { ...keptEmployer(employer, identifiers), local: identifiers.includes("ppl:") };
}

function statement(name: string): string {
  return readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8");
}

const periodsAskedFor = statement("periods-asked-for");
const relationsAskedFor = statement("relations-asked-for");
