import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { testDatabase } from "../../test/database.ts";
import { createReader } from "../database/reader.ts";
import { movableClock } from "../kernel/clock.ts";
import { createQuotaLedger, forgetOldQuotas, secondsUntilRoom } from "./quota.ts";

const start = Date.parse("2026-11-23T10:00:30Z");

async function ledgers(t: TestContext, count: number) {
  const { connectionString } = await testDatabase(t);
  const clock = movableClock(start);
  const readers = Array.from({ length: count }, () => createReader({ connectionString }));
  t.after(() => Promise.all(readers.map((reader) => reader.close())));
  return { clock, readers, all: readers.map((reader) => createQuotaLedger(reader, clock)) };
}

test("there is room again when the minute or the day is over, in whole seconds", () => {
  assert.equal(secondsUntilRoom("minute", start), 30);
  assert.equal(secondsUntilRoom("minute", start + 29_999), 1);
  assert.equal(secondsUntilRoom("minute", start + 30_000), 60);
  assert.equal(secondsUntilRoom("day", start), 13 * 3600 + 59 * 60 + 30);
});

test("three questions fit in a quota of three a minute, the fourth does not, and the next minute has room again", async (t) => {
  const { clock, all } = await ledgers(t, 1);
  const [ledger] = all;
  assert.ok(ledger !== undefined);
  const quota = { perMinute: 3, perDay: 100 };
  const outcomes = [];
  for (let count = 0; count < 4; count += 1) outcomes.push(await ledger.take("an", quota));
  assert.deepEqual(outcomes, [undefined, undefined, undefined, "minute"]);
  clock.advance(60_000);
  assert.equal(await ledger.take("an", quota), undefined);
});

test("the day's quota closes what the minute's would let through", async (t) => {
  const { clock, all } = await ledgers(t, 1);
  const [ledger] = all;
  assert.ok(ledger !== undefined);
  const quota = { perMinute: 10, perDay: 2 };
  const outcomes = [];
  for (let count = 0; count < 3; count += 1) outcomes.push(await ledger.take("an", quota));
  assert.deepEqual(outcomes, [undefined, undefined, "day"]);
  clock.advance(86_400_000);
  assert.equal(await ledger.take("an", quota), undefined);
});

test("one customer's questions take nothing from another's quota", async (t) => {
  const { all } = await ledgers(t, 1);
  const [ledger] = all;
  assert.ok(ledger !== undefined);
  const quota = { perMinute: 1, perDay: 10 };
  assert.equal(await ledger.take("an", quota), undefined);
  assert.equal(await ledger.take("an", quota), "minute");
  assert.equal(await ledger.take("bert", quota), undefined);
});

test("spans that are over are forgotten, the present ones are not", async (t) => {
  const { clock, all, readers } = await ledgers(t, 1);
  const [ledger] = all;
  const [reader] = readers;
  assert.ok(ledger !== undefined && reader !== undefined);
  await ledger.take("an", { perMinute: 5, perDay: 10 });
  clock.advance(3 * 86_400_000);
  await ledger.take("an", { perMinute: 5, perDay: 10 });
  await forgetOldQuotas(reader, clock);
  const rows = await reader.query<{ span: string }>("select span from crossroads.quota_use order by span");
  assert.deepEqual(
    rows.map(({ span }) => span),
    ["day", "minute"],
  );
});

for (const perMinute of [7, 250, 1000]) {
  test(`three processes together let through no more than ${perMinute} a minute, and strand little`, async (t) => {
    const { all } = await ledgers(t, 3);
    const quota = { perMinute, perDay: 1_000_000 };
    const asked = Array.from({ length: perMinute * 2 }, (_, index) => all[index % 3]?.take("an", quota));
    const outcomes = await Promise.all(asked);
    const through = outcomes.filter((outcome) => outcome === undefined).length;
    assert.ok(through <= perMinute, `${through} of ${perMinute}`);
    assert.ok(through >= perMinute - 3 * Math.ceil(perMinute / 100), `${through} of ${perMinute}`);
  });
}
