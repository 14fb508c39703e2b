// The server as an operator runs it: a process of its own, on a database and in a folder of its own.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { afterEach, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Network, readNetwork } from "../src/cli/network.ts";
import { demoDatabase } from "./database.ts";
import { temporaryHome } from "./database-server.ts";
import { freePort } from "./free-port.ts";

export interface RunningServer {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** https://127.0.0.1:PORT */
  readonly tlsUrl: string;
  /** KRUISPUNT_HOME. */
  readonly home: string;
  readonly network: Network;
  readonly pid: number;
  /** All that it said so far, on standard output and standard error. */
  log(): string;
  /** Asks it to stop, as an operator would, and gives its exit code; once it has ended, just the code. */
  stop(): Promise<number | null>;
}

/** Variables as in src/http/settings.ts; an empty one counts as left out. */
type ServerSettings = Readonly<Record<string, string>>;

/**
 * Starts `kruispunt serve` with a demo network on free ports and waits until it is ready. It works on a test database,
 * unless the settings name another, or none with `DATABASE_URL: ""`: then it runs its embedded server. It is stopped
 * after the test, or, when started from a `before` hook of the file, after all its tests. When a test fails, what the
 * server said since the test before it is shown. `patience`: milliseconds that the start may take.
 */
export async function startServer(
  t: TestContext,
  settings: ServerSettings = {},
  patience = longestStart,
): Promise<RunningServer> {
  const ownHome = settings.KRUISPUNT_HOME === undefined ? await temporaryHome() : undefined;
  const home = settings.KRUISPUNT_HOME ?? ownHome ?? "";
  const database = settings.DATABASE_URL ?? (await demoDatabase(t)).connectionString;
  const tlsPort = settings.KRUISPUNT_TLS_PORT ?? String(await freePort());
  const child = spawn(process.execPath, ["src/cli/main.ts", "serve"], {
    cwd: root,
    env: {
      ...inherited(),
      KRUISPUNT_PORT: "0",
      ...settings,
      KRUISPUNT_HOME: home,
      KRUISPUNT_TLS_PORT: tlsPort,
      DATABASE_URL: database,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const server = watch(child);
  servers.add(server);
  const stop = () => stopChild(child, server);
  t.after(async () => {
    await stop();
    servers.delete(server);
    if (ownHome !== undefined) await rm(ownHome, { recursive: true, force: true });
  });

  const url = await readyAddress(child, server, patience);
  return {
    url,
    tlsUrl: `https://127.0.0.1:${tlsPort}`,
    home,
    network: readNetwork(home),
    pid: child.pid ?? 0,
    log: () => server.said,
    stop,
  };
}

interface Watched {
  said: string;
  /** How much of it was shown, or belongs to tests that passed. */
  seen: number;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const longestStart = 60_000;
const longestStop = 20_000;
const servers = new Set<Watched>();

afterEach((t) => {
  for (const server of servers) {
    const unseen = server.said.slice(server.seen);
    if ("passed" in t && !t.passed) process.stderr.write(`${t.name}: the server said:\n${unseen || "nothing"}\n`);
    server.seen = server.said.length;
  }
});

function watch(child: ChildProcess): Watched {
  const server: Watched = { said: "", seen: 0 };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => {
      server.said += text;
    });
  }
  // Should this process end early, the server does not stay behind.
  const end = (): void => void child.kill("SIGTERM");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  return server;
}

async function readyAddress(child: ChildProcess, server: Watched, patience: number): Promise<string> {
  const deadline = Date.now() + patience;
  for (;;) {
    const [, address] = /^ready (http:\S+)$/m.exec(server.said) ?? [];
    if (address !== undefined) return address;
    const reason = hasEnded(child) ? "the server ended" : Date.now() > deadline ? "the server is not ready" : undefined;
    if (reason !== undefined) throw new Error(`${reason}; it said:\n${server.said}`);
    await sleep(20);
  }
}

async function stopChild(child: ChildProcess, server: Watched): Promise<number | null> {
  if (hasEnded(child)) return child.exitCode;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), longestStop);
  await ended;
  clearTimeout(timer);
  if (child.signalCode === "SIGKILL") throw new Error(`the server did not stop; it said:\n${server.said}`);
  return child.exitCode;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** The settings of whoever runs the tests are not those of the server. */
function inherited(): NodeJS.ProcessEnv {
  const own = /^(KRUISPUNT_|DATABASE_URL$|NODE_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
