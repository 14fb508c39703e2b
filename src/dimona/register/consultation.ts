// Periods and relations as institutions ask for them: those of one person, in one statement for all who ask at once, or those of an
// employer.
import { readFileSync } from "node:fs";
import type { Reader } from "../../database/reader.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { Clock } from "../../kernel/clock.ts";
import { today } from "../../kernel/day.ts";
import type { Period } from "../../kernel/period.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import {
  type ConsultedPeriod,
  type ConsultedRelation,
  type ConsultedRow,
  type PeriodTuple,
  periodColumns,
  periodRow,
  type RelationRow,
  type RelationTuple,
  relationColumns,
  relationRow,
  toConsulted,
  toRelation,
} from "./consulted-rows.ts";
import { type RunQuery, readWorkers } from "./parties.ts";

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
      return rows.map((row) => toConsulted(row, workers.get(row.ssin)?.ssin ?? row.ssin));
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
      return oneForEach(rows.map((row) => toRelation(row, workers.get(row.ssin)?.ssin ?? row.ssin)));
    },
  };
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

function statement(name: string): string {
  return readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8");
}

const periodsAskedFor = statement("periods-asked-for");
const relationsAskedFor = statement("relations-asked-for");
