// Documents written from nested descriptions, canonical from the start: what is written can be signed as it stands.

import { canonicalize } from "./canonicalize.ts";
import type { XmlAttribute, XmlElement } from "./tree.ts";

export { escapeAttribute, escapeText } from "./escape.ts";

export interface ElementSpec {
  /** "" for an element without prefix. */
  readonly prefix: string;
  /** "" for an element in no namespace, which then has no prefix either. */
  readonly namespace: string;
  readonly name: string;
  readonly attributes?: readonly AttributeSpec[];
  /** Strings are text, in any length and with any character. */
  readonly children?: readonly (ElementSpec | string)[];
}

export interface AttributeSpec {
  readonly prefix?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly value: string;
}

/**
 * The exclusive canonical text of an element: each namespace declared where it is first used, attributes sorted, no
 * XML declaration. Names are the program's own and are not checked, nor that a prefix means one thing on one element.
 * Throws where a prefix has no namespace, or an attribute a namespace and no prefix: no XML says that.
 */
export function writeXml(spec: ElementSpec): string {
  return canonicalize(treeOf(spec));
}

function treeOf(spec: ElementSpec): XmlElement {
  if (spec.prefix !== "" && spec.namespace === "") throw new TypeError(`${spec.prefix}:${spec.name} has no namespace`);
  return {
    kind: "element",
    prefix: spec.prefix,
    localName: spec.name,
    namespace: spec.namespace,
    attributes: (spec.attributes ?? []).map(attributeOf),
    declarations: [],
    children: (spec.children ?? []).map((child) => (typeof child === "string" ? child : treeOf(child))),
    parent: undefined,
    offset: 0,
  };
}

function attributeOf({ prefix = "", namespace = "", name, value }: AttributeSpec): XmlAttribute {
  if ((prefix === "") !== (namespace === ""))
    throw new TypeError(`attribute ${name} has a prefix or a namespace alone`);
  return { prefix, localName: name, namespace, value };
}
