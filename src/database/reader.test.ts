import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { testDatabase } from "../../test/database.ts";
import { onServer } from "../../test/database-server.ts";
import { ownServer } from "../../test/own-server.ts";
import { seesProcesses } from "../../test/server-processes.ts";
import { StatementRefused } from "./failure.ts";
import { createReader, type Lookup, type Reader, type ReaderOptions } from "./reader.ts";
import { DatabaseUnavailable, type UnavailableReason } from "./unavailable.ts";

const linuxOnly = seesProcesses ? false : "looks at processes through /proc";

/** Each statement has a moment of its own: rows that share it came from one statement. */
type Line = readonly [owner: string, title: string, day: string, statement: string];

const lines = {
  name: "lines",
  sql: `select owner, title, day, statement_timestamp() as statement from line where owner = any ($1::text[]) order by title`,
  columns: ["owner", "title", "day", "statement"],
  keyOf: (row: Line) => row[0],
} as const;

const makeLines = (connectionString: string) =>
  onServer(connectionString, (client) =>
    client.query(`
      create table line (owner text, title text, day date);
      insert into line select 'owner ' || o, 'title ' || t, date '2026-01-01' + t
      from generate_series(1, 600) as o, generate_series(1, 2) as t`),
  );

async function given(t: TestContext, connectionString: string, options: Partial<ReaderOptions> = {}) {
  await makeLines(connectionString);
  const log: string[] = [];
  const reader = createReader({ connectionString, log: (message) => log.push(message), ...options });
  t.after(() => reader.close());
  return { reader, log, lookup: reader.lookup<Line, string>(lines) };
}

const unavailable =
  (...reasons: readonly UnavailableReason[]) =>
  (error: unknown) => {
    assert.ok(error instanceof DatabaseUnavailable, String(error));
    assert.ok(reasons.includes(error.reason), error.reason);
    return true;
  };

const statements = (found: readonly (readonly Line[])[]): number =>
  new Set(found.flatMap((rows) => rows.map(([, , , statement]) => statement))).size;

test("a key gives its rows in the order of the statement, and a key that nobody has gives none", async (t) => {
  const { lookup } = await given(t, (await testDatabase(t)).connectionString);
  const [known, unknown] = await Promise.all([lookup("owner 7"), lookup("owner 601")]);
  assert.deepEqual(
    known.map((row) => row.slice(0, 3)),
    [
      ["owner 7", "title 1", "2026-01-02"],
      ["owner 7", "title 2", "2026-01-03"],
    ],
  );
  assert.deepEqual(unknown, []);
});

test("the lookups of one turn are one statement, also when they repeat a key", async (t) => {
  const { lookup } = await given(t, (await testDatabase(t)).connectionString);
  await lookup("owner 1");
  const keys = Array.from({ length: 200 }, (_, n) => `owner ${1 + (n % 100)}`);
  const found = await Promise.all(keys.map(lookup));
  assert.deepEqual(
    found.map((rows) => rows[0]?.[0]),
    keys,
  );
  assert.equal(statements(found), 1);
});

test("what comes while a statement is under way waits, and a statement carries at most 256 keys", async (t) => {
  const { reader, lookup } = await given(t, (await testDatabase(t)).connectionString);
  await lookup("owner 1");
  const found = await Promise.all(Array.from({ length: 600 }, (_, n) => lookup(`owner ${n + 1}`)));
  assert.equal(found.flat().length, 1200);
  assert.equal(statements(found), 3);

  // Each takes so long that others come meanwhile, whatever else the machine does.
  const slowly = reader.lookup<Line, string>({
    ...lines,
    name: "slow lines",
    sql: lines.sql.replace("from line", "from line cross join (select pg_sleep(0.2)) as rest"),
  });
  const trickle: Promise<readonly Line[]>[] = [];
  for (let n = 1; n <= 100; n += 1) {
    trickle.push(slowly(`owner ${n}`));
    await new Promise(setImmediate);
  }
  assert.ok(statements(await Promise.all(trickle)) < 100);
});

test("the further parameters are taken when the statement leaves, and hold for all its keys", async (t) => {
  const { reader } = await given(t, (await testDatabase(t)).connectionString);
  let moment = "2026-01-01";
  const lookup: Lookup<readonly [string, string], string> = reader.lookup({
    name: "as known on",
    sql: "select owner, $2::date::text as day from line where owner = any ($1::text[])",
    keyOf: (row: readonly [string, string]) => row[0],
    parameters: () => [moment],
  });
  const early = lookup("owner 1");
  moment = "2026-02-02";
  assert.equal((await early)[0]?.[1], "2026-02-02");
});

test("days, moments and intervals come as text, moments in UTC", async (t) => {
  const { reader } = await given(t, (await testDatabase(t)).connectionString);
  const text =
    "select date '2026-12-31' as day, timestamptz '2026-07-01 12:00:00.123456+02' as moment, array[date '2026-01-01'] as days, 1 as count, null as nothing";
  assert.deepEqual(await reader.query(text), [
    { day: "2026-12-31", moment: "2026-07-01 10:00:00.123456+00", days: ["2026-01-01"], count: 1, nothing: null },
  ]);
});

test("a row whose columns are not those of the definition is a bug, said at once", async (t) => {
  const { reader } = await given(t, (await testDatabase(t)).connectionString);
  const lookup = reader.lookup<readonly [string, string], string>({
    name: "crossed",
    sql: "select title, owner from line where owner = any ($1::text[])",
    columns: ["owner", "title"],
    keyOf: (row) => row[0],
  });
  await assert.rejects(lookup("owner 1"), /lookup crossed gives title, owner, not owner, title/);
  assert.throws(() => reader.lookup<Line, string>(lines), /two lookups are called lines/);
});

test("a statement that PostgreSQL refuses fails its own callers alone, without quoting their values", async (t) => {
  const { reader, lookup } = await given(t, (await testDatabase(t)).connectionString);
  const wrong = reader.lookup<readonly [string], string>({
    name: "wrong",
    sql: "select owner from line where owner = any ($1::text[]) and ($1::text[])[1]::int = 1",
    keyOf: (row) => row[0],
  });
  const [refusal, rows] = await Promise.allSettled([wrong("owner 1"), lookup("owner 1")]);
  assert.equal(rows.status, "fulfilled");
  assert.equal(refusal.status, "rejected");
  assert.ok(refusal.reason instanceof StatementRefused);
  assert.equal(refusal.reason.code, "22P02");
  assert.doesNotMatch(refusal.reason.message, /owner 1/);
  assert.equal((await lookup("owner 2")).length, 2);
});

test("a key cannot end the statement it is part of", async (t) => {
  const { lookup } = await given(t, (await testDatabase(t)).connectionString);
  const keys = [`'); drop table line; --`, `{"a","b"}`, `\\`, `"`, "", "NULL", "owner 1"];
  const found = await Promise.all(keys.map(lookup));
  assert.deepEqual(
    found.map((rows) => rows.length),
    [0, 0, 0, 0, 0, 0, 2],
  );
});

test("a table that changed under a prepared statement costs one refusal, not a restart", async (t) => {
  const { connectionString } = await testDatabase(t);
  const { reader, lookup } = await given(t, connectionString);
  const whole = reader.lookup<readonly string[], string>({
    name: "whole",
    sql: "select * from line where owner = any ($1::text[])",
    keyOf: (row) => row[0] ?? "",
  });
  await whole("owner 1");
  await onServer(connectionString, (client) => client.query("alter table line add column note text"));
  await assert.rejects(whole("owner 1"), unavailable("lost", "refused"));
  await recovered(() => whole("owner 1"));
  assert.equal((await lookup("owner 1")).length, 2);
});

test("a slow statement is ended by the server, and the connection lives on", async (t) => {
  const { reader, lookup, log } = await given(t, (await testDatabase(t)).connectionString, { timeout: 300 });
  const slow = reader.lookup<readonly [string], string>({
    name: "slow",
    sql: "select owner, pg_sleep(2) from line where owner = any ($1::text[]) limit 1",
    keyOf: (row) => row[0],
  });
  await assert.rejects(slow("owner 1"), unavailable("timeout"));
  assert.equal((await lookup("owner 1")).length, 2);
  assert.deepEqual(log, []);
});

test("a session that the server ends is replaced, and those who wait are told", async (t) => {
  const { connectionString } = await testDatabase(t);
  const { reader, lookup, log } = await given(t, connectionString);
  await lookup("owner 1");
  const end =
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kruispunt reader' and datname = current_database()";
  await onServer(connectionString, (client) => client.query(end));
  await Promise.allSettled([lookup("owner 1")]);
  await recovered(() => lookup("owner 1"));
  assert.ok(reader.healthy());
  assert.equal(log.length, 2, log.join("\n"));
});

test("a server that is killed: those who wait are told, callers fail fast, then it works again", async (t) => {
  const server = await ownServer(t);
  const { reader, lookup } = await given(t, server.connectionString);
  const slow = reader.lookup<readonly [string], string>({
    name: "slow",
    sql: "select owner, pg_sleep(1) from line where owner = any ($1::text[]) limit 1",
    keyOf: (row) => row[0],
  });
  await lookup("owner 1");
  const waiting = assert.rejects(slow("owner 1"), unavailable("lost", "refused"));
  await sleep(50);
  process.kill(server.pid(), "SIGKILL");
  await waiting;
  await recovered(() => lookup("owner 1"));
});

test("no server: nobody waits longer than the patience, and nothing needs a restart when it is back", async (t) => {
  const server = await ownServer(t);
  const { reader, lookup } = await given(t, server.connectionString, { patience: 100 });
  await lookup("owner 1");
  await server.halt();
  await eventuallyFalse(reader.healthy);
  const start = performance.now();
  await assert.rejects(lookup("owner 1"), unavailable("down"));
  assert.ok(performance.now() - start < 1000);
  await assert.rejects(reader.query("select 1"), DatabaseUnavailable);
  await server.resume();
  await recovered(() => lookup("owner 1"));
  assert.deepEqual(await reader.query("select 1 as one"), [{ one: 1 }]);
});

test("a server that hangs: an answer within the time limit, and recovery when it goes on", {
  skip: linuxOnly,
}, async (t) => {
  const server = await ownServer(t);
  const { lookup } = await given(t, server.connectionString, { timeout: 400, patience: 100 });
  await lookup("owner 1");
  await server.freeze();
  const start = performance.now();
  await assert.rejects(lookup("owner 1"), unavailable("timeout"));
  const waited = performance.now() - start;
  assert.ok(waited >= 390 && waited < 2000, `${waited} ms`);
  await assert.rejects(lookup("owner 1"), unavailable("down"));
  await server.thaw();
  await recovered(() => lookup("owner 1"));
});

test("a closed reader refuses, and closing does not wait for a server that hangs", { skip: linuxOnly }, async (t) => {
  const server = await ownServer(t);
  await makeLines(server.connectionString);
  const reader = createReader({ connectionString: server.connectionString, timeout: 300 });
  const lookup = reader.lookup<Line, string>(lines);
  await lookup("owner 1");
  await server.freeze();
  const waiting = assert.rejects(lookup("owner 1"), unavailable("timeout", "lost"));
  await Promise.all([sleep(20).then(() => reader.close()), waiting]);
  await assert.rejects(lookup("owner 1"), unavailable("closed"));
});

test("an address where nobody answers is refused in time", async (t) => {
  const reader: Reader = createReader({ connectionString: "postgresql://x:y@127.0.0.1:1/none", patience: 100 });
  t.after(() => reader.close());
  const lookup = reader.lookup<Line, string>(lines);
  const start = performance.now();
  await assert.rejects(lookup("owner 1"), unavailable("down"));
  await assert.rejects(lookup("owner 1"), unavailable("down"));
  assert.ok(performance.now() - start < 1000);
  assert.equal(reader.healthy(), false);
});

async function recovered(ask: () => Promise<readonly unknown[]>): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      assert.notEqual((await ask()).length, 0);
      return;
    } catch (error) {
      assert.ok(error instanceof DatabaseUnavailable, String(error));
      assert.ok(Date.now() < deadline, "no recovery within 10 seconds");
      await sleep(20);
    }
  }
}

async function eventuallyFalse(state: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000;
  while (state()) {
    assert.ok(Date.now() < deadline);
    await sleep(10);
  }
}
