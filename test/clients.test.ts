import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { demoPopulation } from "../src/cli/demo.ts";
import { customerNamed } from "../src/cli/network.ts";
import { systemClock } from "../src/kernel/clock.ts";
import { today } from "../src/kernel/day.ts";
import { quarterOf } from "../src/kernel/quarter.ts";
import { designedPersons } from "../src/population/designs.ts";
import { type SyntheticPerson, synthesizePerson } from "../src/population/persons.ts";
import type { Trait } from "../src/population/traits.ts";
import { servicePath } from "../src/self-employed/names.ts";
import { canonicalize } from "../src/xml/canonicalize.ts";
import { childElement, childElements } from "../src/xml/query.ts";
import { readAnswer, readContributions, readFault } from "./client-answer.ts";
import {
  consultWithPhp,
  consultWithZeep,
  python,
  type Ran,
  run,
  testConnectionWithZeep,
  withoutCurl,
  withoutPhp,
  withoutXmllint,
  withoutZeep,
  type ZeepWish,
} from "./client-programs.ts";
import { type Answer, type Customer, careerIn, contentOf, customerOf, faultIn } from "./customer.ts";
import { answeredCareer, expectedCareer } from "./expected-career.ts";
import { freePort } from "./free-port.ts";
import { meddler } from "./meddler.ts";
import { publishedSchema } from "./published-contract.ts";
import { type RunningServer, startServer } from "./server.ts";
import { bareSignature, withoutXmlsec1 } from "./xmlsec1.ts";

let server: RunningServer;
let people: readonly SyntheticPerson[];

before(async (t) => {
  const day = today(systemClock);
  people = Array.from({ length: designedPersons }, (_, index) => synthesizePerson(demoPopulation.seed, index, day));
  // node:test hands hooks of a file its root context, which the types call a suite's.
  server = await startServer(t as TestContext);
});

function somebody(...wanted: readonly Trait[]): SyntheticPerson {
  const found = people.find(({ traits }) => wanted.every((trait) => traits.includes(trait)));
  assert.ok(found !== undefined, `somebody with ${wanted.join(" and ")}`);
  return found;
}

const demo = (name: string): string => join(server.home, "demo", name);
const crossroads = (): string => demo("crossroads.cert.pem");

const zeep = (name: string, wish: ZeepWish): Promise<Ran> => consultWithZeep(server, name, wish);
const php = (ssin: string, network?: string): Promise<Ran> => consultWithPhp(server, ssin, network);

test("every zeep example says in a sentence that nobody is there", { skip: withoutZeep }, async () => {
  const away = `http://127.0.0.1:${await freePort()}/?wsdl`;
  const own = [
    "--wsdl",
    away,
    "--key",
    demo("social-inspectorate.key.pem"),
    "--cert",
    demo("social-inspectorate.cert.pem"),
  ];
  const more: Readonly<Record<string, readonly string[]>> = {
    "consult_career.py": ["--cbe-number", "1999990144", "--legal-context", "X:Y", "--ssin", "1"],
    "check_access.py": ["--technical-id", "UM-1", "--company", "1999990144", "--application", "DMFA"],
    "dimona.py": ["--cbe-number", "1999990144", "--legal-context", "X:Y", "--ssin", "1", "--begin", "2026-01-01"],
    "test_connection.py": [],
  };
  for (const [program, parameters] of Object.entries(more)) {
    const { code, stdout, stderr } = await run(python, [`examples/python-zeep/${program}`, ...own, ...parameters]);
    assert.deepEqual([code, stdout], [program === "check_access.py" ? 3 : 1, ""], program);
    assert.match(stderr, /^http:\S+ cannot be reached: [^\n]*\n$/);
  }
});

test("zeep, strict, finds both operations behind the address of the WSDL", { skip: withoutZeep }, async () => {
  const { code, stdout, stderr } = await run(python, ["-m", "zeep", `${server.url}${servicePath}?wsdl`]);
  assert.equal(code, 0, stderr);
  const operations = stdout.split("Operations:")[1] ?? "";
  assert.deepEqual(
    operations.match(/^ +\w+(?=\(.*\) -> informationCustomer: .*, status: )/gm)?.map((name) => name.trim()),
    ["consultCareer", "consultContributions"],
  );
});

test("zeep signs a question with an RSA key and reads the career in its types", { skip: withoutZeep }, async () => {
  for (const person of [somebody("several-affiliations"), somebody("sickness"), somebody("mandatary")]) {
    const ran = await zeep("social-inspectorate", { ssin: person.ssin });
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(readAnswer(ran.stdout), {
      status: "DATA_FOUND MSG00000",
      filtered: [],
      career: expectedCareer(person),
    });
  }
});

test("zeep tests its connection, and reads whose certificate was seen", { skip: withoutZeep }, async () => {
  const more = ["--crossroads-cert", crossroads()];
  const ran = await testConnectionWithZeep(server, "guarantee-fund", ["--echo", "Gaat het? <é>", ...more]);
  assert.equal(ran.code, 0, ran.stderr);
  const { echo, sslCertificate, informationCBSS } = JSON.parse(ran.stdout);
  assert.equal(echo, "Gaat het? <é>");
  assert.match(sslCertificate, /^CN=kruispunt:demo:guarantee-fund,.*; SHA-256 [\da-f]{64}; proved by the signature/);
  assert.match(informationCBSS.ticketCBSS, /^[\da-f-]{36}$/);
  const other = await testConnectionWithZeep(server, "health-fund", ["--cert", demo("guarantee-fund.cert.pem")]);
  assert.equal(other.code, 2, other.stderr);
  assert.match(JSON.parse(other.stdout).faultcode, /:FailedCheck$/);
});

test("zeep reads the contributions of each quarter, and a refusal in their place", { skip: withoutZeep }, async () => {
  const person = somebody("fund-change", "still-active");
  const now = quarterOf(today(systemClock));
  const known = person.contributions.filter(
    ({ knownUntil, quarter }) => knownUntil === undefined && quarter >= "2021Q1",
  );
  const quarters = ["--begin-quarter", "2021Q1", "--end-quarter", now];
  const ran = await zeep("social-inspectorate", { ssin: person.ssin, more: quarters });
  assert.equal(ran.code, 0, ran.stderr);
  const { status, rows } = readContributions(ran.stdout);
  assert.equal(status, "DATA_FOUND MSG00000");
  assert.deepEqual(
    rows,
    known.map(({ quarter, fundCode, sicknessCategory }) => `${quarter} ${fundCode} ${sicknessCategory ?? "-"}`),
  );
  const refused = await zeep("social-inspectorate", { ssin: person.ssin, more: ["--begin-quarter", "2001Q1"] });
  assert.deepEqual(readContributions(refused.stdout), { status: "NO_RESULT SES00400", rows: [] });
});

test("zeep signs with an elliptic-curve key as well, and finds the answer signed by the crossroads", {
  skip: withoutZeep,
}, async () => {
  const person = somebody("sickness");
  const ran = await zeep("guarantee-fund", { ssin: person.ssin, more: ["--crossroads-cert", crossroads()] });
  assert.equal(ran.code, 0, ran.stderr);
  assert.deepEqual(readAnswer(ran.stdout), {
    status: "DATA_FOUND MSG00000",
    filtered: ["equality"],
    career: expectedCareer(person, { without: ["equality"] }),
  });
});

test("zeep verifies what is signed, with data and without, and sees what was filtered out", {
  skip: withoutZeep,
}, async () => {
  const known = somebody("several-affiliations");
  const without = ["selfEmployedEnterpriseNumber", "occupation", "signatureDate"];
  const [found, refused] = await Promise.all(
    [known, somebody("cancelled-ssin")].map(({ ssin }) =>
      zeep("health-fund", { ssin, more: ["--crossroads-cert", crossroads()] }),
    ),
  );
  assert.equal(found?.code, 0, found?.stderr);
  assert.deepEqual(readAnswer(found?.stdout ?? ""), {
    status: "DATA_FOUND MSG00000",
    filtered: without,
    career: expectedCareer(known, { without }),
  });
  assert.equal(refused?.code, 0, refused?.stderr);
  assert.deepEqual(readAnswer(refused?.stdout ?? ""), {
    status: "NO_RESULT MSG00007",
    filtered: [],
    career: undefined,
  });
});

test("zeep trusts no answer that is bare, signed by another, altered, or wrapped around what was signed", {
  skip: withoutZeep,
}, async (t) => {
  const { ssin } = somebody("several-affiliations");
  const altered = await meddler(t, server.url, (answer) => answer.replace("DATA_FOUND", "NO_RESULT"));
  const wrapped = await meddler(t, server.url, (answer) => {
    const [body = ""] = /<soapenv:Body.*<\/soapenv:Body>/s.exec(answer) ?? [];
    const forged = body.replace(/ wsu:Id="[^"]*"/, "").replace("DATA_FOUND", "NO_RESULT");
    return answer.replace(body, forged).replace("</soapenv:Header>", `<x>${body}</x></soapenv:Header>`);
  });
  const required = ["--crossroads-cert", crossroads()];
  const [bare, other, changed, around] = await Promise.all([
    zeep("social-inspectorate", { ssin, more: required }),
    zeep("health-fund", { ssin, more: ["--crossroads-cert", demo("health-fund.cert.pem")] }),
    zeep("health-fund", { ssin, at: altered, more: required }),
    zeep("health-fund", { ssin, at: wrapped, more: required }),
  ]);
  for (const [ran, reason] of [
    [bare, /it is not signed/],
    [other, /not by the crossroads/],
    [changed, /not over these words/],
    [around, /not over the Body/],
  ] as const) {
    assert.equal(ran.code, 3, ran.stdout + ran.stderr);
    assert.match(ran.stderr, reason);
    assert.equal(ran.stdout, "");
  }
});

test("zeep gives a fault as its exception, whose detail says what was expected", { skip: withoutZeep }, async () => {
  const { ssin } = somebody("several-affiliations");
  const [stranger, misshapen] = await Promise.all([
    zeep("social-inspectorate", { ssin, key: demo("health-fund.key.pem") }),
    zeep("health-fund", { ssin: ssin.slice(1), more: ["--crossroads-cert", crossroads()] }),
  ]);
  assert.equal(stranger.code, 2, stranger.stderr);
  assert.deepEqual(readFault(stranger.stdout), {
    code: "MSG00015",
    fields: { reason: "signature-mismatch", expected: "a signature by the certificate's key" },
  });
  assert.equal(misshapen.code, 2, misshapen.stderr);
  const { code, fields } = readFault(misshapen.stdout);
  assert.equal(code, "MSG00004");
  assert.deepEqual(Object.keys(fields), ["consultCareerRequest/criteria/ssin"]);
});

test("zeep follows the WSDL of an https address to an https service", { skip: withoutZeep }, async () => {
  const person = somebody("gap");
  const ran = await zeep("social-inspectorate", {
    ssin: person.ssin,
    at: server.tlsUrl,
    more: ["--ca", demo("ca.pem")],
  });
  assert.equal(ran.code, 0, ran.stderr);
  assert.deepEqual(readAnswer(ran.stdout).career, expectedCareer(person));
});

test("PHP signs in with a password over TLS and reads the career in its types", { skip: withoutPhp }, async () => {
  const person = somebody("family-fund-overlap");
  const ran = await php(person.ssin);
  assert.equal(ran.code, 0, ran.stderr);
  assert.deepEqual(readAnswer(ran.stdout), {
    status: "DATA_FOUND MSG00000",
    filtered: [],
    career: expectedCareer(person),
  });
});

test("PHP reads the refusal of a person whom the customer has no file of", { skip: withoutPhp }, async () => {
  const stranger = people.find(({ state, inscriptions }) => {
    return state === "active" && inscriptions.every(({ holder }) => holder !== "cbe:1999990540");
  });
  const ran = await php(stranger?.ssin ?? "");
  assert.equal(ran.code, 0, ran.stderr);
  assert.deepEqual(readAnswer(ran.stdout), { status: "NO_RESULT MSG00012", filtered: [], career: undefined });
});

test("PHP gives a fault as a SoapFault with its detail: a misshapen number, a wrong password", {
  skip: withoutPhp,
}, async (t) => {
  const misshapen = await php("123");
  assert.equal(misshapen.code, 2, misshapen.stderr);
  assert.equal(readFault(misshapen.stdout).code, "MSG00004");

  const folder = await mkdtemp(join(tmpdir(), "kruispunt-network-"));
  t.after(() => rm(folder, { recursive: true }));
  const { password = "" } = customerNamed(server.network, "family-allowance-fund");
  const network = await readFile(demo("network.json"), "utf8");
  await writeFile(join(folder, "network.json"), network.replace(password, "mistaken"));
  await writeFile(join(folder, "ca.pem"), await readFile(demo("ca.pem")));
  const stranger = await php(somebody("family-fund-overlap").ssin, join(folder, "network.json"));
  assert.equal(stranger.code, 2, stranger.stderr);
  assert.equal(readFault(stranger.stdout).code, "MSG00015");
  assert.equal(readFault(stranger.stdout).fields.reason, "basic-wrong");
});

test("PHP sends no password to a server that another authority vouches for", { skip: withoutPhp }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "kruispunt-network-"));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "network.json"), await readFile(demo("network.json")));
  await writeFile(join(folder, "ca.pem"), await readFile(demo("health-fund.cert.pem")));
  const ran = await php(somebody("family-fund-overlap").ssin, join(folder, "network.json"));
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /Couldn't load from/);
});

test("curl shows a certificate on the connection and is answered; a fault ends it with its own code", {
  skip: withoutCurl,
}, async () => {
  const person = somebody("fund-change");
  const consult = (ssin: string): Promise<Ran> =>
    run("sh", ["examples/curl/consult.sh", `${server.tlsUrl}${servicePath}`, join(server.home, "demo"), ssin]);
  const answered = await consult(person.ssin);
  assert.equal(answered.code, 0, answered.stderr);
  const response = careerIn({ status: 200, headers: {}, text: answered.stdout });
  assert.deepEqual(answeredCareer(response), expectedCareer(person));
  const faulted = await consult("123");
  assert.equal(faulted.code, 22, faulted.stderr);
  assert.equal(faultIn({ status: 500, headers: {}, text: faulted.stdout }).code, "MSG00004");
});

function customer(name: string): Customer {
  const port = (url: string): number => Number(new URL(url).port);
  return customerOf(server.network, name, { port: port(server.url), tlsPort: port(server.tlsUrl) });
}

test("xmllint finds every kind of answer and fault valid by the contract that is published at the address", {
  skip: withoutXmllint,
}, async (t) => {
  const schema = await publishedSchema(t, `${server.url}${servicePath}?wsdl`);
  const inspectorate = customer("social-inspectorate");
  const ended = { ssin: somebody("stopped").ssin, period: { beginDate: "1950-01-01", endDate: "1950-02-01" } };
  const question = inspectorate.write(somebody("gap"));
  const kinds: Readonly<Record<string, Promise<Answer>>> = {
    MSG00000: inspectorate.ask(somebody("several-affiliations")),
    "MSG00000, filtered and signed": customer("health-fund").ask(somebody("sickness")),
    "MSG00000, of an old number": inspectorate.ask({
      ssin: somebody("has-old-ssin", "main-activity").oldSsins[0] ?? "",
    }),
    MSG00007: inspectorate.ask(somebody("cancelled-ssin")),
    MSG00012: customer("public-welfare-centre").ask(somebody("not-integrated")),
    MSG00013: inspectorate.ask({ ...somebody("gap"), legalContext: "OTHER:PURPOSE" }),
    MSG00021: inspectorate.ask(somebody("not-integrated")),
    SES00100: inspectorate.ask(somebody("integrated-without-career")),
    SES00200: inspectorate.ask(ended),
    "MSG00004, no XML": inspectorate.send("no XML"),
    "MSG00004, no such element": inspectorate.send(
      inspectorate.seal(question.replace("<criteria>", "<criteria><x></x>")),
    ),
    "MSG00015, not signed": inspectorate.send(
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${question}</s:Body></s:Envelope>`,
    ),
  };
  const files = await Promise.all(
    Object.entries(kinds).map(async ([kind, answer], index) => {
      const { text } = await answer;
      const content = contentOf({ text });
      const detail = childElement(content, "", "detail");
      const [spoken = content] = detail === undefined ? [] : childElements(detail);
      const written = canonicalize(spoken);
      assert.match(written, new RegExp(`<(code|reasonCode)>${kind.slice(0, 8)}</`), kind);
      const file = join(dirname(schema), `answer-${index}.xml`);
      await writeFile(file, written);
      return file;
    }),
  );
  const { code, stderr } = await run("xmllint", ["--nonet", "--noout", "--schema", schema, ...files]);
  assert.equal(code, 0, stderr);
  assert.equal(stderr.match(/ validates$/gm)?.length, files.length);
});

test("xmllint would notice: an answer with an element too many is not valid by that contract", {
  skip: withoutXmllint,
}, async (t) => {
  const schema = await publishedSchema(t, `${server.url}${servicePath}?wsdl`);
  const content = contentOf(await customer("social-inspectorate").ask(somebody("gap")));
  const file = join(dirname(schema), "answer.xml");
  await writeFile(file, canonicalize(content).replace("<status>", "<stranger></stranger><status>"));
  const { code, stderr } = await run("xmllint", ["--nonet", "--noout", "--schema", schema, file]);
  assert.equal(code, 3, stderr);
});

test("xmlsec1 finds the signature of the crossroads good, and bad when a word is changed", {
  skip: withoutXmlsec1,
}, async () => {
  const certificatePem = await readFile(crossroads(), "utf8");
  for (const name of ["health-fund", "guarantee-fund"]) {
    for (const { ssin } of [somebody("sickness"), somebody("never-self-employed")]) {
      const { text } = await customer(name).ask({ ssin });
      assert.equal(await bareSignature(text, { certificatePem }), "good", name);
      const altered = text.replace(/<value>\w+</, "<value>NO_RESULT<");
      assert.notEqual(altered, text);
      assert.equal(await bareSignature(altered, { certificatePem }), "bad", name);
    }
  }
});
