// Rows as comma-separated text (RFC 4180) that a spreadsheet may open: no cell becomes a formula there.

/** One row with its line end. Cells hold text as it is meant; see `defused`. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(defused(cell))).join(",")}\r\n`;
}

/**
 * A spreadsheet takes a cell that begins with one of these for a formula, and may run it: an apostrophe before it makes it text.
 * Where apostrophes stand before it already one more is set, so that `asMeant` gives back exactly what was written.
 */
export function defused(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

/** What `defused` was given: takes the apostrophe off again. */
export function asMeant(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}

/** The signs that begin a formula, also in full width, and the blanks that are skipped before one. */
const formula = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
