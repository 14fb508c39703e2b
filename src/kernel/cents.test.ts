import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatCents, multiply, parseCents, parseRate, quotientHalfUp } from "./cents.ts";
import { certain } from "./outcome.ts";

const seed = 264;
const cents = (text: string): bigint => certain(parseCents(text));
const times = (amount: string, rate: string): string => formatCents(multiply(cents(amount), certain(parseRate(rate))));

test("an amount in euros is read to the cent", () => {
  assert.equal(cents("1234.56"), 123456n);
  assert.equal(cents("1234.5"), 123450n);
  assert.equal(cents("7"), 700n);
  assert.equal(cents("-0.05"), -5n);
  assert.equal(cents("000123.40"), 12340n);
  assert.equal(cents("999999999999999.99"), 99999999999999999n);
});

test("a third decimal, a comma, an exponent and an overlong amount are refused", () => {
  for (const text of ["", "1.234", "1,23", "1e3", "1.", ".5", "+1", "0x10", "1 000", "NaN", "1000000000000000", " 1"]) {
    assert.deepEqual(parseCents(text), { ok: false, reason: { kind: "shape" } }, text);
  }
});

test("an amount is written with two decimals", () => {
  assert.deepEqual([0n, 5n, -5n, 100n, -12345n].map(formatCents), ["0.00", "0.05", "-0.05", "1.00", "-123.45"]);
});

test("a percentage is the factor a hundred times smaller", () => {
  assert.deepEqual(certain(parseRate("38.07%")), { digits: 3807n, scale: 4 });
  assert.deepEqual(certain(parseRate("0.3807")), { digits: 3807n, scale: 4 });
  assert.deepEqual(certain(parseRate("-1.08")), { digits: -108n, scale: 2 });
});

test("a rate that is no plain decimal is refused", () => {
  for (const text of ["", "%", "1,5", "1e-2", ".5", "1.", "1 %", "0.1234567891", "1234567890"]) {
    assert.deepEqual(parseRate(text), { ok: false, reason: { kind: "shape" } }, text);
  }
});

test("38.07 % of 11 027.00 is 4 197.98", () => {
  assert.equal(times("11027.00", "38.07%"), "4197.98");
});

test("half a cent goes up, and down on the other side of nought", () => {
  assert.equal(times("0.01", "0.5"), "0.01");
  assert.equal(times("0.01", "0.4999"), "0.00");
  assert.equal(times("0.03", "0.5"), "0.02");
  assert.equal(times("-0.01", "0.5"), "-0.01");
  assert.equal(times("-0.01", "0.4999"), "0.00");
  assert.equal(times("0.01", "-0.5"), "-0.01");
});

test("a basis that a floating point number could not hold keeps every cent", () => {
  assert.equal(times("999999999999999.99", "1.000000001"), "1000000000999999.99");
});

test("division by nought or less throws", () => {
  assert.throws(() => quotientHalfUp(1n, 0n), RangeError);
  assert.throws(() => quotientHalfUp(1n, -1n), RangeError);
});

const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

test("what is written is read back", () => {
  fc.assert(
    fc.property(amount, (value) => {
      assert.equal(cents(formatCents(value)), value);
    }),
    { seed, numRuns: 500 },
  );
});

test("a quotient is never more than half off, and exactly half only outwards", () => {
  fc.assert(
    fc.property(amount, fc.bigInt({ min: 1n, max: 10n ** 9n }), (numerator, denominator) => {
      const error = 2n * (quotientHalfUp(numerator, denominator) * denominator - numerator);
      const outwards = numerator < 0n ? -error : error;
      assert.ok(-denominator < outwards && outwards <= denominator);
    }),
    { seed, numRuns: 1000 },
  );
});

test("turning the sign of an amount turns the sign of what is owed", () => {
  fc.assert(
    fc.property(amount, fc.bigInt({ min: 0n, max: 10n ** 9n }), (value, digits) => {
      const rate = { digits, scale: 6 };
      assert.equal(multiply(-value, rate), -multiply(value, rate));
    }),
    { seed, numRuns: 500 },
  );
});
