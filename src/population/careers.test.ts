import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeTable } from "../codes/code-table.ts";
import { loadSelfEmployedCodes } from "../codes/self-employed-codes.ts";
import { type IsoDay, parseDay, yearOf } from "../kernel/day.ts";
import { parseEnterpriseNumber } from "../kernel/enterprise-number.ts";
import { certain } from "../kernel/outcome.ts";
import { firstDayOf, lastDayOf, quarterOf } from "../kernel/quarter.ts";
import { fundCodes, occupationCodes } from "./career-codes.ts";
import { knownSince, type SyntheticCareer, type SyntheticSegment } from "./careers.ts";
import { type SyntheticPerson, synthesizePerson } from "./persons.ts";
import { laterOf } from "./timeline.ts";
import type { Trait } from "./traits.ts";

// The first and last days on which a population can be made, ends of quarters and of years, and a leap day.
const days = ["2026-01-01", "2026-03-31", "2026-11-23", "2026-12-31", "2028-02-29", "2033-07-01", "2039-12-31"].map(
  (text) => certain(parseDay(text)),
);
const today = certain(parseDay("2026-11-23"));
const populations = days.map((day) => ({ day, people: selfEmployed(day, 600) }));
const people = selfEmployed(today, 4_000);
const codes = loadSelfEmployedCodes();

test("subjection runs from the first day of a quarter to the last day of one, and never ends in the future", () => {
  for (const { segment, day } of allSegments()) {
    const { beginDate, endDate } = segment;
    assert.equal(beginDate, firstDayOf(quarterOf(beginDate)));
    assert.ok(beginDate <= day);
    if (endDate === undefined) continue;
    assert.equal(endDate, lastDayOf(quarterOf(endDate)));
    assert.ok(beginDate <= endDate && endDate <= day);
  }
});

test("segments follow each other without overlap, within an affiliation and from one to the next", () => {
  for (const { career } of allPeople()) {
    const now = current(career);
    for (const [place, next] of now.entries()) {
      const before = now[place - 1];
      const sameAffiliation = before?.affiliation === next.affiliation;
      assert.equal(next.segment, sameAffiliation ? before.segment + 1 : 1);
      if (before === undefined) continue;
      assert.ok(before.endDate !== undefined && before.endDate < next.beginDate);
      assert.equal(next.affiliation, before.affiliation + (sameAffiliation ? 0 : 1));
      assert.equal(sameAffiliation, before.fundCode === next.fundCode);
      if (sameAffiliation) assert.equal(before.signatureDate, next.signatureDate);
    }
  }
});

test("every code may be used from the begin of its segment to the end", () => {
  for (const { segment, day } of allSegments()) {
    for (const when of [segment.beginDate, segment.endDate ?? day]) {
      assertCode(codes.socialInsuranceFund, segment.fundCode, when);
      assertCode(codes.selfEmployedQuality, segment.qualityCode, when);
      assertCode(codes.contributionCategory, segment.contributionCode, when);
      if (segment.equalityCode !== undefined) assertCode(codes.equality, segment.equalityCode, when);
    }
  }
});

test("funds and occupations are those of the tables, all of them", () => {
  const all = (table: CodeTable) => table.rows.map(({ code }) => code);
  assert.deepEqual([...fundCodes], all(codes.socialInsuranceFund));
  assert.deepEqual([...occupationCodes], all(codes.occupation));
  const drawn = (values: readonly string[]) => [...new Set(values)].sort();
  assert.deepEqual(drawn(people.map(({ career }) => career.occupationCode)), all(codes.occupation));
  assert.deepEqual(
    drawn(people.flatMap(({ career }) => career.segments.map(({ fundCode }) => fundCode))),
    all(codes.socialInsuranceFund),
  );
});

test("sole traders have a number that passes the check and is no institution's; who works through a company has none", () => {
  for (const { career, traits } of people) {
    const { enterpriseNumber, segments } = career;
    assert.equal(
      enterpriseNumber === undefined,
      segments.every(({ qualityCode }) => qualityCode === 300),
    );
    if (enterpriseNumber === undefined) {
      assert.ok(traits.includes("mandatary") || traits.includes("cancelled-ssin"));
      continue;
    }
    assert.ok(parseEnterpriseNumber(enterpriseNumber).ok);
    assert.match(enterpriseNumber, /^1999[0-8]/);
  }
});

test("references are 15 digits at most and everybody's own, as are the enterprise numbers of the default population", () => {
  const references = people.map(({ career }) => career.nisseReference);
  assert.equal(new Set(references).size, references.length);
  for (const reference of references) assert.match(reference, /^\d{1,15}$/);
  const enterprises = people.flatMap(({ career }) => career.enterpriseNumber ?? []);
  assert.equal(new Set(enterprises).size, enterprises.length);
});

test("an affiliation is signed before its first quarter is over, and not after today", () => {
  for (const { segment, day } of allSegments()) {
    assert.ok(segment.signatureDate <= day);
    if (segment.segment === 1) assert.ok(segment.signatureDate <= lastDayOf(quarterOf(segment.beginDate)));
  }
});

test("a fund is left on 1 January, after four calendar years, asked before July, and before the year of pension age", () => {
  const movers = allPeople().filter(({ traits }) => traits.includes("fund-change"));
  assert.ok(movers.length > 30);
  for (const { career, birthDate } of movers) {
    const affiliations = byAffiliation(current(career));
    for (const [place, next] of affiliations.entries()) {
      const before = affiliations[place - 1]?.[0];
      const [first] = next;
      if (before === undefined || first === undefined) continue;
      const year = yearOf(first.beginDate);
      assert.equal(first.beginDate, `${year}-01-01`);
      assert.ok(before.beginDate <= `${year - 4}-01-01`, `${before.beginDate} ${first.beginDate}`);
      assert.ok(first.signatureDate >= `${year - 1}-01-01` && first.signatureDate < `${year - 1}-07-01`);
      assert.ok(year < yearOf(birthDate) + pensionAge(yearOf(birthDate)));
      assert.notEqual(before.fundCode, first.fundCode);
    }
  }
});

test("a student is between 18 and 25, under the statute of 2017", () => {
  for (const { career, birthDate } of having("student")) {
    for (const { contributionCode, beginDate, endDate } of current(career)) {
      if (contributionCode !== 210) continue;
      assert.ok(beginDate >= "2017-01-01");
      assert.ok(ageAtEndOfQuarter(birthDate, beginDate) >= 18);
      if (endDate === undefined) assert.ok(ageAtEndOfQuarter(birthDate, today) < 25);
      else assert.ok(ageAtEndOfQuarter(birthDate, endDate) <= 25);
    }
  }
});

test("nobody works as before once past pension age, and no pensioner is younger than 65", () => {
  for (const { career, birthDate } of allPeople()) {
    for (const { contributionCode, beginDate } of current(career)) {
      const age = ageAtEndOfQuarter(birthDate, beginDate);
      if (contributionCode === 510) assert.ok(age >= 65, `${age}`);
      if (contributionCode === 100 || contributionCode === 200) assert.ok(age < 68, `${age}`);
    }
  }
});

test("everything stops with the quarter of death", () => {
  const dead = having("deceased");
  assert.ok(dead.length > 10);
  for (const { career, deceasedOn } of dead) {
    const last = current(career).at(-1);
    assert.ok(last?.endDate !== undefined && deceasedOn !== undefined);
    assert.ok(last.endDate <= lastDayOf(quarterOf(deceasedOn)));
  }
});

test("at any moment one version of a segment is known, from its begin on at the earliest and today at the latest", () => {
  for (const { day, people } of populations) {
    const base = knownSince(day);
    for (const { career } of people) {
      const versions = Object.values(
        Object.groupBy(career.segments, ({ affiliation, segment }) => `${affiliation}.${segment}`),
      );
      for (const rows of versions) {
        assert.ok(rows !== undefined);
        assert.equal(rows[0]?.knownFrom, laterOf(base, rows[0]?.beginDate ?? base));
        for (const [place, { knownFrom, knownUntil }] of rows.entries()) {
          assert.ok(knownFrom <= day && (knownUntil === undefined || knownFrom < knownUntil));
          assert.equal(rows[place + 1]?.knownFrom, knownUntil);
        }
      }
    }
  }
});

test("a late stop was known as going on until it was corrected, months after it had ended", () => {
  const late = having("corrected").filter(({ traits }) => traits.includes("stopped"));
  assert.ok(late.length >= 3);
  for (const { career } of late) {
    const [before, after] = career.segments.slice(-2);
    assert.equal(before?.endDate, undefined);
    assert.ok(after?.endDate !== undefined && after.endDate < after.knownFrom);
  }
});

test("a corrected status was known as a secondary activity first", () => {
  const corrected = having("corrected").filter(({ traits }) => traits.includes("still-active"));
  assert.ok(corrected.length >= 3);
  for (const { career } of corrected) {
    const [before, after] = career.segments.slice(-2);
    assert.equal(before?.contributionCode, 200);
    assert.equal(after?.contributionCode, 100);
  }
});

type SelfEmployed = SyntheticPerson & { readonly career: SyntheticCareer };

function selfEmployed(day: IsoDay, persons: number): readonly SelfEmployed[] {
  return Array.from({ length: persons }, (_, index) => synthesizePerson(3, index, day)).flatMap((person) =>
    person.career === undefined ? [] : [{ ...person, career: person.career }],
  );
}

function allPeople(): readonly SelfEmployed[] {
  return [...people, ...populations.flatMap((population) => population.people)];
}

function allSegments(): readonly { readonly segment: SyntheticSegment; readonly day: IsoDay }[] {
  return [...populations, { day: today, people }].flatMap(({ day, people }) =>
    people.flatMap(({ career }) => career.segments.map((segment) => ({ segment, day }))),
  );
}

function current({ segments }: SyntheticCareer): readonly SyntheticSegment[] {
  return segments.filter(({ knownUntil }) => knownUntil === undefined);
}

function byAffiliation(segments: readonly SyntheticSegment[]): readonly (readonly SyntheticSegment[])[] {
  return Object.values(Object.groupBy(segments, ({ affiliation }) => affiliation)).map((group) => group ?? []);
}

function having(trait: Trait): readonly SelfEmployed[] {
  return people.filter(({ traits }) => traits.includes(trait));
}

function pensionAge(birthYear: number): number {
  if (birthYear < 1960) return 65;
  return birthYear < 1964 ? 66 : 67;
}

function ageAtEndOfQuarter(birthDate: IsoDay, day: IsoDay): number {
  const end = lastDayOf(quarterOf(day));
  return yearOf(end) - yearOf(birthDate) - (end.slice(5) < birthDate.slice(5) ? 1 : 0);
}

function assertCode(table: CodeTable, code: string | number, day: IsoDay): void {
  assert.ok(table.lookup(String(code), day) !== undefined, `${table.name} ${code} on ${day}`);
}
