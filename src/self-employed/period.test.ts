import assert from "node:assert/strict";
import { test } from "node:test";
import { readPeriod } from "./period.ts";

const today = "2026-11-23";
const read = (beginDate: string, endDate?: string) =>
  readPeriod(endDate === undefined ? { beginDate } : { beginDate, endDate }, today);

test("no period asks for everything", () => {
  assert.deepEqual(readPeriod(undefined, today), { period: undefined });
});

test("a begin date alone is a period without end", () => {
  assert.deepEqual(read("2020-01-31"), { period: { from: "2020-01-31" } });
  assert.deepEqual(read(today), { period: { from: today } });
});

test("both ends are days of the period, which may be one day and may end in the future", () => {
  assert.deepEqual(read("2020-01-31", "2020-01-31"), { period: { from: "2020-01-31", to: "2020-01-31" } });
  assert.deepEqual(read("2020-02-29", "2030-01-01"), { period: { from: "2020-02-29", to: "2030-01-01" } });
});

test("a time zone is left aside", () => {
  const expected = { period: { from: "2020-01-31", to: "2020-02-01" } };
  for (const zone of ["Z", "+02:00", "-13:59", "+14:00"]) {
    assert.deepEqual(read(`2020-01-31${zone}`, `2020-02-01${zone}`), expected);
  }
});

const refused: readonly (readonly [what: string, begin: string, end: string | undefined, field: string])[] = [
  ["an end before the begin", "2020-01-02", "2020-01-01", "endDate"],
  ["a begin in the future", "2026-11-24", undefined, "beginDate"],
  ["a begin in the future, closed", "2026-11-24", "2026-11-30", "beginDate"],
  ["a begin with five digits in its year", "10000-01-01", undefined, "beginDate"],
  ["a begin before our era", "-0044-03-15", undefined, "beginDate"],
  ["an end with five digits in its year", "2020-01-01", "10000-01-01", "endDate"],
];

for (const [what, begin, end, field] of refused) {
  test(`${what} is SES00300, and says which of the two`, () => {
    const { period, fault } = read(begin, end);
    assert.equal(period, undefined);
    assert.equal(fault?.status.code, "SES00300");
    assert.deepEqual(
      fault?.information.map(({ fieldName }) => fieldName),
      [field],
    );
  });
}
