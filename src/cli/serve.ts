// `kruispunt serve`: database, migrations, demo network, then one or more answering processes, until SIGTERM.

import cluster, { type Worker as Child } from "node:cluster";
import { join } from "node:path";
import { migrate, ownMigrations } from "../database/migrate.ts";
import type { FileChannel } from "../dimona/files/channel.ts";
import { usernamesWithoutPassword } from "../health/password-check.ts";
import { openFileChannel } from "../http/file-channel.ts";
import { createLog, type Log } from "../http/log.ts";
import { answerMetrics } from "../http/metrics.ts";
import type { Revocation } from "../http/revocation.ts";
import type { Settings } from "../http/settings.ts";
import { readAnnexes, startWorker, type Worker } from "../http/worker.ts";
import { addressOf } from "./address.ts";
import { faultText } from "./annex.ts";
import { openDatabase, prepareHome } from "./database.ts";
import { prepareDemo } from "./demo.ts";
import { Refusal } from "./refusal.ts";
import { revocationOf } from "./revocation.ts";
import { refuseKeyFiles, refuseWrongStart } from "./start-checks.ts";
import { untilStopAsked } from "./stop-signal.ts";

/** Runs until a signal asks to stop; resolves once everything has ended. */
export async function serve(settings: Settings): Promise<void> {
  const log = createLog(settings.logLevel);
  if (cluster.isWorker) {
    await serveAsWorker(settings, log);
    return;
  }
  const annexes = readAnnexes(settings);
  if (!annexes.ok) {
    throw new Refusal(annexes.reason.map(faultText).join("\n"));
  }
  refuseWrongStart(settings, annexes.value);
  prepareHome(settings);
  const stopAsked = untilStopAsked();
  const database = await openDatabase(settings, (message) => log.info({}, message));
  let revocation: Revocation | undefined;
  let files: FileChannel | undefined;
  try {
    await migrate(database.connectionString, ownMigrations);
    if (settings.mode === "demo") await prepareDemo(settings, database.connectionString, annexes.value, log);
    const credentials = join(settings.home, "credentials");
    for (const username of usernamesWithoutPassword(credentials, annexes.value)) {
      const file = join(credentials, username);
      log.warn({ username }, `nobody can sign in by this user name of an annex: ${file} holds no hash of a password`);
    }
    // After the demo network, which has the authority that signs them.
    revocation = await revocationOf(settings, log);
    const parts = {
      settings,
      connectionString: database.connectionString,
      annexes: annexes.value,
      log,
      revocation,
    };
    files = watchFiles(parts);
    if (settings.workers === 1) {
      const worker = await startAnswering(parts);
      announce(settings, worker.port, worker.tlsPort);
      await stopAsked;
      await worker.stop();
    } else {
      await superviseWorkers(settings, database.connectionString, log, stopAsked);
    }
  } finally {
    revocation?.close();
    await files?.close();
    await database.stop();
  }
}

/** In this process, also where others answer the questions; not at all where no customer drops files. */
function watchFiles(parts: Parameters<typeof openFileChannel>[0]): FileChannel | undefined {
  if (parts.annexes.all.every(({ files }) => files === undefined)) return undefined;
  const channel = openFileChannel(parts);
  channel.watch();
  return channel;
}

async function serveAsWorker(settings: Settings, log: Log): Promise<void> {
  const connectionString = process.env.KRUISPUNT_WORKER_DATABASE;
  if (connectionString === undefined) throw new Error("A worker needs the database of its primary process");
  const annexes = readAnnexes(settings);
  if (!annexes.ok) throw new Refusal("The annexes changed while the server ran and are no longer in order");
  refuseKeyFiles(settings);
  const revocation = await revocationOf(settings, log);
  const worker = await startAnswering({ settings, connectionString, annexes: annexes.value, log, revocation });
  process.send?.({ ready: { port: worker.port, tlsPort: worker.tlsPort } });
  await new Promise<void>((resolve) => {
    process.once("disconnect", resolve);
    process.on("SIGINT", () => {});
    process.once("SIGTERM", () => resolve());
  });
  revocation.close();
  await worker.stop();
  process.exit(0);
}

/** A port that is taken, or an address that is not this machine's, is the operator's to mend. */
async function startAnswering(parts: Parameters<typeof startWorker>[0]): Promise<Worker> {
  return await startWorker(parts).catch((error: unknown) => {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    if (error.code === "EADDRINUSE" || error.code === "EACCES") {
      throw new Refusal(`${error.message}: choose other ports with KRUISPUNT_PORT and KRUISPUNT_TLS_PORT`);
    }
    if (notThisMachine.has(error.code)) {
      const expected = "name an address of this machine, or 0.0.0.0 for all of them";
      throw new Refusal(`KRUISPUNT_HOST: ${parts.settings.host} cannot be listened on (${error.code}): ${expected}`);
    }
    throw error;
  });
}

const notThisMachine: ReadonlySet<unknown> = new Set([
  "EADDRNOTAVAIL",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAFNOSUPPORT",
  "EINVAL",
]);

const pauseBeforeAnother = 500;

/**
 * Without a bound the collector lets garbage of answered questions pile up to hundreds of megabytes; with it a worker
 * stays under 300 MB and is no slower. The live data of a busy worker are some 40 MB: collected when they have grown by
 * half, as they would be by themselves, the marking keeps the other core busy for 70 ms every two seconds; so they may double.
 * Young garbage is a millisecond's work: helpers would take longer to wake up, on cores where other workers answer.
 */
const workerMemory = [
  "--max-old-space-size=512",
  "--max-semi-space-size=16",
  "--heap-growing-percent=100",
  "--no-parallel-scavenge",
];

async function superviseWorkers(
  settings: Settings,
  connectionString: string,
  log: Log,
  stopAsked: Promise<void>,
): Promise<void> {
  answerMetrics();
  cluster.setupPrimary({ execArgv: [...process.execArgv, ...workerMemory] });
  let stopping = false;
  const living = new Set<Child>();
  const fork = (): Promise<ReadyMessage> =>
    new Promise((resolve, reject) => {
      const child = cluster.fork({ KRUISPUNT_WORKER_DATABASE: connectionString });
      living.add(child);
      let wasReady = false;
      child.on("message", (message: unknown) => {
        if (!isReady(message)) return;
        wasReady = true;
        resolve(message);
      });
      child.once("exit", (code, signal) => {
        living.delete(child);
        if (stopping) return;
        if (!wasReady) {
          reject(new Refusal("a worker did not start; what it said stands above"));
          return;
        }
        log.error({ code, signal }, "a worker ended unexpectedly; another takes its place");
        replace();
      });
    });
  const replace = (): void => {
    setTimeout(() => {
      if (!stopping) fork().catch(replace);
    }, pauseBeforeAnother);
  };
  try {
    const ready = await Promise.race([Promise.all(Array.from({ length: settings.workers }, fork)), stopAsked]);
    if (ready?.[0] !== undefined) announce(settings, ready[0].ready.port, ready[0].ready.tlsPort);
    await stopAsked;
  } finally {
    stopping = true;
    await Promise.all(
      [...living].map((child) => {
        const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
        child.kill("SIGTERM");
        return ended;
      }),
    );
  }
}

interface ReadyMessage {
  readonly ready: { readonly port: number; readonly tlsPort: number | undefined };
}

function isReady(message: unknown): message is ReadyMessage {
  return typeof message === "object" && message !== null && "ready" in message;
}

function announce({ host, plainHost }: Settings, port: number, tlsPort: number | undefined): void {
  if (tlsPort !== undefined) process.stdout.write(`https on ${addressOf("https", host, tlsPort)}\n`);
  process.stdout.write(`ready ${addressOf("http", plainHost, port)}\n`);
}
