import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { cancel, dimonaIn, employers, noor } from "../../../test/dimona-declarations.ts";
import { identificationScene, man, woman } from "../../../test/dimona-identification.ts";
import { secretariat } from "../../../test/dimona-register.ts";
import { createReader } from "../../database/reader.ts";
import { systemClock } from "../../kernel/clock.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import type { NamedAmong } from "./named-workers.ts";
import { createDimonaReader } from "./reader.ts";

const page = { size: 10, skipped: 0 };
const byWoman = { worker: { ssin: woman } };
const atTown = { employer: { nssoNumber: employers.town.nssoNumber }, committee: "" };

/** A café that has hired the woman, who is called Noor Aïcha Van den Berghe-Öst; the man is nobody yet. */
async function given(t: TestContext) {
  const scene = await identificationScene(t);
  const reader = createReader({ connectionString: scene.connectionString });
  t.after(() => reader.close());
  const file = createDimonaReader(reader, systemClock, async () => []);
  const cafe = (await file.employer({ nssoNumber: employers.cafe.nssoNumber }))?.key ?? assert.fail("no café");
  await scene.learns(woman, { lastName: "Van den Berghe-Öst", firstNames: "Noor Aïcha Jean-Pierre" });
  const { number } = await scene.taken(dimonaIn({ from: "2026-07-01" }, byWoman));
  return {
    ...scene,
    file,
    cafe,
    number,
    named: (familyName: string, givenName?: string, among: NamedAmong = "periods") =>
      file.namedWorkers(cafe, { familyName, givenName }, among),
  };
}

test("a worker is found by the beginning of the family name or all of it, however a clerk writes it", async (t) => {
  const { named } = await given(t);
  for (const name of ["V", "van den", "VANDENBERGHE", "Van Den Bérghe Ost", "Van den Berghe-Öst"]) {
    assert.deepEqual(await named(name), [woman], name);
  }
  for (const name of ["Berghe", "Öst", "Van den Berghe-Östa", "Vn", "-"]) {
    assert.deepEqual(await named(name), [], name);
  }
});

test("beside it the beginning of any of the given names tells workers apart", async (t) => {
  const { named } = await given(t);
  for (const name of ["N", "noor", "Aicha", "Noor-Aïcha", "Jean Pierre", "AÏCHA JEAN"]) {
    assert.deepEqual(await named("Van", name), [woman], name);
  }
  for (const name of ["Lotte", "Pierre", "Noor Jean", "Noor Aïcha Jean-Pierre Luc"]) {
    assert.deepEqual(await named("Van", name), [], name);
  }
});

test("only the file of the employer is searched: of a namesake elsewhere it says nothing", async (t) => {
  const { named, learns, taken, file, cafe } = await given(t);
  await learns(man, { lastName: "Van den Berghe" });
  await taken(dimonaIn({ from: "2026-07-01" }, { ...atTown, worker: { ssin: man } }), { sender: secretariat });
  assert.deepEqual(await named("Van den Berghe"), [woman]);
  const town = (await file.employer({ nssoNumber: employers.town.nssoNumber }))?.key ?? assert.fail("no town");
  assert.deepEqual(await file.namedWorkers(town, { familyName: "Van den Berghe" }, "declarations"), [man]);
  assert.deepEqual(await file.relations({ employer: cafe, workers: [man] }, page), []);
});

test("the name is the present one: one that was given up finds nobody, nor does one that was only declared", async (t) => {
  const { named, learns, taken } = await given(t);
  await learns(woman, { lastName: "Dubois" });
  assert.deepEqual(await named("Van"), []);
  assert.deepEqual(await named("Dubois"), [woman]);
  const { result } = await taken(
    dimonaIn({ from: "2026-08-01" }, { type: "STU", worker: { ssin: man, identity: noor } }),
  );
  assert.equal(result, "B");
  assert.deepEqual(await named("Peeters", undefined, "declarations"), []);
});

test("a worker whose number was replaced is found by what the register knows under the old one, until it knows more", async (t) => {
  const { named, replaces, learns } = await given(t);
  await replaces(woman, man);
  assert.deepEqual(await named("Van den Berghe"), [man]);
  await learns(man, { lastName: "Dubois" });
  assert.deepEqual(await named("Van den Berghe"), []);
  assert.deepEqual(await named("Dubois"), [man]);
});

test("of whom the register of persons knows no name, no search by name finds anything", async (t) => {
  const { named, taken, file, cafe } = await given(t);
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }));
  assert.deepEqual(await named("Van"), [woman]);
  const found = await file.periods({ employer: cafe, workers: [man] }, page);
  assert.deepEqual(
    found.map(({ id }) => id),
    [number],
  );
});

test("who has no period is in the file by a declaration alone; who has a cancelled one is in it by both", async (t) => {
  const { named, taken, learns, number, file, cafe } = await given(t);
  await learns(man, { lastName: "Van den Broeck" });
  assert.equal((await taken(dimonaIn({ from: "2026-07-01" }, { committee: "999" }))).result, "B");
  assert.deepEqual(await named("Van den Broeck"), []);
  assert.deepEqual(await named("Van den Broeck", undefined, "declarations"), [man]);
  await taken(cancel({ id: number } as DimonaPeriod)); // a declaration needs no more of its period
  assert.deepEqual(await named("Van den Berghe"), [woman]);
  assert.deepEqual(await file.relations({ employer: cafe }, page), []);
});

test("periods are found by the sub-entity for which somebody works", async (t) => {
  const { file, taken } = await given(t);
  const { nssoNumber } = employers.ministry;
  const ministry = (await file.employer({ nssoNumber }))?.key ?? assert.fail("no ministry");
  const { number } = await taken(
    dimonaIn({ from: "2026-07-01" }, { ...byWoman, employer: { nssoNumber }, features: { subEntity: "17" } }),
    { sender: secretariat },
  );
  const found = async (subEntity?: string) =>
    (await file.periods({ employer: ministry, subEntity }, page)).map(({ id }) => id);
  assert.deepEqual([await found(), await found("17"), await found("18")], [[number], [number], []]);
});

test("among many persons and employers a search by name goes by index through the employer's workers alone", async (t) => {
  const { rows, cafe } = await given(t);
  await rows(
    `with person as (
       insert into persons.person (ssin, state) select lpad(n::text, 11, '0'), 'active' from generate_series(1, 20000) n
     ), identity as (
       insert into persons.identity (ssin, last_name, first_names, birth_date, sex, name_key)
       select lpad(n::text, 11, '0'), 'Name', 'First', '1990-01-01', '1', 'NAME' from generate_series(1, 20000) n
     )
     insert into dimona.period (number, employer, ssin, start_date, worker_type, last_action, declaration, known_from)
     select n, case when n % 20 = 0 then $1::bigint else n % 300 + 1000 end, lpad(n::text, 11, '0'), '2026-01-01', 'OTH', 'in', n, now()
     from   generate_series(1, 20000) n`,
    [cafe],
  );
  await rows("analyze persons.identity, persons.person, dimona.period");
  const sql = readFileSync(new URL("named-workers.sql", import.meta.url), "utf8");
  const lines = await rows<{ "QUERY PLAN": string }>(`explain (analyze, costs off, buffers off) ${sql}`, [
    cafe,
    "NAME",
    false,
  ]);
  const plan = lines.map((line) => line["QUERY PLAN"]).join("\n");
  assert.match(
    plan,
    /using identity_pkey on identity i .*rows=1\.00 loops=1001\b/,
    "once for each worker of the employer",
  );
  assert.match(plan, /period_of_(?:worker|employer)/);
  assert.doesNotMatch(plan, /Seq Scan/);
});
