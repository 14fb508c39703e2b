// `kruispunt files`: the file channel by hand. Signs a file as a customer of the demo network would, works through the drop folders,
// and lists what became of files.
import { createPrivateKey } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Annexes } from "../crossroads/annexes.ts";
import { withClient } from "../database/client.ts";
import { channelDirectory } from "../dimona/files/channel.ts";
import { type Environment, folders, partOfSet } from "../dimona/files/file-name.ts";
import { lastFiles } from "../dimona/files/ledger.ts";
import { openFileChannel } from "../http/file-channel.ts";
import { createLog } from "../http/log.ts";
import type { Settings } from "../http/settings.ts";
import { readAnnexes } from "../http/worker.ts";
import { systemClock } from "../kernel/clock.ts";
import { localStamp } from "../kernel/local-time.ts";
import { signDetached } from "../soap/security/sign-detached.ts";
import { inColumns } from "./columns.ts";
import { visitDatabase } from "./database.ts";
import { customerNamed, readNetwork } from "./network.ts";
import { Refusal } from "./refusal.ts";
import { revocationOf } from "./revocation.ts";
import { untilStopAsked } from "./stop-signal.ts";

/** With `once` it works on what is there, and says how many files that were; without, it looks again and again until SIGTERM. */
export async function processFiles(settings: Settings, { once }: { readonly once?: boolean }): Promise<void> {
  const log = createLog(settings.logLevel);
  const annexes = annexesOf(settings);
  await visitDatabase(settings, async (connectionString) => {
    const revocation = await revocationOf(settings, log);
    const channel = openFileChannel({ settings, connectionString, annexes, log, revocation });
    try {
      if (once === true) process.stdout.write(`${await channel.scan()} answered or refused\n`);
      else {
        channel.watch();
        await untilStopAsked();
      }
    } finally {
      revocation.close();
      await channel.close();
    }
  });
}

export interface SignOptions {
  readonly as: string;
  readonly environment: Environment;
  readonly number?: string;
  readonly drop?: boolean;
}

/** Makes FS and GO for a file, and an FI where it is not named as one: beside it, or in the drop folder. */
export function signFile(settings: Settings, file: string, { as, environment, number, drop }: SignOptions): void {
  const network = readNetwork(settings.home);
  const { key, cert } = customerNamed(network, as);
  const sender = annexesOf(settings).all.find(({ customer }) => customer === as)?.files?.sender;
  if (key === undefined || cert === undefined) throw new Refusal(`${as} has no certificate`);
  if (sender === undefined) throw new Refusal(`${as} drops no files: its annex has no \`files\``);
  const content = read(file);
  const own = partOfSet(basename(file));
  const set =
    own?.prefix === "FI" ? own.set : `${formOf(content)}.${sender}.${dayAndNumber(number)}.${environment}.1.1`;
  const target = drop === true ? join(channelDirectory(settings.home), sender, folders[environment].in) : dirname(file);
  const pem = (name: string) => readFileSync(join(network.directory, name), "utf8");
  const signature = signDetached(content, createPrivateKey(pem(key)), pem(cert));
  mkdirSync(target, { recursive: true });
  if (own?.prefix !== "FI" || drop === true) copyFileSync(file, join(target, `FI.${set}`));
  writeFileSync(join(target, `FS.${set}`), signature);
  // The last one: it says that the others are whole.
  writeFileSync(join(target, `GO.${set}`), "");
  for (const prefix of ["FI", "FS", "GO"]) process.stdout.write(`${join(target, `${prefix}.${set}`)}\n`);
}

/** The last files, with what became of them; no more of their content than how many forms ended in which way. */
export async function listFiles(settings: Settings, { limit }: { readonly limit: number }): Promise<void> {
  const rows = await visitDatabase(settings, (connectionString) =>
    withClient(connectionString, (client) => lastFiles(client, limit)),
  );
  const lines = rows.map(({ name, customer, state, errors, forms, results, receivedAt }) => {
    const { day, hour } = localStamp(receivedAt);
    const told = Object.entries(results).map(([result, count]) => `${count} ${result}`);
    const what = state === "refused" ? errors.join(" ") : told.toSorted().join(", ");
    return [`${day} ${hour.slice(0, 8)}`, name, customer ?? "-", state, `${forms} forms`, what];
  });
  process.stdout.write(rows.length === 0 ? "no files yet\n" : `${inColumns(lines).join("\n")}\n`);
}

function annexesOf(settings: Settings): Annexes {
  const annexes = readAnnexes(settings);
  if (!annexes.ok) throw new Refusal("the annexes are not in order: see `kruispunt annex check`");
  return annexes.value;
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal(`${file} cannot be read (${error instanceof Error && "code" in error ? error.code : "unknown"})`);
  }
}

/** By its root; whatever else it holds, the receipt will tell. */
function formOf(content: Buffer): string {
  return content.includes("<PersonnelFileConsultationRequest") ? "PFREQ" : "DMPI";
}

/** The number of the sending is the second of the day, so that two files made by hand do not clash. */
function dayAndNumber(number: string | undefined): string {
  const { day, hour } = localStamp(systemClock.now());
  const [hours = 0, minutes = 0, seconds = 0] = hour.slice(0, 8).split(":").map(Number);
  const second = Math.max(1, (hours * 60 + minutes) * 60 + seconds);
  return `${day.replaceAll("-", "")}.${number ?? String(second).padStart(5, "0")}`;
}
