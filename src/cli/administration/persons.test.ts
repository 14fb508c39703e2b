import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
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
  folder = await mkdtemp(join(tmpdir(), "kruispunt-persons-"));
  settings = certain(readSettings({ DATABASE_URL: connectionString, KRUISPUNT_HOME: folder }));
});
after(() => rm(folder, { recursive: true }));

const { run, done, refused } = commandLine((program) => {
  addAdministration(program, () => settings);
  addAudit(program, () => settings);
});
const rows = (sql: string) =>
  withClient(settings.databaseUrl ?? "", async (client) => (await client.query({ text: sql, rowMode: "array" })).rows);

const { an, bert, newcomer, oldNumberOfAn, somebody, stranger } = people;

test("a person is added, cancelled and shown, each step with a ticket, and no step repeats who it is", async (t) => {
  const names = ["--last-name", "Van den Bérghe", "--first-names", "Joris Pol", "--birth-date", "1970-10-10"];
  const added = await done(t, ["persons", "add", "--ssin", stranger, ...names, "--sex", "1", "--by", "Anna"]);
  assert.equal(added.out, "the number is active\n");
  assert.match(added.err, /^ticket [\da-f-]{36}\n$/);
  assert.equal((await done(t, `persons cancel --ssin ${stranger}`)).out, "the number is cancelled\n");
  const { out } = await done(t, `persons show --ssin ${stranger} --changes`);
  assert.match(out, /^cancelled\n {2}last name {4}Van den Bérghe\n {2}first names {2}Joris Pol\n/);
  assert.match(out, /\n {2}birth date {3}1970-10-10\n {2}sex {10}man\nknown before\n {2}state {2}active {2}known \d/);
  assert.match(out, /persons add {5}Anna \(.*\n.*persons cancel {2}/);
});

test("as data, a replaced number has the one that took its place, and the audit knows whose numbers were shown", async (t) => {
  const { out, err } = await done(t, `persons show --ssin ${oldNumberOfAn} --json --by Anna`);
  assert.deepEqual(JSON.parse(out), { state: "replaced", replacedBy: an, before: [] });
  assert.deepEqual(
    await rows(
      `select subject, entry ->> 'operation', entry ->> 'by', entry -> 'persons'
       from crossroads.audit where ticket = '${/ticket (\S+)/.exec(err)?.[1]}'`,
    ),
    [[personReference(oldNumberOfAn), "persons show", "Anna", [oldNumberOfAn, an]]],
  );
  await rows("alter table crossroads.audit_head rename to gone");
  t.after(() => rows("alter table crossroads.gone rename to audit_head"));
  await refused(t, `persons show --ssin ${an}`, /registers and audit can be written/);
  await refused(t, "persons export", /registers and audit can be written/);
});

test("what a rule forbids and what is no value is told in a sentence, without the number", async (t) => {
  await refused(t, `persons add --ssin ${an}`, /found: a number that is active \(rule person-new\)\. /);
  await refused(t, `persons add --ssin ${somebody}`, /\(rule number-of-the-population\)\. /);
  await refused(t, `persons cancel --ssin ${bert}`, /\(rule cancelled-from-use\)\. /);
  await refused(t, `persons show --ssin ${newcomer}`, /\(rule person-known\)\. .* `kruispunt persons add`\.$/);
  await refused(t, `persons add --ssin ${newcomer} --last-name Peeters`, /has a --last-name and a --birth-date/);
  await refused(t, `persons add --ssin ${newcomer} --birth-date 1990-02-30`, /expected a day as 1990-01-31, or/);
  await refused(t, `persons add --ssin ${newcomer} --sex 3`, /Allowed choices are 1, 2/);
  for (const words of [`persons add --ssin ${somebody}`, `persons cancel --ssin ${bert}`]) {
    assert.doesNotMatch((await run(t, words)).err, /\d{11}/);
  }
});

test("the number of a person can be given where nobody sees it", async () => {
  const child = spawn(process.execPath, ["src/cli/main.ts", "persons", "add", "--ssin", "-"], {
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    env: { PATH: process.env.PATH, DATABASE_URL: settings.databaseUrl, KRUISPUNT_HOME: folder },
  });
  child.stdin.end(`${newcomer}\n`);
  assert.equal((await Array.fromAsync(child.stdout.setEncoding("utf8"))).join(""), "the number is active\n");
  assert.deepEqual(await rows(`select state from persons.person where ssin = '${newcomer}'`), [["active"]]);
});

test("a file is exported for its owner alone, imported again without effect, and judged line by line", async (t) => {
  const file = join(folder, "persons.csv");
  const { err } = await done(t, `persons export --out ${file} --by Anna`);
  const ticket = /^ticket (\S+)\n$/.exec(err)?.[1];
  const entry = "subject, entry ->> 'operation', entry ->> 'by', entry -> 'persons'";
  assert.deepEqual(await rows(`select ${entry} from crossroads.audit where ticket = '${ticket}'`), [
    ["export:persons", "persons export", "Anna", []],
  ]);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.match(await readFile(file, "utf8"), new RegExp(`\r\n${oldNumberOfAn},replaced,${an},,,,,\r\n$`));
  assert.match((await done(t, `persons import ${file}`)).out, /^added 0, changed 0, known already [3-9], faults 0\n$/);
  const bad = join(folder, "bad.csv");
  const header = "ssin,state,replaced_by,deceased_on,last_name,first_names,birth_date,sex\n";
  await writeFile(bad, `${header}${an},replaced,${bert},,,,,\n${newcomer.slice(1)},active,,,,,,\n`);
  const judged = await run(t, `persons import ${bad} --dry-run --update`);
  assert.equal(judged.code, 1);
  assert.deepEqual(judged.out.split("\n").slice(0, -2).toSorted(), [
    `${bad}:2: state: a number that the register knows gives way to another only together with what is kept under it elsewhere; found: a number that is active (rule no-replacement). Leave its state as it is: a file can bring numbers that were replaced before, and replaces none.`,
    `${bad}:3: ssin: expected the eleven digits of a person's number, found 10 characters; a spreadsheet takes zeros at its beginning away`,
  ]);
});

test("help tells the columns of the file, and examples", async (t) => {
  assert.match((await run(t, "persons import --help")).out, /Columns of persons[\s\S]*replaced_by[\s\S]*birth_date/);
  for (const command of ["", "add ", "cancel "]) {
    assert.match((await run(t, `persons ${command}--help`)).out, /For example:\n {2}kruispunt persons /);
  }
});

test("after all of this the audit is whole", async (t) => {
  assert.match((await done(t, "audit verify")).out, /^chain 1: \d+ entries, whole/);
});
