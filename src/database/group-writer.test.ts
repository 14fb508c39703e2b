import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import { testDatabase } from "../../test/database.ts";
import { onServer } from "../../test/database-server.ts";
import { ownServer } from "../../test/own-server.ts";
import { seesProcesses } from "../../test/server-processes.ts";
import { StatementRefused } from "./failure.ts";
import { createGroupWriter, type GroupWriter, type GroupWriterOptions } from "./group-writer.ts";
import { DatabaseUnavailable, type UnavailableReason } from "./unavailable.ts";

const linuxOnly = seesProcesses ? false : "looks at processes through /proc";

/** Writes texts; each batch is one statement, and each row keeps the number of its batch. */
async function given(
  t: TestContext,
  connectionString: string,
  options: Partial<GroupWriterOptions<string, string>> = {},
) {
  await onServer(connectionString, (client) =>
    client.query(
      "create table written (place bigint generated always as identity, text text check (text <> 'bad'), batch int)",
    ),
  );
  const batches: number[] = [];
  const log: string[] = [];
  const writer: GroupWriter<string, string> = createGroupWriter<string, string>({
    connectionString,
    name: "test",
    log: (message) => log.push(message),
    write: (client, items) => {
      batches.push(items.length);
      return insert(client, items, batches.length);
    },
    ...options,
  });
  t.after(() => writer.close());
  const texts = () =>
    onServer(connectionString, async (client) => {
      const { rows } = await client.query<{ text: string }>("select text from written order by place");
      return rows.map(({ text }) => text);
    });
  return { writer, log, texts };
}

async function insert(client: ClientBase, items: readonly string[], batch: number): Promise<readonly string[]> {
  const text = `
    insert into written (text, batch)
    select text, $2 from unnest($1::text[]) with ordinality as item (text, place) order by item.place
    returning text || ' was written' as result`;
  const { rows } = await client.query<{ result: string }>({ name: "insert", text, values: [items, batch] });
  return rows.map(({ result }) => result);
}

const numbers = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, n) => `${from + n}`);

const unavailable =
  (...reasons: readonly UnavailableReason[]) =>
  (error: unknown) => {
    assert.ok(error instanceof DatabaseUnavailable, String(error));
    assert.ok(reasons.includes(error.reason), error.reason);
    return true;
  };

test("each caller gets the result of its own item, and the items are written in their order", async (t) => {
  const { writer, texts } = await given(t, (await testDatabase(t)).connectionString);
  const results = await Promise.all(numbers(1, 50).map(writer.add));
  assert.deepEqual(
    results,
    numbers(1, 50).map((text) => `${text} was written`),
  );
  assert.deepEqual(await texts(), numbers(1, 50));
});

test("what comes while a write is under way goes with the next one, at most maxBatch at a time", async (t) => {
  const batches: number[] = [];
  const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const write = async (client: ClientBase, items: readonly string[]): Promise<readonly string[]> => {
    batches.push(items.length);
    if (batches.length === 2) {
      begun.resolve();
      await goOn.promise;
    }
    return await insert(client, items, batches.length);
  };
  const { writer, texts } = await given(t, (await testDatabase(t)).connectionString, { maxBatch: 40, write });
  await writer.add("0");
  const first = numbers(1, 10).map(writer.add);
  await begun.promise;
  const second = numbers(11, 100).map(writer.add);
  assert.equal(writer.pending(), 100);
  goOn.resolve();
  await Promise.all([...first, ...second]);
  assert.deepEqual(batches, [1, 10, 40, 40, 10]);
  assert.equal(writer.pending(), 0);
  assert.deepEqual(await texts(), numbers(0, 100));
});

test("a write that PostgreSQL refuses fails its whole batch, and the next one has a fresh connection", async (t) => {
  let heads = 0;
  const onReconnect = async (): Promise<void> => {
    heads += 1;
  };
  const { writer, texts } = await given(t, (await testDatabase(t)).connectionString, { onReconnect });
  await writer.add("good");
  const results = await Promise.allSettled(["fine", "bad"].map(writer.add));
  for (const result of results) {
    assert.equal(result.status, "rejected");
    assert.ok(result.reason instanceof StatementRefused);
    assert.equal(result.reason.constraint, "written_text_check");
  }
  assert.equal(heads, 1);
  await recovered(() => writer.add("good again"));
  assert.equal(heads, 2);
  assert.deepEqual(await texts(), ["good", "good again"]);
});

test("a wrong number of results is a bug, not an answer", async (t) => {
  const { writer } = await given(t, (await testDatabase(t)).connectionString, { write: async () => [] });
  await assert.rejects(writer.add("x"), /0 results, 1 items/);
});

test("an errand runs between two writes", async (t) => {
  const { writer, texts } = await given(t, (await testDatabase(t)).connectionString);
  await writer.add("1");
  const count = writer.run(async (client) => (await client.query("select from written")).rowCount);
  const second = writer.add("2");
  assert.equal(await count, 1);
  await second;
  await assert.rejects(
    writer.run((client) => client.query("select nonsense")),
    StatementRefused,
  );
  await recovered(() => writer.add("3"));
  assert.deepEqual(await texts(), ["1", "2", "3"]);
});

test("nothing is written on a fresh connection before the hook is done", async (t) => {
  const events: string[] = [];
  const { writer } = await given(t, (await testDatabase(t)).connectionString, {
    onReconnect: async (client) => {
      await client.query("select pg_sleep(0.05)");
      events.push("hook");
    },
    write: async (_client, items) => {
      events.push("write");
      return items;
    },
  });
  await writer.add("1");
  assert.deepEqual(events, ["hook", "write"]);
});

test("a hook that fails keeps the connection from being used, and is tried again", async (t) => {
  let attempts = 0;
  const { writer, texts, log } = await given(t, (await testDatabase(t)).connectionString, {
    patience: 2000,
    onReconnect: async () => {
      attempts += 1;
      if (attempts < 3) throw new Error("the head is not readable");
    },
  });
  await assert.rejects(writer.add("1"), unavailable("down"));
  await recovered(() => writer.add("2"));
  assert.equal(attempts, 3);
  assert.deepEqual(await texts(), ["2"]);
  assert.match(log.join("\n"), /the head is not readable/);
});

test("a connection that dies under a write: its items are refused and never written twice", async (t) => {
  const { connectionString } = await testDatabase(t);
  const { writer, texts } = await given(t, connectionString, {
    write: async (client, items) => {
      const results = await insert(client, items, 0);
      // Committed, and the answer is lost on its way.
      if (items.includes("unlucky")) await client.query("select pg_terminate_backend(pg_backend_pid())");
      return results;
    },
  });
  await writer.add("lucky");
  const [unlucky, next] = await Promise.allSettled([
    writer.add("unlucky"),
    sleep(5).then(() => recovered(() => writer.add("next"))),
  ]);
  assert.equal(unlucky.status, "rejected");
  unavailable("lost", "refused")(unlucky.reason);
  assert.equal(next.status, "fulfilled");
  assert.deepEqual(await texts(), ["lucky", "unlucky", "next"]);
});

test("closing writes what waits first, and then takes nothing more", async (t) => {
  const { writer, texts } = await given(t, (await testDatabase(t)).connectionString);
  const waiting = Promise.all(numbers(1, 5).map(writer.add));
  await writer.close();
  await waiting;
  assert.deepEqual(await texts(), numbers(1, 5));
  await assert.rejects(writer.add("6"), unavailable("closed"));
});

test("a server that is killed mid-batch: refused, then written again once it is back", async (t) => {
  const server = await ownServer(t);
  const { writer, texts } = await given(t, server.connectionString, {
    write: async (client, items) => {
      if (items.includes("unlucky")) await client.query("select pg_sleep(1)");
      return insert(client, items, 0);
    },
  });
  await writer.add("before");
  const unlucky = assert.rejects(writer.add("unlucky"), unavailable("lost", "refused"));
  await sleep(50);
  process.kill(server.pid(), "SIGKILL");
  await unlucky;
  await recovered(() => writer.add("after"));
  assert.deepEqual(await texts(), ["before", "after"]);
});

test("a server that hangs: refused within the time limit, then written again when it goes on", {
  skip: linuxOnly,
}, async (t) => {
  const server = await ownServer(t);
  const { writer, texts } = await given(t, server.connectionString, { timeout: 400, patience: 100 });
  await writer.add("before");
  await server.freeze();
  await assert.rejects(writer.add("unknown"), unavailable("timeout"));
  await assert.rejects(writer.add("refused"), unavailable("down"));
  await server.thaw();
  await recovered(() => writer.add("after"));
  const written = await texts();
  assert.ok(["before,after", "before,unknown,after"].includes(written.join(",")), written.join(","));
});

test("a write that was given up is over before the hook reads the head: no two writes follow the same one", async (t) => {
  const { connectionString } = await testDatabase(t);
  let head = "";
  const { writer, texts } = await given(t, connectionString, {
    timeout: 300,
    onReconnect: async (client) => {
      const { rows } = await client.query<{ text: string }>("select text from written order by place desc limit 1");
      head = rows[0]?.text ?? "";
    },
    write: async (client, items) => {
      head = `${head}>${items.join()}`;
      if (items.includes("slow")) await client.query("set statement_timeout = 0");
      const delay = items.includes("slow") ? 1 : 0;
      await client.query("insert into written (text) select $1 from pg_sleep($2)", [head, delay]);
      return items;
    },
  });
  await writer.add("a");
  await assert.rejects(writer.add("slow"), unavailable("timeout"));
  await recovered(() => writer.add("b"));
  await sleep(1200);
  assert.deepEqual(await texts(), [">a", ">a>b"]);
});

async function recovered(add: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      await add();
      return;
    } catch (error) {
      assert.ok(error instanceof DatabaseUnavailable, String(error));
      assert.ok(Date.now() < deadline, "no recovery within 10 seconds");
      await sleep(20);
    }
  }
}
