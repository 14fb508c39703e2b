import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dimonaNumberOf, parseDimonaNumber } from "./dimona-number.ts";

test("the numbers of published samples have the check digits that we expect", () => {
  for (const text of ["600008446383", "600018399694", "600027876089"]) {
    assert.deepEqual(parseDimonaNumber(text), { ok: true, value: text });
  }
});

test("a number with other check digits is refused, and it is said which were expected", () => {
  assert.deepEqual(parseDimonaNumber("600008446384"), {
    ok: false,
    reason: { kind: "check-digits", expected: "83" },
  });
});

test("eleven digits, thirteen, a leading zero and letters are no number", () => {
  for (const text of ["60000844638", "6000084463830", "000008446383", "60000844638A"]) {
    assert.deepEqual(parseDimonaNumber(text), { ok: false, reason: { kind: "shape" } });
  }
});

test("what is made can be read, and one wrong digit is always noticed", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1e9, max: 1e10 - 1 }),
      fc.nat(11),
      fc.integer({ min: 1, max: 9 }),
      (serial, at, by) => {
        const made = dimonaNumberOf(serial);
        assert.ok(parseDimonaNumber(made).ok);
        const digit = (Number(made[at]) + by) % 10;
        assert.equal(parseDimonaNumber(made.slice(0, at) + digit + made.slice(at + 1)).ok, false);
      },
    ),
    { seed: 296, numRuns: 2000 },
  );
});
