// Which certificates are believed: those that a known authority issued, for as long as they are valid and not revoked.

import { hash, type KeyObject, X509Certificate } from "node:crypto";
import type { Clock } from "../../kernel/clock.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import {
  type Authority,
  type IssuedCertificate,
  isMessageKey,
  issuerAlgorithms,
  readAuthorities,
  understoodExtensions,
} from "./authorities.ts";
import { decodeBase64, withoutSpaces } from "./base64.ts";
import { type CertificateFields, readCertificateFields } from "./certificate-fields.ts";
import { distinguishedName, organizationNumbers } from "./distinguished-name.ts";

export interface TrustedCertificate extends IssuedCertificate {
  /** SHA-256 of the DER, in hexadecimal. */
  readonly fingerprint: string;
  /** SHA-256 of the public key (SubjectPublicKeyInfo), in hexadecimal: the same for every certificate of this key. */
  readonly keyId: string;
  /** One line, most specific part first (RFC 4514). */
  readonly subject: string;
  /** The CBE number in an organisational unit `urn:be:fgov:kbo-bce:organization:cbe-number:`: ten digits. */
  readonly organizationNumber?: string;
  /** RSA of at least 2048 bits, or P-256. */
  readonly publicKey: KeyObject;
  /** Milliseconds since the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
}

export type CertificateReason =
  | "certificate-unreadable"
  | "certificate-unknown-issuer"
  | "certificate-signature-wrong"
  | "certificate-signature-algorithm"
  | "certificate-is-authority"
  | "certificate-not-yet-valid"
  | "certificate-expired"
  | "certificate-authority-not-valid"
  | "certificate-key-not-allowed"
  | "certificate-key-usage"
  | "certificate-extension-unknown"
  | "certificate-organization-ambiguous"
  | "certificate-revoked";

export interface CertificateFault {
  readonly reason: CertificateReason;
  readonly expected: string;
  readonly found: string;
}

export interface TrustStoreOptions {
  /** PEM, each text with one or more. Each is self-signed, or signed by a self-signed one of this list. */
  readonly authorities: readonly string[];
  readonly clock: Clock;
  /**
   * Asked at every use, also of a certificate seen before, and of an authority that another one issued. It goes by issuer
   * and serial number, since a fingerprint does not name a certificate for good where the issuer signs with ECDSA: a
   * second valid signature follows from the first.
   */
  readonly isRevoked?: (certificate: IssuedCertificate) => boolean;
  /** How many certificates are kept with their verdict; 1,000 unless told. */
  readonly capacity?: number;
}

export interface TrustStore {
  /** Takes the DER, or its base64 as in a BinarySecurityToken. Never throws. */
  judge(certificate: Uint8Array | string): Outcome<TrustedCertificate, CertificateFault>;
}

export interface RememberingTrustStore extends TrustStore {
  /** Whose certificate that was, of one that was believed lately; to be told, not to be judged by. */
  subjectOf(fingerprint: string): string | undefined;
}

/**
 * A believed certificate is read and its signature checked once; then it is one look-up. Dates and revocation are
 * looked at each time. Throws where an authority of the list cannot be one: that is a mistake of the operator.
 */
export function createTrustStore(options: TrustStoreOptions): RememberingTrustStore {
  const { clock, isRevoked, capacity = 1_000 } = options;
  const authorities = readAuthorities(options.authorities);
  // Oldest use first. Only what a known authority signed comes in, so strangers cannot push members out; keys are our
  // own encoding of the bytes, so one certificate takes one place however it was written.
  const known = new Map<string, Known>();
  let latest: Known | undefined;

  function knownOf(text: string): Outcome<Known, CertificateFault> {
    const found = known.get(text);
    if (found !== undefined) {
      if (found !== latest) {
        known.delete(found.text);
        known.set(found.text, found);
        latest = found;
      }
      return accepted(found);
    }
    const read = readCertificate(text, authorities);
    if (!read.ok) return read;
    known.set(read.value.text, read.value);
    latest = read.value;
    const [oldest] = known.keys();
    if (known.size > capacity && oldest !== undefined) known.delete(oldest);
    return read;
  }

  return {
    judge(certificate) {
      const text = typeof certificate === "string" ? withoutSpaces(certificate) : base64Of(certificate);
      const found = knownOf(text);
      if (!found.ok) return found;
      const { certificate: trusted, authority } = found.value;
      const fault = faultOfDates(trusted, authority, clock.now());
      if (fault !== undefined) return refused(fault);
      const revoked = isRevoked === undefined ? undefined : faultOfRevocation(trusted, authority, isRevoked);
      return revoked === undefined ? accepted(trusted) : refused(revoked);
    },
    subjectOf: (fingerprint) =>
      known.values().find(({ certificate }) => certificate.fingerprint === fingerprint)?.certificate.subject,
  };
}

interface Known {
  /** Our own base64 of the DER: the key in the cache. */
  readonly text: string;
  readonly certificate: TrustedCertificate;
  readonly authority: Authority;
}

const organizationUnit = "urn:be:fgov:kbo-bce:organization:cbe-number:";

function readCertificate(text: string, authorities: readonly Authority[]): Outcome<Known, CertificateFault> {
  const read = readX509(text);
  if (read === undefined) {
    return refused({
      reason: "certificate-unreadable",
      expected: "one X.509 certificate, DER in base64",
      found: "something else",
    });
  }
  const { x509, fields } = read;
  const subject = distinguishedName(x509.subject);
  const issuer = distinguishedName(x509.issuer);
  const no = (reason: CertificateReason, expected: string, found: string) => refused({ reason, expected, found });

  const named = authorities.filter((authority) => x509.checkIssued(authority.certificate));
  if (named.length === 0) return no("certificate-unknown-issuer", "an issuer among the known authorities", issuer);
  if (!issuerAlgorithms.has(fields.signatureAlgorithm)) {
    return no("certificate-signature-algorithm", "RSA or ECDSA with SHA-2", fields.signatureAlgorithm);
  }
  const authority = named.find(({ publicKey }) => x509.verify(publicKey));
  if (authority === undefined)
    return no("certificate-signature-wrong", `a signature by ${issuer}`, "another signature");
  if (x509.ca || fields.isAuthority) return no("certificate-is-authority", "the certificate of a party", subject);
  const unknown = fields.criticalExtensions.find((id) => !understoodExtensions.has(id));
  if (unknown !== undefined)
    return no("certificate-extension-unknown", "no critical extension beyond the known", unknown);
  if (!isMessageKey(x509.publicKey)) {
    return no("certificate-key-not-allowed", "RSA of 2048 to 8192 bits, or P-256", describeKey(x509.publicKey));
  }
  if (fields.keyUsage?.digitalSignature === false) {
    return no("certificate-key-usage", "digitalSignature", "a key that is not for signatures");
  }
  const [organizationNumber, ...others] = organizationNumbers(x509.subject, organizationUnit);
  if (others.length > 0)
    return no("certificate-organization-ambiguous", "one CBE number", `${others.length + 1} CBE numbers`);

  return accepted({
    text: base64Of(x509.raw),
    authority,
    certificate: {
      fingerprint: hash("sha256", x509.raw, "hex"),
      keyId: hash("sha256", x509.publicKey.export({ type: "spki", format: "der" }), "hex"),
      subject,
      // Where the certificate spells that name otherwise (RFC 5280 section 7.1), lists go by the authority's own spelling.
      issuer: authority.subject,
      serialNumber: x509.serialNumber,
      ...(organizationNumber === undefined ? {} : { organizationNumber }),
      publicKey: x509.publicKey,
      notBefore: x509.validFromDate.getTime(),
      notAfter: x509.validToDate.getTime(),
    },
  });
}

function readX509(text: string): { readonly x509: X509Certificate; readonly fields: CertificateFields } | undefined {
  const der = decodeBase64(text);
  if (der === undefined) return undefined;
  try {
    const x509 = new X509Certificate(der);
    // OpenSSL reads PEM too, and overlooks what comes after the certificate: either would give it a second spelling.
    const fields = x509.raw.equals(der) ? readCertificateFields(der) : undefined;
    return fields === undefined ? undefined : { x509, fields };
  } catch {
    return undefined;
  }
}

function faultOfDates(
  certificate: TrustedCertificate,
  authority: Authority,
  now: number,
): CertificateFault | undefined {
  const { notBefore, notAfter } = certificate;
  if (now < notBefore) {
    return { reason: "certificate-not-yet-valid", expected: `not before ${written(notBefore)}`, found: written(now) };
  }
  if (now > notAfter) {
    return { reason: "certificate-expired", expected: `not after ${written(notAfter)}`, found: written(now) };
  }
  if (now < authority.notBefore || now > authority.notAfter) {
    return {
      reason: "certificate-authority-not-valid",
      expected: `an authority valid at ${written(now)}`,
      found: authority.subject,
    };
  }
  return undefined;
}

function faultOfRevocation(
  certificate: TrustedCertificate,
  { subject, issued }: Authority,
  isRevoked: (certificate: IssuedCertificate) => boolean,
): CertificateFault | undefined {
  if (isRevoked(certificate)) {
    return {
      reason: "certificate-revoked",
      expected: "a certificate that is not revoked",
      found: certificate.subject,
    };
  }
  return issued !== undefined && isRevoked(issued)
    ? { reason: "certificate-authority-not-valid", expected: "an authority that is not revoked", found: subject }
    : undefined;
}

function written(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function describeKey(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  return [key.asymmetricKeyType ?? "unknown", modulusLength ?? namedCurve ?? ""].join(" ").trim();
}

function base64Of(der: Uint8Array): string {
  return Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString("base64");
}
