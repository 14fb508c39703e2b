// A social insurance fund as an operator runs it alone: a process of its own, to be stopped, frozen and started again.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";

export interface FundProcess {
  readonly address: string;
  stop(): Promise<void>;
  /** Takes connections and answers nothing. */
  freeze(): void;
  thaw(): void;
  /** Again at the same address. */
  start(): Promise<void>;
}

/** Starts `kruispunt fund` on a database and waits until it is ready. */
export async function startFund(
  code: string,
  connectionString: string,
  token: string | undefined = undefined,
): Promise<FundProcess> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, ["src/cli/main.ts", "fund", "--code", code, "--port", String(port)], {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: connectionString,
        KRUISPUNT_LOG: "silent",
        ...(token === undefined ? {} : { KRUISPUNT_FUND_TOKEN: token }),
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    child = started;
    process.once("exit", () => started.kill("SIGKILL"));
    for await (const line of createInterface({ input: started.stdout })) if (line.startsWith("ready ")) return;
    throw new Error(`the fund ${code} did not start`);
  };
  await start();
  return {
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGCONT");
      child.kill("SIGTERM");
      await ended;
    },
    freeze: () => void child?.kill("SIGSTOP"),
    thaw: () => void child?.kill("SIGCONT"),
    start,
  };
}
