// One line of a file as its table reads it: cell by cell, with a reason for each that is wrong. No reason quotes a cell.
import type { CsvRecord } from "../../csv/parse.ts";
import { type Identifier, parseIdentifier } from "../../employers/identifier.ts";
import { type IsoDay, parseDay } from "../../kernel/day.ts";
import { parseQuarter, type Quarter } from "../../kernel/quarter.ts";
import { parseSsin, type Ssin, type SsinFault } from "../../kernel/ssin.ts";
import { type Broken, sentenceOf } from "../rules.ts";
import { numberKinds, numberShapes } from "./columns.ts";

export interface LineFault {
  /** Of the file, from 1. */
  readonly line: number;
  readonly column?: string;
  readonly reason: string;
}

/** Whatever is asked of a line that is not what the column holds is noted as a fault and given as undefined. */
export interface Line {
  readonly line: number;
  readonly faults: readonly LineFault[];
  isEmpty(column: string): boolean;
  text(column: string): string;
  /** Parts with one blank between them; none for an empty cell. */
  words(column: string): readonly string[];
  oneOf<Word extends string>(column: string, words: readonly Word[]): Word | undefined;
  day(column: string): IsoDay | undefined;
  quarter(column: string): Quarter | undefined;
  /** From 1 to 32767. */
  count(column: string): number | undefined;
  /** Written with its kind, as `cbe:0123456749`. */
  number(column: string): Identifier | undefined;
  /** Of a person, without its kind. */
  ssin(column: string): Ssin | undefined;
  fault(column: string | undefined, reason: string | Broken): undefined;
}

export function readLine({ line, cells }: CsvRecord, columns: readonly string[]): Line {
  const faults: LineFault[] = [];
  const text = (column: string): string => cells[columns.indexOf(column)] ?? "";
  const fault = (column: string | undefined, reason: string | Broken): undefined => {
    const words = typeof reason === "string" ? reason : sentenceOf(reason);
    faults.push({ line, ...(column === undefined ? {} : { column }), reason: words });
  };
  if (cells.length !== columns.length) {
    fault(undefined, `expected ${columns.length} cells (${columns.join(", ")}), found ${cells.length}`);
  }
  for (const [index, cell] of cells.entries()) {
    // Nothing that is administered holds one, and the database takes no NUL.
    if (/\p{Cc}/u.test(cell)) fault(columns[index], "expected no control character and no line end within a cell");
  }
  const parsed = <Value>(
    column: string,
    outcome: { readonly ok: true; readonly value: Value } | { readonly ok: false },
    expected: string,
  ): Value | undefined => (outcome.ok ? outcome.value : fault(column, `expected ${expected}`));
  return {
    line,
    faults,
    text,
    fault,
    isEmpty: (column) => text(column) === "",
    words: (column) => (text(column) === "" ? [] : text(column).split(" ")),
    oneOf: (column, words) =>
      words.find((word) => word === text(column)) ?? fault(column, `expected one of ${words.join(", ")}`),
    day: (column) => parsed(column, parseDay(text(column)), "a day as 2026-01-31"),
    quarter: (column) => parsed(column, parseQuarter(text(column)), "a quarter as 2026Q1"),
    count: (column) => {
      const count = /^\d{1,5}$/.test(text(column)) ? Number(text(column)) : 0;
      return count >= 1 && count <= 32_767 ? count : fault(column, "expected a number from 1 to 32767");
    },
    number: (column) => {
      const read = readNumber(text(column));
      return read.ok ? read.value : fault(column, read.expected);
    },
    ssin: (column) => {
      const read = parseSsin(text(column));
      return read.ok ? read.value : fault(column, ssinFaultText(read.reason));
    },
  };
}

/** What was expected of the number of a person; never the number. */
function ssinFaultText(fault: SsinFault): string {
  if (fault.kind !== "shape") return `no possible number of a person (${fault.kind})`;
  const hint = fault.length > 8 && fault.length < 11 ? "; a spreadsheet takes zeros at its beginning away" : "";
  return `expected the eleven digits of a person's number, found ${fault.length} characters${hint}`;
}

/** Reads an entity's number with its kind; says what was expected where it is none, and never the number. */
export function readNumber(
  text: string,
): { readonly ok: true; readonly value: Identifier } | { readonly ok: false; readonly expected: string } {
  const [, name = "", digits = ""] = /^([a-z]+):(.*)$/s.exec(text) ?? [];
  const kind = numberKinds.find((one) => one === name);
  if (kind === undefined) return { ok: false, expected: `expected a number with its kind: ${numberShapes}` };
  const number = parseIdentifier(kind, digits);
  return number.ok ? number : { ok: false, expected: `no possible number of kind ${kind} (${number.reason.kind})` };
}
