// `kruispunt ... import` and `... export`: employers, users, contexts, mandates, delegations, persons and inscriptions as files.
import { open, rm } from "node:fs/promises";
import { employersFile } from "../../administration/employers/file.ts";
import type { TableFile } from "../../administration/files/table-file.ts";
import { inscriptionsFile } from "../../administration/inscriptions/file.ts";
import { personsFile } from "../../administration/persons/file.ts";
import { sentenceOf } from "../../administration/rules.ts";
import { files as mandateFiles } from "../../employer-mandate/administration/files/files.ts";
import type { Settings } from "../../http/settings.ts";
import { today } from "../../kernel/day.ts";
import { reportProgress } from "../progress.ts";
import { Refusal } from "../refusal.ts";
import type { FileName } from "./file-columns.ts";
import { recordExport } from "./look.ts";
import { type ByOptions, inOffice } from "./office.ts";

export interface ImportFileOptions extends ByOptions {
  readonly dryRun?: boolean;
  readonly keepGoing?: boolean;
  readonly update?: boolean;
}

/** Gives the exit code: 0 when every line was in order, 1 otherwise. */
export async function importFile(
  settings: Settings,
  name: FileName,
  file: string,
  options: ImportFileOptions,
): Promise<0 | 1> {
  const { dryRun = false, keepGoing = false, update = false } = options;
  const chunks = file === "-" ? process.stdin : await readable(file);
  const { ticket, topics, added, changed, same, wrong } = await inOffice(settings, options, (office) =>
    files[name].import(office, chunks, {
      dryRun,
      keepGoing,
      update,
      onFault: ({ line, column, reason }) =>
        process.stdout.write(`${file}:${line}: ${column === undefined ? "" : `${column}: `}${reason}\n`),
      onProgress: reportProgress("lines read"),
    }),
  );
  const undone = dryRun || (wrong > 0 && !keepGoing);
  const verb = undone ? "would be " : "";
  const what = `${verb}added ${added}, ${verb}changed ${changed}, known already ${same}, faults ${wrong}`;
  const outcome = undone
    ? `; nothing was changed${dryRun ? "" : ": mend the file, or take the rest with --keep-going"}`
    : "";
  process.stdout.write(`${what}${outcome}\n`);
  for (const note of await notesOn(settings, name, topics)) process.stderr.write(`note: ${note}\n`);
  if (ticket !== undefined) process.stderr.write(`ticket ${ticket}\n`);
  return wrong === 0 ? 0 : 1;
}

async function notesOn(settings: Settings, name: FileName, topics: readonly string[]): Promise<readonly string[]> {
  return name === "inscriptions" ? (await import("./holders.ts")).notesOnHolders(settings, topics) : [];
}

export interface ExportFileOptions extends ByOptions {
  readonly out?: string;
  readonly asKnownOn?: number;
}

/** To standard output, or to a new file that its owner alone may read: it can hold numbers of persons. */
export async function exportFile(settings: Settings, name: FileName, options: ExportFileOptions): Promise<void> {
  const { out, asKnownOn } = options;
  await inOffice(settings, options, async (office) => {
    const { client, clock } = office;
    const sight = { day: today(clock), at: asKnownOn ?? clock.now() };
    const progress = reportProgress("lines written");
    let lines = 0;
    const to = out === undefined ? toStandardOutput() : await toNewFile(out);
    try {
      const ticket = await recordExport(office, name);
      const done = await files[name].export(client, sight, async (text) => {
        await to.write(text);
        lines += text.split("\r\n").length - 1;
        progress(lines);
      });
      if (!done.ok) throw new Refusal(sentenceOf(done.reason));
      await to.finish();
      process.stderr.write(`ticket ${ticket}\n`);
    } catch (error) {
      await to.abandon();
      throw error;
    }
  });
}

const files: Readonly<Record<FileName, TableFile>> = {
  ...mandateFiles,
  employers: employersFile,
  persons: personsFile,
  inscriptions: inscriptionsFile,
};

interface Destination {
  write(text: string): Promise<void>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

function toStandardOutput(): Destination {
  // Whoever read it has seen enough, as `head` has.
  process.stdout.on("error", () => process.exit(0));
  return {
    write: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
    finish: async () => {},
    abandon: async () => {},
  };
}

async function toNewFile(path: string): Promise<Destination> {
  const handle = await open(path, "wx", 0o600).catch(() => undefined);
  if (handle === undefined) throw new Refusal(`${path} cannot be made: it is there already, or its folder is not`);
  return {
    write: (text) => handle.appendFile(text),
    finish: async () => {
      await handle.sync();
      await handle.close();
    },
    abandon: async () => {
      await handle.close();
      await rm(path, { force: true });
    },
  };
}

async function readable(file: string): Promise<AsyncIterable<Uint8Array>> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined || (await handle.stat()).isDirectory()) {
    await handle?.close();
    throw new Refusal(`${file} cannot be read`);
  }
  return handle.createReadStream({ highWaterMark: 262_144 });
}
