// The built-in datatypes of XML Schema (XSD 1.0 part 2): which texts they take, and what value a text stands for.

import { pattern } from "./pattern.ts";

/** Tabs and line ends become spaces (whiteSpace "replace"). */
export function replaceWhitespace(text: string): string {
  return tabOrLineEnd.test(text) ? text.replace(/[\t\n\r]/g, " ") : text;
}

/** The same, then runs of spaces become one and the ends are trimmed (whiteSpace "collapse"). */
export function collapseWhitespace(text: string): string {
  return needsCollapsing.test(text) ? text.replace(/[\t\n\r ]+/g, " ").replace(/^ | $/g, "") : text;
}

const tabOrLineEnd = /[\t\n\r]/;
const needsCollapsing = /[\t\n\r]|^ | $| {2}/;

/** Text, white space only: what may stand between elements. */
export function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 0x20 && unit !== 0xa && unit !== 0xd && unit !== 0x9) return false;
  }
  return true;
}

/** The length facets count characters, not UTF-16 units. */
export function lengthOf(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff) pairs++;
  }
  return text.length - pairs;
}

/** Only characters that an XML document can carry, no half surrogate pairs. */
export function isXmlText(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 ? unit !== 0x9 && unit !== 0xa && unit !== 0xd : unit > 0xfffd) return false;
  }
  return text.isWellFormed();
}

export function isBoolean(text: string): boolean {
  return text === "true" || text === "false" || text === "1" || text === "0";
}

export function isInteger(text: string): boolean {
  let at = firstDigit(text);
  if (at === text.length) return false;
  for (; at < text.length; at++) if (!isDigit(text.charCodeAt(at))) return false;
  return true;
}

export function isDecimal(text: string): boolean {
  let digits = 0;
  let points = 0;
  for (let at = firstDigit(text); at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (isDigit(unit)) digits++;
    else if (unit === 0x2e && points === 0) points++;
    else return false;
  }
  return digits > 0;
}

/** The value of an integer whose magnitude stays below 2^53, else `NaN`: also for a text that is no integer. */
export function integerValue(text: string): number {
  if (!isInteger(text)) return Number.NaN;
  const value = Number(text);
  // -0 is no value of xs:integer.
  return Number.isSafeInteger(value) ? value + 0 : Number.NaN;
}

/** The value of an integer of any size; undefined for a text that is no integer or beyond `mostDigits`. */
export function bigIntegerValue(text: string): bigint | undefined {
  if (!isInteger(text) || text.length > mostDigits) return undefined;
  return BigInt(text.startsWith("+") ? text.slice(1) : text);
}

/** Far above any amount or number of the contracts; turning digits into a bigint costs more than linear time. */
const mostDigits = 1_000;

/** totalDigits: the digits that matter, leading zeros and zeros behind the last decimal left out. */
export function totalDigits(text: string): number {
  const { whole, fraction } = decimalParts(text);
  return whole.length + fraction.length;
}

/** fractionDigits: the decimals that matter. */
export function fractionDigits(text: string): number {
  return decimalParts(text).fraction.length;
}

/** Negative, zero or positive, as the first decimal is less than, equal to or greater than the second. */
export function compareDecimals(first: string, second: string): number {
  const left = decimalParts(first);
  const right = decimalParts(second);
  if (left.sign !== right.sign) return left.sign - right.sign;
  return left.sign * compareMagnitudes(left, right);
}

function compareMagnitudes(left: DecimalParts, right: DecimalParts): number {
  if (left.whole.length !== right.whole.length) return left.whole.length - right.whole.length;
  if (left.whole !== right.whole) return left.whole < right.whole ? -1 : 1;
  if (left.fraction === right.fraction) return 0;
  return left.fraction < right.fraction ? -1 : 1;
}

interface DecimalParts {
  readonly sign: -1 | 0 | 1;
  readonly whole: string;
  readonly fraction: string;
}

function decimalParts(text: string): DecimalParts {
  const point = text.indexOf(".");
  const end = point < 0 ? text.length : point;
  let from = firstDigit(text);
  while (from < end && text.charCodeAt(from) === zero) from++;
  let to = point < 0 ? end : text.length;
  while (to > end + 1 && text.charCodeAt(to - 1) === zero) to--;
  const whole = text.slice(from, end);
  const fraction = point < 0 ? "" : text.slice(end + 1, to);
  if (whole === "" && fraction === "") return { sign: 0, whole, fraction };
  return { sign: text.startsWith("-") ? -1 : 1, whole, fraction };
}

/** Behind an optional sign. */
function firstDigit(text: string): number {
  const unit = text.charCodeAt(0);
  return unit === plus || unit === minus ? 1 : 0;
}

function isDigit(unit: number): boolean {
  return unit >= zero && unit <= zero + 9;
}

const zero = 0x30;
const plus = 0x2b;
const minus = 0x2d;

/** xs:base64Binary: groups of four, padding only at the end and over zero bits, single spaces between characters. */
export function isBase64(text: string): boolean {
  const packed = text.includes(" ") ? text.replaceAll(" ", "") : text;
  if (packed.length % 4 !== 0) return false;
  return /^[A-Za-z0-9+/]*(?:[AQgw]==|[AEIMQUYcgkosw048]=)?$/.test(packed);
}

/** How many octets a base64 text stands for; the length facets count them. */
export function base64Length(text: string): number {
  let characters = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 0x20 && unit !== 0x3d) characters++;
  }
  return Math.floor((characters * 3) / 4);
}

export function isHexBinary(text: string): boolean {
  return text.length % 2 === 0 && /^[0-9A-Fa-f]*$/.test(text);
}

/** xs:language: subtags of one to eight characters. */
export function isLanguage(text: string): boolean {
  return /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/.test(text);
}

export function isNmtoken(text: string): boolean {
  return nmtoken.matches(text);
}

export function isName(text: string): boolean {
  return name.matches(text);
}

export function isNcName(text: string): boolean {
  return !text.includes(":") && name.matches(text);
}

const nmtoken = pattern("\\c+");
const name = pattern("\\i\\c*");
