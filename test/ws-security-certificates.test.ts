// Messages that are signed as they should be, by somebody who is not believed, at the wrong time, or once too often.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { SecurityReason } from "../src/soap/security/security-fault.ts";
import { type Issued, issueCertificate, makeAuthority, type PartyOptions, partySubject } from "./pki.ts";
import { type Attack, testAttack } from "./ws-security-attack.ts";
import {
  edited,
  makeService,
  noon,
  partOf,
  redigested,
  replaced,
  resigned,
  type Service,
  signatureValueOf,
  signedBy,
  withSignatureValue,
} from "./ws-security-scene.ts";

const authority = await makeAuthority({ keyKind: "p-256" });
const party = await issueCertificate({ issuer: authority });
const curveParty = await issueCertificate({ issuer: authority, keyKind: "p-256" });
const otherParty = await issueCertificate({
  issuer: authority,
  subject: partySubject("Other party", "0876543249"),
  keyKind: "p-256",
});
const authorities = [authority.certificatePem];
const good = signedBy(party);
const minute = 60_000;

function attack(name: string, options: Omit<Attack, "signer" | "service"> & Partial<Attack>): void {
  testAttack(name, { signer: party, service: makeService({ authorities }), ...options });
}

// Who.

const impostor = await makeAuthority({ keyKind: "p-256", keyLabel: "impostor" });
const stranger = await makeAuthority({ keyKind: "p-256", subject: "C=BE,O=Strangers,CN=Strange authority" });

const strangers: readonly (readonly [name: string, reason: SecurityReason, options: Partial<PartyOptions>])[] = [
  ["a certificate of an unknown authority", "certificate-unknown-issuer", { issuer: stranger }],
  ["a certificate of an authority that took a known one's name", "certificate-signature-wrong", { issuer: impostor }],
  ["an expired certificate", "certificate-expired", { notAfter: new Date(noon - 1000) }],
  ["a certificate of tomorrow", "certificate-not-yet-valid", { notBefore: new Date(noon + 1000) }],
  ["a key of 1024 bits", "certificate-key-not-allowed", { keyKind: "rsa-1024" }],
  ["a key that is for encryption", "certificate-key-usage", { keyUsages: ["keyEncipherment"] }],
  ["the certificate of an authority further down", "certificate-is-authority", { isAuthority: true }],
  [
    "a certificate with an unknown critical extension",
    "certificate-extension-unknown",
    { unknownCriticalExtension: "1.3.6.1.4.1.99999.1" },
  ],
];
for (const [name, reason, options] of strangers) {
  const signer = await issueCertificate({ issuer: authority, ...options });
  attack(name, { message: signedAnyway(signer), signer, reason, bare: "good" });
}

attack("the certificate of the known authority itself", {
  message: signedAnyway(authority),
  signer: authority,
  reason: "certificate-is-authority",
  bare: "good",
});

const selfSigned = await makeAuthority({ keyKind: "p-256", subject: partySubject("Test party", "0123456749") });
const selfSignedParty = await issueCertificate({ issuer: selfSigned, keyKind: "p-256", subject: selfSigned.subject });

attack("a self-signed certificate", {
  message: signedBy(selfSignedParty),
  signer: selfSignedParty,
  reason: "certificate-unknown-issuer",
  bare: "good",
});

attack("a certificate revoked since it was first seen", {
  message: good,
  service: afterFirst(signedBy(party), { service: makeService({ authorities, isRevoked: revokedFromSecondUse() }) }),
  reason: "certificate-revoked",
  bare: "good",
});

attack("a token swapped for another valid certificate of its kind", {
  message: edited(signedBy(curveParty), curveParty.base64, otherParty.base64),
  signer: otherParty,
  reason: "signature-mismatch",
  bare: "bad",
});

attack("a token with bytes after the certificate", {
  message: edited(
    good,
    party.base64,
    Buffer.concat([Buffer.from(party.base64, "base64"), Buffer.alloc(3)]).toString("base64"),
  ),
  reason: "certificate-unreadable",
  bare: "good",
});

attack("a token in PEM", {
  message: edited(good, party.base64, Buffer.from(party.certificatePem).toString("base64")),
  reason: "certificate-unreadable",
  bare: "good",
});

attack("a token with characters outside base64", {
  message: replaced(good, "token", (token) => token.replace("</", "!</")),
  reason: "certificate-unreadable",
  bare: "good",
});

attack("a token of a whole certification path", {
  message: replaced(good, "token", (token) => token.replace("#X509v3", "#X509PKIPathv1")),
  reason: "token-type-unknown",
  bare: "good",
});

attack("no token but a reference by subject key", {
  message: edited(good, partOf(good, "token"), ""),
  reason: "token-missing",
  bare: "good",
});

attack("a key value instead of a reference to the token", {
  message: replaced(good, "keyInfo", () => "<ds:KeyInfo><ds:KeyValue></ds:KeyValue></ds:KeyInfo>"),
  reason: "token-reference-wrong",
  bare: "good",
});

attack("a reference to another token than the one in the message", {
  message: edited(good, 'URI="#token-', 'URI="#other-'),
  reason: "token-reference-wrong",
  bare: "good",
});

attack("a second key named beside the token", {
  message: edited(
    good,
    "</ds:KeyInfo>",
    `<ds:X509Data><ds:X509Certificate>${otherParty.base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
  ),
  reason: "token-reference-wrong",
  bare: "good",
});

// When.

attack("a message a millisecond after its expiry and the skew", {
  message: good,
  service: makeService({ authorities, now: noon + 2 * minute }),
  reason: "timestamp-expired",
  bare: "good",
});

attack("a message from further ahead than the skew", {
  message: good,
  service: makeService({ authorities, now: noon - minute - 1 }),
  reason: "timestamp-in-future",
  bare: "good",
});

attack("a message good for a year", {
  message: signedBy(party, { lifeMs: 365 * 24 * 60 * minute }),
  reason: "timestamp-life-too-long",
  bare: "good",
});

attack("a message that expires before it is made", {
  message: signedBy(party, { lifeMs: -1 }),
  reason: "timestamp-order",
  bare: "good",
});

for (const [name, rewrite] of [
  ["in local time", (timestamp: string) => timestamp.replace("Z<", "+02:00<")],
  ["without a zone", (timestamp: string) => timestamp.replace("Z<", "<")],
  ["of a day that does not exist", (timestamp: string) => timestamp.replace("-06-01T", "-06-31T")],
  ["without Expires", (timestamp: string) => timestamp.replace(/<wsu:Expires>.*<\/wsu:Expires>/, "")],
  ["with Created twice", (timestamp: string) => timestamp.replace(/(<wsu:Created>.*<\/wsu:Created>)/, "$1$1")],
  [
    "with an element more",
    (timestamp: string) => timestamp.replace("</wsu:Timestamp>", "<wsu:X></wsu:X></wsu:Timestamp>"),
  ],
] as const) {
  attack(`a Timestamp ${name}`, {
    message: resigned(redigested(replaced(good, "timestamp", rewrite), "timestamp"), party),
    reason: "timestamp-unreadable",
    bare: "good",
  });
}

// How often.

attack("a message sent again", {
  message: good,
  service: afterFirst(good),
  reason: "replayed",
  bare: "good",
});

attack("a message sent again in the last moment of its life", {
  message: good,
  service: afterFirst(good, { later: 2 * minute - 1 }),
  reason: "replayed",
  bare: "good",
});

attack("a message sent again with another spelling of what is not signed", {
  message: edited(good, 'soapenv:mustUnderstand="1"', "soapenv:mustUnderstand='0' "),
  service: afterFirst(good),
  reason: "replayed",
  bare: "good",
});

const goodOnCurve = signedBy(curveParty);

attack("a message sent again with its ECDSA signature mirrored", {
  message: withSignatureValue(goodOnCurve, mirrored(signatureValueOf(goodOnCurve)).toString("base64")),
  signer: curveParty,
  service: afterFirst(goodOnCurve),
  reason: "replayed",
  bare: "good",
});

test("a refused message does not use up the signature that it carries", () => {
  const service = makeService({ authorities });
  const altered = replaced(good, "body", (body) => edited(body, "PCSA:SOCIAL_INQUIRY", "PCSA:OTHER"));
  assert.equal(service.receive(altered).ok, false);
  assert.equal(service.receive(good).ok, true);
});

/** Signed with a key that our own signer would not take. */
function signedAnyway(signer: Issued): string {
  const model = signer.publicKey.asymmetricKeyType === "ec" ? curveParty : party;
  return resigned(edited(signedBy(model), model.base64, signer.base64), signer);
}

function afterFirst(message: string, { later = 0, service = makeService({ authorities }) } = {}): Service {
  assert.equal(service.receive(message).ok, true);
  service.clock.advance(later);
  return service;
}

function revokedFromSecondUse(): () => boolean {
  let uses = 0;
  return () => ++uses > 1;
}

/** The order of P-256: where (r, s) is a signature, (r, order - s) is one too. */
function mirrored(value: Buffer): Buffer {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const s = BigInt(`0x${value.toString("hex", 32)}`);
  return Buffer.from(value.toString("hex", 0, 32) + (order - s).toString(16).padStart(64, "0"), "hex");
}
