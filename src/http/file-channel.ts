// The file channel of an installation, put together: it works in one process beside those that answer questions.
import { readFileSync } from "node:fs";
import { loadDimonaCodes } from "../codes/dimona-codes.ts";
import type { Annexes } from "../crossroads/annexes.ts";
import { createReader } from "../database/reader.ts";
import { channelDirectory, createFileChannel, type FileChannel } from "../dimona/files/channel.ts";
import { mandateGroups } from "../dimona/names.ts";
import { createDimonaReader } from "../dimona/register/reader.ts";
import { createDeclarationWriter } from "../dimona/register/writer.ts";
import { mandatesHeldFor } from "../employer-mandate/mandates-held.ts";
import { systemClock } from "../kernel/clock.ts";
import { createTrustStore } from "../soap/security/trust.ts";
import { keyFilesOf } from "./key-files.ts";
import type { Log } from "./log.ts";
import type { Revocation } from "./revocation.ts";
import type { Settings } from "./settings.ts";

export interface FileChannelOptions {
  readonly settings: Settings;
  readonly connectionString: string;
  readonly annexes: Annexes;
  readonly log: Log;
  /** Opened with the same settings, and closed by who opened it. */
  readonly revocation: Revocation;
}

const largest = 1 << 29;
const patience = 10 * 60_000;
const queryTimeout = 20_000;

export function openFileChannel(options: FileChannelOptions): FileChannel {
  const { settings, connectionString, annexes, log, revocation } = options;
  const clock = systemClock;
  const warn = (message: string): void => log.warn({}, message);
  const codes = loadDimonaCodes();
  const mandates = mandatesHeldFor(mandateGroups);
  const reader = createReader({ connectionString, queryTimeout, log: warn });
  const writer = createDeclarationWriter({ connectionString, clock, codes, mandates, log: warn });
  const authorities = [readFileSync(keyFilesOf(settings).authorities, "utf8")];
  const channel = createFileChannel({
    directory: channelDirectory(settings.home),
    connectionString,
    annexes,
    trust: createTrustStore({ authorities, clock, isRevoked: revocation.isRevoked }),
    writer,
    reader: createDimonaReader(reader, clock, mandates),
    codes,
    clock,
    mandates,
    largest,
    patience,
    log: warn,
  });
  return {
    ...channel,
    close: async () => {
      await channel.close();
      await writer.close();
      await reader.close();
    },
  };
}
