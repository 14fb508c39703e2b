// Reading the register: what was declared and decided, periods, relations, daily registrations, and who may see them.
import { readFileSync } from "node:fs";
import type { Reader } from "../../database/reader.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { Identifier } from "../../employers/identifier.ts";
import type { Clock } from "../../kernel/clock.ts";
import { type IsoDay, today } from "../../kernel/day.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { EmployerNumbers } from "../declaration.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { DailyRegistration, DimonaPeriod } from "../dimona-period.ts";
import { type Employer, employerOf } from "../employer.ts";
import { createKeptDeclarations } from "./declarations.ts";
import {
  findIdentityChanges,
  type IdentityChange,
  type IdentityChangeCriteria,
  readIdentityChange,
} from "./identity-changes.ts";
import type { KeptDeclaration } from "./kept.ts";
import { findNamedWorkers, type NamedAmong, type WorkerName } from "./named-workers.ts";
import { foundBy, identifiersOf, type RunQuery, readEmployers, readWorkers } from "./parties.ts";
import { type Known, type PeriodRow, type RegistrationRow, toPeriod, toRegistration } from "./rows.ts";
import type { MandateCheck } from "./surroundings.ts";

/** All of it rejects with DatabaseUnavailable. */
export interface DimonaReader {
  /** The declaration with its last decision. */
  declaration(number: DimonaNumber): Promise<KeptDeclaration | undefined>;
  period(number: DimonaNumber): Promise<DimonaPeriod | undefined>;
  registration(number: DimonaNumber): Promise<DailyRegistration | undefined>;
  employer(numbers: EmployerNumbers): Promise<Employer | undefined>;
  employerWith(entity: EntityId): Promise<Employer | undefined>;
  /** May who has this identifier see what belongs to the employer: as itself, or by a mandate that holds today? */
  maySee(sender: Identifier | undefined, employer: EntityId): Promise<boolean>;
  /** The number of today. */
  worker(ssin: string): Promise<Ssin | undefined>;
  /** Who has this name in the file of the employer. */
  namedWorkers(employer: EntityId, name: WorkerName, among: NamedAmong): Promise<readonly Ssin[]>;
  declarations(found: DeclarationCriteria, page: Page): Promise<readonly KeptDeclaration[]>;
  periods(found: PeriodCriteria, page: Page): Promise<readonly DimonaPeriod[]>;
  relations(found: RelationCriteria, page: Page): Promise<readonly FoundRelation[]>;
  identityChanges(found: IdentityChangeCriteria, page: Page): Promise<readonly IdentityChange[]>;
  identityChange(number: string): Promise<IdentityChange | undefined>;
}

/** What is absent does not matter. */
interface Criteria {
  readonly employer: EntityId;
  /** By their numbers of today. */
  readonly workers?: readonly string[] | undefined;
}

interface Characteristics {
  readonly workerTypes?: readonly string[] | undefined;
  readonly jointCommittee?: string | undefined;
  readonly userEnterprise?: string | undefined;
}

export interface DeclarationCriteria extends Criteria, Characteristics {
  /** Moments, from the first to before the second. */
  readonly receivedFrom?: string | undefined;
  readonly receivedBefore?: string | undefined;
  readonly results?: readonly string[] | undefined;
}

export interface PeriodCriteria extends Criteria, Characteristics {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly states?: readonly string[] | undefined;
  readonly isLate?: boolean | undefined;
  readonly subEntity?: string | undefined;
}

export interface RelationCriteria extends Criteria {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface Page {
  readonly size: number;
  readonly skipped: number;
}

export interface FoundRelation {
  readonly ssin: Ssin;
  readonly startDate: IsoDay;
  readonly endDate: IsoDay | undefined;
}

export function createDimonaReader(reader: Reader, clock: Clock, mandates: MandateCheck): DimonaReader {
  const kept = createKeptDeclarations(reader, clock);
  const run: RunQuery = async (statement, values) => ({ rows: await reader.query(statement.text, values) });
  const moment = () => ({ known: new Date(clock.now()).toISOString(), today: today(clock) });
  const allKept = async (numbers: readonly DimonaNumber[]) =>
    (await Promise.all(numbers.map((number) => kept(number)))).filter((one) => one !== undefined);

  return {
    declaration: kept,
    period: async (number) => {
      const [row] = await reader.query<PeriodRow & Known>(statements.period, [number]);
      return row === undefined ? undefined : toPeriod(row);
    },
    registration: async (number) => {
      const [row] = await reader.query<RegistrationRow & Known>(statements.registration, [number]);
      return row === undefined ? undefined : toRegistration(row);
    },
    employer: async (numbers) => {
      const { named } = await readEmployers(run, identifiersOf(numbers), [], moment());
      return employerOf(numbers, foundBy(numbers, named));
    },
    employerWith: async (entity) => (await readEmployers(run, [], [entity], moment())).byEntity.get(entity),
    maySee: async (sender, employer) => {
      if (sender === undefined) return false;
      const { named } = await readEmployers(run, [sender], [], moment());
      const entity = named.get(sender)?.key;
      if (entity === undefined || entity === employer) return entity === employer;
      const [held] = await mandates(run, [{ mandator: employer, mandatary: entity }], moment());
      return held === true;
    },
    worker: async (ssin) => (await readWorkers(run, new Set([ssin]), moment())).get(ssin)?.ssin,
    namedWorkers: (employer, name, among) => findNamedWorkers(reader, employer, name, among),
    declarations: async (found, page) => {
      const { employer, workers, receivedFrom, receivedBefore, results } = found;
      const rows = await reader.query<{ number: DimonaNumber }>(statements.declarations, [
        employer,
        workers ?? null,
        receivedFrom ?? null,
        receivedBefore ?? null,
        results ?? null,
        ...characteristicsIn(found),
        page.size,
        page.skipped,
      ]);
      return allKept(rows.map(({ number }) => number));
    },
    periods: async (found, page) => {
      const { employer, workers, from, to, states, isLate, subEntity } = found;
      const rows = await reader.query<PeriodRow & Known>(statements.periods, [
        employer,
        workers ?? null,
        from ?? null,
        to ?? null,
        states ?? null,
        isLate ?? null,
        subEntity ?? null,
        ...characteristicsIn(found),
        page.size,
        page.skipped,
      ]);
      return rows.map(toPeriod);
    },
    relations: async ({ employer, workers, from, to }, page) => {
      const rows = await reader.query<{ ssin: Ssin; start_date: IsoDay; end_date: IsoDay | null }>(
        statements.relations,
        [employer, workers ?? null, from ?? null, to ?? null, page.size, page.skipped],
      );
      return rows.map((row) => ({ ssin: row.ssin, startDate: row.start_date, endDate: row.end_date ?? undefined }));
    },
    identityChanges: (found, page) => findIdentityChanges(reader, found, page),
    identityChange: (number) => readIdentityChange(reader, number),
  };
}

function characteristicsIn({ workerTypes, jointCommittee, userEnterprise }: Characteristics): readonly unknown[] {
  return [workerTypes ?? null, jointCommittee ?? null, userEnterprise ?? null];
}

function statement(name: string): string {
  return readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8");
}

const statements = {
  period: statement("period"),
  registration: statement("registration"),
  declarations: statement("found-declarations"),
  periods: statement("found-periods"),
  relations: statement("found-relations"),
} as const;
