import assert from "node:assert/strict";
import { test } from "node:test";
import { loadSelfEmployedCodes } from "../codes/self-employed-codes.ts";
import { parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { lastDayOf, quarterOf, quartersBetween } from "../kernel/quarter.ts";
import { sicknessCategories } from "./career-codes.ts";
import { type SyntheticPerson, synthesizePerson } from "./persons.ts";

const today = certain(parseDay("2026-11-23"));
const people = Array.from({ length: 2_000 }, (_, index) => synthesizePerson(1, index, today));
const others = Array.from({ length: 1_000 }, (_, place) => synthesizePerson(1, 500_000 + place, today));
const files = [...people, ...others].filter(({ contributions }) => contributions.length > 0);

const current = ({ contributions }: SyntheticPerson) =>
  contributions.filter(({ knownUntil }) => knownUntil === undefined);

function affiliatedQuarters({ career }: SyntheticPerson): readonly string[] {
  return (career?.segments ?? [])
    .filter(({ knownUntil }) => knownUntil === undefined)
    .flatMap(({ beginDate, endDate = today, fundCode }) => {
      const first = quarterOf(beginDate);
      const count = quartersBetween(first, quarterOf(endDate)) + 1;
      let quarter = first;
      return Array.from({ length: count }, () => {
        const name = `${quarter} ${fundCode}`;
        quarter = quarterOf(certain(parseDay(nextDay(lastDayOf(quarter)))));
        return name;
      });
    });
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

test("the default network has a row for every quarter of every affiliation, at its fund; others have the last 44", () => {
  for (const person of people.filter(({ career }) => career !== undefined)) {
    const rows = current(person).map(({ quarter, fundCode }) => `${quarter} ${fundCode}`);
    assert.deepEqual(rows, affiliatedQuarters(person));
  }
  let cut = 0;
  for (const person of others) {
    const rows = current(person).map(({ quarter, fundCode }) => `${quarter} ${fundCode}`);
    assert.deepEqual(rows, affiliatedQuarters(person).slice(-44));
    if (affiliatedQuarters(person).length > 44) cut += 1;
  }
  assert.ok(cut > 10);
});

test("what a fund knows has happened: no date lies after today, and each follows what it answers", () => {
  for (const { contributions } of files) {
    for (const { dueDate, quarter, paidOn, reminders, exemption, nothingDue } of contributions) {
      assert.equal(dueDate, lastDayOf(quarter));
      for (const day of [paidOn, exemption?.decidedOn, ...reminders]) assert.ok(day === undefined || day <= today);
      for (const day of reminders) assert.ok(day > dueDate);
      assert.deepEqual(reminders, reminders.toSorted());
      if (exemption !== undefined) assert.ok(exemption.decidedOn > dueDate);
      if (nothingDue) assert.ok(paidOn === undefined && reminders.length === 0 && exemption === undefined);
    }
  }
});

test("at any moment one version of a quarter is known, from its begin on at the earliest", () => {
  let corrected = 0;
  for (const { contributions } of files) {
    for (const rows of Object.values(Object.groupBy(contributions, ({ quarter }) => quarter))) {
      assert.ok(rows !== undefined);
      corrected += rows.length - 1;
      for (const [place, { knownFrom, knownUntil }] of rows.entries()) {
        assert.ok(knownFrom <= today && (knownUntil === undefined || knownFrom < knownUntil));
        assert.equal(rows[place + 1]?.knownFrom, knownUntil);
      }
    }
  }
  assert.ok(corrected > 0, "some quarter was put right afterwards");
});

test("the sickness-insurance category is that of the table, and absent while the quarter is running", () => {
  const table = loadSelfEmployedCodes().sicknessInsuranceCategory;
  for (const { contributions } of files) {
    for (const { sicknessCategory, dueDate } of contributions) {
      assert.equal(sicknessCategory === undefined, dueDate >= today);
      if (sicknessCategory !== undefined) assert.ok(table.lookup(String(sicknessCategory), dueDate) !== undefined);
    }
  }
  assert.ok(Object.values(sicknessCategories).length > 5);
});

test("all ways of dealing with a fund occur, three times at least among the personas", () => {
  const counts = (trait: "unpaid-contributions" | "exempted-contributions" | "late-payer") =>
    people.slice(0, 176).filter(({ traits }) => traits.includes(trait)).length;
  assert.ok(counts("unpaid-contributions") >= 3);
  assert.ok(counts("exempted-contributions") >= 3);
  assert.ok(counts("late-payer") >= 3);
  const rows = files.flatMap(current);
  assert.ok(rows.some(({ nothingDue }) => nothingDue));
  assert.ok(rows.some(({ exemption }) => exemption?.granted === false));
  assert.ok(rows.filter(({ reminders }) => reminders.length === 2).length > 10);
});

test("the same seed and index give the same file, on whatever population it is", () => {
  for (const index of [0, 8, 700, 1_999, 500_017]) {
    assert.deepEqual(synthesizePerson(1, index, today), synthesizePerson(1, index, today));
  }
  const one = people.map(({ contributions }) => contributions);
  const other = people.map(({ index }) => synthesizePerson(2, index, today).contributions);
  assert.notDeepEqual(one, other);
});
