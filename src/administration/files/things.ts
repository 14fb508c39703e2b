// The things that a file speaks of: lines that stand together and share their key, read as one.
import { readTable, type TableFault } from "../../csv/read.ts";
import { type Line, type LineFault, readLine } from "./line.ts";
import type { Table } from "./table.ts";

export interface Thing<Asked> {
  /** Its first one. */
  readonly line: number;
  readonly key: string;
  readonly asked: Asked;
}

export type ThingsPart<Asked> =
  | { readonly kind: "things"; readonly things: readonly Thing<Asked>[]; readonly lastLine: number }
  | { readonly kind: "faults"; readonly faults: readonly LineFault[] }
  /** Nothing behind it was read. */
  | { readonly kind: "unreadable"; readonly fault: LineFault };

/** A thing of more lines is a file that is out of order. */
const mostLines = 10_000;

/** Reads a file piece by piece; a thing whose lines are not all in order is left out and its faults are told. */
export async function* thingsIn<Asked>(
  table: Pick<Table<Asked, unknown>, "columns" | "keyColumns" | "gather">,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ThingsPart<Asked>> {
  const columns = table.columns.map(({ name }) => name);
  let open: { readonly key: string; readonly lines: Line[] } | undefined;
  for await (const part of readTable(chunks, columns)) {
    if (part.kind === "fault") {
      yield* finished(open === undefined ? [] : [open.lines]);
      yield { kind: "unreadable", fault: unreadable(part.fault, columns) };
      return;
    }
    const complete: Line[][] = [];
    for (const record of part.records) {
      const key = record.cells.slice(0, table.keyColumns).join("\n");
      const line = readLine(record, columns);
      if (open?.key !== key || open.lines.length === mostLines) {
        if (open !== undefined) complete.push(open.lines);
        open = { key, lines: [] };
      }
      open.lines.push(line);
    }
    yield* finished(complete);
  }
  yield* finished(open === undefined ? [] : [open.lines]);

  function* finished(groups: readonly (readonly Line[])[]): Generator<ThingsPart<Asked>> {
    const things: Thing<Asked>[] = [];
    const faults: LineFault[] = [];
    for (const lines of groups) {
      const [first] = lines;
      if (first === undefined) continue;
      // A line with too many or too few cells says nothing that can be relied on.
      const torn = lines.flatMap((line) => line.faults);
      const gathered = torn.length > 0 ? ({ ok: false, reason: torn } as const) : table.gather(lines);
      if (!gathered.ok) faults.push(...gathered.reason);
      else {
        const key = columns.slice(0, table.keyColumns).map(first.text).join("\n");
        things.push({ line: first.line, key, asked: gathered.value });
      }
    }
    if (faults.length > 0) yield { kind: "faults", faults };
    const lastLine = groups.at(-1)?.at(-1)?.line;
    if (lastLine !== undefined) yield { kind: "things", things, lastLine };
  }
}

function unreadable({ line, kind }: TableFault, columns: readonly string[]): LineFault {
  return { line, reason: kind === "header" ? `${reasons.header}: ${columns.join(",")}` : reasons[kind] };
}

const reasons: Readonly<Record<TableFault["kind"], string>> = {
  empty: "the file is empty: expected a header row",
  header: "the first row must hold these columns, in this order and with commas",
  encoding: "expected UTF-8: save the file in that encoding",
  "quote-inside":
    "a quote in a cell that has none at its beginning: put the whole cell in quotes, and write the quote twice",
  "after-quote": "something stands behind the closing quote of a cell: a quote within a cell is written twice",
  "quote-open": "the quotes of a cell that begins here are never closed",
  "bare-return": "a carriage return without a line feed behind it: end lines with both, or with a line feed",
  "too-long": "a line of more than 65,536 characters: maybe the quotes of a cell are never closed",
};
