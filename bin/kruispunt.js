#!/usr/bin/env node
// Runs the kruispunt command on Node 24: this process's own Node when it is new enough, else the one of the packages.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === "win32";
const installed = join(root, "node_modules", ".bin", windows ? "node.cmd" : "node");
const isNewEnough = Number(process.versions.node.split(".")[0]) >= 24;

if (!isNewEnough && !existsSync(installed)) {
  process.stderr.write(
    `Kruispunt needs Node 24 or newer, and this is ${process.version}. Run \`npm ci\` in ${root}: it brings one.\n`,
  );
  process.exit(1);
}

const program = isNewEnough ? process.execPath : installed;
const child = spawn(program, [join(root, "src", "cli", "main.ts"), ...process.argv.slice(2)], {
  stdio: "inherit",
  shell: windows && !isNewEnough,
});
// Ctrl-C reaches the child by itself, from the terminal; we only must not end before it has.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP", "SIGUSR2"]) process.on(signal, () => child.kill(signal));
// Of npx, SIGTERM reaches npm and its shell alone, which end and leave us behind: their end asks us to stop. Without npx
// whoever started us may go, as a shell does that started a server in the background.
if (process.env.npm_command === "exec") {
  const starter = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 200);
  watch.unref();
}
child.on("error", (error) => {
  process.stderr.write(`${program} cannot be run: ${error.message}\n`);
  process.exit(1);
});
child.on("exit", (code, signal) => {
  process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
});
