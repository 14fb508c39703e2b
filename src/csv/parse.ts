// Comma-separated text (RFC 4180), strictly: what could be read in two ways is a fault, with its line.

/** A line of the table; `line` is the first line of the file that it stands on, since a cell in quotes may hold line ends. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * quote-inside: a quote in a cell that does not begin with one; after-quote: something other than a comma or a line end behind
 * the closing quote; quote-open: the text ends within quotes; bare-return: a carriage return without a line feed; too-long.
 */
export interface CsvFault {
  readonly line: number;
  readonly kind: "quote-inside" | "after-quote" | "quote-open" | "bare-return" | "too-long";
}

export interface CsvParser {
  /** The records that this piece of text completes. A fault ends them: nothing behind it can be trusted. */
  push(text: string): CsvResult;
  /** The last record, where no line end stands behind it. */
  end(): CsvResult;
}

export interface CsvResult {
  readonly records: readonly CsvRecord[];
  readonly fault: CsvFault | undefined;
}

/** Characters of one record. */
export const longestRecord = 65_536;

/** Takes text in pieces of any size; the records are the same however it is cut. Lines end with a line feed, or a carriage return and one. */
export function createCsvParser(): CsvParser {
  let rest = "";
  let line = 1;
  let fault: CsvFault | undefined;

  const parse = (text: string, isLast: boolean): CsvResult => {
    if (fault !== undefined) return { records: [], fault };
    const records: CsvRecord[] = [];
    rest += text;
    let at = 0;
    while (at < rest.length) {
      const scanned = scanRecord(rest, at, isLast);
      if (scanned === "incomplete" && rest.length - at <= longestRecord) break;
      if (scanned === "incomplete" || (typeof scanned !== "string" && scanned.next - at > longestRecord)) {
        fault = { line, kind: "too-long" };
        break;
      }
      if (typeof scanned === "string") {
        fault = { line, kind: scanned };
        break;
      }
      records.push({ line, cells: scanned.cells });
      line += lineEndsIn(rest, at, scanned.next);
      at = scanned.next;
    }
    rest = fault === undefined ? rest.slice(at) : "";
    return { records, fault };
  };

  return { push: (text) => parse(text, false), end: () => parse("", true) };
}

type Scanned = { readonly cells: readonly string[]; readonly next: number } | "incomplete" | CsvFault["kind"];

/** One record from a place on. Incomplete: what comes next decides how it ends. */
function scanRecord(text: string, start: number, isLast: boolean): Scanned {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at, isLast) : plainCell(text, at);
    if (typeof cell === "string") return cell;
    cells.push(cell.value);
    at = cell.next;
    switch (text[at]) {
      case ",":
        at += 1;
        if (at === text.length && !isLast) return "incomplete";
        break;
      case "\n":
        return { cells, next: at + 1 };
      case "\r":
        if (text[at + 1] === "\n") return { cells, next: at + 2 };
        return at + 1 === text.length && !isLast ? "incomplete" : "bare-return";
      case undefined:
        return isLast ? { cells, next: at } : "incomplete";
      default:
        return cell.quoted ? "after-quote" : "quote-inside";
    }
  }
}

interface Cell {
  readonly value: string;
  readonly quoted: boolean;
  /** What stands there is a comma, a line end, the end of the text, or a fault. */
  readonly next: number;
}

function plainCell(text: string, start: number): Cell {
  let at = start;
  while (at < text.length && !endsPlainCell(text.charCodeAt(at))) at += 1;
  return { value: text.slice(start, at), quoted: false, next: at };
}

function endsPlainCell(code: number): boolean {
  return code === 0x2c || code === 0x22 || code === 0x0a || code === 0x0d;
}

/** A quote within it is written twice. */
function quotedCell(text: string, start: number, isLast: boolean): Cell | "incomplete" | "quote-open" {
  let value = "";
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return isLast ? "quote-open" : "incomplete";
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      const undecided = quote + 1 === text.length && !isLast;
      return undecided ? "incomplete" : { value, quoted: true, next: quote + 1 };
    }
    value += '"';
    from = quote + 2;
  }
}

function lineEndsIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
