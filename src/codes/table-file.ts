// A tab-separated table that is part of the program: read strictly, and wrong only with file and line.
import { readFileSync } from "node:fs";
import { type Period, parsePeriod } from "../kernel/period.ts";

export interface TableRow {
  /** What stands in a column; "" where nothing does. */
  cell(column: string): string;
  /** Of the columns `from` and `to`. */
  period(): Period;
  /** Of the column `status`. */
  status(): "official" | "provisional";
  /** An error that names this line. */
  fault(problem: string): Error;
}

/**
 * Every row below the first line, which must hold exactly these columns; UTF-8, every line ended. Throws for anything else, for
 * a missing or surplus cell, for blanks around one, and for a table without rows; so do `period` and `status` for what is none.
 */
export function readTable(path: string, columns: readonly string[]): readonly TableRow[] {
  const [header, ...lines] = linesOf(path);
  if (header !== columns.join("\t")) throw faultAt(path, 1, `the columns must be ${columns.join(", ")}`);
  if (lines.length === 0) throw faultAt(path, 1, "there are no codes");
  return lines.map((line, index) => {
    const fault = (problem: string): Error => faultAt(path, index + 2, problem);
    const values = line.split("\t");
    if (values.length !== columns.length) throw fault(`${columns.length} cells are needed, there are ${values.length}`);
    if (values.some((value) => value !== value.trim())) throw fault("a cell begins or ends with a blank");
    const cells = new Map(columns.map((column, place) => [column, ownText(values[place] ?? "")]));
    return rowOf((column) => cells.get(column) ?? "", fault);
  });
}

/**
 * A copy. As a part of the file's text, a cell would keep all of it, and take two bytes a character as soon as one dash anywhere in
 * the file does; so would every answer that the cell becomes part of.
 */
function ownText(text: string): string {
  return Buffer.from(text).toString();
}

function rowOf(cell: TableRow["cell"], fault: TableRow["fault"]): TableRow {
  return {
    cell,
    fault,
    period: () => {
      const period = parsePeriod(cell("from"), cell("to") === "" ? undefined : cell("to"));
      if (!period.ok) throw fault("from and to must be days, in this order, to may be empty");
      return period.value;
    },
    status: () => {
      const status = cell("status");
      if (status !== "official" && status !== "provisional") throw fault("the status must be official or provisional");
      return status;
    },
  };
}

function linesOf(path: string): readonly string[] {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (cause) {
    throw new Error(`${path}: cannot be read as UTF-8`, { cause });
  }
  const lines = text.split("\n");
  if (lines.pop() !== "") throw faultAt(path, lines.length + 1, "the last line is not ended");
  return lines;
}

function faultAt(path: string, line: number, problem: string): Error {
  return new Error(`${path}:${line}: ${problem}`);
}
