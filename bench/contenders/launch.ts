// A contender as the bench sees it: a program that says `ready http://127.0.0.1:PORT`, with workers whose memory is read.
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";

export interface Launch {
  /** What `node` is given. */
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface Running {
  readonly port: number;
  /** Megabytes (2^20) resident in the worker that takes most. */
  readonly memory: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

const longestStart = 60_000;
const longestStop = 10_000;

/** Starts the program; rejects when it ends or says nothing for a minute. */
export async function launch({ arguments: given, environment }: Launch): Promise<Running> {
  const child = spawn(process.execPath, [...given], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    const impatience = setTimeout(() => child.kill("SIGKILL"), longestStop);
    await ended;
    clearTimeout(impatience);
  };
  const { pid } = child;
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${given.join(" ")} is not ready after a minute`)), longestStart);
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      const ready = /^ready http:\/\/127\.0\.0\.1:(\d+)$/m.exec(said)?.[1];
      if (ready === undefined) return;
      clearTimeout(timer);
      resolve(Number(ready));
    });
    ended.then(() => {
      clearTimeout(timer);
      reject(new Error(`${given.join(" ")} ended before it was ready: ${said.slice(-2000)}`));
    });
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  if (pid === undefined) throw new Error(`${given.join(" ")} has no process`);
  return { port, memory: () => largestWorker(pid), stop };
}

const run = promisify(execFile);

/** The children of the process, or the process itself where it has none. */
async function largestWorker(pid: number): Promise<number> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,rss="]);
  const processes = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/ +/).map(Number));
  const own = processes.filter(([, parent]) => parent === pid);
  const workers = own.length > 0 ? own : processes.filter(([id]) => id === pid);
  return Math.max(...workers.map(([, , kilobytes = 0]) => kilobytes / 1024));
}
