// Authorities and certificates for tests, of keys that are made once a process and label.

import "./reflect-metadata.ts";
import { KeyObject, webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

export type KeyKind = "rsa-2048" | "rsa-1024" | "p-256" | "p-384";

export interface Authority extends Issued {
  readonly subject: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly keyKind: KeyKind;
}

export interface Issued {
  readonly certificatePem: string;
  /** As in a BinarySecurityToken. */
  readonly base64: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export interface CertificateOptions {
  /** In the order of the certificate, so the country comes first; see `partySubject`. */
  readonly subject?: string;
  readonly keyKind?: KeyKind;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Two certificates of one label and kind have one key. */
  readonly keyLabel?: string;
}

export interface AuthorityOptions extends CertificateOptions {
  /** Self-signed unless told. */
  readonly issuer?: Authority;
  readonly pathLength?: number;
  /** Its key may sign revocation lists, unless told otherwise. */
  readonly signsLists?: boolean;
}

export interface PartyOptions extends CertificateOptions {
  readonly issuer: Authority;
  /** digitalSignature unless told; none leaves the extension out. */
  readonly keyUsages?: readonly (keyof typeof x509.KeyUsageFlags)[];
  readonly isAuthority?: boolean;
  readonly signatureHash?: "SHA-256" | "SHA-1";
  /** The object identifier of an extension that nobody knows. */
  readonly unknownCriticalExtension?: string;
}

const year2026 = { notBefore: new Date("2026-01-01T00:00:00Z"), notAfter: new Date("2027-01-01T00:00:00Z") };

/** The subject of an organisation's certificate, with its CBE number where Smals has it. */
export function partySubject(name: string, cbeNumber: string): string {
  return `C=BE,O=Kruispunt test,OU=urn:be:fgov:kbo-bce:organization:cbe-number:${cbeNumber},CN=${name}`;
}

export async function makeAuthority(options: AuthorityOptions = {}): Promise<Authority> {
  const { subject = "C=BE,O=Kruispunt test,CN=Test authority", keyKind = "rsa-2048", issuer } = options;
  const keys = await keysFor(keyKind, options.keyLabel ?? subject);
  const forLists = options.signsLists === false ? 0 : x509.KeyUsageFlags.cRLSign;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: nextSerial(),
    subject,
    issuer: issuer?.subject ?? subject,
    ...datesOf(options),
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    signingAlgorithm: signatureFor(issuer?.keyKind ?? keyKind, "SHA-256"),
    extensions: [
      new x509.BasicConstraintsExtension(true, options.pathLength, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | forLists, true),
    ],
  });
  return { ...issued(certificate, keys), subject, keys, keyKind };
}

export async function issueCertificate(options: PartyOptions): Promise<Issued> {
  const { subject = partySubject("Test party", "0123456749"), keyKind = "rsa-2048", issuer } = options;
  const keys = await keysFor(keyKind, options.keyLabel ?? subject);
  const usages = options.keyUsages ?? ["digitalSignature"];
  const extensions: x509.Extension[] = [
    new x509.BasicConstraintsExtension(options.isAuthority ?? false, undefined, true),
  ];
  if (usages.length > 0) {
    const flags = usages.reduce((sum, usage) => sum | x509.KeyUsageFlags[usage], 0);
    extensions.push(new x509.KeyUsagesExtension(flags, true));
  }
  if (options.unknownCriticalExtension !== undefined) {
    extensions.push(new x509.Extension(options.unknownCriticalExtension, true, Uint8Array.of(5, 0)));
  }
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: nextSerial(),
    subject,
    issuer: issuer.subject,
    ...datesOf(options),
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: signatureFor(issuer.keyKind, options.signatureHash ?? "SHA-256"),
    extensions,
  });
  return issued(certificate, keys);
}

function issued(certificate: x509.X509Certificate, keys: webcrypto.CryptoKeyPair): Issued {
  return {
    certificatePem: certificate.toString("pem"),
    base64: Buffer.from(certificate.rawData).toString("base64"),
    privateKey: KeyObject.from(keys.privateKey),
    publicKey: KeyObject.from(keys.publicKey),
  };
}

const kept = new Map<string, Promise<webcrypto.CryptoKeyPair>>();

function keysFor(kind: KeyKind, label: string): Promise<webcrypto.CryptoKeyPair> {
  const name = `${kind} ${label}`;
  const keys = kept.get(name) ?? generateKeys(kind);
  kept.set(name, keys);
  return keys;
}

function generateKeys(kind: KeyKind): Promise<webcrypto.CryptoKeyPair> {
  const { subtle } = webcrypto;
  if (kind === "p-256") return subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  if (kind === "p-384") return subtle.generateKey({ name: "ECDSA", namedCurve: "P-384" }, true, ["sign", "verify"]);
  const modulusLength = kind === "rsa-2048" ? 2048 : 1024;
  const publicExponent = Uint8Array.of(1, 0, 1);
  return subtle.generateKey({ name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength, publicExponent }, true, [
    "sign",
    "verify",
  ]);
}

function signatureFor(kind: KeyKind, hash: string) {
  return { name: kind.startsWith("rsa") ? "RSASSA-PKCS1-v1_5" : "ECDSA", hash };
}

function datesOf({ notBefore = year2026.notBefore, notAfter = year2026.notAfter }: CertificateOptions) {
  return { notBefore, notAfter };
}

let serial = 0;

function nextSerial(): string {
  serial += 1;
  return serial.toString(16).padStart(8, "0");
}
