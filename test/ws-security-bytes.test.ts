// No single altered byte of a signed message goes unnoticed, unless it alters nothing of what was signed.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canonicalize } from "../src/xml/canonicalize.ts";
import { parseXml } from "../src/xml/parse.ts";
import { childElements } from "../src/xml/query.ts";
import type { XmlElement } from "../src/xml/tree.ts";
import { issueCertificate, makeAuthority } from "./pki.ts";
import { makeService, type PartName, partOf, signedBy } from "./ws-security-scene.ts";

const authority = await makeAuthority({ keyKind: "p-256" });
const party = await issueCertificate({ issuer: authority });
const service = makeService({ authorities: [authority.certificatePem] });
const text = signedBy(party);
const message = Buffer.from(text);

/** Good but for having come before is good. */
function passes(bytes: Uint8Array): boolean {
  const outcome = service.receive(bytes);
  return outcome.ok || outcome.reason.reason === "replayed";
}

function altered(at: number, mask: number): Buffer {
  const bytes = Buffer.from(message);
  bytes[at] = (bytes[at] ?? 0) ^ mask;
  return bytes;
}

/** Body, Timestamp and SignedInfo in canonical form, wherever they have to stand. */
function signedForms(envelope: XmlElement): readonly string[] {
  const [header, body] = childElements(envelope);
  const [security] = header === undefined ? [] : childElements(header);
  const [, timestamp, signature] = security === undefined ? [] : childElements(security);
  const [signedInfo] = signature === undefined ? [] : childElements(signature);
  return [body, timestamp, signedInfo].map((part) => (part === undefined ? "missing" : canonicalize(part)));
}

const original = parseXml(message);
const originalForms = original.ok ? signedForms(original.value.root) : [];

function isNoticed(at: number, mask: number): boolean {
  const bytes = altered(at, mask);
  const parsed = parseXml(bytes);
  if (!parsed.ok || !passes(bytes)) return true;
  assert.deepEqual(signedForms(parsed.value.root), originalForms, `byte ${at} with mask ${mask}`);
  return false;
}

test("the message as it was signed passes", () => {
  assert.deepEqual(originalForms, [partOf(text, "body"), partOf(text, "timestamp"), partOf(text, "signedInfo")]);
  assert.equal(passes(message), true);
});

const signed: readonly PartName[] = ["body", "timestamp", "signedInfo"];
const signedOffsets = signed.flatMap((part) => {
  const written = partOf(text, part);
  return Array.from({ length: written.length }, (_, at) => text.indexOf(written) + at);
});

test("a byte altered in what is signed is noticed", () => {
  const flip = fc.tuple(fc.constantFrom(...signedOffsets), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(flip, ([at, mask]) => {
      isNoticed(at, mask);
    }),
    { numRuns: 300, seed: 264 },
  );
});

test("each character of the question with its lowest bit altered is noticed", () => {
  const body = partOf(text, "body");
  const content = text.indexOf(body) + body.indexOf("<informationCustomer>");
  const end = text.indexOf("</v2:consultCareerRequest>");
  for (let at = content; at < end; at++) assert.equal(isNoticed(at, 1), true, `byte ${at}`);
});

test("a byte altered anywhere is noticed, or leaves what is signed as it was", () => {
  const flip = fc.tuple(fc.nat({ max: message.length - 1 }), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(flip, ([at, mask]) => {
      isNoticed(at, mask);
    }),
    { numRuns: 300, seed: 298 },
  );
});

test("a byte altered in the signature value or the certificate is noticed", () => {
  const value = text.indexOf("<ds:SignatureValue>") + "<ds:SignatureValue>".length;
  const certificate = text.indexOf(party.base64);
  const offsets = [...spread(value, 344), ...spread(certificate, party.base64.length)];
  for (const at of offsets) assert.equal(isNoticed(at, 1), true, `byte ${at}`);
});

function spread(start: number, length: number): readonly number[] {
  return Array.from({ length: Math.floor(length / 7) }, (_, step) => start + 7 * step);
}
