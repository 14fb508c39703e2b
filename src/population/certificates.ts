// Keys and certificates of the demo network: one authority, and what it signs. Everything in memory, as PEM.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
  type webcrypto,
  X509Certificate,
} from "node:crypto";
import { promisify } from "node:util";
import type { Extension, JsonNameParams } from "@peculiar/x509";
import { certain } from "../kernel/outcome.ts";
import { identifierOf } from "../soap/security/name-attributes.ts";
import { parseSubject } from "../soap/security/subject.ts";

export type KeyKind = "rsa-2048" | "ec-p256";

/** A private key (PKCS #8) and its certificate, both PEM. */
export interface Credential {
  readonly key: string;
  readonly certificate: string;
}

export interface CertificateRequest {
  /** `C=BE, O=..., CN=...`: attributes in certificate order, joined with a comma and a space. */
  readonly subject: string;
  readonly keyKind: KeyKind;
  /** What the certificate is for: a server of TLS, or a party that signs messages and connects as a client. */
  readonly purpose: "server" | "party";
}

/** Milliseconds that a certificate must still be valid: one that ends sooner is made anew. */
const shortestRemainder = 30 * 86_400_000;
const certificateLife = 397 * 86_400_000;
const authorityLife = 2 * 365 * 86_400_000;
// Clocks of a demo's clients run a little behind now and then.
const clockTolerance = 86_400_000;

/** A self-signed authority on P-256, valid two years from `now` (milliseconds), that may sign end certificates only. */
export async function createAuthority(subject: string, now: number): Promise<Credential> {
  const x509 = await loadX509();
  const key = await generateKey("ec-p256");
  const keys = { privateKey: await signingKey(key), publicKey: await verifyingKey(key) };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: new x509.Name(nameOf(subject)),
    keys,
    signingAlgorithm,
    serialNumber: serialNumber(),
    notBefore: new Date(now - clockTolerance),
    notAfter: new Date(now + authorityLife),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return credential(key, certificate.toString("pem"), subject);
}

/** A new certificate, signed by the authority, valid 397 days or as long as the authority. Takes over `key` (PEM) when given. */
export async function issueCertificate(
  authority: Credential,
  request: CertificateRequest,
  now: number,
  key?: string,
): Promise<Credential> {
  const x509 = await loadX509();
  const issuer = new X509Certificate(authority.certificate);
  const own = key === undefined ? await generateKey(request.keyKind) : createPrivateKey(key);
  const publicKey = await verifyingKey(own);
  const { digitalSignature, nonRepudiation } = x509.KeyUsageFlags;
  const extensions: Extension[] = [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(
      request.purpose === "server" ? digitalSignature : digitalSignature | nonRepudiation,
      true,
    ),
    new x509.ExtendedKeyUsageExtension([request.purpose === "server" ? serverAuthentication : clientAuthentication]),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(await verifyingKey(createPrivateKey(authority.key))),
  ];
  if (request.purpose === "server") extensions.push(new x509.SubjectAlternativeNameExtension(localNames));
  const certificate = await x509.X509CertificateGenerator.create({
    subject: new x509.Name(nameOf(request.subject)),
    issuer: new x509.Name(nameOf(subjectText(issuer))),
    publicKey,
    signingKey: await signingKey(createPrivateKey(authority.key)),
    signingAlgorithm,
    serialNumber: serialNumber(),
    notBefore: new Date(now - clockTolerance),
    notAfter: new Date(Math.min(now + certificateLife, issuer.validToDate.getTime())),
    extensions,
  });
  return credential(own, certificate.toString("pem"), request.subject);
}

/** May this pair stay in use: the right subject, signed by the authority, its own key, and valid for 30 days more? */
export function isUsable(pair: Credential, authority: Credential, subject: string, now: number): boolean {
  try {
    const certificate = new X509Certificate(pair.certificate);
    const issuer = new X509Certificate(authority.certificate);
    return (
      subjectText(certificate) === subject &&
      certificate.validFromDate.getTime() <= now &&
      certificate.validToDate.getTime() - now > shortestRemainder &&
      certificate.checkIssued(issuer) &&
      certificate.verify(issuer.publicKey) &&
      certificate.checkPrivateKey(createPrivateKey(pair.key))
    );
  } catch {
    // Whatever cannot be read as a key and a certificate is not a pair to keep.
    return false;
  }
}

/** Is this a private key of the kind asked for? */
export function isKeyOfKind(key: string, kind: KeyKind): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(key);
    return kind === "rsa-2048"
      ? asymmetricKeyType === "rsa" && asymmetricKeyDetails?.modulusLength === 2048
      : asymmetricKeyType === "ec" && asymmetricKeyDetails?.namedCurve === "prime256v1";
  } catch {
    return false;
  }
}

/** The subject as annexes write it: attributes in certificate order, joined with a comma and a space. */
function subjectText(certificate: X509Certificate): string {
  return certificate.subject.split("\n").join(", ");
}

const signingAlgorithm = { name: "ECDSA", hash: "SHA-256" };
const serverAuthentication = "1.3.6.1.5.5.7.3.1";
const clientAuthentication = "1.3.6.1.5.5.7.3.2";
const localNames: { type: "dns" | "ip"; value: string }[] = [
  { type: "dns", value: "localhost" },
  { type: "ip", value: "127.0.0.1" },
  { type: "ip", value: "::1" },
];

const generateKeys = promisify(generateKeyPair);

async function generateKey(kind: KeyKind): Promise<KeyObject> {
  const { privateKey } =
    kind === "rsa-2048"
      ? await generateKeys("rsa", { modulusLength: 2048 })
      : await generateKeys("ec", { namedCurve: "P-256" });
  return privateKey;
}

/** The authority's key, able to sign certificates. */
function signingKey(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const pkcs8 = key.export({ type: "pkcs8", format: "der" });
  return crypto.subtle.importKey("pkcs8", pkcs8, ellipticCurve, false, ["sign"]);
}

function verifyingKey(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const spki = createPublicKey(key).export({ type: "spki", format: "der" });
  const algorithm = key.asymmetricKeyType === "rsa" ? rsaSignature : ellipticCurve;
  return crypto.subtle.importKey("spki", spki, algorithm, true, ["verify"]);
}

const ellipticCurve = { name: "ECDSA", namedCurve: "P-256" };
const rsaSignature = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** 126 random bits: positive and of one length. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString("hex");
}

function nameOf(subject: string): JsonNameParams {
  return certain(parseSubject(subject)).map((relative) => {
    const byId = [...Map.groupBy(relative, ({ name }) => identifierOf(name))];
    // The library sees more than text in these characters, unless it is told of what kind the text is.
    return relative.some(({ value }) => /["#\\]/.test(value))
      ? Object.fromEntries(byId.map(([id, all]) => [id, all.map(({ value }) => ({ utf8String: value }))]))
      : Object.fromEntries(byId.map(([id, all]) => [id, all.map(({ value }) => value)]));
  });
}

function credential(key: KeyObject, certificate: string, subject: string): Credential {
  // An annex compares subjects to the letter, so a certificate that says it otherwise would speak for nobody.
  if (subjectText(new X509Certificate(certificate)) !== subject) {
    throw new Error(`The subject ${subject} does not come back from a certificate as it is written`);
  }
  return { key: key.export({ type: "pkcs8", format: "pem" }).toString(), certificate: `${certificate.trimEnd()}\n` };
}

/**
 * The library registers its parts with a container that insists on the metadata functions of Reflect, but declares
 * no metadata of its own: absent answers are all it needs. Loaded on demand, as it takes longer than a whole restart.
 */
async function loadX509(): Promise<typeof import("@peculiar/x509")> {
  if (!("getMetadata" in Reflect)) {
    const nothing = () => undefined;
    Object.assign(Reflect, { getMetadata: nothing, getOwnMetadata: nothing, defineMetadata: nothing });
  }
  return import("@peculiar/x509");
}
