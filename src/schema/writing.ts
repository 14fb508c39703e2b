// What generated writers share: collecting faults, the text of values as canonical XML spells it.

import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { escapeAttribute, escapeText } from "../xml/escape.ts";
import { isXmlText } from "./datatypes.ts";
import type { Pattern } from "./pattern.ts";
import { describeText, mostFaults, type StructureFault } from "./runtime.ts";

/** One writing of one value; generated writers pass it down. */
export interface Writing {
  readonly faults: StructureFault[];
  readonly path: string[];
  /** Which namespaces are declared around the place being written, one bit each. */
  scope: number;
  /** The sender's own declarations around it, the nearest first. */
  around: Around | undefined;
}

export interface Around {
  readonly prefix: string;
  readonly namespace: string;
  readonly next: Around | undefined;
}

export function writingOf(): Writing {
  return { faults: [], path: [], scope: 0, around: undefined };
}

/** The verdict of a writing: text counts only when every value in it was allowed. */
export function concludeWriting(writing: Writing, text: string): Outcome<string, readonly StructureFault[]> {
  return writing.faults.length > 0 ? refused(writing.faults) : accepted(text);
}

/** A value that its type does not take; gives "", so that writing goes on to the next fault. */
export function refuseWriting(writing: Writing, name: string, expected: string, found: string): "" {
  if (writing.faults.length < mostFaults) {
    const path = name === "" ? writing.path.join("/") : [...writing.path, name].join("/");
    writing.faults.push({ path, expected, found, offset: 0 });
  }
  return "";
}

/** The number of occurrences of an element is not the schema's. */
export function refuseCount(writing: Writing, name: string, least: number, most: number, found: number): "" {
  const expected =
    most === Number.POSITIVE_INFINITY ? `${least} or more` : least === most ? `${least}` : `${least} to ${most}`;
  return refuseWriting(writing, name, expected, `${found}`);
}

/** Element text as it is written; what an XML document cannot carry is refused. */
export function textOf(text: string, name: string, writing: Writing): string {
  if (plainText.test(text)) return text;
  return isXmlText(text)
    ? escapeText(text)
    : refuseWriting(writing, name, "text that XML can carry", describeText(text));
}

/** An attribute's value as it is written. */
export function attributeOf(text: string, name: string, writing: Writing): string {
  if (plainText.test(text)) return text;
  return isXmlText(text)
    ? escapeAttribute(text)
    : refuseWriting(writing, name, "text that XML can carry", describeText(text));
}

/** Nothing in it needs a second look: most texts end here. */
const plainText = /^[\x20!\x23-\x25\x27-\x3b\x3d\x3f-\ud7ff\ue000-\ufffd]*$/;

/**
 * An integer in the shortest form that its patterns take: a code of three digits is written with its leading zeros.
 * "" where no number of leading zeros helps.
 */
export function integerText(value: number | bigint, patterns: readonly Pattern[]): string {
  const sign = value < 0 ? "-" : "";
  const digits = `${value}`.slice(sign.length);
  for (let length = digits.length; length <= Math.max(digits.length, 20); length++) {
    const text = sign + digits.padStart(length, "0");
    if (patterns.every((each) => each.matches(text))) return text;
  }
  return "";
}
