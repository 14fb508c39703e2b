// Which certificates are revoked, by the lists that are believed: those that a known authority signed (RFC 5280 section 6.3).
import { type KeyObject, verify } from "node:crypto";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { type Authority, type IssuedCertificate, issuerAlgorithms } from "./authorities.ts";
import { type ContentFault, type ListHead, readListContent, readListHead } from "./revocation-list.ts";

export interface RevocationList {
  /** Subject of the authority, in one line. */
  readonly issuer: string;
  /** The same for every list of one key about one part of its certificates: of these, the newest says all. */
  readonly series: string;
  /** When it was made and by when its successor is, in milliseconds since the epoch. */
  readonly thisUpdate: number;
  readonly nextUpdate: number;
  /** Hexadecimal, in small letters. */
  readonly serialNumbers: ReadonlySet<string>;
}

export type ListFault =
  | ContentFault
  | "unknown-issuer"
  | "signature-algorithm"
  | "key-usage"
  | "signature-wrong"
  | "of-the-future"
  | "without-end";

interface Believers {
  readonly authorities: readonly Authority[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Milliseconds by which the clock of an authority may differ. */
  readonly skew: number;
}

/** Takes the DER. Who signed it is found out before its entries are read. Never rejects. */
export async function readRevocationList(
  der: Uint8Array,
  { authorities, now, skew }: Believers,
): Promise<Outcome<RevocationList, ListFault>> {
  const head = readListHead(der);
  if (!head.ok) return head;
  const { thisUpdate, nextUpdate } = head.value;
  const signatory = await signatoryOf(head.value, authorities);
  if (!signatory.ok) return signatory;
  if (thisUpdate > now + skew) return refused("of-the-future");
  if (nextUpdate === undefined) return refused("without-end");
  const content = await readListContent(head.value);
  if (!content.ok) return content;
  const { scope, serialNumbers } = content.value;
  const { subject: issuer, publicKey } = signatory.value;
  return accepted({ issuer, series: `${written(publicKey)} ${scope}`, thisUpdate, nextUpdate, serialNumbers });
}

/**
 * By issuer and serial number. Lists of two keys of one authority, as when its key was renewed, count together: whichever
 * key signed a certificate, its serial number is given once in that name (RFC 5280 section 4.1.2.2).
 */
export function revokedBy(lists: Iterable<RevocationList>): (certificate: IssuedCertificate) => boolean {
  const byIssuer = Map.groupBy(lists, ({ issuer }) => issuer);
  return ({ issuer, serialNumber }) => {
    const own = byIssuer.get(issuer);
    if (own === undefined) return false;
    const written = serialNumber.toLowerCase();
    return own.some(({ serialNumbers }) => serialNumbers.has(written));
  };
}

/** The authority of that name whose key the signature is of. */
async function signatoryOf(
  { issuer, signatureAlgorithm, signed, signature }: ListHead,
  authorities: readonly Authority[],
): Promise<Outcome<Authority, ListFault>> {
  // Section 5.1.2.3 wants the name written as the authority's certificate has it.
  const named = authorities.filter(({ name }) => Buffer.compare(name, issuer) === 0);
  if (named.length === 0) return refused("unknown-issuer");
  const algorithm = issuerAlgorithms.get(signatureAlgorithm);
  if (algorithm === undefined) return refused("signature-algorithm");
  for (const authority of named) {
    const { publicKey, signsLists } = authority;
    if (publicKey.asymmetricKeyType !== algorithm.keyType) continue;
    if (!(await isSignedBy(publicKey, algorithm.digest, signed, signature))) continue;
    return signsLists ? accepted(authority) : refused("key-usage");
  }
  return refused("signature-wrong");
}

/** In a thread of its own: a list may have tens of megabytes. */
function isSignedBy(key: KeyObject, digest: string, signed: Uint8Array, signature: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    verify(digest, signed, key, signature, (error, holds) => resolve(error === null && holds));
  });
}

function written(key: KeyObject): string {
  return key.export({ type: "spki", format: "der" }).toString("base64");
}
