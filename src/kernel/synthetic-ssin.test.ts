import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type IsoDay, lengthOfMonth, parseDay } from "./day.ts";
import { certain } from "./outcome.ts";
import { type Century, checkDigits, describeSsin, parseSsin, type SsinKind } from "./ssin.ts";
import { bearerOf, belongsToPossiblePerson, syntheticSsin } from "./synthetic-ssin.ts";

const seed = 264;
const day = (text: string): IsoDay => certain(parseDay(text));
const ssin = (firstNine: string, century: Century) =>
  certain(parseSsin(firstNine + checkDigits(Number(firstNine), century)));

test("somebody born in 1985 bears the number of a birth in 2085", () => {
  const number = certain(syntheticSsin({ birthDate: day("1985-01-17"), counter: 2, kind: "register" }));
  assert.equal(number, `850117002${checkDigits(850_117_002, 2000)}`);
  assert.equal(describeSsin(number).birthDate, "2085-01-17");
  assert.equal(bearerOf(number, day("2026-11-23")), "not-yet-born");
});

test("somebody born in 2004 bears the number of a birth in 1904", () => {
  const number = certain(syntheticSsin({ birthDate: day("2004-03-05"), counter: 7, kind: "ter" }));
  assert.equal(number, `044305007${checkDigits(44_305_007, 1900)}`);
  assert.deepEqual([describeSsin(number).kind, describeSsin(number).birthDate], ["ter", "1904-03-05"]);
  assert.equal(bearerOf(number, day("2026-11-23")), "no-longer-alive");
});

test("births whose other century is near today or within a lifetime are refused", () => {
  for (const birthDate of ["1926-12-24", "1939-12-31", "2011-01-01", "2020-06-01", "1885-01-01", "2040-01-01"]) {
    assert.deepEqual(syntheticSsin({ birthDate: day(birthDate), counter: 1, kind: "register" }), {
      ok: false,
      reason: { kind: "birth-date" },
    });
  }
});

test("29 February 2000 is refused: 1900 had none", () => {
  assert.equal(syntheticSsin({ birthDate: day("2000-02-29"), counter: 1, kind: "register" }).ok, false);
  assert.equal(syntheticSsin({ birthDate: day("1984-02-29"), counter: 1, kind: "register" }).ok, true);
  assert.equal(syntheticSsin({ birthDate: day("2004-02-29"), counter: 1, kind: "register" }).ok, true);
});

test("a counter that no register hands out is refused", () => {
  for (const counter of [0, 999, -1, 1.5, Number.NaN]) {
    assert.deepEqual(syntheticSsin({ birthDate: day("1985-01-17"), counter, kind: "bis" }), {
      ok: false,
      reason: { kind: "counter" },
    });
  }
});

test("the number of an ordinary living person is never taken for a synthetic one", () => {
  const today = day("2026-11-23");
  assert.ok(belongsToPossiblePerson(ssin("850117002", 1900), today));
  assert.ok(belongsToPossiblePerson(ssin("200601123", 2000), today));
  assert.ok(belongsToPossiblePerson(ssin("200601123", 1900), today), "born 1920, 106 years old");
});

test("a birth counts from its own day on, and until the bearer would be 115", () => {
  const born2026 = ssin("261123001", 2000);
  assert.equal(bearerOf(born2026, day("2026-11-22")), "not-yet-born");
  assert.equal(bearerOf(born2026, day("2026-11-23")), "possibly-alive");
  const born1911 = ssin("111123001", 1900);
  assert.equal(bearerOf(born1911, day("2026-11-22")), "possibly-alive");
  assert.equal(bearerOf(born1911, day("2026-11-23")), "no-longer-alive");
});

test("a birth not fully known counts for all the days that it could mean", () => {
  const someDayOf2026 = ssin("260000001", 2000);
  assert.equal(bearerOf(someDayOf2026, day("2025-12-31")), "not-yet-born");
  assert.equal(bearerOf(someDayOf2026, day("2026-01-01")), "possibly-alive");
  const someDayOfApril1911 = ssin("110400001", 1900);
  assert.equal(bearerOf(someDayOfApril1911, day("2026-04-29")), "possibly-alive");
  assert.equal(bearerOf(someDayOfApril1911, day("2026-05-01")), "no-longer-alive");
});

test("a number that tells nothing of the birth may be anybody's", () => {
  assert.ok(belongsToPossiblePerson(ssin("000001011", 1900), day("2026-11-23")));
});

const birthDate = fc
  .tuple(fc.integer({ min: 1940, max: 2010 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([year, month, wanted]) => {
    const two = (value: number) => String(value).padStart(2, "0");
    return day(`${year}-${two(month)}-${two(Math.min(wanted, lengthOfMonth(year, month)))}`);
  })
  .filter((date) => date !== "2000-02-29");
const person = fc.record({
  birthDate,
  counter: fc.integer({ min: 1, max: 998 }),
  kind: fc.constantFrom<SsinKind>("register", "bis", "ter"),
});

test("every synthetic number passes the official checks and belongs to nobody alive from 2026 through 2039", () => {
  fc.assert(
    fc.property(person, (of) => {
      const number = certain(syntheticSsin(of));
      assert.ok(parseSsin(number).ok);
      assert.equal(belongsToPossiblePerson(number, day("2026-01-01")), false);
      assert.equal(belongsToPossiblePerson(number, day("2039-12-31")), false);
    }),
    { seed, numRuns: 1000 },
  );
});

test("a synthetic number tells the kind and the sex that were asked for, and the birth date a century off", () => {
  fc.assert(
    fc.property(person, (of) => {
      const told = describeSsin(certain(syntheticSsin(of)));
      assert.equal(told.kind, of.kind);
      assert.equal(told.gender, of.kind === "bis" ? undefined : of.counter % 2 === 1 ? "male" : "female");
      assert.equal(told.birthDate?.slice(2), of.birthDate.slice(2));
      assert.notEqual(told.birthDate, of.birthDate);
    }),
    { seed, numRuns: 500 },
  );
});
