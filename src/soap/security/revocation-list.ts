// A list of revoked certificates, as its DER lays it out (RFC 5280 section 5.1): what it says, and not whether it is believed.
import { setImmediate as nextTurn } from "node:timers/promises";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import {
  BIT_STRING,
  BOOLEAN,
  ENUMERATED,
  GENERALIZED_TIME,
  INTEGER,
  identifierOf,
  itemsOf,
  NotDer,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  type Place,
  placeAt,
  SEQUENCE,
  timeOf,
  UTC_TIME,
  walk,
} from "./der.ts";
import { extensionsIn } from "./extensions.ts";

/** What must be known before a list is believed. Reading it does the same little work whatever the bytes are. */
export interface ListHead {
  /** The issuer's name as it stands there, with tag and length. */
  readonly issuer: Uint8Array;
  /** The very bytes that were signed. */
  readonly signed: Uint8Array;
  /** Dotted object identifier. */
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
  /** Not read yet. */
  readonly entries: Uint8Array;
  readonly extensions: Uint8Array;
}

export interface ListContent {
  /** Which certificates of the issuer it is about: its issuing distribution point (section 5.2.5) in base64; "" where it is about all. */
  readonly scope: string;
  /** As `X509Certificate.serialNumber` of node:crypto writes them, but in small letters. */
  readonly serialNumbers: ReadonlySet<string>;
}

export type ContentFault =
  | "unreadable"
  | "delta"
  | "indirect"
  | "attribute-certificates"
  | "extension-unknown"
  | "removed-from-list";

/** Never throws. */
export function readListHead(der: Uint8Array): Outcome<ListHead, "unreadable"> {
  return readable(() => accepted(headOf(der)));
}

/**
 * Lets others do their work after each 2,000 entries. A list that only says what changed, or that is about certificates
 * of others, is refused: nothing of it would be half understood. Never rejects.
 */
export async function readListContent({ entries, extensions }: ListHead): Promise<Outcome<ListContent, ContentFault>> {
  const scope = readable(() => scopeIn(extensions));
  if (!scope.ok) return scope;
  const bytes = Buffer.from(entries.buffer, entries.byteOffset, entries.length);
  const serialNumbers = new Set<string>();
  for (let at = 0; at < bytes.length; await nextTurn()) {
    const from = at;
    const read = readable(() => readEntries(bytes, from, serialNumbers));
    if (!read.ok) return read;
    at = read.value;
  }
  return accepted({ scope: scope.value, serialNumbers });
}

function readable<Value, Fault>(read: () => Outcome<Value, Fault>): Outcome<Value, Fault | "unreadable"> {
  try {
    return read();
  } catch (caught) {
    if (caught instanceof NotDer) return refused("unreadable");
    throw caught;
  }
}

const VERSION_2 = 1;
const EXTENSIONS = 0xa0;
const nothing: Uint8Array = new Uint8Array();

function headOf(der: Uint8Array): ListHead {
  const file = walk(der);
  const list = walk(file.take(SEQUENCE).content);
  file.end();
  const signed = list.take(SEQUENCE);
  const algorithm = list.take(SEQUENCE);
  const signature = list.take(BIT_STRING).content;
  list.end();

  const parts = walk(signed.content);
  const version = parts.takeIf(INTEGER);
  if (version !== undefined && (version.content.length !== 1 || version.content[0] !== VERSION_2)) throw new NotDer();
  // Section 5.1.1.2: the algorithm stands there twice, the second time among what is signed.
  if (Buffer.compare(parts.take(SEQUENCE).whole, algorithm.whole) !== 0 || signature[0] !== 0) throw new NotDer();
  const issuer = parts.take(SEQUENCE).whole;
  const thisUpdate = timeOf(parts.take(UTC_TIME, GENERALIZED_TIME));
  const nextUpdate = parts.takeIf(UTC_TIME, GENERALIZED_TIME);
  const entries = parts.takeIf(SEQUENCE);
  const extensions = parts.takeIf(EXTENSIONS);
  parts.end();
  return {
    issuer,
    signed: signed.whole,
    signatureAlgorithm: identifierOf(walk(algorithm.content).take(OBJECT_IDENTIFIER).content),
    // The first byte counts unused bits, of which a signature has none.
    signature: signature.subarray(1),
    thisUpdate,
    nextUpdate: nextUpdate === undefined ? undefined : timeOf(nextUpdate),
    entries: entries?.content ?? nothing,
    extensions: extensions?.content ?? nothing,
  };
}

const DELTA_INDICATOR = "2.5.29.27";
const DISTRIBUTION_POINT = "2.5.29.28";
const ONLY_OTHERS = 0x84;
const ONLY_ATTRIBUTES = 0x85;

/** Sections 5.2.4 and 5.2.5. A critical extension that is not understood makes the list one to refuse (section 5.2). */
function scopeIn(wrapped: Uint8Array): Outcome<string, ContentFault> {
  const extensions = wrapped.length === 0 ? [] : extensionsIn(walk(wrapped).take(SEQUENCE).content);
  if (extensions.some(({ id }) => id === DELTA_INDICATOR)) return refused("delta");
  if (extensions.some(({ id, critical }) => critical && id !== DISTRIBUTION_POINT)) return refused("extension-unknown");
  const points = extensions.filter(({ id }) => id === DISTRIBUTION_POINT).map(({ value }) => value);
  const flags = points.flatMap((point) => itemsOf(walk(point).take(SEQUENCE).content));
  const says = (tag: number) => flags.some((flag) => flag.tag === tag && flag.content[0] !== 0);
  if (says(ONLY_OTHERS)) return refused("indirect");
  if (says(ONLY_ATTRIBUTES)) return refused("attribute-certificates");
  return accepted(points.map((point) => Buffer.from(point).toString("base64")).join(" "));
}

/** They take a millisecond, for which others have to wait. */
const entriesAtOnce = 2_000;

/** Gives where the next entry begins. */
function readEntries(bytes: Buffer, from: number, into: Set<string>): Outcome<number, ContentFault> {
  let at = from;
  for (let count = 0; count < entriesAtOnce && at < bytes.length; count++) {
    const entry = placeAt(bytes, at, bytes.length);
    const serialNumber = placeAt(bytes, entry.start, entry.end);
    const since = placeAt(bytes, serialNumber.end, entry.end);
    const isEntry = entry.tag === SEQUENCE && serialNumber.tag === INTEGER && serialNumber.start < serialNumber.end;
    if (!isEntry || (since.tag !== UTC_TIME && since.tag !== GENERALIZED_TIME)) throw new NotDer();
    const fault = since.end === entry.end ? undefined : faultOfExtensions(bytes, since.end, entry.end);
    if (fault !== undefined) return refused(fault);
    into.add(writtenInteger(bytes, serialNumber));
    at = entry.end;
  }
  return accepted(at);
}

/** Of an object identifier 2.5.29.n, its n. */
const REASON = 21;
const HOLD_INSTRUCTION = 23;
const INVALIDITY_DATE = 24;
const CERTIFICATE_ISSUER = 29;
const understood: readonly number[] = [REASON, HOLD_INSTRUCTION, INVALIDITY_DATE];
const REMOVE_FROM_LIST = 8;

/**
 * Of one entry, in its last bytes (section 5.3). Whatever the reason, the certificate is revoked: one on hold, too, for
 * as long as it stands there.
 */
function faultOfExtensions(bytes: Uint8Array, from: number, end: number): ContentFault | undefined {
  const all = placeAt(bytes, from, end);
  if (all.tag !== SEQUENCE || all.end !== end) throw new NotDer();
  for (let at = all.start; at < all.end; ) {
    const extension = placeAt(bytes, at, all.end);
    const id = placeAt(bytes, extension.start, extension.end);
    const next = placeAt(bytes, id.end, extension.end);
    const isFlagged = next.tag === BOOLEAN;
    const value = isFlagged ? placeAt(bytes, next.end, extension.end) : next;
    if (
      extension.tag !== SEQUENCE ||
      id.tag !== OBJECT_IDENTIFIER ||
      value.tag !== OCTET_STRING ||
      value.end !== extension.end
    )
      throw new NotDer();
    const which = lastArc(bytes, id);
    if (which === CERTIFICATE_ISSUER) return "indirect";
    if (which === REASON && reasonIn(bytes, value) === REMOVE_FROM_LIST) return "removed-from-list";
    if (isFlagged && bytes[next.start] !== 0 && !understood.includes(which)) return "extension-unknown";
    at = extension.end;
  }
  return undefined;
}

/** 0 for an identifier of other people. */
function lastArc(bytes: Uint8Array, { start, end }: Place): number {
  const isOfCertificates = end - start === 3 && bytes[start] === 0x55 && bytes[start + 1] === 0x1d;
  return (isOfCertificates ? bytes[start + 2] : undefined) ?? 0;
}

function reasonIn(bytes: Uint8Array, { start, end }: Place): number | undefined {
  const reason = placeAt(bytes, start, end);
  if (reason.tag !== ENUMERATED || reason.end - reason.start !== 1) throw new NotDer();
  return bytes[reason.start];
}

/**
 * Section 4.1.2.2 wants serial numbers positive; authorities have used others, which must be read in the same way as
 * those of certificates.
 */
function writtenInteger(bytes: Buffer, { start, end }: Place): string {
  const isNegative = (bytes[start] ?? 0) >= 0x80;
  if (isNegative) return writtenNegative(bytes.subarray(start, end));
  let from = start;
  while (from < end && bytes[from] === 0) from++;
  return from === end ? "0" : bytes.toString("hex", from, end);
}

function writtenNegative(content: Uint8Array): string {
  const digits = Buffer.from(content).toString("hex");
  const size = (1n << BigInt(content.length * 8)) - BigInt(`0x${digits}`);
  const magnitude = size.toString(16);
  return `-${magnitude.length % 2 === 0 ? magnitude : `0${magnitude}`}`;
}
