// The installation's database, for the server that runs it and for tools that look at it while it runs or stands still.
import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { startEmbedded } from "../database/embedded.ts";
import { migrate, ownMigrations } from "../database/migrate.ts";
import type { Settings } from "../http/settings.ts";
import { Refusal } from "./refusal.ts";

export interface OpenDatabase {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** Starts the embedded server, or takes the one of DATABASE_URL; leaves word under home where it is. */
export async function openDatabase(settings: Settings, log: (message: string) => void): Promise<OpenDatabase> {
  if (settings.databaseUrl !== undefined) {
    const refusal = await tryConnection(settings.databaseUrl);
    if (refusal !== undefined) throw notThere(refusal);
    return { connectionString: settings.databaseUrl, stop: async () => {} };
  }
  prepareHome(settings);
  const started = await startEmbedded({ home: settings.home, log });
  if (!started.ok) throw new Refusal(started.reason.message);
  const { connectionString } = started.value;
  // Readable by the owner alone: it holds the password of the embedded server.
  writeFileSync(wordOf(settings), connectionString, { mode: 0o600 });
  return {
    connectionString,
    stop: async () => {
      rmSync(wordOf(settings), { force: true });
      await started.value.stop();
    },
  };
}

/** Makes the folder of KRUISPUNT_HOME; a Refusal where there can be none. */
export function prepareHome({ home }: Settings): void {
  try {
    mkdirSync(home, { recursive: true });
    accessSync(home, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new Refusal(
      `KRUISPUNT_HOME: ${home} cannot be a folder to write in (${code}): name one that is there, or can be made`,
    );
  }
}

/** The database of a running server where there is one; otherwise it is started for as long as the tool works. Migrated. */
export async function visitDatabase<Result>(
  settings: Settings,
  visit: (connectionString: string) => Promise<Result>,
): Promise<Result> {
  const running = await findRunning(settings);
  if (running !== undefined) {
    await migrate(running, ownMigrations);
    return await visit(running);
  }
  const database = await openDatabase(settings, () => {});
  try {
    await migrate(database.connectionString, ownMigrations);
    return await visit(database.connectionString);
  } finally {
    await database.stop();
  }
}

async function findRunning(settings: Settings): Promise<string | undefined> {
  const connectionString = settings.databaseUrl ?? readWord(settings);
  if (connectionString === undefined) return undefined;
  const refusal = await tryConnection(connectionString);
  if (refusal === undefined) return connectionString;
  // Word of a server that ended without taking it back; one that was named must be there.
  if (settings.databaseUrl === undefined) return undefined;
  throw notThere(refusal);
}

/** Undefined when a connection can be made; otherwise why not, in a word. */
async function tryConnection(connectionString: string): Promise<string | undefined> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.end();
    return undefined;
  } catch (error) {
    // The code of the system or of PostgreSQL; a message could quote the address with its password.
    return error instanceof Error && "code" in error ? String(error.code) : "no answer";
  }
}

function notThere(reason: string): Refusal {
  const meaning = meanings.get(reason);
  const told = meaning === undefined ? reason : `${reason}: ${meaning}`;
  return new Refusal(`the database of DATABASE_URL cannot be reached (${told})`);
}

/** Codes of PostgreSQL, of the system and of TLS, in words. */
const meanings: ReadonlyMap<string, string> = new Map([
  ["28P01", "the user name or the password in it is wrong"],
  ["28000", "the server does not take this user from this machine, or not without TLS: see its pg_hba.conf"],
  ["3D000", "there is no database of this name: make it with createdb"],
  ["53300", "the server has no connection left"],
  ["57P03", "the server is starting or stopping: try again"],
  ["ECONNREFUSED", "nothing listens at its host and port"],
  ["ENOTFOUND", "there is no such host"],
  ["EAI_AGAIN", "its host cannot be looked up now"],
  ["ETIMEDOUT", "its host does not answer"],
  ["EHOSTUNREACH", "its host does not answer"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "the authority of its certificate is not known: name it with sslrootcert=FILE"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "its certificate is self-signed: name it with sslrootcert=FILE"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "the authority of its certificate is not known: name it with sslrootcert=FILE"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "its certificate is for another host"],
]);

function readWord(settings: Settings): string | undefined {
  try {
    return readFileSync(wordOf(settings), "utf8");
  } catch {
    return undefined;
  }
}

function wordOf({ home }: Settings): string {
  return join(home, "database.url");
}
