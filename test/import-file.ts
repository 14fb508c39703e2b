// Importing and exporting files of the administration as texts, in the office of a test.
import assert from "node:assert/strict";
import type { ImportReport } from "../src/administration/files/import.ts";
import type { LineFault } from "../src/administration/files/line.ts";
import type { TableFile } from "../src/administration/files/table-file.ts";
import { day } from "./access-scene.ts";
import type { TestOffice } from "./office.ts";

export interface Imported extends ImportReport {
  readonly faults: readonly LineFault[];
}

export interface How {
  readonly dryRun?: boolean;
  readonly keepGoing?: boolean;
  readonly update?: boolean;
}

export function headerOf({ columns }: Pick<TableFile, "columns">): string {
  return columns.map(({ name }) => name).join(",");
}

/** Imports a text a minute after what was before; lines are given without their header, or whole. */
export async function importText(
  at: TestOffice,
  file: TableFile,
  text: string | readonly string[],
  how: How = {},
): Promise<Imported> {
  const whole = typeof text === "string" ? text : [headerOf(file), ...text, ""].join("\r\n");
  const faults: LineFault[] = [];
  at.wait();
  async function* chunks() {
    yield Buffer.from(whole);
  }
  const report = await file.import(at.office, chunks(), {
    dryRun: false,
    keepGoing: false,
    update: false,
    ...how,
    onFault: (fault) => faults.push(fault),
    onProgress: () => {},
  });
  return { ...report, faults };
}

/** As known an hour from now. */
export async function exportText({ office }: TestOffice, file: TableFile): Promise<string> {
  let text = "";
  const sight = { day: day("2026-02-10"), at: office.clock.now() + 3_600_000 };
  const done = await file.export(office.client, sight, async (piece) => {
    text += piece;
  });
  assert.ok(done.ok, JSON.stringify(done));
  assert.equal(text.split("\r\n").length - 2, done.value);
  return text;
}

export const counts = ({ added, changed, same, wrong }: ImportReport) => ({ added, changed, same, wrong });

/** Of each fault the line, the column and the name of the rule, or the reason where it names none. */
export const lineAndRule = ({ faults }: Imported) =>
  faults.map(({ line, column, reason }) => [line, column, /\(rule (.*?)\)/.exec(reason)?.[1] ?? reason]);
