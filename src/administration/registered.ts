// Reading what registers know at a moment, whole, for whoever administers it.
import type { ClientBase } from "pg";
import type { IsoDay } from "../kernel/day.ts";
import type { Period } from "../kernel/period.ts";

/** From when on the newest part of it is known, in milliseconds since the epoch. */
export type Registered<Thing> = Thing & { readonly knownFrom: number };

/** Looks at the registers as they were known at a moment, in milliseconds since the epoch. */
export interface View {
  readonly client: ClientBase;
  readonly at: number;
}

export interface DayRow {
  readonly from: IsoDay;
  readonly to: IsoDay | null;
  readonly knownFrom: number;
}

export function periodOf({ from, to }: Pick<DayRow, "from" | "to">): Period {
  return to === null ? { from } : { from, to };
}

/** None for no keys. The statement takes the keys, the moment of the view, and what else is given. */
export async function read<Row extends object>(
  { client, at }: View,
  sql: string,
  keys: readonly string[],
  more: readonly unknown[] = [],
): Promise<readonly Row[]> {
  if (keys.length === 0) return [];
  const { rows } = await client.query<Row>(sql, [keys, new Date(at).toISOString(), ...more]);
  return rows;
}

/** Rows that stand together become one thing: what they share, and what each adds to it. */
export function together<Row extends { readonly knownFrom: number }, Key extends string, Head, Rest>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
  headOf: (row: Row) => Head,
  restOf: (rows: readonly Row[]) => Rest,
): ReadonlyMap<Key, Head & Rest & { readonly knownFrom: number }> {
  const things = new Map<Key, Head & Rest & { readonly knownFrom: number }>();
  for (const [key, all] of Map.groupBy(rows, keyOf)) {
    const [first] = all;
    if (first === undefined) continue;
    const knownFrom = Math.max(...all.map((row) => row.knownFrom));
    things.set(key, { ...headOf(first), ...restOf(all), knownFrom });
  }
  return things;
}
