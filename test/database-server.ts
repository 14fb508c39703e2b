// The server that the tests' databases live on: throwaway data in a temporary folder, and a migrated template.

import { chmod, mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { type EmbeddedServer, startEmbedded } from "../src/database/embedded.ts";
import { migrate, ownMigrations } from "../src/database/migrate.ts";

export interface TestServer extends EmbeddedServer {
  readonly home: string;
  /** Ends the server and keeps its data. */
  readonly halt: () => Promise<void>;
  /** Ends the server and removes its data. */
  readonly stop: () => Promise<void>;
}

export const template = "kruispunt_template";

/** Starts a server with the template in it, migrated by the files of src/database/migrations. */
export async function startTestServer(): Promise<TestServer> {
  const home = await temporaryHome();
  const started = await startEmbedded({ home, log: () => {}, throwaway: true });
  if (!started.ok) throw new Error(started.reason.message);
  const { stop } = started.value;
  const server: TestServer = {
    ...started.value,
    home,
    halt: stop,
    stop: async () => {
      await stop();
      await rm(home, { recursive: true, force: true });
    },
  };
  try {
    await onServer(server.connectionString, (client) => client.query(`create database ${template}`));
    await migrate(databaseUrl(server.connectionString, template).href, ownMigrations);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A temporary folder that the unprivileged user of an embedded server can reach; in memory where there is room. */
export async function temporaryHome(): Promise<string> {
  const home = await mkdtemp(join(await roomiest(), "kruispunt-"));
  await chmod(home, 0o755);
  return home;
}

// A database is cloned there in 10 ms, against 150 ms on disk. Containers often give it 64 MB, which is too little.
async function roomiest(): Promise<string> {
  const memory = "/dev/shm";
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > 4_000_000_000 ? memory : tmpdir();
}

/** Runs a task on a connection that lasts as long as the task. */
export async function onServer<Value>(
  connectionString: string,
  task: (client: Client) => Promise<Value>,
): Promise<Value> {
  const client = new Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  try {
    return await task(client);
  } finally {
    await client.end();
  }
}

/** The address of another database on the same server. */
export function databaseUrl(connectionString: string, name: string): URL {
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url;
}
