// A server for one test file alone, which may stop it, kill it or freeze it.

import { rm } from "node:fs/promises";
import type { TestContext } from "node:test";
import { type EmbeddedServer, startEmbedded } from "../src/database/embedded.ts";
import { startTestServer, type TestServer } from "./database-server.ts";
import { signalAll } from "./server-processes.ts";

export interface OwnServer extends TestServer {
  /** Freezes every process of the server (SIGSTOP), so that it takes connections and answers nothing. */
  readonly freeze: () => Promise<void>;
  readonly thaw: () => Promise<void>;
  /** Stops the server, and starts it again on the same data and address. */
  readonly halt: () => Promise<void>;
  readonly resume: () => Promise<void>;
}

/** The patience with the database that an installation has unless told otherwise, for tests of one that is away. */
export const usualPatience = { KRUISPUNT_DATABASE_TIMEOUT: "2000" };

export async function ownServer(t: TestContext): Promise<OwnServer> {
  const server = await startTestServer();
  const { dataDirectory, home } = server;
  let running: EmbeddedServer = server;
  const freeze = (): Promise<void> => signalAll(dataDirectory, "SIGSTOP");
  const thaw = (): Promise<void> => signalAll(dataDirectory, "SIGCONT");
  t.after(async () => {
    await thaw();
    await running.stop();
    await rm(home, { recursive: true, force: true });
  });
  return {
    ...server,
    freeze,
    thaw,
    pid: () => running.pid(),
    halt: () => server.halt(),
    resume: async () => {
      const started = await startEmbedded({ home, log: () => {}, throwaway: true });
      if (!started.ok) throw new Error(started.reason.message);
      running = started.value;
    },
  };
}
