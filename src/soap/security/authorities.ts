// The authorities that an installation knows: what makes a certificate one of them, and what they may sign with.

import { type KeyObject, X509Certificate } from "node:crypto";
import { type CertificateFields, extensionIds, readCertificateFields } from "./certificate-fields.ts";
import { distinguishedName } from "./distinguished-name.ts";

export interface Authority {
  readonly certificate: X509Certificate;
  readonly subject: string;
  /** The subject as it stands in the certificate. */
  readonly name: Uint8Array;
  readonly publicKey: KeyObject;
  /** Its own certificate as its issuer counts; undefined where it is self-signed, and nobody could revoke it. */
  readonly issued: IssuedCertificate | undefined;
  /** The key may sign revocation lists. */
  readonly signsLists: boolean;
  /** The narrowest dates of the chain up to the self-signed authority, in milliseconds since the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** What names a certificate for good. */
export interface IssuedCertificate {
  /** One line, most specific part first (RFC 4514). */
  readonly issuer: string;
  /** Hexadecimal, as the issuer counts. */
  readonly serialNumber: string;
}

interface SignatureAlgorithm {
  readonly keyType: "rsa" | "ec";
  readonly digest: "sha256" | "sha384" | "sha512";
}

/** Signature algorithms of issuers: PKCS #1 v1.5 and ECDSA with SHA-256, SHA-384 or SHA-512. */
export const issuerAlgorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ["1.2.840.113549.1.1.11", { keyType: "rsa", digest: "sha256" }],
  ["1.2.840.113549.1.1.12", { keyType: "rsa", digest: "sha384" }],
  ["1.2.840.113549.1.1.13", { keyType: "rsa", digest: "sha512" }],
  ["1.2.840.10045.4.3.2", { keyType: "ec", digest: "sha256" }],
  ["1.2.840.10045.4.3.3", { keyType: "ec", digest: "sha384" }],
  ["1.2.840.10045.4.3.4", { keyType: "ec", digest: "sha512" }],
]);

/** RFC 5280 section 4.2: a critical extension that is not understood makes the certificate one to refuse. */
export const understoodExtensions: ReadonlySet<string> = new Set(Object.values(extensionIds));

/**
 * PEM, each text with one or more. Each is self-signed, or signed by a self-signed one among them. Throws where one
 * cannot be an authority: that is a mistake of the operator.
 */
export function readAuthorities(pems: readonly string[]): readonly Authority[] {
  const candidates = pems.flatMap(certificatesIn).map((pem) => {
    const x509 = new X509Certificate(pem);
    const subject = distinguishedName(x509.subject);
    const fields = readCertificateFields(x509.raw);
    if (fields === undefined) throw new Error(`authority ${subject} is not DER`);
    const fault = faultOfAuthority(x509, fields);
    if (fault !== undefined) throw new Error(`authority ${subject} ${fault}`);
    return { x509, subject, fields };
  });
  const roots = candidates.filter(({ x509 }) => isIssuedBy(x509, x509));
  return candidates.map(({ x509, subject, fields }) => {
    const root = roots.find((candidate) => isIssuedBy(x509, candidate.x509));
    if (root === undefined)
      throw new Error(`authority ${subject} is neither self-signed nor signed by a self-signed one`);
    if (root.x509 !== x509 && root.fields.pathLength === 0)
      throw new Error(`authority ${subject} stands below one that allows none`);
    return {
      certificate: x509,
      subject,
      name: fields.subject,
      publicKey: x509.publicKey,
      issued: isIssuedBy(x509, x509) ? undefined : { issuer: root.subject, serialNumber: x509.serialNumber },
      signsLists: fields.keyUsage?.listSign !== false,
      notBefore: Math.max(x509.validFromDate.getTime(), root.x509.validFromDate.getTime()),
      notAfter: Math.min(x509.validToDate.getTime(), root.x509.validToDate.getTime()),
    };
  });
}

/** OpenSSL reads the first certificate of a text and overlooks the others; a text without any is left for it to refuse. */
export function certificatesIn(pem: string): readonly string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [pem];
}

function faultOfAuthority(x509: X509Certificate, fields: CertificateFields): string | undefined {
  if (!x509.ca) return "is not marked as an authority";
  if (fields.keyUsage?.certificateSign === false) return "has a key that is not for certificates";
  if (!issuerAlgorithms.has(fields.signatureAlgorithm)) return "is signed with an algorithm that is not allowed";
  if (!isMessageKey(x509.publicKey) && !isCurve(x509.publicKey, ["secp384r1", "secp521r1"]))
    return "has a key that is not allowed";
  const unknown = fields.criticalExtensions.find((id) => !understoodExtensions.has(id));
  return unknown === undefined ? undefined : `has the critical extension ${unknown}, which is not understood`;
}

/** How the issuer counts a certificate, both in DER: by the issuer's own spelling of its name, as its revocation lists do. */
export function asIssued(certificate: Uint8Array, issuer: Uint8Array): IssuedCertificate {
  const { serialNumber } = new X509Certificate(certificate);
  return { issuer: distinguishedName(new X509Certificate(issuer).subject), serialNumber };
}

function isIssuedBy(x509: X509Certificate, issuer: X509Certificate): boolean {
  return x509.checkIssued(issuer) && x509.verify(issuer.publicKey);
}

/** What messages may be signed with: RSA of 2048 to 8192 bits, or P-256. */
export function isMessageKey(key: KeyObject): boolean {
  if (key.asymmetricKeyType !== "rsa") return isCurve(key, ["prime256v1"]);
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  return modulusLength >= 2048 && modulusLength <= 8192;
}

function isCurve(key: KeyObject, curves: readonly string[]): boolean {
  return key.asymmetricKeyType === "ec" && curves.includes(key.asymmetricKeyDetails?.namedCurve ?? "");
}
