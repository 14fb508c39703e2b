// Makes a signature beside a file (RFC 5652), as a sender of files does.
import { createSign, hash, type KeyObject, X509Certificate } from "node:crypto";
import { der, INTEGER, identifierItem, OCTET_STRING, SEQUENCE, SET } from "./der.ts";
import { contextual, ids, issuerAndSerial } from "./detached-signature.ts";

/** In DER, with the certificate; the key is RSA or P-256. */
export function signDetached(content: Uint8Array, privateKey: KeyObject, certificatePem: string): Uint8Array {
  const certificate = new X509Certificate(certificatePem);
  const { issuer, serial } = issuerAndSerial(certificate.raw);
  const digestAlgorithm = der(SEQUENCE, identifierItem(ids.sha256), nothing);
  const signatureAlgorithm =
    privateKey.asymmetricKeyType === "rsa"
      ? der(SEQUENCE, identifierItem(ids.rsa), nothing)
      : der(SEQUENCE, identifierItem(ids.ecdsaWithSha256));
  const digest = Buffer.from(hash("sha256", content, "hex"), "hex");
  // In the order that DER asks of a set: by their bytes.
  const attributes = [
    attribute(ids.contentType, identifierItem(ids.data)),
    attribute(ids.messageDigest, der(OCTET_STRING, digest)),
  ].toSorted(Buffer.compare);
  const signed = der(SET, ...attributes);
  const signer = der(
    SEQUENCE,
    der(INTEGER, Uint8Array.of(1)),
    der(SEQUENCE, issuer, serial),
    digestAlgorithm,
    der(contextual(0), ...attributes),
    signatureAlgorithm,
    der(OCTET_STRING, createSign("sha256").update(signed).sign(privateKey)),
  );
  const signedData = der(
    SEQUENCE,
    der(INTEGER, Uint8Array.of(1)),
    der(SET, digestAlgorithm),
    der(SEQUENCE, identifierItem(ids.data)),
    der(contextual(0), certificate.raw),
    der(SET, signer),
  );
  return der(SEQUENCE, identifierItem(ids.signedData), der(contextual(0), signedData));
}

const nothing = Uint8Array.of(5, 0);

function attribute(id: string, value: Uint8Array): Uint8Array {
  return der(SEQUENCE, identifierItem(id), der(SET, value));
}
