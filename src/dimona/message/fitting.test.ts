import assert from "node:assert/strict";
import { test } from "node:test";
import { certain } from "../../kernel/outcome.ts";
import { encodeForm, type Form } from "../../schema/generated/notification-20223.ts";
import { encodeDimonaPeriod } from "../../schema/generated/personnel-file-consultation-answer-20223.ts";
import { writeFitting } from "./fitting.ts";

const place = { Street: "Kerkstraat", HouseNbr: "1", ZIPCode: "1000", City: "Brussel", Country: 150 };
const period = { DimonaPeriodId: 700000000145, IsLocked: 0, IsCancelled: 0, LastUpdateDate: "2026-06-25" } as const;
const at = { ...period, LastUpdateHour: "10:00:00.000" };
const form = (special: Partial<Form>): Form => ({
  Identification: "NOTI001",
  FormCreationDate: "2026-06-25",
  FormCreationHour: "10:00:00.000",
  AttestationStatus: 0,
  TypeForm: "FA",
  HandledReference: { ReferenceType: 1, ReferenceOrigin: 2, ReferenceNbr: "700000000145" },
  HandlingResult: { ResultCode: 1 },
  ...special,
});

test("what fits is written as it is", () => {
  const whole = { ...at, DimonaFeatures: { UsingEmployer: { Address: place } } };
  const { text, leftOut } = certain(writeFitting(encodeDimonaPeriod, whole));
  assert.equal(text, certain(encodeDimonaPeriod(whole)));
  assert.deepEqual(leftOut, []);
});

test("a text that is too long ends where its field ends", () => {
  const Address = { ...place, Street: `${"A".repeat(41)} ${"B".repeat(20)}`, City: "\u{1f3e0}".repeat(60) };
  const { text, leftOut } = certain(writeFitting(encodeDimonaPeriod, { ...at, StudentPlaceOfWork: { Address } }));
  assert.match(text, new RegExp(`<Street>${"A".repeat(41)}</Street>.*<City>(\u{1f3e0}){40}</City>`, "u"));
  assert.deepEqual(leftOut, [
    "DimonaPeriod/StudentPlaceOfWork/Address/Street (shortened)",
    "DimonaPeriod/StudentPlaceOfWork/Address/City (shortened)",
  ]);
});

test("a value that is none takes the block around it along, and nothing else", () => {
  const whole = {
    ...at,
    DimonaFeatures: { JointCommissionNbr: "322", UsingEmployer: { UsingEmployerName: "Elders", Address: place } },
    SmallStatutesInformation: { EmploymentNature: "WORKER", ActivityWithRisk: Number("abc") },
  } as const;
  const { text, leftOut } = certain(
    writeFitting(encodeDimonaPeriod, {
      ...whole,
      DimonaFeatures: {
        ...whole.DimonaFeatures,
        UsingEmployer: { UsingEmployerName: "Elders", Address: { ...place, Country: 100_000 } },
      },
    }),
  );
  assert.match(text, /<UsingEmployer><UsingEmployerName>Elders<\/UsingEmployerName><\/UsingEmployer>/);
  assert.doesNotMatch(text, /SmallStatutes|Address/);
  assert.deepEqual(leftOut, [
    "DimonaPeriod/DimonaFeatures/UsingEmployer/Address",
    "DimonaPeriod/SmallStatutesInformation",
  ]);
});

test("an employer whose number is beyond those of the messages is not named", () => {
  const { text, leftOut } = certain(
    writeFitting(encodeForm, form({ EmployerId: { NOSSRegistrationNbr: 999_999_913, CompanyID: 0 } })),
  );
  assert.doesNotMatch(text, /EmployerId/);
  assert.deepEqual(leftOut, ["Form/EmployerId"]);
});

test("what the message cannot do without is refused, with its place", () => {
  const written = writeFitting(encodeForm, form({ HandlingResult: { ResultCode: 7 } }));
  assert.deepEqual(written.ok ? [] : written.reason.map(({ path }) => path), ["Form/HandlingResult/ResultCode"]);
});
