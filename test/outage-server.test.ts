import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { verifyAudit } from "../src/crossroads/audit-verify.ts";
import { type Callers, callWithoutPause } from "./callers.ts";
import { childrenOf } from "./child-processes.ts";
import { careerIn, customerOf, faultIn, longestWait } from "./customer.ts";
import { onServer, temporaryHome } from "./database-server.ts";
import { entriesOf } from "./installation.ts";
import { type RunningServer, startServer } from "./server.ts";
import { processesIn, seesProcesses, signalAll } from "./server-processes.ts";

const options = { skip: seesProcesses ? false : "needs Linux's view of processes" };

let home: string;
let server: RunningServer;
let ssins: readonly string[];
/** Every reply with a status that came, in whichever test. */
const answers = new Map<string, string>();

const start = (t: TestContext) =>
  startServer(t, { DATABASE_URL: "", KRUISPUNT_HOME: home, KRUISPUNT_WORKERS: "2", KRUISPUNT_LOG: "warn" });

before(async (t) => {
  home = await temporaryHome();
  // node:test hands hooks of a file its root context, which the types call a suite's.
  server = await start(t as TestContext);
  ssins = server.network.personas.flatMap(({ ssin, traits }) => (traits.includes("main-activity") ? [ssin] : []));
  assert.ok(ssins.length > 5);
});

after(() => rm(home, { recursive: true, force: true }));

const addresses = () => ({ port: Number(new URL(server.url).port), tlsPort: Number(new URL(server.tlsUrl).port) });
const customer = (name: string) => customerOf(server.network, name, addresses());
const dataDirectory = () => join(home, "postgres", "data");

/** Sixteen at once: most without end, four with a quota that has to be counted on the way. */
function ask(): readonly Callers[] {
  return [
    callWithoutPause({ customer: customer("social-inspectorate"), ssins, atOnce: 12 }),
    callWithoutPause({ customer: customer("health-fund"), ssins, atOnce: 4, pause: 50 }),
  ];
}

/** What was asked and how it ended, all callers together. */
async function ended(callers: readonly Callers[]) {
  await Promise.all(callers.map((one) => one.stop()));
  const codes = new Map<string, number>();
  for (const { tally } of callers) {
    for (const [code, count] of tally.codes) codes.set(code, (codes.get(code) ?? 0) + count);
    for (const [ticket, digest] of tally.answers) answers.set(ticket, digest);
  }
  const longest = Math.max(...callers.map(({ tally }) => tally.longestMilliseconds));
  assert.ok(longest < longestWait, `somebody waited ${longest} ms: ${JSON.stringify([...codes])}`);
  return codes;
}

function assertOnly(codes: ReadonlyMap<string, number>, allowed: readonly string[]): void {
  for (const [code, count] of codes) assert.ok(allowed.includes(code), `${count} times ${code}`);
  assert.ok((codes.get("MSG00000") ?? 0) > 0, "there were answers");
}

/** Waits for an answer with data that was asked for after this moment. */
async function untilAnswered(callers: readonly Callers[], within: number): Promise<void> {
  const from = performance.now();
  while (!callers.every(({ tally }) => tally.lastData > from + 50)) {
    assert.ok(performance.now() < from + within, `no answer again within ${within} ms`);
    await sleep(20);
  }
}

const workers = () => childrenOf(server.pid, "main.ts");

const noDatabase = ["MSG00000", "MSG00020", "fault MSG00001"];

test(
  "PostgreSQL killed under load: faults for a moment, then answers again without anybody's help",
  options,
  async () => {
    const callers = ask();
    await untilAnswered(callers, 20_000);
    const [line] = (await readFile(join(dataDirectory(), "postmaster.pid"), "utf8")).split("\n");
    process.kill(Number(line), "SIGKILL");
    await sleep(200);
    await untilAnswered(callers, 20_000);
    assertOnly(await ended(callers), noDatabase);
  },
);

test("PostgreSQL frozen under load: faults in time, and answers again when it thaws", options, async () => {
  const callers = ask();
  await untilAnswered(callers, 20_000);
  await signalAll(dataDirectory(), "SIGSTOP");
  await sleep(3000);
  await signalAll(dataDirectory(), "SIGCONT");
  await untilAnswered(callers, 20_000);
  assertOnly(await ended(callers), noDatabase);
});

test("a copy of an answered message is refused by whichever worker gets it", options, async () => {
  const { seal, send, write } = customer("social-inspectorate");
  const message = seal(write({ ssin: ssins[0] ?? "" }));
  // Connections of their own, which are dealt out to the workers in turn.
  const sendAlone = () => send(message, { headers: { Connection: "close" } });
  assert.equal(careerIn(await sendAlone()).status.code, "MSG00000");
  const copies = await Promise.all(Array.from({ length: 6 }, sendAlone));
  for (const copy of copies) assert.equal(faultIn(copy).information.reason, "replayed");
});

test("a worker killed under load: the other goes on and a new one takes the place", options, async () => {
  const first = await workers();
  assert.equal(first.length, 2);
  const callers = ask();
  await untilAnswered(callers, 20_000);
  process.kill(first[0] ?? 0, "SIGKILL");
  await untilAnswered(callers, 20_000);
  const codes = await ended(callers);
  assertOnly(codes, ["MSG00000", "broken"]);
  assert.ok((codes.get("broken") ?? 0) <= 16, "only what the killed worker was answering is lost");
  const deadline = Date.now() + 10_000;
  for (let now = await workers(); now.length < 2 || now.includes(first[0] ?? 0); now = await workers()) {
    assert.ok(Date.now() < deadline, "a new worker within 10 s");
    await sleep(100);
  }
  assert.match(server.log(), /a worker ended unexpectedly/);
});

test(
  "asked to stop under load, it gives the answers under way, ends with 0 and leaves no PostgreSQL behind",
  options,
  async () => {
    const callers = ask();
    await untilAnswered(callers, 20_000);
    const stopped = server.stop();
    assert.equal(await stopped, 0);
    const codes = await ended(callers);
    assertOnly(codes, ["MSG00000", "broken", "refused"]);
    assert.ok((codes.get("broken") ?? 0) <= 16, "at most one question of each caller met a closing door");
    assert.deepEqual(await processesIn(dataDirectory()), []);
    await assert.rejects(readFile(join(home, "database.url")));
  },
);

test(
  "started again, it knows everything that it answered before: each reply has its entry, and every chain is whole",
  options,
  async (t) => {
    const before = server.network;
    server = await start(t);
    assert.deepEqual(server.network, before, "keys, customers and personas are the same");
    const callers = ask();
    await untilAnswered(callers, 20_000);
    await ended(callers);
    const connectionString = await readFile(join(home, "database.url"), "utf8");
    assert.ok(answers.size > 200, `${answers.size} answers`);
    await onServer(connectionString, async (client) => {
      for (const [ticket, digest] of answers) {
        const entries = await entriesOf(client, ticket);
        assert.deepEqual(
          entries.map(({ answerDigest }) => answerDigest),
          [digest],
          ticket,
        );
      }
      for await (const report of verifyAudit(client)) assert.equal(report.break, undefined, `chain ${report.chain}`);
    });
    const log = server.log();
    for (const ssin of ssins) assert.ok(!log.includes(ssin));
  },
);
