// Periods that are simply there, with the relations that they make: for tests of who may see them, not of how they came.
import { readFileSync } from "node:fs";
import type { Client } from "pg";
import type { Features } from "../src/dimona/declaration.ts";
import { type DimonaNumber, dimonaNumberOf } from "../src/dimona/dimona-number.ts";
import type { DimonaPeriod } from "../src/dimona/dimona-period.ts";
import { fromPeriod } from "../src/dimona/register/rows.ts";
import type { EntityId } from "../src/employers/entity.ts";
import type { Ssin } from "../src/kernel/ssin.ts";
import { type SpanText, spanOf } from "./dimona-declarations.ts";

export interface GivenPeriod extends Partial<Omit<DimonaPeriod, "employer" | "ssin" | "span" | "features">> {
  /** The enterprise number of the employer. */
  readonly employer: string;
  readonly ssin: string;
  readonly span: SpanText;
  readonly features?: Partial<Features>;
  /** Since when it is known in this form; the day before the first day of 2026 unless told. */
  readonly knownFrom?: string;
}

/** Numbers that no declaration of the test gets. */
let serial = 9_000_000_000;

/** Gives their numbers, in the order in which they were given. */
export async function addPeriods(client: Client, given: readonly GivenPeriod[]): Promise<readonly DimonaNumber[]> {
  const { rows: entities } = await client.query<{ identifier: string; entity: EntityId }>(
    "select identifier, entity from employers.identifier where identifier = any ($1)",
    [given.map(({ employer }) => `cbe:${employer}`)],
  );
  const byNumber = new Map(entities.map(({ identifier, entity }) => [identifier.slice(4), entity]));
  const rows = given.map(({ employer, ssin, span, features, knownFrom = "2025-12-31", ...special }) => {
    const entity = byNumber.get(employer);
    if (entity === undefined) throw new Error(`no employer has the enterprise number ${employer}`);
    serial += 1;
    const number = dimonaNumberOf(serial);
    const period: DimonaPeriod = {
      id: number,
      employer: entity,
      ssin: ssin as Ssin, // of the population
      span: spanOf(span),
      features: { workerType: "OTH", jointCommittee: "XXX", ...features },
      cancelled: false,
      locked: false,
      late: false,
      anomalies: [],
      exceeding: [],
      lastAction: "in",
      ...special,
    };
    return { ...fromPeriod(period), declaration: number, known_from: knownFrom, known_until: "infinity" };
  });
  await client.query(statement("add-periods"), [JSON.stringify(rows)]);
  await client.query(statement("relate"), [
    rows.map(({ employer }) => employer),
    rows.map(({ ssin }) => ssin),
    "2025-12-31",
  ]);
  return rows.map(({ number }) => number);
}

function statement(name: string): string {
  return readFileSync(new URL(`../src/dimona/register/${name}.sql`, import.meta.url), "utf8");
}
