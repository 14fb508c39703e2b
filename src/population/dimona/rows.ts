// The rows of the register while it is being made: the writer's statements, carried out in memory. A row leaves once it is final.
import type { DimonaPeriod } from "../../dimona/dimona-period.ts";
import type { Parties } from "../../dimona/register/quota-ledger.ts";
import type { Run, WriteStatement } from "../../dimona/register/record.ts";
import { momentText } from "../../dimona/register/versions.ts";

export type DimonaTable = "declaration" | "notification" | "period" | "relation" | "daily_registration" | "quota_use";

export type Cell = string | number | boolean | null | object;
export type Row = Readonly<Record<string, Cell>>;
export type Emit = (table: DimonaTable, row: Row) => void;

export interface MemoryRows {
  /** Carries out a statement of the writer. */
  readonly run: Run;
  /** From a moment on an agent of the RSZ works on a period. */
  lock(period: string, moment: string): void;
  /** Emits what nothing has closed. */
  finish(): void;
}

/** `periodsOf`: the periods of an employer and a worker as they are now. */
export function createRows(emit: Emit, periodsOf: (parties: Parties) => readonly DimonaPeriod[]): MemoryRows {
  const waiting = new Map<string, { readonly row: Row; readonly notifications: readonly Row[] }>();
  const periods = createHeld("period", emit);
  const registrations = createHeld("daily_registration", emit);
  const quotas = createHeld("quota_use", emit);
  const relations = createHeld("relation", emit);

  const relate = (parties: Parties, moment: string): void => {
    const { employer, ssin } = parties;
    const spans = periodsOf(parties).flatMap(({ cancelled, span }) => (cancelled ? [] : [span]));
    const [first = null] = spans.map(({ startDate }) => startDate).sort();
    const ends = spans.map(({ endDate }) => endDate ?? null);
    const last = ends.includes(null) ? null : (ends.toSorted().at(-1) ?? null);
    const key = `${employer} ${ssin}`;
    const [before] = relations.at(key);
    if ((before?.start_date ?? null) === first && (before?.end_date ?? null) === last) return;
    const at = before === undefined ? moment : laterThan(String(before.known_from), moment);
    relations.close(key, at);
    if (first === null) return;
    relations.add(key, { employer, ssin, start_date: first, end_date: last, known_from: at });
  };

  const declared = (number: string) => {
    const found = waiting.get(number);
    if (found === undefined) throw new Error("a declaration that nobody made, or that was decided on");
    return found;
  };
  const release = (number: string): void => {
    const { row, notifications } = declared(number);
    emit("declaration", row);
    for (const notification of notifications) emit("notification", notification);
    waiting.delete(number);
  };

  const handlers: Readonly<Record<WriteStatement, (...values: readonly unknown[]) => void>> = {
    "add-declarations": (json) => {
      // Whose it is, where it waits, is found out later.
      for (const row of rowsIn(json)) waiting.set(textOf(row.number), { row, notifications: [] });
    },
    "name-worker": (numbers, ssins, begun) => {
      for (const [place, number] of listOf(numbers).entries()) {
        const { row, notifications } = declared(number);
        const period = listOf(begun)[place] ?? row.period ?? null;
        waiting.set(number, { row: { ...row, ssin: listOf(ssins)[place] ?? null, period }, notifications });
      }
    },
    "add-notifications": (json) => {
      for (const notification of rowsIn(json)) {
        const number = textOf(notification.declaration);
        const { row, notifications } = declared(number);
        waiting.set(number, { row, notifications: [...notifications, notification] });
        if (notification.result !== "S") release(number);
      }
    },
    "add-keys": () => {
      throw new Error("nobody in the network sends a declaration twice");
    },
    "close-periods": (numbers, moments) => closeAll(periods, numbers, moments),
    "add-periods": (json) => addAll(periods, json, "number"),
    "close-registrations": (numbers, moments) => closeAll(registrations, numbers, moments),
    "add-registrations": (json) => addAll(registrations, json, "number"),
    "close-quota-uses": (numbers, moments) => closeAll(quotas, numbers, moments),
    "add-quota-uses": (json) => addAll(quotas, json, "period"),
    relate: (employers, ssins, moment) => {
      for (const [place, employer] of listOf(employers).entries()) {
        // As the periods have them.
        relate({ employer, ssin: listOf(ssins)[place] } as Parties, textOf(moment));
      }
    },
  };

  return {
    run: async (name, values) => handlers[name](...values),
    lock: (number, moment) => {
      const [row] = periods.at(number);
      if (row === undefined) throw new Error("a period that is not there");
      periods.close(number, moment);
      periods.add(number, { ...row, locked: true, known_from: moment });
    },
    finish: () => {
      for (const number of [...waiting.keys()]) release(number);
      for (const held of [periods, registrations, quotas, relations]) held.finish();
    },
  };
}

interface Held {
  at(key: string): readonly Row[];
  add(key: string, row: Row): void;
  close(key: string, moment: string): void;
  finish(): void;
}

/** Rows that are known now, several under one key where a period takes of several quotas. */
function createHeld(table: DimonaTable, emit: Emit): Held {
  const rows = new Map<string, readonly Row[]>();
  return {
    at: (key) => rows.get(key) ?? [],
    add: (key, row) => void rows.set(key, [...(rows.get(key) ?? []), row]),
    close: (key, moment) => {
      for (const row of rows.get(key) ?? []) emit(table, { ...row, known_until: moment });
      rows.delete(key);
    },
    finish: () => {
      for (const row of [...rows.values()].flat()) emit(table, { ...row, known_until: "infinity" });
    },
  };
}

/** The moment, or a microsecond after what was known before it: two declarations of one instant make one relation (relate.sql). */
function laterThan(before: string, moment: string): string {
  if (moment > before) return moment;
  const milliseconds = Date.parse(`${before.slice(0, 23)}Z`);
  return momentText(milliseconds * 1000 + Number(before.slice(23, 26)) + 1);
}

function addAll(held: Held, json: unknown, key: "number" | "period"): void {
  for (const row of rowsIn(json)) held.add(textOf(row[key]), row);
}

function closeAll(held: Held, keys: unknown, moments: unknown): void {
  for (const [place, key] of listOf(keys).entries()) held.close(key, listOf(moments)[place] ?? "");
}

function rowsIn(json: unknown): readonly Row[] {
  return JSON.parse(textOf(json)); // rows of the writer, for the database
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  throw new Error("the writer gives the database text here");
}

function listOf(values: unknown): readonly string[] {
  if (Array.isArray(values)) return values;
  throw new Error("the writer gives the database a list here");
}
