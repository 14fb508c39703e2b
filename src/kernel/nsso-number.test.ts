import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  formatNssoInteger,
  nssoCheckDigits,
  parseNssoNumber,
  parsePplNumber,
  parseProvisionalNssoNumber,
  pplCheckDigits,
} from "./nsso-number.ts";
import { certain } from "./outcome.ts";

const seed = 264;

test("published numbers are accepted and padded to ten digits", () => {
  for (const number of [100006, 212345609, 312345625, 200000031, 499999982, 187995796, 168676597, 199999934]) {
    assert.deepEqual(parseNssoNumber(String(number)), { ok: true, value: String(number).padStart(10, "0") });
  }
});

test("a number already padded stays as it is", () => {
  assert.deepEqual(parseNssoNumber("0199999934"), { ok: true, value: "0199999934" });
  assert.deepEqual(parseNssoNumber("0000100006"), { ok: true, value: "0000100006" });
});

test("published provisional numbers are accepted, both ends of their range included", () => {
  for (const number of ["5134794036", "5000000120", "5999999989", "5678901277"]) {
    assert.deepEqual(parseProvisionalNssoNumber(number), { ok: true, value: number });
  }
});

test("published numbers of local administrations are accepted and padded to ten digits", () => {
  for (const number of [43220065, 2130057, 22300094, 5170096, 55290097]) {
    assert.deepEqual(parsePplNumber(String(number)), { ok: true, value: String(number).padStart(10, "0") });
  }
});

test("numbers that are no employer's are refused by all three parsers", () => {
  for (const number of [193, 196, 4000000100, 6999999999, 5678901279, 1000000047, 5000000121, 6000000086]) {
    for (const parse of [parseNssoNumber, parseProvisionalNssoNumber, parsePplNumber]) {
      assert.equal(parse(String(number)).ok, false, String(number));
    }
  }
});

test("197 lies in the range of local administrations and fails their check", () => {
  assert.deepEqual(parsePplNumber("197"), { ok: false, reason: { kind: "check-digits", expected: "01" } });
});

test("check digits that would be 00 are 97", () => {
  assert.equal(nssoCheckDigits(1000), "06");
  const base = Array.from({ length: 97 }, (_, step) => 1000 + step).find((number) => (number * 100) % 97 === 96) ?? 0;
  assert.equal(nssoCheckDigits(base), "97");
  assert.equal(pplCheckDigits(552900), "97");
});

test("the ranges end where they end", () => {
  const belowFirst = `${String(999)}${nssoCheckDigits(999)}`;
  assert.deepEqual(parseNssoNumber(belowFirst), { ok: false, reason: { kind: "out-of-range" } });
  assert.deepEqual(parseNssoNumber("5134794036"), { ok: false, reason: { kind: "out-of-range" } });
  assert.deepEqual(parseProvisionalNssoNumber("0199999934"), { ok: false, reason: { kind: "out-of-range" } });
  assert.deepEqual(parsePplNumber("0199999934"), { ok: false, reason: { kind: "out-of-range" } });
  assert.deepEqual(parseProvisionalNssoNumber("6000000086"), { ok: false, reason: { kind: "out-of-range" } });
});

test("anything but three to ten ASCII digits is refused for its shape", () => {
  for (const text of ["", "0", "97", "00199999934", "-199999934", "1999999.34", "199 999 934", "1e8", "١٩٩٩٩٩٩٣٤"]) {
    assert.deepEqual(parseNssoNumber(text), { ok: false, reason: { kind: "shape" } }, text);
  }
});

test("a number below 100 million can be a final and a local one: only its kind tells them apart", () => {
  const both = Array.from({ length: 999_999 - 1000 }, (_, step) => 1000 + step).find(
    (base) => nssoCheckDigits(base) === pplCheckDigits(base),
  );
  assert.ok(both !== undefined);
  const number = `${both}${pplCheckDigits(both)}`;
  assert.ok(parseNssoNumber(number).ok && parsePplNumber(number).ok);
});

test("the RSZ's XML gets the number without its padding", () => {
  assert.equal(formatNssoInteger(certain(parseNssoNumber("0000100006"))), "100006");
  assert.equal(formatNssoInteger(certain(parsePplNumber("2130057"))), "2130057");
});

test("what is accepted leaves 96 when divided by 97, and survives writing and reading", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 9_999_999 }), (base) => {
      const number = certain(parseNssoNumber(`${base}${nssoCheckDigits(base)}`));
      assert.equal(Number(number) % 97, 96);
      assert.deepEqual(parseNssoNumber(formatNssoInteger(number)), { ok: true, value: number });
    }),
    { seed, numRuns: 1000 },
  );
});
