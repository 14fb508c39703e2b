import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { employers, workers } from "../../../test/dimona-declarations.ts";
import { dimonaInBlock, document, drop, form, numberedForm } from "../../../test/dimona-file.ts";
import { type FileScene, fileScene, senderNumber } from "../../../test/dimona-file-scene.ts";
import { assertValid } from "../../../test/xmllint.ts";
import { withClient } from "../../database/client.ts";
import { inTransaction } from "../../employers/write/change.ts";
import { setIdentity } from "../../persons/identity.ts";
import { readQuestion } from "./question.ts";

const nsso = Number(employers.cafe.nssoNumber);
const head = `<Identification>PFREQ</Identification><FormCreationDate>2026-06-25</FormCreationDate><FormCreationHour>09:00:00.000</FormCreationHour><AttestationStatus>0</AttestationStatus><TypeForm>RE</TypeForm>`;
const employer = `<EmployerId><NOSSRegistrationNbr>${nsso}</NOSSRegistrationNbr><CompanyID>0</CompanyID></EmployerId>`;

function question({ from = "2026-01-01", to = "", more = "", of = employer } = {}): string {
  const days = [
    from === "" ? "" : `<RefStartingDate>${from}</RefStartingDate>`,
    to === "" ? "" : `<RefEndingDate>${to}</RefEndingDate>`,
  ];
  return document(
    [
      `<Form>${head}<Reference><ReferenceType>1</ReferenceType><ReferenceOrigin>1</ReferenceOrigin><ReferenceNbr>Q-1</ReferenceNbr></Reference>${of}<ReferencePeriod>${days.join("")}</ReferencePeriod>${more}</Form>`,
    ],
    "PersonnelFileConsultationRequest",
  );
}

async function ask(scene: FileScene, number: string, text: string) {
  scene.drop(`PFREQ.${senderNumber}.20260625.${number}.R.1.1`, text);
  const answers = await scene.answers();
  const of = (name: string) => answers.get(`FO.${name}.${senderNumber}.20260625.${number}.R.1.1`) ?? "";
  return { receipt: of("ACRF"), answer: of("PFANS") };
}

const texts = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)<`, "g"))].map(([, text]) => text);

test("a mandatary gets the periods of an employer that share a day with those asked about, with what stands on them", async (t) => {
  const scene = await fileScene(t);
  scene.drop(
    `DMPI.${senderNumber}.20260625.00001.R.1.1`,
    document([
      form(dimonaInBlock({ from: "2026-03-01", to: "2026-03-31" })),
      form(dimonaInBlock({ from: "2026-07-01" })),
      form(dimonaInBlock({ from: "2026-08-01", ssin: workers.woman })),
    ]),
  );
  await scene.answers();
  await withClient(scene.connectionString, (client) =>
    inTransaction(client, () =>
      setIdentity({ client, at: 0 }, workers.man, {
        lastName: "Peeters",
        firstNames: "Jan Baptist",
        birthDate: "1990-03-00",
        sex: "1",
      }),
    ),
  );
  const { receipt, answer } = await ask(scene, "00002", question({ from: "2026-04-01", to: "2026-07-15" }));
  assert.deepEqual(texts(receipt, "ResultCode"), ["1"]);
  assert.deepEqual(texts(answer, "ResultCodeResearch"), ["0"]);
  assert.deepEqual(texts(answer, "StartingDate"), ["2026-07-01"]);
  assert.deepEqual(texts(answer, "INSS"), [workers.man]);
  assert.deepEqual(
    ["WorkerName", "WorkerFirstName", "WorkerBirthdate", "WorkerSex"].flatMap((name) => texts(answer, name)),
    ["Peeters", "Jan", "1990-03-00", "1"],
  );
  assert.deepEqual(texts(answer, "NOSSRegistrationNbr"), [String(nsso)]);
  assert.ok(answer.includes("<ReferenceNbr>Q-1</ReferenceNbr>"));
  assertValid("FO.PFANS", answer);
  const all = await ask(scene, "00003", question({ from: "", to: "2026-12-31" }));
  assert.deepEqual(texts(all.answer, "StartingDate"), ["2026-03-01", "2026-07-01", "2026-08-01"]);
  // The first was declared too late.
  assert.deepEqual(texts(all.answer, "ErrorID"), ["90373-460"]);
  assertValid("FO.PFANS", all.answer);
});

test("the audit keeps which employer a question named, and whose periods it was answered with", async (t) => {
  const scene = await fileScene(t);
  scene.drop(
    `DMPI.${senderNumber}.20260625.00001.R.1.1`,
    document([
      form(dimonaInBlock({ from: "2026-03-01", to: "2026-03-31" })),
      form(dimonaInBlock({ from: "2026-07-01" })),
      form(dimonaInBlock({ from: "2026-08-01", ssin: workers.woman })),
    ]),
  );
  await scene.answers();
  await ask(scene, "00002", question({ from: "2026-04-01", to: "2026-07-15" }));
  await ask(scene, "00003", question({ from: "2026-01-01" }));
  await ask(scene, "00004", question({ from: "2020-01-01", to: "2020-12-31" }));
  const asked = { employer: `nsso:${employers.cafe.nssoNumber}` };
  assert.deepEqual(
    await scene.rows(
      `select entry -> 'asked' as asked, persons from crossroads.audit
       where entry ->> 'file' like 'PFREQ%' order by sequence`,
    ),
    [
      { asked, persons: [workers.man] },
      { asked, persons: [workers.man, workers.woman] },
      { asked, persons: null },
    ],
  );
});

test("exceeding hours are told where they are asked for", async (t) => {
  const scene = await fileScene(t);
  const student = dimonaInBlock({ from: "2026-07-01", to: "2026-07-31", type: "STU" }).replace(
    "<EmployerId>",
    "<PlannedHoursNbr>700</PlannedHoursNbr><EmployerId>",
  );
  scene.drop(`DMPI.${senderNumber}.20260625.00001.R.1.1`, document([form(student)]));
  await scene.answers();
  const asked = await ask(
    scene,
    "00002",
    question({ more: "<DataOption><Location>QuotaFeatures</Location></DataOption>" }),
  );
  assert.deepEqual(texts(asked.answer, "QuotaType"), ["STUDENT"]);
  assert.deepEqual(texts(asked.answer, "ExceedingHoursNbr"), ["50"]);
  assertValid("FO.PFANS", asked.answer);
  const notAsked = await ask(scene, "00003", question());
  assert.deepEqual(texts(notAsked.answer, "QuotaType"), []);
});

test("an employer without periods is answered with result 1", async (t) => {
  const scene = await fileScene(t);
  const { answer } = await ask(scene, "00001", question());
  assert.deepEqual(texts(answer, "ResultCodeResearch"), ["1"]);
  assertValid("FO.PFANS", answer);
});

test("more periods than a page are answered in one form, each once", async (t) => {
  const scene = await fileScene(t);
  const forms = Array.from({ length: 1500 }, (_, index) => numberedForm(index));
  scene.drop(`DMPI.${senderNumber}.20260625.00001.R.1.1`, document(forms));
  await scene.answers();
  const { answer } = await ask(scene, "00002", question());
  assert.equal(new Set(texts(answer, "DimonaPeriodId")).size, 1500);
  assertValid("FO.PFANS", answer);
});

test("whose file may not be seen, and who does not exist, is refused alike with 90256-155", async (t) => {
  const scene = await fileScene(t);
  const unknown = question({ of: employer.replace(String(nsso), "199999934") });
  assert.deepEqual(texts((await ask(scene, "00001", unknown)).receipt, "ErrorID"), ["90256-155"]);
  const folder = join(scene.directory, "900001");
  drop(join(folder, "IN"), "PFREQ.900001.20260625.00001.R.1.1", question(), scene.stranger);
  await scene.channel.scan();
  const [entry] = await scene.rows<{ errors: readonly string[] }>(
    "select errors from dimona.file where sender = '900001'",
  );
  assert.deepEqual(entry?.errors, ["90256-155"]);
});

test("the file of an employer with only a provisional number is not open yet: 90256-174", async (t) => {
  const scene = await fileScene(t);
  const enterprise = `<EmployerId><NOSSRegistrationNbr>0</NOSSRegistrationNbr><CompanyID>${Number(employers.newcomer.enterpriseNumber)}</CompanyID></EmployerId>`;
  const { receipt, answer } = await ask(scene, "00001", question({ of: enterprise }));
  assert.deepEqual(texts(receipt, "ErrorID"), ["90256-174"]);
  assert.equal(answer, "");
  assertValid("FO.ACRF", receipt);
});

const wrong: readonly (readonly [situation: string, text: string, codes: readonly string[]])[] = [
  ["no days", question({ from: "" }), ["90077-360"]],
  ["an end before the start", question({ from: "2026-02-01", to: "2026-01-31" }), ["00075-014"]],
  ["no number of an employer", question({ of: employer.replace(String(nsso), "0") }), ["90256-001"]],
  ["no employer", question({ of: "" }), ["90256-001"]],
  [
    "an employer without the enterprise number",
    question({ of: employer.replace("<CompanyID>0</CompanyID>", "") }),
    ["90256-001"],
  ],
  [
    "an unknown element in the employer",
    question({ of: employer.replace("<CompanyID>", "<Name>x</Name><CompanyID>") }),
    ["90256-091"],
  ],
  ["another identification", question().replace(">PFREQ<", ">PFANS<"), ["00296-003"]],
  ["another type", question().replace(">RE<", ">SU<"), ["00297-003"]],
  ["another option", question({ more: "<DataOption><Location>All</Location></DataOption>" }), ["00295-003"]],
  ["an option without its name", question({ more: "<DataOption></DataOption>" }), ["00295-001"]],
  ["a day that does not exist", question({ from: "2026-02-30" }), ["90059-255"]],
  ["a reference out of place", question({ more: "<Reference/>" }), ["90082-091"]],
];

for (const [situation, text, codes] of wrong) {
  test(`a question with ${situation}: ${codes.join(", ")}`, () => {
    const read = readQuestion(Buffer.from(text));
    assert.deepEqual(read.ok ? [] : read.reason, codes);
  });
}
