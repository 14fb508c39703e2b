import assert from "node:assert/strict";
import { test } from "node:test";
import { certain } from "../kernel/outcome.ts";
import { parsePeriod } from "../kernel/period.ts";
import { parseQuarter, quarterRange } from "../kernel/quarter.ts";
import { fundsByQuarter } from "./affiliation.ts";
import type { Career } from "./arza.ts";

type Stay = readonly [fundCode: string, from: string, to?: string];

const quarter = (text: string) => certain(parseQuarter(text));

function funds(stays: readonly Stay[], first: string, last: string): readonly string[] {
  const affiliations: Career["affiliations"] = stays.map(([fundCode, from, to]) => ({
    fundCode,
    signatureDate: undefined,
    segments: [
      { period: certain(parsePeriod(from, to)), qualityCode: 100, contributionCode: 100, equalityCode: undefined },
    ],
  }));
  const byQuarter = fundsByQuarter({ affiliations }, quarterRange(quarter(first), quarter(last)));
  return [...byQuarter].map(([quarter, fundCode]) => `${quarter} ${fundCode}`);
}

test("each quarter has the fund of its time, when the fund changes between two quarters", () => {
  const stays: readonly Stay[] = [
    ["003", "2015-04-01", "2019-12-31"],
    ["010", "2020-01-01"],
  ];
  assert.deepEqual(funds(stays, "2019Q3", "2020Q2"), ["2019Q3 003", "2019Q4 003", "2020Q1 010", "2020Q2 010"]);
});

test("quarters without affiliation are left out", () => {
  const stays: readonly Stay[] = [
    ["003", "2015-04-01", "2018-06-30"],
    ["003", "2019-01-01", "2019-06-30"],
  ];
  assert.deepEqual(funds(stays, "2018Q2", "2019Q3"), ["2018Q2 003", "2019Q1 003", "2019Q2 003"]);
  assert.deepEqual(funds([], "2018Q2", "2019Q3"), []);
});

test("of two funds in one quarter, the one that covers its last day is asked", () => {
  const stays: readonly Stay[] = [
    ["010", "2020-02-15"],
    ["003", "2015-04-01", "2020-02-14"],
  ];
  assert.deepEqual(funds(stays, "2020Q1", "2020Q1"), ["2020Q1 010"]);
});

test("where none covers the last day, the one that reaches furthest into the quarter is", () => {
  const stays: readonly Stay[] = [
    ["003", "2015-04-01", "2020-03-14"],
    ["010", "2020-01-01", "2020-02-29"],
  ];
  assert.deepEqual(funds(stays, "2020Q1", "2020Q1"), ["2020Q1 003"]);
});

test("of two that reach as far, the one that began last is", () => {
  const stays: readonly Stay[] = [
    ["003", "2015-04-01"],
    ["010", "2020-01-01"],
  ];
  assert.deepEqual(funds(stays, "2019Q4", "2020Q1"), ["2019Q4 003", "2020Q1 010"]);
  assert.deepEqual(funds(stays.toReversed(), "2019Q4", "2020Q1"), ["2019Q4 003", "2020Q1 010"]);
});

test("one day of affiliation is enough for a quarter", () => {
  assert.deepEqual(funds([["003", "2020-03-31", "2020-04-01"]], "2019Q4", "2020Q3"), ["2020Q1 003", "2020Q2 003"]);
});
