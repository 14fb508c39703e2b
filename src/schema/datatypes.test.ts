import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  base64Length,
  bigIntegerValue,
  collapseWhitespace,
  compareDecimals,
  fractionDigits,
  integerValue,
  isBase64,
  isDecimal,
  isXmlText,
  lengthOf,
  replaceWhitespace,
  totalDigits,
} from "./datatypes.ts";
import { compareDates, isDate, isDateTime, isTime, isYear, isYearMonth } from "./moments.ts";

test("white space is collapsed or replaced, and no other character is white space", () => {
  assert.equal(collapseWhitespace("\t a \n b  "), "a b");
  assert.equal(collapseWhitespace("\u00a0a"), "\u00a0a");
  assert.equal(replaceWhitespace("a\tb\nc  d"), "a b c  d");
});

test("a date is a day that the calendar has", () => {
  for (const text of ["2024-02-29", "2000-02-29", "12000-02-29", "-0044-03-15", "2024-12-31Z", "2024-01-01+14:00"]) {
    assert.equal(isDate(text), true, text);
  }
  for (const text of [
    "2023-02-29",
    "1900-02-29",
    "12100-02-29",
    "2024-04-31",
    "2024-13-01",
    "2024-00-01",
    "2024-01-00",
    "0000-01-01",
    "02024-01-01",
    "24-01-01",
    "2024-1-01",
    "2024-01-01+14:01",
    "2024-01-01z",
    "2024-01-01T00:00:00",
    "٢٠٢٤-01-01",
    "",
  ]) {
    assert.equal(isDate(text), false, text);
  }
});

test("a time runs up to 24:00:00, without leap seconds", () => {
  for (const text of ["00:00:00", "23:59:59.999", "24:00:00", "24:00:00.000Z", "12:00:00-05:30"]) {
    assert.equal(isTime(text), true, text);
  }
  for (const text of ["24:00:01", "24:00:00.1", "23:60:00", "23:59:60", "12:00", "12:00:00.", "1:00:00", "12:00:00 "]) {
    assert.equal(isTime(text), false, text);
  }
  assert.equal(isDateTime("2024-05-06T09:30:00.000+02:00"), true);
  assert.equal(isDateTime("2024-05-06 09:30:00"), false);
  assert.equal(isYear("2024Z"), true);
  assert.equal(isYear("999"), false);
  assert.equal(isYearMonth("2024-13"), false);
});

test("every day that exists is a date, and the day behind the last one is none", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const last = new Date(Date.UTC(2000, month, 0));
      last.setUTCFullYear(year, month, 0);
      const text = (day: number) =>
        `${`${year}`.padStart(4, "0")}-${`${month}`.padStart(2, "0")}-${`${day}`.padStart(2, "0")}`;
      assert.equal(isDate(text(last.getUTCDate())), true);
      assert.equal(isDate(text(last.getUTCDate() + 1)), false);
    }),
    { seed: 20_241 },
  );
});

test("dates are in the order of the days, zones taken into account", () => {
  assert.ok(compareDates("2024-02-29", "2024-03-01") < 0);
  assert.ok(compareDates("1999-12-31", "2000-01-01") < 0);
  assert.ok(compareDates("10000-01-01", "9999-12-31") > 0);
  assert.equal(compareDates("2024-01-01", "2024-01-01"), 0);
  assert.ok(compareDates("2024-01-01+02:00", "2024-01-01Z") < 0);
  assert.ok(compareDates("2024-01-02Z", "2024-01-01") > 0);
  assert.ok(Number.isNaN(compareDates("2024-01-01Z", "2024-01-01")));
});

test("dates without zones are in the order of their moments", () => {
  const day = fc.date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
  const text = (date: Date) => date.toISOString().slice(0, 10);
  fc.assert(
    fc.property(day, day, (first, second) => {
      const apart = Date.parse(text(first)) - Date.parse(text(second));
      assert.equal(compareDates(text(first), text(second)) * 60_000, apart);
    }),
    { seed: 20_242 },
  );
});

test("an integer is its value, and none beyond what a number holds exactly", () => {
  assert.equal(integerValue("007"), 7);
  assert.equal(integerValue("+7"), 7);
  assert.equal(Object.is(integerValue("-0"), 0), true);
  for (const text of ["", "+", "1.0", "1e3", " 1", "٣", "9007199254740993"])
    assert.equal(integerValue(text), Number.NaN);
  assert.equal(bigIntegerValue("-9007199254740993"), -9_007_199_254_740_993n);
  assert.equal(bigIntegerValue("9".repeat(2_000)), undefined);
});

test("decimals are compared digit by digit, never as floating point", () => {
  assert.equal(compareDecimals("0.10", ".1"), 0);
  assert.equal(compareDecimals("-0", "0.00"), 0);
  assert.ok(compareDecimals("-1.5", "-1.25") < 0);
  assert.ok(compareDecimals("999999999999999999999.1", "999999999999999999999.09") > 0);
  assert.equal(isDecimal("."), false);
  assert.equal(isDecimal("1."), true);
  assert.equal(totalDigits("00120.500"), 4);
  assert.equal(fractionDigits("1.2500"), 2);
});

test("whole decimals compare as integers do", () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt(), (first, second) => {
      const expected = first < second ? -1 : first > second ? 1 : 0;
      assert.equal(Math.sign(compareDecimals(`${first}`, `0${second}.0`.replace("0-", "-0"))), expected);
    }),
    { seed: 20_243 },
  );
});

test("base64 is whole groups of four over its own alphabet, and says how many octets it is", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), (octets) => {
      const text = Buffer.from(octets).toString("base64");
      assert.equal(isBase64(text), true);
      assert.equal(base64Length(text), octets.length);
    }),
    { seed: 20_244 },
  );
  for (const text of ["AAA", "AA=A", "A===", "AB==", "AAB=", "AA-_", "AAAA=", "AAAA\n"]) {
    assert.equal(isBase64(text), false, text);
  }
});

test("length counts characters, and text is what XML can carry", () => {
  assert.equal(lengthOf("a\u{1d11e}"), 2);
  assert.equal(isXmlText("a\u{1d11e}\t\n\r"), true);
  for (const text of ["\u0000", "\u001f", "\ufffe", "\ud834", "\udd1e\ud834"]) assert.equal(isXmlText(text), false);
});
