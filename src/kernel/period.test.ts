import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, type IsoDay, parseDay } from "./day.ts";
import { certain } from "./outcome.ts";
import { contains, intersection, isWithin, makePeriod, overlaps, type Period, parsePeriod } from "./period.ts";

const seed = 264;
const day = (text: string): IsoDay => certain(parseDay(text));
const period = (from: string, to?: string): Period => certain(parsePeriod(from, to));

test("a period may last one day, or have no end", () => {
  assert.deepEqual(parsePeriod("2024-01-01", "2024-01-01"), {
    ok: true,
    value: { from: "2024-01-01", to: "2024-01-01" },
  });
  assert.deepEqual(parsePeriod("2024-01-01"), { ok: true, value: { from: "2024-01-01" } });
});

test("an end before the begin is refused", () => {
  assert.deepEqual(parsePeriod("2024-01-02", "2024-01-01"), { ok: false, reason: { kind: "end-before-begin" } });
});

test("an end that is no day is refused, and it is said which", () => {
  assert.deepEqual(parsePeriod("2024-02-30", "2024-03-01"), {
    ok: false,
    reason: { kind: "day", end: "from", fault: { kind: "no-such-day" } },
  });
  assert.deepEqual(parsePeriod("2024-02-01", "1 March"), {
    ok: false,
    reason: { kind: "day", end: "to", fault: { kind: "shape" } },
  });
});

test("periods that share one day overlap; neighbours do not", () => {
  assert.deepEqual(intersection(period("2024-01-01", "2024-03-31"), period("2024-03-31", "2024-06-30")), {
    from: "2024-03-31",
    to: "2024-03-31",
  });
  assert.equal(overlaps(period("2024-01-01", "2024-03-31"), period("2024-04-01", "2024-06-30")), false);
  assert.equal(intersection(period("2024-01-01", "2024-03-31"), period("2024-04-01")), undefined);
});

test("two periods without end share all days from the later begin on", () => {
  assert.deepEqual(intersection(period("2020-01-01"), period("2024-01-01")), { from: "2024-01-01" });
});

test("a period without end lies only within another without end", () => {
  assert.equal(isWithin(period("2024-01-01"), period("2020-01-01")), true);
  assert.equal(isWithin(period("2024-01-01"), period("2020-01-01", "9999-12-31")), false);
  assert.equal(isWithin(period("2024-01-01", "2024-12-31"), period("2020-01-01")), true);
  assert.equal(isWithin(period("2019-12-31", "2024-12-31"), period("2020-01-01")), false);
});

const someDay = fc.nat(60).map((days) => addDays(day("2024-01-01"), days));
const somePeriod = fc
  .tuple(someDay, fc.option(fc.nat(30), { nil: undefined }))
  .map(([from, length]) => certain(makePeriod(from, length === undefined ? undefined : addDays(from, length))));

test("a day lies in the intersection exactly when it lies in both", () => {
  fc.assert(
    fc.property(somePeriod, somePeriod, someDay, (a, b, date) => {
      const both = intersection(a, b);
      assert.equal(both !== undefined && contains(both, date), contains(a, date) && contains(b, date));
    }),
    { seed, numRuns: 1000 },
  );
});

test("which of two periods comes first makes no difference to what they share", () => {
  fc.assert(
    fc.property(somePeriod, somePeriod, (a, b) => {
      assert.deepEqual(intersection(a, b), intersection(b, a));
      assert.equal(overlaps(a, b), intersection(a, b) !== undefined);
    }),
    { seed, numRuns: 1000 },
  );
});

test("a period lies within another exactly when their intersection is itself", () => {
  fc.assert(
    fc.property(somePeriod, somePeriod, (a, b) => {
      const both = intersection(a, b);
      assert.equal(isWithin(a, b), both !== undefined && both.from === a.from && both.to === a.to);
    }),
    { seed, numRuns: 1000 },
  );
});
