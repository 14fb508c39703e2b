import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, type IsoDay, parseDay } from "./day.ts";
import { certain } from "./outcome.ts";
import {
  addQuarters,
  firstDayOf,
  formatNssoQuarter,
  lastDayOf,
  nextQuarter,
  parseQuarter,
  previousQuarter,
  type Quarter,
  quarterOf,
  quarterRange,
  quartersBetween,
} from "./quarter.ts";

const seed = 264;
const quarter = (text: string): Quarter => certain(parseQuarter(text));
const day = (text: string): IsoDay => certain(parseDay(text));

test("both ways of writing a quarter are read as one", () => {
  assert.deepEqual(parseQuarter("2019Q1"), { ok: true, value: "2019Q1" });
  assert.deepEqual(parseQuarter("20191"), { ok: true, value: "2019Q1" });
  assert.equal(formatNssoQuarter(quarter("2019Q1")), "20191");
});

test("what is no quarter is refused", () => {
  for (const text of [
    "",
    "2019",
    "2019Q0",
    "2019Q5",
    "20195",
    "2019q1",
    "2019-Q1",
    "19Q1",
    "0000Q1",
    "2019Q1 ",
    "2019QQ1",
  ]) {
    assert.deepEqual(parseQuarter(text), { ok: false, reason: { kind: "shape" } }, text);
  }
});

test("the quarter after the fourth is the first of the next year", () => {
  assert.equal(nextQuarter(quarter("2019Q4")), "2020Q1");
  assert.equal(previousQuarter(quarter("2020Q1")), "2019Q4");
});

test("forty quarters are ten years", () => {
  assert.equal(addQuarters(quarter("2014Q3"), 40), "2024Q3");
  assert.equal(quartersBetween(quarter("2014Q3"), quarter("2024Q3")), 40);
  assert.equal(quartersBetween(quarter("2024Q3"), quarter("2014Q3")), -40);
});

test("each quarter begins and ends on its own days", () => {
  const ends = quarterRange(quarter("2024Q1"), quarter("2024Q4")).map((each) => [firstDayOf(each), lastDayOf(each)]);
  assert.deepEqual(ends, [
    ["2024-01-01", "2024-03-31"],
    ["2024-04-01", "2024-06-30"],
    ["2024-07-01", "2024-09-30"],
    ["2024-10-01", "2024-12-31"],
  ]);
});

test("a range holds both its ends, and nothing when they are the wrong way round", () => {
  assert.deepEqual(quarterRange(quarter("2019Q3"), quarter("2020Q2")), ["2019Q3", "2019Q4", "2020Q1", "2020Q2"]);
  assert.deepEqual(quarterRange(quarter("2019Q3"), quarter("2019Q3")), ["2019Q3"]);
  assert.deepEqual(quarterRange(quarter("2019Q3"), quarter("2019Q2")), []);
});

test("the first and the last day of the calendar have a quarter, and beyond them there is none", () => {
  assert.equal(quarterOf(day("0001-01-01")), "0001Q1");
  assert.equal(quarterOf(day("9999-12-31")), "9999Q4");
  assert.throws(() => nextQuarter(quarter("9999Q4")), RangeError);
  assert.throws(() => previousQuarter(quarter("0001Q1")), RangeError);
});

const anyQuarter = fc
  .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 4 }))
  .map(([year, number]) => quarter(`${year}Q${number}`));

test("every day lies between the first and the last day of its quarter, and the next quarter begins the day after", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), (days) => {
      const date = addDays(day("1950-01-01"), days);
      const its = quarterOf(date);
      assert.ok(firstDayOf(its) <= date && date <= lastDayOf(its));
      assert.equal(addDays(lastDayOf(its), 1), firstDayOf(nextQuarter(its)));
    }),
    { seed, numRuns: 300 },
  );
});

test("adding and counting are each other's reverse, and text order is calendar order", () => {
  fc.assert(
    fc.property(anyQuarter, fc.integer({ min: -400, max: 400 }), (start, count) => {
      const end = addQuarters(start, count);
      assert.equal(quartersBetween(start, end), count);
      assert.equal(Number(end > start) - Number(end < start), Math.sign(count));
    }),
    { seed, numRuns: 500 },
  );
});
