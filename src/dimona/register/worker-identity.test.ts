import assert from "node:assert/strict";
import { test } from "node:test";
import { dimonaIn } from "../../../test/dimona-declarations.ts";
import { type IdentificationScene, identificationScene, man, woman } from "../../../test/dimona-identification.ts";
import type { Identity } from "../declaration.ts";

const declared = async (scene: IdentificationScene, ssin: string, identity: Identity) => {
  const { number, result } = await scene.taken(dimonaIn({ from: "2026-07-01" }, { worker: { ssin, identity } }));
  const [row] = await scene.rows<{ codes: string | null }>(
    `select string_agg(a ->> 'code', ' ' order by a ->> 'code') as codes
     from   dimona.notification n cross join jsonb_array_elements(n.anomalies) a where n.declaration = $1`,
    [number],
  );
  return [result, row?.codes ?? ""];
};

test("the INSS of one person with the name of another is taken, and the employer is told what does not agree", async (t) => {
  const scene = await identificationScene(t);
  await scene.learns(woman);
  assert.deepEqual(
    await declared(scene, woman, { lastName: "Janssens", firstName: "Piet", birthDate: "1950-01-01", sex: "1" }),
    ["W", "00024-348 00025-348 00026-348 00028-348 00029-348"],
  );
});

test("an INSS with the name of its person, however it is written, is taken without a word", async (t) => {
  const scene = await identificationScene(t);
  await scene.learns(woman);
  assert.deepEqual(await declared(scene, woman, { lastName: "PEETERS", firstName: "Noor Aicha" }), ["A", ""]);
});

test("of somebody whom the register of persons knows by number alone no name is compared", async (t) => {
  const scene = await identificationScene(t);
  assert.deepEqual(await declared(scene, woman, { lastName: "Janssens", firstName: "Piet" }), ["A", ""]);
});

test("beside an INSS that was replaced the name is that of the person under the number of today", async (t) => {
  const scene = await identificationScene(t);
  await scene.learns(woman, { lastName: "Janssens" });
  await scene.learns(man);
  await scene.replaces(woman, man);
  assert.deepEqual(await declared(scene, woman, { lastName: "Peeters" }), ["A", ""]);
});

test("a name that the register learned later is the one with which a declaration is compared", async (t) => {
  const scene = await identificationScene(t);
  await scene.learns(woman);
  await scene.learns(woman, { lastName: "Janssens" });
  assert.deepEqual(await declared(scene, woman, { lastName: "Peeters" }), ["W", "00025-348"]);
});
