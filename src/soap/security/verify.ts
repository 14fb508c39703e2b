// Who sent this message, and is it as they sent it: the whole of WS-Security that is spoken here, closed where in doubt.

import { hash, type KeyObject, timingSafeEqual, verify as verifySignature } from "node:crypto";
import type { Clock } from "../../kernel/clock.ts";
import { accepted, type Outcome } from "../../kernel/outcome.ts";
import { canonicalize } from "../../xml/canonicalize.ts";
import type { XmlElement } from "../../xml/tree.ts";
import { isDataOf, readToken } from "./key-info.ts";
import type { ReplayMemory } from "./replay.ts";
import { refusedFor, type SecurityFault } from "./security-fault.ts";
import { type Reference, readSignature, type SignatureAlgorithm, type SignatureClaim } from "./signed-info.ts";
import { findSignedParts } from "./signed-parts.ts";
import { judgeTimestamp } from "./timestamp.ts";
import type { TrustedCertificate, TrustStore } from "./trust.ts";
import { checkUnambiguous } from "./unambiguous.ts";

export interface SignedMessage {
  readonly certificate: TrustedCertificate;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly expires: number;
  /** The very element that the signature is over: decode this one. */
  readonly body: XmlElement;
  /**
   * SHA-256 of the key's id and of what it signed, in hexadecimal: one for one message of one key. Not of the signature
   * value: from one ECDSA signature anybody can make a second valid one, and a replay would look new.
   */
  readonly signatureDigest: string;
  /** SHA-256 of the canonical Body, in hexadecimal. */
  readonly bodyDigest: string;
}

export interface VerifierOptions {
  readonly trust: TrustStore;
  readonly clock: Clock;
  readonly replay: ReplayMemory;
  /** The longest allowed time between Created and Expires, in milliseconds; five minutes unless told. */
  readonly timestampLife?: number;
  /** How far a sender's clock may be off, in milliseconds; one minute unless told. */
  readonly skew?: number;
}

export interface Verifier {
  /** Takes the root element of a message. Never throws. */
  verify(envelope: XmlElement): Outcome<SignedMessage, SecurityFault>;
}

/**
 * A message passes when a believed certificate's key signed exactly its Body and its Timestamp (and the token, where the
 * sender wants to), in time and for the first time. WS-Security 1.0 with the X.509 token profile, exclusive
 * canonicalization, SHA-256, RSA PKCS #1 v1.5 or ECDSA on P-256; nothing else is understood, so nothing can be
 * negotiated down.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const { trust, clock, replay, timestampLife = 300_000, skew = 60_000 } = options;

  return {
    // From cheap to dear: a message without hope costs no cryptography.
    verify(envelope) {
      const parts = findSignedParts(envelope);
      if (!parts.ok) return parts;
      const life = judgeTimestamp(parts.value.timestamp, { now: clock.now(), skew, timestampLife });
      if (!life.ok) return life;
      const unambiguous = checkUnambiguous(envelope, parts.value);
      if (!unambiguous.ok) return unambiguous;
      const claim = readSignature(parts.value);
      if (!claim.ok) return claim;
      const certificate = certificateOf(parts.value.token, claim.value.keyInfo, trust);
      if (!certificate.ok) return certificate;

      // The signature before the digests: nobody without a believed key chooses what is canonicalized, and how.
      const signed = checkSignature(claim.value, certificate.value);
      if (!signed.ok) return signed;
      const bodyDigest = checkDigests(claim.value.references, parts.value.body);
      if (!bodyDigest.ok) return bodyDigest;

      // Last, so that nobody can use up the signature of another with a message that does not pass. A message passes
      // until a skew after it has expired.
      const signatureDigest = hash("sha256", `${certificate.value.keyId}\n${signed.value}`, "hex");
      const memory = replay.remember(signatureDigest, life.value.expires + skew);
      if (memory === "seen") return refusedFor("replayed", "a message not sent before", "the same message again");
      if (memory === "full") return refusedFor("replay-memory-full", "room to remember this message", "none");

      const { created, expires } = life.value;
      return accepted({
        certificate: certificate.value,
        created,
        expires,
        body: parts.value.body,
        signatureDigest,
        bodyDigest: bodyDigest.value,
      });
    },
  };
}

function certificateOf(
  token: XmlElement,
  keyInfo: XmlElement,
  trust: TrustStore,
): Outcome<TrustedCertificate, SecurityFault> {
  const claim = readToken(token, keyInfo);
  if (!claim.ok) return claim;
  const { certificate: text, x509Data } = claim.value;
  const judged = trust.judge(text);
  if (!judged.ok) return refusedFor(judged.reason.reason, judged.reason.expected, judged.reason.found);
  if (x509Data.every((data) => isDataOf(data, text, judged.value))) return judged;
  return refusedFor("token-reference-wrong", "X509Data of the certificate in the token", "another certificate");
}

/** The canonical SignedInfo, where the signature over it is by this certificate's key. */
function checkSignature(claim: SignatureClaim, { publicKey }: TrustedCertificate): Outcome<string, SecurityFault> {
  const { algorithm, length } = signatureOf(publicKey);
  if (claim.algorithm !== algorithm) return refusedFor("signature-algorithm-not-of-key", algorithm, claim.algorithm);
  if (claim.value.length !== length) {
    return refusedFor("signature-length", `${length} bytes`, `${claim.value.length} bytes`);
  }
  const text = canonicalize(claim.signedInfo, { inclusivePrefixes: claim.inclusivePrefixes });
  // ECDSA as XML Signature 1.1 section 6.4.3 has it: r and s side by side, not in DER.
  const key = algorithm === "rsa-sha256" ? publicKey : ({ key: publicKey, dsaEncoding: "ieee-p1363" } as const);
  if (!verifySignature("sha256", Buffer.from(text), key, claim.value)) {
    return refusedFor("signature-mismatch", "a signature by the certificate's key", "another signature");
  }
  return accepted(text);
}

/** The digest of the Body, in hexadecimal, where each digest is as the signature has it. */
function checkDigests(references: readonly Reference[], body: XmlElement): Outcome<string, SecurityFault> {
  let bodyDigest = "";
  for (const { target, inclusivePrefixes, digest } of references) {
    const found = hash("sha256", canonicalize(target, { inclusivePrefixes }), "buffer");
    if (!timingSafeEqual(found, digest)) {
      return refusedFor("digest-mismatch", `the ${target.localName} as it was signed`, "another content");
    }
    if (target === body) bodyDigest = found.toString("hex");
  }
  return accepted(bodyDigest);
}

interface KeySignature {
  readonly algorithm: SignatureAlgorithm;
  readonly length: number;
}

/** What node tells of a key is worked out anew each time it is asked. */
const known = new WeakMap<KeyObject, KeySignature>();

function signatureOf(key: KeyObject): KeySignature {
  const before = known.get(key);
  if (before !== undefined) return before;
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  const signature: KeySignature =
    key.asymmetricKeyType === "ec"
      ? { algorithm: "ecdsa-sha256", length: 64 }
      : { algorithm: "rsa-sha256", length: Math.ceil(modulusLength / 8) };
  known.set(key, signature);
  return signature;
}
