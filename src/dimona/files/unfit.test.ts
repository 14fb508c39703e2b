import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { dimonaIn, employers, workers } from "../../../test/dimona-declarations.ts";
import { dimonaInBlock, document, form, texts } from "../../../test/dimona-file.ts";
import { type FileScene, fileScene, senderNumber } from "../../../test/dimona-file-scene.ts";
import { secretariat } from "../../../test/dimona-register.ts";
import { assertValid } from "../../../test/xmllint.ts";

const set = (name: string, number: string, environment = "R") =>
  `${name}.${senderNumber}.20260625.${number}.${environment}.1.1`;
const answer = (name: string, number: string, environment = "R") =>
  `FO.${name}.${senderNumber}.20260625.${number}.${environment}.1.1`;
const question = `<?xml version="1.0" encoding="UTF-8"?><PersonnelFileConsultationRequest><Form><Identification>PFREQ</Identification><FormCreationDate>2026-06-25</FormCreationDate><FormCreationHour>09:30:00.000</FormCreationHour><AttestationStatus>0</AttestationStatus><TypeForm>RE</TypeForm><EmployerId><NOSSRegistrationNbr>${Number(employers.agency.nssoNumber)}</NOSSRegistrationNbr><CompanyID>0</CompanyID></EmployerId><ReferencePeriod><RefStartingDate>2026-01-01</RefStartingDate></ReferencePeriod></Form></PersonnelFileConsultationRequest>`;
const street = `${"A".repeat(41)}-Verzonnenlaan`;

/** A period of the agency with a using employer abroad, as the register kept it before its address was looked at. */
async function keptUnfit(scene: FileScene): Promise<string> {
  const user = { jointCommittee: "XXX", name: "Elders" };
  const { number } = await scene.taken(
    dimonaIn(
      { from: "2026-07-01", to: "2026-07-31" },
      { committee: "322", employer: { nssoNumber: employers.agency.nssoNumber }, features: { user } },
    ),
    { sender: secretariat },
  );
  const userAddress = { street, houseNumber: "1", postCode: "69001", city: "Lyon", country: "111111" };
  const details = { userAddress, smallStatute: { riskActivity: "abc" } };
  await scene.rows("update dimona.period set details = $1", [JSON.stringify(details)]);
  return number;
}

test("a question about a period that was kept with what does not fit is answered without that", async (t) => {
  const scene = await fileScene(t);
  const number = await keptUnfit(scene);
  scene.drop(set("PFREQ", "00001"), question);
  const told = (await scene.answers()).get(answer("PFANS", "00001"));
  assert.deepEqual(texts(told, "DimonaPeriodId"), [number]);
  assert.deepEqual(texts(told, "UsingEmployerName"), ["Elders"]);
  assert.deepEqual([texts(told, "Street"), texts(told, "ActivityWithRisk")], [[], []]);
  assertValid("FO.PFANS", told ?? "");
  assert.deepEqual(scene.left(), []);
  const [line, ...more] = scene.logged;
  assert.match(line ?? "", /^question 1 .*DimonaPeriod\/DimonaFeatures\/UsingEmployer\/Address/);
  assert.ok(![line, ...more].join().includes("Verzonnenlaan"));
});

test("a form on a period that was kept with what does not fit is answered without that, as are all others of its file", async (t) => {
  const scene = await fileScene(t);
  const number = await keptUnfit(scene);
  const cancelled = form(`<DimonaCancel><DimonaPeriodId>${number}</DimonaPeriodId></DimonaCancel>`);
  const others = ["2026-07-01", "2026-08-01"].map((from) =>
    form(dimonaInBlock({ from, to: from, ssin: workers.woman })),
  );
  scene.drop(set("DMPI", "00001"), document([others[0] ?? "", cancelled, others[1] ?? ""]));
  const told = (await scene.answers()).get(answer("NOTI", "00001"));
  assert.deepEqual(texts(told, "ResultCode"), ["1", "1", "1"]);
  assert.deepEqual(texts(told, "UsingEmployerName"), ["Elders"]);
  assert.deepEqual(texts(told, "Street"), []);
  assertValid("FO.NOTI", told ?? "");
  assert.match(scene.logged.join("\n"), /^form 2 of file 1 is told without what does not fit: .*\/Address/m);
  assert.ok(!scene.logged.join().includes("Verzonnenlaan"));
});

test("a question that no message can answer is refused with 90059-255, and its sender may ask again", async (t) => {
  const scene = await fileScene(t);
  await keptUnfit(scene);
  await scene.rows("alter table dimona.period drop constraint period_planned_hours_check");
  await scene.rows("update dimona.period set planned_hours = 1000, details = null");
  scene.drop(set("PFREQ", "00001"), question);
  const answers = await scene.answers();
  assert.deepEqual([...answers.keys()], [answer("ACRF", "00001")]);
  const receipt = answers.get(answer("ACRF", "00001"));
  assert.deepEqual([texts(receipt, "ResultCode"), texts(receipt, "ErrorID")], [["0"], ["90059-255"]]);
  assertValid("FO.ACRF", receipt ?? "");
  assert.deepEqual(await scene.rows("select state, errors from dimona.file"), [
    { state: "refused", errors: ["90059-255"] },
  ]);
  const [entries] = await scene.rows("select count(*)::int as count from crossroads.audit");
  assert.deepEqual(entries, { count: 1 });
  assert.match(scene.logged.join("\n"), /question 1 cannot be answered.*DimonaPeriod\/PlannedHoursNbr/);
  await scene.rows("update dimona.period set planned_hours = null");
  scene.drop(set("PFREQ", "00001"), question);
  assert.ok((await scene.answers()).has(answer("PFANS", "00001")));
});

test("a question that cannot be looked up is tried again for ten minutes, and then refused", async (t) => {
  const scene = await fileScene(t);
  await scene.rows("alter table dimona.period rename to elsewhere");
  scene.drop(set("PFREQ", "00001"), question);
  const first = (await scene.answers()).get(answer("ACRF", "00001"));
  assert.deepEqual(texts(first, "ResultCode"), ["1"]);
  scene.clock.advance(599_000);
  await scene.answers();
  assert.deepEqual(await scene.rows("select state from dimona.file"), [{ state: "taken" }]);
  scene.clock.advance(1000);
  const last = (await scene.answers()).get(answer("ACRF", "00001"));
  assert.deepEqual([texts(last, "ResultCode"), texts(last, "ErrorID")], [["0"], ["90059-255"]]);
  assert.deepEqual(scene.left(), []);
});

for (const environment of ["R", "T"] as const) {
  test(`in ${environment} a form that the register does not take is refused with 90059-255, and the others are answered`, async (t) => {
    const scene = await fileScene(t);
    await scene.rows(
      "alter table dimona.declaration add constraint not_that_day check (content -> 'span' ->> 'startDate' <> '2026-07-13')",
    );
    const forms = ["2026-07-12", "2026-07-13", "2026-07-14"].map((from) => form(dimonaInBlock({ from, to: from })));
    scene.drop(set("DMPI", "00001", environment), document([...forms, form("")]), { environment });
    const told = (await scene.answers(environment)).get(answer("NOTI", "00001", environment));
    assert.deepEqual(texts(told, "ResultCode"), ["1", "0", "1", "0"]);
    assert.deepEqual(texts(told, "ErrorID"), ["90059-255", "90059-134"]);
    assertValid("FO.NOTI", told ?? "");
    assert.deepEqual(await scene.rows("select state, results from dimona.file"), [
      { state: "answered", results: { A: 2, B: 2 } },
    ]);
    assert.match(scene.logged.join("\n"), /^a form of a file cannot be decided on: \w+$/m);
  });
}

test("a form that the program read otherwise before it was updated is answered with what was decided then", async (t) => {
  const scene = await fileScene(t);
  const content = document([form(dimonaInBlock({ from: "2026-07-01" }))]);
  scene.drop(set("DMPI", "00001"), content);
  const first = (await scene.answers()).get(answer("NOTI", "00001"));
  // As after a kill between the decision and the answer.
  await scene.rows("update dimona.file set state = 'taken', results = '{}'");
  await scene.rows("update dimona.idempotency_key set digest = decode(repeat('00', 32), 'hex')");
  scene.drop(set("DMPI", "00001"), content);
  assert.equal((await scene.answers()).get(answer("NOTI", "00001")), first);
  assert.deepEqual(await scene.rows("select state from dimona.file"), [{ state: "answered" }]);
});

test("a sender whose folders cannot be used keeps no other sender waiting", async (t) => {
  const scene = await fileScene(t);
  const folder = join(scene.directory, "900000");
  mkdirSync(folder);
  writeFileSync(join(folder, "OUT"), "a file in the place of a folder");
  scene.channel.watch();
  for (const number of ["00001", "00002"]) {
    scene.drop(set("DMPI", number), document([form(dimonaInBlock({ from: "2026-07-01" }))]));
    let waited = 0;
    const isAnswered = async () =>
      (await scene.rows("select from dimona.file where state = 'answered' and name = $1", [set("DMPI", number)]))
        .length > 0;
    while (!(await isAnswered()) && waited < 10_000) {
      await sleep(100);
      waited += 100;
    }
    assert.ok(waited < 10_000, `${number} is not answered`);
  }
  assert.equal(scene.logged.filter((line) => line.startsWith("the folders of 900000 cannot be opened")).length, 1);
});
