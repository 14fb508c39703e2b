// What a verdict on a certificate needs and node:crypto does not tell: read from the DER itself (RFC 5280 section 4.1).

export interface CertificateFields {
  /** Dotted object identifier of the algorithm that the issuer signed with. */
  readonly signatureAlgorithm: string;
  /** Undefined where the certificate does not restrict its key. */
  readonly keyUsage: KeyUsage | undefined;
  /** Basic constraints say that it is an authority's, whatever its key may be used for. */
  readonly isAuthority: boolean;
  /** How many authorities may stand below this one; undefined where that is not limited. */
  readonly pathLength: number | undefined;
  /** Dotted object identifiers of the extensions marked critical. */
  readonly criticalExtensions: readonly string[];
}

interface KeyUsage {
  readonly digitalSignature: boolean;
  readonly certificateSign: boolean;
}

/** Undefined where the bytes are not the DER of a certificate; never throws. */
export function readCertificateFields(der: Uint8Array): CertificateFields | undefined {
  try {
    return fieldsOf(der);
  } catch (caught) {
    if (caught instanceof NotDer) return undefined;
    throw caught;
  }
}

export const extensionIds = {
  keyUsage: "2.5.29.15",
  subjectAlternativeName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  certificatePolicies: "2.5.29.32",
  extendedKeyUsage: "2.5.29.37",
} as const;

class NotDer extends Error {}

interface Item {
  readonly tag: number;
  readonly content: Uint8Array;
}

const BOOLEAN = 0x01;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const EXTENSIONS = 0xa3;

function fieldsOf(der: Uint8Array): CertificateFields {
  const certificate = itemsOf(only(itemsOf(der), SEQUENCE));
  const toBeSigned = itemsOf(first(certificate, SEQUENCE));
  const signatureAlgorithm = identifierOf(first(itemsOf(first(certificate.slice(1), SEQUENCE)), OBJECT_IDENTIFIER));
  let keyUsage: KeyUsage | undefined;
  let constraints: readonly Item[] = [];
  const criticalExtensions: string[] = [];
  for (const { id, critical, value } of extensionsOf(toBeSigned)) {
    if (critical) criticalExtensions.push(id);
    if (id === extensionIds.keyUsage) keyUsage = keyUsageOf(only(itemsOf(value), BIT_STRING));
    if (id === extensionIds.basicConstraints) constraints = itemsOf(only(itemsOf(value), SEQUENCE));
  }
  return {
    signatureAlgorithm,
    keyUsage,
    isAuthority: constraints.some(isTrue),
    pathLength: pathLengthOf(constraints),
    criticalExtensions,
  };
}

interface Extension {
  readonly id: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

function extensionsOf(toBeSigned: readonly Item[]): readonly Extension[] {
  const wrapper = toBeSigned.find((item) => item.tag === EXTENSIONS);
  if (wrapper === undefined) return [];
  return itemsOf(only(itemsOf(wrapper.content), SEQUENCE)).map((item) => {
    if (item.tag !== SEQUENCE) throw new NotDer();
    const parts = itemsOf(item.content);
    const flag = parts[1]?.tag === BOOLEAN ? parts[1] : undefined;
    return {
      id: identifierOf(first(parts, OBJECT_IDENTIFIER)),
      critical: flag !== undefined && isTrue(flag),
      value: first(parts.slice(flag === undefined ? 1 : 2), OCTET_STRING),
    };
  });
}

/** RFC 5280 section 4.2.1.3: bit 0 is digitalSignature, bit 5 keyCertSign; the first byte counts unused bits. */
function keyUsageOf(bits: Uint8Array): KeyUsage {
  const [, flags = 0] = bits;
  return { digitalSignature: (flags & 0x80) !== 0, certificateSign: (flags & 0x04) !== 0 };
}

function isTrue(item: Item): boolean {
  return item.tag === BOOLEAN && item.content[0] !== 0;
}

function pathLengthOf(parts: readonly Item[]): number | undefined {
  const length = parts.find((part) => part.tag === INTEGER);
  // Longer than one byte is more authorities than any chain here has.
  return length === undefined || length.content.length !== 1 ? undefined : length.content[0];
}

function first(items: readonly Item[], tag: number): Uint8Array {
  const [item] = items;
  if (item === undefined || item.tag !== tag) throw new NotDer();
  return item.content;
}

function only(items: readonly Item[], tag: number): Uint8Array {
  if (items.length !== 1) throw new NotDer();
  return first(items, tag);
}

/** The items that fill these bytes, one after the other, with nothing left over. */
function itemsOf(bytes: Uint8Array): readonly Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = byteAt(bytes, at++);
    let length = byteAt(bytes, at++);
    if (length >= 0x80) {
      // Indefinite length (0x80) is not DER; four bytes of length are more than any certificate.
      const lengthBytes = length & 0x7f;
      if (lengthBytes === 0 || lengthBytes > 3) throw new NotDer();
      length = 0;
      for (let read = 0; read < lengthBytes; read++) length = length * 256 + byteAt(bytes, at++);
    }
    if (at + length > bytes.length) throw new NotDer();
    items.push({ tag, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return items;
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new NotDer();
  return byte;
}

/** ITU-T X.690 section 8.19: base 128, the first two arcs packed in the first number. */
function identifierOf(bytes: Uint8Array): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
    }
  }
  const [packed = 0, ...rest] = numbers;
  const arc = Math.min(2, Math.floor(packed / 40));
  return [arc, packed - arc * 40, ...rest].join(".");
}
