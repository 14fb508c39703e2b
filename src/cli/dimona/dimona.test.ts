import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { dimonaIn, employers, noor, out } from "../../../test/dimona-declarations.ts";
import { man, woman } from "../../../test/dimona-identification.ts";
import { dimonaOffice } from "../../../test/dimona-office.ts";
import { listen } from "../../../test/run-command.ts";
import type { DimonaPeriod } from "../../dimona/dimona-period.ts";
import { verifyAuditChains } from "../audit/verify.ts";
import { addDimona } from "./commands.ts";

const hired = dimonaIn({ from: "2026-07-01" }, { worker: { identity: noor } });
const ticket = /^ticket [\da-f-]{36}\n$/;

test("what waits is listed with the reason, and says nothing of the worker", async (t) => {
  const { taken, learns, task, done } = await dimonaOffice(t);
  assert.deepEqual(await done("waiting"), { code: 0, out: "no declaration waits\n", err: "" });
  const { number } = await taken(hired);
  assert.match(
    (await done("waiting")).out,
    new RegExp(`^${number}  2026-06-25T08:00:00Z  nsso:\\d+  not searched yet\n$`),
  );
  await learns(woman, { lastName: "Pieters" });
  await task.round();
  const { out: said, err } = await done("waiting");
  assert.match(said, /1 person is much like this, searched 1 time\n$/);
  assert.match(err, /^`kruispunt dimona candidates NUMBER` shows who/);
  assert.doesNotMatch(said, /Peeters|Pieters|\d{4}-07-02/);
  const [one] = JSON.parse((await done("waiting --json")).out);
  assert.deepEqual([one.number, one.reason, one.candidates, one.tried], [number, "near", 1, 1]);
});

test("an operator says who it is: the declaration is decided on, and the audit has it", async (t) => {
  const { taken, done, rows, changes, refused } = await dimonaOffice(t);
  const { number } = await taken(hired);
  const { out: said, err } = await done(`identify ${number} --ssin ${woman} --by Anna`);
  assert.equal(said, `${number} is A\n`);
  assert.match(err, ticket);
  assert.deepEqual(await rows("select ssin, number::text from dimona.period"), [{ ssin: woman, number }]);
  assert.deepEqual(await changes(), [{ operation: "dimona identify", subject: `declaration:${number}`, by: "Anna" }]);
  await refused(`identify ${number} --ssin ${woman}`, /no declaration with this number waits: it is decided on/);
});

test("an operator says that nobody is: the declaration is refused with 90017-151", async (t) => {
  const { taken, done, rows } = await dimonaOffice(t);
  const { number } = await taken(hired);
  assert.equal((await done(`identify ${number} --nobody`)).out, `${number} is B 90017-151\n`);
  assert.deepEqual(await rows("select 1 from dimona.period"), []);
  assert.match((await done(`show ${number} --language nl`)).out, /B – Geweigerd/);
});

test("a dry run tells what would come of it and changes nothing, not even the audit", async (t) => {
  const { taken, done, rows, changes } = await dimonaOffice(t);
  const { number } = await taken(hired);
  const tried = await done(`identify ${number} --ssin ${man} --dry-run`);
  // The sex and the year of the number are not those that were declared.
  assert.match(tried.out, new RegExp(`^${number} is W 00028-348 00029-348\n$`));
  assert.equal(tried.err, "nothing was changed: it was a dry run\n");
  assert.deepEqual(await rows("select result from dimona.notification"), [{ result: "S" }]);
  assert.deepEqual(await changes(), []);
});

test("a wrong number is refused without being repeated, and so is a person whom nobody knows", async (t) => {
  const { taken, refused } = await dimonaOffice(t);
  const { number } = await taken(hired);
  await refused(`identify ${number}`, /say who it is with --ssin, or that nobody is with --nobody/);
  await refused(`identify ${number} --ssin 90051996036`, /the number of the person is nobody's/);
  await refused(`identify ${number} --ssin 90051996037`, /--ssin: no possible number of kind ssin \(check-digits\)$/);
  await refused(`identify ${number} --ssin cbe:1000000219`, /expected the number of a person/);
  await refused("identify 700000000146 --nobody", /expected the twelve digits/);
});

test("the number of a person can be read from standard input, where nobody sees it", async (t) => {
  const { taken, connectionString, settings, rows } = await dimonaOffice(t);
  const { number } = await taken(hired);
  const child = spawn(process.execPath, ["src/cli/main.ts", "dimona", "identify", number, "--ssin", "-"], {
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    env: { PATH: process.env.PATH, DATABASE_URL: connectionString, KRUISPUNT_HOME: settings.home },
  });
  child.stdin.end(`${woman}\n`);
  const said = (await Array.fromAsync(child.stdout.setEncoding("utf8"))).join("");
  assert.equal(said, `${number} is A\n`);
  assert.deepEqual(await rows("select ssin from dimona.period"), [{ ssin: woman }]);
});

test("on a locked period nobody declares, until it is unlocked; what was known of it stays readable", async (t) => {
  const { taken, done, rows, changes, refused } = await dimonaOffice(t);
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }));
  const end = out({ id: number } as DimonaPeriod, "2026-07-31");
  assert.equal((await done(`lock ${number} --by Anna`)).out, `${number} is locked\n`);
  assert.equal((await taken(end)).result, "B");
  const codes = "select anomalies #>> '{0,code}' as code from dimona.notification where result = 'B'";
  assert.deepEqual(await rows(codes), [{ code: "00913-362" }]);
  await refused(`lock ${number}`, /locked already/);
  assert.equal((await done(`unlock ${number} --dry-run`)).out, `${number} is unlocked\n`);
  assert.equal((await done(`unlock ${number}`)).out, `${number} is unlocked\n`);
  await refused(`unlock ${number}`, /is not locked/);
  assert.equal((await taken(end)).result, "A");
  assert.deepEqual(
    await rows("select locked, end_date::text, known_until = 'infinity' as now from dimona.period order by known_from"),
    [
      { locked: false, end_date: null, now: false },
      { locked: true, end_date: null, now: false },
      { locked: false, end_date: null, now: false },
      { locked: false, end_date: "2026-07-31", now: true },
    ],
  );
  assert.deepEqual(await changes(), [
    { operation: "dimona lock", subject: `period:${number}`, by: "Anna" },
    { operation: "dimona unlock", subject: `period:${number}`, by: ((await changes()) as { by: string }[])[1]?.by },
  ]);
});

test("a period that is not there, and one that was cancelled, cannot be locked", async (t) => {
  const { taken, refused } = await dimonaOffice(t);
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }));
  await taken({ action: "cancel", periodId: number });
  await refused(`lock ${number}`, /was cancelled/);
  await refused("lock 999999999909", /there is no period|expected the twelve digits/);
});

test("how an employer uses Dimona is shown and changed, option by option, and the rules follow", async (t) => {
  const { taken, done, rows, refused, at } = await dimonaOffice(t);
  const cafe = `nsso:${employers.cafe.nssoNumber}`;
  assert.equal((await done(`settings ${cafe}`)).out, "sub-entities none  secured-only off  daily-registration on\n");
  const { out: said, err } = await done(`settings ${cafe} --sub-entities 17,18 --daily-registration off`);
  assert.equal(said, "sub-entities 17,18  secured-only off  daily-registration off\n");
  assert.match(err, ticket);
  assert.equal(
    (await done(`settings ${cafe} --secured-only on --sub-entities none`)).out,
    "sub-entities none  secured-only on  daily-registration off\n",
  );
  await refused(`settings ${cafe} --secured-only on`, /like this already/);
  await refused(`settings ${cafe} --sub-entities seventeen`, /takes numbers of one to ten digits/);
  await refused("settings nsso:0000100006 --secured-only on", /has no employer with this number/);
  assert.deepEqual(
    await rows(
      `select sub_entities, secured_only, known_until = 'infinity' as now from dimona.employer_setting
                where employer = (select entity from employers.identifier where identifier = $1) order by known_from`,
      [cafe],
    ),
    [
      { sub_entities: null, secured_only: false, now: false },
      { sub_entities: ["17", "18"], secured_only: false, now: false },
      { sub_entities: null, secured_only: true, now: true },
    ],
  );
  // Later than the day of this machine, from which on it is known.
  at("2099-07-01 10:00");
  const unsigned = await taken(dimonaIn({ from: "2099-07-02" }), { sender: { secured: false } });
  assert.deepEqual(
    await rows("select anomalies #>> '{0,code}' as code from dimona.notification where declaration = $1", [
      unsigned.number,
    ]),
    [{ code: "90256-342" }],
  );
});

test("a declaration is shown in words, in the language that is asked for", async (t) => {
  const { taken, done, refused } = await dimonaOffice(t);
  await taken(dimonaIn({ from: "2026-07-01" }));
  const { number } = await taken(dimonaIn({ from: "2026-08-01" }));
  const french = (await done(`show ${number} --language fr`)).out;
  for (const words of [
    "B – Refusée",
    "90373-334 (DimonaIn), refuse la déclaration: ",
    "Fait obstacle: ",
    "Que faire: ",
  ]) {
    assert.ok(french.includes(words), `${words}\n${french}`);
  }
  const data = JSON.parse((await done(`show ${number} --json`)).out);
  assert.equal(data.anomalies[0].code, "90373-334");
  assert.match(data.anomalies[0].remedy, /\S{3}/);
  const accepted = await taken(dimonaIn({ from: "2026-07-01" }, { worker: { ssin: woman } }));
  assert.match((await done(`show ${accepted.number}`)).out, /First day +2026-07-01\n/);
  await refused("show 999999999909", /there is no declaration|expected the twelve digits/);
});

test("periods are shown with what may be declared on them now, or why not, and by either number of the worker", async (t) => {
  const { taken, done, replaces } = await dimonaOffice(t);
  const cafe = `cbe:${employers.cafe.enterpriseNumber}`;
  assert.equal((await done(`periods --employer ${cafe}`)).out, "no periods\n");
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }, { worker: { ssin: woman } }));
  await done(`lock ${number}`);
  const locked = (await done(`periods --employer ${cafe} --language nl`)).out;
  assert.match(locked, new RegExp(`^${number} {2}OTH {2}XXX {2}2026-07-01 \\.\\. {2}open {2}locked\n`));
  assert.match(locked, / {2}may not: out, cancel, .*: 00913-362 Verboden/);
  await done(`unlock ${number}`);
  await replaces(woman, man);
  for (const ssin of [woman, man]) {
    const open = (await done(`periods --employer ${cafe} --ssin ${ssin}`)).out;
    assert.match(open, / {2}may: out\n/);
    assert.match(open, / {2}may not: .*00913-359 /);
  }
  const [one] = JSON.parse((await done(`periods --employer ${cafe} --json`)).out);
  assert.deepEqual([one.period, one.state, one.locked], [number, "open", false]);
});

test("every command tells what it takes, and after all of this the audit is whole", async (t) => {
  const { settings, done, taken } = await dimonaOffice(t);
  const program = new Command("kruispunt");
  addDimona(program, () => settings);
  const commands = program.commands.flatMap((command) => command.commands);
  assert.equal(commands.length, 8);
  for (const command of commands) {
    assert.match(command.description(), /\S{3}/, command.name());
    for (const { flags, description } of command.options)
      assert.match(description, /\S{2}/, `${command.name()} ${flags}`);
  }
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }));
  for (const command of ["lock", "unlock", "lock"]) await done(`${command} ${number}`);
  let said = "";
  const stop = listen(t, "out", (text) => {
    said += text;
  });
  assert.equal(await verifyAuditChains(settings, {}), 0);
  stop();
  assert.match(said, /: 3 entries, whole/);
});
