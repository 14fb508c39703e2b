// A database for a test: an own copy of the migrated template, gone when the test is over.

import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { after, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../src/kernel/clock.ts";
import { today } from "../src/kernel/day.ts";
import { databaseUrl, onServer, startTestServer, template } from "./database-server.ts";

export interface TestDatabase {
  readonly connectionString: string;
  readonly url: URL;
}

/**
 * A database with all migrations applied, for this test alone. It is dropped after the test, which must have closed
 * its connections by then: one that stays open fails the test file. From a `before` hook of the file it serves all of
 * its tests, and goes with the server.
 */
export async function testDatabase(t: TestContext): Promise<TestDatabase> {
  return await copyOf(template, t);
}

/** The same, with the demo network in it: loaded once for all that ask for it. */
export async function demoDatabase(t: TestContext): Promise<TestDatabase> {
  server ??= serverAddress();
  await makeDemo(await server);
  return await copyOf(demoTemplate, t);
}

async function copyOf(original: string, t: TestContext): Promise<TestDatabase> {
  server ??= serverAddress();
  const address = await server;
  const name = `test_${randomBytes(6).toString("hex")}`;
  // Copying files is 30 times as fast here as writing every page to the log.
  await onServer(address, (client) => client.query(`create database ${name} template ${original} strategy file_copy`));
  // Awaited at the end of the file: the test's own clean-up, which closes the connections, comes after this.
  if (t.name !== wholeFile) t.after(() => void drops.push(drop(address, name, t.name)));
  const url = databaseUrl(address, name);
  return { connectionString: url.href, url };
}

/** Files run side by side: the first one makes it, the others wait. */
async function makeDemo(address: string): Promise<void> {
  await onServer(address, async (client) => {
    await client.query("select pg_advisory_lock(hashtext($1))", [demoTemplate]);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [demoTemplate]);
    if (rowCount === 1) return;
    // Most tests do without, and should not wait for what it takes.
    const [{ demoPopulation }, { loadPopulation }] = await Promise.all([
      import("../src/cli/demo.ts"),
      import("../src/population/load.ts"),
    ]);
    const making = `${demoTemplate}_making`;
    await client.query(`create database ${making} template ${template} strategy file_copy`);
    const connectionString = databaseUrl(address, making).href;
    await loadPopulation({ connectionString, ...demoPopulation, today: today(systemClock), log: () => {} });
    await client.query(`alter database ${making} rename to ${demoTemplate}`);
  });
}

const demoTemplate = "kruispunt_demo_template";
const wholeFile = "<root>";
const drops: Promise<void>[] = [];
let server: Promise<string> | undefined;

after(() => Promise.all(drops));

async function drop(address: string, name: string, test: string): Promise<void> {
  const left = await onServer(address, async (client) => {
    for (let attempt = 0; ; attempt += 1) {
      const { rowCount } = await client.query("select from pg_stat_activity where datname = $1", [name]);
      if (rowCount === 0 || attempt === 100) {
        await client.query(`drop database ${name} with (force)`);
        return rowCount ?? 0;
      }
      await sleep(20);
    }
  });
  if (left > 0) throw new Error(`the test "${test}" left ${left} connections to its database open`);
}

/** The server of the whole test run, or one of our own when this file runs alone. */
async function serverAddress(): Promise<string> {
  const shared = process.env.KRUISPUNT_TEST_DATABASE;
  if (shared !== undefined) return shared;
  const own = await startTestServer();
  // At the very end, when nobody can be using it any more; its data are worth nothing.
  process.once("exit", () => {
    process.kill(own.pid(), "SIGKILL");
    rmSync(own.home, { recursive: true, force: true, maxRetries: 10 });
  });
  return own.connectionString;
}
