import assert from "node:assert/strict";
import { test } from "node:test";
import { testDatabase } from "../../test/database.ts";
import { onServer } from "../../test/database-server.ts";

test("no look-up can take the index of an exclusion constraint, which is ten times as slow as a key", async (t) => {
  const { connectionString } = await testDatabase(t);
  const { rows } = await onServer(connectionString, (client) =>
    client.query<{ constraint: string; leads: number }>(`
      select c.conname as constraint, i.indkey[0]::integer as leads
      from   pg_constraint c
      join   pg_index i on i.indexrelid = c.conindid
      where  c.contype = 'x'`),
  );
  assert.ok(rows.length >= 8, `${rows.length} constraints`);
  // A column has its number there, an expression 0.
  assert.deepEqual(
    rows.filter(({ leads }) => leads !== 0).map(({ constraint }) => constraint),
    [],
  );
});
