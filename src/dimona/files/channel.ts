// The file channel of Dimona: looks into every sender's drop folders, and brings each file that is whole to its answers.
import { mkdirSync, watch } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import type { Annexes } from "../../crossroads/annexes.ts";
import { withTextualClient } from "../../database/client.ts";
import type { TrustStore } from "../../soap/security/trust.ts";
import type { BatchPorts } from "../register/batch.ts";
import type { DimonaReader } from "../register/reader.ts";
import type { DeclarationWriter } from "../register/writer.ts";
import { type Environment, environments } from "./file-name.ts";
import { goOn, tellDecisions } from "./finish-file.ts";
import { openFolders, type SenderFolders } from "./folders.ts";
import { filesWithDecisions } from "./later-answers.ts";
import { type FileRow, filesUnderWay } from "./ledger.ts";
import { processFile } from "./process-file.ts";
import { reasonOf } from "./reason.ts";
import { createStumbles, type Stumbles } from "./stumbles.ts";
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
  /** Looks once through all folders, and works on all that is there; gives how many files it answered or refused. */
  scan(): Promise<number>;
  /** Looks again and again until it is closed. */
  watch(): void;
  /** Ends the looking; a file that is being worked on goes on at the next start. */
  close(): Promise<void>;
}

const pause = 2000;
/** Between two looks for what is to be told without a file that asks for it. */
const betweenTellings = 15_000;
/** After a look that did not go well for all, as when the database is away. */
const pauseAfterTrouble = 30_000;

export function createFileChannel(parts: ChannelParts): FileChannel {
  const ending = new AbortController();
  const working: WorkingParts = { ...parts, signal: ending.signal };
  const stumbles = createStumbles(parts.clock);
  let timer: NodeJS.Timeout | undefined;
  let scanning: Promise<Looked> | undefined;
  let again = false;
  /** Whether files may be left that were begun and not ended. */
  let isFresh = true;
  let tellingDue = 0;

  const lookOnce = (isDue: boolean): Promise<Looked> => {
    scanning ??= lookThrough(working, stumbles, { isFresh: isFresh || stumbles.areDue(), isDue }).finally(() => {
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
      stumbles.makeDue();
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
  /** Something went wrong that is not of one file or folder, which the log tells. */
  readonly trouble: boolean;
}

interface WhatFor {
  /** Files may be left that were begun and not ended. */
  readonly isFresh: boolean;
  /** It is time to tell what was decided on declarations that waited, and who has another number or name. */
  readonly isDue: boolean;
}

/** Never rejects: what goes wrong with one file must neither keep the others nor make them wait. */
async function lookThrough(parts: WorkingParts, stumbles: Stumbles, { isFresh, isDue }: WhatFor): Promise<Looked> {
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
  const triedAlone = async <Result>(
    which: string,
    what: string,
    work: () => Promise<Result>,
  ): Promise<Result | undefined> => {
    if (signal.aborted || !stumbles.isDue(which)) return undefined;
    try {
      const result = await work();
      stumbles.forget(which);
      return result;
    } catch (error) {
      if (signal.aborted) return undefined;
      log(`${what}: ${reasonOf(error)}`);
      // Is it this one, or would all others fail as well?
      const isAnswering = await tried("the database does not answer", () =>
        withTextualClient(connectionString, async (client) => await client.query("select")),
      );
      if (isAnswering !== undefined) stumbles.add(which);
      return undefined;
    }
  };
  const senders = await tried("the folder of files cannot be read", async () => {
    await mkdir(directory, { recursive: true });
    const found = (await readdir(directory)).filter((name) => /^\d{6}$/.test(name));
    return new Set([...annexes.all.flatMap(({ files }) => files?.sender ?? []), ...found]);
  });
  const places: SenderFolders[] = [];
  for (const sender of senders ?? []) {
    const opened = await triedAlone(sender, `the folders of ${sender} cannot be opened`, () =>
      openFolders(directory, sender),
    );
    if (opened !== undefined) places.push(opened);
  }
  /** A connection for each: what is claimed on it is free again when it ends. */
  const workOn = async (rows: readonly FileRow[], fails: string, work: typeof goOn): Promise<void> => {
    for (const row of rows) {
      const folders = places.find(({ sender }) => sender === row.sender);
      if (folders === undefined) continue;
      await triedAlone(nameOf(row, row.environment, row.name), `file ${row.id} ${fails}`, () =>
        withTextualClient(connectionString, (client) => work(client, folders, row, parts)),
      );
    }
  };
  if (isFresh) {
    for (const folders of places) {
      await triedAlone(folders.sender, `the folders of ${folders.sender} cannot be tidied`, () =>
        folders.tidy(clock.now()),
      );
    }
    await tried("files under way cannot be found", async () => {
      const underWay = await withTextualClient(connectionString, filesUnderWay);
      await workOn(underWay.toReversed(), "stands still", goOn);
    });
  }
  if (isDue) {
    await triedAlone("changes", "changes of identity cannot be told", () =>
      withTextualClient(connectionString, (client) => tellChanges(client, places, parts)),
    );
    await tried("decisions on what waited cannot be found", async () =>
      workOn(
        await withTextualClient(connectionString, filesWithDecisions),
        "has decisions that cannot be told",
        tellDecisions,
      ),
    );
  }
  for (const folders of places) {
    for (const environment of environments) {
      const dropped = () => folders.dropped(environment);
      const { sender } = folders;
      const sets = (await triedAlone(sender, `a drop folder of ${sender} cannot be read`, dropped)) ?? [];
      for (const set of sets.toSorted(byName)) {
        // A connection for each: what is claimed on it is free again when it ends.
        const processed = await triedAlone(
          nameOf(folders, environment, set.name),
          `a file of ${sender} stands still`,
          () =>
            withTextualClient(connectionString, (client) => processFile(client, { folders, environment, set }, parts)),
        );
        if (processed !== undefined && processed !== "nothing") worked += 1;
      }
    }
  }
  stumbles.forgetDue();
  return { worked, trouble };
}

function nameOf({ sender }: Pick<FileRow, "sender">, environment: Environment, name: string): string {
  return `${sender} ${environment} ${name}`;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

export function channelDirectory(home: string): string {
  return join(home, "files");
}
