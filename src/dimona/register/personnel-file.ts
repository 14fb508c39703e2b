// The periods and registrations that a batch of declarations works on: as the register has them, then as each declaration leaves them.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import { together } from "../../database/together.ts";
import type { Change } from "../decision.ts";
import { type DimonaNumber, parseDimonaNumber } from "../dimona-number.ts";
import type { DailyRegistration, DimonaPeriod } from "../dimona-period.ts";
import type { Needs } from "./needs.ts";
import { createQuotaLedger, type Parties, type QuotaLedger, type QuotaTotals } from "./quota-ledger.ts";
import { type Known, type PeriodRow, type RegistrationRow, toPeriod, toRegistration } from "./rows.ts";

export interface PersonnelFile {
  /** By the number of the period, or of one of its registrations. */
  period(number: string): DimonaPeriod | undefined;
  periodsOf(parties: Parties): readonly DimonaPeriod[];
  registration(number: string): DailyRegistration | undefined;
  registrationsOf(period: DimonaNumber): readonly DailyRegistration[];
  readonly quotas: QuotaLedger;
  /** Since when the present version of a period or registration is known, in microseconds; 0 for none. */
  since(number: DimonaNumber): number;
  /** Takes what a declaration made, for those after it in the batch. */
  keep(change: Change, at: number): void;
}

/** Reads, under the claims of the batch, what its declarations name and what lies near it. */
export async function readPersonnelFile(
  client: ClientBase,
  named: readonly string[],
  needsOf: (period: (number: string) => DimonaPeriod | undefined) => readonly Needs[],
): Promise<PersonnelFile> {
  const periods = new Map<string, DimonaPeriod>();
  const byName = new Map<string, string>();
  const since = new Map<string, number>();
  const addPeriod = (row: PeriodRow & Known): void => {
    periods.set(row.number, toPeriod(row));
    since.set(row.number, Number(row.since));
  };
  const numbers = named.filter((number) => parseDimonaNumber(number).ok);
  const registrations = new Map<string, DailyRegistration>();
  if (numbers.length > 0) {
    const found = await client.query<PeriodRow & Known & { named: string }>({
      name: "dimona-named-periods",
      text: statements.named,
      values: [numbers],
    });
    for (const row of found.rows) {
      addPeriod(row);
      byName.set(row.named, row.number);
    }
  }
  const period = (number: string) => periods.get(byName.get(number) ?? number);
  const needs = needsOf(period);
  const [ofPeriods, nearby, quotaTotals] = await together(
    readRegistrations(client, [...periods.keys()]),
    readNearby(client, needs),
    readQuotas(client, needs),
  );
  const quotas = createQuotaLedger(quotaTotals);
  for (const row of nearby) addPeriod(row);
  for (const row of ofPeriods) {
    registrations.set(row.number, toRegistration(row));
    since.set(row.number, Number(row.since));
  }
  return {
    period,
    periodsOf: ({ employer, ssin }) =>
      [...periods.values()].filter((one) => one.employer === employer && one.ssin === ssin),
    registration: (number) => registrations.get(number),
    registrationsOf: (number) => [...registrations.values()].filter(({ periodId }) => periodId === number),
    quotas,
    since: (number) => since.get(number) ?? 0,
    keep: (change, at) => {
      since.set(change.after.id, at);
      if (change.kind === "registration") {
        registrations.set(change.after.id, change.after);
        byName.set(change.after.id, change.period.id);
        return;
      }
      periods.set(change.after.id, change.after);
      quotas.replace(change.before, change.after);
    },
  };
}

async function readNearby(client: ClientBase, needs: readonly Needs[]): Promise<readonly (PeriodRow & Known)[]> {
  const around = needs.flatMap((need) => need.around ?? []);
  if (around.length === 0) return [];
  const { rows } = await client.query<PeriodRow & Known>({
    name: "dimona-nearby-periods",
    text: statements.nearby,
    values: [
      around.map(({ employer }) => employer),
      around.map(({ ssin }) => ssin),
      around.map(({ first }) => first),
      around.map(({ last }) => last ?? null),
    ],
  });
  return rows;
}

async function readRegistrations(
  client: ClientBase,
  periods: readonly string[],
): Promise<readonly (RegistrationRow & Known)[]> {
  if (periods.length === 0) return [];
  const { rows } = await client.query<RegistrationRow & Known>({
    name: "dimona-registrations",
    text: statements.registrations,
    values: [periods],
  });
  return rows;
}

async function readQuotas(client: ClientBase, needs: readonly Needs[]): Promise<QuotaTotals> {
  const keys = new Map(
    needs.flatMap(({ quotas }) => quotas).map((key) => [`${key.kind} ${key.holder} ${key.span}`, key]),
  );
  if (keys.size === 0) return { totals: [], days: [] };
  const asked = [...keys.values()];
  const days = needs.flatMap((need) => need.days);
  const columns = (rows: typeof asked) => [
    rows.map(({ kind }) => kind),
    rows.map(({ holder }) => holder),
    rows.map(({ span }) => span),
  ];
  const [totals, ofDays] = await together(
    client.query<QuotaTotals["totals"][number]>({
      name: "dimona-quota-totals",
      text: statements.totals,
      values: columns(asked),
    }),
    days.length === 0
      ? Promise.resolve(undefined)
      : client.query<QuotaTotals["days"][number]>({
          name: "dimona-quota-days",
          text: statements.days,
          values: [...columns(days), days.map(({ ssin }) => ssin), days.map(({ day }) => day)],
        }),
  );
  return { totals: totals.rows, days: ofDays?.rows ?? [] };
}

function statement(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

const statements = {
  named: statement("named-periods.sql"),
  nearby: statement("nearby-periods.sql"),
  registrations: statement("registrations.sql"),
  totals: statement("quota-totals.sql"),
  days: statement("quota-days.sql"),
} as const;
