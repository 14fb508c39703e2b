import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { customerNamed } from "../src/cli/network.ts";
import { type Explanation, explainEntry, type Language } from "../src/crossroads/explain/explanation.ts";
import { certain } from "../src/kernel/outcome.ts";
import {
  decodeSendTestMessageResponse,
  encodeSendTestMessageRequest,
  type SendTestMessageResponse,
} from "../src/schema/generated/test-connection-service-v1.ts";
import { writeEnvelope } from "../src/soap/envelope.ts";
import { distinguishedName } from "../src/soap/security/distinguished-name.ts";
import { interfaceNamespace, servicePath } from "../src/test-connection/names.ts";
import { canonicalize } from "../src/xml/canonicalize.ts";
import { type Answer, contentOf, faultIn, post, signatoryOf } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { type Installation, install } from "./installation.ts";
import { annexesWith } from "./more-annexes.ts";
import { publishedSchema } from "./published-contract.ts";
import { judgeBy } from "./schema-oracle.ts";

let site: Installation;
let annexes: string;

const others = {
  "small-office": `identification: { cbeNumber: "1999991035" }
quota: { perMinute: 1, perDay: 10 }
services: {}`,
} as const;

before(async (t) => {
  annexes = await annexesWith(others);
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const { connectionString } = await demoDatabase(t as TestContext);
  site = await install(connectionString, { KRUISPUNT_ANNEXES: annexes });
});
after(async () => {
  await site.stop();
  await rm(annexes, { recursive: true });
});

const plain = () => `http://127.0.0.1:${site.worker.port}${servicePath}`;
const encrypted = () => `https://127.0.0.1:${site.worker.tlsPort}${servicePath}`;
const file = (name: string) => readFileSync(join(site.network.directory, name), "utf8");

function credentialsOf(name: string) {
  const { key, cert } = customerNamed(site.network, name);
  assert.ok(key !== undefined && cert !== undefined);
  const certificate = new X509Certificate(file(cert));
  return {
    client: { key: file(key), cert: file(cert) },
    subject: distinguishedName(certificate.subject),
    fingerprint: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
  };
}

const message = (echo: string) => certain(encodeSendTestMessageRequest({ echo }));

/** Sends a text as the customer does, signed or signed in. */
async function send(name: string, content: string): Promise<Answer> {
  const customer = site.customer(name);
  const signs = name in others || customerNamed(site.network, name).key !== undefined;
  const address = signs ? plain() : encrypted();
  return await customer.send(customer.seal(content), { address });
}

function responseIn(answer: Answer): SendTestMessageResponse {
  assert.equal(answer.status, 200, answer.text);
  return certain(decodeSendTestMessageResponse(contentOf(answer)));
}

function ticketIn({ informationCBSS }: SendTestMessageResponse): string {
  assert.ok(informationCBSS !== undefined);
  return informationCBSS.ticketCBSS;
}

test("who signs gets the text back, and is told whose certificate was seen", async () => {
  const answer = await send("social-inspectorate", message("hello"));
  const { echo, sslCertificate, informationCBSS } = responseIn(answer);
  const { subject, fingerprint } = credentialsOf("social-inspectorate");
  assert.equal(echo, "hello");
  assert.equal(sslCertificate, `${subject}; SHA-256 ${fingerprint}; proved by the signature of the message`);
  assert.equal(informationCBSS?.timestampReceive, new Date(site.clock.now()).toISOString());
  assert.ok((informationCBSS?.timestampReply ?? "") >= (informationCBSS?.timestampReceive ?? "-"));
});

test("who sends more than the quota of its annex is refused with it, and the refusal is explained", async () => {
  assert.equal(responseIn(await send("small-office", message("one"))).echo, "one");
  const fault = faultIn(await send("small-office", message("two")));
  assert.equal(fault.code, "MSG00015");
  assert.deepEqual(fault.information, { quota: "at most 1 question a minute" });
  const [entry] = await site.entriesOf(fault.ticket);
  assert.deepEqual(entry?.gates.at(-1), {
    gate: "quota",
    passed: false,
    code: "MSG00015",
    expected: "at most 1 question a minute",
    found: "more",
  });
});

test("a certificate on the connection is told as such", async () => {
  const { client, subject, fingerprint } = credentialsOf("social-inspectorate");
  const ca = file(site.network.ca);
  const answer = await post(encrypted(), writeEnvelope(message("hello")), { ca, client });
  assert.equal(
    responseIn(answer).sslCertificate,
    `${subject}; SHA-256 ${fingerprint}; proved by the connection (mutual TLS)`,
  );
});

test("who signs in with a password is told the user name", async () => {
  assert.equal(
    responseIn(await send("family-allowance-fund", message("hello"))).sslCertificate,
    "no certificate; signed in as E1999990540 with a password",
  );
});

test("every customer may ask, and each has its entry, which says nothing of the text", async () => {
  for (const { name } of site.network.customers.filter((customer) => !(customer.name in others))) {
    const text = `secret of ${name}`;
    const response = responseIn(await send(name, message(text)));
    assert.equal(response.echo, text);
    const [entry, ...others] = await site.entriesOf(ticketIn(response));
    assert.deepEqual(others, []);
    assert.deepEqual(
      [entry?.customer, entry?.service, entry?.operation, entry?.code, entry?.subject],
      [name, "TestConnectionService/v1", "sendTestMessage", "MSG00000", undefined],
    );
    assert.ok(!JSON.stringify(entry).includes(text));
  }
});

test("the answer is signed for who asks for that", async () => {
  const answer = await send("health-fund", message("hello"));
  assert.equal(
    signatoryOf(answer, site.network, site.clock),
    "CN=kruispunt:demo:crossroads,O=Kruispunt demo network,C=BE",
  );
  assert.equal(responseIn(answer).echo, "hello");
  assert.equal(signatoryOf(await send("social-inspectorate", message("hello")), site.network), undefined);
});

for (const [what, echo] of Object.entries({
  nothing: "",
  "marks of XML": `<echo>"a" & 'b'</echo> ]]>`,
  "white space": " \t two\nlines ",
  "other alphabets": "é ß Ω Ж 𝄞",
  "a hundred thousand characters": "0123456789".repeat(10_000),
})) {
  test(`${what} comes back as it was sent`, async () => {
    assert.equal(responseIn(await send("social-inspectorate", message(echo))).echo, echo);
  });
}

test("nobody known is refused with a ticket, under which there is an entry", async () => {
  const answer = await post(plain(), writeEnvelope(message("hello")));
  const { code, faultcode, ticket, information } = faultIn(answer);
  assert.equal(code, "MSG00015");
  assert.match(faultcode, /:SecurityTokenUnavailable$/);
  assert.equal(information.reason, "no-proof");
  assert.deepEqual(
    (await site.entriesOf(ticket)).map((entry) => [entry.customer, entry.code]),
    [[undefined, "MSG00015"]],
  );
});

test("a signed message is answered once", async () => {
  const customer = site.customer("social-inspectorate");
  const sealed = customer.seal(message("once"));
  assert.equal(responseIn(await customer.send(sealed, { address: plain() })).echo, "once");
  assert.equal(faultIn(await customer.send(sealed, { address: plain() })).code, "MSG00015");
});

test("a message that departs from the contract is told where", async () => {
  const wrong = message("hello").replaceAll("echo>", "ecco>");
  const { code, information } = faultIn(await send("social-inspectorate", wrong));
  assert.equal(code, "MSG00004");
  assert.deepEqual(information, { "sendTestMessageRequest/ecco": "found element ecco, expected echo" });
  const other = `<a:sendTestMessage xmlns:a="${interfaceNamespace}"></a:sendTestMessage>`;
  assert.match(faultIn(await send("social-inspectorate", other)).information.operation ?? "", /sendTestMessageRequest/);
});

async function explained(ticket: string, language: Language): Promise<Explanation> {
  const [entry = assert.fail("no entry")] = await site.entriesOf(ticket);
  return explainEntry({ ...entry, gates: [...entry.gates], filtered: [...entry.filtered] }, language);
}

test("a ticket is explained, of an answer and of a refusal", async () => {
  const answered = responseIn(await send("social-inspectorate", message("hello")));
  const told = await explained(ticketIn(answered), "en");
  assert.equal(told.outcome, "answered");
  assert.deepEqual(
    told.gates.map(({ gate, passed }) => `${gate} ${passed}`),
    ["size", "xml", "envelope", "authentication", "structure", "operation", "quota"].map((gate) => `${gate} true`),
  );
  const { ticket } = faultIn(await send("social-inspectorate", message("hello").replaceAll("echo>", "ecco>")));
  assert.equal((await explained(ticket, "fr")).cause?.reason, "element-unexpected");
});

test("questions and answers meet the contract that is published", async (t) => {
  using judge = judgeBy(await publishedSchema(t, `${plain()}?wsdl`));
  const content = message("hello");
  assert.equal(judge.complaint(content), undefined);
  const answer = await send("health-fund", content);
  assert.equal(judge.complaint(canonicalize(contentOf(answer))), undefined);
});
