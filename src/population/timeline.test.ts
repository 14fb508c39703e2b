import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, type IsoDay, parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { firstDayOf, lastDayOf, parseQuarter, quarterOf } from "../kernel/quarter.ts";
import {
  dayAt,
  dayNumber,
  firstDayOfQuarter,
  firstQuarterOf,
  lastDayOfQuarter,
  laterOf,
  quarterNumber,
  yearOfQuarter,
} from "./timeline.ts";

const day = (text: string): IsoDay => certain(parseDay(text));
const days = fc.integer({ min: -7305, max: 29_219 }).map(dayAt);

test("days count from 1 January 1970", () => {
  assert.equal(dayNumber(day("1970-01-01")), 0);
  assert.equal(dayNumber(day("1950-01-01")), -7305);
  assert.equal(dayAt(-1), "1969-12-31");
});

test("counting days agrees with the calendar", () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -500, max: 500 }), (from, step) => {
      assert.equal(dayAt(dayNumber(from) + step), addDays(from, step));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("a numbered quarter begins and ends as the quarter of the kernel does", () => {
  assert.equal(firstDayOfQuarter(firstQuarterOf(2005) + 2), "2005-07-01");
  fc.assert(
    fc.property(days, (someDay) => {
      const number = quarterNumber(someDay);
      assert.equal(firstDayOfQuarter(number), firstDayOf(quarterOf(someDay)));
      assert.equal(lastDayOfQuarter(number), lastDayOf(quarterOf(someDay)));
      assert.equal(yearOfQuarter(number), Number(someDay.slice(0, 4)));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("a quarter that is not covered is refused rather than guessed", () => {
  assert.equal(firstDayOfQuarter(0), firstDayOf(certain(parseQuarter("1950Q1"))));
  assert.throws(() => firstDayOfQuarter(-1), RangeError);
  assert.throws(() => lastDayOfQuarter(400), RangeError);
});

test("the later of two days", () => {
  assert.equal(laterOf(day("2026-01-02"), day("2025-12-31")), "2026-01-02");
  assert.equal(laterOf(day("2025-12-31"), day("2026-01-02")), "2026-01-02");
});
