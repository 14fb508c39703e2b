// The installation's database, for the server that runs it and for tools that look at it while it runs or stands still.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
  mkdirSync(settings.home, { recursive: true });
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
  return new Refusal(`the database of DATABASE_URL cannot be reached (${reason})`);
}

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
