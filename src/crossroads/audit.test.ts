import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { type TestContext, test } from "node:test";
import { Client } from "pg";
import { testDatabase } from "../../test/database.ts";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import { movableClock } from "../kernel/clock.ts";
import { newTicket } from "../kernel/ticket.ts";
import { type AuditEntry, type AuditWriter, createAudit } from "./audit.ts";
import { type ChainReport, verifyAudit } from "./audit-verify.ts";

const clock = movableClock(Date.parse("2026-11-23T10:00:00Z"));

function entry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    ticket: newTicket(clock),
    customerTicket: "their-own",
    receivedAt: clock.now(),
    customer: "welfare",
    proof: "signature abc",
    service: "SelfEmployedService/v2",
    operation: "consultCareer",
    legalContext: "DEMO:PURPOSE",
    subject: "70032100268",
    code: "MSG00000",
    gates: [{ gate: "operation", passed: true }],
    filtered: [],
    requestDigest: hash("sha256", "question"),
    answerDigest: hash("sha256", "answer"),
    timings: { ready: 100 },
    ...changes,
  };
}

interface Scene {
  readonly audit: AuditWriter;
  readonly client: Client;
  verify(): Promise<readonly ChainReport[]>;
}

async function scene(t: TestContext): Promise<Scene & { readonly connectionString: string }> {
  const { connectionString } = await testDatabase(t);
  const audit = createAudit({ connectionString, log: () => {} });
  const client = new Client({ connectionString });
  await client.connect();
  t.after(async () => {
    await audit.close();
    await client.end();
  });
  return { audit, client, connectionString, verify: () => Array.fromAsync(verifyAudit(client)) };
}

test("every entry is there once it is written, in one unbroken chain", async (t) => {
  const { audit, verify } = await scene(t);
  await Promise.all(Array.from({ length: 700 }, () => audit.record(entry())));
  const [report, ...others] = await verify();
  assert.deepEqual(others, []);
  assert.equal(report?.entries, 700);
  assert.equal(report?.break, undefined);
});

test("the same signed message is answered once, also when its copies come together", async (t) => {
  const { audit } = await scene(t);
  const mark = { digest: hash("sha256", "signature"), expires: clock.now() + 300_000 };
  const outcomes = await Promise.all([audit.record(entry(), mark), audit.record(entry(), mark), audit.record(entry())]);
  assert.deepEqual(outcomes, ["written", "replayed", "written"]);
  assert.equal(await audit.record(entry(), mark), "replayed");
});

test("a second process refuses what the first has answered, and writes a chain of its own", async (t) => {
  const { audit, connectionString, verify } = await scene(t);
  const mark = { digest: hash("sha256", "signature"), expires: clock.now() + 300_000 };
  assert.equal(await audit.record(entry(), mark), "written");
  const second = createAudit({ connectionString, log: () => {} });
  assert.equal(await second.record(entry(), mark), "replayed");
  await second.close();
  assert.deepEqual(
    (await verify()).map(({ chain, entries }) => [chain, entries]),
    [
      [1, 1],
      [2, 1],
    ],
  );
});

test("a writer that starts again continues the chain of the one that ended", async (t) => {
  const { connectionString, client } = await scene(t);
  for (let run = 0; run < 3; run += 1) {
    const next = createAudit({ connectionString, log: () => {} });
    await next.record(entry());
    await next.close();
  }
  const reports = await Array.fromAsync(verifyAudit(client));
  assert.equal(
    reports.reduce((sum, { entries }) => sum + entries, 0),
    3,
  );
  assert.ok(reports.every((report) => report.break === undefined));
});

test("an entry of another month finds its own room", async (t) => {
  const { audit, verify } = await scene(t);
  await audit.record(entry({ receivedAt: Date.parse("2031-02-28T23:59:59.999Z") }));
  await audit.record(entry({ receivedAt: Date.parse("2031-03-01T00:00:00Z") }));
  assert.equal((await verify())[0]?.entries, 2);
});

test("a month begins while somebody reads the audit, as a backup does for hours", async (t) => {
  const { audit, client } = await scene(t);
  await audit.record(entry({ receivedAt: Date.parse("2031-02-28T23:59:59.999Z") }));
  await client.query("begin");
  await client.query("select from crossroads.audit");
  assert.equal(await audit.record(entry({ receivedAt: Date.parse("2031-03-01T00:00:00Z") })), "written");
  await client.query("commit");
});

test("two processes that are sent the same messages in another order do not wait for each other", async (t) => {
  const { audit, connectionString } = await scene(t);
  const second = createAudit({ connectionString, log: () => {} });
  t.after(() => second.close());
  await Promise.all([audit.record(entry()), second.record(entry())]);
  for (let round = 0; round < 10; round += 1) {
    const marks = Array.from({ length: 400 }, (_, index) => ({
      digest: hash("sha256", `${round} ${index}`),
      expires: clock.now() + 300_000,
    }));
    const outcomes = await Promise.all([
      ...marks.map((mark) => audit.record(entry(), mark)),
      ...marks.toReversed().map((mark) => second.record(entry(), mark)),
    ]);
    assert.equal(outcomes.filter((outcome) => outcome === "written").length, marks.length);
  }
});

const tampering: readonly (readonly [what: string, sql: string, reason: string, at: number])[] = [
  [
    "changed",
    "update crossroads.audit set entry = replace(entry::text, 'MSG00000', 'MSG00100')::json where sequence = 3",
    "entry-changed",
    3,
  ],
  ["removed", "delete from crossroads.audit where sequence = 3", "entry-missing", 3],
  ["cut off at the end", "delete from crossroads.audit where sequence >= 4", "tail-missing", 4],
  [
    "filed under another person",
    "update crossroads.audit set subject = '70032100565' where sequence = 2",
    "row-disagrees-with-entry",
    2,
  ],
  [
    "hidden from a person whom it showed",
    "update crossroads.audit set persons = null where sequence = 4",
    "row-disagrees-with-entry",
    4,
  ],
  [
    "dated otherwise",
    "update crossroads.audit set received_at = received_at + interval '1 second' where sequence = 5",
    "row-disagrees-with-entry",
    5,
  ],
  [
    "given another hash",
    "update crossroads.audit set hash = decode(repeat('00', 32), 'hex') where sequence = 1",
    "entry-changed",
    1,
  ],
];

for (const [what, sql, reason, at] of tampering) {
  test(`an entry that was ${what} is found, with its place in the chain`, async (t) => {
    const { audit, client, verify } = await scene(t);
    for (let count = 0; count < 5; count += 1) await audit.record(entry({ persons: ["70032100268", "70032100565"] }));
    await client.query(sql);
    const [report] = await verify();
    assert.deepEqual(report?.break, { sequence: at, reason });
  });
}

test("a chain made anew from its beginning is found by a head that was noted before", async (t) => {
  const { audit, client, connectionString, verify } = await scene(t);
  for (let count = 0; count < 3; count += 1) await audit.record(entry());
  const [noted] = await verify();
  assert.ok(noted !== undefined);
  await client.query("truncate crossroads.audit, crossroads.audit_head");
  await audit.close();
  const forger = createAudit({ connectionString, log: () => {} });
  for (let count = 0; count < 4; count += 1) await forger.record(entry());
  await forger.close();
  assert.equal((await verify())[0]?.break, undefined);
  const [report] = await Array.fromAsync(verifyAudit(client, new Map([[noted.chain, noted.head]])));
  assert.deepEqual(report?.break, { sequence: 3, reason: "entry-changed" });
});

test("whether an entry could be written is found out without writing one, and the chain goes on", async (t) => {
  const { audit, client, verify } = await scene(t);
  await audit.record(entry());
  assert.equal(await audit.probe(), "writable");
  await client.query("begin; lock table crossroads.audit in share mode");
  assert.equal(await audit.probe(), "locked");
  await client.query("rollback");
  assert.equal(await audit.probe(), "writable");
  await audit.record(entry());
  const [report, ...others] = await verify();
  assert.deepEqual(others, [], "the connection was not given up, or there would be another chain after it");
  assert.equal(report?.entries, 2);
});

test("entries wait half a second at the most for a probe that finds the table locked", async (t) => {
  const { audit, client } = await scene(t);
  await audit.record(entry());
  await client.query("begin; lock table crossroads.audit in share mode");
  const probed = audit.probe();
  const recorded = audit.record(entry());
  assert.equal(await probed, "locked");
  await client.query("rollback");
  assert.equal(await recorded, "written");
});

test("without a database there is no saying", async () => {
  const audit = createAudit({ connectionString: "postgresql://x:y@127.0.0.1:1/none", log: () => {} });
  await assert.rejects(audit.probe(), DatabaseUnavailable);
  await audit.close();
});
