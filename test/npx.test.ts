// `npx kruispunt serve`: npm and its shell stand between whoever sends a signal and the server.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { demoDatabase } from "./database.ts";
import { temporaryHome } from "./database-server.ts";
import { seesProcesses } from "./server-processes.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Processes whose environment names this home. */
async function processesOf(home: string): Promise<readonly string[]> {
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const environments = await Promise.all(
    names.map(async (name) => [name, await readFile(join("/proc", name, "environ"), "utf8").catch(() => "")] as const),
  );
  return environments.flatMap(([name, text]) => (text.includes(`KRUISPUNT_HOME=${home}\0`) ? [name] : []));
}

test("SIGTERM to npx ends the server too, though npx ends before it", {
  skip: seesProcesses ? false : "needs Linux's view of processes",
}, async (t) => {
  const home = await temporaryHome();
  t.after(() => rm(home, { recursive: true, force: true }));
  // As npx does it: a shell of npm's, which ends by the signal and does not pass it on.
  const child = spawn("sh", ["-c", "node bin/kruispunt.js serve; true"], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      npm_command: "exec",
      KRUISPUNT_HOME: home,
      KRUISPUNT_PORT: "0",
      KRUISPUNT_TLS_PORT: "0",
      DATABASE_URL: (await demoDatabase(t)).connectionString,
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  while (!said.includes("ready ") && child.exitCode === null) await sleep(50);
  assert.match(said, /^ready /m);
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
  const deadline = Date.now() + 20_000;
  while ((await processesOf(home)).length > 0 && Date.now() < deadline) await sleep(100);
  const left = await processesOf(home);
  for (const pid of left) process.kill(Number(pid), "SIGKILL");
  assert.deepEqual(left, []);
});
