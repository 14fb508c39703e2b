// Installs the packages when they are missing or differ from package-lock.json, so that a fresh clone needs nothing
// else. Runs before every npm script, on whatever Node the machine has (20 or newer), without a dependency.

import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wantedNode = 24;
const lock = join(root, "var", "installing");
const longestInstall = 15 * 60_000;

// `npm start` needs what the server runs on; every other script needs the development packages too.
const needsDevelopment = process.env.npm_lifecycle_event !== "prestart";

main();

function main() {
  // An install that calls this script again would go round for ever.
  if (process.env.KRUISPUNT_PREPARING === "1") return;
  if (missing() !== undefined || nodeIsLeftOut()) withLock(install);
  checkNode();
}

function install() {
  const reason = missing() ?? (nodeIsLeftOut() ? "this platform's Node is missing" : undefined);
  if (reason === undefined) return;
  process.stdout.write(`Installing packages (${reason}) ...\n`);
  const clean = npm("ci");
  // A lock file made where the packages for other systems were not to be had lacks them, and `npm ci` refuses it;
  // `npm install` takes everything else from it just the same.
  const result =
    clean.status !== 0 && /EUSAGE[\s\S]*lock ?file/.test(clean.words) ? npm("install", "--no-save") : clean;
  if (result.status !== 0) {
    fail(
      `${result.words}\n\nThe packages could not be installed (npm's reasons are above). Is the registry reachable?`,
    );
  }
  const left = missing();
  if (left !== undefined) fail(`npm ended well and yet ${left}. Remove node_modules and try again.`);
  const strangers = notInLockFile();
  if (strangers.length > 0) process.stdout.write(`Not in package-lock.json: ${strangers.join(", ")}\n`);
}

function npm(...command) {
  const { program, flags, shell } = npmCommand();
  const common = ["--no-audit", "--no-fund", "--loglevel=error", "--include=optional"];
  const result = spawnSync(program, [...flags, ...command, ...common, ...(needsDevelopment ? ["--include=dev"] : [])], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, KRUISPUNT_PREPARING: "1" },
    shell,
  });
  const words = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`.trim();
  return { status: result.status, words };
}

/** Why the installed packages are not those of the lock file; undefined when they are. */
function missing() {
  const wanted = packagesIn(join(root, "package-lock.json"));
  if (wanted === undefined) fail("package-lock.json is missing or unreadable: the clone is incomplete.");
  const found = packagesIn(join(root, "node_modules", ".package-lock.json"));
  if (found === undefined) return "none are there";
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "" || entry.link === true) continue;
    const installed = found[path];
    if (installed === undefined) {
      if (!mayBeAbsent(entry)) return `${nameOf(path)} is missing`;
    } else if (installed.version !== entry.version || installed.integrity !== entry.integrity) {
      return `${nameOf(path)} has changed`;
    }
  }
  return undefined;
}

// npm leaves out optional packages that are made for other systems.
function mayBeAbsent(entry) {
  return entry.optional === true || (!needsDevelopment && (entry.dev === true || entry.devOptional === true));
}

/** Node packages that came from another system: ours is in the lock file, we need it, and it is not there. */
function nodeIsLeftOut() {
  if (major(process.version) >= wantedNode) return false;
  const ours = Object.entries(packagesIn(join(root, "package-lock.json")) ?? {}).find(
    ([, { os, cpu, bin }]) => bin?.node !== undefined && fits(os, process.platform) && fits(cpu, process.arch),
  );
  return ours !== undefined && !existsSync(join(root, ours[0]));
}

function fits(list, value) {
  return list !== undefined && [list].flat().includes(value);
}

function notInLockFile() {
  const wanted = packagesIn(join(root, "package-lock.json")) ?? {};
  const found = packagesIn(join(root, "node_modules", ".package-lock.json")) ?? {};
  return Object.keys(found).filter((path) => wanted[path] === undefined);
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

function nameOf(path) {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}

function npmCommand() {
  const running = process.env.npm_execpath;
  if (running !== undefined && basename(running) === "npm-cli.js" && existsSync(running)) {
    return { program: process.execPath, flags: [running], shell: false };
  }
  const windows = process.platform === "win32";
  return { program: windows ? "npm.cmd" : "npm", flags: [], shell: windows };
}

/** Two scripts that start at once must not install over one another: the second waits for the first. */
function withLock(work) {
  const start = Date.now();
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      const file = openSync(lock, "wx");
      writeSync(file, String(process.pid));
      closeSync(file);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") fail(`${root} cannot be written to: ${error.message}`);
      if (isStale()) rmSync(lock, { force: true });
      else if (Date.now() - start > longestInstall)
        fail(`Another install holds ${lock}. Remove it if none is running.`);
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    }
  }
  process.on("exit", () => rmSync(lock, { force: true }));
  work();
}

function isStale() {
  try {
    const pid = Number(readFileSync(lock, "utf8"));
    if (pid === 0) return Date.now() - statSync(lock).mtimeMs > 10_000;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

/** The script after this one runs with node_modules/.bin first in its PATH: that Node, or this one, must be new enough. */
function checkNode() {
  const own = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
  if (existsSync(own)) {
    const { status, stdout, error } = spawnSync(own, ["--version"], {
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    if (status === 0 && major(stdout.trim()) >= wantedNode) return;
    if (error === undefined && major(process.version) >= wantedNode) {
      fail(
        `The Node ${wantedNode} package for this platform does not run here. Remove ${own} to use Node ${process.version}.`,
      );
    }
  } else if (major(process.version) >= wantedNode) {
    return;
  }
  fail(
    `Kruispunt needs Node ${wantedNode} or newer and this is ${process.version}. It usually comes with the packages, but not ` +
      `for ${process.platform}-${process.arch} or with optional packages switched off: install Node ${wantedNode} from nodejs.org.`,
  );
}

function major(version) {
  return Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
