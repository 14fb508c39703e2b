import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { Client } from "pg";
import { administer, type Office } from "../src/administration/administer.ts";
import { addEmployer, identifyEmployer } from "../src/administration/employers/employers.ts";
import { addAdministration } from "../src/cli/administration/commands.ts";
import { loadEmployerMandateCodes } from "../src/codes/employer-mandate-codes.ts";
import { withClient } from "../src/database/client.ts";
import { createReader } from "../src/database/reader.ts";
import { createDimonaReader } from "../src/dimona/register/reader.ts";
import { readSettings } from "../src/http/settings.ts";
import { movableClock, systemClock } from "../src/kernel/clock.ts";
import { certain } from "../src/kernel/outcome.ts";
import { day, number } from "./access-scene.ts";
import { demoDatabase, testDatabase } from "./database.ts";
import { dimonaIn } from "./dimona-declarations.ts";
import { identificationScene, woman } from "./dimona-identification.ts";
import { type Installation, install } from "./installation.ts";
import { type Ask, ask, codesIn } from "./mandate-customer.ts";
import { fillWorld, users } from "./mandate-world.ts";
import { commandLine } from "./run-command.ts";

let site: Installation;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const { connectionString } = await testDatabase(t as TestContext);
  await fillWorld(connectionString);
  site = await install(connectionString);
});
after(() => site.stop());

/** What a command writes on standard output; whoever asks afterwards sees what it changed. */
async function does(t: TestContext, words: string | readonly string[]): Promise<string> {
  const settings = { ...site.settings, databaseUrl: site.connectionString };
  const { out } = await commandLine((program) => addAdministration(program, () => settings)).done(t, words);
  site.clock.set(Date.now() + 1000);
  return out.trim();
}

test("an employer that a command added is asked about: by its numbers, by its users and mandates, until it ends", async (t) => {
  const codes = async (asks: Ask) => codesIn(await ask(site, "contact-centre", asks));
  const byProvisional = { ProvisionalNSSONbr: "5134794036" };
  const byFinal = { NOSSRegistrationNbr: "100006" };
  assert.deepEqual(await codes({ Entity: byProvisional }), ["EMC00106"], "nobody knows it yet");

  const own = "cbe:1000000516,provisional:5134794036";
  await does(t, ["employers", "add", "--name", "Metselwerk Luchtkasteel", "--numbers", own, "--from", "2025-01-01"]);
  assert.deepEqual(await codes({ Entity: byProvisional }), ["EMC00105"], "the clerk has no mandate of it");

  const mandate = "--mandatary cbe:1000000120 --type SSC --groups DMFA_DIMONA --begin 2025Q1";
  const reference = await does(t, `mandates create --mandator provisional:5134794036 ${mandate}`);
  for (const step of ["finalise", "activate"]) await does(t, `mandates ${step} ${reference}`);
  assert.deepEqual(await codes({ Entity: byProvisional }), ["EMC00002"], "through the mandate");

  await does(t, "employers identify cbe:1000000516 --number nsso:100006 --from 2025-04-01");
  assert.deepEqual(await codes({ Entity: byFinal }), ["EMC00002"], "the mandate is that of the same employer");
  assert.deepEqual(await codes({ Entity: byProvisional }), ["EMC00106"], "it may not be used any more");

  const context = "--entity nsso:100006 --quality QUAL_EMP_NOSS";
  const id = await does(t, "users create");
  await does(t, `contexts open ${context}`);
  await does(t, `users add-context ${id} ${context} --role USER --applications DMFA`);
  assert.deepEqual(await codes({ Entity: byFinal, User: { TechnicalID: id } }), ["EMC00001"], "as the own entity");

  await does(t, "employers end nsso:100006 --on 2025-12-31");
  assert.deepEqual(await codes({ Entity: byFinal }), ["EMC00106"], "it has stopped");
  await does(t, "employers resume nsso:100006 --from 2026-01-01");
  assert.deepEqual(await codes({ Entity: byFinal, User: { TechnicalID: users.clerk } }), ["EMC00002"]);
});

test("what was declared under the provisional number is found by the final one, and Dimona tells the employer", async (t) => {
  const { connectionString, taken, rows } = await identificationScene(t);
  const client = new Client({ connectionString, pipeline: true });
  await client.connect();
  t.after(() => client.end());
  const clock = movableClock(Date.parse("2026-06-25T07:00:00Z"));
  const codes = loadEmployerMandateCodes();
  const office: Office = { client, clock, codes, population: "synthetic", by: "An Operator", account: "operator" };
  const own = number("cbe", "1000000516");
  const provisional = number("provisional", "5134794036");
  const numbers = [own, provisional];
  const employer = { kind: "enterprise", name: "Metselwerk Luchtkasteel", numbers, from: day("2026-06-01") } as const;
  certain(await administer(office, "employers add", addEmployer(employer)));

  const hired = (worker: string, from: string) =>
    taken(dimonaIn({ from }, { employer: { provisionalNumber: "5134794036" }, worker: { ssin: worker } }), {
      sender: { identifier: own },
    });
  const { number: period, result } = await hired(woman, "2026-07-01");
  assert.equal(result, "A");

  clock.advance(60_000);
  const identify = identifyEmployer(provisional, number("nsso", "100006"), day("2026-06-20"));
  certain(await administer(office, "employers identify", identify));

  const reader = createReader({ connectionString });
  t.after(() => reader.close());
  const file = createDimonaReader(reader, systemClock, async () => []);
  const found = await file.employer({ nssoNumber: "0000100006" });
  assert.ok(found !== undefined);
  const page = { size: 10, skipped: 0 };
  assert.deepEqual(await file.relations({ employer: found.key }, page), [
    { ssin: woman, startDate: "2026-07-01", endDate: undefined },
  ]);
  assert.deepEqual(
    (await file.periods({ employer: found.key }, page)).map(({ id }) => id),
    [period],
  );
  assert.deepEqual(
    await rows("select employer::text, code, effective::text, valid, outdated from dimona.identity_change"),
    [
      {
        employer: found.key,
        code: 92,
        effective: "2026-06-20",
        valid: { nssoNumber: "0000100006" },
        outdated: { provisionalNumber: "5134794036" },
      },
    ],
  );
  const late = await hired(woman, "2026-08-01");
  assert.deepEqual(
    await rows("select anomalies #>> '{0,code}' as code from dimona.notification where declaration = $1", [
      late.number,
    ]),
    [{ code: "00948-235" }],
  );
});

test("the employers of the demo network go into a file, and come back out of it as they are", async (t) => {
  const { connectionString } = await demoDatabase(t);
  const folder = await mkdtemp(join(tmpdir(), "kruispunt-demo-employers-"));
  t.after(() => rm(folder, { recursive: true }));
  const settings = certain(readSettings({ DATABASE_URL: connectionString, KRUISPUNT_HOME: folder }));
  const { done } = commandLine((program) => addAdministration(program, () => settings));
  const file = join(folder, "employers.csv");
  await done(t, `employers export --out ${file}`);
  const again = await done(t, `employers import ${file}`);
  assert.match(again.out, /^added 0, changed 0, known already [3-9]\d\d, faults 0\n$/);
  await withClient(connectionString, (client) =>
    client.query("truncate employers.entity, employers.activity, employers.identifier cascade"),
  );
  assert.match(
    (await done(t, `employers import ${file}`)).out,
    /^added [3-9]\d\d, changed 0, known already 0, faults 0\n$/,
  );
  const copy = join(folder, "copy.csv");
  await done(t, `employers export --out ${copy}`);
  assert.equal(await readFile(copy, "utf8"), await readFile(file, "utf8"));
});
