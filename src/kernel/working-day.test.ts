import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, parseDay } from "./day.ts";
import { certain } from "./outcome.ts";
import { isWorkingDay, nextWorkingDay } from "./working-day.ts";

const day = (text: string) => certain(parseDay(text));

test("nobody works on a Saturday, a Sunday or a public holiday", () => {
  const free = ["2026-07-04", "2026-07-05", "2026-07-21", "2026-01-01", "2026-05-01", "2026-11-11", "2026-12-25"];
  for (const date of free) assert.equal(isWorkingDay(day(date)), false, date);
  for (const date of ["2026-07-03", "2026-07-06", "2026-07-20"]) assert.equal(isWorkingDay(day(date)), true, date);
});

test("the holidays that move with Easter", () => {
  // Easter Monday, Ascension and Whit Monday, as calendars of those years print them.
  const free = ["2024-04-01", "2024-05-09", "2024-05-20", "2025-04-21", "2025-05-29", "2025-06-09", "2026-04-06"];
  for (const date of [...free, "2026-05-14", "2026-05-25"]) assert.equal(isWorkingDay(day(date)), false, date);
});

test("after the Friday before Whitsun comes the Tuesday", () => {
  assert.equal(nextWorkingDay(day("2026-05-22")), "2026-05-26");
  assert.equal(nextWorkingDay(day("2026-07-20")), "2026-07-22");
});

test("the next working day is a working day, and all days before it are free", () => {
  fc.assert(
    fc.property(fc.nat(20_000), (days) => {
      const from = addDays(day("1990-01-01"), days);
      const next = nextWorkingDay(from);
      assert.ok(isWorkingDay(next) && next > from);
      for (let between = addDays(from, 1); between < next; between = addDays(between, 1)) {
        assert.equal(isWorkingDay(between), false, between);
      }
    }),
    { seed: 296, numRuns: 500 },
  );
});
