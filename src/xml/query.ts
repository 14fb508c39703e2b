// Small questions that every reader of a tree asks.

import type { XmlElement } from "./tree.ts";

/** The child elements, in document order. */
export function childElements(element: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of element.children) {
    if (typeof child !== "string" && child.kind === "element") found.push(child);
  }
  return found;
}

/** The first child element of that name; namespace "" is no namespace. */
export function childElement(element: XmlElement, namespace: string, localName: string): XmlElement | undefined {
  for (const child of element.children) {
    if (typeof child === "string" || child.kind !== "element") continue;
    if (child.localName === localName && child.namespace === namespace) return child;
  }
  return undefined;
}

/** The element's own text: what stands inside child elements, comments and instructions is left out. */
export function textOf(element: XmlElement): string {
  let text = "";
  for (const child of element.children) if (typeof child === "string") text += child;
  return text;
}

/** The value of an attribute; an attribute without a prefix is in no namespace. */
export function attributeOf(element: XmlElement, localName: string, namespace = ""): string | undefined {
  for (const attribute of element.attributes) {
    if (attribute.localName === localName && attribute.namespace === namespace) return attribute.value;
  }
  return undefined;
}

/**
 * What a prefix means at an element ("" asks for the default namespace, which is "" where there is none);
 * undefined where the prefix is not declared. For names inside text, such as the value of `xsi:type`.
 */
export function namespaceOf(element: XmlElement, prefix: string): string | undefined {
  if (prefix === "xml") return xmlNamespace;
  if (prefix === "xmlns") return xmlnsNamespace;
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent) {
    for (const declaration of at.declarations) if (declaration.prefix === prefix) return declaration.namespace;
  }
  return prefix === "" ? "" : undefined;
}

export const xmlNamespace = "http://www.w3.org/XML/1998/namespace";
export const xmlnsNamespace = "http://www.w3.org/2000/xmlns/";

/** Line and column, both from 1, of an offset in UTF-16 units; a line ends at CR LF, LF or CR. */
export function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let at = 0; at < offset && at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xa || (unit === 0xd && text.charCodeAt(at + 1) !== 0xa)) {
      line++;
      start = at + 1;
    }
  }
  return { line, column: offset - start + 1 };
}

/** The element whose start tag stands at this offset; undefined where none does. */
export function elementAt(element: XmlElement, offset: number): XmlElement | undefined {
  if (element.offset === offset) return element;
  for (const child of childElements(element)) {
    const found = elementAt(child, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}
