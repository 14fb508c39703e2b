// A signed SOAP message, written in canonical form from the start: what is hashed is what is sent.

import { hash, type KeyObject, randomUUID, sign as signBytes, X509Certificate } from "node:crypto";
import { algorithms, namespaces, tokenTypes } from "./names.ts";

export interface SignerOptions {
  /** RSA of at least 2048 bits, or P-256. */
  readonly privateKey: KeyObject;
  /** Of that key; the first certificate of the PEM is the one that is sent. */
  readonly certificatePem: string;
}

export interface MessageToSign {
  /**
   * What stands in the Body, as exclusive canonical XML with its namespaces declared at its root. Around it the
   * prefixes `soapenv` (the SOAP 1.1 envelope) and `wsu` are declared: content that uses these namespaces uses these
   * prefixes, undeclared.
   */
  readonly body: string;
  /** The moment of signing; a number is milliseconds since the epoch. */
  readonly created: Date | number;
  /** Milliseconds from Created to Expires. */
  readonly lifeMs: number;
  /** Further header elements, well-formed, with their own namespace declarations; they are not signed. */
  readonly extraHeaders?: string;
}

export interface Signer {
  /** The whole envelope, without XML declaration. */
  sign(message: MessageToSign): string;
}

/**
 * RSA-SHA256 or ECDSA-SHA256 as the key is, over Body and Timestamp, with the certificate in the message. Throws where
 * key and certificate do not belong together, or the key is of a kind that no verifier here believes.
 */
export function createSigner({ privateKey, certificatePem }: SignerOptions): Signer {
  const x509 = new X509Certificate(certificatePem);
  if (!x509.checkPrivateKey(privateKey)) throw new Error("the private key is not that of the certificate");
  const algorithm = algorithmOf(privateKey);
  const key =
    algorithm === algorithms.rsaSha256 ? privateKey : ({ key: privateKey, dsaEncoding: "ieee-p1363" } as const);
  const token = x509.raw.toString("base64");

  return {
    sign({ body, created, lifeMs, extraHeaders = "" }) {
      // Ids of their own make two equal questions of one millisecond two messages.
      const id = randomUUID();
      const signedBody = bodyText(`body-${id}`, body);
      const timestamp = timestampText(`timestamp-${id}`, Number(created), lifeMs);
      const signedInfo = signedInfoText(algorithm, [
        [`body-${id}`, signedBody],
        [`timestamp-${id}`, timestamp],
      ]);
      const value = signBytes("sha256", Buffer.from(signedInfo), key).toString("base64");
      return (
        `<soapenv:Envelope xmlns:soapenv="${namespaces.envelope}"><soapenv:Header>${extraHeaders}` +
        `<wsse:Security xmlns:wsse="${namespaces.security}" soapenv:mustUnderstand="1">` +
        `<wsse:BinarySecurityToken xmlns:wsu="${namespaces.utility}" EncodingType="${tokenTypes.base64Binary}"` +
        ` ValueType="${tokenTypes.x509v3}" wsu:Id="token-${id}">${token}</wsse:BinarySecurityToken>` +
        `${timestamp}<ds:Signature xmlns:ds="${namespaces.signature}">${signedInfo}` +
        `<ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo><wsse:SecurityTokenReference>` +
        `<wsse:Reference URI="#token-${id}" ValueType="${tokenTypes.x509v3}"></wsse:Reference>` +
        "</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature></wsse:Security></soapenv:Header>" +
        `${signedBody}</soapenv:Envelope>`
      );
    },
  };
}

function algorithmOf(key: KeyObject): string {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === "rsa" && modulusLength >= 2048) return algorithms.rsaSha256;
  if (key.asymmetricKeyType === "ec" && namedCurve === "prime256v1") return algorithms.ecdsaSha256;
  throw new Error("a signing key is RSA of at least 2048 bits, or P-256");
}

// Each of these repeats the namespaces that it uses, although the element around declares them too: so they are their
// own canonical form. The order of declarations and attributes is that of Canonical XML.

function bodyText(id: string, content: string): string {
  return (
    `<soapenv:Body xmlns:soapenv="${namespaces.envelope}" xmlns:wsu="${namespaces.utility}" wsu:Id="${id}">` +
    `${content}</soapenv:Body>`
  );
}

function timestampText(id: string, created: number, lifeMs: number): string {
  return (
    `<wsu:Timestamp xmlns:wsu="${namespaces.utility}" wsu:Id="${id}">` +
    `<wsu:Created>${new Date(created).toISOString()}</wsu:Created>` +
    `<wsu:Expires>${new Date(created + lifeMs).toISOString()}</wsu:Expires></wsu:Timestamp>`
  );
}

function signedInfoText(algorithm: string, parts: readonly (readonly [id: string, canonical: string])[]): string {
  return (
    `<ds:SignedInfo xmlns:ds="${namespaces.signature}">` +
    `<ds:CanonicalizationMethod Algorithm="${algorithms.exclusiveCanonicalization}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${algorithm}"></ds:SignatureMethod>` +
    `${parts.map(([id, canonical]) => referenceText(id, canonical)).join("")}</ds:SignedInfo>`
  );
}

function referenceText(id: string, canonical: string): string {
  return (
    `<ds:Reference URI="#${id}"><ds:Transforms>` +
    `<ds:Transform Algorithm="${algorithms.exclusiveCanonicalization}"></ds:Transform></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${algorithms.sha256}"></ds:DigestMethod>` +
    `<ds:DigestValue>${hash("sha256", canonical, "base64")}</ds:DigestValue></ds:Reference>`
  );
}
