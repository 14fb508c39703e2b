import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { hash } from "@node-rs/argon2";
import { customerNamed } from "../src/cli/network.ts";
import { forgetExpiredMessages } from "../src/crossroads/audit.ts";
import { createReader } from "../src/database/reader.ts";
import { servicePath } from "../src/self-employed/names.ts";
import { writeEnvelope } from "../src/soap/envelope.ts";
import { createSigner } from "../src/soap/security/sign.ts";
import { type Answer, careerIn, faultIn, post, type ReadFault } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { onServer } from "./database-server.ts";
import { freePort } from "./free-port.ts";
import { type Installation, install } from "./installation.ts";
import { issueCertificate, makeAuthority } from "./pki.ts";
import { converse } from "./raw-connection.ts";

let site: Installation;
let ssin: string;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await demoDatabase(t as TestContext)).connectionString);
  ssin = site.people.find(({ traits }) => traits.includes("family-fund-overlap"))?.ssin ?? "";
  assert.notEqual(ssin, "");
});
after(() => site.stop());

const minute = 60_000;
const inspectorate = () => site.customer("social-inspectorate");
const plain = () => `http://127.0.0.1:${site.worker.port}${servicePath}`;
const encrypted = () => `https://127.0.0.1:${site.worker.tlsPort}${servicePath}`;
const file = (name: string) => readFile(join(site.network.directory, name), "utf8");

/** A fault of authentication with its reason, a ticket and an audit entry; nothing of what was secret comes back. */
async function assertRefused(answer: Answer, faultcode: string, reason: string | RegExp): Promise<ReadFault> {
  const fault = faultIn(answer);
  assert.equal(fault.code, "MSG00015", answer.text);
  assert.equal(fault.faultcode, `wsse:${faultcode}`, answer.text);
  assert.match(fault.information.reason ?? "", typeof reason === "string" ? new RegExp(`^${reason}$`) : reason);
  assert.ok(!answer.text.includes(ssin));
  if (reason !== "replayed")
    assert.equal(fault.detail.informationCustomer, undefined, "who is unproven is told nothing");
  const entries = await site.entriesOf(fault.ticket);
  assert.equal(entries.at(-1)?.code, "MSG00015");
  assert.equal(entries.at(-1)?.gates.at(-1)?.passed, false);
  return fault;
}

/** Proven, and in no annex. */
async function assertUnknown(answer: Answer): Promise<void> {
  const fault = faultIn(answer);
  assert.equal(fault.code, "MSG00016", answer.text);
  assert.equal(fault.faultcode, "soapenv:Client");
  assert.ok(!answer.text.includes(ssin));
  const [entry] = await site.entriesOf(fault.ticket);
  assert.equal(entry?.code, "MSG00016");
  assert.equal(entry?.customer, undefined);
}

const basic = (username: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
});

function family(): { readonly username: string; readonly password: string } {
  const { username, password } = customerNamed(site.network, "family-allowance-fund");
  assert.ok(username !== undefined && password !== undefined);
  return { username, password };
}

const familyQuestion = () => writeEnvelope(site.customer("family-allowance-fund").write({ ssin }));
const signIn = async (headers: Readonly<Record<string, string>>, address = encrypted()) =>
  post(address, familyQuestion(), { headers, ca: await file(site.network.ca) });

test("a message of two mebibytes, announced or in chunks, is told the limit, with a ticket and an entry", async () => {
  const big = inspectorate().seal(`<x>${"y".repeat(2_097_152)}</x>`);
  const head = `POST ${servicePath} HTTP/1.1\r\nHost: here\r\n`;
  const announced = [`${head}Content-Length: ${Buffer.byteLength(big)}\r\n\r\n`, big];
  const chunks = big.match(/.{1,65536}/gs)?.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`) ?? [];
  for (const parts of [announced, [`${head}Transfer-Encoding: chunked\r\n\r\n`, ...chunks, "0\r\n\r\n"]]) {
    const { text } = await converse(site.worker.port, parts);
    const [start = "", body = ""] = text.split("\r\n\r\n");
    assert.match(start, /^HTTP\/1\.1 500 /);
    const fault = faultIn({ status: 500, headers: {}, text: body });
    assert.equal(fault.code, "MSG00004");
    assert.deepEqual(fault.information, { size: "found more, expected at most 1048576 bytes" });
    const [entry] = await site.entriesOf(fault.ticket);
    assert.equal(entry?.gates.at(-1)?.gate, "size");
    assert.equal(entry?.requestDigest, "");
  }
});

test("a password over plain HTTP is refused, right or wrong, and the sender warned", async () => {
  const { username, password } = family();
  for (const tried of [password, "trustno1"]) {
    const answer = await signIn(basic(username, tried), plain());
    await assertRefused(answer, "FailedAuthentication", "basic-without-tls");
    assert.ok(!answer.text.includes(tried));
  }
});

test("a wrong password and an unknown user name are told the same", async () => {
  const wrong = await assertRefused(
    await signIn(basic(family().username, "trustno1")),
    "FailedAuthentication",
    "basic-wrong",
  );
  const unknown = await assertRefused(
    await signIn(basic("E0000000000", "trustno1")),
    "FailedAuthentication",
    "basic-wrong",
  );
  assert.deepEqual(wrong.information, unknown.information);
});

test("an Authorization header of another kind, or torn, is refused", async () => {
  const { username, password } = family();
  const headers = [
    "Bearer abc",
    "Basic",
    "Basic !!!",
    `Basic ${Buffer.from("no colon").toString("base64")}`,
    `Basic ${Buffer.from(`${username}:${password}`).toString("base64")} more`,
    `Basic ${Buffer.from(`${username}:${"x".repeat(300)}`).toString("base64")}`,
    `Basic ${"A".repeat(5000)}`,
    `Basic ${Buffer.from(`../demo/network.json:${password}`).toString("base64")}`,
    `Basic ${Buffer.from(`${username}\u0000:${password}`).toString("base64")}`,
    `Digest username="${username}"`,
  ];
  for (const Authorization of headers) {
    await assertRefused(await signIn({ Authorization }), "FailedAuthentication", "basic-wrong");
  }
});

test("ten wrong passwords close a user name for the rest of the minute, tried one by one or all at once", async () => {
  const { username, password } = family();
  site.clock.set((Math.floor(site.clock.now() / minute) + 1) * minute);
  const other = await site.another({ tlsPort: await freePort() });
  const address = `https://127.0.0.1:${other.tlsPort}${servicePath}`;
  for (let time = 0; time < 10; time += 1) {
    await assertRefused(
      await signIn(basic(username, `trustno1 ${time}`), address),
      "FailedAuthentication",
      "basic-wrong",
    );
  }
  await assertRefused(await signIn(basic(username, password), address), "FailedAuthentication", "basic-wrong");
  site.clock.advance(minute);
  assert.equal(careerIn(await signIn(basic(username, password), address)).status.code, "MSG00000");
});

test("a message without Authorization over TLS proves nothing", async () => {
  await assertRefused(await signIn({}), "SecurityTokenUnavailable", "no-proof");
});

test("a known password of a user name in no annex is MSG00016", async () => {
  await writeFile(join(site.settings.home, "credentials", "E7777777777"), await hash("a good password"));
  await assertUnknown(await signIn(basic("E7777777777", "a good password")));
});

test("a certificate of our authority for a party in no annex is MSG00016, on the connection as in a signature", async () => {
  const [key, cert, ca] = [
    await file("crossroads.key.pem"),
    await file("crossroads.cert.pem"),
    await file(site.network.ca),
  ];
  const content = inspectorate().write({ ssin });
  await assertUnknown(await post(encrypted(), writeEnvelope(content), { ca, client: { key, cert } }));
  const signer = createSigner({ privateKey: createPrivateKey(key), certificatePem: cert });
  await assertUnknown(await post(plain(), signer.sign({ body: content, created: site.clock.now(), lifeMs: minute })));
});

test("a certificate of another authority is refused, on the connection as in a signature, whatever name it has", async () => {
  const { subject } = await ownSubject();
  const dates = {
    notBefore: new Date(site.clock.now() - 86_400_000),
    notAfter: new Date(site.clock.now() + 86_400_000),
  };
  const stranger = await makeAuthority({ subject: "C=BE,O=Kruispunt demo network,CN=kruispunt:demo:ca", ...dates });
  const forged = await issueCertificate({ issuer: stranger, subject, ...dates });
  const content = inspectorate().write({ ssin });
  const key = forged.privateKey.export({ type: "pkcs8", format: "pem" });
  const client = { key: String(key), cert: forged.certificatePem };
  const onConnection = await post(encrypted(), writeEnvelope(content), { ca: await file(site.network.ca), client });
  await assertRefused(onConnection, "FailedAuthentication", foreign);
  const signer = createSigner(forged);
  const signed = await post(plain(), signer.sign({ body: content, created: site.clock.now(), lifeMs: minute }));
  await assertRefused(signed, "FailedAuthentication", foreign);
});

/** By its name or by its signature, as the names of the two authorities are written. */
const foreign = /^certificate-(unknown-issuer|signature-wrong)$/;

test("a certificate on the connection does not speak for a message whose own signature fails", async () => {
  const client = { key: await file("social-inspectorate.key.pem"), cert: await file("social-inspectorate.cert.pem") };
  const message = inspectorate().seal(inspectorate().write({ ssin })).replace(ssin, "85010100144");
  const answer = await post(encrypted(), message, { ca: await file(site.network.ca), client });
  await assertRefused(answer, "FailedCheck", "digest-mismatch");
});

test("a password does not speak for a message that came with a certificate of somebody else", async () => {
  const { username, password } = family();
  const client = { key: await file("social-inspectorate.key.pem"), cert: await file("social-inspectorate.cert.pem") };
  const answer = await post(encrypted(), familyQuestion(), {
    ca: await file(site.network.ca),
    client,
    headers: basic(username, password),
  });
  assert.equal(careerIn(answer).status.code, "MSG00014");
});

test("a timestamp that is over, not yet there, too long or upside down is refused", async () => {
  const signer = createSigner({
    privateKey: createPrivateKey(await file("social-inspectorate.key.pem")),
    certificatePem: await file("social-inspectorate.cert.pem"),
  });
  const now = site.clock.now();
  const cases = [
    [now - 7 * minute, 5 * minute, "MessageExpired", "timestamp-expired"],
    [now - 365 * 86_400_000, 5 * minute, "MessageExpired", "timestamp-expired"],
    [now + 2 * minute, 5 * minute, "InvalidSecurity", "timestamp-in-future"],
    [now, 60 * minute, "InvalidSecurity", "timestamp-life-too-long"],
    [now, -1000, "InvalidSecurity", "timestamp-order"],
  ] as const;
  for (const [created, lifeMs, faultcode, reason] of cases) {
    const message = signer.sign({ body: inspectorate().write({ ssin }), created, lifeMs });
    await assertRefused(await post(plain(), message), faultcode, reason);
  }
  for (const created of [now - 5.5 * minute, now + 0.9 * minute]) {
    const message = signer.sign({ body: inspectorate().write({ ssin }), created, lifeMs: 5 * minute });
    assert.equal(careerIn(await post(plain(), message)).status.code, "MSG00000", "a clock may be a minute off");
  }
});

test("a message is answered once: not again by the same process, by another one, or by one that has just started", async () => {
  const message = inspectorate().seal(inspectorate().write({ ssin }));
  const other = await site.another();
  assert.equal(careerIn(await post(plain(), message)).status.code, "MSG00000");
  await assertRefused(await post(plain(), message), "FailedCheck", "replayed");
  for (const { port } of [other, await site.another()]) {
    const answer = await post(`http://127.0.0.1:${port}${servicePath}`, message);
    const { ticket } = await assertRefused(answer, "FailedCheck", "replayed");
    assert.doesNotMatch(answer.text, /<career>/);
    const entries = await site.entriesOf(ticket);
    assert.equal(entries.at(-1)?.gates.at(-1)?.gate, "replay");
  }
});

test("of ten copies that reach two processes at once, one is answered", async () => {
  const message = inspectorate().seal(inspectorate().write({ ssin }));
  const other = await site.another();
  const addresses = Array.from({ length: 10 }, (_, n) =>
    n % 2 === 0 ? plain() : `http://127.0.0.1:${other.port}${servicePath}`,
  );
  const answers = await Promise.all(addresses.map((address) => post(address, message)));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  for (const answer of answers) {
    if (answer.status !== 200) await assertRefused(answer, "FailedCheck", "replayed");
  }
});

test("a copy that somebody altered does not use up the message", async () => {
  const message = inspectorate().seal(inspectorate().write({ ssin }));
  await assertRefused(await post(plain(), message.replace(ssin, "85010100144")), "FailedCheck", "digest-mismatch");
  const torn = message.replace(/<ds:SignatureValue>..../, "<ds:SignatureValue>AAAA");
  await assertRefused(await post(plain(), torn), "FailedCheck", "signature-mismatch");
  assert.equal(careerIn(await post(plain(), message)).status.code, "MSG00000");
});

test("a message stays answered for as long as it would pass, however far clocks may differ", async (t) => {
  const clockSkew = 60 * minute;
  const [one, other] = [await site.another({ clockSkew }), await site.another({ clockSkew })];
  const message = inspectorate().seal(inspectorate().write({ ssin }));
  const send = ({ port }: { readonly port: number }) => post(`http://127.0.0.1:${port}${servicePath}`, message);
  assert.equal(careerIn(await send(one)).status.code, "MSG00000");
  const start = site.clock.now();
  t.after(() => site.clock.set(start));
  site.clock.advance(50 * minute);
  const reader = createReader({ connectionString: site.connectionString });
  await forgetExpiredMessages(reader, site.clock, clockSkew);
  await reader.close();
  await assertRefused(await send(other), "FailedCheck", "replayed");
});

test("marks of messages that are over are forgotten", async (t) => {
  await inspectorate().ask({ ssin });
  const count = () =>
    onServer(site.connectionString, async (client) => {
      const { rows } = await client.query<{ count: string }>("select count(*) from crossroads.seen_message");
      return Number(rows[0]?.count);
    });
  assert.ok((await count()) > 0);
  const start = site.clock.now();
  t.after(() => site.clock.set(start));
  site.clock.advance(20 * minute);
  const reader = createReader({ connectionString: site.connectionString });
  await forgetExpiredMessages(reader, site.clock, minute);
  await reader.close();
  assert.equal(await count(), 0);
});

test("neither the log nor the audit holds a password, a key or the number that was asked in vain", async () => {
  const { password } = family();
  const log = site.log.join("");
  const audit = await onServer(site.connectionString, async (client) => {
    const { rows } = await client.query<{ entry: string }>(
      "select entry::text from crossroads.audit where entry->>'code' <> 'MSG00000'",
    );
    return rows.map(({ entry }) => entry).join("\n");
  });
  assert.ok(audit.length > 1000);
  const [, key = ""] = (await file("social-inspectorate.key.pem")).split("\n");
  for (const secret of [password, "trustno1", "a good password", key, "85010100144"]) {
    assert.ok(!log.includes(secret));
    assert.ok(!audit.includes(secret));
  }
  assert.ok(!log.includes(ssin));
});

async function ownSubject(): Promise<{ readonly subject: string }> {
  const { subject } = new X509Certificate(await file("social-inspectorate.cert.pem"));
  return { subject: subject.split("\n").join(",") };
}
