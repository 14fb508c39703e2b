// Writes what a wildcard let through: elements and attributes whose names and prefixes are the sender's own.

import { escapeAttribute, escapeText } from "../xml/escape.ts";
import type { XmlAttribute, XmlElement } from "../xml/tree.ts";
import { type Around, refuseWriting, type Writing } from "./writing.ts";

/** The exclusive canonical text of a tree inside a document in which `around` is already declared; comments are left out. */
export function writeTree(element: XmlElement, around: Around | undefined): string {
  const used = new Map([[element.prefix, element.namespace]]);
  for (const { prefix, namespace } of element.attributes) if (prefix !== "") used.set(prefix, namespace);
  used.delete("xml");
  const missing = [...used]
    .filter(([prefix, namespace]) => declaredAs(prefix, around) !== namespace)
    .map(([prefix, namespace]) => ({ prefix, namespace }));
  let within = around;
  for (const { prefix, namespace } of missing) within = { prefix, namespace, next: within };
  const name = element.prefix === "" ? element.localName : `${element.prefix}:${element.localName}`;
  let text = `<${name}${declarationsOf(missing)}`;
  for (const attribute of [...element.attributes].sort(byName)) text += attributeText(attribute);
  text += ">";
  for (const child of element.children) {
    if (typeof child === "string") text += escapeText(child);
    else if (child.kind === "element") text += writeTree(child, within);
    else if (child.kind === "instruction") text += `<?${child.target}${child.data === "" ? "" : ` ${child.data}`}?>`;
  }
  return `${text}</${name}>`;
}

/** An attribute whose text, with the space before it, is already written. */
export interface WrittenAttribute {
  readonly namespace: string;
  readonly localName: string;
  readonly text: string;
}

/**
 * The declarations and attributes of an element: the sender's beside those of its type. `needed` are the namespaces of
 * the element and of the known attributes. Refused: the same attribute twice, a prefix that would mean two things.
 */
export function writeAnyAttributes(
  attributes: readonly XmlAttribute[],
  known: readonly WrittenAttribute[],
  needed: readonly Declaration[],
  around: Around | undefined,
  writing: Writing,
): string {
  const declared = new Map(needed.map(({ prefix, namespace }) => [prefix, namespace]));
  const all = [...known];
  for (const attribute of attributes) {
    const { prefix, localName, namespace } = attribute;
    if (all.some((other) => other.localName === localName && other.namespace === namespace)) {
      return refuseWriting(writing, `@${localName}`, "the attribute once", "twice");
    }
    if (prefix !== "" && prefix !== "xml") {
      if ((declared.get(prefix) ?? namespace) !== namespace) {
        return refuseWriting(writing, `@${localName}`, "a prefix with one meaning", "two meanings");
      }
      declared.set(prefix, namespace);
    }
    all.push({ namespace, localName, text: attributeText(attribute) });
  }
  const missing = [...declared]
    .filter(([prefix, namespace]) => declaredAs(prefix, around) !== namespace)
    .map(([prefix, namespace]) => ({ prefix, namespace }));
  for (const { prefix, namespace } of missing) writing.around = { prefix, namespace, next: writing.around };
  return (
    declarationsOf(missing) +
    all
      .sort(byName)
      .map(({ text }) => text)
      .join("")
  );
}

interface Declaration {
  readonly prefix: string;
  readonly namespace: string;
}

/** "" for a default namespace that nobody declared, undefined for any other prefix. */
function declaredAs(prefix: string, around: Around | undefined): string | undefined {
  for (let at = around; at !== undefined; at = at.next) if (at.prefix === prefix) return at.namespace;
  return prefix === "" ? "" : undefined;
}

function declarationsOf(declarations: readonly Declaration[]): string {
  return [...declarations]
    .sort((first, second) => (first.prefix < second.prefix ? -1 : 1))
    .map(({ prefix, namespace }) => ` xmlns${prefix === "" ? "" : `:${prefix}`}="${escapeAttribute(namespace)}"`)
    .join("");
}

function attributeText({ prefix, localName, value }: XmlAttribute): string {
  return ` ${prefix === "" ? localName : `${prefix}:${localName}`}="${escapeAttribute(value)}"`;
}

/** Canonical XML sorts attributes by namespace, then by local name. */
function byName(first: { readonly namespace: string; readonly localName: string }, second: typeof first): number {
  if (first.namespace !== second.namespace) return first.namespace < second.namespace ? -1 : 1;
  return first.localName < second.localName ? -1 : 1;
}
