// What libxml2 makes of a document: the outside judge of the parser and of the canonical form.

import { ParseOption, XmlC14NMode, XmlDocument, XmlError, type XmlNode, XmlParseError } from "libxml2-wasm";
import type { CanonicalizeOptions } from "../src/xml/canonicalize.ts";

export interface Judged {
  /** "undecided": it takes issue with nothing but a namespace name that is no URI, and then stops looking further. */
  readonly verdict: "accepted" | "refused" | "undecided";
  /** The exclusive canonical form; undefined where libxml2 makes none, as of relative namespace names. */
  canonical(options: CanonicalizeOptions): string | undefined;
  /** The same of one element, counted from 1 in document order. */
  canonicalOfElement(position: number, options: CanonicalizeOptions): string | undefined;
}

/** Hands over libxml2's verdict, and disposes of its document afterwards. */
export function judgedByLibxml<Result>(bytes: Uint8Array, use: (judged: Judged) => Result): Result {
  let document: XmlDocument;
  try {
    document = XmlDocument.fromBuffer(bytes, { option: strictly });
  } catch (caught) {
    if (!(caught instanceof XmlParseError)) throw caught;
    const serious = caught.details.filter(
      ({ level, message }) => level >= 2 && !/ is not a valid URI\s*$/.test(message),
    );
    return use({ verdict: serious.length === 0 ? "undecided" : "refused", canonical: none, canonicalOfElement: none });
  }
  try {
    return use({
      verdict: "accepted",
      canonical: (options) => canonicalForm(document, options),
      canonicalOfElement: (position, options) => canonicalForm(document.get(`(//*)[${position}]`), options),
    });
  } finally {
    document.dispose();
  }
}

/** `xml:id` is a Recommendation of its own that the parser does not implement; nothing external is fetched. */
const strictly = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_SKIP_IDS;

function canonicalForm(node: XmlDocument | XmlNode | null, options: CanonicalizeOptions): string | undefined {
  try {
    return node?.canonicalizeToString({
      mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
      withComments: options.withComments ?? false,
      inclusiveNamespacePrefixes: [...(options.inclusivePrefixes ?? [])],
    });
  } catch (caught) {
    if (!(caught instanceof XmlError)) throw caught;
    return undefined;
  }
}

function none(): undefined {
  return undefined;
}
