// Versions of rows that carry the time during which they were known, as a batch makes them one after the other.
import type { Write } from "./record.ts";

export interface Versions {
  /** A new version of a row from a moment on; `isStored` where the register has one before it that is known until then. */
  add(row: { readonly number: string }, isStored: boolean, at: number): void;
  write(write: Write, close: Parameters<Write>[0], add: Parameters<Write>[0]): void;
}

/** Moments are microseconds since the epoch. */
export function createVersions(): Versions {
  const rows: { readonly number: string; known_until: string }[] = [];
  const latest = new Map<string, number>();
  const closed: { readonly number: string; readonly at: string }[] = [];
  return {
    add: (row, isStored, at) => {
      const moment = momentText(at);
      const before = rows[latest.get(row.number) ?? -1];
      if (before !== undefined) before.known_until = moment;
      else if (isStored) closed.push({ number: row.number, at: moment });
      latest.set(row.number, rows.length);
      rows.push({ ...row, ...{ known_from: moment }, known_until: "infinity" });
    },
    write: (write, close, add) => {
      if (closed.length > 0) write(close, [closed.map(({ number }) => number), closed.map(({ at }) => at)]);
      if (rows.length > 0) write(add, [JSON.stringify(rows)]);
    },
  };
}

/** As the database reads a moment. */
export function momentText(micros: number): string {
  const milliseconds = new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1);
  return `${milliseconds}${String(micros % 1000).padStart(3, "0")}Z`;
}
