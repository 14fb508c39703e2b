// The file channel of Dimona: looks into every sender's drop folders, and brings each file that is whole to its answers.
import { mkdirSync, watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import type { Annexes } from "../../crossroads/annexes.ts";
import { withTextualClient } from "../../database/client.ts";
import { DatabaseUnavailable } from "../../database/unavailable.ts";
import type { TrustStore } from "../../soap/security/trust.ts";
import type { BatchPorts } from "../register/batch.ts";
import type { DimonaReader } from "../register/reader.ts";
import type { DeclarationWriter } from "../register/writer.ts";
import { environments } from "./file-name.ts";
import { openFolders } from "./folders.ts";
import { filesWithDecisions } from "./later-answers.ts";
import { type FileRow, filesUnderWay } from "./ledger.ts";
import { goOn, processFile, tellDecisions } from "./process-file.ts";
import { tellChanges } from "./tell-changes.ts";

export interface ChannelParts extends BatchPorts {
  /** With a folder for each sender. */
  readonly directory: string;
  readonly connectionString: string;
  readonly annexes: Annexes;
  readonly trust: TrustStore;
  readonly writer: DeclarationWriter;
  readonly reader: DimonaReader;
  readonly codes: DimonaCodes;
  /** Bytes of FI and FS together. */
  readonly largest: number;
  /** Milliseconds after which a set without GO is refused. */
  readonly patience: number;
  readonly log: (message: string) => void;
}

/** While it works. */
export interface WorkingParts extends ChannelParts {
  /** Aborted when the channel is to end. */
  readonly signal: AbortSignal;
}

export interface FileChannel {
  /** Looks once through all folders, and works on what is there; gives how many files it answered or refused. */
  scan(): Promise<number>;
  /** Looks again and again until it is closed. */
  watch(): void;
  /** Ends the looking; a file that is being worked on goes on at the next start. */
  close(): Promise<void>;
}

const pause = 2000;
/** Between two looks for what is to be told without a file that asks for it. */
const betweenTellings = 15_000;
/** After a look that did not go well. */
const pauseAfterTrouble = 30_000;

export function createFileChannel(parts: ChannelParts): FileChannel {
  const ending = new AbortController();
  const working: WorkingParts = { ...parts, signal: ending.signal };
  let timer: NodeJS.Timeout | undefined;
  let scanning: Promise<Looked> | undefined;
  let again = false;
  /** Whether files may be left that were begun and not ended. */
  let isFresh = true;
  let tellingDue = 0;

  const lookOnce = (isDue: boolean): Promise<Looked> => {
    scanning ??= lookThrough(working, { isFresh, isDue }).finally(() => {
      scanning = undefined;
    });
    return scanning;
  };
  const look = async (): Promise<void> => {
    clearTimeout(timer);
    again = false;
    const isDue = performance.now() >= tellingDue;
    if (isDue) tellingDue = performance.now() + betweenTellings;
    const { trouble } = await lookOnce(isDue);
    isFresh = trouble;
    if (!ending.signal.aborted) timer = setTimeout(look, again ? 0 : trouble ? pauseAfterTrouble : pause);
  };
  return {
    scan: async () => {
      const { worked, trouble } = await lookOnce(true);
      isFresh = trouble;
      return worked;
    },
    watch: () => {
      mkdirSync(parts.directory, { recursive: true });
      void look();
      try {
        watch(parts.directory, { recursive: true, signal: ending.signal }, (_, file) => {
          // What the program does itself is no news; of what is dropped, GO comes last.
          if (file === null || !/(?:^|[\\/])IN[^\\/]*[\\/]GO\.[^\\/]*$/i.test(file)) return;
          again = true;
          if (scanning === undefined) void look();
        }).on("error", () => {});
      } catch {
        // A file system that tells nothing is looked at every two seconds.
      }
    },
    close: async () => {
      ending.abort(new Error("the channel of files was closed"));
      clearTimeout(timer);
      await scanning;
    },
  };
}

interface Looked {
  /** How many files were answered or refused. */
  readonly worked: number;
  /** Something went wrong, which the log tells. */
  readonly trouble: boolean;
}

interface WhatFor {
  /** Files may be left that were begun and not ended. */
  readonly isFresh: boolean;
  /** It is time to tell what was decided on declarations that waited, and who has another number or name. */
  readonly isDue: boolean;
}

/** Never rejects: what goes wrong with one file must not keep the others. */
async function lookThrough(parts: WorkingParts, { isFresh, isDue }: WhatFor): Promise<Looked> {
  const { directory, annexes, connectionString, signal, clock, log } = parts;
  let worked = 0;
  let trouble = false;
  const tried = async <Result>(what: string, work: () => Promise<Result>): Promise<Result | undefined> => {
    if (signal.aborted) return undefined;
    try {
      return await work();
    } catch (error) {
      if (!signal.aborted) {
        trouble = true;
        log(`${what}: ${reasonOf(error)}`);
      }
      return undefined;
    }
  };
  const places = await tried("the drop folders cannot be opened", async () => {
    for (const { files } of annexes.all) if (files !== undefined) await openFolders(directory, files.sender);
    const senders = (await readdir(directory)).filter((name) => /^\d{6}$/.test(name));
    return await Promise.all(senders.map((sender) => openFolders(directory, sender)));
  });
  /** A connection for each: what is claimed on it is free again when it ends. */
  const workOn = async (rows: readonly FileRow[], fails: string, work: typeof goOn): Promise<void> => {
    for (const row of rows) {
      const folders = places?.find(({ sender }) => sender === row.sender);
      if (folders === undefined) continue;
      await tried(`file ${row.id} ${fails}`, () =>
        withTextualClient(connectionString, (client) => work(client, folders, row, parts)),
      );
    }
  };
  if (isFresh) {
    await tried("files under way cannot be found", async () => {
      for (const folders of places ?? []) await folders.tidy(clock.now());
      const underWay = await withTextualClient(connectionString, filesUnderWay);
      await workOn(underWay.toReversed(), "stands still", goOn);
    });
  }
  if (isDue) {
    const tell = () => withTextualClient(connectionString, (client) => tellChanges(client, places ?? [], parts));
    while ((await tried("changes of identity cannot be told", tell)) === true);
    await tried("decisions on what waited cannot be found", async () =>
      workOn(
        await withTextualClient(connectionString, filesWithDecisions),
        "has decisions that cannot be told",
        tellDecisions,
      ),
    );
  }
  for (const folders of places ?? []) {
    for (const environment of environments) {
      const sets = (await tried("a drop folder cannot be read", () => folders.dropped(environment))) ?? [];
      for (const set of sets.toSorted(byName)) {
        // A connection for each: what is claimed on it is free again when it ends.
        const processed = await tried(`a file of ${folders.sender} stands still`, () =>
          withTextualClient(connectionString, (client) => processFile(client, { folders, environment, set }, parts)),
        );
        if (processed !== undefined && processed !== "nothing") worked += 1;
      }
    }
  }
  return { worked, trouble };
}

/** Without data: a message of the database could hold some. */
function reasonOf(error: unknown): string {
  if (error instanceof DatabaseUnavailable) return `the database is not available (${error.reason})`;
  if (!(error instanceof Error)) return "unknown";
  return "code" in error ? `${error.name} ${String(error.code)}` : error.name;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

export function channelDirectory(home: string): string {
  return join(home, "files");
}
