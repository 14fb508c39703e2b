// What is taken of the quotas that a batch of declarations touches: what the register has, and what the batch itself has changed.
import type { EntityId } from "../../employers/entity.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { type QuotaCount, type QuotaUse, quotaCountsOf } from "../quota.ts";
import type { QuotaKind, QuotaUnit } from "../quota-limits.ts";

/** One row of dimona.quota_use: what one period takes of one quota. */
export interface QuotaEntry extends QuotaKey {
  readonly unit: QuotaUnit;
  readonly ssin: Ssin;
  readonly day: IsoDay | null;
  /** 0 where the period lies outside the quota. */
  readonly amount: number;
}

export interface QuotaKey {
  readonly kind: QuotaKind;
  readonly holder: string;
  readonly span: string;
}

export interface Parties {
  readonly employer: EntityId;
  readonly ssin: Ssin;
}

/** What the register has: by quota, and how many periods share a day that somebody asks about. */
export interface QuotaTotals {
  readonly totals: readonly (QuotaKey & { readonly hours: number; readonly days: number })[];
  readonly days: readonly (QuotaKey & { readonly ssin: Ssin; readonly day: IsoDay; readonly periods: number })[];
}

export interface QuotaLedger {
  /** What others have taken of the quota of a count; `own` is the period that is declared on. */
  use(count: QuotaCount, parties: Parties, own: DimonaPeriod | undefined): QuotaUse;
  /** Takes note of a period that the batch has made or changed. */
  replace(before: DimonaPeriod | undefined, after: DimonaPeriod): void;
}

/** The rows of a period; none where it is cancelled. */
export function quotaEntriesOf(period: DimonaPeriod): readonly QuotaEntry[] {
  if (period.cancelled) return [];
  return quotaCountsOf(period, period).map((count) => ({
    ...quotaKeyOf(count, period),
    unit: count.unit,
    ssin: period.ssin,
    day: count.day ?? null,
    amount: count.outside ? 0 : count.amount,
  }));
}

export function quotaKeyOf({ kind, holder, span }: QuotaCount, { employer, ssin }: Parties): QuotaKey {
  return { kind, holder: holder === "worker" ? `worker:${ssin}` : `employer:${employer}`, span };
}

export function createQuotaLedger({ totals, days }: QuotaTotals): QuotaLedger {
  const hoursTaken = new Map(totals.map((row) => [keyText(row), row.hours]));
  const daysTaken = new Map(totals.map((row) => [keyText(row), row.days]));
  const periodsOfDay = new Map(days.map((row) => [dayText(row), row.periods]));

  const change = (entry: QuotaEntry, by: 1 | -1): void => {
    const key = keyText(entry);
    if (entry.day === null) {
      hoursTaken.set(key, (hoursTaken.get(key) ?? 0) + by * entry.amount);
      return;
    }
    const day = dayText({ ...entry, day: entry.day });
    const before = periodsOfDay.get(day) ?? 0;
    periodsOfDay.set(day, before + by);
    if (before === 0 || before + by === 0) daysTaken.set(key, (daysTaken.get(key) ?? 0) + by);
  };

  return {
    use: (count, parties, own) => {
      const key = quotaKeyOf(count, parties);
      const text = keyText(key);
      const mine = own === undefined ? undefined : quotaEntriesOf(own).find((entry) => keyText(entry) === text);
      if (count.day === undefined) {
        return { used: (hoursTaken.get(text) ?? 0) - (mine?.amount ?? 0), dayCounted: false };
      }
      const others = (day: IsoDay) =>
        (periodsOfDay.get(dayText({ ...key, ssin: parties.ssin, day })) ?? 0) - (mine?.day === day ? 1 : 0);
      const onlyMine = mine?.day !== undefined && mine.day !== null && others(mine.day) === 0 ? 1 : 0;
      return { used: (daysTaken.get(text) ?? 0) - onlyMine, dayCounted: others(count.day) > 0 };
    },
    replace: (before, after) => {
      if (before !== undefined) for (const entry of quotaEntriesOf(before)) change(entry, -1);
      for (const entry of quotaEntriesOf(after)) change(entry, 1);
    },
  };
}

function keyText({ kind, holder, span }: QuotaKey): string {
  return `${kind} ${holder} ${span}`;
}

function dayText(row: QuotaKey & { readonly ssin: Ssin; readonly day: IsoDay }): string {
  return `${keyText(row)} ${row.ssin} ${row.day}`;
}
