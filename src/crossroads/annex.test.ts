import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  type AccessService,
  type AnnexFault,
  parseAnnex,
  type QuestionService,
  type ServiceCatalogue,
} from "./annex.ts";

const mandates: AccessService = {
  grants: "access",
  operations: ["checkUnauthenticatedUserAccess"],
  isObject: (type, code) => ["APPLICATION DMFA", "APPLICATION DIMONA", "GROUP DMFA_DIMONA"].includes(`${type} ${code}`),
};
const dimona: QuestionService = {
  operations: ["declare", "consult", "receive", "consultPeriods", "consultRelations", "consultDeclarations"],
  filterable: ["plannedHoursNbr", "plannedDaysNbr", "constructionControlCards", "usingEmployer", "placeOfWork"],
  disclosable: ["cancelledPeriods"],
  mutations: {
    kinds: ["I", "O", "U", "C"],
    workerTypes: ["OTH", "IVT", "TRI", "STG"],
    removable: ["jointCommissionNumber", "subEntityNumber", "usingEmployer", "smallStatute", "isLate", "isLocked"],
  },
};
const catalogue: ServiceCatalogue = new Map<string, QuestionService | AccessService>([
  ["Dimona/v2", dimona],
  [
    "SelfEmployedService/v2",
    {
      operations: ["consultCareer", "consultContributions"],
      filterable: ["occupation", "equality"],
      disclosable: ["history"],
    },
  ],
  ["EmployerMandateConsultationService/v2", mandates],
]);

const good = `customer: city-archive
name: City Archive
identification:
  cbeNumber: "1999990144"
authentication:
  certificates: ["C=BE, CN=archive"]
quota: { perMinute: 10, perDay: 100 }
services:
  SelfEmployedService/v2:
    - legalContext: DEMO:ARCHIVE
      operations: [consultCareer]
      replacedSsin: follow
      filter: [occupation]
`;

test("a complete annex is read, with defaults for what it leaves out", () => {
  const outcome = parseAnnex("archive.yaml", good, catalogue);
  assert.ok(outcome.ok);
  const [grant] = outcome.value.services.get("SelfEmployedService/v2") ?? [];
  assert.deepEqual(grant?.period, { required: false, clip: false });
  assert.equal(grant?.onlyPublicWelfareCentres, false);
  assert.equal(outcome.value.answers.signed, false);
});

test("subjects of certificates are written in one way, however the file has them", () => {
  const text = good.replace('"C=BE, CN=archive"', '"C = BE, CN = archive", "CN=archive,O=City,C=BE"');
  const outcome = parseAnnex("archive.yaml", text, catalogue);
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.value.authentication.certificates, ["C=BE, CN=archive", "C=BE, O=City, CN=archive"]);
});

test("texts in answers to files are in Dutch unless the annex says otherwise", () => {
  const text = good.replace("quota:", 'files: { sender: "900001" }\nquota:');
  const outcome = parseAnnex("archive.yaml", text, catalogue);
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.value.files, { sender: "900001", language: "nl" });
});

test("what is shown only where an annex names it is named in a grant", () => {
  const outcome = parseAnnex("archive.yaml", `${good}      disclose: [history]\n`, catalogue);
  assert.ok(outcome.ok);
  const [grant] = outcome.value.services.get("SelfEmployedService/v2") ?? [];
  assert.deepEqual(grant?.disclose, ["history"]);
});

const faulty: readonly (readonly [
  situation: string,
  change: (text: string) => string,
  line: number,
  message: RegExp,
])[] = [
  ["a key that does not exist", (text) => text.replace("filter:", "filters:"), 13, /filters/],
  [
    "something to disclose that the service does not keep back",
    (text) => `${text}      disclose: [history, secrets]\n`,
    14,
    /expected one of history/,
  ],
  [
    "an operation that the service does not have",
    (text) => text.replace("[consultCareer]", "[consultEverything]"),
    11,
    /unknown operation.*consultCareer/,
  ],
  [
    "a mandatory element to be filtered",
    (text) => text.replace("[occupation]", "[affiliations]"),
    13,
    /may be left out.*occupation/,
  ],
  [
    "a service that is not there",
    (text) => text.replace("SelfEmployedService/v2", "SelfEmployedService/v9"),
    9,
    /unknown service/,
  ],
  [
    "an enterprise number that YAML reads as a number",
    (text) => text.replace('"1999990144"', "1999990144"),
    3,
    /cbeNumber/,
  ],
  [
    "an enterprise number with other check digits",
    (text) => text.replace("1999990144", "1999990145"),
    4,
    /check digits are wrong: expected 1999990144/,
  ],
  [
    "a certificate that is named by no distinguished name",
    (text) => text.replace('["C=BE, CN=archive"]', '\n    - "C=BE, CN=archive"\n    - city-archive'),
    8,
    /certificates.1 expected a distinguished name such as C=BE, O=Fund, CN=fund/,
  ],
  [
    "nobody who can speak for the customer",
    (text) => text.replace('["C=BE, CN=archive"]', "[]"),
    5,
    /nobody could speak/,
  ],
  [
    "an OAuth client without a certificate to prove itself with",
    (text) =>
      text.replace('certificates: ["C=BE, CN=archive"]', 'basic: { username: a }\n  oauth: { clientId: "abc:1" }'),
    7,
    /key of one of them/,
  ],
  [
    "a number of a sender that has not six digits",
    (text) => text.replace("quota:", 'files: { sender: "90001" }\nquota:'),
    7,
    /six digits/,
  ],
  ["a quota of nothing", (text) => text.replace("perMinute: 10,", "perMinute: 0,"), 7, /1/],
  ["a line that is not YAML", (text) => text.replace("quota: {", "quota: [{"), 8, /not YAML/],
  ["a key that stands twice", (text) => `${text}name: Another\n`, 14, /unique/i],
];

for (const [situation, change, line, message] of faulty) {
  test(`${situation} is refused with its line and what was expected`, () => {
    const outcome = parseAnnex("archive.yaml", change(good), catalogue);
    assert.ok(!outcome.ok);
    const fault = outcome.reason.find((one: AnnexFault) => message.test(`${one.at} ${one.message}`));
    assert.ok(fault, `no fault about ${message}: ${JSON.stringify(outcome.reason)}`);
    assert.equal(fault.file, "archive.yaml");
    assert.equal(fault.line, line);
  });
}

const access = `${good.slice(0, good.indexOf("  SelfEmployedService"))}  EmployerMandateConsultationService/v2:
    legalContext: DEMO:ARCHIVE
    operations: [checkUnauthenticatedUserAccess]
    supportApplication: true
    objects: { APPLICATION: [DMFA], GROUP: [DMFA_DIMONA] }
    entityKinds: [employer]
    discloseBasis: false
`;

test("the one grant of a service that decides on access is read in its own shape", () => {
  const outcome = parseAnnex("archive.yaml", access, catalogue);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  assert.equal(outcome.value.services.size, 0);
  assert.deepEqual(outcome.value.accessServices.get("EmployerMandateConsultationService/v2"), {
    legalContext: "DEMO:ARCHIVE",
    operations: ["checkUnauthenticatedUserAccess"],
    supportApplication: true,
    objects: { APPLICATION: ["DMFA"], GROUP: ["DMFA_DIMONA"] },
    entityKinds: ["employer"],
    discloseBasis: false,
    severalContexts: "allow",
  });
});

const faultyAccess: typeof faulty = [
  [
    "a grant in the shape of another kind",
    (text) => text.replace("supportApplication: true", "replacedSsin: follow"),
    12,
    /replacedSsin/,
  ],
  ["no word on disclosing the basis", (text) => text.replace("    discloseBasis: false\n", ""), 9, /discloseBasis/],
  [
    "no word on supporting others",
    (text) => text.replace("    supportApplication: true\n", ""),
    9,
    /supportApplication/,
  ],
  [
    "an application that is none",
    (text) => text.replace("[DMFA]", "[DMFA, DMFB]"),
    13,
    /APPLICATION.1 no application of the code tables/,
  ],
  ["a type of object that is none", (text) => text.replace("GROUP:", "GROUPS:"), 13, /GROUPS/],
  [
    "objects of no type",
    (text) => text.replace("{ APPLICATION: [DMFA], GROUP: [DMFA_DIMONA] }", "{}"),
    13,
    /expected all, or codes by type/,
  ],
  [
    "an operation of another service",
    (text) => text.replace("[checkUnauthenticatedUserAccess]", "[consultCareer]"),
    11,
    /unknown operation/,
  ],
  ["a kind of entity that is none", (text) => text.replace("[employer]", "[employee]"), 14, /entityKinds/],
  [
    "a list of grants, of which nobody could say which counts",
    (text) => text.replace("    legalContext", "    - legalContext").replaceAll(/\n {4}(?=[a-z])/g, "\n      "),
    9,
    /expected object/,
  ],
];

for (const [situation, change, line, message] of faultyAccess) {
  test(`of a grant of access, ${situation} is refused with its line and what was expected`, () => {
    const outcome = parseAnnex("archive.yaml", change(access), catalogue);
    assert.ok(!outcome.ok);
    const fault = outcome.reason.find((one: AnnexFault) => message.test(`${one.at} ${one.message}`));
    assert.ok(fault, `no fault about ${message}: ${JSON.stringify(outcome.reason)}`);
    assert.equal(fault.line, line);
  });
}

const told = `customer: city-archive
name: City Archive
identification:
  cbeNumber: "1999990144"
authentication:
  certificates: ["C=BE, CN=archive"]
quota: { perMinute: 10, perDay: 100 }
services: {}
forwarding:
  Dimona/v2:
    legalContext: DEMO:ARCHIVE
    kinds: [I, O]
    workerTypes: [IVT]
    inscription: { holder: "sector:11", qualityCodes: [1] }
    filter: [isLocked]
    carriage:
      kind: soap
      address: https://archive.example/mutations
`;

test("an annex may ask to be told of mutations, and for nothing else", () => {
  const outcome = parseAnnex("archive.yaml", told, catalogue);
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.value.forwarding?.get("Dimona/v2"), {
    legalContext: "DEMO:ARCHIVE",
    kinds: ["I", "O"],
    workerTypes: ["IVT"],
    inscription: { holder: "sector:11", qualityCodes: [1] },
    filter: ["isLocked"],
    attempts: 10,
    carriage: { kind: "soap", address: "https://archive.example/mutations" },
  });
});

const faultyForwarding: typeof faulty = [
  [
    "a service that forwards nothing",
    (text) => text.replace("Dimona/v2", "SelfEmployedService/v2"),
    10,
    /no service that forwards; expected one of Dimona\/v2/,
  ],
  ["no demand of an inscription", (text) => text.replace(/\n {4}inscription.*/, ""), 10, /inscription/],
  ["an inscription of nobody", (text) => text.replace("sector:11", "11"), 14, /expected cbe:0123456789, sector:17/],
  ["a kind that is none", (text) => text.replace("[I, O]", "[I, X]"), 12, /kinds.1 expected one of I, O, U, C/],
  ["a worker type that is none", (text) => text.replace("IVT", "IVS"), 13, /workerTypes.0 expected one of OTH/],
  ["an element that must stay", (text) => text.replace("isLocked", "after"), 15, /filter.0 expected one of/],
  [
    "a way that is none",
    (text) => text.replace("kind: soap", "kind: pigeon"),
    17,
    /expected a kind: soap, json, files or pull/,
  ],
  [
    "an address that others can read along",
    (text) => text.replace("https://archive", "http://archive"),
    18,
    /expected https:/,
  ],
  [
    "an address with a password",
    (text) => text.replace("archive.example", "me:secret@archive.example"),
    18,
    /expected https:/,
  ],
  ["an address for who fetches", (text) => text.replace("kind: soap", "kind: pull"), 18, /address/],
];

for (const [situation, change, line, message] of faultyForwarding) {
  test(`of what is forwarded, ${situation} is refused with its line and what was expected`, () => {
    const outcome = parseAnnex("archive.yaml", change(told), catalogue);
    assert.ok(!outcome.ok);
    const fault = outcome.reason.find((one: AnnexFault) => message.test(`${one.at} ${one.message}`));
    assert.ok(fault, `no fault about ${message}: ${JSON.stringify(outcome.reason)}`);
    assert.equal(fault.line, line);
  });
}

test("the same legal context twice is refused: it would not be clear which rights count", () => {
  const twice = good.replace(/( {4}- legalContext[\s\S]*)$/, "$1$1");
  const outcome = parseAnnex("archive.yaml", twice, catalogue);
  assert.ok(!outcome.ok);
  assert.match(outcome.reason[0]?.message ?? "", /stands twice/);
});

test("every annex of the demo network is in order and no customer is alike", () => {
  const folder = join(import.meta.dirname, "../../annexes");
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  assert.ok(files.length >= 6);
  const all: ServiceCatalogue = new Map<string, QuestionService | AccessService>([
    [
      "SelfEmployedService/v2",
      {
        operations: ["consultCareer", "consultContributions"],
        filterable: ["selfEmployedEnterpriseNumber", "occupation", "signatureDate", "equality"],
      },
    ],
    ["EmployerMandateConsultationService/v2", mandates],
    ["Dimona/v2", dimona],
  ]);
  const names = files.map((file) => {
    const outcome = parseAnnex(file, readFileSync(join(folder, file), "utf8"), all);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value.customer;
  });
  assert.equal(new Set(names).size, names.length);
});
