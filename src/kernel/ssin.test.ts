import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { certain } from "./outcome.ts";
import { type Century, checkDigits, describeSsin, parseSsin } from "./ssin.ts";

const seed = 264;

/** Nine digits with the right check digits behind them. */
function numberOf(firstNine: string, century: Century): string {
  return firstNine + checkDigits(Number(firstNine), century);
}

function faultOf(text: string): string {
  const outcome = parseSsin(text);
  return outcome.ok ? "none" : outcome.reason.kind;
}

test("published numbers are accepted as they stand", () => {
  for (const number of ["53480200724", "70100853190"]) {
    const outcome = parseSsin(number);
    assert.equal(outcome.ok && outcome.value, number);
  }
});

test("a ter number from before 2000 tells birth date and sex", () => {
  assert.deepEqual(describeSsin(certain(parseSsin("53480200724"))), {
    kind: "ter",
    century: 1900,
    birthYear: 1953,
    birthDate: "1953-08-02",
    gender: "male",
  });
});

test("a register number with an even counter is a woman's", () => {
  assert.deepEqual(describeSsin(certain(parseSsin(numberOf("850117002", 1900)))), {
    kind: "register",
    century: 1900,
    birthYear: 1985,
    birthDate: "1985-01-17",
    gender: "female",
  });
});

test("a bis number tells no sex", () => {
  const description = describeSsin(certain(parseSsin(numberOf("852117001", 1900))));
  assert.equal(description.kind, "bis");
  assert.equal(description.birthDate, "1985-01-17");
  assert.equal("gender" in description, false);
});

test("a leading 2 in the calculation moves the birth to this century", () => {
  const description = describeSsin(certain(parseSsin(numberOf("040305123", 2000))));
  assert.equal(description.century, 2000);
  assert.equal(description.birthDate, "2004-03-05");
});

test("a birth of which only the year is known has no birth date", () => {
  assert.deepEqual(describeSsin(certain(parseSsin(numberOf("550000011", 1900)))), {
    kind: "register",
    century: 1900,
    birthYear: 1955,
    gender: "male",
  });
  assert.equal(describeSsin(certain(parseSsin(numberOf("550400011", 1900)))).birthDate, undefined);
  assert.equal(describeSsin(certain(parseSsin(numberOf("550017011", 1900)))).birthDate, undefined);
});

test("1900-00, which stands for nothing known, tells no year; 2000-00 does", () => {
  assert.equal("birthYear" in describeSsin(certain(parseSsin(numberOf("000001011", 1900)))), false);
  assert.equal("birthYear" in describeSsin(certain(parseSsin(numberOf("002001011", 1900)))), false);
  assert.equal(describeSsin(certain(parseSsin(numberOf("000001011", 2000)))).birthYear, 2000);
});

test("anything but eleven ASCII digits is refused for its shape, and the fault tells only its length", () => {
  for (const text of [
    "",
    "5348020072",
    "534802007244",
    "53.48.02-007.24",
    " 53480200724",
    "53480200724\n",
    "5348020072x",
    "٥٣٤٨٠٢٠٠٧٢٤",
    "\uff15\uff1348020072\uff14",
  ]) {
    assert.deepEqual(parseSsin(text), { ok: false, reason: { kind: "shape", length: text.length } });
  }
});

test("wrong check digits are refused with those of both centuries", () => {
  assert.deepEqual(parseSsin("53480200725"), {
    ok: false,
    reason: { kind: "check-digits", expected: ["24", "53"], found: "25" },
  });
});

test("the months between the three kinds are refused", () => {
  for (const month of ["13", "19", "33", "39", "53", "60", "72", "99"]) {
    assert.equal(faultOf(numberOf(`85${month}01001`, 1900)), "month", month);
  }
  for (const month of ["00", "12", "20", "32", "40", "52"]) {
    assert.equal(faultOf(numberOf(`85${month}01001`, 1900)), "none", month);
  }
});

test("a day beyond its month is refused", () => {
  for (const date of ["850132", "850431", "850230", "850229", "852229", "854431", "850032"]) {
    assert.equal(faultOf(numberOf(`${date}001`, 1900)), "day", date);
  }
});

test("29 February 2000 exists and 29 February 1900 does not", () => {
  assert.equal(faultOf(numberOf("000229001", 2000)), "none");
  assert.equal(faultOf(numberOf("000229001", 1900)), "day");
  assert.equal(faultOf(numberOf("840229001", 1900)), "none");
});

test("the counters 000 and 999 are refused in register numbers alone", () => {
  assert.equal(faultOf(numberOf("850117000", 1900)), "counter");
  assert.equal(faultOf(numberOf("850117999", 1900)), "counter");
  assert.equal(faultOf(numberOf("850117998", 1900)), "none");
  assert.equal(faultOf(numberOf("852117000", 1900)), "none");
  assert.equal(faultOf(numberOf("854117999", 1900)), "none");
});

const nineDigits = fc.integer({ min: 0, max: 999_999_999 }).map((number) => String(number).padStart(9, "0"));
const century = fc.constantFrom<Century>(1900, 2000);

test("the check digits of the two centuries never agree, and are never 00 or beyond 97", () => {
  fc.assert(
    fc.property(nineDigits, (digits) => {
      const [before, from] = [checkDigits(Number(digits), 1900), checkDigits(Number(digits), 2000)];
      assert.notEqual(before, from);
      for (const pair of [before, from]) assert.match(pair, /^(?:0[1-9]|[1-8]\d|9[0-7])$/);
    }),
    { seed, numRuns: 1000 },
  );
});

test("what is accepted fits the pattern of CommonV3 and keeps its century", () => {
  const ssinType =
    /^\d\d(?:(?:0\d|1[0-2])(?:[0-2]\d|3[01])(?:\d\d[1-9]|\d[1-9]\d|[1-9]\d\d)|(?:2\d|3[0-2])(?:[0-2]\d|3[01])\d{3}|(?:4\d|5[0-2])(?:[0-2]\d|3[01])\d{3})(?:[0-8]\d|9[0-7])$/;
  const likelyNine = fc.tuple(fc.nat(99), fc.nat(59), fc.nat(33), fc.nat(999)).map(([year, month, day, counter]) =>
    [year, month, day]
      .map((part) => String(part).padStart(2, "0"))
      .join("")
      .concat(String(counter).padStart(3, "0")),
  );
  let acceptedOnes = 0;
  fc.assert(
    fc.property(likelyNine, century, (digits, ofCentury) => {
      const outcome = parseSsin(numberOf(digits, ofCentury));
      if (!outcome.ok) return;
      acceptedOnes++;
      assert.match(outcome.value, ssinType);
      assert.equal(describeSsin(outcome.value).century, ofCentury);
    }),
    { seed, numRuns: 2000 },
  );
  assert.ok(acceptedOnes > 500);
});

test("no single wrong digit and no swap of two neighbours goes unseen within one century's digits", () => {
  fc.assert(
    fc.property(nineDigits, century, fc.nat(8), fc.integer({ min: 1, max: 9 }), (digits, ofCentury, place, shift) => {
      const wrong = digits.slice(0, place) + ((Number(digits[place]) + shift) % 10) + digits.slice(place + 1);
      assert.notEqual(checkDigits(Number(wrong), ofCentury), checkDigits(Number(digits), ofCentury));
      const swapped =
        digits.slice(0, place) + [...digits.slice(place, place + 2)].reverse().join("") + digits.slice(place + 2);
      if (swapped !== digits) {
        assert.notEqual(checkDigits(Number(swapped), ofCentury), checkDigits(Number(digits), ofCentury));
      }
    }),
    { seed, numRuns: 1000 },
  );
});

test("no text whatever makes the parser throw, and no fault holds six digits in a row", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        nineDigits,
        nineDigits.map((digits) => `${digits}00`),
      ),
      (text) => {
        const outcome = parseSsin(text);
        if (!outcome.ok) assert.doesNotMatch(JSON.stringify(outcome.reason), /\d{6}/);
      },
    ),
    { seed, numRuns: 1000 },
  );
});
