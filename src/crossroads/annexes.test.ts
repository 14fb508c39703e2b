import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { certain } from "../kernel/outcome.ts";
import type { AccessService, AnnexFault, QuestionService, ServiceCatalogue } from "./annex.ts";
import { loadAnnexes } from "./annexes.ts";

const catalogue: ServiceCatalogue = new Map<string, QuestionService | AccessService>([
  [
    "SelfEmployedService/v2",
    {
      operations: ["consultCareer", "consultContributions"],
      filterable: ["selfEmployedEnterpriseNumber", "occupation", "signatureDate", "equality"],
    },
  ],
  [
    "EmployerMandateConsultationService/v2",
    { grants: "access", operations: ["checkUnauthenticatedUserAccess"], isObject: () => true },
  ],
  [
    "Dimona/v2",
    {
      operations: ["declare", "consult", "receive", "consultPeriods", "consultRelations", "consultDeclarations"],
      filterable: ["plannedHoursNbr", "plannedDaysNbr", "constructionControlCards", "usingEmployer", "placeOfWork"],
      disclosable: ["cancelledPeriods"],
      mutations: {
        kinds: ["I", "O", "U", "C"],
        workerTypes: ["IVT", "TRI", "STG"],
        removable: ["jointCommissionNumber", "subEntityNumber", "usingEmployer", "smallStatute", "isLate", "isLocked"],
      },
    },
  ],
]);

interface Draft {
  readonly customer?: string;
  readonly cbeNumber?: string;
  readonly certificate?: string;
  readonly username?: string;
  readonly sender?: string;
}

function annex({
  customer = "one",
  cbeNumber = "1999990144",
  certificate = "C=BE, O=One, CN=one",
  username,
  sender,
}: Draft) {
  const files = sender === undefined ? "" : `\nfiles: { sender: "${sender}" }`;
  const basic = username === undefined ? "" : `\n  basic:\n    username: ${username}`;
  return `customer: ${customer}
name: A customer
identification:
  cbeNumber: "${cbeNumber}"
authentication:
  certificates: ["${certificate}"]${basic}
quota: { perMinute: 10, perDay: 100 }${files}
services:
  SelfEmployedService/v2:
    - { legalContext: "DEMO:X", operations: [consultCareer], replacedSsin: follow }
`;
}

async function folder(t: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "kruispunt-annexes-"));
  t.after(() => rm(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  return directory;
}

function faultsOf(directory: string): readonly AnnexFault[] {
  const loaded = loadAnnexes(directory, catalogue);
  assert.ok(!loaded.ok);
  return loaded.reason;
}

const other = { customer: "two", cbeNumber: "1999990243", certificate: "C=BE, O=Two, CN=two" };

test("the demo's annexes are in order, and each of its customers is found by what speaks for it", () => {
  const demo = certain(loadAnnexes(fileURLToPath(new URL("../../annexes", import.meta.url)), catalogue));
  assert.equal(demo.all.length, 12);
  for (const one of demo.all) {
    for (const subject of one.authentication.certificates) {
      assert.equal(demo.byCertificateSubject(subject.replaceAll(", ", ",")), one);
    }
    const username = one.authentication.basic?.username;
    if (username !== undefined) assert.equal(demo.byUsername(username), one);
  }
});

test("a subject is known in the order of the certificate and in that of RFC 4514", async (t) => {
  const certificate = "C=BE, O=Comma\\\\, and Sons, CN=x";
  const annexes = certain(loadAnnexes(await folder(t, { "one.yaml": annex({ certificate }) }), catalogue));
  assert.equal(annexes.byCertificateSubject("C=BE,O=Comma\\, and Sons,CN=x")?.customer, "one");
  assert.equal(annexes.byCertificateSubject("CN=x,O=Comma\\, and Sons,C=BE")?.customer, "one");
  assert.equal(annexes.byCertificateSubject("C=BE,O=Comma"), undefined);
  assert.equal(annexes.byCertificateSubject("CN=x"), undefined);
  assert.equal(annexes.byCertificateSubject(""), undefined);
  assert.equal(annexes.byUsername("constructor"), undefined);
});

test("a subject as openssl prints it is that of the certificate, and of no other one", async (t) => {
  const certificate = "C = BE, O = One, CN = one";
  const annexes = certain(loadAnnexes(await folder(t, { "one.yaml": annex({ certificate }) }), catalogue));
  assert.equal(annexes.byCertificateSubject("CN=one,O=One,C=BE")?.customer, "one");
  assert.equal(annexes.byCertificateSubject("O=One,CN=one,C=BE"), undefined);
  assert.equal(annexes.byCertificateSubject("CN=one,O=one,C=BE"), undefined);
});

test("files of other kinds are left alone", async (t) => {
  const directory = await folder(t, { "one.yaml": annex({}), "README.md": "text", "old.yaml.bak": "text" });
  assert.equal(certain(loadAnnexes(directory, catalogue)).all.length, 1);
});

test("a folder without annexes is a fault: nobody could ask anything", async (t) => {
  const directory = await folder(t, { "README.md": "text", "one.yml": annex({}) });
  const [fault] = faultsOf(directory);
  assert.equal(fault?.file, directory);
  assert.match(fault?.message ?? "", /no annex in this folder.*\.yaml.*KRUISPUNT_ANNEXES/);
});

test("one faulty annex refuses them all, each fault with its file and line", async (t) => {
  const directory = await folder(t, {
    "one.yaml": annex({}),
    "three.yaml": "customer: [",
    "two.yaml": annex(other).replace("follow", "sometimes"),
  });
  const faults = faultsOf(directory);
  assert.deepEqual(
    faults.map(({ file, line, at }) => [file, line, at]),
    [
      ["three.yaml", 1, ""],
      ["two.yaml", 10, "services.SelfEmployedService/v2.0.replacedSsin"],
    ],
  );
});

const clashes: Readonly<Record<string, readonly [Draft, Draft, at: string]>> = {
  "one name": [{}, { ...other, customer: "one" }, "customer"],
  "one enterprise number": [{}, { ...other, cbeNumber: "1999990144" }, "identification"],
  "one user name": [{ username: "E1" }, { ...other, username: "E1" }, "authentication.basic.username"],
  "one number of a sender": [{ sender: "900001" }, { ...other, sender: "900001" }, "files.sender"],
  "one certificate": [{}, { ...other, certificate: "C=BE, O=One, CN=one" }, "authentication.certificates"],
  "one certificate, written without spaces": [
    {},
    { ...other, certificate: "C=BE,O=One,CN=one" },
    "authentication.certificates",
  ],
  "one certificate, written as openssl prints it": [
    {},
    { ...other, certificate: "C = BE, O = One, CN = one" },
    "authentication.certificates",
  ],
  "one certificate, written the other way round": [
    {},
    { ...other, certificate: "CN=one, O=One, C=BE" },
    "authentication.certificates",
  ],
};

for (const [what, [first, second, at]] of Object.entries(clashes)) {
  test(`two customers with ${what} are refused: nobody could say who asks`, async (t) => {
    const faults = faultsOf(await folder(t, { "one.yaml": annex(first), "two.yaml": annex(second) }));
    assert.deepEqual(
      faults.map(({ file, at }) => [file, at]),
      [["two.yaml", at]],
    );
    assert.match(faults[0]?.message ?? "", /one\.yaml/);
    const key = `${at.split(".").at(-1)}:`;
    assert.equal(
      faults[0]?.line,
      annex(second)
        .split("\n")
        .findIndex((text) => text.includes(key)) + 1,
    );
  });
}

test("a folder that is not there, or an annex that cannot be read, is a fault and not an error", async (t) => {
  const directory = await folder(t, {});
  const [missing] = faultsOf(join(directory, "missing"));
  assert.equal(missing?.file, join(directory, "missing"));
  await mkdir(join(directory, "one.yaml"));
  const [unreadable] = faultsOf(directory);
  assert.equal(unreadable?.file, "one.yaml");
  for (const fault of [missing, unreadable]) assert.match(fault?.message ?? "", /cannot be read/);
});
