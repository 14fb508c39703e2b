import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { parseSsin } from "../kernel/ssin.ts";
import { designedPersons } from "./designs.ts";
import { holders } from "./inscriptions.ts";
import { numbersOf, type Persona, personasOf } from "./personas.ts";
import { type SyntheticPerson, synthesizePerson } from "./persons.ts";
import { isTrait, type Trait, traits } from "./traits.ts";

const today = certain(parseDay("2026-11-23"));
const seed = 1;
const people = Array.from({ length: 2_000 }, (_, index) => synthesizePerson(seed, index, today));
const personas = people.flatMap(numbersOf);

test("a person is the same whenever it is made, and whoever was made before", () => {
  for (const index of [1999, 731, 7, 0]) assert.deepEqual(synthesizePerson(seed, index, today), people[index]);
});

test("a person has the same number on another day, and another one under another seed", () => {
  const nextYear = certain(parseDay("2027-11-23"));
  assert.equal(synthesizePerson(seed, 7, nextYear).ssin, people[7]?.ssin);
  assert.notEqual(synthesizePerson(2, 7, today).ssin, people[7]?.ssin);
});

test("the personas of a population do not depend on its size", () => {
  const few = personasOf({ seed, persons: 30, today });
  const many = personasOf({ seed, persons: 2_000, today });
  assert.equal(few.filter(isCurrent).length, 30);
  assert.equal(many.filter(isCurrent).length, designedPersons);
  assert.deepEqual(many.slice(0, few.length), few);
  assert.deepEqual(personas.slice(0, many.length), many);
});

test("200,000 persons have as many numbers, and more for those who had several", () => {
  const numbers = new Set<string>();
  let handedOut = 0;
  for (let index = 0; index < 200_000; index += 1) {
    const { ssin, oldSsins } = index < people.length ? person(index) : synthesizePerson(seed, index, today);
    for (const number of [ssin, ...oldSsins]) {
      assert.ok(parseSsin(number).ok);
      numbers.add(number);
      handedOut += 1;
    }
  }
  assert.ok(handedOut > 200_000);
  assert.equal(numbers.size, handedOut);
});

test("about a quarter of the default population has a career", () => {
  const careers = people.filter(({ career }) => career !== undefined).length;
  assert.ok(careers > 450 && careers < 650, String(careers));
});

test("every trait occurs at least three times in the default population, and among its first persons", () => {
  for (const trait of Object.keys(traits)) {
    assert.ok(isTrait(trait));
    assert.ok(having(trait, personas).length >= 3, trait);
    assert.ok(having(trait, personasOf({ seed, persons: 2_000, today })).length >= 3, `${trait} by design`);
  }
  assert.equal(isTrait("toString"), false);
});

test("a replaced number leads to a current one, in one step or two", () => {
  const bySsin = new Map<string, Persona>(personas.map((persona) => [persona.ssin, persona]));
  for (const { newSsin, traits } of having("replaced-ssin", personas)) {
    const next = bySsin.get(newSsin ?? "");
    assert.ok(next !== undefined);
    assert.equal(next.traits.includes("replaced-ssin"), traits.includes("replaced-twice"));
    if (next.newSsin === undefined) assert.ok(next.traits.includes("has-old-ssin"));
  }
});

test("the register says of every number what its persona says", () => {
  for (const { ssin, oldSsins, register, state, deceasedOn } of people) {
    const known = register.filter(({ knownUntil }) => knownUntil === undefined);
    assert.deepEqual(
      known.map((entry) => entry.ssin),
      [...oldSsins, ssin],
    );
    for (const [place, old] of known.slice(0, -1).entries()) {
      assert.equal(old.state, "replaced");
      assert.equal(old.replacedBy, known[place + 1]?.ssin);
    }
    assert.equal(known.at(-1)?.state, state);
    assert.equal(known.at(-1)?.deceasedOn, deceasedOn);
  }
});

test("a death that became known later was not known before", () => {
  const learned = people.filter(({ register }) => register.some(({ knownUntil }) => knownUntil !== undefined));
  assert.ok(learned.length > 0);
  for (const { register, deceasedOn } of learned) {
    const [before, after] = register.slice(-2);
    assert.equal(before?.deceasedOn, undefined);
    assert.equal(before?.knownUntil, after?.knownFrom);
    assert.ok(after !== undefined && deceasedOn !== undefined && after.knownFrom > deceasedOn);
    assert.ok(after.knownFrom <= today);
  }
});

test("RSVZ knows everybody with a career from its first day on", () => {
  for (const { career, inscriptions, traits } of people) {
    const atRsvz = inscriptions.filter(({ holder }) => holder === holders.selfEmployed);
    assert.equal(atRsvz.length > 0, career !== undefined || traits.includes("integrated-without-career"));
    for (const { beginDate, endDate, qualityCode } of atRsvz) {
      assert.equal(qualityCode, 2);
      assert.equal(endDate, undefined);
      if (career !== undefined) assert.equal(beginDate, career.segments[0]?.beginDate);
    }
  }
});

test("files at the welfare centre and the family fund are open or closed, in order, and not in the future", () => {
  for (const { inscriptions } of people) {
    for (const holder of [holders.welfareCentre, holders.familyFund]) {
      const files = inscriptions.filter((file) => file.holder === holder);
      for (const [place, { beginDate, endDate = today, knownFrom, qualityCode }] of files.entries()) {
        assert.ok(beginDate <= endDate && endDate <= today && knownFrom <= today);
        assert.ok(qualityCode >= 1 && qualityCode <= 9);
        const next = files[place + 1];
        assert.ok(next === undefined || endDate < next.beginDate);
      }
    }
  }
});

test("an open welfare file is within the term of its quality: two months for an examination, five years for debts", () => {
  const open = people.flatMap(({ inscriptions }) =>
    inscriptions.filter(({ holder, endDate }) => holder === holders.welfareCentre && endDate === undefined),
  );
  assert.ok(open.length > 50);
  for (const { qualityCode, beginDate } of open) {
    const longest =
      qualityCode === 1 ? "2026-09-24" : qualityCode === 7 || qualityCode === 8 ? "2021-11-23" : "2025-11-23";
    assert.ok(beginDate >= longest, `${qualityCode} ${beginDate}`);
  }
});

test("days outside 2026 to 2039 are refused, for then the numbers could be somebody's", () => {
  for (const day of ["2025-12-31", "2040-01-01"]) {
    assert.throws(() => synthesizePerson(seed, 0, certain(parseDay(day))), RangeError);
  }
});

function person(index: number): SyntheticPerson {
  const found = people[index];
  assert.ok(found !== undefined);
  return found;
}

function isCurrent({ newSsin }: Persona): boolean {
  return newSsin === undefined;
}

function having(trait: Trait, personas: readonly Persona[]): readonly Persona[] {
  return personas.filter((persona) => persona.traits.includes(trait));
}
