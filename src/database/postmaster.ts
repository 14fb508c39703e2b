// One PostgreSQL server process: started on a data folder, guarded, stopped.

import { type ChildProcess, spawn } from "node:child_process";
import { open, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { SystemUser } from "./embedded-user.ts";

export interface PostmasterOptions {
  /** The path of the program. */
  readonly postgres: string;
  readonly dataDirectory: string;
  readonly user: SystemUser | undefined;
  readonly settings: Readonly<Record<string, string>>;
  /** Where the server's own messages go; at 10 MB the file is put aside at the next start. */
  readonly logFile: string;
}

export interface Postmaster {
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Fast shutdown: sessions are cut, everything committed is on disk. Resolves when the process has ended. */
  readonly stop: () => Promise<void>;
}

const recoveryLimit = 120_000;
const shutdownLimit = 30_000;
const largestLog = 10_000_000;

/** Starts the server and waits until it takes connections, recovery after a crash included; or says why it did not. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster | { readonly failure: string }> {
  const { dataDirectory, logFile } = options;
  const { child, logStart } = await launch(options);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const { pid } = child;
  if (pid === undefined) return { failure: `${options.postgres} cannot be run` };
  // A server that somebody forgot to stop does not keep us alive: we go, and the guard stops it.
  child.unref();
  const stopGuard = guardAgainstOrphanhood(pid, options.user);
  ended.then(stopGuard);
  for (const deadline = Date.now() + recoveryLimit; Date.now() < deadline; ) {
    if (child.exitCode !== null || child.signalCode !== null) return { failure: await lastWords(logFile, logStart) };
    if (await takesConnections(dataDirectory, pid)) return { pid, ended, stop: () => stop(child, ended) };
    await Promise.race([sleep(10), ended]);
  }
  await stop(child, ended);
  return { failure: `it took no connections within ${recoveryLimit / 1000} seconds` };
}

async function launch(
  options: PostmasterOptions,
): Promise<{ readonly child: ChildProcess; readonly logStart: number }> {
  const { postgres, dataDirectory, user, settings, logFile } = options;
  await putAsideWhenLarge(logFile);
  const log = await open(logFile, "a", 0o600);
  const { size } = await log.stat();
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(postgres, ["-D", dataDirectory, ...flags], {
    ...user,
    cwd: dataDirectory,
    // A session of its own: Ctrl-C at the terminal is for us, who stop the server once the last answers are out.
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
  });
  await log.close();
  return { child, logStart: size };
}

// The last line of the lock file holds the state (PostgreSQL's pg_ctl waits for the same).
async function takesConnections(dataDirectory: string, pid: number): Promise<boolean> {
  const lines = (await readFile(join(dataDirectory, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.ref();
  child.kill("SIGINT");
  // Each harder than the one before; the last leaves recovery to the next start, and ends even what is frozen.
  const timers = [
    setTimeout(() => child.kill("SIGQUIT"), shutdownLimit),
    setTimeout(() => child.kill("SIGKILL"), shutdownLimit * 1.5),
  ];
  await ended;
  for (const timer of timers) clearTimeout(timer);
}

// Should we die without a word, the pipe to this shell closes, and it asks the server to stop.
function guardAgainstOrphanhood(pid: number, user: SystemUser | undefined): () => void {
  if (process.platform === "win32") return () => {};
  const guard = spawn("/bin/sh", ["-c", 'read _; kill -INT "$1"', "guard", String(pid)], {
    ...user,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    env: {},
  });
  guard.on("error", () => {});
  guard.unref();
  if (guard.stdin !== null && "unref" in guard.stdin && typeof guard.stdin.unref === "function") guard.stdin.unref();
  return () => {
    guard.kill("SIGKILL");
  };
}

async function putAsideWhenLarge(logFile: string): Promise<void> {
  const { size } = await stat(logFile).catch(() => ({ size: 0 }));
  if (size > largestLog) await rename(logFile, `${logFile}.1`);
}

async function lastWords(logFile: string, start: number): Promise<string> {
  const lines = (await readFile(logFile)).subarray(start).toString("utf8").trim().split("\n");
  const telling = lines.filter((line) => / (?:FATAL|PANIC|HINT): /.test(line));
  return (telling.length > 0 ? telling : lines)
    .slice(-3)
    .map((line) => line.replace(/^.*?(?=FATAL|PANIC|HINT)/, ""))
    .join("; ");
}
