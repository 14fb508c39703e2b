// Where in a schema something is written: what its attributes and names say there, and how a mistake is reported.

import { attributeOf, childElements, namespaceOf, xmlNamespace } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";
import { type LoadedSchema, schemaNamespace } from "./load.ts";

/** A component's own element and the schema it stands in, which says what its prefixes and forms mean. */
export interface Place {
  readonly node: XmlElement;
  readonly schema: LoadedSchema;
}

/** What would change the meaning of a schema if it were overlooked. */
const unsupportedAttributes = ["substitutionGroup", "block", "blockDefault", "final", "finalDefault"];

/** The child elements that mean something; any other than the known ones is refused. */
export function parts(place: Place, known: readonly string[]): readonly XmlElement[] {
  for (const name of unsupportedAttributes) {
    if (attributeOf(place.node, name) !== undefined) throw problem(place, `${name} is not supported`);
  }
  if (place.node.localName === "element" && attributeOf(place.node, "abstract") === "true") {
    throw problem(place, "an abstract element is not supported");
  }
  const children = childElements(place.node).filter(
    (node) => !(node.namespace === schemaNamespace && node.localName === "annotation"),
  );
  for (const node of children) {
    if (node.namespace !== schemaNamespace || !known.includes(node.localName)) {
      throw problem({ ...place, node }, `${node.localName} is not supported here`);
    }
  }
  return children;
}

export function required(place: Place, attribute: string): string {
  const value = attributeOf(place.node, attribute);
  if (value === undefined) throw problem(place, `${place.node.localName} without ${attribute}`);
  return value;
}

export function count(place: Place, attribute: string): number {
  const value = attributeOf(place.node, attribute) ?? "1";
  if (value === "unbounded" && attribute === "maxOccurs") return Number.POSITIVE_INFINITY;
  if (!/^\d{1,9}$/.test(value)) throw problem(place, `${attribute} is not a number`);
  return Number(value);
}

export function resolveName(place: Place, qualified: string): { readonly namespace: string; readonly name: string } {
  const colon = qualified.indexOf(":");
  const prefix = colon < 0 ? "" : qualified.slice(0, colon);
  const namespace = prefix === "xml" ? xmlNamespace : namespaceOf(place.node, prefix);
  if (namespace === undefined) throw problem(place, `the prefix of ${qualified} is not declared`);
  return { namespace, name: qualified.slice(colon + 1) };
}

export function problem({ node, schema }: Place, what: string): Error {
  const named = attributeOf(node, "name") ?? attributeOf(node, "ref") ?? "";
  return new Error(`${schema.source}: ${node.localName} ${named}: ${what} (offset ${node.offset}).`);
}
