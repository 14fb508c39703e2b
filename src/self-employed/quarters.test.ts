import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { daysOf, readQuarters } from "./quarters.ts";

const today = certain(parseDay("2026-11-23"));
const read = (beginQuarter: string, endQuarter?: string) => readQuarters({ beginQuarter, endQuarter }, today);

function refusalOf(beginQuarter: string, endQuarter?: string) {
  const asked = read(beginQuarter, endQuarter);
  assert.ok("fault" in asked, `${beginQuarter} ${endQuarter}`);
  assert.deepEqual(asked.quarters, []);
  return { code: asked.fault.status.code, field: asked.fault.information[0]?.fieldName };
}

test("both quarters and those between them are asked about", () => {
  assert.deepEqual(read("2019Q3", "2020Q2").quarters, ["2019Q3", "2019Q4", "2020Q1", "2020Q2"]);
  assert.deepEqual(read("2019Q3", "2019Q3").quarters, ["2019Q3"]);
});

test("without an end, up to the quarter that is running", () => {
  assert.deepEqual(read("2026Q3").quarters, ["2026Q3", "2026Q4"]);
  assert.deepEqual(read("2026Q4").quarters, ["2026Q4"]);
});

test("ten years are answered, a quarter more is SES00400", () => {
  assert.equal(read("2017Q1", "2026Q4").quarters.length, 40);
  assert.deepEqual(refusalOf("2016Q4", "2026Q4"), { code: "SES00400", field: "beginQuarter" });
  assert.deepEqual(refusalOf("2016Q4"), { code: "SES00400", field: "beginQuarter" });
  assert.deepEqual(refusalOf("1000Q1"), { code: "SES00400", field: "beginQuarter" });
});

test("an end before the begin is SES00300, a quarter in the future SES00400", () => {
  assert.deepEqual(refusalOf("2020Q2", "2020Q1"), { code: "SES00300", field: "endQuarter" });
  assert.deepEqual(refusalOf("2027Q1"), { code: "SES00400", field: "beginQuarter" });
  assert.deepEqual(refusalOf("2027Q1", "2027Q2"), { code: "SES00400", field: "beginQuarter" });
  assert.deepEqual(refusalOf("2026Q1", "2027Q1"), { code: "SES00400", field: "endQuarter" });
});

test("what is no quarter is SES00400, and names the field", () => {
  assert.deepEqual(refusalOf("2020Q5"), { code: "SES00400", field: "beginQuarter" });
  assert.deepEqual(refusalOf("2020Q1", "2020-03"), { code: "SES00400", field: "endQuarter" });
});

test("the days of quarters go from the first of the first to the last of the last", () => {
  const asked = read("2019Q4", "2020Q1");
  assert.ok(!("fault" in asked));
  assert.deepEqual(daysOf(asked.quarters), { from: "2019-10-01", to: "2020-03-31" });
});
