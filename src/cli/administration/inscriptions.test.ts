import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { testDatabase } from "../../../test/database.ts";
import { knownPersons, people } from "../../../test/known-persons.ts";
import { commandLine } from "../../../test/run-command.ts";
import { personReference } from "../../administration/persons/numbers.ts";
import { withClient } from "../../database/client.ts";
import { readSettings, type Settings } from "../../http/settings.ts";
import { certain } from "../../kernel/outcome.ts";
import { addAudit } from "../audit/commands.ts";
import { addAdministration } from "./commands.ts";

let settings: Settings;
let folder: string;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const { connectionString } = await testDatabase(t as TestContext);
  await withClient(connectionString, (client) => client.query(knownPersons));
  folder = await mkdtemp(join(tmpdir(), "kruispunt-inscriptions-"));
  settings = certain(readSettings({ DATABASE_URL: connectionString, KRUISPUNT_HOME: folder }));
});
after(() => rm(folder, { recursive: true }));

const { run, done, refused } = commandLine((program) => {
  addAdministration(program, () => settings);
  addAudit(program, () => settings);
});
const rows = (sql: string) =>
  withClient(settings.databaseUrl ?? "", async (client) => (await client.query({ text: sql, rowMode: "array" })).rows);

const { an, oldNumberOfAn, somebody, stranger } = people;
const insured = `--ssin ${an} --holder sector:11 --quality-code 1`;
const ticket = /^ticket [\da-f-]{36}\n$/;

test("somebody is inscribed, the inscription ends, goes, and what was known is shown, each step with a ticket", async (t) => {
  const added = await done(t, `inscriptions add ${insured} --from 2026-01-05 --by Anna`);
  assert.equal(added.out, "sector:11  1  2026-01-05 ..\n");
  assert.match(added.err, ticket);
  const ended = await done(t, `inscriptions end ${insured} --on 2026-06-30`);
  assert.equal(ended.out, "sector:11  1  2026-01-05 .. 2026-06-30\n");
  await done(
    t,
    `inscriptions add --ssin ${an} --holder sector:17.1 --quality-code 20 --from 2026-02-01 --to 2026-02-28`,
  );
  const shown = await done(t, `inscriptions show --ssin ${an} --changes`);
  assert.match(
    shown.out,
    /^a number in use\n {2}sector:11 {4}1 {3}2026-01-05 \.\. 2026-06-30\n {2}sector:17\.1 {2}20 {2}/,
  );
  assert.match(shown.out, /\nknown before\n {2}sector:11 {2}1 {2}2026-01-05 \.\. {2}known \d{4}-.*Z \.\. \d{4}-.*Z\n/);
  assert.match(shown.out, /inscriptions add {2}Anna \(.*\n.*inscriptions end {2}/);
  const removed = await done(t, `inscriptions remove ${insured} --from 2026-01-05`);
  assert.equal(removed.out, "sector:11  1  no inscription any more\n");
  assert.match(removed.err, ticket);
});

test("as data, a person has inscriptions, and had others that are told with their moments", async (t) => {
  const key = `--ssin ${an} --holder sector:6 --quality-code 10`;
  await done(t, `inscriptions add ${key} --from 2020-01-01`);
  await done(t, `inscriptions end ${key} --on 2020-12-31`);
  const shown = JSON.parse((await done(t, `inscriptions show --ssin ${an} --json`)).out);
  assert.equal(shown.state, "active");
  const ofSix = ({ holder }: { holder: string }) => holder === "sector:6";
  assert.deepEqual(shown.inscriptions.filter(ofSix), [
    { holder: "sector:6", qualityCode: 10, periods: [{ from: "2020-01-01", to: "2020-12-31" }] },
  ]);
  const [{ knownFrom, knownUntil, ...before }] = shown.before.filter(ofSix);
  assert.deepEqual(before, { holder: "sector:6", qualityCode: 10, from: "2020-01-01" });
  assert.ok(knownFrom < knownUntil);
  const then = JSON.parse((await done(t, `inscriptions show --ssin ${an} --json --as-known-on ${knownFrom}`)).out);
  assert.deepEqual(then.inscriptions.filter(ofSix)[0].periods, [{ from: "2020-01-01" }]);
});

test("the audit knows who looked at whose inscriptions before they are shown; without it nothing is shown", async (t) => {
  const { err } = await done(t, `inscriptions show --ssin ${oldNumberOfAn} --by Anna`);
  const id = /ticket (\S+)/.exec(err)?.[1];
  assert.deepEqual(
    await rows(
      `select subject, entry ->> 'operation', entry ->> 'by', entry -> 'persons'
       from crossroads.audit where ticket = '${id}'`,
    ),
    [[personReference(oldNumberOfAn), "inscriptions show", "Anna", [oldNumberOfAn]]],
  );
  await rows("alter table crossroads.audit_head rename to gone");
  t.after(() => rows("alter table crossroads.gone rename to audit_head"));
  await refused(t, `inscriptions show --ssin ${an}`, /registers and audit can be written/);
  await refused(t, "inscriptions export", /registers and audit can be written/);
});

test("a number that is not in use is told as such", async (t) => {
  assert.equal(
    (await done(t, `inscriptions show --ssin ${oldNumberOfAn}`)).out,
    "a replaced number: what is inscribed under it counts for nobody; nobody has inscribed the person\n",
  );
  assert.match((await done(t, `inscriptions show --ssin ${stranger}`)).out, /^a number that the register .* not know/);
});

test("an inscription that no annex asks for is made, and noted as without effect", async (t) => {
  const { err } = await done(t, `inscriptions add --ssin ${an} --holder sector:199.9 --quality-code 0`);
  assert.match(
    err,
    /^note: no annex asks for an inscription of sector:199\.9: it opens nothing to anybody yet\nticket /,
  );
});

test("holders of a file for whom no annex asks are noted, all in one line, also by a dry run", async (t) => {
  const file = join(folder, "holders.csv");
  const lines = ["sector:11", "sector:198", "sector:11.9", "sector:198"].map(
    (holder, place) => `${an},${holder},${place + 100},2026-01-01,\n`,
  );
  await writeFile(file, `ssin,holder,quality_code,from,to\n${lines.join("")}`);
  const note = "note: no annex asks for an inscription of sector:198, sector:11.9: it opens nothing to anybody yet\n";
  assert.equal((await done(t, `inscriptions import ${file} --dry-run`)).err, note);
  assert.match((await done(t, `inscriptions import ${file}`)).err, new RegExp(`^${note}ticket `));
});

test("what a rule forbids and what is no value is told in a sentence, without the number", async (t) => {
  const key = (ssin: string, more = "--holder sector:11 --quality-code 1") => `inscriptions add --ssin ${ssin} ${more}`;
  await refused(t, key(oldNumberOfAn), /found: a replaced number \(rule number-in-use\)\. /);
  await refused(t, key(somebody), /\(rule number-of-the-population\)\. /);
  await refused(t, key("90051996037"), /^--ssin: no possible number of kind ssin \(check-digits\)$/);
  await refused(t, key("cbe:0200881951"), /^--ssin: expected the number of a person$/);
  await refused(t, key(an, "--holder 17 --quality-code 1"), /expected cbe:0123456749, sector:17 or sector:17\.1\./);
  await refused(t, key(an, "--holder sector:17 --quality-code 01"), /expected a quality code from 0 to 999/);
  await refused(t, key(an, "--holder sector:17"), /required option '--quality-code/);
  await refused(t, `inscriptions end --ssin ${an} --holder sector:17 --quality-code 9`, /\(rule inscription-runs\)/);
  const { err } = await run(t, key(somebody));
  assert.doesNotMatch(err, /\d{11}/);
});

test("the number of a person can be given where nobody sees it", async () => {
  const words = "inscriptions add --ssin - --holder sector:12 --quality-code 30 --from 2026-01-01".split(" ");
  const child = spawn(process.execPath, ["src/cli/main.ts", ...words], {
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    env: { PATH: process.env.PATH, DATABASE_URL: settings.databaseUrl, KRUISPUNT_HOME: folder },
  });
  child.stdin.end(`${an}\n`);
  const said = (await Array.fromAsync(child.stdout.setEncoding("utf8"))).join("");
  assert.equal(said, "sector:12  30  2026-01-01 ..\n");
});

test("a file is exported for its owner alone, imported again without effect, and judged line by line", async (t) => {
  await done(t, `inscriptions add --ssin ${an} --holder cbe:0200881951 --quality-code 7 --from 2026-01-01`);
  const file = join(folder, "inscriptions.csv");
  const { err } = await done(t, `inscriptions export --out ${file} --by Anna`);
  const ticket = /^ticket (\S+)\n$/.exec(err)?.[1];
  const entry = "subject, entry ->> 'operation', entry ->> 'by', entry -> 'persons'";
  assert.deepEqual(await rows(`select ${entry} from crossroads.audit where ticket = '${ticket}'`), [
    ["export:inscriptions", "inscriptions export", "Anna", []],
  ]);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.match(
    (await done(t, `inscriptions import ${file}`)).out,
    /^added 0, changed 0, known already [1-9]\d*, faults 0\n$/,
  );
  const bad = join(folder, "bad.csv");
  const header = "ssin,holder,quality_code,from,to\n";
  await writeFile(bad, `${header}${stranger},sector:11,1,2026-01-01,\n${an},sector:x,1,2026-13-01,\n`);
  const judged = await run(t, `inscriptions import ${bad} --dry-run`);
  assert.equal(judged.code, 1);
  const lines = judged.out.split("\n");
  assert.deepEqual(lines.slice(0, -2).toSorted(), [
    `${bad}:2: ssin: the register of persons must know the number (rule person-known). Look at the number; who is not in the register of persons is added with \`kruispunt persons add\`.`,
    `${bad}:3: from: expected a day as 2026-01-31`,
    `${bad}:3: holder: expected cbe:0123456749, sector:17 or sector:17.1`,
  ]);
  assert.equal(lines.at(-2), "would be added 0, would be changed 0, known already 0, faults 3; nothing was changed");
});

test("help tells the columns of the file, and examples", async (t) => {
  assert.match(
    (await run(t, "inscriptions import --help")).out,
    /Columns of inscriptions[\s\S]*holder[\s\S]*sector:17/,
  );
  for (const command of ["", "add ", "end ", "remove "]) {
    assert.match((await run(t, `inscriptions ${command}--help`)).out, /For example:\n {2}kruispunt inscriptions /);
  }
});

test("after all of this the audit is whole", async (t) => {
  assert.match((await done(t, "audit verify")).out, /^chain 1: \d+ entries, whole/);
});
