// Whatever text a declarant writes into a field: what the rules accept, the RSZ's messages can carry.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Change } from "../src/dimona/decision.ts";
import type { Declaration } from "../src/dimona/declaration.ts";
import type { DimonaPeriod } from "../src/dimona/dimona-period.ts";
import { writeNotification } from "../src/dimona/message/notification.ts";
import { answeredPeriod } from "../src/dimona/message/personnel-file.ts";
import { keptEmployer } from "../src/dimona/register/kept.ts";
import { declarationSchema } from "../src/dimona/rest/declaration-schemas.ts";
import { toDeclaration } from "../src/dimona/rest/to-declaration.ts";
import { toDeclaration as fromSoap } from "../src/dimona/soap/to-declaration.ts";
import { decodeDeclareRequest, encodeDeclareRequest } from "../src/schema/generated/dimona-service-v1.ts";
import type { DeclarationType } from "../src/schema/generated/dimona-types-v1.ts";
import { encodeDimonaPeriod } from "../src/schema/generated/personnel-file-consultation-answer-20223.ts";
import { parseXml } from "../src/xml/parse.ts";
import { employers, otherwiseUnknown, workers } from "./dimona-declarations.ts";
import { scene } from "./dimona-scene.ts";

/** Texts at and beyond the ends of fields, of characters that XML has and of others. */
const anyText = fc.oneof(
  fc.constantFrom("", " ", "\u0085", "\ufffe", "\ud800", "<&>\"'", "000", "0", "12A"),
  fc.integer({ min: 1, max: 210 }).map((length) => "x".repeat(length)),
  fc.string({ maxLength: 100 }),
  fc.string({ unit: "binary", maxLength: 100 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 12 }),
);

interface Wish {
  readonly path: readonly string[];
  readonly text: string;
}

/** One to three fields of a declaration, each with a text. */
const wishes = (paths: readonly string[]): fc.Arbitrary<readonly Wish[]> =>
  fc.array(fc.record({ path: fc.constantFrom(...paths).map((path) => path.split(".")), text: anyText }), {
    minLength: 1,
    maxLength: 3,
  });

type Tree = { readonly [name: string]: Tree | string | number | undefined };

/** `whole`: what stands around a text in a part that the tree does not have yet. */
function withText(tree: Tree, [name = "", ...rest]: readonly string[], text: string, whole: Tree): Tree {
  const inner = tree[name] ?? whole[name];
  const branch = typeof inner === "object" ? inner : {};
  return { ...tree, [name]: rest.length === 0 ? text : withText(branch, rest, text, whole) };
}

/** In the period that a declaration made, and in the notification of it; nothing where it was refused. */
function assertWritable(declaration: Declaration): boolean {
  const register = scene({ employer: employers.agency });
  const decision = register.declare(declaration);
  if (decision.change?.kind !== "period") return false;
  const after: DimonaPeriod = { ...decision.change.after, updatedAt: 1_782_374_400_000 };
  const change: Change = { ...decision.change, after };
  const notified = writeNotification(
    {
      number: after.id,
      receivedAt: 1_782_374_400_000,
      decidedAt: 1_782_374_400_000,
      customer: "agency",
      sender: undefined,
      declaration,
      employer: keptEmployer(after.employer, `nsso:${employers.agency.nssoNumber}`),
      ssin: after.ssin,
      registered: undefined,
      result: decision.result,
      anomalies: decision.anomalies,
      change,
    },
    () => "label",
  );
  assert.deepEqual(notified.ok ? [] : notified.reason, []);
  const answered = encodeDimonaPeriod(answeredPeriod({ period: after, worker: undefined }, { withQuotas: true }));
  assert.deepEqual(answered.ok ? [] : answered.reason, []);
  return true;
}

const day = { startDate: "2026-07-01", endDate: "2026-07-15" };
const { address } = otherwiseUnknown;
const nssoNumber = Number(employers.agency.nssoNumber);
const student = { ...day, plannedHoursNumber: 10, features: { jointCommissionNumber: "XXX", workerType: "STU" } };
const ordinary = { ...day, features: { jointCommissionNumber: "XXX", workerType: "OTH" } };
const agency = {
  ...day,
  features: {
    jointCommissionNumber: "322",
    workerType: "OTH",
    usingEmployer: { jointCommissionNumber: "XXX", name: "Elders", address },
  },
};
const cards = {
  constructionControlCards: { firstMonthC32ANumber: "123456789012", nextMonthC32ANumber: "123456789013" },
};
const builder = {
  ...day,
  features: { jointCommissionNumber: "124", workerType: "BCW" },
  ...cards,
};
const trainee = {
  ...day,
  features: { jointCommissionNumber: "XXX", workerType: "STG" },
  smallStatutesInformation: { employmentNature: "WORKER", workerStatus: "F1" },
};
const traineeOfThen = { ...trainee, startDate: "2019-07-01", endDate: "2019-07-15", smallStatutesInformation: {} };
const inJson: readonly Tree[] = [
  ordinary,
  agency,
  builder,
  trainee,
  traineeOfThen,
  { ...student, studentPlaceOfWork: { name: "Atelier", address } },
].map((dimonaIn) => ({ employer: { employerId: nssoNumber }, worker: { ssin: workers.man }, dimonaIn }));

const address5 = (path: string) =>
  ["street", "houseNumber", "boxNumber", "postCode", "municipality.name"].map((part) => `${path}.${part}`);
const pathsInJson = [
  "dimonaIn.features.jointCommissionNumber",
  "dimonaIn.features.workerType",
  "dimonaIn.features.subEntityNumber",
  "dimonaIn.features.usingEmployer.jointCommissionNumber",
  "dimonaIn.features.usingEmployer.enterpriseNumber",
  "dimonaIn.features.usingEmployer.name",
  ...address5("dimonaIn.features.usingEmployer.address"),
  "dimonaIn.constructionControlCards.firstMonthC32ANumber",
  "dimonaIn.constructionControlCards.nextMonthC32ANumber",
  "dimonaIn.studentPlaceOfWork.name",
  ...address5("dimonaIn.studentPlaceOfWork.address"),
  "dimonaIn.smallStatutesInformation.employmentNature",
  "dimonaIn.smallStatutesInformation.activityWithRisk",
  "dimonaIn.smallStatutesInformation.workerStatus",
  "worker.lastName",
  "worker.firstName",
  "worker.initial",
  "worker.birthDate",
  "worker.placeOfBirth",
  "worker.gender",
  ...address5("worker.address"),
];

test("what the rules accept of a declaration in JSON, the messages can carry, whatever its texts", () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.constantFrom(...inJson), wishes(pathsInJson), (base, texts) => {
      const made = texts.reduce((tree, { path, text }) => withText(tree, path, text, { address, ...cards }), base);
      const read = declarationSchema.safeParse(made);
      if (read.success && assertWritable(toDeclaration(read.data))) accepted += 1;
    }),
    { numRuns: 5000 },
  );
  assert.ok(accepted > 100, `only ${accepted} of them were accepted`);
});

const placeInSoap = { street: "Kerkstraat", houseNbr: "1", zipCode: "1000", city: "Brussel", country: "150" };
const cardsInSoap = {
  constructionControlCards: { firstMonthC32ANbr: "123456789012", nextMonthC32ANbr: "123456789013" },
};
const inSoap: readonly Tree[] = [
  { dimonaFeatures: { jointCommissionNbr: "XXX", workerType: "OTH" } },
  {
    dimonaFeatures: {
      jointCommissionNbr: "322",
      workerType: "OTH",
      usingEmployer: { jointCommissionNbr: "XXX", usingEmployerName: "Elders", address: placeInSoap },
    },
  },
  {
    plannedHoursNbr: 10,
    dimonaFeatures: { jointCommissionNbr: "XXX", workerType: "STU" },
    studentPlaceOfWork: { denomination: "Atelier", address: placeInSoap },
  },
  {
    dimonaFeatures: { jointCommissionNbr: "XXX", workerType: "STG" },
    smallStatutesInformation: { employmentNature: "WORKER", workerStatus: "F1" },
  },
].map((special) => ({
  employer: { nossRegistrationNbr: employers.agency.nssoNumber },
  naturalPerson: { ssin: workers.man },
  startingDate: day.startDate,
  endingDate: day.endDate,
  ...special,
}));

const address6 = (path: string) =>
  ["street", "houseNbr", "postBox", "zipCode", "city", "country"].map((part) => `${path}.${part}`);
const pathsInSoap = [
  "dimonaFeatures.jointCommissionNbr",
  "dimonaFeatures.workerType",
  "dimonaFeatures.subEntityNbr",
  "dimonaFeatures.usingEmployer.jointCommissionNbr",
  "dimonaFeatures.usingEmployer.usingEmployerCompanyId",
  "dimonaFeatures.usingEmployer.usingEmployerName",
  ...address6("dimonaFeatures.usingEmployer.address"),
  "constructionControlCards.firstMonthC32ANbr",
  "studentPlaceOfWork.denomination",
  ...address6("studentPlaceOfWork.address"),
  "smallStatutesInformation.employmentNature",
  "smallStatutesInformation.activityWithRisk",
  "smallStatutesInformation.workerStatus",
  "naturalPerson.workerName",
  "naturalPerson.workerFirstName",
  ...address6("naturalPerson.address"),
];

test("what the rules accept of a declaration in SOAP, the messages can carry, whatever its texts", () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.constantFrom(...inSoap), wishes(pathsInSoap), (base, texts) => {
      const dimonaIn = texts.reduce(
        (tree, { path, text }) => withText(tree, path, text, { address: placeInSoap, ...cardsInSoap }),
        base,
      );
      const declaration = readInSoap(dimonaIn);
      if (declaration !== undefined && assertWritable(declaration)) accepted += 1;
    }),
    { numRuns: 3000 },
  );
  assert.ok(accepted > 100, `only ${accepted} of them were accepted`);
});

/** Undefined for what the contract does not take. */
function readInSoap(dimonaIn: Tree): Declaration | undefined {
  const written = encodeDeclareRequest({
    informationCustomer: { customerIdentification: { cbeNumber: "1999903735" } },
    legalContext: "DEMO:EMPLOYER",
    declaration: { dimonaIn } as unknown as DeclarationType, // what it must not hold, the reading finds
  });
  if (!written.ok) return undefined;
  const parsed = parseXml(new TextEncoder().encode(written.value));
  if (!parsed.ok) return undefined;
  const decoded = decodeDeclareRequest(parsed.value.root);
  return decoded.ok ? fromSoap(decoded.value.declaration) : undefined;
}
