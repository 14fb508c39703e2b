import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { day } from "../../../test/access-scene.ts";
import { counts, exportText, type How, headerOf, importText, lineAndRule } from "../../../test/import-file.ts";
import { knownPersons, people } from "../../../test/known-persons.ts";
import { openOffice, type TestOffice } from "../../../test/office.ts";
import { checkDigits } from "../../kernel/ssin.ts";
import { personReference } from "../persons/numbers.ts";
import { inscriptionsFile } from "./file.ts";

const imports = (at: TestOffice, text: string | readonly string[], how?: How) =>
  importText(at, inscriptionsFile, text, how);
const exports = (at: TestOffice) => exportText(at, inscriptionsFile);

async function given(t: TestContext): Promise<TestOffice> {
  const at = await openOffice(t);
  await at.rows(knownPersons);
  return at;
}

const { an, bert, oldNumberOfAn, somebody, stranger } = people;
const lines = [
  `${an},cbe:0200881951,7,2024-01-01,`,
  `${an},sector:11,1,2010-01-01,2019-12-31`,
  `${an},sector:11,1,2021-01-01,`,
  `${an},sector:11,2,2015-06-01,`,
  `${an},sector:17.1,1,2010-01-01,`,
];

test("what a file says is inscribed, and an export gives it back line by line", async (t) => {
  const at = await given(t);
  const ran = await imports(at, lines.toReversed());
  assert.deepEqual(lineAndRule(ran), []);
  assert.deepEqual(counts(ran), { added: 4, changed: 0, same: 0, wrong: 0 });
  assert.deepEqual(ran.topics, ["sector:17.1", "sector:11", "cbe:0200881951"]);
  assert.equal(await exports(at), ["ssin,holder,quality_code,from,to", ...lines, ""].join("\r\n"));
  assert.ok((await at.verify()).every((report) => report.break === undefined));
});

test("a second import of the same file changes nothing and leaves no entry", async (t) => {
  const at = await given(t);
  await imports(at, lines);
  const ran = await imports(at, await exports(at), { update: true });
  assert.deepEqual(counts(ran), { added: 0, changed: 0, same: 4, wrong: 0 });
  assert.equal(ran.ticket, undefined);
  assert.equal((await at.entries()).length, 2);
});

test("days that are known otherwise change with --update alone; what stays keeps its moment, other keys stay whole", async (t) => {
  const at = await given(t);
  await imports(at, lines);
  const ended = [lines[1] ?? "", `${an},sector:11,1,2021-01-01,2025-12-31`];
  assert.deepEqual(lineAndRule(await imports(at, ended)), [[2, undefined, "as-the-register"]]);
  assert.deepEqual(counts(await imports(at, ended, { update: true })), { added: 0, changed: 1, same: 0, wrong: 0 });
  assert.equal(await exports(at), [headerOf(inscriptionsFile), ...lines.with(2, ended[1] ?? ""), ""].join("\r\n"));
  const moments = "select distinct known_from from crossroads.inscription where begin_date = '2010-01-01'";
  assert.equal((await at.rows(moments)).length, 1);
  assert.deepEqual(await at.rows("select count(*)::int from crossroads.inscription where known_until <> 'infinity'"), [
    [1],
  ]);
});

const wrong: readonly (readonly [situation: string, lines: readonly string[], faults: readonly unknown[]])[] = [
  [
    "a number that lost its first zero in a spreadsheet",
    ["1070200433,sector:11,1,2020-01-01,"],
    [
      [
        2,
        "ssin",
        "expected the eleven digits of a person's number, found 10 characters; a spreadsheet takes zeros at its beginning away",
      ],
    ],
  ],
  [
    "a number that cannot be, a holder and a code that are none, days the wrong way round",
    ["90051996037,17,1000,2020-02-01,2020-01-01"],
    [
      [2, "ssin", "no possible number of a person (check-digits)"],
      [2, "holder", "expected cbe:0123456749, sector:17 or sector:17.1"],
      [2, "quality_code", "expected a quality code from 0 to 999, without zeros before it"],
      [2, "to", "days-in-order"],
    ],
  ],
  [
    "holders and codes with zeros before them, which would be others",
    [`${an},sector:017,1,2020-01-01,`, `${an},cbe:0200881952,01,2020-01-01,`],
    [
      [2, "holder", "expected the number of a sector or institution without zeros before it"],
      [3, "holder", "no possible number of an enterprise (check-digits)"],
      [3, "quality_code", "expected a quality code from 0 to 999, without zeros before it"],
    ],
  ],
  ["days that meet", [`${an},sector:11,1,2020-01-01,`, `${an},sector:11,1,2021-01-01,`], [[3, "from", "days-apart"]]],
  [
    "numbers under which nobody is inscribed",
    [oldNumberOfAn, bert, stranger, somebody].map((ssin) => `${ssin},sector:11,1,2020-01-01,`),
    [
      [2, "ssin", "number-in-use"],
      [3, "ssin", "number-in-use"],
      [4, "ssin", "person-known"],
      [5, "ssin", "number-of-the-population"],
    ],
  ],
  [
    "lines of one inscription that stand apart",
    [`${an},sector:11,1,2020-01-01,2020-12-31`, `${an},sector:12,1,2020-01-01,`, `${an},sector:11,1,2021-01-01,`],
    [[4, undefined, "lines-together"]],
  ],
  [
    "a line that is too short",
    [`${an},sector:11,1`],
    [[2, undefined, "expected 5 cells (ssin, holder, quality_code, from, to), found 3"]],
  ],
];

for (const [situation, said, faults] of wrong) {
  test(`${situation}: told by line and column, without the number, and nothing is taken`, async (t) => {
    const at = await given(t);
    const ran = await imports(at, said, { update: true });
    assert.deepEqual(lineAndRule(ran), faults);
    assert.equal(ran.ticket, undefined);
    for (const { reason } of ran.faults) assert.doesNotMatch(reason, /\d{11}/);
    assert.equal(await exports(at), `${headerOf(inscriptionsFile)}\r\n`);
  });
}

test("one wrong line undoes an import, unless it keeps going; a dry run changes nothing", async (t) => {
  const at = await given(t);
  const mixed = [...lines, `${stranger},sector:11,1,2020-01-01,`];
  assert.deepEqual(counts(await imports(at, lines, { dryRun: true })), { added: 4, changed: 0, same: 0, wrong: 0 });
  assert.equal((await imports(at, mixed)).ticket, undefined);
  assert.equal(await exports(at), `${headerOf(inscriptionsFile)}\r\n`);
  assert.deepEqual(await at.entries(), []);
  assert.deepEqual(counts(await imports(at, mixed, { keepGoing: true })), { added: 4, changed: 0, same: 0, wrong: 1 });
  assert.equal(await exports(at), [headerOf(inscriptionsFile), ...lines, ""].join("\r\n"));
});

test("a production installation takes no inscription of made-up people", async (t) => {
  const at = await given(t);
  const real = { ...at, office: { ...at.office, population: "real" as const } };
  assert.deepEqual(lineAndRule(await imports(real, lines.slice(0, 1))), [[2, "ssin", "number-of-the-population"]]);
});

test("inscriptions of a number that was cancelled since stay in a file that comes again", async (t) => {
  const at = await given(t);
  await imports(at, lines);
  await at.rows(`update persons.person set state = 'cancelled' where ssin = '${an}'`);
  assert.deepEqual(counts(await imports(at, await exports(at))), { added: 0, changed: 0, same: 4, wrong: 0 });
  const ended = lines.slice(4).map((line) => `${line}2025-12-31`);
  assert.equal((await imports(at, ended, { update: true })).changed, 1);
});

test("an export tells what was known at a moment", async (t) => {
  const at = await given(t);
  await imports(at, lines);
  const then = at.office.clock.now();
  const before = await exports(at);
  await imports(at, [`${an},sector:17.1,1,2010-01-01,2025-12-31`], { update: true });
  assert.notEqual(await exports(at), before);
  let text = "";
  await inscriptionsFile.export(at.office.client, { day: day("2026-02-10"), at: then }, async (piece) => {
    text += piece;
  });
  assert.equal(text, before);
});

test("an import is in the audit: each person by a digest, the digest of the file, one ticket", async (t) => {
  const at = await given(t);
  const text = [headerOf(inscriptionsFile), ...lines.slice(0, 1), ""].join("\n");
  const { ticket } = await imports(at, text);
  const entries = await at.rows(
    `select subject, entry ->> 'operation', entry -> 'changed', entry ->> 'requestDigest'
     from crossroads.audit where ticket = '${ticket}' order by sequence`,
  );
  assert.deepEqual(entries, [
    ["import:inscriptions", "inscriptions import", [personReference(an)], ""],
    ["import:inscriptions", "inscriptions import", [], hash("sha256", text)],
  ]);
});

test("an import whose audit cannot be written changes nothing", async (t) => {
  const at = await given(t);
  await at.rows("alter table crossroads.audit_head rename to gone");
  for (const keepGoing of [false, true]) await assert.rejects(imports(at, lines, { keepGoing }));
  assert.equal(await exports(at), `${headerOf(inscriptionsFile)}\r\n`);
});

test("many inscriptions are taken in batches, and one among them of somebody unknown is found", async (t) => {
  const at = await given(t);
  const many = Array.from({ length: 1500 }, (_, place) => {
    const firstNine = 601_201_000 + Math.floor(place / 900) * 1000 + (place % 900) + 1;
    return `${firstNine}${checkDigits(firstNine, 2000)}`;
  });
  await at.rows(
    `insert into persons.person (ssin, state, known_from)
     select ssin, 'active', '2020-01-01' from unnest('{${many.join()}}'::text[]) ssin`,
  );
  const all = many.map((ssin) => `${ssin},sector:11,1,2020-01-01,`);
  const broken = await imports(at, all.with(1200, `${stranger},sector:11,1,2020-01-01,`));
  assert.deepEqual(lineAndRule(broken), [[1202, "ssin", "person-known"]]);
  assert.equal((await imports(at, all)).added, 1500);
  assert.deepEqual(
    (await at.entries()).map(({ changed }) => changed.length),
    [1000, 500, 0],
  );
  assert.equal((await imports(at, all)).same, 1500);
});

test("property: a file that was tampered with is judged, never a crash, and no number is told", async (t) => {
  const at = await given(t);
  const text = [headerOf(inscriptionsFile), ...lines, ""].join("\r\n");
  const tampering = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    drop: fc.nat(12),
    put: fc.string({
      unit: fc.constantFrom("A", "9", ",", '"', "\n", "'", "=", "é", " ", ":", "\u0000"),
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
  assert.equal(await exports(at), `${headerOf(inscriptionsFile)}\r\n`);
});
