import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { testDatabase } from "../../../test/database.ts";
import { fillWorld } from "../../../test/mandate-world.ts";
import { commandLine } from "../../../test/run-command.ts";
import { readSettings, type Settings } from "../../http/settings.ts";
import { certain } from "../../kernel/outcome.ts";
import { addAudit } from "../audit/commands.ts";
import { addAdministration } from "./commands.ts";

let settings: Settings;
let folder: string;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const { connectionString } = await testDatabase(t as TestContext);
  await fillWorld(connectionString);
  folder = await mkdtemp(join(tmpdir(), "kruispunt-employers-"));
  settings = certain(readSettings({ DATABASE_URL: connectionString, KRUISPUNT_HOME: folder }));
});
after(() => rm(folder, { recursive: true }));

const { run, done, refused } = commandLine((program) => {
  addAdministration(program, () => settings);
  addAudit(program, () => settings);
});

const ticket = /ticket [\da-f-]{36}\n$/;
const masonry = ["employers", "add", "--name", "Metselwerk Luchtkasteel", "--numbers"];

test("an employer is added, gets its final number, is renamed, ended and shown, each step with a ticket", async (t) => {
  const own = "cbe:1000000516,provisional:5134794036";
  const added = await done(t, [...masonry, own, "--from", "2025-01-01", "--by", "Anna"]);
  assert.equal(added.out, "cbe:1000000516          2025-01-01 ..\nprovisional:5134794036  2025-01-01 ..\n");
  assert.match(added.err, /^ticket /);
  const identified = await done(t, "employers identify provisional:5134794036 --number nsso:100006 --from 2025-04-01");
  assert.match(
    identified.out,
    /^provisional:5134794036 {2}2025-01-01 \.\. 2025-03-31 {2}replaced by nsso:0000100006$/m,
  );
  assert.match(identified.err, /^note: the final number takes the place of provisional:5134794036\nticket /);
  const name = ["employers", "rename", "nsso:100006", "--name", "Metselwerk Zandkasteel", "--from", "2025-07-01"];
  assert.match((await done(t, name)).out, /^Metselwerk Zandkasteel {3}2025-07-01 \.\.$/m);
  const ended = await done(t, "employers end cbe:1000000516 --on 2025-12-31 --by Bert");
  assert.match(ended.out, /^Metselwerk Zandkasteel {3}2025-07-01 \.\. 2025-12-31$/m);
  assert.match(ended.err, ticket);
  const { out } = await done(t, "employers show cbe:1000000516 --changes");
  assert.match(out, /^Metselwerk Zandkasteel \(cbe:1000000516\) {2}enterprise, not active today\n/);
  assert.match(out, /^ {2}name {4}Metselwerk Luchtkasteel {2}2025-01-01 \.\. 2025-06-30$/m);
  assert.match(out, /^ {2}number {2}nsso:0000100006 {10}2025-04-01 \.\.$/m);
  assert.match(
    out,
    /\nknown before\n {2}number {2}provisional:5134794036 +2025-01-01 \.\. +known \d{4}-.*Z \.\. \d{4}-.*Z\n/,
  );
  assert.match(
    out,
    /employers add {7}Anna \(.*\n.*employers identify .*\n.*employers rename .*\n.*employers end {7}Bert \(/,
  );
});

test("as data, an employer has its names, its numbers, and what was known before", async (t) => {
  await done(t, [...masonry, "cbe:1000000615", "--from", "2025-01-01"]);
  await done(t, "employers identify cbe:1000000615 --number ppl:2130057 --from 2026-01-01");
  await done(t, "employers end-number ppl:2130057 --on 2026-01-31");
  const shown = JSON.parse((await done(t, "employers show ppl:2130057 --json --changes")).out);
  assert.deepEqual(
    { ...shown, before: shown.before.length, changes: shown.changes.length },
    {
      name: "Metselwerk Luchtkasteel",
      number: "cbe:1000000615",
      kind: "enterprise",
      activity: [{ name: "Metselwerk Luchtkasteel", from: "2025-01-01" }],
      numbers: [
        { number: "cbe:1000000615", from: "2025-01-01" },
        { number: "ppl:0002130057", from: "2026-01-01", to: "2026-01-31" },
      ],
      before: 1,
      changes: 3,
    },
  );
  const { knownFrom, knownUntil, ...fact } = shown.before[0];
  assert.deepEqual(fact, { number: "ppl:0002130057", from: "2026-01-01" });
  assert.ok(knownFrom < knownUntil);
  const then = await done(t, `employers show cbe:1000000615 --json --as-known-on ${knownFrom}`);
  assert.deepEqual(JSON.parse(then.out).numbers[1], fact);
  assert.deepEqual(JSON.parse(then.out).before, []);
});

test("an employer that stopped begins again", async (t) => {
  const resumed = await done(t, "employers resume cbe:1000000417 --from 2026-01-01");
  assert.equal(resumed.out, "Molen Voorheen  2003-01-01 .. 2024-06-30\nMolen Voorheen  2026-01-01 ..\n");
  await refused(
    t,
    "employers resume cbe:1000000417",
    /found: it is active from 2026-01-01 on \(rule employer-stopped\)/,
  );
});

test("employers are found by part of a name or a number, in whatever capitals, and never by that of a person", async (t) => {
  const names = async (words: string) =>
    JSON.parse((await done(t, `employers list ${words} --json`)).out).map(({ name }: { name: string }) => name);
  assert.deepEqual(await names("verBEELD"), ["Bakkerij Verbeelding"]);
  assert.deepEqual(await names("499999982"), ["Bakkerij Verbeelding"]);
  // A number that it had.
  assert.deepEqual(await names("provisional:59999"), ["Bakkerij Verbeelding"]);
  assert.deepEqual(await names("%"), []);
  assert.deepEqual(await names("90051996036"), []);
  assert.deepEqual(await names("ssin"), []);
  assert.match(
    (await done(t, "employers list bakkerij")).out,
    /^cbe:1000000021 {2}Bakkerij Verbeelding {2}2003-01-01 \.\. {2}nsso:0499999982\n$/,
  );
  assert.match((await done(t, "employers list curator")).out, /^\(a person\) {2}A\. Curator {2}2003-01-01 \.\.\n$/);
  const known = "employers list bakkerij --as-known-on 2020-01-01T00:00:00Z";
  assert.equal((await done(t, known)).out, "");
});

test("a list is cut off where it is too long, and says so", async (t) => {
  const { out, err } = await done(t, "employers list --limit 2");
  assert.equal(out.split("\n").length - 1, 2);
  assert.equal(err, "there are more; see them with --limit 20\n");
  assert.equal((await done(t, "employers list --limit 99")).err, "");
});

test("what a rule forbids is told in a sentence, with the rule and what to do", async (t) => {
  await refused(
    t,
    [...masonry, "cbe:1000000714,nsso:499999982"],
    /found: nsso:0499999982 is that of Bakkerij Verbeelding \(cbe:1000000021\) from 2019-01-01 on \(rule number-free\)\. /,
  );
  await refused(t, "employers show ppl:55290097", /\(rule entity-known\)\. .*added with `kruispunt employers add`/);
  await refused(t, "employers end cbe:1000000021 --on 2002-12-31", /\(rule employer-active\)/);
  await refused(
    t,
    "employers identify cbe:1000000021 --number nsso:100007",
    /--number: no possible number of kind nsso/,
  );
  await refused(t, [...masonry, "1000000714"], /--numbers: expected a number with its kind/);
  await refused(t, "employers add --numbers cbe:1000000714", /required option '--name/);
  await refused(
    t,
    [...masonry, "cbe:1000000714", "--kind", "person"],
    /Allowed choices are enterprise, natural-person/,
  );
});

test("the number of a person is neither shown nor repeated, and can be given where nobody sees it", async (t) => {
  const { out } = await done(t, "employers show ssin:90051996036");
  assert.match(out, /^A\. Curator \(a person\) {2}natural-person, active\n/);
  assert.match(out, /^ {2}number {2}the number of a person {2}2003-01-01 \.\.$/m);
  const data = await done(t, "employers show ssin:90051996036 --json");
  assert.deepEqual(JSON.parse(data.out).numbers, [{ number: "ssin", from: "2003-01-01" }]);
  const child = spawn(
    process.execPath,
    ["src/cli/main.ts", ...masonry, "-,cbe:1000000714", "--kind", "natural-person"],
    {
      cwd: fileURLToPath(new URL("../../..", import.meta.url)),
      env: { PATH: process.env.PATH, DATABASE_URL: settings.databaseUrl, KRUISPUNT_HOME: folder },
    },
  );
  child.stdin.end("ssin:53480200724\n");
  const said = (await Array.fromAsync(child.stdout.setEncoding("utf8"))).join("");
  assert.match(said, /^cbe:1000000714 .*\nthe number of a person {2}/);
  const taken = await run(t, [...masonry, "ssin:53480200724", "--kind", "natural-person"]);
  assert.match(taken.err, /found: the number of a person is that of cbe:1000000714 from /);
  for (const text of [out, data.out, said, taken.err]) assert.doesNotMatch(text, /90051996036|53480200724/);
});

test("a file is exported for its owner alone, imported again without effect, and judged line by line", async (t) => {
  const file = join(folder, "employers.csv");
  const { err } = await done(t, `employers export --out ${file} --by Anna`);
  assert.match(err, /ticket [\da-f-]{36}\n$/, "who exported numbers of persons is in the audit");
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.match((await done(t, `employers import ${file}`)).out, /^added 0, changed 0, known already \d+, faults 0\n$/);
  const bad = join(folder, "bad.csv");
  const header = "employer,kind,name,number,replaced_by,from,to\n";
  const wrong = "cbe:1000000318,enterprise,,cbe:1000000319,,2003-01-01,\n";
  await writeFile(bad, `${header}cbe:1000000912,enterprise,Zagerij,,,2026-01-01,\n${wrong}`);
  const judged = await run(t, `employers import ${bad} --dry-run`);
  assert.equal(judged.code, 1);
  const lines = judged.out.split("\n");
  assert.deepEqual(lines.slice(0, -2), [
    `${bad}:2: employer: expected a number that one of its lines gives to it`,
    `${bad}:3: name: expected a line with its name and the days on which it is active`,
    `${bad}:3: number: no possible number of kind cbe (check-digits)`,
  ]);
  assert.equal(lines.at(-2), "would be added 0, would be changed 0, known already 0, faults 3; nothing was changed");
});

test("help tells the columns of the file, and examples", async (t) => {
  assert.match((await run(t, "employers import --help")).out, /Columns of employers[\s\S]*employer[\s\S]*replaced_by/);
  for (const command of ["", "add ", "identify "]) {
    assert.match((await run(t, `employers ${command}--help`)).out, /For example:\n {2}kruispunt employers /);
  }
});

test("after all of this the audit is whole", async (t) => {
  assert.match((await done(t, "audit verify")).out, /^chain 1: \d\d entries, whole/);
});
