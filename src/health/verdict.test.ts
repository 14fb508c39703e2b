import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Verdict, verdictOf, verdicts } from "./verdict.ts";

type Level = "OK" | "WARNING" | "CRITICAL";

const result = (level: Level, { failSafe = false, vital = false } = {}) => ({
  check: { failSafe, vital },
  finding: { level },
});
const vital = { vital: true };
const failSafe = { failSafe: true };

const table: readonly (readonly [situation: string, results: ReturnType<typeof result>[], whole: Verdict])[] = [
  ["nothing to check", [], "OK"],
  ["all is well", [result("OK", vital), result("OK"), result("OK", failSafe)], "OK"],
  ["a warning of something vital", [result("WARNING", vital), result("OK")], "WARNING"],
  ["a warning of something needed", [result("OK", vital), result("WARNING")], "WARNING"],
  ["a warning of something that can be done without", [result("OK", vital), result("WARNING", failSafe)], "WARNING"],
  ["something that can be done without is away", [result("OK", vital), result("CRITICAL", failSafe)], "WARNING"],
  ["something needed is away", [result("OK", vital), result("CRITICAL"), result("OK")], "CRITICAL"],
  ["something vital is away", [result("CRITICAL", vital), result("OK"), result("OK")], "FATAL"],
  ["all is away", [result("CRITICAL", failSafe), result("CRITICAL"), result("CRITICAL", vital)], "FATAL"],
  ["a warning beside something needed that is away", [result("WARNING", vital), result("CRITICAL")], "CRITICAL"],
];

for (const [situation, results, whole] of table) {
  test(`${situation}: ${whole}`, () => assert.equal(verdictOf(results), whole));
}

const levels = ["OK", "WARNING", "CRITICAL"] as const;
const anyResult = fc.record({
  check: fc.record({ failSafe: fc.boolean(), vital: fc.boolean() }),
  finding: fc.record({ level: fc.constantFrom(...levels) }),
});
const rank = (verdict: Verdict) => verdicts.indexOf(verdict);

test("making any check worse never makes the whole better", () => {
  fc.assert(
    fc.property(fc.array(anyResult, { minLength: 1 }), fc.nat(), fc.nat(), (results, which, to) => {
      const place = which % results.length;
      const worse = results.map((one, index) => {
        if (index !== place) return one;
        const from = levels.indexOf(one.finding.level);
        const level = levels[from + (to % (levels.length - from))] ?? "CRITICAL";
        return { ...one, finding: { level } };
      });
      assert.ok(rank(verdictOf(worse)) >= rank(verdictOf(results)));
    }),
  );
});

test("another check never makes the whole better, and one that is well leaves it as it is", () => {
  fc.assert(
    fc.property(fc.array(anyResult), anyResult, (results, another) => {
      const before = verdictOf(results);
      assert.ok(rank(verdictOf([...results, another])) >= rank(before));
      assert.equal(verdictOf([...results, { ...another, finding: { level: "OK" } }]), before);
    }),
  );
});

test("the order of the checks is of no matter", () => {
  fc.assert(
    fc.property(
      fc
        .array(anyResult)
        .chain((results) =>
          fc.tuple(fc.constant(results), fc.shuffledSubarray(results, { minLength: results.length })),
        ),
      ([results, shuffled]) => assert.equal(verdictOf(shuffled), verdictOf(results)),
    ),
  );
});
