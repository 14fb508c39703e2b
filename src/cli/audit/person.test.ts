import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { type TestContext, test } from "node:test";
import { Client } from "pg";
import { testDatabase } from "../../../test/database.ts";
import { commandLine } from "../../../test/run-command.ts";
import { temporaryFolder } from "../../../test/temporary-folder.ts";
import { type AuditEntry, createAudit } from "../../crossroads/audit.ts";
import { recordForwarded } from "../../crossroads/audit-forwarding.ts";
import { readSettings } from "../../http/settings.ts";
import { movableClock } from "../../kernel/clock.ts";
import { certain } from "../../kernel/outcome.ts";
import { newTicket } from "../../kernel/ticket.ts";
import { addAudit } from "./commands.ts";

// Emma had another number before; Lucas is somebody else.
const [emma, emmaBefore, lucas] = ["85010100144", "85010100243", "70032100215"];

const clock = movableClock(Date.parse("2026-11-23T10:00:00Z"));

function entry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    ticket: newTicket(clock),
    customerTicket: undefined,
    receivedAt: clock.now(),
    customer: "health-fund",
    proof: "signature abc",
    service: "SelfEmployedService/v2",
    operation: "consultCareer",
    legalContext: "DEMO:PURPOSE",
    subject: emma,
    code: "MSG00000",
    gates: [{ gate: "operation", passed: true }],
    filtered: [],
    requestDigest: hash("sha256", "question"),
    answerDigest: hash("sha256", "answer"),
    timings: {},
    ...changes,
  };
}

async function scene(t: TestContext) {
  const { connectionString } = await testDatabase(t);
  const settings = certain(readSettings({ DATABASE_URL: connectionString, KRUISPUNT_HOME: temporaryFolder(t) }));
  const client = new Client({ connectionString });
  await client.connect();
  const audit = createAudit({ connectionString, log: () => {} });
  t.after(async () => {
    await audit.close();
    await client.end();
  });
  await client.query(
    "insert into persons.person (ssin, state, replaced_by) values ($1, 'active', null), ($2, 'replaced', $1), ($3, 'active', null)",
    [emma, emmaBefore, lucas],
  );
  const { done, refused } = commandLine((program) => addAudit(program, () => settings));
  return {
    client,
    record: async (changes: Partial<AuditEntry>) => {
      clock.advance(60_000);
      await audit.record(entry(changes));
    },
    looks: async (words = `--ssin ${emma}`) =>
      (await done(t, `audit person --by Anna ${words}`)).out.split("\n").filter((line) => !/by hand: Anna/.test(line)),
    done: (words: string) => done(t, words),
    refused: (words: string, sentence: RegExp) => refused(t, words, sentence),
  };
}

test("Emma's looks are those of all her numbers, the last first: asked, refused, shown in a list, told to an institution", async (t) => {
  const { client, record, looks } = await scene(t);
  await record({});
  await record({ subject: lucas, customer: "caterer" });
  await record({
    subject: emmaBefore,
    customer: "public-welfare-centre",
    code: "MSG00012",
    gates: [
      { gate: "operation", passed: true },
      { gate: "inscription", passed: false, code: "MSG00012", expected: "an inscription", found: "none" },
    ],
  });
  await record({
    subject: undefined,
    persons: [lucas, emma],
    service: "DimonaService/v1",
    operation: "consultPeriods",
  });
  clock.advance(60_000);
  await client.query("begin");
  await recordForwarded(client, [
    {
      ticket: newTicket(clock),
      at: clock.now(),
      customer: "occupational-risks",
      service: "DimonaService/v1",
      legalContext: "FEDRIS:INSURED",
      subject: emma,
      number: "1",
      filtered: [],
      mutation: "period",
      sent: "period",
    },
  ]);
  await client.query("commit");

  const lines = (await looks()).map((line) => line.replace(/ {2,}/g, " | ").replace(/ \| [\da-f-]{36}$/, ""));
  assert.deepEqual(lines, [
    "2026-11-23 11:05:00 | occupational-risks | DimonaService/v1 forward | FEDRIS:INSURED | told of a change (MSG00000)",
    "2026-11-23 11:04:00 | health-fund | DimonaService/v1 consultPeriods | DEMO:PURPOSE | shown (MSG00000)",
    "2026-11-23 11:03:00 | public-welfare-centre | SelfEmployedService/v2 consultCareer | DEMO:PURPOSE | refused (MSG00012)",
    "2026-11-23 11:01:00 | health-fund | SelfEmployedService/v2 consultCareer | DEMO:PURPOSE | answered (MSG00000)",
    "",
  ]);
  assert.deepEqual(await looks(`--ssin ${emmaBefore}`), await looks(), "by her former number it is the same person");
});

test("an export of a whole register showed Emma too", async (t) => {
  const { record, looks } = await scene(t);
  await record({ subject: "export:persons", persons: [], customer: undefined, operation: "persons export" });
  await record({ subject: "export:mandates", persons: [], customer: undefined, operation: "mandates export" });
  const [one, ...others] = await looks();
  assert.match(one ?? "", / nobody known {2}SelfEmployedService\/v2 persons export .* shown \(MSG00000\) /);
  assert.deepEqual(others, [""]);
});

test("days are those of Belgium, and only so many are shown", async (t) => {
  const { record, looks } = await scene(t);
  await record({ receivedAt: Date.parse("2026-10-31T22:59:59Z"), customer: "caterer" });
  await record({ receivedAt: Date.parse("2026-10-31T23:00:00Z"), customer: "health-fund" });
  const [first, ...others] = await looks(`--ssin ${emma} --begin 2026-11-01 --end 2026-11-01`);
  assert.match(first ?? "", /^2026-11-01 00:00:00 {2}health-fund /);
  assert.deepEqual(others, [""]);
  const few = await looks(`--ssin ${emma} --end 2026-11-01 --limit 1`);
  assert.deepEqual(few.slice(1), ["there are more: a larger --limit, or --begin and --end", ""]);
  assert.deepEqual(await looks(`--ssin ${lucas}`), [
    "nobody asked about this person, or was shown anything of this person",
    "",
  ]);
});

test("who looks into the audit is in it", async (t) => {
  const { done } = await scene(t);
  const { err } = await done(`audit person --ssin ${emmaBefore} --by Anna --json`);
  const { out } = await done(`audit person --ssin ${emma} --by Bart --json`);
  const { looks, more } = JSON.parse(out);
  assert.equal(more, false);
  assert.equal(looks.length, 1);
  const { ticket, by, service, operation, how, answered } = looks[0];
  assert.deepEqual(
    { by, service, operation, how, answered },
    { by: "Anna", service: "Administration", operation: "audit person", how: "shown", answered: true },
  );
  assert.equal(err, `ticket ${ticket}\n`);
  assert.match((await done("audit verify")).out, /2 entries, whole/);
});

test("where the audit cannot be written, nothing is shown", async (t) => {
  const { client, record, refused } = await scene(t);
  await record({});
  await client.query(
    "alter table crossroads.audit add constraint no_room check (received_at < '2000-01-01') not valid",
  );
  await refused(`audit person --ssin ${emma}`, /registers and audit can be written/);
});

test("a wrong number is told without being repeated, and days in the wrong order are refused", async (t) => {
  const { refused } = await scene(t);
  await refused("audit person --ssin 85010100145", /^--ssin: (?!.*85010100145)/);
  await refused(
    `audit person --ssin ${emma} --begin 2026-02-01 --end 2026-01-31`,
    /^--end: expected a day after --begin/,
  );
});
