// ASN.1 as its encoding rules lay it out: tags, lengths, contents (ITU-T X.690); what they mean, the reader of a structure knows.

/** The bytes are not what the rules allow, or not the structure that was asked for; caught where a structure is read. */
export class NotDer extends Error {}

export interface Item {
  readonly tag: number;
  readonly content: Uint8Array;
  /** With tag and length. */
  readonly whole: Uint8Array;
}

export const BOOLEAN = 0x01;
export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const OBJECT_IDENTIFIER = 0x06;
export const ENUMERATED = 0x0a;
export const UTC_TIME = 0x17;
export const GENERALIZED_TIME = 0x18;
export const SEQUENCE = 0x30;
export const SET = 0x31;

/**
 * The items that fill these bytes, one after the other, with nothing left over. DER, which has one way to write each thing; with `BER`
 * an item may also end at a mark of its own instead of telling its length, as some programs write signatures.
 */
export function itemsOf(bytes: Uint8Array, rules: "DER" | "BER" = "DER"): readonly Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < bytes.length) {
    const item = itemAt(bytes, at, rules, 0);
    items.push(item);
    at += item.whole.length;
  }
  return items;
}

/** Where an item stands. Of a list with very many items, each is looked at in its place and none is made an object to keep. */
export interface Place {
  readonly tag: number;
  /** The content goes from here up to `end`. */
  readonly start: number;
  readonly end: number;
}

/** The item that begins at `at` and must end by `limit`, in DER. */
export function placeAt(bytes: Uint8Array, at: number, limit: number): Place {
  const tag = byteAt(bytes, at);
  let length = byteAt(bytes, at + 1);
  let start = at + 2;
  if (length >= 0x80) {
    // Indefinite length is not DER; more bytes of length than these are more than any file that is read.
    const lengthBytes = length & 0x7f;
    if (lengthBytes === 0 || lengthBytes > 4) throw new NotDer();
    length = 0;
    for (let read = 0; read < lengthBytes; read++) length = length * 256 + byteAt(bytes, start++);
  }
  const end = start + length;
  if (end > limit) throw new NotDer();
  return { tag, start, end };
}

export interface Walk {
  /** The next item, which must have one of these tags. */
  take(...tags: readonly number[]): Item;
  /** The next item where it has one of these tags; where not, it is still the next. */
  takeIf(...tags: readonly number[]): Item | undefined;
  /** Nothing may be left. */
  end(): void;
}

/** Goes through items of DER as the reader of a structure asks for them: no bytes make it do more than it was asked for. */
export function walk(bytes: Uint8Array): Walk {
  let at = 0;
  const takeIf = (...tags: readonly number[]): Item | undefined => {
    if (at === bytes.length || !tags.includes(byteAt(bytes, at))) return undefined;
    const item = itemAt(bytes, at, "DER", 0);
    at += item.whole.length;
    return item;
  };
  return {
    takeIf,
    take: (...tags) => {
      const item = takeIf(...tags);
      if (item === undefined) throw new NotDer();
      return item;
    },
    end: () => {
      if (at !== bytes.length) throw new NotDer();
    },
  };
}

export function first(items: readonly Item[], tag: number): Uint8Array {
  return itemWith(items[0], tag).content;
}

export function only(items: readonly Item[], tag: number): Uint8Array {
  if (items.length !== 1) throw new NotDer();
  return first(items, tag);
}

export function itemWith(item: Item | undefined, tag: number): Item {
  if (item === undefined || item.tag !== tag) throw new NotDer();
  return item;
}

/** ITU-T X.690 section 8.19: base 128, the first two arcs packed in the first number. */
export function identifierOf(bytes: Uint8Array): string {
  if (bytes.length > longestIdentifier) throw new NotDer();
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

/**
 * Milliseconds since the epoch. RFC 5280 sections 4.1.2.5.1 and 4.1.2.5.2: with seconds and in UTC, as it must be written in
 * certificates and lists; a year of two digits from 50 on is one of the last century.
 */
export function timeOf({ tag, content }: Item): number {
  if (content.length > "YYYYMMDDHHMMSSZ".length) throw new NotDer();
  const text = Buffer.from(content).toString("latin1");
  const [, year = "", rest = ""] = /^(\d{2}|\d{4})(\d{10})Z$/.exec(text) ?? [];
  if (year.length !== (tag === UTC_TIME ? 2 : 4)) throw new NotDer();
  const century = tag === UTC_TIME ? (Number(year) < 50 ? "20" : "19") : "";
  const [month, day, hour, minute, second] = rest.match(/\d{2}/g) ?? [];
  const written = `${century}${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const moment = Date.parse(written);
  // There are days and hours that a calendar does not have, and that a parser of dates makes others of.
  if (Number.isNaN(moment) || new Date(moment).toISOString() !== written) throw new NotDer();
  return moment;
}

/** An item with its tag and length. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents);
  if (content.length < 0x80) return Buffer.concat([Uint8Array.of(tag, content.length), content]);
  const digits = content.length.toString(16);
  const length = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
  return Buffer.concat([Uint8Array.of(tag, 0x80 | length.length), length, content]);
}

/** The item of a dotted object identifier. */
export function identifierItem(dotted: string): Uint8Array {
  const [arc = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return der(OBJECT_IDENTIFIER, ...[arc * 40 + second, ...rest].map(inBase128));
}

function inBase128(value: number): Uint8Array {
  const bytes = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) bytes.unshift((left % 128) | 0x80);
  return Uint8Array.from(bytes);
}

const longestIdentifier = 64;
const deepest = 32;
const indefinite = 0x80;

function itemAt(bytes: Uint8Array, at: number, rules: "DER" | "BER", depth: number): Item {
  if (rules === "BER" && depth < deepest && bytes[at + 1] === indefinite) return untilMark(bytes, at, depth);
  const { tag, start, end } = placeAt(bytes, at, bytes.length);
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) };
}

/** ITU-T X.690 section 8.1.3.6: items up to two bytes of zero. */
function untilMark(bytes: Uint8Array, start: number, depth: number): Item {
  let at = start + 2;
  while (byteAt(bytes, at) !== 0 || byteAt(bytes, at + 1) !== 0) at += itemAt(bytes, at, "BER", depth + 1).whole.length;
  return {
    tag: byteAt(bytes, start),
    content: bytes.subarray(start + 2, at),
    whole: bytes.subarray(start, at + 2),
  };
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new NotDer();
  return byte;
}
