// Whom the crossroads knows: the state of a number in the person register, and who has an inscription for the person.
import { readFileSync } from "node:fs";
import type { Reader } from "../database/reader.ts";
import type { Clock } from "../kernel/clock.ts";
import type { IsoDay } from "../kernel/day.ts";
import type { Period } from "../kernel/period.ts";

export interface KnownPerson {
  readonly ssin: string;
  readonly state: "active" | "replaced" | "cancelled";
  readonly replacedBy: string | undefined;
  readonly inscriptions: readonly Inscription[];
}

export interface Inscription {
  readonly holder: string;
  readonly qualityCode: number;
  readonly period: Period;
}

export interface KnownPersons {
  /** Rejects with DatabaseUnavailable when the register cannot be read. */
  find(ssin: string): Promise<KnownPerson | undefined>;
}

export function createKnownPersons(reader: Reader, clock: Clock): KnownPersons {
  const lookup = reader.lookup<Row, string>({
    name: "known-persons",
    sql: readFileSync(new URL("known-persons.sql", import.meta.url), "utf8"),
    columns: ["ssin", "state", "replaced_by", "holder", "quality_code", "begin_date", "end_date"],
    keyOf: (row) => row[0],
    parameters: () => [new Date(clock.now()).toISOString()],
  });
  return { find: async (ssin) => toPerson(await lookup(ssin)) };
}

type Row = [
  ssin: string,
  state: KnownPerson["state"],
  replacedBy: string | null,
  holder: string | null,
  qualityCode: number,
  beginDate: IsoDay,
  endDate: IsoDay | null,
];

function toPerson(rows: readonly Row[]): KnownPerson | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    ssin: first[0],
    state: first[1],
    replacedBy: first[2] ?? undefined,
    inscriptions: rows.flatMap(([, , , holder, qualityCode, from, to]) =>
      holder === null ? [] : [{ holder, qualityCode, period: to === null ? { from } : { from, to } }],
    ),
  };
}
