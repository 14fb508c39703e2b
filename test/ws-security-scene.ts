// A customer, a trusting service and the tools of somebody who alters what goes between them.

import assert from "node:assert/strict";
import { hash, type KeyObject, sign } from "node:crypto";
import { movableClock } from "../src/kernel/clock.ts";
import type { Outcome } from "../src/kernel/outcome.ts";
import { createReplayMemory } from "../src/soap/security/replay.ts";
import type { SecurityFault } from "../src/soap/security/security-fault.ts";
import { createSigner } from "../src/soap/security/sign.ts";
import { createTrustStore, type TrustStoreOptions } from "../src/soap/security/trust.ts";
import { createVerifier, type SignedMessage, type VerifierOptions } from "../src/soap/security/verify.ts";
import { parseXml } from "../src/xml/parse.ts";
import type { Issued } from "./pki.ts";

export const noon = Date.parse("2026-06-01T12:00:00Z");
const minute = 60_000;

/** Born "1985" with the check digits of 2085: nobody's number. */
export const ssin = "85010100144";

/** A question in canonical form. */
export const question =
  '<v2:consultCareerRequest xmlns:v2="http://kszbcss.fgov.be/intf/SelfEmployedService/v2">' +
  "<informationCustomer><customerIdentification><cbeNumber>0123456749</cbeNumber></customerIdentification>" +
  `</informationCustomer><legalContext>PCSA:SOCIAL_INQUIRY</legalContext><criteria><ssin>${ssin}</ssin></criteria>` +
  "</v2:consultCareerRequest>";

export interface Service {
  readonly clock: ReturnType<typeof movableClock>;
  receive(message: string | Uint8Array): Outcome<SignedMessage, SecurityFault>;
}

export type ServiceOptions = Pick<TrustStoreOptions, "authorities" | "isRevoked"> &
  Pick<VerifierOptions, "timestampLife" | "skew"> & { readonly now?: number };

/** A service that believes these authorities, at noon, and has not seen any message yet. */
export function makeService({ authorities, isRevoked, now = noon, ...limits }: ServiceOptions): Service {
  const clock = movableClock(now);
  const trust = createTrustStore({ authorities, clock, ...(isRevoked === undefined ? {} : { isRevoked }) });
  const replay = createReplayMemory({ clock, capacity: 10_000 });
  const verifier = createVerifier({ trust, clock, replay, ...limits });
  return {
    clock,
    receive(message) {
      const parsed = parseXml(Buffer.from(message));
      assert.ok(parsed.ok, "a message is well-formed");
      return verifier.verify(parsed.value.root);
    },
  };
}

/** A good message, signed at noon for a minute. */
export function signedBy(party: Issued, { body = question, created = noon, lifeMs = minute } = {}): string {
  return createSigner(party).sign({ body, created, lifeMs });
}

/** The text with one thing replaced, which must stand there exactly once. */
export function edited(text: string, from: string, to: string): string {
  const parts = text.split(from);
  assert.equal(parts.length, 2, `one ${from.slice(0, 60)} in the message`);
  return parts.join(to);
}

export type PartName = keyof typeof partNames;

/** A part of a message of ours as it is written, which is also its canonical form. */
export function partOf(text: string, part: PartName): string {
  const name = partNames[part];
  const match = new RegExp(`<${name}[ >].*</${name}>`, "s").exec(text);
  assert.ok(match, `a ${name} in the message`);
  return match[0];
}

const partNames = {
  body: "soapenv:Body",
  header: "soapenv:Header",
  security: "wsse:Security",
  token: "wsse:BinarySecurityToken",
  timestamp: "wsu:Timestamp",
  signature: "ds:Signature",
  signedInfo: "ds:SignedInfo",
  keyInfo: "ds:KeyInfo",
} as const;

export function replaced(text: string, part: PartName, replace: (written: string) => string): string {
  const written = partOf(text, part);
  return edited(text, written, replace(written));
}

export function idOf(text: string, part: PartName): string {
  const match = / wsu:Id="([^"]*)"/.exec(partOf(text, part));
  assert.ok(match?.[1] !== undefined);
  return match[1];
}

/** The message with the digest of one part put right, for what its SignedInfo says about that part. */
export function redigested(
  text: string,
  part: PartName,
  digest = hash("sha256", partOf(text, part), "base64"),
): string {
  const reference = new RegExp(`(<ds:Reference URI="#${idOf(text, part)}">.*?<ds:DigestValue>)[^<]*`, "s");
  assert.match(text, reference);
  return text.replace(reference, (_, before: string) => before + digest);
}

/** The message signed anew, by whatever key, over its SignedInfo as it is written now. */
export function resigned(
  text: string,
  key: Pick<Issued, "privateKey">,
  { digest = "sha256", signedInfo = partOf(text, "signedInfo") } = {},
): string {
  return withSignatureValue(text, sign(digest, Buffer.from(signedInfo), rawForm(key.privateKey)).toString("base64"));
}

export function withSignatureValue(text: string, value: string): string {
  return text.replace(/<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value}`);
}

export function signatureValueOf(text: string): Buffer {
  const match = /<ds:SignatureValue>([^<]*)/.exec(text);
  assert.ok(match?.[1] !== undefined);
  return Buffer.from(match[1], "base64");
}

function rawForm(key: KeyObject) {
  return { key, dsaEncoding: "ieee-p1363" } as const;
}

/** A ds:Reference as our signer writes it. */
export function referenceTo(id: string, digest: string, transforms = exclusive): string {
  return (
    `<ds:Reference URI="${id}"><ds:Transforms>${transforms}</ds:Transforms>` +
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>' +
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`
  );
}

export const exclusive = transformNamed("http://www.w3.org/2001/10/xml-exc-c14n#");

export function transformNamed(algorithm: string, parameters = ""): string {
  return `<ds:Transform Algorithm="${algorithm}">${parameters}</ds:Transform>`;
}
