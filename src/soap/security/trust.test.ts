import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { type Issued, issueCertificate, makeAuthority, partySubject } from "../../../test/pki.ts";
import { movableClock } from "../../kernel/clock.ts";
import { certain } from "../../kernel/outcome.ts";
import { readCertificateFields } from "./certificate-fields.ts";
import { createTrustStore, type TrustStore } from "./trust.ts";

const noon = Date.parse("2026-06-01T12:00:00Z");
const authority = await makeAuthority({ keyKind: "p-256" });
const party = await issueCertificate({ issuer: authority, keyKind: "p-256" });

function storeOf(...authorities: readonly { readonly certificatePem: string }[]): TrustStore {
  return createTrustStore({ authorities: authorities.map((each) => each.certificatePem), clock: movableClock(noon) });
}

function reasonFrom(store: TrustStore, certificate: string): string {
  const outcome = store.judge(certificate);
  return outcome.ok ? "accepted" : outcome.reason.reason;
}

test("a certificate is described by its fingerprint, key, names, number and dates", () => {
  const outcome = storeOf(authority).judge(party.base64);
  assert.ok(outcome.ok);
  const { publicKey, ...described } = outcome.value;
  assert.deepEqual(described, {
    fingerprint: hash("sha256", Buffer.from(party.base64, "base64")),
    keyId: hash("sha256", party.publicKey.export({ type: "spki", format: "der" })),
    subject: "CN=Test party,OU=urn:be:fgov:kbo-bce:organization:cbe-number:0123456749,O=Kruispunt test,C=BE",
    issuer: "CN=Test authority,O=Kruispunt test,C=BE",
    serialNumber: described.serialNumber,
    organizationNumber: "0123456749",
    notBefore: Date.parse("2026-01-01T00:00:00Z"),
    notAfter: Date.parse("2027-01-01T00:00:00Z"),
  });
  assert.equal(publicKey.equals(party.publicKey), true);
});

test("a certificate is the same as bytes, as base64 and as base64 in lines", () => {
  const store = storeOf(authority);
  const first = store.judge(party.base64);
  const spellings = [Buffer.from(party.base64, "base64"), `\r\n\t ${party.base64.replaceAll(/.{64}/g, "$&\n")} `];
  for (const spelling of spellings) {
    const again = store.judge(spelling);
    assert.ok(first.ok && again.ok);
    assert.equal(again.value, first.value, "read once");
  }
});

test("authorities with keys of every allowed kind are believed", async () => {
  for (const keyKind of ["rsa-2048", "p-256", "p-384"] as const) {
    const issuer = await makeAuthority({ keyKind });
    assert.equal(
      reasonFrom(storeOf(issuer), (await issueCertificate({ issuer, keyKind: "p-256" })).base64),
      "accepted",
    );
  }
});

test("two authorities of one name, as when a key is renewed, are both believed", async () => {
  const renewed = await makeAuthority({ keyKind: "p-256", keyLabel: "renewed" });
  const byRenewed = await issueCertificate({ issuer: renewed, keyKind: "p-256" });
  const store = storeOf(authority, renewed);
  assert.deepEqual([reasonFrom(store, party.base64), reasonFrom(store, byRenewed.base64)], ["accepted", "accepted"]);
});

test("all authorities of one file are believed, whatever stands around and between them", async () => {
  const other = await makeAuthority({ keyKind: "p-256", subject: "C=BE,O=Kruispunt test,CN=Other" });
  const byOther = await issueCertificate({ issuer: other, keyKind: "p-256" });
  const file = `# ours\n${authority.certificatePem}\r\nsubject=CN=Other\n${other.certificatePem}`;
  const store = storeOf({ certificatePem: file });
  assert.deepEqual([reasonFrom(store, party.base64), reasonFrom(store, byOther.base64)], ["accepted", "accepted"]);
  assert.throws(() => storeOf({ certificatePem: "# none yet\n" }));
});

test("dates are looked at each time, those of the authority too", async () => {
  const clock = movableClock(noon);
  const brief = await makeAuthority({ keyKind: "p-256", notAfter: new Date("2026-09-01T00:00:00Z") });
  const store = createTrustStore({ authorities: [brief.certificatePem], clock });
  const moments = [
    ["2025-12-31T23:59:59.999Z", "certificate-not-yet-valid"],
    ["2026-01-01T00:00:00.000Z", "accepted"],
    ["2026-09-01T00:00:00.000Z", "accepted"],
    ["2026-09-01T00:00:00.001Z", "certificate-authority-not-valid"],
    ["2027-01-01T00:00:00.001Z", "certificate-expired"],
  ] as const;
  const { base64 } = await issueCertificate({ issuer: brief, keyKind: "p-256" });
  assert.equal(reasonFrom(store, base64), "accepted");
  for (const [moment, reason] of moments) {
    clock.set(Date.parse(moment));
    assert.equal(reasonFrom(store, base64), reason, moment);
  }
});

test("below an intermediate authority, the dates of the whole chain count", async () => {
  const root = await makeAuthority({ keyKind: "p-256", notAfter: new Date(noon - 1000) });
  const subject = "C=BE,O=Kruispunt test,CN=Intermediate authority";
  const intermediate = await makeAuthority({ issuer: root, subject, keyKind: "p-256" });
  const { base64 } = await issueCertificate({ issuer: intermediate, keyKind: "p-256" });
  assert.equal(reasonFrom(storeOf(root, intermediate), base64), "certificate-authority-not-valid");
});

test("revocation is asked at every use, with issuer and serial number", () => {
  const revoked = new Set<string>();
  const store = createTrustStore({
    authorities: [authority.certificatePem],
    clock: movableClock(noon),
    isRevoked: ({ issuer, serialNumber }) => revoked.has(`${issuer} ${serialNumber}`),
  });
  const outcome = store.judge(party.base64);
  assert.ok(outcome.ok);
  revoked.add(`${outcome.value.issuer} ${outcome.value.serialNumber}`);
  assert.equal(reasonFrom(store, party.base64), "certificate-revoked");
  revoked.clear();
  assert.equal(reasonFrom(store, party.base64), "accepted");
});

test("a certificate signed with SHA-1 is refused", async () => {
  const issuer = await makeAuthority({ keyKind: "p-256" });
  const old = await issueCertificate({ issuer, keyKind: "p-256", signatureHash: "SHA-1" });
  assert.equal(reasonFrom(storeOf(issuer), old.base64), "certificate-signature-algorithm");
});

test("a certificate without key usage may sign", async () => {
  const free = await issueCertificate({ issuer: authority, keyKind: "p-256", keyUsages: [] });
  assert.equal(reasonFrom(storeOf(authority), free.base64), "accepted");
});

test("a key on P-384 is refused", async () => {
  const other = await issueCertificate({ issuer: authority, keyKind: "p-384" });
  assert.equal(reasonFrom(storeOf(authority), other.base64), "certificate-key-not-allowed");
});

test("a certificate of two organisations is refused, one without organisation has no number", async () => {
  const unit = "urn:be:fgov:kbo-bce:organization:cbe-number:";
  const both = `${partySubject("Both", "0123456749")},OU=${unit}0876543249`;
  const store = storeOf(authority);
  const two = await issueCertificate({ issuer: authority, keyKind: "p-256", subject: both });
  assert.equal(reasonFrom(store, two.base64), "certificate-organization-ambiguous");
  // What looks like a unit inside another part of the name is not one.
  for (const subject of [
    "C=BE,CN=Nobody",
    `C=BE,CN=Nobody\\, OU\\=${unit}0123456749`,
    `C=BE,OU=${unit}012345674,CN=Short`,
  ]) {
    const none = store.judge((await issueCertificate({ issuer: authority, keyKind: "p-256", subject })).base64);
    assert.ok(none.ok);
    assert.equal(none.value.organizationNumber, undefined, subject);
  }
});

test("what is not a certificate is refused", () => {
  const store = storeOf(authority);
  for (const junk of ["", "AAAA", "not base64", `${party.base64}AAAA`, party.base64.slice(4), "A".repeat(20_000)]) {
    assert.equal(reasonFrom(store, junk), "certificate-unreadable", junk.slice(0, 20));
  }
});

test("a certificate with any byte altered is refused", () => {
  const store = storeOf(authority);
  const der = Buffer.from(party.base64, "base64");
  fc.assert(
    fc.property(fc.nat({ max: der.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const altered = Buffer.from(der);
      altered[at] = (altered[at] ?? 0) ^ mask;
      return !store.judge(altered).ok;
    }),
    { numRuns: 200, seed: 509 },
  );
});

test("reading the fields of any bytes gives fields or nothing, and never throws", () => {
  const der = Buffer.from(party.base64, "base64");
  const { subject = new Uint8Array(), ...fields } = readCertificateFields(der) ?? {};
  assert.ok(Buffer.from(subject).includes("Test party"));
  assert.deepEqual(fields, {
    signatureAlgorithm: "1.2.840.10045.4.3.2",
    keyUsage: { digitalSignature: true, certificateSign: false, listSign: false },
    isAuthority: false,
    pathLength: undefined,
    criticalExtensions: ["2.5.29.19", "2.5.29.15"],
  });
  for (let length = 0; length < der.length; length++)
    assert.equal(readCertificateFields(der.subarray(0, length)), undefined);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      readCertificateFields(bytes);
    }),
    { numRuns: 300, seed: 5280 },
  );
});

test("more certificates than there is room for are all judged rightly", async () => {
  const store = createTrustStore({ authorities: [authority.certificatePem], clock: movableClock(noon), capacity: 2 });
  const parties = await Promise.all(
    ["0111111122", "0222222244", "0333333366"].map(async (number) => {
      const subject = partySubject("One of many", number);
      return { number, ...(await issueCertificate({ issuer: authority, keyKind: "p-256", subject })) };
    }),
  );
  for (const { number, base64 } of [...parties, ...parties.toReversed()]) {
    const outcome = store.judge(base64);
    assert.equal(outcome.ok && outcome.value.organizationNumber, number);
  }
});

test("whose certificate a fingerprint is of is known of those that were believed, and of no other", async () => {
  const store = createTrustStore({ authorities: [authority.certificatePem], clock: movableClock(noon) });
  const elsewhere = await makeAuthority({ subject: "C=BE,O=Elsewhere,CN=Another authority", keyKind: "p-256" });
  const stranger = await issueCertificate({ issuer: elsewhere, keyKind: "p-256", keyLabel: "stranger" });
  const fingerprintOf = ({ base64 }: Issued) => hash("sha256", Buffer.from(base64, "base64"));
  assert.equal(store.subjectOf(fingerprintOf(party)), undefined, "nobody showed it yet");
  const judged = certain(store.judge(party.base64));
  assert.equal(store.judge(stranger.base64).ok, false);
  assert.equal(store.subjectOf(fingerprintOf(party)), judged.subject);
  assert.equal(store.subjectOf(fingerprintOf(stranger)), undefined);
});

test("an authority that cannot be one stops the start", async () => {
  const intermediate = await makeAuthority({ issuer: authority, subject: "C=BE,CN=Intermediate", keyKind: "p-256" });
  const narrow = await makeAuthority({ keyKind: "p-256", subject: "C=BE,CN=Narrow", pathLength: 0 });
  const tooDeep = await makeAuthority({ issuer: narrow, subject: "C=BE,CN=Too deep", keyKind: "p-256" });
  const weak = await makeAuthority({ keyKind: "rsa-1024", subject: "C=BE,CN=Weak" });
  assert.throws(() => storeOf(party), /not marked as an authority/);
  assert.throws(() => storeOf(intermediate), /neither self-signed nor signed by a self-signed one/);
  assert.throws(() => storeOf(narrow, tooDeep), /below one that allows none/);
  assert.throws(() => storeOf(weak), /a key that is not allowed/);
  assert.doesNotThrow(() => storeOf(authority, intermediate));
});
