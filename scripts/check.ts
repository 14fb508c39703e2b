// Everything about the code that a machine can judge without running it: `npm run check`. Reports all that is wrong.

import { spawn } from "node:child_process";
import { glob, readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { boundaryFaults } from "./boundaries.ts";
import { traces } from "./traces.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const programs = join(root, "node_modules", ".bin");

type Check = () => Promise<readonly string[]>;

const checks: Readonly<Record<string, Check>> = {
  types: () => run("tsc", "--noEmit"),
  "lint and format": () => run("biome", "check", "--colors=off", "--diagnostic-level=warn", "--error-on-warnings"),
  boundaries: () => eachFile(["src/**/*.ts", "test/**/*.ts", "bench/**/*.ts", "scripts/*.ts"], boundaryFaults),
  "unused code": () => run("knip", "--no-progress"),
  "generated files": () => run("node", "scripts/generate.ts", "--check"),
  "generated pages": () => run("node", "scripts/docs.ts", "--check"),
  traces: () => eachFile(["**/*.{ts,tsx,js,json,sql,md,sh,yaml,yml,tsv,xsd,wsdl,html,css}", ".ci/*"], traces),
};

const faults = await Promise.all(Object.values(checks).map((check) => check()));
for (const [index, name] of Object.keys(checks).entries()) {
  const found = faults[index] ?? [];
  console.log(`${found.length === 0 ? "✔" : "✖"} ${name}`);
  for (const fault of found) console.log(fault.replaceAll(/^/gm, "    "));
}
process.exitCode = faults.every((found) => found.length === 0) ? 0 : 1;

/** Runs a program of the packages; what it printed is the fault when it does not end well. */
function run(program: string, ...flags: readonly string[]): Promise<readonly string[]> {
  const windows = process.platform === "win32";
  const child = spawn(program === "node" ? process.execPath : join(programs, program), flags, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    shell: windows && program !== "node",
    // The programs are scripts that look for `node` themselves.
    env: { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH ?? ""}`, NO_COLOR: "1" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    child.once("error", (error) => resolve([`${program}: ${error.message}`]));
    child.once("close", (code) => resolve(code === 0 ? [] : [output.trim() || `${program} ended with ${code}`]));
  });
}

async function eachFile(
  patterns: readonly string[],
  faultsOf: (path: string, text: string) => readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  const exclude = (name: string): boolean => /(?:^|\/)(?:node_modules|var|\.git)(?:\/|$)/.test(name);
  for await (const path of glob(patterns, { cwd: root, exclude })) {
    found.push(...faultsOf(path.replaceAll("\\", "/"), await readFile(join(root, path), "utf8")));
  }
  return found.sort();
}
