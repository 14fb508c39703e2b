import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { enterpriseCheckDigits, parseEnterpriseNumber, parseEstablishmentNumber } from "./enterprise-number.ts";

const seed = 264;

test("published enterprise numbers are accepted", () => {
  for (const number of [
    "0206731645",
    "0671516647",
    "0314595348",
    "1028230781",
    "0409088689",
    "0409536968",
    "0454394421",
    "1999999943",
  ]) {
    assert.deepEqual(parseEnterpriseNumber(number), { ok: true, value: number });
  }
});

test("published establishment numbers are accepted, the fictitious ones of zone 00042 among them", () => {
  for (const number of [
    "2147812701",
    "2147812897",
    "8999999993",
    "8999999104",
    "8999999203",
    "8999999302",
    "8999999401",
    "8999999005",
    "8999999894",
  ]) {
    assert.deepEqual(parseEstablishmentNumber(number), { ok: true, value: number });
  }
});

test("an establishment is no enterprise, and the other way round", () => {
  assert.deepEqual(parseEnterpriseNumber("2147812701"), { ok: false, reason: { kind: "shape" } });
  assert.deepEqual(parseEstablishmentNumber("0206731645"), { ok: false, reason: { kind: "shape" } });
});

test("anything but ten ASCII digits is refused for its shape", () => {
  for (const text of [
    "",
    "206731645",
    "00206731645",
    "0206.731.645",
    "BE0206731645",
    "0206731645 ",
    "9206731645",
    "٠٢٠٦٧٣١٦٤٥",
  ]) {
    assert.deepEqual(parseEnterpriseNumber(text), { ok: false, reason: { kind: "shape" } }, text);
  }
});

test("wrong check digits are refused with the right ones", () => {
  assert.deepEqual(parseEnterpriseNumber("0206731646"), {
    ok: false,
    reason: { kind: "check-digits", expected: "45" },
  });
  assert.deepEqual(parseEstablishmentNumber("2147812798"), {
    ok: false,
    reason: { kind: "check-digits", expected: "01" },
  });
});

test("of the hundred endings of eight digits exactly one is accepted", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 89_999_999 }), (base) => {
      const firstEight = String(base).padStart(8, "0");
      const parse = base < 20_000_000 ? parseEnterpriseNumber : parseEstablishmentNumber;
      const endings = Array.from({ length: 100 }, (_, ending) => String(ending).padStart(2, "0"));
      assert.deepEqual(
        endings.filter((ending) => parse(firstEight + ending).ok),
        [enterpriseCheckDigits(base)],
      );
    }),
    { seed, numRuns: 200 },
  );
});
