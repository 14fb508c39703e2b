import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { after, before, type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { verifyAudit } from "../src/crossroads/audit-verify.ts";
import { type Answer, careerIn, faultIn, longestWait } from "./customer.ts";
import { databaseUrl, onServer, template } from "./database-server.ts";
import { entriesOf, type Installation, install } from "./installation.ts";
import { type OwnServer, ownServer, usualPatience } from "./own-server.ts";
import { seesProcesses } from "./server-processes.ts";

let server: OwnServer;
let site: Installation;
let ssin: string;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  server = await ownServer(t as TestContext);
  await onServer(server.connectionString, (client) => client.query(`create database outage template ${template}`));
  site = await install(databaseUrl(server.connectionString, "outage").href, usualPatience);
  ssin = site.people.find(({ traits }) => traits.includes("main-activity"))?.ssin ?? "";
  assert.notEqual(ssin, "");
});
after(() => site.stop());

const ask = () => site.customer("social-inspectorate").ask({ ssin });

async function timed(question: Promise<Answer>): Promise<{ readonly answer: Answer; readonly milliseconds: number }> {
  const start = performance.now();
  const answer = await question;
  return { answer, milliseconds: performance.now() - start };
}

/** MSG00001, without data and in time. */
function assertTryLater({ answer, milliseconds }: Awaited<ReturnType<typeof timed>>): string {
  const fault = faultIn(answer);
  assert.equal(fault.code, "MSG00001", answer.text);
  assert.equal(fault.faultcode, "soapenv:Server");
  assert.doesNotMatch(answer.text, /<career>/);
  assert.ok(milliseconds < longestWait);
  return fault.ticket;
}

/** Asks until there is an answer again, which must be soon. */
async function untilAnswered(within: number): Promise<void> {
  const deadline = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer.status === 200 && careerIn(answer).status.code === "MSG00000") return;
    assert.ok(performance.now() < deadline, `no answer again within ${within} ms: ${answer.text}`);
    await sleep(50);
  }
}

/** Runs a task while a table is locked against everybody, as by a careless change of it. */
async function whileLocked<Value>(table: string, task: () => Promise<Value>): Promise<Value> {
  return await onServer(site.connectionString, async (client) => {
    await client.query(`begin; lock table ${table} in access exclusive mode`);
    return await task();
  });
}

const health = async () => {
  // The clock of the site stands still; that it is not the database's any more is not what is asked about here.
  site.clock.set(Date.now());
  const response = await fetch(`http://127.0.0.1:${site.worker.port}/health`);
  return { code: response.status, body: await response.text() };
};

test("careers that cannot be read are MSG00020: the supplier does not answer, and no career is made up", async () => {
  const { answer, milliseconds } = await timed(whileLocked("arza.self_employed", ask));
  const { status, career, ssin: answered, informationCBSS } = careerIn(answer);
  assert.equal(status.code, "MSG00020");
  assert.equal(status.value, "NO_RESULT");
  assert.equal(career, undefined);
  assert.equal(answered, undefined);
  assert.ok(milliseconds < longestWait);
  const [entry] = await site.entriesOf(informationCBSS.ticketCBSS);
  assert.equal(entry?.code, "MSG00020");
  await untilAnswered(5000);
});

test("persons that cannot be read are MSG00001, with an entry that says so", async () => {
  const ticket = assertTryLater(await timed(whileLocked("persons.person", ask)));
  const [entry] = await site.entriesOf(ticket);
  assert.equal(entry?.code, "MSG00001");
  await untilAnswered(5000);
});

test("a quota that cannot be counted is MSG00001, not an unlimited wait", async () => {
  // Its lease is one question: each one counts anew.
  const fund = site.customer("guarantee-fund");
  assertTryLater(await timed(whileLocked("crossroads.quota_use", () => fund.ask({ ssin }))));
  assert.equal(careerIn(await fund.ask({ ssin })).status.code, "MSG00000");
});

test("without an audit entry there is no answer", async () => {
  const ticket = assertTryLater(await timed(whileLocked("crossroads.audit", ask)));
  await untilAnswered(5000);
  for (const { code } of await site.entriesOf(ticket)) assert.notEqual(code, "MSG00000");
});

test("sessions that an operator ends cost a question at most, not the next ones", async () => {
  const tickets = new Map<string, string>();
  const endAll = () =>
    onServer(server.connectionString, (client) =>
      client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'kruispunt %'"),
    );
  let asking = true;
  const callers = Array.from({ length: 16 }, async () => {
    while (asking) {
      const { answer, milliseconds } = await timed(ask());
      assert.ok(milliseconds < longestWait);
      if (answer.status === 200) {
        const { status, informationCBSS } = careerIn(answer);
        assert.ok(["MSG00000", "MSG00020"].includes(status.code), status.code);
        tickets.set(informationCBSS.ticketCBSS, hash("sha256", answer.text));
      } else assert.equal(faultIn(answer).code, "MSG00001");
    }
  });
  for (let time = 0; time < 5; time += 1) {
    await sleep(150);
    await endAll();
  }
  await sleep(300);
  asking = false;
  await Promise.all(callers);
  await untilAnswered(5000);
  assert.ok(tickets.size > 50, `${tickets.size} answers`);
  await assertAudited(tickets);
});

test("a frozen database is MSG00001 for everybody who asks, and answers come again by themselves", {
  skip: !seesProcesses,
}, async () => {
  await server.freeze();
  const asked = Array.from({ length: 8 }, () => timed(ask()));
  const answers = await Promise.all(asked);
  for (const answer of answers) assertTryLater(answer);
  assert.deepEqual(await health(), { code: 503, body: '{"status":"DOWN"}' });
  await server.thaw();
  await untilAnswered(10_000);
  assert.deepEqual(await health(), { code: 200, body: '{"status":"UP"}' });
});

test("a database that is stopped is MSG00001 at once, and answers come again when it is back", async () => {
  await server.halt();
  await sleep(100);
  const late = await timed(ask());
  assertTryLater(late);
  assert.ok(late.milliseconds < 2000, "nobody waits long for a database that is known to be away");
  assert.equal((await health()).code, 503);
  await server.resume();
  await untilAnswered(10_000);
});

test("after all this every chain is whole, and the log names neither persons nor secrets", async () => {
  const reports = await onServer(site.connectionString, (client) => Array.fromAsync(verifyAudit(client)));
  assert.deepEqual(
    reports.filter((report) => report.break !== undefined),
    [],
  );
  const log = site.log.join("");
  assert.ok(!log.includes(ssin));
  assert.ok(!log.includes(new URL(site.connectionString).password));
});

/** Every answer that came has an entry, and it is the entry of that answer. */
async function assertAudited(answers: ReadonlyMap<string, string>): Promise<void> {
  await onServer(site.connectionString, async (client) => {
    for (const [ticket, digest] of answers) {
      const entries = await entriesOf(client, ticket);
      assert.deepEqual(
        entries.map(({ answerDigest }) => answerDigest),
        [digest],
      );
    }
  });
}
