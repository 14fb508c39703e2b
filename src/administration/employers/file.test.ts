import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { day, number } from "../../../test/access-scene.ts";
import { counts, exportText, type How, headerOf, importText, lineAndRule } from "../../../test/import-file.ts";
import { openOffice, type TestOffice } from "../../../test/office.ts";
import { bakery, bakeryNow, mason, masonry, shopNow, situations } from "../../../test/wrong-employer-lines.ts";
import { enterpriseCheckDigits } from "../../kernel/enterprise-number.ts";
import { nssoCheckDigits } from "../../kernel/nsso-number.ts";
import { endNumber, identifyEmployer, renameEmployer } from "./employers.ts";
import { employersFile } from "./file.ts";

const imports = (at: TestOffice, text: string | readonly string[], how?: How) =>
  importText(at, employersFile, text, how);
const exports = (at: TestOffice) => exportText(at, employersFile);

const emptied = (at: TestOffice) =>
  at.rows("truncate employers.entity, employers.activity, employers.identifier cascade");

test("an export has a line for each name and each number, all of an employer together", async (t) => {
  const lines = (await exports(await openOffice(t))).split("\r\n");
  assert.equal(lines[0], "employer,kind,name,number,replaced_by,from,to");
  assert.deepEqual(lines.slice(1, 5), bakeryNow);
  assert.deepEqual(lines.slice(-3, -1), [
    "ssin:90051996036,natural-person,A. Curator,,,2003-01-01,",
    "ssin:90051996036,natural-person,,ssin:90051996036,,2003-01-01,",
  ]);
});

test("what was exported fills an empty register, which then exports the same", async (t) => {
  const here = await openOffice(t);
  const there = await openOffice(t);
  await emptied(there);
  const text = await exports(here);
  const ran = await imports(there, text);
  assert.deepEqual(lineAndRule(ran), []);
  assert.deepEqual(counts(ran), { added: 6, changed: 0, same: 0, wrong: 0 });
  assert.equal(await exports(there), text);
  assert.ok((await there.verify()).every((report) => report.break === undefined));
});

test("a second import of the same file changes nothing and leaves no entry", async (t) => {
  const at = await openOffice(t);
  const ran = await imports(at, await exports(at), { update: true });
  assert.deepEqual(counts(ran), { added: 0, changed: 0, same: 6, wrong: 0 });
  assert.equal(ran.ticket, undefined);
  assert.equal((await imports(at, masonry)).added, 1);
  // In another order, and by another of its numbers.
  const again = masonry.toReversed().map((line) => line.replace("cbe:1000000516", "nsso:100006"));
  assert.deepEqual(counts(await imports(at, again)), { added: 0, changed: 0, same: 1, wrong: 0 });
  assert.equal((await at.entries()).length, 2);
});

test("a dry run tells what would come of it and every wrong line, and changes nothing", async (t) => {
  const at = await openOffice(t);
  const before = await exports(at);
  const lines = [
    ...masonry,
    "cbe:1000000319,enterprise,Winkel,,,2003-01-32,",
    `${bakery},Bakkerij Anders,,,2003-01-01,`,
  ];
  const ran = await imports(at, lines, { dryRun: true, update: true });
  assert.deepEqual(lineAndRule(ran), [
    [6, "employer", "no possible number of kind cbe (check-digits)"],
    [6, "from", "expected a day as 2026-01-31"],
    [7, "employer", "expected a number that one of its lines gives to it"],
  ]);
  assert.deepEqual(counts(ran), { added: 1, changed: 0, same: 0, wrong: 3 });
  assert.equal(ran.ticket, undefined);
  assert.equal((await imports(at, masonry, { dryRun: true })).ticket, undefined);
  assert.equal(await exports(at), before);
  assert.deepEqual(await at.entries(), []);
});

test("one wrong line undoes an import, unless it keeps going", async (t) => {
  const at = await openOffice(t);
  const renamed = bakeryNow.with(0, `${bakery},Bakkerij Anders,,,2003-01-01,`);
  const before = await exports(at);
  const whole = await imports(at, [...renamed, ...masonry]);
  assert.deepEqual(lineAndRule(whole), [[2, undefined, "as-the-register"]]);
  assert.equal(await exports(at), before);
  const rest = await imports(at, [...renamed, ...masonry], { keepGoing: true });
  assert.deepEqual(counts(rest), { added: 1, changed: 0, same: 0, wrong: 1 });
  assert.equal(await exports(at), before + [...masonry, ""].join("\r\n"));
});

test("what the register knows otherwise changes with --update, and what stays keeps its moment", async (t) => {
  const at = await openOffice(t);
  const lines = [
    `${bakery},Bakkerij Verbeelding,,,2003-01-01,2024-12-31`,
    `${bakery},Bakkerij Inbeelding,,,2025-01-01,`,
    ...bakeryNow.slice(1),
    `${bakery},,ppl:0002130057,,2025-01-01,`,
  ];
  const moments = (known: string) =>
    at.rows(
      `select name, begin_date::text from employers.activity where entity = ${at.world.bakery} and ${known}
       union all select identifier, begin_date::text from employers.identifier where entity = ${at.world.bakery} and ${known}
       order by 1, 2`,
    );
  assert.deepEqual(counts(await imports(at, lines, { update: true })), { added: 0, changed: 1, same: 0, wrong: 0 });
  assert.deepEqual((await exports(at)).split("\r\n").slice(1, 7), lines.toSorted(byNameThenDay));
  assert.deepEqual(await moments("known_from >= '2026-02-10' and known_until = 'infinity'"), [
    ["Bakkerij Inbeelding", "2025-01-01"],
    ["Bakkerij Verbeelding", "2003-01-01"],
    ["ppl:0002130057", "2025-01-01"],
  ]);
  assert.deepEqual(await moments("known_until > '2026-02-10' and known_until < 'infinity'"), [
    ["Bakkerij Verbeelding", "2003-01-01"],
  ]);
  assert.deepEqual(counts(await imports(at, bakeryNow, { update: true })), { added: 0, changed: 1, same: 0, wrong: 0 });
  assert.deepEqual(
    (await exports(at)).split("\r\n").slice(1, 5),
    bakeryNow,
    "a number that the file has not is forgotten",
  );
});

/** As an export has them: names before numbers, of a day in the order of the numbers. */
function byNameThenDay(a: string, b: string): number {
  const key = (line: string) => {
    const [, , name, borne, , from] = line.split(",");
    return `${name === "" ? 1 : 0} ${from} ${borne}`;
  };
  return key(a) < key(b) ? -1 : 1;
}

test("every wrong line is told with its number, its column and its rule, and nothing of the file is taken", async (t) => {
  const at = await openOffice(t);
  const before = await exports(at);
  for (const [situation, lines, faults] of situations) {
    const ran = await imports(at, lines, { update: true });
    assert.deepEqual(lineAndRule(ran), faults, situation);
    assert.equal(ran.ticket, undefined, situation);
    for (const { reason } of ran.faults) assert.doesNotMatch(reason, /90051996036/, "no number of a person is told");
  }
  assert.equal(await exports(at), before);
});

test("a number passes from one employer to another, and the export of that changes nothing", async (t) => {
  const at = await openOffice(t);
  const before = [...masonry, `${mason},,ppl:0002130057,,2025-01-01,2025-12-31`];
  assert.equal((await imports(at, before)).added, 1);
  const after = [...bakeryNow, `${bakery},,ppl:0002130057,,2026-01-01,`];
  assert.equal((await imports(at, after, { update: true })).changed, 1);
  assert.deepEqual(counts(await imports(at, await exports(at))), { added: 0, changed: 0, same: 7, wrong: 0 });
});

test("the only number of an employer does not pass to another", async (t) => {
  const at = await openOffice(t);
  const ended = "cbe:1000000318,enterprise,,cbe:1000000318,,2003-01-01,2025-12-31";
  assert.equal((await imports(at, [...shopNow.slice(0, 1), ended], { update: true })).changed, 1);
  const before = await exports(at);
  const heir = [
    "ppl:2130057,enterprise,Winkel Erfenis,,,2026-01-01,",
    "ppl:2130057,enterprise,,ppl:2130057,,2026-01-01,",
    "ppl:2130057,enterprise,,cbe:1000000318,,2026-01-01,",
  ];
  assert.deepEqual(lineAndRule(await imports(at, heir)), [[2, undefined, "number-of-its-own"]]);
  assert.equal(await exports(at), before);
});

test("an employer that is still to come is known again when its file comes twice", async (t) => {
  const at = await openOffice(t);
  const coming = masonry.slice(0, 2).map((line) => line.replace("2025", "2027"));
  assert.equal((await imports(at, coming)).added, 1);
  assert.equal((await imports(at, coming)).same, 1);
  assert.ok((await exports(at)).endsWith([...coming, ""].join("\r\n")));
});

test("a final number takes the place of no provisional one that ended before another final number", async (t) => {
  const at = await openOffice(t);
  const two = [
    ...masonry.slice(0, 2),
    `${mason},,provisional:5134794036,,2025-01-01,2025-03-31`,
    `${mason},,nsso:0000100006,,2025-04-01,2025-12-31`,
  ];
  assert.equal((await imports(at, two)).added, 1);
  const other = number("nsso", "212345609");
  const { replaced } = await at.done(identifyEmployer(number("nsso", "100006"), other, day("2026-01-01")));
  assert.equal(replaced, undefined);
  assert.ok((await exports(at)).endsWith([...two, `${mason},,${other},,2026-01-01,`, ""].join("\r\n")));
});

test("who has a number that an employer was to get is told", async (t) => {
  const ran = await imports(
    await openOffice(t),
    [
      ...masonry,
      `${mason},,ppl:2130057,,2025-01-01,`,
      ...shopNow,
      "cbe:1000000318,enterprise,,ppl:2130057,,2025-06-01,",
    ],
    { update: true },
  );
  assert.match(
    ran.faults[0]?.reason ?? "",
    /found: ppl:0002130057 is that of Metselwerk Luchtkasteel \(cbe:1000000516\) from 2025-01-01 on/,
  );
});

test("an export tells what was known at a moment", async (t) => {
  const at = await openOffice(t);
  const before = await exports(at);
  const { client, clock } = at.office;
  const then = clock.now();
  await at.done(renameEmployer(number("cbe", "1000000318"), "Winkel Nu"));
  await at.done(endNumber(number("nsso", "499999982")));
  await at.done(identifyEmployer(number("cbe", "1000000318"), number("nsso", "100006")));
  assert.notEqual(await exports(at), before);
  let text = "";
  await employersFile.export(client, { day: day("2026-02-10"), at: then }, async (piece) => {
    text += piece;
  });
  assert.equal(text, before);
});

test("an entity that no number names keeps an export from being made, and is told", async (t) => {
  const at = await openOffice(t);
  await at.rows("delete from employers.identifier where identifier = 'cbe:1000000219'");
  const { client, clock } = at.office;
  const done = await employersFile.export(client, { day: day("2026-02-10"), at: clock.now() }, async () => {});
  assert.deepEqual(done, {
    ok: false,
    reason: { rule: "entity-has-a-number", found: `entity ${at.world.bureau} has none` },
  });
});

test("an import is in the audit: each employer by the register's key, the digest of the file, one ticket", async (t) => {
  const at = await openOffice(t);
  const text = [headerOf(employersFile), ...masonry, ""].join("\n");
  const { ticket } = await imports(at, text);
  const [[entity]] = (await at.rows(
    "select entity::text from employers.identifier where identifier = 'cbe:1000000516'",
  )) as [[string]];
  const entries = await at.rows(
    `select subject, entry ->> 'operation', entry -> 'changed', entry ->> 'requestDigest'
     from crossroads.audit where ticket = '${ticket}' order by sequence`,
  );
  assert.deepEqual(entries, [
    ["import:employers", "employers import", [`employer:${entity}`], ""],
    ["import:employers", "employers import", [], hash("sha256", text)],
  ]);
});

test("an import whose audit cannot be written changes nothing", async (t) => {
  const at = await openOffice(t);
  const before = await exports(at);
  await at.rows("alter table crossroads.audit_head rename to gone");
  for (const keepGoing of [false, true]) await assert.rejects(imports(at, masonry, { keepGoing }));
  assert.equal(await exports(at), before);
});

/** Of as many employers as there are to be, each with a name, an enterprise number and a final number. */
function many(count: number): readonly string[] {
  return Array.from({ length: count }, (_, place) => {
    const [first, base] = [10_010_000 + place, 210_000 + place];
    const own = `cbe:${first}${enterpriseCheckDigits(first)}`;
    const final = `nsso:0${String(base).padStart(7, "0")}${nssoCheckDigits(base)}`;
    const from = "2020-01-01";
    return [
      `${own},enterprise,Werkgever ${place},,,${from},`,
      `${own},enterprise,,${own},,${from},`,
      `${own},enterprise,,${final},,${from},`,
    ];
  }).flat();
}

test("many employers are taken in batches, and one among them that is in the way is found", async (t) => {
  const at = await openOffice(t);
  const lines = many(1500);
  const before = await exports(at);
  // One of the second batch has the final number of the first of all.
  const [taken = ""] = /nsso:\d+/.exec(lines[2] ?? "") ?? [];
  const broken = await imports(at, lines.with(4202, lines[4202]?.replace(/nsso:\d+/, taken) ?? ""));
  assert.deepEqual(lineAndRule(broken), [[4202, undefined, "number-free"]]);
  assert.deepEqual(counts(broken), { added: 1499, changed: 0, same: 0, wrong: 1 });
  assert.equal(await exports(at), before);
  assert.equal((await imports(at, lines)).added, 1500);
  assert.deepEqual(
    (await at.entries()).map(({ changed }) => changed.length),
    [1000, 500, 0],
  );
  assert.equal((await imports(at, lines)).same, 1500);
  const grown = "reltuples >= 2000 from pg_class where oid = 'employers.identifier'::regclass";
  assert.deepEqual(await at.rows(`select ${grown}`), [[true]], "the server has looked at what grew");
});

test("property: a file that was tampered with is judged, never a crash, and a dry run changes nothing", async (t) => {
  const at = await openOffice(t);
  const text = [headerOf(employersFile), ...bakeryNow, ...masonry, ...shopNow, ""].join("\r\n");
  const before = await exports(at);
  const tampering = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    drop: fc.nat(12),
    put: fc.string({
      unit: fc.constantFrom("A", "9", ",", '"', "\n", "\r", "'", "=", "é", " ", ":", "\u0000"),
      maxLength: 4,
    }),
  });
  await fc.assert(
    fc.asyncProperty(tampering, async ({ at: place, drop, put }) => {
      const cut = Math.floor(place * text.length);
      const ran = await imports(at, text.slice(0, cut) + put + text.slice(cut + drop), { dryRun: true, update: true });
      const lines = text.split("\n").length + put.length;
      assert.ok(ran.faults.every(({ line, reason }) => line >= 1 && line <= lines && reason.length > 10));
    }),
    { numRuns: 60 },
  );
  assert.equal(await exports(at), before);
});
