// The file channel of Dimona: looks into every sender's drop folders, and brings each file that is whole to its answers.
import { watch } from "node:fs";
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
import { openFolders, type SenderFolders } from "./folders.ts";
import { filesUnderWay } from "./ledger.ts";
import { goOn, processFile } from "./process-file.ts";

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

export interface FileChannel {
  /** Looks once through all folders, and works on what is there; gives how many files it answered or refused. */
  scan(): Promise<number>;
  /** Looks again and again until it is closed. */
  watch(): void;
  /** Ends the looking; a file that is being worked on goes on at the next start. */
  close(): Promise<void>;
}

const pause = 2000;

export function createFileChannel(parts: ChannelParts): FileChannel {
  let timer: NodeJS.Timeout | undefined;
  let scanning: Promise<number> | undefined;
  let closed = false;
  let again = false;

  const scan = (): Promise<number> => {
    scanning ??= lookThrough(parts, () => closed).finally(() => {
      scanning = undefined;
    });
    return scanning;
  };
  const watching = new AbortController();
  const look = async (): Promise<void> => {
    clearTimeout(timer);
    again = false;
    try {
      await scan();
    } catch (error) {
      const name = error instanceof Error ? error.name : "unknown";
      parts.log(
        `the drop folders could not be looked through: ${error instanceof DatabaseUnavailable ? error.reason : name}`,
      );
    }
    if (!closed) timer = setTimeout(look, again ? 0 : pause);
  };
  return {
    scan,
    watch: () => {
      void look();
      try {
        watch(parts.directory, { recursive: true, signal: watching.signal }, (_, file) => {
          // What the program does itself is no news; of what is dropped, GO comes last.
          if (file === null || !/(?:^|[\\/])GO\.[^\\/]*$/i.test(file)) return;
          again = true;
          if (scanning === undefined) void look();
        }).on("error", () => {});
      } catch {
        // A file system that tells nothing is looked at every two seconds.
      }
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      watching.abort();
      await scanning?.catch(() => {});
    },
  };
}

async function lookThrough(parts: ChannelParts, isClosed: () => boolean): Promise<number> {
  const { directory, annexes, connectionString } = parts;
  let worked = 0;
  for (const { files } of annexes.all) if (files !== undefined) await openFolders(directory, files.sender);
  const senders = (await readdir(directory).catch(() => [])).filter((name) => /^\d{6}$/.test(name));
  const all = new Map<string, SenderFolders>();
  for (const sender of senders) all.set(sender, await openFolders(directory, sender));
  const underWay = await withTextualClient(connectionString, filesUnderWay);
  for (const row of underWay.toReversed()) {
    const folders = all.get(row.sender);
    if (isClosed()) return worked;
    if (folders !== undefined) await withTextualClient(connectionString, (client) => goOn(client, folders, row, parts));
  }
  for (const folders of all.values()) {
    for (const environment of environments) {
      for (const set of (await folders.dropped(environment)).toSorted(byName)) {
        if (isClosed()) return worked;
        // A connection for each: what is claimed on it is free again when it ends.
        const processed = await withTextualClient(connectionString, (client) =>
          processFile(client, { folders, environment, set }, parts),
        );
        if (processed !== "nothing") worked += 1;
      }
    }
  }
  return worked;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

export function channelDirectory(home: string): string {
  return join(home, "files");
}
