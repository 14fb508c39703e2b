import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { onServer, temporaryHome } from "../../test/database-server.ts";
import { processesIn, seesProcesses } from "../../test/server-processes.ts";
import { type EmbeddedServer, startEmbedded } from "./embedded.ts";

const linuxOnly = seesProcesses ? false : "looks at processes through /proc";
const rootOnly = process.getuid?.() === 0 ? false : "only root can lend a server another user";

const running = new Set<Pick<EmbeddedServer, "stop">>();

async function homeFor(t: TestContext): Promise<string> {
  const home = await temporaryHome();
  removeAfter(t, home);
  return home;
}

/** Removes a folder after the test, once the test's servers have stopped. */
function removeAfter(t: TestContext, folder: string): void {
  t.after(async () => {
    for (const server of running) await server.stop();
    running.clear();
    await rm(folder, { recursive: true, force: true });
  });
}

async function start(home: string, log: string[] = []): Promise<EmbeddedServer> {
  const started = await startEmbedded({ home, log: (message) => log.push(message) });
  assert.ok(started.ok, started.ok ? "" : started.reason.message);
  running.add(started.value);
  return started.value;
}

const writeNote = (server: EmbeddedServer) =>
  onServer(server.connectionString, (client) => client.query("create table note as select 'kept' as text"));

const readNote = (server: EmbeddedServer) =>
  onServer(
    server.connectionString,
    async (client) => (await client.query<{ text: string }>("table note")).rows[0]?.text,
  );

test("data survive a stop and a start, and the address stays the same", async (t) => {
  const home = await homeFor(t);
  const first = await start(home);
  await writeNote(first);
  await first.stop();
  assert.equal(await exists(join(first.dataDirectory, "postmaster.pid")), false);

  const second = await start(home);
  assert.equal(await readNote(second), "kept");
  assert.equal(second.connectionString, first.connectionString);
  assert.notEqual(second.pid(), first.pid());
});

test("a server that is killed comes back by itself with everything that was committed", async (t) => {
  const log: string[] = [];
  const server = await start(await homeFor(t), log);
  await writeNote(server);
  const killed = server.pid();
  process.kill(killed, "SIGKILL");
  await eventually(async () => server.pid() !== killed && (await readNote(server)) === "kept");
  assert.match(log.join("\n"), /ended unexpectedly; starting it again/);
});

test("what a machine failure leaves, lock files of nobody, does not stand in the way", {
  skip: linuxOnly,
}, async (t) => {
  const home = await homeFor(t);
  const first = await start(home);
  await writeNote(first);
  await first.stop();
  // As after a reboot that gave the number to another program of the same user.
  const { uid, gid } = await stat(first.dataDirectory);
  const other = spawn("sleep", ["60"], { ...(process.getuid?.() === 0 ? { uid, gid } : {}), stdio: "ignore" });
  t.after(() => other.kill());
  const note = `${other.pid}\n${first.dataDirectory}\n`;
  await writeFile(join(first.dataDirectory, "postmaster.pid"), note);
  await writeFile(join(first.dataDirectory, "..", ".s.PGSQL.5432.lock"), note);
  const second = await start(home);
  assert.equal(await readNote(second), "kept");
});

test("a second server on the same data is refused, and the first goes on", async (t) => {
  const home = await homeFor(t);
  const first = await start(home);
  const second = await startEmbedded({ home, log: () => {} });
  assert.ok(!second.ok);
  assert.equal(second.reason.kind, "in-use");
  assert.match(second.reason.message, new RegExp(`process ${process.pid}.*KRUISPUNT_HOME`));
  await writeNote(first);
});

test("two that make the same data at once: one gets them, the other is told so", async (t) => {
  const home = await homeFor(t);
  const results = await Promise.all([1, 2].map(() => startEmbedded({ home, log: () => {} })));
  for (const result of results) if (result.ok) running.add(result.value);
  assert.deepEqual(
    results.map((result) => (result.ok ? "started" : result.reason.kind)).sort(),
    ["in-use", "started"],
    JSON.stringify(results),
  );
  assert.deepEqual(
    await readdir(join(home, "postgres")).then((names) => names.filter((name) => name.startsWith("making"))),
    [],
  );
});

test("nobody gets in without the password, nor by another road than the socket", async (t) => {
  const home = await homeFor(t);
  const server = await start(home);
  const stranger = new URL(server.connectionString);
  stranger.password = "guess";
  await assert.rejects(
    onServer(stranger.href, async () => {}),
    /password authentication failed/,
  );
  const settings = await onServer(server.connectionString, (client) =>
    client.query("select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync"),
  );
  assert.deepEqual(settings.rows, [{ addresses: "", fsync: "on" }]);
  assert.equal((await stat(join(server.dataDirectory, "kruispunt.password"))).mode & 0o777, 0o600);
  assert.equal((await stat(join(home, "postgres"))).mode & 0o777, 0o700);
});

test("a path too long for a socket gets a port on the loopback interface, with the same password check", async (t) => {
  const home = join(await homeFor(t), "a".repeat(100));
  const server = await start(home);
  const url = new URL(server.connectionString);
  assert.equal(url.hostname, "127.0.0.1");
  await writeNote(server);
  url.password = "guess";
  await assert.rejects(
    onServer(url.href, async () => {}),
    /password authentication failed/,
  );
});

test("a home that cannot be made is a fault with its reason, not an exception", async (t) => {
  const file = join(await homeFor(t), "file");
  await writeFile(file, "");
  const started = await startEmbedded({ home: join(file, "var"), log: () => {} });
  assert.ok(!started.ok);
  assert.match(started.reason.message, /cannot use its files: ENOTDIR.* DATABASE_URL/);
});

test("data of another version of PostgreSQL are left alone", async (t) => {
  const home = await homeFor(t);
  const server = await start(home);
  await server.stop();
  const version = join(server.dataDirectory, "PG_VERSION");
  await writeFile(version, "12\n");
  const started = await startEmbedded({ home, log: () => {} });
  assert.ok(!started.ok);
  assert.equal(started.reason.kind, "foreign-data");
  assert.match(started.reason.message, /written by PostgreSQL 12/);
});

test("the server's log holds no value of a statement that failed", async (t) => {
  const home = await homeFor(t);
  const server = await start(home);
  await onServer(server.connectionString, async (client) => {
    await client.query("create table person (ssin text primary key)");
    await client.query("insert into person values ($1)", ["00000000097"]);
    await assert.rejects(client.query("insert into person values ($1)", ["00000000097"]));
    await assert.rejects(client.query("select '00000000097 x'::int"));
  });
  const log = await readFile(join(home, "postgres.log"), "utf8");
  assert.match(log, /duplicate key value/);
  assert.doesNotMatch(log, /Key \(ssin\)|insert into|select/);
});

test("a server whose owner dies stops by itself", { skip: linuxOnly }, async (t) => {
  const home = await homeFor(t);
  const { child, data } = await startElsewhere(home);
  child.kill("SIGKILL");
  await eventually(async () => (await processesIn(data)).length === 0);
});

test("a server that was left behind all the same is stopped at the next start", { skip: linuxOnly }, async (t) => {
  const home = await homeFor(t);
  const { child, data } = await startElsewhere(home);
  const guard = await guardOf(child);
  process.kill(guard, "SIGKILL");
  child.kill("SIGKILL");
  await once(child, "exit");
  assert.notEqual((await processesIn(data)).length, 0);

  const log: string[] = [];
  const server = await start(home, log);
  assert.match(log.join("\n"), /stopping the PostgreSQL that an earlier run left behind/);
  await writeNote(server);
});

test("where the unprivileged user cannot come, the data go to a system folder and the log says which", {
  skip: rootOnly,
}, async (t) => {
  const home = join(await homeFor(t), "private", "var");
  await mkdir(home, { recursive: true });
  await chmod(join(home, ".."), 0o700);
  const log: string[] = [];
  const first = await start(home, log);
  removeAfter(t, join(first.dataDirectory, ".."));
  assert.match(first.dataDirectory, /^\/var\/lib\/kruispunt\/[0-9a-f]{16}\/data$/);
  assert.ok(log.some((line) => line.includes(join(first.dataDirectory, ".."))));
  await writeNote(first);
  await first.stop();

  // Opened up later, the folder does not get a second, empty database.
  await chmod(join(home, ".."), 0o755);
  const second = await start(home);
  assert.equal(await readNote(second), "kept");
});

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Waits for a state that another process brings about; errors on the way there are part of it. */
async function eventually(reached: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await reached().catch(() => false))) {
    assert.ok(Date.now() < deadline, "not within 10 seconds");
    await sleep(20);
  }
}

async function startElsewhere(home: string): Promise<{ readonly child: ChildProcess; readonly data: string }> {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(new URL("embedded.ts", import.meta.url).href)});
    const started = await startEmbedded({ home: ${JSON.stringify(home)}, log: () => {} });
    console.log(started.ok ? started.value.dataDirectory : "refused: " + started.reason.message);
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.add({ stop: async () => void child.kill("SIGKILL") });
  const [data] = await once(child.stdout, "data");
  return { child, data: String(data).trim() };
}

async function guardOf(child: ChildProcess): Promise<number> {
  const children = (await readFile(`/proc/${child.pid}/task/${child.pid}/children`, "utf8")).trim().split(" ");
  for (const pid of children) {
    if ((await readFile(`/proc/${pid}/cmdline`, "utf8")).startsWith("/bin/sh")) return Number(pid);
  }
  throw new Error("the server has no guard");
}
