import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { testDatabase } from "../../../test/database.ts";
import { freePort } from "../../../test/free-port.ts";
import { fillWorld, users } from "../../../test/mandate-world.ts";
import { commandLine, type Ran } from "../../../test/run-command.ts";
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
  await fillWorld(connectionString);
  folder = await mkdtemp(join(tmpdir(), "kruispunt-administration-"));
  settings = certain(readSettings({ DATABASE_URL: connectionString, KRUISPUNT_HOME: folder }));
});
after(() => rm(folder, { recursive: true }));

const {
  run: kruispunt,
  done,
  refused,
} = commandLine((program) => {
  addAdministration(program, () => settings);
  addAudit(program, () => settings);
});

const ticket = /ticket [\da-f-]{36}\n$/;

test("a user is created with an id on standard output alone, put into a context, shown, blocked, and its changes told", async (t) => {
  const created = await done(t, "users create --from 2026-01-01 --by Anna");
  const id = created.out.trim();
  assert.match(id, /^UM-[\da-f-]{36}$/);
  assert.match(created.err, /^note: the technical id is shown this once.*\nticket/);
  assert.ok(!created.err.includes(id));
  const at = "--entity cbe:1000000120 --quality QUAL_SSC";
  const added = await done(t, `users add-context ${id} ${at} --role USER --applications DMFA,DIMONA --from 2026-01-01`);
  assert.equal(added.out, "QUAL_SSC  USER  DMFA DIMONA  2026-01-01 ..\n");
  await done(t, `users block ${id} --from 2026-02-01 --by Bert`);
  const { out } = await done(t, `users show ${id} --changes`);
  assert.match(out, new RegExp(`^${id}  (ACTIVE|BLOCKED)\n`));
  assert.match(out, /\n {2}BLOCKED {2}2026-02-01 \.\.\n/);
  assert.match(
    out,
    /\n {2}QUAL_SSC {2}Secretariaat Denkbeeld \(cbe:1000000120\) {2}USER {2}DMFA DIMONA {2}2026-01-01 \.\.\n/,
  );
  assert.match(out, /users create {7}Anna \(.*\) [\s\S]* {2}users block {8}Bert \(/);
  const shown = JSON.parse((await done(t, `users show ${id} --changes --json`)).out);
  assert.deepEqual(
    shown.changes.map(({ operation }: { operation: string }) => operation),
    ["users create", "users add-context", "users block"],
  );
  assert.equal(shown.contexts[0].entity.number, "cbe:1000000120");
});

test("what was known of a user at an earlier moment can be shown", async (t) => {
  await done(t, `users delete ${users.double}`);
  assert.match((await done(t, `users show ${users.double}`)).out, /DELETED/);
  assert.doesNotMatch((await done(t, `users show ${users.double} --as-known-on 2026-01-01T00:00:00Z`)).out, /DELETED/);
});

test("a mandate is created, finalised, activated, transferred and shown, each step with a ticket", async (t) => {
  const parties = "--mandator cbe:1000000318 --mandatary cbe:1000000219";
  const created = await done(t, `mandates create ${parties} --type SP --groups LEARNING_ACCOUNT --begin 2026Q1`);
  const reference = created.out.trim();
  assert.match(created.err, /^note: it is TO_BE_FINALISED\n/);
  assert.equal((await done(t, `mandates finalise ${reference}`)).out, `${reference} is PENDING\n`);
  assert.equal((await done(t, `mandates activate ${reference}`)).out, `${reference} is ACTIVE\n`);
  const next = await done(
    t,
    `mandates transfer ${reference} --to nsso:200000031 --type SSC --after 2026Q4 --reference M-NEXT`,
  );
  assert.equal(next.out, "M-NEXT\n");
  assert.match(next.err, ticket);
  const { out } = await done(t, `mandates show ${reference} --changes`);
  assert.match(out, new RegExp(`^${reference}  CLOSED\n`));
  assert.match(out, /LEARNING_ACCOUNT {2}2026Q1 \.\. 2026Q4\n/);
  assert.match(out, /mandates create .*\n.*mandates finalise .*\n.*mandates activate .*\n.*mandates transfer /);
  const listed = JSON.parse((await done(t, "mandates list --mandator cbe:1000000318 --status ACTIVE --json")).out);
  assert.deepEqual(
    listed.map((one: { reference: string }) => one.reference),
    ["M-NEXT"],
  );
});

test("a curator is appointed, by name and never shown by number; what does not work yet is noted", async (t) => {
  const appointed = await done(
    t,
    "mandates appoint-curator --mandator cbe:1000000318 --curator ssin:90051996036 --begin 2026Q1",
  );
  const { out } = await done(t, `mandates show ${appointed.out.trim()}`);
  assert.match(out, /mandatary {4}A\. Curator \(a person\)\n/);
  assert.ok(!`${appointed.out}${appointed.err}${out}`.includes("90051996036"));
  const idle = await done(
    t,
    "mandates create --mandator cbe:1000000219 --mandatary cbe:1000000318 --type SP --groups DMFA_DIMONA --begin 2026Q1",
  );
  assert.match(idle.err, /note: the mandatary is in no quality that acts on mandates of type SP: .*contexts open/);
  assert.match(idle.err, /note: without effect until the mandator has an employer's number: DMFA_DIMONA/);
});

test("a mandate is delegated to a user, the delegation listed and ended", async (t) => {
  const given = await done(t, `mandates delegate M-2020-001 --to-user ${users.baker} --begin 2026Q1`);
  const [, number] = /^M-2020-001 (\d+)\n$/.exec(given.out) ?? [];
  assert.match((await done(t, "mandates show M-2020-001")).out, new RegExp(`${number}  ACTIVE  user ${users.baker} `));
  const ended = await done(t, `mandates end-delegation M-2020-001 ${number} --after 2026Q2`);
  assert.equal(ended.out, `M-2020-001 ${number} is CLOSED after 2026Q2\n`);
});

test("a context is opened, shown and ended", async (t) => {
  const at = "--entity cbe:1000000219 --quality QUAL_SSC";
  await done(t, `contexts open ${at} --from 2026-01-01`);
  assert.match(
    (await done(t, "contexts show cbe:1000000219")).out,
    /^Bureau Waan .*\n(.*\n)* {2}QUAL_SSC +2026-01-01 \.\. +0 users\n/,
  );
  assert.match(
    (await done(t, `contexts end ${at} --on 2026-12-31`)).out,
    /^QUAL_SSC ends after 2026-12-31, for 0 users\n$/,
  );
});

test("what a rule forbids is told in a sentence, with the rule and what to do", async (t) => {
  await refused(t, "users block UM-nobody", /there must be an account .*\(rule user-known\)\. Look at the id/);
  await refused(t, "mandates activate M-2020-001", /found: it is ACTIVE \(rule status-follows\)/);
  await refused(t, "mandates show M-NONE", /\(rule mandate-known\)/);
  await refused(t, "contexts show ppl:55290097", /\(rule entity-known\)/);
  const to = `--to-user ${users.baker} --to-entity cbe:1000000219`;
  await refused(t, `mandates delegate M-2020-001 ${to} --begin 2026Q1`, /to one user, not to both/);
  await refused(t, "users create --by 90051996036", /--by takes the name/);
});

test("a wrong number of an entity is told without being repeated", async (t) => {
  const { err, code } = await kruispunt(t, "contexts show ssin:90051996037");
  assert.equal(code, 1);
  assert.match(err, /ENTITY: no possible number of kind ssin \(check-digits\)/);
  assert.ok(!err.includes("90051996037"));
  await refused(t, "contexts show 1000000219", /expected a number with its kind: cbe:NUMBER/);
});

test("files are exported for their owner alone, imported again without effect, and judged line by line", async (t) => {
  for (const [command, flag] of [
    ["users", ""],
    ["contexts", ""],
    ["mandates", ""],
    ["mandates", " --delegations"],
  ] as const) {
    const file = join(folder, `${command}${flag.trim()}.csv`);
    await done(t, `${command} export --out ${file}${flag}`);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const again = await done(t, `${command} import ${file}${flag}`);
    assert.match(again.out, /^added 0, changed 0, known already \d+, faults 0\n$/);
    await refused(t, `${command} export --out ${file}${flag}`, /cannot be made: it is there already/);
  }
  const bad = join(folder, "bad.csv");
  await writeFile(bad, "technical_id,state,from,to\r\nUM-new,ACTIVE,2026-01-01,\r\nUM-other,AWAKE,2026-01-01,\r\n");
  const judged = await kruispunt(t, `users import ${bad}`);
  assert.equal(judged.code, 1);
  assert.equal(
    judged.out,
    `${bad}:3: state: expected one of ACTIVE, BLOCKED, DELETED\n` +
      "would be added 1, would be changed 0, known already 0, faults 1; nothing was changed: mend the file, or take the rest with --keep-going\n",
  );
  const dry = await kruispunt(t, `users import ${bad} --dry-run`);
  assert.match(dry.out, /faults 1; nothing was changed\n$/);
  const rest = await kruispunt(t, `users import ${bad} --keep-going`);
  assert.deepEqual([rest.code, /added 1, .* faults 1\n/.test(rest.out), ticket.test(rest.err)], [1, true, true]);
  await refused(t, `users import ${join(folder, "none.csv")}`, /none\.csv cannot be read/);
  await refused(t, `users import ${folder}`, /cannot be read/);
});

test("applications, groups and what a group holds since when come from the code tables", async (t) => {
  assert.match(
    (await done(t, "applications list")).out,
    /^DIMONA +Dimona: .* +opened by a mandate +with the past +QUAL_EMP_NOSS /m,
  );
  const groups = await done(t, "applications groups --on 2020-01-01 --language fr");
  assert.match(groups.out, /^DMFA_DIMONA +DmfA-Dimona +NSSO +one mandatary at a time +employers only +DIMONA DMFA /m);
  assert.doesNotMatch(groups.out, /LEARNING_ACCOUNT/);
  assert.doesNotMatch(groups.out, /ASR_SCENARIO_5/);
  assert.match(
    (await done(t, "applications members TEMP_UNEMPLOYMENT")).out,
    /^ASR_SCENARIO_5 +2020-03-13 \.\. +Maandelijkse/m,
  );
  await refused(t, "applications members NONE", /there is no group NONE; there are DMFA_DIMONA, /);
});

test("an option that is wrong or missing is told in a sentence", async (t) => {
  const mandate =
    "mandates create --mandator cbe:1000000318 --mandatary cbe:1000000219 --groups SIDE_ACTIVITIES --type SP";
  await refused(t, mandate, /required option '--begin/);
  await refused(t, `${mandate} --begin 2026-Q1`, /expected a quarter as 2026Q1/);
  await refused(t, "users create --from 2026-02-30", /expected a day as 2026-01-31/);
  await refused(t, "users add-context U --entity cbe:1 --quality Q --role KING", /Allowed choices are HTB/);
  await refused(t, "users show U --as-known-on yesterday", /expected a moment as 2026-01-31T12:00:00Z/);
});

test("every command tells what it takes", async (t) => {
  const program = new Command("kruispunt");
  addAdministration(program, () => settings);
  const commands = program.commands.flatMap((command) => [command, ...command.commands]);
  assert.ok(commands.length > 30);
  for (const command of commands) {
    assert.match(command.description(), /\S{3}/, command.name());
    for (const { flags, description } of command.options)
      assert.match(description, /\S{2}/, `${command.name()} ${flags}`);
  }
  assert.match(
    (await kruispunt(t, "mandates import --help")).out,
    /Columns of mandates[\s\S]*created_on[\s\S]*Columns of delegations/,
  );
});

test("after all of this the audit is whole", async (t) => {
  assert.match((await done(t, "audit verify")).out, /^chain 1: \d\d entries, whole/);
});

const root = fileURLToPath(new URL("../../..", import.meta.url));
const environment = () => ({ PATH: process.env.PATH, DATABASE_URL: settings.databaseUrl, KRUISPUNT_HOME: folder });

test("a number is read from standard input, where nobody sees it", async () => {
  const child = spawn(process.execPath, ["src/cli/main.ts", "contexts", "show", "-", "--json"], {
    cwd: root,
    env: environment(),
  });
  child.stdin.end("ssin:90051996036\n");
  const out = (await Array.fromAsync(child.stdout.setEncoding("utf8"))).join("");
  assert.deepEqual(JSON.parse(out).entity, { name: "A. Curator" });
});

test("a process that cannot reach the database says so, and one whose reader leaves ends quietly", async () => {
  const port = await freePort();
  const away = await new Promise<Ran>((resolve) => {
    const env = { ...environment(), DATABASE_URL: `postgresql://u:hunter2@127.0.0.1:${port}/d` };
    execFile(process.execPath, ["src/cli/main.ts", "users", "create"], { cwd: root, env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
  assert.equal(away.code, 1);
  assert.match(away.err, /^kruispunt: the database of DATABASE_URL cannot be reached/);
  const child = spawn(process.execPath, ["src/cli/main.ts", "users", "export"], { cwd: root, env: environment() });
  child.stdout.destroy();
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  assert.deepEqual([code, err], [0, ""]);
});

test("an export that was cut short leaves no file", async (t) => {
  const file = join(folder, "cut.csv");
  const database = settings.databaseUrl ?? "";
  const exporting = await withClient(database, async (holder) => {
    await holder.query("begin; lock table employer_mandate.user_state in access exclusive mode");
    const waiting = kruispunt(t, `users export --out ${file}`);
    await withClient(database, async (killer) => {
      for (let ended = 0; ended === 0; ) ended = (await killer.query(endWaiting)).rowCount ?? 0;
    });
    return { waiting };
  });
  const { code, err } = await exporting.waiting;
  assert.equal(code, 1);
  assert.match(err, /the database/);
  await assert.rejects(readFile(file), /ENOENT/);
});

const endWaiting = `select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock'`;
