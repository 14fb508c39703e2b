import assert from "node:assert/strict";
import { test } from "node:test";
import { dimonaIn, noor } from "../../test/dimona-declarations.ts";
import { identificationScene, woman } from "../../test/dimona-identification.ts";
import { loadDimonaCodes } from "../codes/dimona-codes.ts";
import { createReader } from "../database/reader.ts";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import { movableClock } from "../kernel/clock.ts";
import { dimonaChecks, dimonaFacts } from "./checks.ts";

type Parts = Parameters<typeof dimonaChecks>[0];

const codes = loadDimonaCodes();
const clock = movableClock(Date.parse("2026-06-25T08:00:00Z"));
const away: Parts["reader"] = { healthy: () => false, query: () => Promise.reject(new DatabaseUnavailable("down")) };

async function found(id: string, parts: Partial<Parts>) {
  const checks = dimonaChecks({
    codes,
    contract: new Map(),
    pending: () => 0,
    reader: away,
    lookingSince: 0,
    clock,
    ...parts,
  });
  const check = checks.find((one) => one.id === id) ?? assert.fail(id);
  const { level, code, message } = await check.run(new AbortController().signal);
  return { summary: [level, code].filter((part) => part !== undefined).join(" "), message };
}

test("the code tables are in force, and expire when nothing of them is", async () => {
  assert.equal((await found(dimonaFacts.codes.id, {})).summary, "OK");
  const none = { ...codes, workerType: { ...codes.workerType, rows: [] } };
  assert.equal((await found(dimonaFacts.codes.id, { codes: none })).summary, "CRITICAL CODES_EXPIRED");
});

test("declarations that wait to be written are a warning when they are many", async () => {
  assert.equal((await found(dimonaFacts.declarations.id, { pending: () => 999 })).summary, "OK");
  const many = await found(dimonaFacts.declarations.id, { pending: () => 1000 });
  assert.deepEqual(many, { summary: "WARNING QUEUE_LONG", message: "1000 declarations wait" });
});

test("a declaration that nobody takes when it is due is a warning, then critical; one that waits for its time is not", async (t) => {
  const { connectionString, taken, task, learns } = await identificationScene(t);
  const reader = createReader({ connectionString });
  t.after(() => reader.close());
  const look = async (seconds: number, parts: Partial<Parts> = {}) => {
    const later = movableClock(clock.now() + seconds * 1000);
    return await found(dimonaFacts.identification.id, { reader, clock: later, ...parts });
  };
  assert.deepEqual(await look(0), { summary: "OK", message: undefined });
  await taken(dimonaIn({ from: "2026-07-01" }, { worker: { identity: noor } }));
  assert.equal((await look(60)).summary, "OK");
  assert.equal((await look(120)).summary, "WARNING TASK_BEHIND");
  assert.equal((await look(600)).summary, "CRITICAL TASK_BEHIND");
  const started = { lookingSince: clock.now() + 590_000 };
  assert.equal((await look(600, started)).summary, "OK", "nobody could look while no server ran");
  await task.round();
  assert.deepEqual(await look(30), { summary: "OK", message: "1 declarations wait, the oldest since 30 s" });
  assert.equal((await look(60 + 120)).summary, "WARNING TASK_BEHIND", "due again after a minute");
  await learns(woman);
  await task.round();
  assert.deepEqual(await look(600), { summary: "OK", message: undefined });
});

test("while the database is away nobody can tell", async () => {
  assert.equal((await found(dimonaFacts.identification.id, {})).summary, "WARNING UNKNOWN");
});
