// Lists of revoked certificates: as a library makes them, and byte by byte where no library would.

import "./reflect-metadata.ts";
import { createHash, type KeyObject, sign, X509Certificate } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { readCertificateFields } from "../src/soap/security/certificate-fields.ts";
import {
  BIT_STRING,
  BOOLEAN,
  der,
  ENUMERATED,
  GENERALIZED_TIME,
  INTEGER,
  identifierItem,
  OCTET_STRING,
  SEQUENCE,
  UTC_TIME,
} from "../src/soap/security/der.ts";
import type { Issued } from "./pki.ts";

export type ListIssuer = Pick<Issued, "certificatePem" | "privateKey">;

export interface ListOptions {
  /** PEM of the certificates. */
  readonly revoked?: readonly string[];
  readonly reason?: keyof typeof x509.X509CrlReason;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  readonly extensions?: x509.Extension[];
}

export const madeAt = new Date("2026-05-31T12:00:00Z");
export const replacedAt = new Date("2026-06-07T12:00:00Z");

/** A list in DER, as the library makes it. */
export async function makeList({ certificatePem, privateKey }: ListIssuer, options: ListOptions = {}): Promise<Buffer> {
  const { revoked = [], reason, thisUpdate = madeAt, nextUpdate = replacedAt, extensions = [] } = options;
  const list = await x509.X509CrlGenerator.create({
    issuer: new x509.X509Certificate(certificatePem).subjectName,
    thisUpdate,
    nextUpdate,
    entries: revoked.map((pem) => ({
      serialNumber: new x509.X509Certificate(pem).serialNumber,
      revocationDate: thisUpdate,
      ...(reason === undefined ? {} : { reason: x509.X509CrlReason[reason] }),
    })),
    extensions,
    signingAlgorithm: algorithmOf(privateKey),
    signingKey: privateKey.toCryptoKey(algorithmOf(privateKey), false, ["sign"]),
  });
  return Buffer.from(list.rawData);
}

function algorithmOf(key: KeyObject) {
  const { namedCurve } = key.asymmetricKeyDetails ?? {};
  return namedCurve === undefined
    ? { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
    : { name: "ECDSA", hash: "SHA-256", namedCurve: namedCurve === "prime256v1" ? "P-256" : "P-384" };
}

export interface Parts {
  readonly version: Uint8Array;
  readonly algorithm: Uint8Array;
  readonly issuer: Uint8Array;
  readonly thisUpdate: Uint8Array;
  readonly nextUpdate: Uint8Array;
  /** The sequence of entries, and the extensions in their wrapping. */
  readonly entries: Uint8Array;
  readonly extensions: Uint8Array;
}

/** Signed with SHA-256, whatever its parts are. */
export function writeList(
  { certificatePem, privateKey }: ListIssuer,
  change: Partial<Parts> | ((parts: Parts) => Partial<Parts>) = {},
): Buffer {
  const issuer = readCertificateFields(new X509Certificate(certificatePem).raw)?.subject ?? nothing;
  const isRsa = privateKey.asymmetricKeyType === "rsa";
  const usual: Parts = {
    version: der(INTEGER, Uint8Array.of(1)),
    algorithm: der(
      SEQUENCE,
      identifierItem(isRsa ? "1.2.840.113549.1.1.11" : "1.2.840.10045.4.3.2"),
      isRsa ? Uint8Array.of(5, 0) : nothing,
    ),
    issuer,
    thisUpdate: time(madeAt),
    nextUpdate: time(replacedAt),
    entries: nothing,
    extensions: nothing,
  };
  const parts = { ...usual, ...(typeof change === "function" ? change(usual) : change) };
  const { version, algorithm, thisUpdate, nextUpdate, entries, extensions } = parts;
  const signed = der(SEQUENCE, version, algorithm, parts.issuer, thisUpdate, nextUpdate, entries, extensions);
  const signature = sign("sha256", signed, privateKey);
  return Buffer.from(der(SEQUENCE, signed, algorithm, der(BIT_STRING, Uint8Array.of(0), signature)));
}

export const nothing: Uint8Array = new Uint8Array();

export function time(moment: Date): Uint8Array {
  const digits = `${moment.toISOString().replaceAll(/[-:T]|\.\d+/g, "")}`;
  return moment.getUTCFullYear() < 2050
    ? der(UTC_TIME, Buffer.from(digits.slice(2)))
    : der(GENERALIZED_TIME, Buffer.from(digits));
}

/** One entry; the serial number as the bytes of its INTEGER. */
export function entry(serialNumber: Uint8Array, extensions: Uint8Array = nothing): Uint8Array {
  return der(SEQUENCE, der(INTEGER, serialNumber), time(madeAt), extensions);
}

export function entries(...some: readonly Uint8Array[]): Uint8Array {
  return der(SEQUENCE, Buffer.concat(some));
}

export function extension(id: string, value: Uint8Array, { critical = false } = {}): Uint8Array {
  const flag = critical ? der(BOOLEAN, Uint8Array.of(0xff)) : nothing;
  return der(SEQUENCE, identifierItem(id), flag, der(OCTET_STRING, value));
}

export function listExtensions(...some: readonly Uint8Array[]): Uint8Array {
  return der(0xa0, der(SEQUENCE, ...some));
}

/** The extensions of an entry that has a reason (RFC 5280 section 5.3.1). */
export function reason(code: number): Uint8Array {
  return der(SEQUENCE, extension("2.5.29.21", der(ENUMERATED, Uint8Array.of(code))));
}

/** So many serial numbers of 16 bytes, each with a reason, always the same. */
export function manyEntries(count: number): Uint8Array {
  const each = Array.from({ length: count }, (_, index) => {
    const digest = createHash("sha256").update(`${index}`).digest().subarray(0, 16);
    digest[0] = ((digest[0] ?? 0) & 0x3f) | 0x40;
    return entry(digest, usualReason);
  });
  return der(SEQUENCE, Buffer.concat(each));
}

const usualReason = reason(1);

export function inPem(list: Uint8Array): string {
  const lines = Buffer.from(list).toString("base64").replaceAll(/.{64}/g, "$&\n").trimEnd();
  return `-----BEGIN X509 CRL-----\n${lines}\n-----END X509 CRL-----\n`;
}
