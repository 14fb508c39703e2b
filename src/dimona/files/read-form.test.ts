import assert from "node:assert/strict";
import { test } from "node:test";
import { day, dimonaIn, employers, spanOf, workers } from "../../../test/dimona-declarations.ts";
import { envelopeExamples } from "../../../test/dimona-examples/envelope.ts";
import { dimonaInBlock, form } from "../../../test/dimona-file.ts";
import { certain } from "../../kernel/outcome.ts";
import { parseXml } from "../../xml/parse.ts";
import { readForm } from "./read-form.ts";

const read = (text: string) => readForm(certain(parseXml(Buffer.from(text))).root, day("2026-06-25"));

for (const { code, situation, form: text } of envelopeExamples) {
  test(`${situation}: ${code}`, () => {
    const { content } = read(text);
    assert.ok(!content.ok);
    assert.deepEqual(
      content.reason.map((anomaly) => anomaly.code),
      [code],
    );
    assert.equal(content.reason[0]?.severity, "B");
  });
}

test("all that is wrong with a form is told at once, each code once", () => {
  const text = form("<DimonaIn><StartingDate>soon</StartingDate><Colour>red</Colour></DimonaIn>", {
    date: "2020-01-01",
  }).replace("<TypeForm>SU</TypeForm>", "<TypeForm>XX</TypeForm>");
  const { content, head } = read(text);
  assert.ok(!content.ok);
  assert.deepEqual(
    content.reason.map(({ code }) => code),
    ["00218-003", "00297-003", "00655-001", "00910-003", "90059-092"],
  );
  assert.deepEqual(head, { Identification: "DIMONA", FormCreationHour: "09:30:00.000", references: [] });
});

test("an IN with everything is the declaration that it says, with the zeros of its numbers", () => {
  const block = `<DimonaIn>
    <StartingDate>2026-07-01</StartingDate><StartingHour>0905</StartingHour><EndingDate>2026-07-31</EndingDate><EndingHour>0030</EndingHour>
    <PlannedHoursNbr>40</PlannedHoursNbr>
    <EmployerId><NOSSRegistrationNbr>100006</NOSSRegistrationNbr><CompanyID>0123456749</CompanyID></EmployerId>
    <NaturalPerson><INSS>00010100123</INSS><WorkerName>Verzinsel</WorkerName><WorkerSex>2</WorkerSex>
      <WorkerStreet>Straat</WorkerStreet><WorkerHouseNbr>1</WorkerHouseNbr><WorkerZIPCode>1000</WorkerZIPCode><WorkerCity>Brussel</WorkerCity><WorkerCountry>150</WorkerCountry></NaturalPerson>
    <DimonaFeatures><JointCommissionNbr>322</JointCommissionNbr><WorkerType>STU</WorkerType><SubEntityNbr>17</SubEntityNbr>
      <UsingEmployer><JointCommissionNbr>124</JointCommissionNbr><UsingEmployerCompanyID>0123456749</UsingEmployerCompanyID></UsingEmployer></DimonaFeatures>
    <ConstructionControlCards><FirstMonthC32ANbr>12</FirstMonthC32ANbr><NextMonthC32ANbr>34</NextMonthC32ANbr></ConstructionControlCards>
    <StudentPlaceOfWork><Denomination>Werf</Denomination></StudentPlaceOfWork>
    <SmallStatutesInformation><EmploymentNature>WORKER</EmploymentNature><ActivityWithRisk>1</ActivityWithRisk><WorkerStatus>F1</WorkerStatus></SmallStatutesInformation>
  </DimonaIn>`;
  assert.deepEqual(certain(read(form(block)).content), {
    action: "in",
    employer: { nssoNumber: "100006", enterpriseNumber: "0123456749" },
    worker: {
      ssin: "00010100123",
      identity: {
        lastName: "Verzinsel",
        firstName: undefined,
        initial: undefined,
        birthDate: undefined,
        birthplace: undefined,
        birthplaceCountry: undefined,
        sex: "2",
        nationality: undefined,
        address: { street: "Straat", houseNumber: "1", postCode: "1000", city: "Brussel", country: "150" },
      },
    },
    span: { startDate: "2026-07-01", startHour: "0905", endDate: "2026-07-31", endHour: "0030", plannedHours: 40 },
    features: {
      jointCommittee: "322",
      workerType: "STU",
      subEntity: "17",
      user: { jointCommittee: "124", enterpriseNumber: "0123456749" },
    },
    controlCards: { firstMonth: "000000000012", nextMonth: "000000000034" },
    placeOfWork: { name: "Werf" },
    smallStatute: { nature: "WORKER", riskActivity: "001", status: "F1" },
  });
});

test("an IN of a file is the same declaration as in JSON", () => {
  const { content } = read(form(dimonaInBlock({ from: "2026-07-01", to: "2026-07-31" })));
  const declared = dimonaIn({ from: "2026-07-01", to: "2026-07-31" }, { worker: { ssin: workers.man } });
  assert.deepEqual(certain(content), {
    ...declared,
    employer: { nssoNumber: String(Number(employers.cafe.nssoNumber)) },
  });
  assert.deepEqual(spanOf({ from: "2026-07-01", to: "2026-07-31" }), declared.span);
});

test("a number of 0 is a worker without a number", () => {
  const { content } = read(form(dimonaInBlock({ from: "2026-07-01", ssin: "0" })));
  const declaration = certain(content);
  assert.deepEqual(declaration.action === "in" && declaration.worker, {});
});
