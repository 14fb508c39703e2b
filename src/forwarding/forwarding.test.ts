import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { dayFrom, dimonaIn, employers, workers } from "../../test/dimona-declarations.ts";
import { numberedIn } from "../../test/dimona-numbered.ts";
import { cafe } from "../../test/dimona-register.ts";
import { summerClock } from "../../test/forwarding-process.ts";
import { eventually, type ForwardingScene, forwardingScene, type Institution } from "../../test/forwarding-scene.ts";
import { withClient } from "../database/client.ts";
import { createReader } from "../database/reader.ts";
import { inTransaction } from "../employers/write/change.ts";
import { replaceNumber } from "../persons/identity.ts";
import type { MutationType } from "../schema/generated/dimona-mutation-v1.ts";
import { readDeadLetters, replay, resend } from "./desk.ts";
import { createFetch } from "./fetch.ts";
import { readStandings, readUnrouted } from "./standing.ts";

const numbersOf = (got: readonly MutationType[]) => got.map(({ number }) => Number(number));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Every number once, and about each person in their order. */
function assertAllInOrder({ got }: Institution, count: number): void {
  assert.deepEqual(
    numbersOf(got).toSorted((a, b) => a - b),
    upTo(count),
  );
  for (const ssin of Object.values(workers)) {
    const own = numbersOf(got.filter(({ worker }) => worker.ssin === ssin));
    assert.deepEqual(
      own,
      own.toSorted((a, b) => a - b),
      "in order",
    );
  }
}

async function routed({ rows }: ForwardingScene): Promise<void> {
  await eventually(async () => assert.equal((await readUnrouted(rows, summerClock)).count, 0));
}

/** Numbered declarations from one number to before another, ten at a time. */
async function declareAll({ writer }: ForwardingScene, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 10) {
    const batch = Array.from({ length: Math.min(10, to - index) }, (_, place) => numberedIn(index + place, cafe));
    for (const receipt of await Promise.all(batch.map((one) => writer.declare(one)))) {
      assert.ok(receipt.kind === "taken" && receipt.result === "A");
    }
  }
}

test("an institution that has an inscription is told of an IN by itself, signed; one without gets nothing", async (t) => {
  const scene = await forwardingScene(t);
  const fund = await scene.institution("fund");
  const other = await scene.institution("other", { inscription: { holder: "sector:6" } });
  await scene.inscribe(workers.man);
  scene.forward();
  const receipt = await scene.taken(dimonaIn({ from: "2026-07-01" }));
  await eventually(async () => assert.equal(fund.got.length, 1));
  const [mutation] = fund.got;
  assert.deepEqual(
    { ...mutation, recordedAt: "" },
    {
      number: "1",
      kind: "I",
      declarationId: receipt.number,
      periodId: receipt.number,
      recordedAt: "",
      employer: { nssoNumber: employers.cafe.nssoNumber, enterpriseNumber: employers.cafe.enterpriseNumber },
      worker: { ssin: workers.man },
      features: { workerType: "OTH", jointCommissionNumber: "XXX" },
      after: { state: "open", startDate: "2026-07-01" },
      isLate: false,
      isLocked: false,
    },
  );
  await scene.settled();
  assert.equal(other.messages(), 0);
});

test("an OUT, an update and a cancellation say what was and what is, in the order in which they were declared", async (t) => {
  const scene = await forwardingScene(t);
  const fund = await scene.institution("fund", { filter: ["isLocked", "jointCommissionNumber"] });
  await scene.inscribe(workers.man);
  scene.forward();
  const { number: periodId } = await scene.taken(dimonaIn({ from: "2026-07-01" }));
  await scene.taken({ action: "out", periodId, endDate: dimonaIn({ from: "2026-07-31" }).span.startDate });
  await scene.taken({
    action: "update",
    periodId,
    changes: { endDate: dimonaIn({ from: "2026-08-31" }).span.startDate },
  });
  await scene.taken({ action: "cancel", periodId });
  await scene.settled();
  assert.deepEqual(
    fund.got.map(({ kind, before, after }) => [kind, before?.state, before?.endDate, after.state, after.endDate]),
    [
      ["I", undefined, undefined, "open", undefined],
      ["O", "open", undefined, "closed", "2026-07-31"],
      ["U", "closed", "2026-07-31", "closed", "2026-08-31"],
      ["C", "closed", "2026-08-31", "cancelled", "2026-08-31"],
    ],
  );
  assert.ok(
    fund.got.every(({ features, isLocked }) => features.jointCommissionNumber === undefined && isLocked === undefined),
  );
});

test("a refused declaration changes nothing and is not told, nor are the hours of a day", async (t) => {
  const scene = await forwardingScene(t);
  const fund = await scene.institution("fund");
  await scene.inscribe(workers.man);
  scene.forward();
  const committee = "302";
  const { number: periodId } = await scene.taken(dimonaIn({ from: "2026-06-25" }, { committee }));
  assert.equal((await scene.taken(dimonaIn({ from: "2026-06-25" }, { committee }))).result, "B");
  const day = dayFrom("2026-06-25 18:00", "2026-06-25 23:30");
  assert.equal((await scene.taken({ action: "daily", operation: "create", periodId, day })).result, "A");
  await scene.settled();
  assert.deepEqual(
    fund.got.map(({ kind }) => kind),
    ["I"],
  );
});

test("what is sent stands in the audit before it leaves: who, why, about whom, and a digest of it", async (t) => {
  const scene = await forwardingScene(t);
  const fund = await scene.institution("fund", { filter: ["isLate"] });
  await fund.stop();
  await scene.inscribe(workers.man);
  scene.forward();
  await scene.taken(dimonaIn({ from: "2026-07-01" }));
  await routed(scene);
  const [{ entry } = { entry: {} }] = await scene.rows<{ entry: Record<string, unknown> }>(
    "select entry from crossroads.audit where entry ->> 'operation' = 'forward'",
  );
  const [delivery] = await scene.rows<{ content: string }>("select content::text as content from forwarding.delivery");
  assert.equal(fund.got.length, 0);
  assert.deepEqual(
    { ...entry, ticket: "", receivedAt: 0, requestDigest: "" },
    {
      chain: 1,
      sequence: 1,
      ticket: "",
      receivedAt: 0,
      customer: "fund",
      service: "Dimona/v2",
      operation: "forward",
      legalContext: "TEST:FORWARDING",
      subject: workers.man,
      number: "1",
      code: "MSG00000",
      gates: [{ gate: "inscription", passed: true }],
      filtered: ["isLate"],
      requestDigest: "",
      answerDigest: createHash("sha256")
        .update(delivery?.content ?? "")
        .digest("hex"),
      timings: {},
    },
  );
});

test("a receiver that is stopped and started while declarations go on gets them all, in order per person, and none twice", async (t) => {
  const scene = await forwardingScene(t);
  const fund = await scene.institution("fund");
  await Promise.all([scene.inscribe(workers.man), scene.inscribe(workers.woman)]);
  scene.forward();
  await declareAll(scene, 0, 60);
  await fund.stop();
  await declareAll(scene, 60, 150);
  await eventually(async () => {
    const [standing] = await readStandings(scene.rows, summerClock);
    assert.ok(standing !== undefined && standing.waiting >= 90 && standing.failures > 0, JSON.stringify(standing));
    assert.equal(standing.dead, 0);
  });
  await fund.start();
  await declareAll(scene, 150, 200);
  await scene.settled();
  assertAllInOrder(fund, 200);
  const [standing] = await readStandings(scene.rows, summerClock);
  assert.deepEqual(standing && { ...standing, age: undefined }, {
    customer: "fund",
    lastNumber: "200",
    waiting: 0,
    age: undefined,
    trying: 0,
    dead: 0,
    failures: 0,
    reason: undefined,
  });
});

test("processes that are killed in the middle lose nothing, and the next one goes on at once", async (t) => {
  const scene = await forwardingScene(t);
  const fund = await scene.institution("fund");
  await Promise.all([scene.inscribe(workers.man), scene.inscribe(workers.woman)]);
  const declaring = declareAll(scene, 0, 400);
  for (const killedAt of [1, 90, 210]) {
    const child = await scene.forwardApart();
    await eventually(async () => assert.ok(fund.got.length >= killedAt));
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await declaring;
  scene.forward();
  await scene.settled();
  assertAllInOrder(fund, 400);
});

test("several processes on one database send nothing twice", async (t) => {
  const scene = await forwardingScene(t);
  const fund = await scene.institution("fund");
  await Promise.all([scene.inscribe(workers.man), scene.inscribe(workers.woman)]);
  for (let count = 0; count < 3; count += 1) scene.forward();
  let sent = 0;
  fund.refuse(() => {
    sent += 1;
    return undefined;
  });
  await declareAll(scene, 0, 200);
  await scene.settled();
  assertAllInOrder(fund, 200);
  assert.equal(sent, 200);
});

test("what is refused too often is a dead letter that holds up its person alone, until somebody replays it", async (t) => {
  const scene = await forwardingScene(t);
  const fund = await scene.institution("fund");
  await Promise.all([scene.inscribe(workers.man), scene.inscribe(workers.woman)]);
  fund.refuse(({ number }) => (number === "3" ? "CASE_CLOSED" : undefined));
  scene.forward();
  // Even ones are about the man: numbers 1, 3, 5, ...
  await declareAll(scene, 0, 20);
  await scene.settled();
  const isEven = (number: number) => number % 2 === 0;
  assert.deepEqual(
    numbersOf(fund.got).toSorted((a, b) => a - b),
    [1, ...upTo(20).filter(isEven)],
  );
  const [letter, ...others] = await withClient(scene.connectionString, (client) => readDeadLetters(client, "fund"));
  assert.deepEqual(others, []);
  assert.deepEqual(letter && [letter.receiver, letter.number, letter.attempts, letter.reason, letter.waiting], [
    "fund",
    "3",
    4,
    "CASE_CLOSED",
    9,
  ]);
  await declareAll(scene, 20, 22);
  await scene.settled();
  assert.ok(!numbersOf(fund.got).includes(21), "what came later waits behind it");

  fund.refuse(() => undefined);
  await withClient(scene.connectionString, async (client) => {
    const operator = { client, clock: summerClock, by: "An operator", account: "tester" };
    assert.equal((await replay(operator, { id: letter?.id })).count, 1);
    assert.equal((await replay(operator, { receiver: "fund" })).count, 0, "there are no more");
  });
  await scene.settled();
  assertAllInOrder(fund, 22);
  const [entry] = await scene.rows<{ entry: { changed: string[]; by: string } }>(
    "select entry from crossroads.audit where entry ->> 'operation' = 'forwarding replay'",
  );
  assert.deepEqual([entry?.entry.by, entry?.entry.changed], ["An operator", [`forwarding:fund:${letter?.id}`]]);
});

test("a receiver that has lost a range gets it again with the same numbers", async (t) => {
  const scene = await forwardingScene(t);
  const fund = await scene.institution("fund");
  await Promise.all([scene.inscribe(workers.man), scene.inscribe(workers.woman)]);
  scene.forward();
  await declareAll(scene, 0, 12);
  await scene.settled();
  const before = fund.messages();
  const done = await withClient(scene.connectionString, (client) =>
    resend({ client, clock: summerClock, by: "An operator", account: "tester" }, "fund", 4, 9),
  );
  assert.equal(done.count, 6);
  assert.notEqual(done.ticket, undefined);
  await scene.settled();
  assert.ok(fund.messages() > before, "they came once more");
  assertAllInOrder(fund, 12);
});

test("a receiver of JSON believes the detached signature, and is told of small statutes alone where its annex says so", async (t) => {
  const scene = await forwardingScene(t);
  const agency = await scene.institution("agency", { workerTypes: ["IVT", "TRI", "STG"] }, "json");
  await scene.inscribe(workers.man);
  scene.forward();
  await scene.taken(dimonaIn({ from: "2026-07-01", to: "2026-07-31" }));
  const smallStatute = { nature: "WORKER", status: "F1" };
  await scene.taken(dimonaIn({ from: "2026-08-01", to: "2026-08-31" }, { type: "IVT", smallStatute }));
  await scene.settled();
  assert.deepEqual(
    agency.got.map(({ number, features, smallStatute }) => [number, features.workerType, smallStatute]),
    [["1", "IVT", { employmentNature: "WORKER", workerStatus: "F1" }]],
  );
});

test("files are whole, count up, and have a voucher with their digest; the rest follows once it is old enough", async (t) => {
  const scene = await forwardingScene(t);
  scene.fileReceiver("archive", { mutations: 8, seconds: 1 });
  await Promise.all([scene.inscribe(workers.man), scene.inscribe(workers.woman)]);
  scene.forward();
  await declareAll(scene, 0, 20);
  await scene.settled();
  const place = join(scene.folder, "archive");
  const names = (await readdir(place)).toSorted();
  const vouchers = names.filter((name) => name.endsWith(".voucher.json"));
  assert.equal(names.length, 2 * vouchers.length, "nothing half done is left");
  const numbers: number[] = [];
  for (const [index, name] of vouchers.entries()) {
    const voucher = JSON.parse(await readFile(join(place, name), "utf8"));
    const text = await readFile(join(place, voucher.file), "utf8");
    const content = text
      .trimEnd()
      .split("\n")
      .map((line): MutationType => JSON.parse(line));
    assert.deepEqual(
      [voucher.sequence, voucher.mutations, voucher.first, voucher.last, voucher.sha256],
      [
        String(index + 1),
        content.length,
        content[0]?.number,
        content.at(-1)?.number,
        createHash("sha256").update(text).digest("hex"),
      ],
    );
    assert.ok(content.length <= 8);
    numbers.push(...numbersOf(content));
  }
  assert.deepEqual(numbers, upTo(20));
});

test("a file that was begun when the process was killed is written again to the byte, though more waits by then", async (t) => {
  const scene = await forwardingScene(t);
  scene.fileReceiver("archive", { mutations: 1000, seconds: 1 });
  await Promise.all([scene.inscribe(workers.man), scene.inscribe(workers.woman)]);
  const first = scene.forward();
  await declareAll(scene, 0, 10);
  await scene.settled();
  await first.stop();
  const file = join(scene.folder, "archive", "mutations-000000000001.jsonl");
  const text = await readFile(file, "utf8");
  // As a process leaves it that dies between writing the file and saying so.
  await scene.rows("update forwarding.delivery set delivered_at = null");
  await declareAll(scene, 10, 20);
  scene.forward();
  await scene.settled();
  assert.equal(await readFile(file, "utf8"), text);
});

test("who fetches gets what comes behind a number, and says by asking what it has", async (t) => {
  const scene = await forwardingScene(t);
  await scene.institution("office", {}, "pull");
  await Promise.all([scene.inscribe(workers.man), scene.inscribe(workers.woman)]);
  scene.forward();
  await declareAll(scene, 0, 10);
  await routed(scene);
  const reader = createReader({ connectionString: scene.connectionString });
  t.after(() => reader.close());
  const fetch = createFetch(reader, summerClock);
  assert.deepEqual(numbersOf(await fetch("office", 0, 4)), [1, 2, 3, 4]);
  assert.deepEqual(numbersOf(await fetch("office", 4, 100)), [5, 6, 7, 8, 9, 10]);
  const waiting = async () => (await readStandings(scene.rows, summerClock))[0]?.waiting;
  assert.equal(await waiting(), 6, "what was given last is not known to have come");
  assert.deepEqual(await fetch("office", 10, 100), []);
  assert.equal(await waiting(), 0);
  assert.deepEqual(numbersOf(await fetch("office", 8, 100)), [9, 10], "whoever lost something asks again");
});

test("a number that was replaced: the inscription is that of today's number, which is told, and what waits keeps its order", async (t) => {
  const scene = await forwardingScene(t);
  const fund = await scene.institution("fund");
  await fund.stop();
  await scene.inscribe(workers.man);
  scene.forward();
  await scene.taken(dimonaIn({ from: "2026-07-01", to: "2026-07-31" }));
  await routed(scene);
  await scene.rows("update persons.person set known_until = '2026-06-01' where ssin = $1", [workers.man]);
  await scene.rows(
    "insert into persons.person (ssin, state, replaced_by, known_from) values ($1, 'replaced', $2, '2026-06-01')",
    [workers.man, workers.woman],
  );
  await scene.inscribe(workers.woman);
  await scene.taken({ action: "cancel", periodId: await onlyPeriod(scene) });
  await routed(scene);
  const persons = await scene.rows<{ person: string }>("select distinct person from forwarding.delivery");
  assert.deepEqual(persons, [{ person: workers.woman }]);
  await fund.start();
  await scene.settled();
  assert.deepEqual(
    fund.got.map(({ number, kind, worker }) => [number, kind, worker]),
    [
      ["1", "I", { ssin: workers.man }],
      ["2", "C", { ssin: workers.woman, replacedSsin: workers.man }],
    ],
  );
});

test("what was refused under a number that is replaced meanwhile still goes first, and the rest comes with both numbers", async (t) => {
  const scene = await forwardingScene(t);
  const fund = await scene.institution("fund", { attempts: 1 });
  await scene.inscribe(workers.man);
  await scene.inscribe(workers.woman);
  scene.forward();
  fund.refuse(() => "NOT_NOW");
  await scene.taken(dimonaIn({ from: "2026-07-01", to: "2026-07-31" }));
  await scene.settled();
  assert.equal((await scene.rows("select from forwarding.trouble where dead_since is not null")).length, 1);
  await withClient(scene.connectionString, (client) =>
    inTransaction(client, () => replaceNumber({ client, at: summerClock.now() }, workers.man, workers.woman)),
  );
  fund.refuse(() => undefined);
  await scene.taken({ action: "cancel", periodId: await onlyPeriod(scene) });
  await scene.settled();
  assert.deepEqual(fund.got, [], "the cancellation waits behind what it cancels");
  await scene.rows("update forwarding.trouble set dead_since = null, due_at = '-infinity'");
  await eventually(async () => assert.equal(fund.got.length, 2));
  assert.deepEqual(
    fund.got.map(({ number, kind, worker }) => [number, kind, worker]),
    [
      ["1", "I", { ssin: workers.man }],
      ["2", "C", { ssin: workers.woman, replacedSsin: workers.man }],
    ],
  );
});

async function onlyPeriod({ rows }: ForwardingScene): Promise<string> {
  const [period] = await rows<{ number: string }>("select number::text as number from dimona.period");
  return period?.number ?? "";
}
