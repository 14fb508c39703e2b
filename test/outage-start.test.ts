import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { careerIn, customerOf } from "./customer.ts";
import { temporaryHome } from "./database-server.ts";
import { freePort } from "./free-port.ts";
import { startServer } from "./server.ts";
import { processesIn, seesProcesses } from "./server-processes.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const onLinux = { skip: seesProcesses ? false : "needs Linux's view of processes" };

interface Attempt {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the server and waits until it ends by itself, or for the words after which it gets the signal. */
async function attempt(
  environment: Readonly<Record<string, string>>,
  signal?: { readonly after: RegExp; readonly name: NodeJS.Signals },
): Promise<Attempt> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(KRUISPUNT_|DATABASE_URL$|NODE_)/.test(name));
  const child = spawn(process.execPath, ["src/cli/main.ts", "serve"], {
    cwd: root,
    env: { ...Object.fromEntries(inherited), KRUISPUNT_TLS_PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  let sent = false;
  const listen = (): void => {
    if (sent || signal === undefined || !signal.after.test(stdout + stderr)) return;
    sent = true;
    child.kill(signal.name);
  };
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += String(chunk);
    listen();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += String(chunk);
    listen();
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), 30_000);
  const [code] = await once(child, "close");
  clearTimeout(timer);
  return { code: typeof code === "number" ? code : null, stdout, stderr };
}

let home: string;

// One home for all: what one test left behind in it, the next one would meet.
before(async () => {
  home = await temporaryHome();
});
after(() => rm(home, { recursive: true, force: true }));

const postgres = () => processesIn(join(home, "postgres", "data"));

test("faulty annexes: the start is refused before anything else, with file and line of every fault", async (t) => {
  const annexes = await mkdtemp(join(tmpdir(), "kruispunt-annexes-"));
  t.after(() => rm(annexes, { recursive: true }));
  await cp(join(root, "annexes"), annexes, { recursive: true });
  const health = join(annexes, "health-fund.yaml");
  const good = await readFile(health, "utf8");
  const line = good.split("\n").findIndex((one) => one.includes("filter:")) + 1;
  await writeFile(health, good.replace("filter: [", "filter: [status, "));
  await writeFile(join(annexes, "new.yaml"), "customer: New Customer\n  name: [\n");
  const { code, stdout, stderr } = await attempt({
    KRUISPUNT_HOME: home,
    KRUISPUNT_PORT: "0",
    KRUISPUNT_ANNEXES: annexes,
  });
  assert.equal(code, 1);
  assert.equal(stdout, "");
  assert.match(stderr, new RegExp(`health-fund\\.yaml:${line}: .*filter`));
  assert.match(stderr, /new\.yaml:\d+: /);
  assert.doesNotMatch(stderr, /^ +at /m);
  await assert.rejects(readFile(join(home, "postgres.log")), "not even the database was started");
});

test("settings that are none: every one of them is named", async () => {
  const { code, stderr } = await attempt({
    KRUISPUNT_HOME: home,
    KRUISPUNT_PORT: "eighty",
    KRUISPUNT_WORKERS: "0",
    KRUISPUNT_MODE: "trial",
    DATABASE_URL: "mysql://localhost",
  });
  assert.equal(code, 1);
  for (const name of ["KRUISPUNT_PORT", "KRUISPUNT_WORKERS", "KRUISPUNT_MODE", "DATABASE_URL"]) {
    assert.match(stderr, new RegExp(`^ *${name}: `, "m"));
  }
  assert.doesNotMatch(stderr, /^ +at /m);
});

test("a folder of annexes that is not there: a sentence that names it", async () => {
  const { code, stderr } = await attempt({
    KRUISPUNT_HOME: home,
    KRUISPUNT_PORT: "0",
    KRUISPUNT_ANNEXES: "/nowhere/at/all",
  });
  assert.equal(code, 1);
  assert.match(stderr, /^kruispunt: .*\/nowhere\/at\/all/m);
  assert.doesNotMatch(stderr, /^ +at /m);
});

test("a folder without annexes: a sentence that says what is expected, and the demo keeps its keys", async (t) => {
  const empty = await mkdtemp(join(tmpdir(), "kruispunt-annexes-"));
  t.after(() => rm(empty, { recursive: true }));
  const { code, stdout, stderr } = await attempt({
    KRUISPUNT_HOME: home,
    KRUISPUNT_PORT: "0",
    KRUISPUNT_ANNEXES: empty,
  });
  assert.equal(code, 1);
  assert.equal(stdout, "");
  assert.match(stderr, /^kruispunt: .*no annex in this folder/);
  assert.doesNotMatch(stderr, /^ +at /m);
});

const production = {
  KRUISPUNT_MODE: "production",
  KRUISPUNT_PORT: "0",
  KRUISPUNT_AUTHORITIES: "/nowhere/ca.pem",
  KRUISPUNT_SERVER_KEY: "/nowhere/server.key.pem",
  KRUISPUNT_SERVER_CERTIFICATE: "/nowhere/server.cert.pem",
  KRUISPUNT_SIGNING_KEY: "/nowhere/signing.key.pem",
  KRUISPUNT_SIGNING_CERTIFICATE: "/nowhere/signing.cert.pem",
};

test("keys and certificates that are not there: a sentence for each, with its setting and its file", async (t) => {
  const annexes = await mkdtemp(join(tmpdir(), "kruispunt-annexes-"));
  t.after(() => rm(annexes, { recursive: true }));
  const fund = await readFile(join(root, "annexes", "family-allowance-fund.yaml"), "utf8");
  await writeFile(join(annexes, "fund.yaml"), fund);
  const { code, stderr } = await attempt({ ...production, KRUISPUNT_HOME: home, KRUISPUNT_ANNEXES: annexes });
  assert.equal(code, 1);
  for (const name of ["AUTHORITIES", "SIGNING_KEY", "SIGNING_CERTIFICATE"]) {
    assert.match(stderr, new RegExp(`^ +KRUISPUNT_${name}: /nowhere/\\S+ cannot be read \\(ENOENT\\): `, "m"));
  }
  assert.doesNotMatch(stderr, /^ +at /m);
});

test("the demo's annexes in production: a sentence that names their customers", async () => {
  const annexes = join(root, "annexes");
  const { code, stderr } = await attempt({ ...production, KRUISPUNT_HOME: home, KRUISPUNT_ANNEXES: annexes });
  assert.equal(code, 1);
  assert.match(stderr, /^kruispunt: \S+annexes \(KRUISPUNT_ANNEXES\) holds annexes of the demo.* caterer, /);
  assert.doesNotMatch(stderr, /^ +at /m);
});

test("a database that cannot be reached: a sentence without the password in it, and exit code 1", async () => {
  const { code, stderr } = await attempt({
    KRUISPUNT_HOME: home,
    KRUISPUNT_PORT: "0",
    DATABASE_URL: `postgresql://kruispunt:hunter2@127.0.0.1:${await freePort()}/kruispunt`,
  });
  assert.equal(code, 1);
  assert.ok(!stderr.includes("hunter2"));
  assert.match(stderr, /^kruispunt: /m);
  assert.doesNotMatch(stderr, /^ +at /m);
});

test("asked to stop while it is still starting, it ends with 0 and leaves nothing behind", onLinux, async () => {
  const { code, stderr } = await attempt(
    { KRUISPUNT_HOME: home, KRUISPUNT_PORT: "0", KRUISPUNT_WORKERS: "2" },
    { after: /making a new database/, name: "SIGTERM" },
  );
  assert.equal(code, 0, stderr);
  assert.deepEqual(await postgres(), []);
});

test(
  "a port that is taken: a sentence that names it, exit code 1, and no PostgreSQL left behind",
  onLinux,
  async (t) => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    t.after(() => other.close());
    const address = other.address();
    assert.ok(address !== null && typeof address === "object");
    const taken = String(address.port);
    for (const ports of [
      { KRUISPUNT_PORT: taken },
      { KRUISPUNT_PORT: "0", KRUISPUNT_TLS_PORT: taken },
      { KRUISPUNT_PORT: taken, KRUISPUNT_WORKERS: "2" },
    ]) {
      const { code, stdout, stderr } = await attempt({ KRUISPUNT_HOME: home, KRUISPUNT_LOG: "error", ...ports });
      assert.equal(code, 1, stderr);
      assert.doesNotMatch(stdout, /ready/);
      assert.match(stderr, new RegExp(`kruispunt: .*${taken}`));
      assert.doesNotMatch(stderr, /^ +at /m, "no stack: this is the operator's to mend");
      assert.deepEqual(await postgres(), []);
    }
  },
);

test("a second server on the same home is refused, and the first goes on", onLinux, async (t) => {
  const first = await startServer(t, { DATABASE_URL: "", KRUISPUNT_HOME: home });
  const { code, stderr } = await attempt({ KRUISPUNT_HOME: home, KRUISPUNT_PORT: "0" });
  assert.equal(code, 1);
  assert.match(stderr, /^kruispunt: Another Kruispunt/m);
  const inspectorate = customerOf(first.network, "social-inspectorate", { port: Number(new URL(first.url).port) });
  const ssin = first.network.personas.find(({ traits }) => traits.includes("main-activity"))?.ssin ?? "";
  assert.equal(careerIn(await inspectorate.ask({ ssin })).status.code, "MSG00000");
  assert.equal(await first.stop(), 0);
  assert.deepEqual(await postgres(), []);
});

test(
  "killed without a word, it leaves no process behind for long, and starts again on its data",
  onLinux,
  async (t) => {
    const settings = { KRUISPUNT_HOME: home, KRUISPUNT_PORT: "0", KRUISPUNT_WORKERS: "2" };
    const { code, stdout } = await attempt(settings, { after: /^ready /m, name: "SIGKILL" });
    assert.equal(code, null);
    assert.match(stdout, /ready/);
    const again = await startServer(t, { DATABASE_URL: "", ...settings });
    const inspectorate = customerOf(again.network, "social-inspectorate", { port: Number(new URL(again.url).port) });
    const ssin = again.network.personas.find(({ traits }) => traits.includes("main-activity"))?.ssin ?? "";
    assert.equal(careerIn(await inspectorate.ask({ ssin })).status.code, "MSG00000");
    assert.equal(await again.stop(), 0);
    await sleep(100);
    assert.deepEqual(await postgres(), []);
  },
);

const mistakes: Readonly<Record<string, readonly [settings: Readonly<Record<string, string>>, told: RegExp]>> = {
  "an address that is not this machine's": [{ KRUISPUNT_HOST: "192.0.2.1" }, /KRUISPUNT_HOST: 192\.0\.2\.1 cannot be /],
  "a host that there is not": [{ KRUISPUNT_HOST: "nowhere.invalid" }, /KRUISPUNT_HOST: nowhere\.invalid cannot be /],
  "a home that is a file": [{ KRUISPUNT_HOME: join(root, "LICENSE") }, /KRUISPUNT_HOME: \S+LICENSE cannot be a folder/],
  "a home below a file": [{ KRUISPUNT_HOME: join(root, "LICENSE", "x") }, /KRUISPUNT_HOME: \S+x cannot be a folder/],
  "a fund that there is not": [
    { KRUISPUNT_FUNDS: "999=http://127.0.0.1:9" },
    /KRUISPUNT_FUNDS: there is no fund 999; .* 001, /,
  ],
};

for (const [what, [settings, told]] of Object.entries(mistakes)) {
  test(`${what}: a sentence that names the setting`, async () => {
    const { code, stdout, stderr } = await attempt({ KRUISPUNT_HOME: home, KRUISPUNT_PORT: "0", ...settings });
    assert.equal(code, 1, stderr);
    assert.doesNotMatch(stdout, /ready/);
    assert.match(stderr, told);
    assert.doesNotMatch(stderr, /^ +at /m);
  });
}
