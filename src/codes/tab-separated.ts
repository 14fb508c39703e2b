// Strict reading of the tab-separated tables that are part of the program: anything wrong with one is a bug, and throws with file and line.
import { readFileSync } from "node:fs";

export interface TableLine<Column extends string> {
  readonly cell: (column: Column) => string;
  /** An error that names this line. */
  readonly fault: (problem: string) => Error;
}

/**
 * The lines below the first, which must hold the names of the columns; UTF-8, every line ended. Throws for another header, a missing
 * or surplus cell, blanks around one, and a table without lines.
 */
export function readTable<Column extends string>(
  path: string,
  columns: readonly Column[],
): readonly TableLine<Column>[] {
  const lines = linesOf(path);
  if (lines[0] !== columns.join("\t")) throw faultAt(path, 1, `the columns must be ${columns.join(", ")}`);
  if (lines.length === 1) throw faultAt(path, 1, "there are no codes");
  return lines.slice(1).map((line, index) => {
    const fault = (problem: string): Error => faultAt(path, index + 2, problem);
    const values = line.split("\t");
    if (values.length !== columns.length) {
      throw fault(`${columns.length} cells are needed, there are ${values.length}`);
    }
    if (values.some((value) => value !== value.trim())) throw fault("a cell begins or ends with a blank");
    const cells = new Map(columns.map((column, place) => [column, values[place] ?? ""]));
    return { cell: (column) => cells.get(column) ?? "", fault };
  });
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
