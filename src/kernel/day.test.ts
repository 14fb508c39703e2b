import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { movableClock } from "./clock.ts";
import { addDays, addMonths, addYears, type IsoDay, lengthOfMonth, parseDay, today, yearOf } from "./day.ts";
import { certain } from "./outcome.ts";

const seed = 264;
const day = (text: string): IsoDay => certain(parseDay(text));

test("a day that exists is accepted as it stands", () => {
  for (const text of ["0001-01-01", "1900-02-28", "2000-02-29", "2024-02-29", "9999-12-31"]) {
    assert.deepEqual(parseDay(text), { ok: true, value: text });
  }
});

test("a day that the calendar does not have is refused", () => {
  for (const text of [
    "0000-01-01",
    "2025-00-10",
    "2025-13-01",
    "2025-01-00",
    "2025-04-31",
    "2025-02-29",
    "1900-02-29",
  ]) {
    assert.deepEqual(parseDay(text), { ok: false, reason: { kind: "no-such-day" } }, text);
  }
});

test("anything but YYYY-MM-DD is refused for its shape", () => {
  for (const text of [
    "",
    "2025-1-1",
    "20250101",
    "2025-01-01Z",
    "2025-01-01+01:00",
    "+2025-01-01",
    "12025-01-01",
    "2025-01-01\n",
  ]) {
    assert.deepEqual(parseDay(text), { ok: false, reason: { kind: "shape" } }, JSON.stringify(text));
  }
});

test("a month added to the end of a longer month ends on the last day of the shorter", () => {
  assert.equal(addMonths(day("2024-01-31"), 1), "2024-02-29");
  assert.equal(addMonths(day("2025-01-31"), 1), "2025-02-28");
  assert.equal(addMonths(day("2025-01-31"), -2), "2024-11-30");
});

test("a leap day a year on is 28 February", () => {
  assert.equal(addYears(day("2024-02-29"), 1), "2025-02-28");
  assert.equal(addYears(day("2024-02-29"), 4), "2028-02-29");
});

test("days are added across months and years", () => {
  assert.equal(addDays(day("2024-12-31"), 1), "2025-01-01");
  assert.equal(addDays(day("2024-03-01"), -1), "2024-02-29");
  assert.equal(addDays(day("2024-03-01"), 0), "2024-03-01");
});

test("a sum outside the years 0001 to 9999 throws", () => {
  assert.throws(() => addDays(day("9999-12-31"), 1), RangeError);
  assert.throws(() => addYears(day("0001-06-01"), -1), RangeError);
});

test("today changes at midnight in Belgium, in winter and in summer", () => {
  const clock = movableClock(Date.parse("2026-01-14T22:59:59.999Z"));
  assert.equal(today(clock), "2026-01-14");
  clock.advance(1);
  assert.equal(today(clock), "2026-01-15");
  clock.set(Date.parse("2026-07-14T21:59:59.999Z"));
  assert.equal(today(clock), "2026-07-14");
  clock.advance(1);
  assert.equal(today(clock), "2026-07-15");
});

const anyDay = fc
  .integer({ min: 0, max: 3_652_058 })
  .map((days) => day(Temporal.PlainDate.from("0001-01-01").add({ days }).toString()));

test("text order is calendar order", () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      const order = Temporal.PlainDate.compare(Temporal.PlainDate.from(a), Temporal.PlainDate.from(b));
      assert.equal(Number(a > b) - Number(a < b), order);
    }),
    { seed, numRuns: 500 },
  );
});

test("parsing agrees with Temporal on every combination of year, month and day", () => {
  const two = (value: number) => String(value).padStart(2, "0");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), fc.nat(14), fc.nat(33), (year, month, dayOfMonth) => {
      const text = `${String(year).padStart(4, "0")}-${two(month)}-${two(dayOfMonth)}`;
      assert.equal(parseDay(text).ok, knownToTemporal(text), text);
    }),
    { seed, numRuns: 1000 },
  );
});

test("days added and taken away again lead back", () => {
  const near = fc.integer({ min: 0, max: 100_000 }).map((days) => addDays(day("1900-01-01"), days));
  fc.assert(
    fc.property(near, fc.integer({ min: -50_000, max: 50_000 }), (start, days) => {
      assert.equal(addDays(addDays(start, days), -days), start);
      assert.equal(addDays(start, days) > start, days > 0);
    }),
    { seed, numRuns: 500 },
  );
});

test("days are added as Temporal adds them, in any year", () => {
  const anyDay = fc.integer({ min: 0, max: 3_652_058 }).map((days) => {
    const date = Temporal.PlainDate.from("0001-01-01").add({ days });
    return day(date.toString());
  });
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -1_000_000, max: 1_000_000 }), (start, days) => {
      const sum = Temporal.PlainDate.from(start).add({ days });
      if (sum.year < 1 || sum.year > 9999) assert.throws(() => addDays(start, days), RangeError);
      else assert.equal(addDays(start, days), sum.toString());
    }),
    { seed, numRuns: 500 },
  );
});

test("the months of a year add up to its days", () => {
  for (const [year, days] of [
    [1900, 365],
    [2000, 366],
    [2023, 365],
    [2024, 366],
  ] as const) {
    const lengths = Array.from({ length: 12 }, (_, index) => lengthOfMonth(year, index + 1));
    assert.equal(
      lengths.reduce((sum, length) => sum + length, 0),
      days,
    );
  }
  assert.deepEqual([lengthOfMonth(2024, 0), lengthOfMonth(2024, 13)], [0, 0]);
});

test("the year of a day is a number", () => {
  assert.equal(yearOf(day("0985-06-01")), 985);
});

function knownToTemporal(text: string): boolean {
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}
