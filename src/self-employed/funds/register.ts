// A fund's own file in the database: the rows of its own code and no others.
import { readFileSync } from "node:fs";
import type { Reader } from "../../database/reader.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { Quarter } from "../../kernel/quarter.ts";
import type { ContributionFacts } from "./situation.ts";

export interface RegisteredQuarter extends ContributionFacts {
  readonly quarter: Quarter;
  readonly dueDate: IsoDay;
  readonly reminders: readonly IsoDay[];
  /** For sickness insurance; absent until it is determined. */
  readonly sicknessCategory: number | undefined;
}

export interface RegisterQuestion {
  readonly fundCode: string;
  readonly ssin: string;
  readonly beginQuarter: string;
  readonly endQuarter: string;
  /** What stood in the file at this moment, in milliseconds since the Unix epoch. */
  readonly moment: number;
}

/** In order of quarters. Rejects with DatabaseUnavailable. */
export type ContributionRegister = (question: RegisterQuestion) => Promise<readonly RegisteredQuarter[]>;

/** One lookup for all funds of an installation, because what is asked in one tick then becomes one statement. */
export function createContributionRegister(reader: Reader): ContributionRegister {
  const lookup = reader.lookup<Row, string>({
    name: "contributions",
    sql: readFileSync(new URL("contributions.sql", import.meta.url), "utf8"),
    keyOf: ([key]) => key,
  });
  return async ({ fundCode, ssin, beginQuarter, endQuarter, moment }) => {
    // The statement takes the key apart by position: parts of another length would ask for somebody else.
    if (fundCode.length !== 3 || ssin.length !== 11) throw new Error("a fund code has 3 characters, an SSIN 11");
    const at = new Date(moment).toISOString();
    const rows = await lookup(`${fundCode}${ssin}${beginQuarter}${endQuarter}${at}`);
    return rows.map(toQuarter);
  };
}

type Row = [
  key: string,
  quarter: Quarter,
  dueDate: IsoDay,
  nothingDue: boolean,
  paidOn: IsoDay | null,
  reminders: string | null,
  exemptionDecidedOn: IsoDay | null,
  exemptionGranted: boolean | null,
  sicknessCategory: number | null,
];

function toQuarter([, quarter, dueDate, nothingDue, paidOn, reminders, decidedOn, granted, category]: Row) {
  return {
    quarter,
    dueDate,
    nothingDue,
    paidOn: paidOn ?? undefined,
    // Days of the database, which writes them as we do.
    reminders: reminders === null ? [] : (reminders.split(",") as IsoDay[]),
    exemption: decidedOn === null || granted === null ? undefined : { decidedOn, granted },
    sicknessCategory: category ?? undefined,
  };
}
