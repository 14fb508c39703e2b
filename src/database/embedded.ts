// PostgreSQL in the house: a private server from the installed packages, on data under our own home folder.

import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { type DataFolder, database, initialise, placeData, readPassword, superuser } from "./data-folder.ts";
import { type Binaries, findBinaries } from "./embedded-binaries.ts";
import { embeddedSettings, throwawaySettings } from "./embedded-settings.ts";
import { type SystemUser, systemFolder, unprivilegedUser } from "./embedded-user.ts";
import { claim, holderOf, stopOrphan } from "./holder.ts";
import { type Postmaster, type PostmasterOptions, startPostmaster } from "./postmaster.ts";

export interface EmbeddedOptions {
  /** Our home folder: data in `postgres/`, the server's log in `postgres.log`. */
  readonly home: string;
  readonly log: (message: string) => void;
  /** Trade durability for speed: for tests, whose data may be lost. */
  readonly throwaway?: boolean;
}

export interface EmbeddedServer {
  /** Holds the password: for connecting, not for showing. */
  readonly connectionString: string;
  readonly dataDirectory: string;
  /** The process of the server; another after a crash. */
  readonly pid: () => number;
  /** Fast shutdown; resolves when the server has ended. */
  readonly stop: () => Promise<void>;
}

export interface EmbeddedFault {
  readonly kind: "no-binaries" | "no-user" | "in-use" | "foreign-data" | "not-initialised" | "not-started";
  /** A sentence for the operator, with the remedy. */
  readonly message: string;
}

const remedy = "Set DATABASE_URL to use a PostgreSQL server of your own.";

/**
 * Starts the server, making its data first where there is none. Started again when it dies; stopped by `stop`, or by
 * itself when our process dies; one left behind all the same is stopped at the next start. Refuses data on which
 * another process runs a server.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Outcome<EmbeddedServer, EmbeddedFault>> {
  try {
    return await prepareAndStart(options);
  } catch (error) {
    // A full disk, a folder that may not be written: the operator's to mend, unlike a bug.
    if (!(error instanceof Error && "syscall" in error)) throw error;
    return fault("not-started", `The embedded PostgreSQL cannot use its files: ${error.message}. ${remedy}`);
  }
}

async function prepareAndStart(options: EmbeddedOptions): Promise<Outcome<EmbeddedServer, EmbeddedFault>> {
  const { log, throwaway = false } = options;
  const home = resolve(options.home);
  const candidate = await unprivilegedUser();
  if (candidate === "none") {
    return fault(
      "no-user",
      `PostgreSQL does not run as root, and there is no user postgres, kruispunt or nobody to run it as. Run Kruispunt as another user. ${remedy}`,
    );
  }
  const place = await placeData(home, candidate);
  if (place.exists && candidate === undefined && place.owner?.uid !== process.getuid?.()) {
    return fault(
      "foreign-data",
      `The data in ${place.data} belong to another user, probably because Kruispunt ran as root before. Run it as that user again, or give the folder to this one.`,
    );
  }
  const user = candidate === undefined ? undefined : (place.owner ?? candidate);
  if (user !== undefined && place.folder.startsWith(systemFolder)) {
    log(`the user that PostgreSQL runs as cannot reach ${home}: its data are in ${place.folder}`);
  }

  const binaries = await findBinaries(user, user === undefined ? home : systemFolder);
  if (!binaries.ok) return fault("no-binaries", `${binaries.reason} ${remedy}`);
  if (!place.exists) {
    log(`making a new database in ${place.data}`);
    const made = await initialise(place, binaries.value, user, !throwaway);
    if (!made.ok)
      return fault("not-initialised", `PostgreSQL could not make its data in ${place.data}: ${made.reason}`);
  }
  const version = (await readFile(join(place.data, "PG_VERSION"), "utf8")).trim();
  if (version !== binaries.value.version.split(".")[0]) {
    return fault(
      "foreign-data",
      `The data in ${place.data} were written by PostgreSQL ${version} and the installed one is ${binaries.value.version}. Start the version of Kruispunt that wrote them, or move the data over with a dump.`,
    );
  }

  const release = await claim(place.data);
  if ("owner" in release) return inUse(place, `process ${release.owner}`);
  const started = await startOn(place, binaries.value, user, options);
  if (!started.ok) {
    await release();
    return started;
  }
  let stopped: Promise<void> | undefined;
  const { stop } = started.value;
  return accepted({
    ...started.value,
    // Once: a second call must not release the claim of whoever came after us.
    stop: () => {
      stopped ??= stop().then(release);
      return stopped;
    },
  });
}

async function startOn(
  place: DataFolder,
  binaries: Binaries,
  user: SystemUser | undefined,
  { home, log, throwaway = false }: EmbeddedOptions,
): Promise<Outcome<EmbeddedServer, EmbeddedFault>> {
  const address = await addressFor(place);
  const holder = await holderOf(place.data, address.socket);
  if (holder !== undefined) {
    if (holder.pid === undefined) return inUse(place, "out of our sight, perhaps in another container");
    log(`stopping the PostgreSQL that an earlier run left behind (process ${holder.pid})`);
    if (!(await stopOrphan(holder.pid))) return inUse(place, `process ${holder.pid}, which does not stop`);
  }
  const launch: PostmasterOptions = {
    postgres: binaries.postgres,
    dataDirectory: place.data,
    user,
    settings: { ...(throwaway ? throwawaySettings : embeddedSettings), ...address.settings },
    logFile: join(resolve(home), "postgres.log"),
  };
  const first = await startPostmaster(launch);
  if ("failure" in first) {
    return fault("not-started", `PostgreSQL did not start on ${place.data}: ${first.failure}. See ${launch.logFile}.`);
  }
  return accepted({
    connectionString: address.urlFor(await readPassword(place.data)),
    dataDirectory: place.data,
    ...supervise(first, launch, log),
  });
}

function inUse({ data }: DataFolder, who: string): Outcome<never, EmbeddedFault> {
  return fault(
    "in-use",
    `Another Kruispunt (${who}) runs on ${data}. Stop it, or give this one another KRUISPUNT_HOME.`,
  );
}

function fault(kind: EmbeddedFault["kind"], message: string): Outcome<never, EmbeddedFault> {
  return refused({ kind, message });
}

interface Address {
  readonly settings: Readonly<Record<string, string>>;
  readonly socket: string | undefined;
  readonly urlFor: (password: string) => string;
}

// A socket in a folder that only the server's user can enter; where paths are too long for one, or the system has
// none, a port on the loopback interface.
async function addressFor({ folder }: DataFolder): Promise<Address> {
  const socket = join(folder, ".s.PGSQL.5432");
  if (process.platform !== "win32" && Buffer.byteLength(socket) < 100) {
    return {
      settings: {
        listen_addresses: "",
        unix_socket_directories: folder,
        unix_socket_permissions: "0700",
        port: "5432",
      },
      socket,
      urlFor: (password) =>
        `postgresql://${superuser}:${password}@localhost:5432/${database}?host=${encodeURIComponent(folder)}`,
    };
  }
  const port = await freePort();
  return {
    settings: { listen_addresses: "127.0.0.1", unix_socket_directories: "", port: String(port) },
    socket: undefined,
    urlFor: (password) => `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

const longestPause = 2000;

/** Starts the server again whenever it dies without being asked to. */
function supervise(
  first: Postmaster,
  launch: PostmasterOptions,
  log: (message: string) => void,
): Pick<EmbeddedServer, "pid" | "stop"> {
  let current = first;
  let stopping = false;

  const watch = async (): Promise<void> => {
    while (!stopping) {
      await current.ended;
      if (stopping) return;
      log(`PostgreSQL ended unexpectedly; starting it again (its log: ${launch.logFile})`);
      current = (await startAgain()) ?? current;
    }
    await current.stop();
  };

  const startAgain = async (): Promise<Postmaster | undefined> => {
    for (let pause = 100; !stopping; pause = Math.min(longestPause, pause * 2)) {
      // What is left of the dead server's sessions needs a moment to go, too.
      await sleep(pause);
      const next = await startPostmaster(launch);
      if (!("failure" in next)) return next;
    }
    return undefined;
  };
  const watching = watch();

  return {
    pid: () => current.pid,
    stop: async () => {
      stopping = true;
      await current.stop();
      await watching;
    },
  };
}
