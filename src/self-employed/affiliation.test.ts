import assert from "node:assert/strict";
import { test } from "node:test";
import { certain } from "../kernel/outcome.ts";
import { parsePeriod } from "../kernel/period.ts";
import { parseQuarter } from "../kernel/quarter.ts";
import { fundsByQuarter } from "./affiliation.ts";

type Stay = readonly [fundCode: string, from: string, to?: string];

function fundsOf(stays: readonly Stay[], quarters: readonly string[]): Readonly<Record<string, string>> {
  const affiliations = stays.map(([fundCode, from, to]) => ({
    fundCode,
    signatureDate: undefined,
    segments: [
      { period: certain(parsePeriod(from, to)), qualityCode: 100, contributionCode: 100, equalityCode: undefined },
    ],
  }));
  const asked = quarters.map((quarter) => certain(parseQuarter(quarter)));
  return Object.fromEntries(fundsByQuarter({ affiliations }, asked));
}

test("a quarter belongs to the fund whose segment touches it, and to none where nothing does", () => {
  const stays: readonly Stay[] = [["003", "2019-04-01", "2019-09-30"]];
  const expected = { "2019Q2": "003", "2019Q3": "003" };
  assert.deepEqual(fundsOf(stays, ["2019Q1", "2019Q2", "2019Q3", "2019Q4"]), expected);
});

test("one day of activity makes the whole quarter the fund's", () => {
  assert.deepEqual(fundsOf([["003", "2019-06-30", "2019-06-30"]], ["2019Q2", "2019Q3"]), { "2019Q2": "003" });
  assert.deepEqual(fundsOf([["003", "2019-06-30"]], ["2019Q1", "2019Q2"]), { "2019Q2": "003" });
});

test("who changes on 1 January is with the old fund until December and with the new one from then on", () => {
  const stays: readonly Stay[] = [
    ["003", "2015-01-01", "2019-12-31"],
    ["010", "2020-01-01"],
  ];
  assert.deepEqual(fundsOf(stays, ["2019Q4", "2020Q1"]), { "2019Q4": "003", "2020Q1": "010" });
});

test("who changes within a quarter is, for that quarter, with the fund of its last day", () => {
  const stays: readonly Stay[] = [
    ["010", "2020-02-15"],
    ["003", "2015-01-01", "2020-02-14"],
  ];
  assert.deepEqual(fundsOf(stays, ["2020Q1"]), { "2020Q1": "010" });
});

test("of two that both ended within the quarter, the later one; of two that reach as far, the one that began last", () => {
  const ended: readonly Stay[] = [
    ["003", "2020-01-01", "2020-02-10"],
    ["010", "2020-01-15", "2020-02-20"],
  ];
  assert.deepEqual(fundsOf(ended, ["2020Q1"]), { "2020Q1": "010" });
  const both: readonly Stay[] = [
    ["010", "2020-01-15"],
    ["003", "2015-01-01"],
  ];
  assert.deepEqual(fundsOf(both, ["2020Q1", "2019Q4"]), { "2019Q4": "003", "2020Q1": "010" });
});
