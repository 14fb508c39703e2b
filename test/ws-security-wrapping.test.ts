// Messages whose signature is good while what is read is not what was signed: moved, doubled, left out, wrapped.

import { hash } from "node:crypto";
import { canonicalize } from "../src/xml/canonicalize.ts";
import { parseXml } from "../src/xml/parse.ts";
import { issueCertificate, makeAuthority } from "./pki.ts";
import { type Attack, testAttack } from "./ws-security-attack.ts";
import {
  edited,
  exclusive,
  idOf,
  makeService,
  noon,
  type PartName,
  partOf,
  question,
  redigested,
  referenceTo,
  replaced,
  resigned,
  signedBy,
  ssin,
  transformNamed,
} from "./ws-security-scene.ts";

const authority = await makeAuthority({ keyKind: "p-256" });
const party = await issueCertificate({ issuer: authority });
const service = makeService({ authorities: [authority.certificatePem] });
const good = signedBy(party);

function attack(name: string, options: Omit<Attack, "signer" | "service">): void {
  testAttack(name, { signer: party, service, ...options });
}

const soap = "http://schemas.xmlsoap.org/soap/envelope/";
const utility = ' xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"';
const forgedQuestion = edited(question, ssin, "85010100243");
const forgedBody = `<soapenv:Body>${forgedQuestion}</soapenv:Body>`;
const signedBody = partOf(good, "body");
const signedTimestamp = partOf(good, "timestamp");

/** The good message with the signed Body somewhere in the header, and another one in its place. */
function bodyMovedTo(end: string, wrap: (body: string) => string, body = forgedBody): string {
  return edited(edited(good, signedBody, body), end, `${wrap(signedBody)}${end}`);
}

function wrapped(body: string): string {
  return `<x:Wrapper xmlns:x="urn:wrapper">${body}</x:Wrapper>`;
}

attack("a signed Body moved under another header, with a new Body without id", {
  message: bodyMovedTo("<wsse:Security ", wrapped),
  reason: "reference-not-body-or-timestamp",
  bare: "good",
});

attack("a signed Body moved under another header, with a new Body of another id", {
  message: bodyMovedTo(
    "<wsse:Security ",
    wrapped,
    edited(forgedBody, "<soapenv:Body>", `<soapenv:Body${utility} wsu:Id="other">`),
  ),
  reason: "reference-not-body-or-timestamp",
  bare: "good",
});

attack("a signed Body moved under another header, with a new Body of the same id", {
  message: bodyMovedTo(
    "<wsse:Security ",
    wrapped,
    edited(forgedBody, "<soapenv:Body>", `<soapenv:Body${utility} wsu:Id="${idOf(good, "body")}">`),
  ),
  reason: "id-twice",
  bare: "unprocessable",
});

attack("a signed Body moved under another header, with a new Body that has its id as xml:id", {
  message: bodyMovedTo(
    "<wsse:Security ",
    wrapped,
    edited(forgedBody, "<soapenv:Body>", `<soapenv:Body xml:id="${idOf(good, "body")}">`),
  ),
  reason: "id-twice",
  bare: "unprocessable",
});

attack("a signed Body moved into the Security header", {
  message: bodyMovedTo("</wsse:Security>", (body) => body),
  reason: "security-structure",
  bare: "good",
});

attack("a signed Body moved into an Object of the signature", {
  message: bodyMovedTo("</ds:Signature>", (body) => `<ds:Object>${body}</ds:Object>`),
  reason: "signature-structure",
  bare: "good",
});

attack("a signed Body moved into KeyInfo", {
  message: bodyMovedTo("</ds:KeyInfo>", (body) => body),
  reason: "reference-not-body-or-timestamp",
  bare: "good",
});

attack("a second Body before the signed one", {
  message: edited(good, signedBody, `${forgedBody}${signedBody}`),
  reason: "envelope-structure",
  bare: "good",
});

attack("a second Body after the signed one", {
  message: edited(good, signedBody, `${signedBody}${forgedBody}`),
  reason: "envelope-structure",
  bare: "good",
});

attack("a signed Body inside a new Body", {
  message: edited(good, signedBody, `<soapenv:Body>${forgedQuestion}${signedBody}</soapenv:Body>`),
  reason: "reference-not-body-or-timestamp",
  bare: "good",
});

attack("a Body before the Header", {
  message: edited(good, `${partOf(good, "header")}${signedBody}`, `${signedBody}${partOf(good, "header")}`),
  reason: "envelope-structure",
  bare: "good",
});

attack("a second Header", {
  message: edited(good, signedBody, `<soapenv:Header></soapenv:Header>${signedBody}`),
  reason: "envelope-structure",
  bare: "good",
});

attack("a signed envelope inside the Body of another", {
  message: `<soapenv:Envelope xmlns:soapenv="${soap}"><soapenv:Header></soapenv:Header><soapenv:Body>${good}</soapenv:Body></soapenv:Envelope>`,
  reason: "security-missing",
  bare: "good",
});

attack("an envelope of SOAP 1.2", {
  message: edited(
    good,
    `<soapenv:Envelope xmlns:soapenv="${soap}">`,
    '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:soapenv="">',
  )
    .replace("</soapenv:Envelope>", "</e:Envelope>")
    .replace('xmlns:soapenv=""', `xmlns:soapenv="${soap}"`),
  reason: "envelope-not-soap11",
  bare: "good",
});

attack("a signed Timestamp moved under another header, with a fresh one in its place", {
  message: edited(
    edited(good, signedTimestamp, signedTimestamp.replace(/wsu:Id="[^"]*"/, 'wsu:Id="fresh"')),
    "<wsse:Security ",
    `${wrapped(signedTimestamp)}<wsse:Security `,
  ),
  reason: "reference-not-body-or-timestamp",
  bare: "good",
});

attack("a fresh Timestamp around the signed one", {
  message: edited(
    good,
    signedTimestamp,
    `<wsu:Timestamp${utility}><wsu:Created>2026-06-01T12:00:00Z</wsu:Created>` +
      `<wsu:Expires>2026-06-01T12:01:00Z</wsu:Expires>${signedTimestamp}</wsu:Timestamp>`,
  ),
  reason: "timestamp-unreadable",
  bare: "good",
});

attack("a second Timestamp", {
  message: edited(
    good,
    signedTimestamp,
    `${signedTimestamp}${signedTimestamp.replace(/wsu:Id="[^"]*"/, 'wsu:Id="fresh"')}`,
  ),
  reason: "timestamp-twice",
  bare: "good",
});

attack("a Timestamp taken out", {
  message: edited(good, signedTimestamp, ""),
  reason: "timestamp-missing",
  bare: "unprocessable",
});

attack("a second Security header", {
  message: edited(
    good,
    "<wsse:Security ",
    `<wsse:Security xmlns:wsse="${securityNamespace()}"></wsse:Security><wsse:Security `,
  ),
  reason: "security-twice",
  bare: "good",
});

attack("a Security header for another actor", {
  message: edited(good, 'soapenv:mustUnderstand="1"', 'soapenv:mustUnderstand="1" soapenv:actor="urn:somebody-else"'),
  reason: "security-actor-unknown",
  bare: "good",
});

attack("a Security header that is not in the Header but in the Body", {
  message: bodyAlsoHolding("security"),
  reason: "security-missing",
  bare: "good",
});

attack("a second signature", {
  message: edited(good, "</wsse:Security>", `${partOf(good, "signature")}</wsse:Security>`),
  reason: "signature-twice",
  bare: "good",
});

attack("a signature taken out", {
  message: edited(good, partOf(good, "signature"), ""),
  reason: "signature-missing",
  bare: "unprocessable",
});

attack("a signature inside a wrapper in the Security header", {
  message: replaced(good, "signature", wrapped),
  reason: "security-structure",
  bare: "good",
});

attack("a second token", {
  message: replaced(good, "token", (token) => `${token}${token.replace(/wsu:Id="[^"]*"/, 'wsu:Id="other"')}`),
  reason: "token-twice",
  bare: "good",
});

attack("an unsigned user name beside the signature", {
  message: edited(
    good,
    "</wsse:Security>",
    "<wsse:UsernameToken><wsse:Username>E0123456749</wsse:Username></wsse:UsernameToken></wsse:Security>",
  ),
  reason: "security-structure",
  bare: "good",
});

attack("the id of the Body on another header too", {
  message: edited(
    good,
    "<wsse:Security ",
    `<x:Other xmlns:x="urn:x"${utility} wsu:Id="${idOf(good, "body")}"/><wsse:Security `,
  ),
  reason: "id-twice",
  bare: "good",
});

attack("the id of the Timestamp on an element of the Body, in no namespace", {
  message: resigned(
    redigested(
      replaced(good, "body", (body) => edited(body, "<criteria>", `<criteria Id="${idOf(good, "timestamp")}">`)),
      "body",
    ),
    party,
  ),
  reason: "id-twice",
  bare: "good",
});

attack("a Body with an xml:id only", {
  message: resigned(
    redigestedAs("body", (body) => body.replace("wsu:Id", "xml:id").replace(utility, "")),
    party,
  ),
  reason: "reference-not-body-or-timestamp",
  bare: "good",
});

attack("a Body with an Id in no namespace", {
  message: resigned(
    redigestedAs("body", (body) => body.replace("wsu:Id", "Id").replace(utility, "")),
    party,
  ),
  reason: "reference-not-body-or-timestamp",
  bare: "good",
});

attack("more ids than any message needs", {
  message: edited(
    good,
    "<wsse:Security ",
    `${Array.from({ length: 70 }, (_, at) => `<x Id="x${at}"/>`).join("")}<wsse:Security `,
  ),
  reason: "ids-too-many",
  bare: "good",
});

attack("a signature over the Body only", {
  message: resigned(withoutReference("timestamp"), party),
  reason: "timestamp-not-signed",
  bare: "good",
});

attack("a signature over the Timestamp only", {
  message: resigned(withoutReference("body"), party),
  reason: "body-not-signed",
  bare: "good",
});

attack("a signature over nothing", {
  message: resigned(good.replace(/<ds:Reference .*<\/ds:Reference>/s, ""), party),
  reason: "body-not-signed",
  bare: "unprocessable",
});

attack("a signature over the Body twice", {
  message: resigned(
    replaced(good, "signedInfo", (info) => {
      const [, reference = ""] = /(<ds:Reference .*?<\/ds:Reference>)/s.exec(info) ?? [];
      return edited(info, reference, reference + reference);
    }),
    party,
  ),
  reason: "reference-twice",
  bare: "good",
});

const otherHeader = '<x:Other xmlns:x="urn:x" Id="other"></x:Other>';

attack("a signature over another header too", {
  message: withReference(
    edited(good, "<wsse:Security ", `${otherHeader}<wsse:Security `),
    referenceTo("#other", hash("sha256", otherHeader, "base64")),
  ),
  reason: "reference-not-body-or-timestamp",
  bare: "good",
  idElements: ["Other"],
});

attack("a reference by XPointer", {
  message: resigned(
    edited(good, `URI="#${idOf(good, "body")}"`, `URI="#xpointer(id('${idOf(good, "body")}'))"`),
    party,
  ),
  reason: "reference-not-body-or-timestamp",
  bare: "good",
});

const enveloped = transformNamed("http://www.w3.org/2000/09/xmldsig#enveloped-signature");

attack("a reference to the whole document", {
  message: withReference(good, referenceTo("", wholeDigest(), enveloped + exclusive)),
  reason: "reference-whole-document",
  bare: "good",
});

attack("a reference without URI", {
  message: resigned(good.replace(/<ds:Reference URI="[^"]*"/, "<ds:Reference"), party),
  reason: "reference-whole-document",
  bare: "bad",
});

attack("a reference to a file elsewhere", {
  message: resigned(edited(good, `URI="#${idOf(good, "body")}"`, 'URI="file:///etc/hostname"'), party),
  reason: "reference-external",
  bare: "unprocessable",
});

attack("a comment in the middle of an SSIN", {
  message: edited(good, ssin, `${ssin.slice(0, 6)}<!---->${ssin.slice(6)}`),
  reason: "comment-in-text",
  bare: "good",
});

attack("a comment after an SSIN", {
  message: edited(good, ssin, `${ssin}<!-- checked -->`),
  reason: "comment-in-text",
  bare: "good",
});

attack("a processing instruction in the middle of an SSIN, signed", {
  message: resigned(
    redigestedAs("body", (body) => edited(body, ssin, `${ssin.slice(0, 6)}<?x y?>${ssin.slice(6)}`)),
    party,
  ),
  reason: "comment-in-text",
  bare: "good",
});

attack("a comment in the Timestamp", {
  message: edited(good, "<wsu:Expires>", "<wsu:Expires><!-- later -->"),
  reason: "timestamp-unreadable",
  bare: "good",
});

attack("a comment between the parts of the Security header", {
  message: edited(good, "<wsu:Timestamp", "<!-- x --><wsu:Timestamp"),
  reason: "comment-in-security",
  bare: "good",
});

attack("a comment inside the token", {
  message: replaced(good, "token", (token) => token.replace("</", "<!-- x --></")),
  reason: "comment-in-security",
  bare: "good",
});

attack("a message signed at another moment than its Timestamp says", {
  message: edited(good, new Date(noon).toISOString(), new Date(noon + 1).toISOString()),
  reason: "digest-mismatch",
  bare: "bad",
});

function securityNamespace(): string {
  return "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
}

/** The good message with a part rewritten and its digest put right; the signature is still to be made anew. */
function redigestedAs(part: PartName, rewrite: (written: string) => string): string {
  const before = partOf(good, part);
  const after = rewrite(before);
  return edited(edited(good, before, after), hash("sha256", before, "base64"), hash("sha256", after, "base64"));
}

function bodyAlsoHolding(part: PartName): string {
  const written = partOf(good, part);
  const body = signedBody.replace("</soapenv:Body>", `${written}</soapenv:Body>`);
  const moved = edited(edited(good, written, ""), signedBody, body);
  // The signature cannot cover itself, so this one covers the Timestamp alone.
  return resigned(moved.replace(/<ds:Reference URI="#body.*?<\/ds:Reference>/s, ""), party);
}

function withoutReference(part: "body" | "timestamp"): string {
  const reference = new RegExp(`<ds:Reference URI="#${idOf(good, part)}">.*?</ds:Reference>`, "s");
  return replaced(good, "signedInfo", (info) => info.replace(reference, ""));
}

function withReference(text: string, reference: string): string {
  return resigned(edited(text, "</ds:SignedInfo>", `${reference}</ds:SignedInfo>`), party);
}

/** SHA-256 of the whole document without its signature. */
function wholeDigest(): string {
  const parsed = parseXml(Buffer.from(edited(good, partOf(good, "signature"), "")));
  return parsed.ok ? hash("sha256", canonicalize(parsed.value.root), "base64") : "";
}
