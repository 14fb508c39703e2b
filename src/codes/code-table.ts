// A dated list of codes and their texts in three languages, read strictly from a tab-separated file.
import { basename } from "node:path";
import type { IsoDay } from "../kernel/day.ts";
import { contains, overlaps, type Period } from "../kernel/period.ts";
import { readTable, type TableRow } from "./table-file.ts";

export interface CodeTable {
  /** The file's name without its ending. */
  readonly name: string;
  /** Every row, in the order of the file. */
  readonly rows: readonly CodeRow[];
  /** The row of a code on a day; undefined when the code does not exist or not on that day. */
  lookup(code: string, day: IsoDay): CodeRow | undefined;
  /** The texts of a code, those of its latest period where it has several; undefined when it never existed. */
  describe(code: string): CodeTexts | undefined;
}

export interface CodeRow {
  readonly code: string;
  readonly period: Period;
  readonly texts: CodeTexts;
  /** provisional: the meaning is known and the number is ours, until somebody fills in the right one. */
  readonly status: "official" | "provisional";
  /** Codes of the first generation that this one stands for. */
  readonly legacy: readonly string[];
  /** Cells of the columns that this table has beyond those of all tables, by column. */
  readonly extra: ReadonlyMap<string, string>;
}

/** Each from 1 to 100 characters (CommonV3, DescriptionType). */
export interface CodeTexts {
  readonly nl: string;
  readonly fr: string;
  readonly de: string;
}

export interface CodeTableRules {
  /** What a code must look like for the messages that carry it. */
  readonly code: RegExp;
  /** Names of the columns behind the common ones. */
  readonly extraColumns?: readonly string[];
}

/**
 * Reads `code, from, to, nl, fr, de, status, legacy` and the table's extra columns; first line the names, UTF-8, every line ended.
 * A table is part of the program, so anything wrong with it is a bug and throws, with file and line: another header, a missing or
 * surplus cell, blanks around one, a code of another shape, an impossible period, a code that has two rows for one day, a text that
 * is absent or too long, an unknown status, no rows.
 */
export function loadCodeTable(path: string, rules: CodeTableRules): CodeTable {
  const byCode = new Map<string, CodeRow[]>();
  const rows = readTable(path, [...commonColumns, ...(rules.extraColumns ?? [])]).map((cells) => {
    const row = readRow(cells, rules);
    const others = byCode.get(row.code) ?? [];
    if (others.some((other) => overlaps(other.period, row.period))) {
      throw cells.fault(`the code ${row.code} has another row for a part of this period`);
    }
    byCode.set(row.code, [...others, row].sort(latestFirst));
    return row;
  });
  return {
    name: basename(path, ".tsv"),
    rows,
    lookup: (code, day) => byCode.get(code)?.find((row) => contains(row.period, day)),
    describe: (code) => byCode.get(code)?.[0]?.texts,
  };
}

const commonColumns = ["code", "from", "to", "nl", "fr", "de", "status", "legacy"];
const longestText = 100;

function readRow({ cell, period, status, fault }: TableRow, rules: CodeTableRules): CodeRow {
  const text = (language: string): string => {
    const found = cell(language);
    if (found === "" || found.length > longestText)
      throw fault(`the text ${language} needs 1 to ${longestText} characters`);
    return found;
  };
  if (!rules.code.test(cell("code"))) throw fault("a code of this shape cannot stand in a message");
  return {
    code: cell("code"),
    period: period(),
    texts: { nl: text("nl"), fr: text("fr"), de: text("de") },
    status: status(),
    legacy: cell("legacy") === "" ? [] : cell("legacy").split(" "),
    extra: new Map((rules.extraColumns ?? []).map((column) => [column, cell(column)])),
  };
}

function latestFirst(a: CodeRow, b: CodeRow): number {
  return a.period.from < b.period.from ? 1 : -1;
}
