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

const deepest = 32;
const indefinite = 0x80;

function itemAt(bytes: Uint8Array, start: number, rules: "DER" | "BER", depth: number): Item {
  let at = start;
  const tag = byteAt(bytes, at++);
  let length = byteAt(bytes, at++);
  if (length === indefinite && rules === "BER" && depth < deepest) return untilMark(bytes, start, depth);
  if (length >= 0x80) {
    // Indefinite length is not DER; more bytes of length than these are more than any certificate or signature.
    const lengthBytes = length & 0x7f;
    if (lengthBytes === 0 || lengthBytes > 3) throw new NotDer();
    length = 0;
    for (let read = 0; read < lengthBytes; read++) length = length * 256 + byteAt(bytes, at++);
  }
  if (at + length > bytes.length) throw new NotDer();
  return { tag, content: bytes.subarray(at, at + length), whole: bytes.subarray(start, at + length) };
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
