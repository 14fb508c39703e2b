import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { employers, workers } from "../../../test/dimona-declarations.ts";
import { dimonaInBlock, document, form, texts, unnumberedPerson } from "../../../test/dimona-file.ts";
import { type FileScene, fileScene, senderNumber } from "../../../test/dimona-file-scene.ts";
import { assertValid } from "../../../test/xmllint.ts";

const set = (form: string, number: string, day = "20260625") => `${form}.${senderNumber}.${day}.${number}.R.1.1`;
const answer = (name: string, number: string) => `FO.${name}.${senderNumber}.20260625.${number}.R.1.1`;
const july = document([form(dimonaInBlock({ from: "2026-07-01" }), { references: [[1, "JULY"]] })]);
const august = document([
  form(dimonaInBlock({ from: "2026-08-01", ssin: workers.woman }), { references: [[1, "AUGUST"]] }),
]);
const question = `<?xml version="1.0" encoding="UTF-8"?><PersonnelFileConsultationRequest><Form><Identification>PFREQ</Identification><FormCreationDate>2026-06-25</FormCreationDate><FormCreationHour>09:30:00.000</FormCreationHour><AttestationStatus>0</AttestationStatus><TypeForm>RE</TypeForm><EmployerId><NOSSRegistrationNbr>${Number(employers.cafe.nssoNumber)}</NOSSRegistrationNbr><CompanyID>0</CompanyID></EmployerId><ReferencePeriod><RefStartingDate>2026-01-01</RefStartingDate></ReferencePeriod></Form></PersonnelFileConsultationRequest>`;
const unsigned = { FS: Buffer.from("no signature") };

/** What each receipt in the folder of answers says, by the name of the file that it is about. */
async function receipts(scene: FileScene): Promise<Readonly<Record<string, string>>> {
  const all = [...(await scene.answers())].filter(([name]) => name.startsWith("FO.ACRF."));
  for (const [name, text] of all) assertValid(name, text);
  return Object.fromEntries(
    all.map(([, text]) => [texts(text, "FileName")[0] ?? "", texts(text, "ErrorID")[0] ?? "taken"]),
  );
}

for (const [later, content] of [
  ["DIMN", august],
  ["PFREQ", question],
] as const) {
  test(`a ${later} under the number of a file that was taken is refused with 133, and changes neither file nor answers`, async (t) => {
    const scene = await fileScene(t);
    scene.drop(set("DMPI", "00001"), july);
    const before = await scene.answers();
    scene.drop(set(later, "00001"), content);
    assert.deepEqual(await receipts(scene), {
      [`FI.${set("DMPI", "00001")}`]: "taken",
      [`FI.${set(later, "00001")}`]: "ACRF-133",
    });
    const after = await scene.answers();
    for (const [name, text] of before) assert.equal(after.get(name), text);
    assert.equal(after.size, 3);
    const [totals] = await scene.rows("select count(*)::int as declarations from dimona.declaration");
    assert.deepEqual(totals, { declarations: 1 });
    // The first may come again, and the other under a number of its own.
    scene.drop(set("DMPI", "00001"), july);
    scene.drop(set(later, "00002"), content);
    const all = await receipts(scene);
    assert.equal(all[`FI.${set(later, "00002")}`], "taken");
    assert.deepEqual(scene.left(), []);
  });
}

test("of two files under one number that lie there together, one is taken, and its answers are its own", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set("DMPI", "00001"), july);
  scene.drop(set("DIMN", "00001"), august);
  const answers = await scene.answers();
  const [totals] = await scene.rows("select count(*)::int as declarations from dimona.declaration");
  assert.deepEqual(totals, { declarations: 1 });
  assert.ok(answers.get(answer("NOTI", "00001"))?.includes("AUGUST"));
  assert.deepEqual(await receipts(scene), {
    [`FI.${set("DIMN", "00001")}`]: "taken",
    [`FI.${set("DMPI", "00001")}`]: "ACRF-133",
  });
});

test("the number of another day is another number", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set("DMPI", "00001"), july);
  scene.drop(set("DIMN", "00001", "20260624"), august);
  assert.deepEqual(Object.values(await receipts(scene)), ["taken", "taken"]);
});

test("who sends a taken file again with a wrong signature, or without one, keeps the receipt of then", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set("DMPI", "00001"), july);
  const receipt = (await scene.answers()).get(answer("ACRF", "00001"));
  assert.ok(receipt !== undefined);
  scene.drop(set("DMPI", "00001"), july, unsigned);
  const again = await scene.answers();
  assert.equal(again.get(answer("ACRF", "00001")), receipt);
  assert.equal(again.size, 3);
  scene.drop(set("DMPI", "00001"), july, { without: ["FS"] });
  const third = await scene.answers();
  assert.equal(third.get(answer("ACRF", "00001")), receipt);
  assert.equal(third.size, 4);
  assert.deepEqual(scene.left(), []);
});

test("a refused file leaves its number to the file of that name alone", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set("DMPI", "00001"), july, unsigned);
  scene.drop(set("PFREQ", "00001"), question);
  assert.deepEqual(await receipts(scene), {
    [`FI.${set("DMPI", "00001")}`]: "ACRF-125",
    [`FI.${set("PFREQ", "00001")}`]: "ACRF-133",
  });
  scene.drop(set("DMPI", "00001"), july);
  assert.equal((await receipts(scene))[`FI.${set("DMPI", "00001")}`], "taken");
});

test("a receipt with a number of its own has none that a file has, and no file gets that number afterwards", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set("DMPI", "Z0002"), july);
  await scene.answers();
  // Refused as the second file of all: Z0002 would be its turn.
  writeFileSync(join(scene.folder("R", "in"), "FI.NAMELESS"), "");
  writeFileSync(join(scene.folder("R", "in"), "GO.NAMELESS"), "");
  const answers = await scene.answers();
  assert.deepEqual(texts(answers.get(answer("ACRF", "Z0002")), "ResultCode"), ["1"]);
  assert.deepEqual(texts(answers.get(answer("ACRF", "Z0003")), "FileName"), ["FI.NAMELESS"]);
  scene.drop(set("DMPI", "Z0003"), august);
  assert.equal((await receipts(scene))[`FI.${set("DMPI", "Z0003")}`], "ACRF-133");
  assert.deepEqual(texts((await scene.answers()).get(answer("ACRF", "Z0003")), "FileName"), ["FI.NAMELESS"]);
});

test("a later answer has no number that a file has", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set("DMPI", "00001"), document([form(dimonaInBlock({ from: "2026-07-01", person: unnumberedPerson }))]));
  await scene.answers();
  const [waiting] = await scene.rows<{ declaration: string }>("select declaration from dimona.waiting");
  const due = BigInt(waiting?.declaration ?? 0) / 100n;
  const four = (number: bigint) => `Y${(number % 36n ** 4n).toString(36).toUpperCase().padStart(4, "0")}`;
  scene.drop(set("DMPI", four(due)), july);
  await scene.answers();
  await scene.writer.identify(waiting?.declaration as Parameters<typeof scene.writer.identify>[0], workers.woman);
  const answers = await scene.answers();
  assert.ok(answers.get(answer("NOTI", four(due)))?.includes("JULY"));
  assert.deepEqual(texts(answers.get(answer("NOTI", four(due + 1n))), "TypeForm"), ["FA", "SU"]);
});

test("a file whose name XML cannot carry is refused with a receipt all the same", async (t) => {
  const scene = await fileScene(t);
  writeFileSync(join(scene.folder("R", "in"), "FI.\u0001"), "");
  writeFileSync(join(scene.folder("R", "in"), "GO.\u0001"), "");
  assert.deepEqual(await receipts(scene), { "FI.?": "ACRF-107" });
  assert.deepEqual(readdirSync(scene.folder("R", "in")), []);
});
