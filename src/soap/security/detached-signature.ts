// Signatures beside a file: CMS SignedData without the content (RFC 5652), as PKCS #7 files carry it; SHA-256 with RSA or ECDSA.
import { createHash, createVerify, type Hash, X509Certificate } from "node:crypto";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { decodeBase64, withoutSpaces } from "./base64.ts";
import {
  der,
  first,
  INTEGER,
  type Item,
  identifierItem,
  identifierOf,
  itemsOf,
  itemWith,
  NotDer,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  only,
  SEQUENCE,
  SET,
} from "./der.ts";

export type SignatureFault = "unreadable" | "not-one-signer" | "algorithm" | "certificate-missing" | "wrong";

export interface SignatureCheck {
  /** Takes the signed bytes, in their order. */
  update(chunk: Uint8Array): void;
  /** The signer's certificate in DER, which is not judged here, when the signature is that of its key over all bytes. */
  conclude(): Outcome<Uint8Array, SignatureFault>;
}

export const ids = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  sha256: "2.16.840.1.101.3.4.2.1",
  rsa: "1.2.840.113549.1.1.1",
  sha256WithRsa: "1.2.840.113549.1.1.11",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
} as const;

export const contextual = (number: number): number => 0xa0 | number;

/** Reads a signature in DER, BER or PEM. Never throws: what is not one is `unreadable`. */
export function checkOf(signature: Uint8Array): Outcome<SignatureCheck, SignatureFault> {
  try {
    const signer = signerIn(inDer(signature));
    return typeof signer === "string" ? refused(signer) : accepted(checkBy(signer));
  } catch (caught) {
    if (caught instanceof NotDer) return refused("unreadable");
    throw caught;
  }
}

interface Signer {
  readonly certificate: X509Certificate;
  readonly value: Uint8Array;
  /** What was signed instead of the content, with the digest of the content in it. */
  readonly attributes: { readonly signed: Uint8Array; readonly digest: Uint8Array } | undefined;
}

function checkBy({ certificate, value, attributes }: Signer): SignatureCheck {
  const digest: Hash = createHash("sha256");
  const ofContent = createVerify("sha256");
  return {
    update: (chunk) => {
      if (attributes === undefined) ofContent.update(chunk);
      else digest.update(chunk);
    },
    conclude: () => {
      if (attributes !== undefined && !digest.digest().equals(attributes.digest)) return refused("wrong");
      const verify = attributes === undefined ? ofContent : createVerify("sha256").update(attributes.signed);
      return verify.verify(certificate.publicKey, value) ? accepted(certificate.raw) : refused("wrong");
    },
  };
}

function signerIn(bytes: Uint8Array): Signer | SignatureFault {
  const [type, wrapped] = itemsOf(only(itemsOf(bytes, "BER"), SEQUENCE), "BER");
  if (identifierOf(itemWith(type, OBJECT_IDENTIFIER).content) !== ids.signedData) return "unreadable";
  const signedData = itemsOf(only(itemsOf(itemWith(wrapped, contextual(0)).content, "BER"), SEQUENCE), "BER");
  // Version, digest algorithms, what is signed; certificates and revocation lists; signers.
  const content = itemsOf(itemWith(signedData[2], SEQUENCE).content, "BER");
  const signers = itemsOf(itemWith(signedData.at(-1), SET).content, "BER");
  // A signature that carries its content could be of something else than the file beside it.
  if (identifierOf(first(content, OBJECT_IDENTIFIER)) !== ids.data || content.length !== 1) return "unreadable";
  if (signers.length !== 1) return "not-one-signer";
  const certificates = signedData.slice(3, -1).find(({ tag }) => tag === contextual(0));
  return readSigner(itemsOf(only(signers, SEQUENCE), "BER"), certificates);
}

/** RFC 5652 section 5.3: version, who, digest algorithm, signed attributes, signature algorithm, signature, other attributes. */
function readSigner(parts: readonly Item[], certificates: Item | undefined): Signer | SignatureFault {
  const [, who, digestAlgorithm, ...rest] = parts;
  const signed = rest[0]?.tag === contextual(0) ? rest[0] : undefined;
  const [algorithm, value] = signed === undefined ? rest : rest.slice(1);
  const used = identifierOf(first(itemsOf(itemWith(algorithm, SEQUENCE).content), OBJECT_IDENTIFIER));
  const digestUsed = identifierOf(first(itemsOf(itemWith(digestAlgorithm, SEQUENCE).content), OBJECT_IDENTIFIER));
  const kind = keyKinds.get(used);
  if (digestUsed !== ids.sha256 || kind === undefined) return "algorithm";
  const certificate = x509sIn(certificates).find((one) => isNamedBy(one, who));
  if (certificate === undefined) return "certificate-missing";
  if (certificate.publicKey.asymmetricKeyType !== kind) return "algorithm";
  const attributes = signed === undefined ? undefined : attributesIn(signed);
  return { certificate, value: itemWith(value, OCTET_STRING).content, attributes };
}

/** RFC 5652 section 11: content type and message digest must be there, once and with one value each. */
function attributesIn({ content }: Item): Signer["attributes"] {
  const attributes = itemsOf(content).map((item) => {
    const [type, values] = itemsOf(itemWith(item, SEQUENCE).content);
    const id = identifierOf(itemWith(type, OBJECT_IDENTIFIER).content);
    return { id, values: itemsOf(itemWith(values, SET).content) };
  });
  const attributeValue = (id: string, tag: number): Uint8Array => {
    const [found, ...more] = attributes.filter((attribute) => attribute.id === id);
    if (found === undefined || more.length > 0) throw new NotDer();
    return only(found.values, tag);
  };
  if (identifierOf(attributeValue(ids.contentType, OBJECT_IDENTIFIER)) !== ids.data) throw new NotDer();
  // They are signed as a set, though they stand there under a tag of their place (section 5.4).
  return { signed: der(SET, content), digest: attributeValue(ids.messageDigest, OCTET_STRING) };
}

function x509sIn(certificates: Item | undefined): readonly X509Certificate[] {
  if (certificates === undefined) return [];
  return itemsOf(certificates.content, "BER").flatMap(({ tag, whole }) => {
    if (tag !== SEQUENCE) return [];
    try {
      const certificate = new X509Certificate(whole);
      // A key that nobody can read is found out only when it is asked for.
      return certificate.publicKey.type === "public" ? [certificate] : [];
    } catch {
      return [];
    }
  });
}

/** By issuer and serial number, or by the identifier of the key. */
function isNamedBy(certificate: X509Certificate, who: Item | undefined): boolean {
  if (who === undefined) return false;
  if (who.tag === SEQUENCE) {
    const [issuer, serial] = itemsOf(who.content);
    const own = issuerAndSerial(certificate.raw);
    return same(issuer?.whole, own.issuer) && same(serial?.whole, own.serial);
  }
  const extension = Buffer.concat([
    identifierItem(subjectKeyIdentifier),
    der(OCTET_STRING, der(OCTET_STRING, who.content)),
  ]);
  return who.tag === 0x80 && certificate.raw.includes(extension);
}

/** As they stand in the certificate, with tags and lengths (RFC 5280 section 4.1). */
export function issuerAndSerial(certificate: Uint8Array): { readonly issuer: Uint8Array; readonly serial: Uint8Array } {
  const [toBeSigned] = itemsOf(only(itemsOf(certificate), SEQUENCE));
  const fields = itemsOf(itemWith(toBeSigned, SEQUENCE).content);
  const [serial, , issuer] = fields[0]?.tag === contextual(0) ? fields.slice(1) : fields;
  return { serial: itemWith(serial, INTEGER).whole, issuer: itemWith(issuer, SEQUENCE).whole };
}

function same(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}

const keyKinds: ReadonlyMap<string, string> = new Map([
  [ids.rsa, "rsa"],
  [ids.sha256WithRsa, "rsa"],
  [ids.ecdsaWithSha256, "ec"],
]);
const subjectKeyIdentifier = "2.5.29.14";

function inDer(signature: Uint8Array): Uint8Array {
  if (signature[0] === SEQUENCE) return signature;
  const body = /^-----BEGIN (?:CMS|PKCS7)-----([^-]*)-----END (?:CMS|PKCS7)-----\s*$/.exec(
    Buffer.from(signature).toString("latin1"),
  );
  const read = decodeBase64(withoutSpaces(body?.[1] ?? ""));
  if (read === undefined) throw new NotDer();
  return read;
}
