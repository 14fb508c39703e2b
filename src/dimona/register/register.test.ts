import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cancel,
  daily,
  day,
  dayFrom,
  dimonaIn,
  employers,
  hour,
  noor,
  out,
  update,
  workers,
} from "../../../test/dimona-declarations.ts";
import { registerScene, secretariat } from "../../../test/dimona-register.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";

const named = (number: DimonaNumber) => ({ id: number }) as DimonaPeriod; // a declaration needs no more of its period
const shift = { type: "EXT", committee: "302" } as const;

test("an accepted IN leaves a declaration, a notification, a period and a relation, all of one moment", async (t) => {
  const { taken, rows } = await registerScene(t);
  const { number, result, repeated } = await taken(dimonaIn({ from: "2026-07-01" }));
  assert.deepEqual([result, repeated], ["A", false]);
  const [declared] = await rows(
    "select action, ssin, period, worker_type, joint_committee, customer from dimona.declaration",
  );
  assert.deepEqual(declared, {
    action: "in",
    ssin: workers.man,
    period: number,
    worker_type: "OTH",
    joint_committee: "XXX",
    customer: "cafe",
  });
  assert.deepEqual(
    await rows(`select n.result, n.change -> 'after' ->> 'id' as period, n.decided_at = p.known_from as together
                from dimona.notification n join dimona.period p on p.declaration = n.declaration`),
    [{ result: "A", period: number, together: true }],
  );
  assert.deepEqual(await rows("select start_date::text, end_date::text from dimona.relation"), [
    { start_date: "2026-07-01", end_date: null },
  ]);
});

test("what was known of a period before a declaration stays readable", async (t) => {
  const { taken, rows, at } = await registerScene(t);
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }));
  at("2026-07-31 09:00");
  await taken(out(named(number), "2026-07-31"));
  at("2026-08-03 09:00");
  await taken(update(named(number), { endDate: day("2026-08-31") }));
  at("2026-08-04 09:00");
  await taken(cancel(named(number)));
  const known =
    "select end_date::text, cancelled, last_action from dimona.period where known_from <= $1 and known_until > $1";
  const asOf = async (moment: string) => (await rows(known, [moment]))[0];
  assert.equal(await asOf("2026-06-24"), undefined);
  assert.deepEqual(await asOf("2026-07-01"), { end_date: null, cancelled: false, last_action: "in" });
  assert.deepEqual(await asOf("2026-08-01"), { end_date: "2026-07-31", cancelled: false, last_action: "out" });
  assert.deepEqual(await asOf("2026-08-03 12:00"), { end_date: "2026-08-31", cancelled: false, last_action: "update" });
  assert.deepEqual(await asOf("2027-01-01"), { end_date: "2026-08-31", cancelled: true, last_action: "cancel" });
  assert.deepEqual(
    await rows("select end_date::text, known_until = 'infinity' as now from dimona.relation order by known_from"),
    [
      { end_date: null, now: false },
      { end_date: "2026-07-31", now: false },
      { end_date: "2026-08-31", now: false },
    ],
    "of what is cancelled no relation is left",
  );
});

test("a relation spans all periods of the worker with the employer", async (t) => {
  const { taken, rows } = await registerScene(t);
  await taken(dimonaIn({ from: "2026-09-01", to: "2026-09-30" }));
  await taken(dimonaIn({ from: "2026-07-01", to: "2026-07-31" }));
  const relation = "select start_date::text, end_date::text from dimona.relation where known_until = 'infinity'";
  assert.deepEqual(await rows(relation), [{ start_date: "2026-07-01", end_date: "2026-09-30" }]);
  await taken(dimonaIn({ from: "2026-11-01" }));
  assert.deepEqual(await rows(relation), [{ start_date: "2026-07-01", end_date: null }]);
});

test("a refused declaration has its number and its reasons, and changes nothing", async (t) => {
  const { taken, rows } = await registerScene(t);
  const first = await taken(dimonaIn({ from: "2026-07-01" }));
  const { number, result } = await taken(dimonaIn({ from: "2026-07-01" }));
  assert.equal(result, "B");
  const [notification] = await rows<{ anomalies: { code: string; evidence: { periods: { id: string }[] } }[] }>(
    "select anomalies from dimona.notification where declaration = $1",
    [number],
  );
  assert.equal(notification?.anomalies[0]?.code, "90373-333");
  assert.equal(notification.anomalies[0].evidence.periods[0]?.id, first.number);
  assert.equal((await rows("select from dimona.period")).length, 1);
});

test("declarations that come together are decided on one after the other, in one transaction", async (t) => {
  const { declare, rows } = await registerScene(t);
  const receipts = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      declare(
        dimonaIn(
          { from: "2026-07-01" },
          { features: { subEntity: undefined, user: undefined }, committee: index % 2 === 0 ? "XXX" : "302" },
        ),
      ),
    ),
  );
  const results = receipts.map((receipt) => receipt.kind === "taken" && receipt.result);
  assert.equal(results.filter((result) => result === "A").length, 2, "one for each committee");
  assert.equal(results.filter((result) => result === "B").length, 38);
  const [{ transactions } = { transactions: 0 }] = await rows<{ transactions: number }>(
    "select count(distinct xmin::text)::int as transactions from dimona.declaration",
  );
  assert.ok(transactions <= 3, `${transactions} transactions`);
});

test("of the same declaration sent by two processes at once, one is accepted", async (t) => {
  const scene = await registerScene(t);
  const other = scene.another();
  for (let index = 1; index <= 10; index += 1) {
    const from = `2026-${String((index % 5) + 7).padStart(2, "0")}-${String(index).padStart(2, "0")}`;
    const declaration = dimonaIn({ from, to: from });
    const receipts = await Promise.all(
      [scene.writer, other].map((writer) => writer.declare(scene.submission(declaration))),
    );
    const results = receipts.map((receipt) => receipt.kind === "taken" && receipt.result).toSorted();
    assert.deepEqual(results, ["A", "B"], from);
  }
});

test("two employers that declare a student at once do not both get the last hours of the quota", async (t) => {
  const scene = await registerScene(t);
  const other = scene.another();
  const student = (nssoNumber: string | undefined) =>
    dimonaIn({ from: "2026-07-01", to: "2026-07-31", hours: 400 }, { type: "STU", employer: { nssoNumber } });
  const receipts = await Promise.all([
    scene.writer.declare(scene.submission(student(employers.cafe.nssoNumber), { sender: secretariat })),
    other.declare(scene.submission(student(employers.agency.nssoNumber), { sender: secretariat })),
  ]);
  const results = receipts.map((receipt) => receipt.kind === "taken" && receipt.result).toSorted();
  assert.deepEqual(results, ["A", "W"]);
  const [{ hours } = { hours: 0 }] = await scene.rows<{ hours: number }>(
    "select exceeding -> 0 -> 'amount' as hours from dimona.period where exceeding <> '[]'",
  );
  assert.equal(hours, 150);
});

test("days of occasional work count once, and a cancelled one is given back", async (t) => {
  const { taken, rows } = await registerScene(t);
  const on = (date: string, from: string, to: string) =>
    taken(dimonaIn({ from: `${date} ${from}`, to: `${date} ${to}` }, shift));
  const first = await on("2026-07-01", "09:00", "12:00");
  const second = await on("2026-07-01", "14:00", "18:00");
  const used = async () =>
    (
      await rows<{ days: number }>(
        `select count(distinct (ssin, day))::int as days from dimona.quota_use
       where kind = 'HORECA_WORKER' and known_until = 'infinity'`,
      )
    )[0]?.days;
  assert.equal(await used(), 1);
  await taken(cancel(named(first.number)));
  assert.equal(await used(), 1);
  await taken(update(named(second.number), { startDate: day("2026-07-05"), endDate: day("2026-07-05") }));
  assert.equal(await used(), 1);
  await taken(cancel(named(second.number)));
  assert.equal(await used(), 0);
});

test("a third day in a row is refused, whichever of the three is declared last", async (t) => {
  const { taken } = await registerScene(t);
  const on = async (date: string) =>
    (await taken(dimonaIn({ from: `${date} 09:00`, to: `${date} 12:00` }, shift))).result;
  assert.deepEqual([await on("2026-07-01"), await on("2026-07-02"), await on("2026-07-03")], ["A", "A", "B"]);
  assert.deepEqual([await on("2026-07-12"), await on("2026-07-11"), await on("2026-07-10")], ["A", "A", "B"]);
  assert.deepEqual([await on("2026-07-20"), await on("2026-07-22"), await on("2026-07-21")], ["A", "A", "B"]);
});

test("a number that was replaced leads to the person of today", async (t) => {
  const { taken, rows } = await registerScene(t);
  await rows("update persons.person set known_until = '2026-01-01' where ssin = $1", [workers.woman]);
  await rows(
    "insert into persons.person (ssin, state, replaced_by, known_from) values ($1, 'replaced', $2, '2026-01-01')",
    [workers.woman, workers.man],
  );
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }, { worker: { ssin: workers.woman } }));
  assert.deepEqual(await rows("select ssin from dimona.period"), [{ ssin: workers.man }]);
  assert.equal((await taken(out(named(number), "2026-07-31", { ssin: workers.woman }))).result, "A");
});

test("who waits for a worker's number gets the decision of the moment of receipt, once", async (t) => {
  const { taken, rows, writer, at } = await registerScene(t);
  const { number, result } = await taken(dimonaIn({ from: "2026-07-01" }, { worker: { identity: noor } }));
  assert.equal(result, "S");
  at("2026-07-20 10:00");
  assert.deepEqual(await writer.identify(number, workers.woman), {
    kind: "taken",
    number,
    result: "A",
    repeated: false,
  });
  assert.deepEqual(await rows("select ordinal, result from dimona.notification order by ordinal"), [
    { ordinal: 1, result: "S" },
    { ordinal: 2, result: "A" },
  ]);
  assert.deepEqual(await rows("select ssin, period from dimona.declaration"), [
    { ssin: workers.woman, period: number },
  ]);
  assert.deepEqual(await writer.identify(number, workers.woman), { kind: "turned-away" });
});

test("who waits for somebody whom nobody can recognise is refused, once", async (t) => {
  const { taken, rows, writer } = await registerScene(t);
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }, { worker: { identity: noor } }));
  const receipt = await writer.identify(number, "nobody");
  assert.ok(receipt.kind === "taken" && receipt.result === "B");
  const told = "select anomalies #>> '{0,code}' as code from dimona.notification where ordinal = 2";
  assert.deepEqual(await rows(told), [{ code: "90017-151" }]);
  assert.deepEqual(await rows("select 1 from dimona.waiting"), []);
  assert.deepEqual(await writer.identify(number, workers.woman), { kind: "turned-away" });
});

test("a day is registered, corrected and withdrawn, and each state of it stays", async (t) => {
  const { taken, rows } = await registerScene(t);
  const period = await taken(dimonaIn({ from: "2026-06-25" }, { committee: "302" }));
  const evening = dayFrom("2026-06-25 18:00", "2026-06-25");
  const { number } = await taken(daily({ periodId: period.number, day: evening }));
  await taken(daily({ operation: "modify", registrationId: number, day: { endHour: hour("2330") } }));
  const again = await taken(daily({ periodId: period.number, day: dayFrom("2026-06-25 22:00", "2026-06-26 01:00") }));
  assert.equal(again.result, "B");
  await taken(daily({ operation: "cancel", registrationId: number }));
  assert.deepEqual(
    await rows(
      "select end_hour, cancelled, known_until = 'infinity' as now from dimona.daily_registration order by known_from",
    ),
    [
      { end_hour: null, cancelled: false, now: false },
      { end_hour: "2330", cancelled: false, now: false },
      { end_hour: "2330", cancelled: true, now: true },
    ],
  );
});

test("one declaration that the database does not take leaves the others of its batch alone", async (t) => {
  const scene = await registerScene(t);
  const good = (from: string) => scene.declare(dimonaIn({ from, to: from }));
  const [first, bad, last] = await Promise.allSettled([
    good("2026-07-01"),
    scene.declare(
      dimonaIn({ from: "2026-07-02" }, { worker: { ssin: workers.man, identity: { lastName: "\u0000" } } }),
    ),
    good("2026-07-03"),
  ]);
  assert.equal(bad?.status, "rejected");
  for (const settled of [first, last]) {
    assert.ok(settled?.status === "fulfilled" && settled.value.kind === "taken");
    assert.equal(settled.value.result, "A");
  }
  assert.equal((await scene.rows("select from dimona.period")).length, 2);
});
