import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { testDatabase } from "../../test/database.ts";
import { onServer } from "../../test/database-server.ts";
import { MigrationRefused, migrate } from "./migrate.ts";

const first = { "0001-first.sql": "create table first (id int); insert into first values (1);" };
const second = { "0002-second.sql": "create table second (id int);" };

/** A folder with these files, and a database without any migration. */
async function given(t: TestContext, files: Readonly<Record<string, string>>) {
  const { connectionString } = await testDatabase(t);
  await onServer(connectionString, (client) => client.query("drop schema database cascade"));
  const directory = await mkdtemp(join(tmpdir(), "migrations-"));
  t.after(() => rm(directory, { recursive: true }));
  const add = async (more: Readonly<Record<string, string>>): Promise<void> => {
    for (const [name, text] of Object.entries(more)) await writeFile(join(directory, name), text);
  };
  await add(files);
  const ask = (question: string) =>
    onServer(connectionString, async (client) => (await client.query({ text: question, rowMode: "array" })).rows);
  return { connectionString, directory, add, ask };
}

test("each migration is applied once, in order, and only what is new at the next start", async (t) => {
  const { connectionString, directory, add, ask } = await given(t, first);
  assert.deepEqual(await migrate(connectionString, directory), ["0001-first.sql"]);
  assert.deepEqual(await migrate(connectionString, directory), []);
  await add(second);
  assert.deepEqual(await migrate(connectionString, directory), ["0002-second.sql"]);
  assert.deepEqual(await ask("select id from first"), [[1]]);
  assert.deepEqual(await ask("select number, name from database.migration order by number"), [
    [1, "0001-first.sql"],
    [2, "0002-second.sql"],
  ]);
});

test("several connections that migrate at once apply each file once", async (t) => {
  const { connectionString, directory, ask } = await given(t, { ...first, ...second });
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(connectionString, directory)));
  assert.deepEqual(applied.flat().sort(), ["0001-first.sql", "0002-second.sql"]);
  assert.deepEqual(await ask("select id from first"), [[1]]);
});

test("so do four processes", async (t) => {
  const { connectionString, directory, ask } = await given(t, { ...first, ...second });
  const script = `
    const { migrate } = await import(${JSON.stringify(new URL("migrate.ts", import.meta.url).href)});
    console.log(JSON.stringify(await migrate(process.env.ADDRESS, process.env.DIRECTORY)));
  `;
  const applied = await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
        cwd: import.meta.dirname,
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, ADDRESS: connectionString, DIRECTORY: directory },
      });
      const [output] = await once(child.stdout, "data");
      return JSON.parse(String(output));
    }),
  );
  assert.deepEqual(applied.flat().sort(), ["0001-first.sql", "0002-second.sql"]);
  assert.deepEqual(await ask("select id from first"), [[1]]);
});

test("a file that fails leaves nothing behind, and what came before it stays", async (t) => {
  const { connectionString, directory, add, ask } = await given(t, {
    ...first,
    "0002-second.sql": "create table second (id int); select 1 / 0;",
  });
  await assert.rejects(migrate(connectionString, directory), /0002-second\.sql failed: division by zero/);
  assert.deepEqual(await ask("select to_regclass('first') is not null, to_regclass('second') is not null"), [
    [true, false],
  ]);
  await add(second);
  assert.deepEqual(await migrate(connectionString, directory), ["0002-second.sql"]);
});

test("a file that was applied and has changed since is refused", async (t) => {
  const { connectionString, directory, add, ask } = await given(t, first);
  await migrate(connectionString, directory);
  await add({ "0001-first.sql": "create table other (id int);", ...second });
  await assert.rejects(migrate(connectionString, directory), (error) => {
    assert.ok(error instanceof MigrationRefused);
    assert.match(error.message, /0001-first\.sql has changed since it was applied/);
    return true;
  });
  assert.deepEqual(await ask("select to_regclass('second')"), [[null]]);
});

test("a database that is newer than the code is refused", async (t) => {
  const { connectionString, directory } = await given(t, { ...first, ...second });
  await migrate(connectionString, directory);
  await rm(join(directory, "0002-second.sql"));
  await assert.rejects(migrate(connectionString, directory), /newer than this version .* 0002-second\.sql/);
});

test("files whose numbers have a gap, or that have none, are refused before anything is applied", async (t) => {
  const { connectionString, directory, add, ask } = await given(t, { ...first, "0003-third.sql": "select 1" });
  await assert.rejects(migrate(connectionString, directory), /0003-third\.sql should be called 0002-/);
  await rm(join(directory, "0003-third.sql"));
  await add({ "later.sql": "select 1" });
  await assert.rejects(migrate(connectionString, directory), MigrationRefused);
  assert.deepEqual(await ask("select to_regclass('first')"), [[null]]);
});
