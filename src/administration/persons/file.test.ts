import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { counts, exportText, type How, headerOf, importText, lineAndRule } from "../../../test/import-file.ts";
import { knownPersons, people } from "../../../test/known-persons.ts";
import { openOffice, type TestOffice } from "../../../test/office.ts";
import { checkDigits } from "../../kernel/ssin.ts";
import { personsFile } from "./file.ts";
import { personReference } from "./numbers.ts";

const imports = (at: TestOffice, text: string | readonly string[], how?: How) => importText(at, personsFile, text, how);
const exports = (at: TestOffice) => exportText(at, personsFile);

async function given(t: TestContext): Promise<TestOffice> {
  const at = await openOffice(t);
  await at.rows(knownPersons);
  return at;
}

const { an, bert, oldNumberOfAn, somebody, stranger } = people;
const known = [`${bert},cancelled,,,,,,`, `${an},active,,,,,,`, `${oldNumberOfAn},replaced,${an},,,,,`];
/** Numbers that the register does not know, one after another. */
const numbers = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, place) => {
    const firstNine = 601_201_001 + Math.floor(place / 900) * 1000 + (place % 900);
    return `${firstNine}${checkDigits(firstNine, 2000)}`;
  });
const [first = "", second = "", third = ""] = numbers(3);
const whole = (lines: readonly string[]) => [headerOf(personsFile), ...lines, ""].join("\r\n");

test("an export has a line for each number, and a number stands before those that it took the place of", async (t) => {
  const at = await given(t);
  await at.rows(
    `insert into persons.person (ssin, state, replaced_by, known_from) values
       ('${first}', 'replaced', '${second}', '2020-01-01'), ('${second}', 'replaced', '${oldNumberOfAn}', '2020-01-01')`,
  );
  const { 0: header, ...lines } = (await exports(at)).split("\r\n");
  assert.equal(header, "ssin,state,replaced_by,deceased_on,last_name,first_names,birth_date,sex");
  assert.deepEqual(Object.values(lines), [
    ...known,
    `${second},replaced,${oldNumberOfAn},,,,,`,
    `${first},replaced,${second},,,,,`,
    "",
  ]);
});

test("what was exported fills an empty register, which then exports the same; a second time changes nothing", async (t) => {
  const here = await given(t);
  await imports(here, [
    `${stranger},active,,2025-12-31,Van den Bérghe,Joris Pol,1970-10-00,1`,
    `${first},active,,,"Peeters, genaamd ""Pé""",,1900-00-00,`,
  ]);
  const there = await openOffice(t);
  const text = await exports(here);
  assert.match(text, /,2025-12-31,Van den Bérghe,Joris Pol,1970-10-00,1\r\n/);
  const ran = await imports(there, text);
  assert.deepEqual(lineAndRule(ran), []);
  assert.deepEqual(counts(ran), { added: 5, changed: 0, same: 0, wrong: 0 });
  assert.equal(await exports(there), text);
  const again = await imports(there, text, { update: true });
  assert.deepEqual([counts(again), again.ticket], [{ added: 0, changed: 0, same: 5, wrong: 0 }, undefined]);
  assert.ok((await there.verify()).every((report) => report.break === undefined));
});

test("another name is taken with --update alone, and the number keeps the moment from which on it is known", async (t) => {
  const at = await given(t);
  await imports(at, [`${stranger},active,,,Peeters,Joris,1970-10-10,1`]);
  const renamed = [`${stranger},active,,,Pieters,Joris,1970-10-10,1`];
  assert.deepEqual(lineAndRule(await imports(at, renamed)), [[2, undefined, "as-the-register"]]);
  assert.deepEqual(counts(await imports(at, renamed, { update: true })), { added: 0, changed: 1, same: 0, wrong: 0 });
  assert.deepEqual(
    await at.rows("select last_name, known_until = 'infinity' from persons.identity order by known_from"),
    [
      ["Peeters", false],
      ["Pieters", true],
    ],
  );
  assert.deepEqual(await at.rows(`select count(*)::int from persons.person where ssin = '${stranger}'`), [[1]]);
  const forgotten = await imports(at, [`${stranger},cancelled,,,,,,`], { update: true });
  assert.equal(forgotten.changed, 1);
  assert.deepEqual(await at.rows("select from persons.identity where known_until = 'infinity'"), []);
});

const wrong: readonly (readonly [situation: string, lines: readonly string[], faults: readonly unknown[]])[] = [
  [
    "cells that are none",
    ["90051996037,alive,1,31/12/2025, Peeters,An  Maria,1990-13-01,V"],
    [
      [2, "ssin", "no possible number of a person (check-digits)"],
      [2, "state", "expected one of active, replaced, cancelled"],
      [2, "replaced_by", "expected the eleven digits of a person's number, found 1 characters"],
      [2, "deceased_on", "expected a day as 2026-01-31"],
      [2, "last_name", "expected 1 to 100 characters, with single blanks between words and no control character"],
      [2, "first_names", "expected 1 to 100 characters, with single blanks between words and no control character"],
      [2, "birth_date", "expected a day as 1990-01-31, or 1990-01-00 or 1990-00-00 where it is not fully known"],
      [2, "sex", "expected one of 1, 2"],
    ],
  ],
  [
    "first names without a last name",
    [`${stranger},active,,,,An,1990-01-01,2`],
    ["first_names", "birth_date", "sex"].map((column) => [2, column, "expected nothing where there is no last name"]),
  ],
  [
    "a replaced number without another one, and another one of a number in use",
    [`${stranger},replaced,,,,,,`, `${first},active,${an},,,,,`, `${second},replaced,${second},,,,,`],
    [
      [2, "replaced_by", "expected the number that took the place of a replaced one"],
      [3, "replaced_by", "expected nothing for a number that is active"],
      [4, "replaced_by", "expected another number"],
    ],
  ],
  ["a number that may be somebody's", [`${somebody},active,,,,,,`], [[2, "ssin", "number-of-the-population"]]],
  [
    "a birth that is still to come",
    [`${stranger},active,,,Peeters,,2026-02-11,`],
    [[2, "birth_date", "born-by-today"]],
  ],
  [
    "a number that leads to one unknown",
    [`${stranger},replaced,${first},,,,,`],
    [[2, "replaced_by", "leads-to-a-number"]],
  ],
  [
    "numbers that lead round in a ring",
    [`${first},replaced,${second},,,,,`, `${second},replaced,${first},,,,,`],
    [
      [2, undefined, "leads-to-a-number"],
      [3, undefined, "leads-to-a-number"],
    ],
  ],
  [
    "a number in use that would give way to another, and one that would come back",
    [`${an},replaced,${bert},,,,,`, `${oldNumberOfAn},active,,,,,,`, `${bert},replaced,${an},,,,,`],
    [
      [2, "state", "no-replacement"],
      [3, "state", "replaced-stays"],
      [4, "state", "no-replacement"],
    ],
  ],
  [
    "two lines of a number, together and apart",
    [
      `${first},active,,,,,,`,
      `${first},cancelled,,,,,,`,
      `${second},active,,,,,,`,
      `${third},active,,,,,,`,
      `${second},cancelled,,,,,,`,
    ],
    [
      [3, "ssin", "expected one line for a number"],
      [6, undefined, "lines-together"],
    ],
  ],
];

for (const [situation, said, faults] of wrong) {
  test(`${situation}: told by line and column, without number or name, and nothing is taken`, async (t) => {
    const at = await given(t);
    const ran = await imports(at, said, { update: true });
    assert.deepEqual(lineAndRule(ran), faults);
    assert.equal(ran.ticket, undefined);
    for (const { reason } of ran.faults) assert.doesNotMatch(reason, /\d{11}|Peeters/);
    assert.equal(await exports(at), whole(known));
  });
}

test("one wrong line undoes an import, unless it keeps going; a dry run changes nothing", async (t) => {
  const at = await given(t);
  const mixed = [`${first},active,,,,,,`, `${somebody},active,,,,,,`, `${second},replaced,${first},,,,,`];
  const report = { added: 2, changed: 0, same: 0, wrong: 1 };
  for (const how of [{ dryRun: true }, {}]) {
    assert.deepEqual(counts(await imports(at, mixed, how)), report);
    assert.equal(await exports(at), whole(known));
  }
  assert.deepEqual(await at.entries(), []);
  assert.deepEqual(counts(await imports(at, mixed, { keepGoing: true })), report);
  assert.equal((await at.rows("select from persons.person")).length, 5);
});

test("a production installation takes real numbers, and none of made-up people", async (t) => {
  const at = await given(t);
  const real = { ...at, office: { ...at.office, population: "real" as const } };
  const ran = await imports(real, [`${stranger},active,,,,,,`, `${somebody},active,,,,,,`], { keepGoing: true });
  assert.deepEqual(lineAndRule(ran), [[2, "ssin", "number-of-the-population"]]);
  assert.equal(ran.added, 1);
});

test("an import is in the audit: each person by a digest, the digest of the file, one ticket", async (t) => {
  const at = await given(t);
  const text = whole([`${stranger},active,,,,,,`]);
  const { ticket } = await imports(at, text);
  const entries = await at.rows(
    `select subject, entry ->> 'operation', entry -> 'changed', entry ->> 'requestDigest'
     from crossroads.audit where ticket = '${ticket}' order by sequence`,
  );
  assert.deepEqual(entries, [
    ["import:persons", "persons import", [personReference(stranger)], ""],
    ["import:persons", "persons import", [], hash("sha256", text)],
  ]);
  await at.rows("alter table crossroads.audit_head rename to gone");
  for (const keepGoing of [false, true]) await assert.rejects(imports(at, [`${first},active,,,,,,`], { keepGoing }));
  assert.equal((await at.rows(`select from persons.person where ssin = '${first}'`)).length, 0);
});

test("many persons are taken in batches, and a number that was replaced may stand before the one of today", async (t) => {
  const at = await given(t);
  const lines = numbers(1500).map((ssin, place) => `${ssin},active,,,Peeters ${place},An,1960-01-01,2`);
  const broken = await imports(at, lines.with(1200, `${somebody},active,,,,,,`));
  assert.deepEqual(lineAndRule(broken), [[1202, "ssin", "number-of-the-population"]]);
  assert.equal((await imports(at, [`${stranger},replaced,${first},,,,,`, ...lines])).added, 1501);
  assert.deepEqual(
    (await at.entries()).map(({ changed }) => changed.length),
    [1000, 501, 0],
  );
  assert.equal((await imports(at, lines)).same, 1500);
});

test("property: a file that was tampered with is judged, never a crash, and no number is told", async (t) => {
  const at = await given(t);
  const text = whole([...known, `${stranger},active,,2025-12-31,Van den Bérghe,Joris Pol,1970-10-00,1`]);
  const tampering = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    drop: fc.nat(12),
    put: fc.string({
      unit: fc.constantFrom("A", "9", ",", '"', "\n", "'", "=", "é", " ", "-", "\u0000"),
      maxLength: 4,
    }),
  });
  await fc.assert(
    fc.asyncProperty(tampering, async ({ at: place, drop, put }) => {
      const cut = Math.floor(place * text.length);
      const ran = await imports(at, text.slice(0, cut) + put + text.slice(cut + drop), { dryRun: true, update: true });
      const longest = text.split("\n").length + put.length;
      assert.ok(ran.faults.every(({ line, reason }) => line >= 1 && line <= longest && !/\d{11}/.test(reason)));
    }),
    { numRuns: 60 },
  );
  assert.equal(await exports(at), whole(known));
});
