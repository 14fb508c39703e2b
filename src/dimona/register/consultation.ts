// Periods and relations as institutions ask for them: those of one person, in one statement for all who ask at once, or those of an
// employer.
import { readFileSync } from "node:fs";
import type { Reader } from "../../database/reader.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { Clock } from "../../kernel/clock.ts";
import { type IsoDay, today } from "../../kernel/day.ts";
import type { Period } from "../../kernel/period.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { type KeptEmployer, keptEmployer } from "./kept.ts";
import { type RunQuery, readWorkers } from "./parties.ts";
import { type Known, type PeriodRow, toPeriod } from "./rows.ts";

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

export interface ConsultedPeriod {
  readonly period: DimonaPeriod;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
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
}

export interface RelationsAskedFor {
  readonly employer: EntityId;
  readonly days: Required<Period>;
}

export function createConsultation(reader: Reader, clock: Clock): Consultation {
  const moment = () => ({ known: new Date(clock.now()).toISOString(), today: today(clock) });
  const parameters = (): readonly unknown[] => Object.values(moment());
  const ofPerson = <Row extends readonly unknown[]>(
    name: string,
    columns: { readonly [Column in keyof Row]: string },
  ) =>
    reader.lookup<Row, string>({
      name: `dimona-${name}`,
      sql: statement(name),
      columns,
      keyOf: (row) => String(row[0]),
      parameters,
    });
  const periodRows = ofPerson<unknown[]>("periods-of-workers", ["asked", ...periodColumns]);
  const relationRows = ofPerson<unknown[]>("relations-of-workers", ["asked", ...relationColumns]);
  const run: RunQuery = async ({ text }, values) => ({ rows: await reader.query(text, values) });
  /** By the number under which they were declared. */
  const workersOf = (rows: readonly { readonly ssin: Ssin }[]) =>
    readWorkers(run, new Set(rows.map(({ ssin }) => ssin)), moment());

  return {
    periodsOf: async (ssin) => {
      const rows = await periodRows(ssin);
      return rows.map((row) => toConsulted(named<ConsultedRow>(periodColumns, row), ssin as Ssin)); // known to the person register
    },
    periodsAskedFor: async (
      { employer, number, days, workerTypes, jointCommittees, cancelled, userEnterprise },
      most,
    ) => {
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
        most + 1,
      ]);
      if (rows.length > most) return undefined;
      const workers = await workersOf(rows);
      return rows.map((row) => toConsulted(row, workers.get(row.ssin) ?? row.ssin));
    },
    relationsOf: async (ssin) =>
      oneForEach((await relationRows(ssin)).map((row) => toRelation(named<RelationRow>(relationColumns, row), ssin))),
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

interface ConsultedRow extends PeriodRow, Known {
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

const periodColumns: readonly (keyof ConsultedRow)[] = [
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
  "locked",
  "late",
  "anomalies",
  "exceeding",
  "flexi_job",
  "last_action",
  "since",
  "created",
  "identifiers",
];
const relationColumns: readonly (keyof RelationRow)[] = ["employer", "ssin", "start_date", "end_date", "identifiers"];

/** A row of a look-up, behind its key, by the names that the look-up holds against the server's answer. */
function named<Row>(columns: readonly (keyof Row & string)[], values: readonly unknown[]): Row {
  return Object.fromEntries(columns.map((column, place) => [column, values[place + 1]])) as Row;
}

function toConsulted(row: ConsultedRow, ssin: Ssin): ConsultedPeriod {
  return {
    period: { ...toPeriod(row), ssin },
    createdAt: Number(row.created),
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
    return others.reduce((whole, { days }) => ({ ...whole, days: spanned(whole.days, days) }), first);
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
