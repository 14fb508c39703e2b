// The personnel files of a synthetic network as rows, in the order in which they were let go of.
import { loadDimonaCodes } from "../src/codes/dimona-codes.ts";
import { synthesizeDimona } from "../src/population/dimona/network.ts";
import type { DimonaPersona } from "../src/population/dimona/observed.ts";
import type { DimonaTable, Row } from "../src/population/dimona/rows.ts";
import { synthesizeEmployers } from "../src/population/employers/network.ts";
import type { EmployerRows } from "../src/population/employers/rows.ts";
import { day } from "./dimona-declarations.ts";

export interface DimonaFiles {
  readonly rows: Readonly<Record<DimonaTable, readonly Row[]>>;
  readonly personas: readonly DimonaPersona[];
  readonly employers: EmployerRows;
}

export async function dimonaFiles(wish: {
  readonly seed: number;
  readonly persons: number;
  readonly today: string;
}): Promise<DimonaFiles> {
  const today = day(wish.today);
  const employers = synthesizeEmployers(wish.seed, today).rows;
  const rows: Record<DimonaTable, Row[]> = {
    declaration: [],
    notification: [],
    period: [],
    relation: [],
    daily_registration: [],
    quota_use: [],
  };
  const made = await synthesizeDimona(
    { ...wish, today, employers, codes: loadDimonaCodes() },
    (table, row) => rows[table].push(row),
    async () => {},
  );
  return { rows, personas: made.personas, employers };
}

/** What is known now. */
export function present(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ known_until }) => known_until === "infinity");
}
