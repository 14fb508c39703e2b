// What employers are told of other numbers and names: of their workers, and of themselves.
import { readFileSync } from "node:fs";
import type { Reader } from "../../database/reader.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { Page } from "./reader.ts";

export interface IdentityChange {
  /** Digits: its place among all that were told. */
  readonly number: string;
  readonly employer: EntityId;
  /** 90 another SSIN of a worker, 91 other particulars of one, 92 another number of the employer (zone 00536). */
  readonly code: 90 | 91 | 92;
  readonly effective: IsoDay;
  readonly valid: Situation;
  readonly outdated: Situation;
  /** Milliseconds since the epoch. */
  readonly knownAt: number;
}

/** As much as the registers know: of a worker, or of the employer. */
export interface Situation {
  readonly ssin?: Ssin;
  readonly lastName?: string;
  readonly firstName?: string;
  readonly birthDate?: string;
  readonly sex?: "1" | "2";
  readonly nssoNumber?: string;
  readonly provisionalNumber?: string;
}

/** What is absent does not matter. */
export interface IdentityChangeCriteria {
  readonly employer: EntityId;
  /** The workers, by their numbers of today. */
  readonly workers?: readonly string[] | undefined;
  /** Told from this moment on, and before that one. */
  readonly knownFrom?: string | undefined;
  readonly knownBefore?: string | undefined;
}

/** The newest first. Rejects with DatabaseUnavailable. */
export async function findIdentityChanges(
  { query }: Pick<Reader, "query">,
  { employer, workers, knownFrom, knownBefore }: IdentityChangeCriteria,
  { size, skipped }: Page,
): Promise<readonly IdentityChange[]> {
  const values = [employer, workers ?? null, knownFrom ?? null, knownBefore ?? null, size, skipped];
  return (await query<Row>(foundChanges, values)).map(toChange);
}

export async function readIdentityChange(
  { query }: Pick<Reader, "query">,
  number: string,
): Promise<IdentityChange | undefined> {
  const [row] = await query<Row>(oneChange, [number]);
  return row === undefined ? undefined : toChange(row);
}

interface Row extends Omit<IdentityChange, "knownAt"> {
  readonly known_at: string;
}

function toChange({ known_at, ...row }: Row): IdentityChange {
  return { ...row, code: Number(row.code) as IdentityChange["code"], knownAt: Number(known_at) }; // of a checked column
}

const foundChanges = readFileSync(new URL("found-identity-changes.sql", import.meta.url), "utf8");
const oneChange = readFileSync(new URL("identity-change.sql", import.meta.url), "utf8");
