import assert from "node:assert/strict";
import { test } from "node:test";
import { testDatabase } from "./database.ts";
import { onServer } from "./database-server.ts";

test("a test's database has every migration, and its own data only", async (t) => {
  const [first, second] = [await testDatabase(t), await testDatabase(t)];
  await onServer(first.connectionString, (client) => client.query("create table mine (id int)"));
  const tables = await onServer(second.connectionString, (client) =>
    client.query<{ mine: string | null; ledger: string | null }>(
      "select to_regclass('mine')::text as mine, to_regclass('database.migration')::text as ledger",
    ),
  );
  assert.deepEqual(tables.rows, [{ mine: null, ledger: "database.migration" }]);
});

test("a database is cloned in less than 500 ms", async (t) => {
  await testDatabase(t);
  const start = performance.now();
  for (let n = 0; n < 5; n += 1) await testDatabase(t);
  const each = (performance.now() - start) / 5;
  t.diagnostic(`${each.toFixed(0)} ms`);
  assert.ok(each < 500, `${each} ms`);
});
