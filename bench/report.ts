// What was measured, for people (a table, docs/performance.md) and for programs (JSON).
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";

export interface Result {
  readonly name: string;
  readonly unit: string;
  /** What the number says. */
  readonly meaning: string;
  readonly value: number;
  /** One value a round. */
  readonly rounds: readonly number[];
}

export interface Report {
  readonly machine: string;
  /** ISO 8601. */
  readonly at: string;
  readonly results: readonly Result[];
}

export function describeMachine(postgresVersion: string): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() ?? "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${cores.length} cores, ${memory} GiB, ${type()} ${release()}, Node ${process.versions.node}, PostgreSQL ${postgresVersion}`;
}

export function writeJson(file: string, { machine, at, results }: Report): void {
  const figures = results.map(({ name, value, unit }) => ({ name, value: Number(value.toPrecision(4)), unit }));
  writeFileSync(file, `${JSON.stringify({ machine, at, figures }, undefined, 2)}\n`);
}

export function table({ results }: Report): string {
  const rows = results.map(({ name, unit, value, rounds }) => [name, shown(value), unit, range(rounds)]);
  const all = [["figure", "value", "unit", "lowest to highest round"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => (column === 1 ? cell.padStart : cell.padEnd).call(cell, widths[column] ?? 0))
        .join("  "),
    )
    .join("\n");
}

const begin = "<!-- measured: begin (npm run bench -- --write) -->";
const end = "<!-- measured: end -->";

/** Replaces what stands between the two markers of the page; the rest is written by hand. */
export function writePage(file: string, report: Report, remark: string): void {
  const page = readFileSync(file, "utf8");
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file} lacks the markers ${begin} and ${end}`);
  const rows = report.results.map(
    ({ name, unit, meaning, value, rounds }) =>
      `| \`${name}\` | ${shown(value)} ${unit} | ${range(rounds)} | ${meaning} |`,
  );
  const measured = [
    begin,
    "",
    `Measured ${report.at.slice(0, 10)} on: ${report.machine}. ${remark}`,
    "",
    "| figure | value | lowest to highest round | what it is |",
    "|---|---:|---|---|",
    ...rows,
    "",
  ].join("\n");
  writeFileSync(file, `${page.slice(0, from)}${measured}${page.slice(to)}`);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function range(values: readonly number[]): string {
  return `${shown(Math.min(...values))} to ${shown(Math.max(...values))}`;
}

function shown(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return value.toFixed(value >= 10 ? 1 : 2);
}
