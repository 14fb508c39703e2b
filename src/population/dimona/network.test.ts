import assert from "node:assert/strict";
import { before, test } from "node:test";
import { type DimonaFiles, dimonaFiles, present } from "../../../test/dimona-files.ts";
import { isFlatRateDay, isOccasionalInHoreca, sameOccupation, sharesTime, stretchOf } from "../../dimona/employment.ts";
import { quotaEntriesOf } from "../../dimona/register/quota-ledger.ts";
import { type PeriodRow, toPeriod } from "../../dimona/register/rows.ts";
import { workerTypes } from "../../dimona/worker-type.ts";
import { addDays, parseDay } from "../../kernel/day.ts";
import { certain } from "../../kernel/outcome.ts";
import { synthesizePerson } from "../persons.ts";
import type { Row } from "./rows.ts";
import { dimonaTraits } from "./traits.ts";
import { workplacesOf } from "./workplaces.ts";

const seed = 1;
const persons = 2000;
const today = "2026-11-24";
let files: DimonaFiles;

before(async () => {
  files = await dimonaFiles({ seed, persons, today });
});

const periodOf = (row: Row) => toPeriod({ ...(row as unknown as PeriodRow), since: "0" }); // a row of dimona.period
const living = () =>
  present(files.rows.period)
    .map(periodOf)
    .filter(({ cancelled }) => !cancelled);
const ofPair = () => Map.groupBy(living(), ({ employer, ssin }) => `${employer} ${ssin}`);

test("every trait has personas, on whatever day the network is made", async () => {
  for (const day of ["2026-01-02", today, "2031-08-15"]) {
    const { personas } = day === today ? files : await dimonaFiles({ seed, persons, today: day });
    for (const trait of Object.keys(dimonaTraits)) {
      const found = personas.filter(({ traits }) => traits.some((one) => one === trait));
      assert.ok(found.length >= 3, `${found.length} of ${trait} on ${day}`);
    }
    assert.equal(new Set(personas.map(({ ssin }) => ssin)).size, personas.length);
  }
});

test("the same seed and day make the same files, another seed others", async () => {
  const small = { persons: 200, today };
  const [one, again, other] = await Promise.all([1, 1, 2].map((seed) => dimonaFiles({ ...small, seed })));
  assert.deepEqual(again?.rows, one?.rows);
  assert.notDeepEqual(other?.rows.period, one?.rows.period);
});

test("a network of a few persons has files of these alone", async () => {
  for (const persons of [1, 10, 60]) {
    const { rows, personas } = await dimonaFiles({ seed, persons, today });
    assert.ok(personas.length <= persons);
    const known = Array.from({ length: persons }, (_, index) =>
      synthesizePerson(seed, index, certain(parseDay(today))),
    );
    const numbers = new Set<unknown>(known.map(({ ssin }) => ssin));
    assert.ok(rows.period.every(({ ssin }) => numbers.has(ssin)));
  }
});

test("every worker type has periods, each on days on which it existed", () => {
  for (const { code, begins } of workerTypes) {
    const found = present(files.rows.period)
      .map(periodOf)
      .filter(({ features }) => features.workerType === code);
    assert.ok(found.length > 0, code);
    for (const { span } of found) {
      assert.ok(begins.from <= span.startDate && span.startDate <= (begins.to ?? span.startDate), code);
    }
  }
});

test("no two living periods stand together that the rules keep apart", () => {
  let pairs = 0;
  for (const periods of ofPair().values()) {
    for (const [place, one] of periods.entries()) {
      for (const other of periods.slice(place + 1)) {
        pairs += 1;
        const flat = [one, other].filter(isFlatRateDay).length;
        const bothByTime = flat === 0 && sameOccupation(one.features, other.features);
        const what = `${one.id} and ${other.id}`;
        assert.ok(!(bothByTime && sharesTime(stretchOf(one), stretchOf(other))), what);
        const occasional = isOccasionalInHoreca(one) && isOccasionalInHoreca(other);
        assert.ok(!(occasional && flat > 0 && one.span.startDate === other.span.startDate), what);
      }
    }
    const days = new Set(periods.filter(isOccasionalInHoreca).map(({ span }) => span.startDate));
    for (const day of days)
      assert.ok(!(days.has(addDays(day, 1)) && days.has(addDays(day, 2))), `three days from ${day}`);
  }
  assert.ok(pairs > 500, `${pairs} pairs`);
});

test("a relation goes from the first day to the last of the living periods", () => {
  const expected = [...ofPair()].map(([pair, periods]) => {
    const [first] = periods.map(({ span }) => span.startDate).sort();
    const ends = periods.map(({ span }) => span.endDate ?? null);
    return [pair, first, ends.includes(null) ? null : (ends.sort().at(-1) ?? null)];
  });
  const kept = present(files.rows.relation).map((row) => [`${row.employer} ${row.ssin}`, row.start_date, row.end_date]);
  assert.deepEqual(kept.sort(), expected.sort());
});

test("what is taken of quotas is what the living periods take", () => {
  const expected = living().flatMap((period) =>
    quotaEntriesOf(period).map(({ kind, holder, span, amount }) => `${period.id} ${kind} ${holder} ${span} ${amount}`),
  );
  const kept = present(files.rows.quota_use).map(
    ({ period, kind, holder, span, amount }) => `${period} ${kind} ${holder} ${span} ${amount}`,
  );
  assert.deepEqual(kept.sort(), expected.sort());
  assert.ok(kept.length > 300);
});

test("versions follow each other without a gap, and begin with what a declaration made", () => {
  for (const table of ["period", "daily_registration"] as const) {
    for (const versions of Map.groupBy(files.rows[table], ({ number }) => number).values()) {
      const sorted = versions.toSorted((a, b) => (String(a.known_from) < String(b.known_from) ? -1 : 1));
      assert.equal(sorted[0]?.declaration, sorted[0]?.number);
      assert.equal(sorted.at(-1)?.known_until, "infinity");
      for (const [place, { known_from, known_until }] of sorted.entries()) {
        assert.ok(String(known_from) < String(known_until));
        if (place > 0) assert.equal(known_from, sorted[place - 1]?.known_until);
      }
    }
  }
});

test("everybody is of age, alive and employed by somebody active", () => {
  const people = new Map<string, { readonly birthDate: string; readonly deceasedOn?: string }>();
  for (let index = 0; index < persons; index += 1) {
    const person = synthesizePerson(seed, index, certain(parseDay(today)));
    people.set(person.ssin, person);
  }
  const workplaces = new Map(workplacesOf(seed, files.employers).map((workplace) => [workplace.entity, workplace]));
  for (const { ssin, employer, span } of living()) {
    const { birthDate, deceasedOn = "9999-12-31" } = people.get(ssin) ?? assert.fail("a worker of the population");
    assert.ok(Number(span.startDate.slice(0, 4)) - Number(birthDate.slice(0, 4)) >= 17);
    assert.ok(span.startDate < deceasedOn);
    assert.ok((span.endDate ?? today) < deceasedOn, "nobody works who has died");
    const [active] = workplaces.get(employer)?.employerOn(span.startDate).active ?? [];
    assert.ok(active !== undefined && active.from <= span.startDate && span.startDate <= (active.to ?? span.startDate));
  }
});

test("somebody who was declared by name and found is declared as the register knows the person", () => {
  const found = files.rows.notification.filter(({ ordinal }) => ordinal === 2);
  assert.ok(found.length > 0);
  for (const { result, anomalies } of found) assert.deepEqual([result, anomalies], ["A", []]);
});

test("declarations are numbered in the order in which they came, all of them before the day of the network", () => {
  const sorted = files.rows.declaration.toSorted((a, b) => Number(a.number) - Number(b.number));
  for (const [place, { received_at }] of sorted.entries()) {
    assert.ok(String(received_at) < today);
    if (place > 0) assert.ok(String(received_at) >= String(sorted[place - 1]?.received_at));
  }
});

test("most employers have some workers, a few have many, and some have none", () => {
  const workers = Map.groupBy(present(files.rows.relation), ({ employer }) => String(employer));
  const sizes = [...workers.values()].map(({ length }) => length).sort((a, b) => b - a);
  const without = workplacesOf(seed, files.employers).filter(({ entity }) => !workers.has(entity));
  assert.ok(
    sizes.length > 150 && (sizes[0] ?? 0) > 50 && without.length > 10,
    `${sizes.length}, ${sizes[0]}, ${without.length}`,
  );
});
