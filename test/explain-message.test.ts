import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { loadSelfEmployedCodes } from "../src/codes/self-employed-codes.ts";
import { loadAnnexes } from "../src/crossroads/annexes.ts";
import type { Explanation, Language } from "../src/crossroads/explain/explanation.ts";
import { explainMessage, type Judges } from "../src/crossroads/explain/message.ts";
import { writeExplanation } from "../src/crossroads/explain/write.ts";
import { certain } from "../src/kernel/outcome.ts";
import { serviceName } from "../src/self-employed/names.ts";
import { catalogueEntry, createSelfEmployedService } from "../src/self-employed/service.ts";
import { type Authority, type Issued, issueCertificate, makeAuthority, partySubject } from "./pki.ts";
import { edited, noon, question, replaced, resigned, signedBy, ssin } from "./ws-security-scene.ts";

let authority: Authority;
let party: Issued;
let stranger: Issued;
let expired: Issued;
let unlisted: Issued;
let weak: Issued;
let revoked: Issued;
let judges: Judges;
let annexes: string;

const annexText = `customer: welfare-centre
name: A welfare centre
publicWelfareCentre: true
identification: { cbeNumber: "0123456749" }
authentication: { certificates: ["${partySubject("Test party", "0123456749").replaceAll(",", ", ")}"] }
quota: { perMinute: 10, perDay: 10 }
services:
  SelfEmployedService/v2:
    - { legalContext: "PCSA:SOCIAL_INQUIRY", operations: [consultCareer], onlyPublicWelfareCentres: true, replacedSsin: follow, inscription: { variant: active, holder: "sector:17" } }
    - { legalContext: "PCSA:RECENT", operations: [consultCareer], replacedSsin: follow, period: { required: true, lookBackYears: 5 } }
`;

before(async () => {
  annexes = await mkdtemp(join(tmpdir(), "kruispunt-annexes-"));
  await writeFile(join(annexes, "centre.yaml"), annexText);
  authority = await makeAuthority();
  const elsewhere = await makeAuthority({ subject: "C=BE,O=Elsewhere,CN=Another authority" });
  party = await issueCertificate({ issuer: authority });
  stranger = await issueCertificate({ issuer: elsewhere, keyLabel: "stranger" });
  expired = await issueCertificate({ issuer: authority, notAfter: new Date("2026-05-31T00:00:00Z") });
  unlisted = await issueCertificate({ issuer: authority, subject: partySubject("Unknown party", "0999999922") });
  weak = await issueCertificate({ issuer: authority, keyKind: "rsa-1024" });
  revoked = await issueCertificate({ issuer: authority, subject: partySubject("Revoked party", "0999999922") });
  const { serialNumber: revokedNumber } = new X509Certificate(revoked.certificatePem);
  const unasked = async (): Promise<never> => {
    throw new Error("a source was asked");
  };
  const { endpoint } = createSelfEmployedService({
    careers: { careerOf: unasked },
    funds: { contributionsOf: unasked },
    codes: loadSelfEmployedCodes(),
  });
  judges = {
    authorities: [authority.certificatePem],
    isRevoked: ({ serialNumber }) => serialNumber === revokedNumber,
    annexes: certain(loadAnnexes(annexes, new Map([[serviceName, catalogueEntry]]))),
    endpoints: [endpoint],
    population: "synthetic",
    clockSkew: 60_000,
    timestampLife: 300_000,
    largestMessage: 100_000,
  };
});

after(() => rm(annexes, { recursive: true }));

interface Circumstances {
  readonly at?: number;
  readonly signedIn?: boolean;
  readonly language?: Language;
}

function explain(message: string | Uint8Array, circumstances: Circumstances = {}): Promise<Explanation> {
  const { at = noon, signedIn = false, language = "en" } = circumstances;
  const [centre] = judges.annexes.all;
  return explainMessage(Buffer.from(message), judges, { at, language, ...(signedIn ? { as: centre } : {}) });
}

const signed = (body = question) => signedBy(party, { body });
const soap = "http://schemas.xmlsoap.org/soap/envelope/";
const bare = (content: string) => `<s:Envelope xmlns:s="${soap}"><s:Body>${content}</s:Body></s:Envelope>`;
const service = "http://kszbcss.fgov.be/intf/SelfEmployedService/v2";
const indented = (text: string) => text.replaceAll("><", ">\n  <");
/** As xmlsec writes a Signature: with a line feed between its tags, and signed so. */
const withLineFeeds = () =>
  resigned(
    replaced(signed(), "signature", (text) => text.replaceAll("><", ">\n<")),
    party,
  );
const rsaSha1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
const rsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

interface Broken {
  readonly message: () => string | Uint8Array;
  readonly gate: string;
  /** The cause, or the status where that says it all. */
  readonly reason: string;
  readonly hint?: string;
  readonly detail?: RegExp;
  readonly signedIn?: boolean;
}

const brokenMessages: Readonly<Record<string, Broken>> = {
  "a message larger than what is taken": {
    message: () => signed().padEnd(100_001, " "),
    gate: "size",
    reason: "size",
  },
  "a message that was cut off": {
    message: () => signed().slice(0, -30),
    gate: "xml",
    reason: "xml-not-well-formed",
  },
  "a message with a document type": {
    message: () => `<!DOCTYPE s>${signed()}`,
    gate: "xml",
    reason: "xml-forbidden",
  },
  "a message in UTF-16 with its mark": {
    message: () => Buffer.from(`\ufeff${signed()}`, "utf16le"),
    gate: "xml",
    reason: "xml-encoding",
    hint: "byte-order-mark",
  },
  "a message in Latin-1": {
    message: () => Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?><a>\u00e9</a>`, "latin1"),
    gate: "xml",
    reason: "xml-encoding",
  },
  "an envelope of SOAP 1.2": {
    message: () => bare(question).replaceAll(soap, "http://www.w3.org/2003/05/soap-envelope"),
    gate: "envelope",
    reason: "envelope-version",
    hint: "soap-12",
  },
  "a question without an envelope": { message: () => question, gate: "envelope", reason: "envelope-missing" },
  "a Body before its Header": {
    message: () => `<s:Envelope xmlns:s="${soap}"><s:Body>${question}</s:Body><s:Header/></s:Envelope>`,
    gate: "envelope",
    reason: "envelope-parts",
  },
  "two questions in one Body": { message: () => bare(question.repeat(2)), gate: "envelope", reason: "body-content" },
  "a mandatory header of another standard": {
    message: () =>
      edited(bare(question), "<s:Body>", '<s:Header><To xmlns="urn:a" s:mustUnderstand="1"/></s:Header><s:Body>'),
    gate: "envelope",
    reason: "header-not-understood",
  },
  "a message without any Header": {
    message: () => bare(question),
    gate: "authentication",
    reason: "no-proof",
    hint: "header-missing",
  },
  "a Security header in another namespace": {
    message: () => edited(bare(question), "<s:Body>", '<s:Header><Security xmlns="urn:security"/></s:Header><s:Body>'),
    gate: "authentication",
    reason: "no-proof",
    hint: "security-namespace",
  },
  "a message that was indented after it was signed": {
    message: () => indented(signed()),
    gate: "authentication",
    reason: "signature-mismatch",
    hint: "changed-by-indenting",
  },
  "a Body that was indented after it was signed": {
    message: () => replaced(signed(), "body", indented),
    gate: "authentication",
    reason: "digest-mismatch",
    hint: "changed-by-indenting",
    detail: /Body/,
  },
  "a message with line feeds of its own in the Signature, of which the rest was indented": {
    message: () => {
      const text = withLineFeeds();
      const at = text.indexOf("<ds:Signature ");
      const end = text.indexOf("</ds:Signature>");
      return `${indented(text.slice(0, at))}${text.slice(at, end)}${indented(text.slice(end))}`;
    },
    gate: "authentication",
    reason: "digest-mismatch",
    hint: "changed-by-indenting",
  },
  "a message with line feeds of its own in the Signature, all of which was indented": {
    message: () => withLineFeeds().replaceAll(/>\n?</g, ">\n  <"),
    gate: "authentication",
    reason: "signature-mismatch",
    hint: "changed-by-indenting",
  },
  "a Body with another purpose than was signed": {
    message: () => edited(signed(), "PCSA:SOCIAL_INQUIRY", "PCSA:RECENT"),
    gate: "authentication",
    reason: "digest-mismatch",
    hint: "changed-after-signing",
    detail: /Body/,
  },
  "a signature by another key than that of the certificate": {
    message: () => resigned(signed(), stranger),
    gate: "authentication",
    reason: "signature-mismatch",
  },
  "a signature with SHA-1": {
    message: () => edited(signed(), rsaSha256, rsaSha1),
    gate: "authentication",
    reason: "signature-algorithm-not-allowed",
    hint: "sha1-used",
  },
  "a certificate of another authority": {
    message: () => signedBy(stranger),
    gate: "authentication",
    reason: "certificate-unknown-issuer",
    hint: "other-authority",
    detail: /authority expected: CN=Test authority/,
  },
  "a certificate that has expired": {
    message: () => signedBy(expired),
    gate: "authentication",
    reason: "certificate-expired",
    detail: /valid from 2026-01-01T00:00:00.000Z to 2026-05-31T00:00:00.000Z/,
  },
  "a certificate that was revoked": {
    message: () => signedBy(revoked),
    gate: "authentication",
    reason: "certificate-revoked",
  },
  "a certificate with a short key": {
    message: () => replaced(signed(), "token", (token) => token.replace(party.base64, weak.base64)),
    gate: "authentication",
    reason: "certificate-key-not-allowed",
  },
  "a certificate that stands in no annex": {
    message: () => signedBy(unlisted),
    gate: "authentication",
    reason: "no-annex",
    detail: /CN=Unknown party/,
  },
  "a request of another service": {
    message: () => signed(`<a:somethingRequest xmlns:a="urn:a"></a:somethingRequest>`),
    gate: "operation",
    reason: "operation-unknown",
  },
  "a request in the namespace of another version": {
    message: () => signed(question.replace("/v2", "/v1")),
    gate: "operation",
    reason: "operation-namespace",
    detail: /expected namespace .*\/v2, found .*\/v1/,
  },
  "a request in no namespace": {
    message: () => signed(question.replace(` xmlns:v2="${service}"`, "").replaceAll("v2:", "")),
    gate: "operation",
    reason: "operation-namespace",
    detail: /found no namespace/,
  },
  "a default namespace that the elements inside inherit": {
    message: () => signed(question.replace("xmlns:v2=", "xmlns=").replaceAll("v2:", "")),
    gate: "structure",
    reason: "element-namespace",
    detail: /consultCareerRequest\/informationCustomer \(line 1, column \d+\).* in http.*SelfEmployedService\/v2/,
  },
  "elements in another order than the schema's": {
    message: () =>
      signed(
        question
          .replace("<legalContext>PCSA:SOCIAL_INQUIRY</legalContext>", "")
          .replace("</criteria>", "</criteria><legalContext>PCSA:SOCIAL_INQUIRY</legalContext>"),
      ),
    gate: "structure",
    reason: "element-order",
  },
  "an element that is missing at the end": {
    message: () => signed(question.replace(/<criteria>.*<\/criteria>/, "")),
    gate: "structure",
    reason: "element-missing",
  },
  "an element that nobody knows": {
    message: () => signed(question.replaceAll("ssin>", "niss>")),
    gate: "structure",
    reason: "element-unexpected",
  },
  "an attribute that nobody knows": {
    message: () => signed(question.replace("<ssin>", '<ssin kind="bis">')),
    gate: "structure",
    reason: "attribute-wrong",
  },
  "a number with a letter in it": {
    message: () => signed(question.replace(ssin, `${ssin.slice(0, 10)}X`)),
    gate: "structure",
    reason: "value-wrong",
  },
  "an operation that the annex does not grant": {
    message: () =>
      signed(
        question
          .replaceAll("consultCareerRequest", "consultContributionsRequest")
          .replace("</ssin>", "</ssin><period><beginQuarter>2019Q1</beginQuarter></period>"),
      ),
    gate: "operation",
    reason: "MSG00016",
  },
  "the identification of somebody else": {
    message: () => signed(question.replace("0123456749", "0999999922")),
    gate: "customer-identification",
    reason: "MSG00014",
  },
  "a purpose that the annex does not grant": {
    message: () => signed(question.replace("PCSA:SOCIAL_INQUIRY", "PCSA:ELSE")),
    gate: "legal-context",
    reason: "MSG00013",
  },
  "a number with wrong check digits": {
    message: () => signed(question.replace(ssin, "85010100101")),
    gate: "ssin-structure",
    reason: "MSG00011",
  },
  "a period that ends before it begins": {
    message: () =>
      signed(
        question.replace(
          "</ssin>",
          "</ssin><period><beginDate>2024-01-02</beginDate><endDate>2024-01-01</endDate></period>",
        ),
      ),
    gate: "criteria",
    reason: "SES00300",
  },
  "a question without a period where the annex asks for one": {
    message: () => signed(question.replace("SOCIAL_INQUIRY", "RECENT")),
    gate: "period",
    reason: "MSG00027",
  },
  "an unsigned question of who is taken to have signed in": {
    message: () => bare(question.replace("PCSA:SOCIAL_INQUIRY", "PCSA:ELSE")),
    gate: "legal-context",
    reason: "MSG00013",
    signedIn: true,
  },
};

for (const [situation, { message, gate, reason, hint, detail, signedIn = false }] of Object.entries(brokenMessages)) {
  test(`${situation}: ${reason} at the gate ${gate}`, async () => {
    const explanation = await explain(message(), { signedIn });
    const { outcome, status, gates, cause, hints, details } = explanation;
    assert.equal(outcome, "refused");
    assert.equal(cause?.reason ?? status?.code, reason, JSON.stringify(explanation, null, 1));
    const last = gates.at(-1);
    assert.equal(last?.gate, gate);
    assert.deepEqual(
      gates.map(({ passed }) => passed),
      gates.map((one) => one !== last),
    );
    assert.ok(last.expected && last.found);
    if (hint !== undefined)
      assert.ok(
        hints.some((one) => one.hint === hint),
        JSON.stringify(hints),
      );
    if (detail !== undefined) assert.match(details.join("\n"), detail);
    for (const language of ["en", "nl", "fr", "de"] as const) {
      const text = writeExplanation(await explain(message(), { signedIn, language }), language);
      assert.ok(!text.includes(ssin) && !text.includes("85010100101"), "no number of a person");
      assert.ok(!/undefined|\[object/.test(text), text);
    }
  });
}

test("a message that is in order is said to be so, as far as no register is needed", async () => {
  const { outcome, gates, status, hints, customer, operation } = await explain(signed());
  assert.equal(outcome, "in-order");
  assert.equal(status, undefined);
  assert.equal(customer, "welfare-centre");
  assert.equal(operation, "consultCareer");
  assert.ok(gates.every(({ passed }) => passed));
  assert.deepEqual(
    hints.map(({ hint }) => hint),
    ["not-judged-offline"],
  );
  assert.ok(!gates.some(({ gate }) => ["ssin-status", "inscription", "quota"].includes(gate)));
});

test("a sender whose clock is ahead is told by how much, and that the rest is in order", async () => {
  const { cause, hints, details, next, gates } = await explain(signed(), { at: noon - 3_725_000 });
  assert.equal(cause?.reason, "timestamp-in-future");
  assert.equal(next, undefined);
  assert.ok(hints.some(({ hint }) => hint === "sender-clock"));
  assert.match(details.join("\n"), /the sender's clock is 1 h 2 min ahead/);
  assert.deepEqual(
    gates.filter(({ passed }) => !passed).map(({ gate }) => gate),
    ["authentication"],
  );
  assert.equal(gates.at(-1)?.gate, "period");
});

test("a message that came too late is told so, and what else is wrong with it", async () => {
  const late = { at: noon + 7_260_000 };
  const { cause, details, next } = await explain(signed(question.replace("PCSA:SOCIAL_INQUIRY", "PCSA:ELSE")), late);
  assert.equal(cause?.reason, "timestamp-expired");
  assert.match(details.join("\n"), /made 2 h 1 min before, expired 2 h before/);
  assert.equal(next?.status.code, "MSG00013");
  const changed = await explain(edited(signed(), "PCSA:SOCIAL_INQUIRY", "PCSA:RECENT"), late);
  assert.equal(changed.cause?.reason, "timestamp-expired");
  assert.equal(changed.next?.cause?.reason, "digest-mismatch");
  assert.deepEqual(
    changed.gates.filter(({ passed }) => !passed).map(({ found }) => found?.split(":")[0]),
    ["timestamp-expired", "digest-mismatch"],
  );
});

test("a timestamp that is good for too long is told so, and the rest is judged", async () => {
  const { cause, next, outcome, hints } = await explain(signedBy(party, { lifeMs: 3_600_000 }));
  assert.deepEqual(
    hints.map(({ hint }) => hint),
    ["not-judged-offline"],
  );
  assert.equal(outcome, "refused");
  assert.equal(cause?.reason, "timestamp-life-too-long");
  assert.equal(next, undefined);
});

test("a message is explained in German and French for people to read", async () => {
  const message = signed(question.replace("xmlns:v2=", "xmlns=").replaceAll("v2:", ""));
  const german = writeExplanation(await explain(message, { language: "de" }), "de");
  assert.match(german, /^Abgelehnt: MSG00004 FAULT\n/);
  assert.match(german, /✓ authentication {11}Ist nachgewiesen/);
  assert.match(german, /✗ structure {16}Entspricht die Anfrage/);
  assert.match(german, /Was zu tun ist:\n {2}Geben Sie dem Anfrageelement ein Präfix/);
  const french = writeExplanation(await explain(message, { language: "fr" }), "fr");
  assert.match(french, /^Demande refusée : MSG00004 FAULT\n/);
  assert.match(french, /Que faire/);
});

test("a number in a name or in a text of the sender is masked", async () => {
  const { details, gates } = await explain(signed(question.replaceAll("ssin>", `n${ssin}>`)));
  assert.ok(!JSON.stringify({ details, gates }).includes(ssin));
  assert.match(details.join(), /n\*+/);
});
