// A table as it comes from a file, in bytes: UTF-8 with a header row, as records with their lines, in batches; never a whole file.
import { isUtf8 } from "node:buffer";
import { type CsvFault, type CsvRecord, createCsvParser, longestRecord } from "./parse.ts";
import { asMeant } from "./write.ts";

/**
 * What keeps a file from being read on: beside the faults of CSV, encoding: bytes that are no UTF-8; header: other columns than
 * those expected; empty: not even a header.
 */
export interface TableFault {
  readonly line: number;
  readonly kind: CsvFault["kind"] | "encoding" | "header" | "empty";
}

/** Records as they come, the header not among them, and at the end what stopped the reading, if anything did. */
export type TablePart =
  | { readonly kind: "records"; readonly records: readonly CsvRecord[] }
  | { readonly kind: "fault"; readonly fault: TableFault };

/**
 * Reads a table whose first row must hold these columns in this order; a byte order mark before it is passed over. Cells that
 * `csvRow` defused come back as they were meant. How many cells a record has is the reader's to judge.
 */
export async function* readTable(
  chunks: AsyncIterable<Uint8Array>,
  columns: readonly string[],
): AsyncGenerator<TablePart> {
  const parser = createCsvParser();
  let isFirst = true;
  for await (const lines of textOf(chunks)) {
    const parsed = typeof lines === "string" ? parser.push(lines) : { records: [], fault: lines };
    const ended = yield* parts(parsed.records, parsed.fault);
    if (ended) return;
  }
  const { records, fault } = parser.end();
  if ((yield* parts(records, fault)) || !isFirst) return;
  yield { kind: "fault", fault: { line: 1, kind: "empty" } };

  function* parts(found: readonly CsvRecord[], trouble: TableFault | undefined): Generator<TablePart, boolean> {
    let records = found;
    const [first] = records;
    if (isFirst && first !== undefined) {
      isFirst = false;
      if (first.cells.join("\n") !== columns.join("\n")) {
        yield { kind: "fault", fault: { line: first.line, kind: "header" } };
        return true;
      }
      records = records.slice(1);
    }
    if (records.length > 0) yield { kind: "records", records: records.map(meant) };
    if (trouble === undefined) return false;
    yield { kind: "fault", fault: trouble };
    return true;
  }
}

function meant({ line, cells }: CsvRecord): CsvRecord {
  return { line, cells: cells.map(asMeant) };
}

const lineFeed = 0x0a;

/** The text, cut behind line feeds, which are never part of another character; instead of text that is none, where it stands. */
async function* textOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string | TableFault> {
  let carried: readonly Uint8Array[] = [];
  let carriedLength = 0;
  let line = 1;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(lineFeed) + 1;
    const tail = chunk.subarray(end);
    if (end > 0) {
      const block = Buffer.concat([...carried, chunk.subarray(0, end)]);
      carried = [];
      carriedLength = 0;
      yield* decoded(block, line);
      line += lineFeedsIn(block);
    }
    if (tail.length === 0) continue;
    carried = [...carried, tail];
    carriedLength += tail.length;
    // A character has at most four bytes.
    if (carriedLength > longestRecord * 4) {
      yield { line, kind: "too-long" };
      return;
    }
  }
  if (carriedLength > 0) yield* decoded(Buffer.concat(carried), line);
}

function* decoded(block: Buffer, line: number): Generator<string | TableFault> {
  if (isUtf8(block)) {
    const text = block.toString("utf8");
    yield line === 1 && text.startsWith("\ufeff") ? text.slice(1) : text;
    return;
  }
  let start = 0;
  for (let number = line; ; number += 1) {
    const end = block.indexOf(lineFeed, start) + 1 || block.length;
    if (!isUtf8(block.subarray(start, end))) {
      // What stands before it is in order, and may be told what is wrong with it.
      if (start > 0) yield* decoded(block.subarray(0, start), line);
      yield { line: number, kind: "encoding" };
      return;
    }
    start = end;
  }
}

function lineFeedsIn(block: Buffer): number {
  let count = 0;
  for (let at = block.indexOf(lineFeed); at >= 0; at = block.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}
