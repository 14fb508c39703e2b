// What a verdict on a certificate needs and node:crypto does not tell: read from the DER itself (RFC 5280 section 4.1).
import {
  BIT_STRING,
  first,
  INTEGER,
  type Item,
  identifierOf,
  itemsOf,
  itemWith,
  NotDer,
  OBJECT_IDENTIFIER,
  only,
  SEQUENCE,
} from "./der.ts";
import { type Extension, extensionsIn, isTrue } from "./extensions.ts";

export interface CertificateFields {
  /** As it stands there, with tag and length. */
  readonly subject: Uint8Array;
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
  readonly listSign: boolean;
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

const VERSION = 0xa0;
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
    subject: subjectOf(toBeSigned),
    signatureAlgorithm,
    keyUsage,
    isAuthority: constraints.some(isTrue),
    pathLength: pathLengthOf(constraints),
    criticalExtensions,
  };
}

/** After version (where it is told), serial number, algorithm, issuer and validity. */
function subjectOf(toBeSigned: readonly Item[]): Uint8Array {
  return itemWith(toBeSigned[toBeSigned[0]?.tag === VERSION ? 5 : 4], SEQUENCE).whole;
}

function extensionsOf(toBeSigned: readonly Item[]): readonly Extension[] {
  const wrapper = toBeSigned.find((item) => item.tag === EXTENSIONS);
  return wrapper === undefined ? [] : extensionsIn(only(itemsOf(wrapper.content), SEQUENCE));
}

/** RFC 5280 section 4.2.1.3: bit 0 is digitalSignature, bit 5 keyCertSign, bit 6 cRLSign; the first byte counts unused bits. */
function keyUsageOf(bits: Uint8Array): KeyUsage {
  const [, flags = 0] = bits;
  return {
    digitalSignature: (flags & 0x80) !== 0,
    certificateSign: (flags & 0x04) !== 0,
    listSign: (flags & 0x02) !== 0,
  };
}

function pathLengthOf(parts: readonly Item[]): number | undefined {
  const length = parts.find((part) => part.tag === INTEGER);
  // Longer than one byte is more authorities than any chain here has.
  return length === undefined || length.content.length !== 1 ? undefined : length.content[0];
}
