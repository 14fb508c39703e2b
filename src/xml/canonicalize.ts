// Exclusive Canonical XML 1.0 (http://www.w3.org/2001/10/xml-exc-c14n#) of a tree: the text that a signature is over.

import { escapeAttribute, escapeText } from "./escape.ts";
import { namespaceOf } from "./query.ts";
import type { XmlAttribute, XmlComment, XmlDocument, XmlElement, XmlInstruction } from "./tree.ts";

export interface CanonicalizeOptions {
  /** The PrefixList of InclusiveNamespaces; "#default" names the default namespace. */
  readonly inclusivePrefixes?: readonly string[];
  /** The `WithComments` variant. */
  readonly withComments?: boolean;
  /** A subtree to leave out: the signature itself, where it is enveloped. */
  readonly without?: XmlElement;
}

/**
 * The canonical text of a whole document, or of the subtree of one element with everything in it. Nothing of what
 * surrounds the apex is taken over: exclusive canonicalization does not import `xml:lang` and its like. Relative
 * namespace names, for which Canonical XML asks to fail, are written as they stand. Goes as deep as the tree, which the
 * parser's limit keeps shallow.
 */
export function canonicalize(apex: XmlElement | XmlDocument, options: CanonicalizeOptions = {}): string {
  const writer = new Writer("root" in apex ? apex.root : apex, options);
  if ("root" in apex) writer.document(apex);
  else writer.element(apex, undefined);
  return writer.output;
}

/** A namespace declaration in the output; the chain is what an element finds declared around it. */
interface Rendered {
  readonly prefix: string;
  readonly namespace: string;
  readonly next: Rendered | undefined;
}

class Writer {
  output = "";
  readonly #apex: XmlElement;
  readonly #inclusive: ReadonlySet<string>;
  readonly #withComments: boolean;
  readonly #without: XmlElement | undefined;

  constructor(apex: XmlElement, options: CanonicalizeOptions) {
    this.#apex = apex;
    this.#inclusive = new Set(options.inclusivePrefixes?.map((prefix) => (prefix === "#default" ? "" : prefix)));
    this.#withComments = options.withComments ?? false;
    this.#without = options.without;
  }

  document(document: XmlDocument): void {
    for (const node of document.before) {
      if (this.#shows(node)) {
        this.#aside(node);
        this.output += "\n";
      }
    }
    this.element(document.root, undefined);
    for (const node of document.after) {
      if (this.#shows(node)) {
        this.output += "\n";
        this.#aside(node);
      }
    }
  }

  element(element: XmlElement, around: Rendered | undefined): void {
    if (element === this.#without) return;
    const name = element.prefix === "" ? element.localName : `${element.prefix}:${element.localName}`;
    const rendered = this.#render(element, around);
    this.output += `<${name}`;
    if (rendered !== around) this.output += declarationsText(rendered, around);
    if (element.attributes.length > 0) this.output += attributesText(element.attributes);
    this.output += ">";
    for (const child of element.children) {
      if (typeof child === "string") this.output += escapeText(child);
      else if (child.kind === "element") this.element(child, rendered);
      else if (this.#shows(child)) this.#aside(child);
    }
    this.output += `</${name}>`;
  }

  #shows(node: XmlComment | XmlInstruction): boolean {
    return node.kind === "instruction" || this.#withComments;
  }

  #aside(node: XmlComment | XmlInstruction): void {
    if (node.kind === "comment") this.output += `<!--${node.text}-->`;
    else this.output += node.data === "" ? `<?${node.target}?>` : `<?${node.target} ${node.data}?>`;
  }

  /** The declarations around it with those added that this element has to write. */
  #render(element: XmlElement, around: Rendered | undefined): Rendered | undefined {
    let rendered = withPrefix(element.prefix, element.namespace, around);
    for (const attribute of element.attributes) {
      if (attribute.prefix !== "") rendered = withPrefix(attribute.prefix, attribute.namespace, rendered);
    }
    if (this.#inclusive.size === 0) return rendered;
    // Below the apex an inclusive prefix changes where it is declared: what is declared further out is already written.
    if (element === this.#apex) {
      for (const prefix of this.#inclusive) {
        const namespace = namespaceOf(element, prefix);
        if (namespace !== undefined) rendered = withPrefix(prefix, namespace, rendered);
      }
    } else {
      for (const { prefix, namespace } of element.declarations) {
        if (this.#inclusive.has(prefix)) rendered = withPrefix(prefix, namespace, rendered);
      }
    }
    return rendered;
  }
}

function withPrefix(prefix: string, namespace: string, around: Rendered | undefined): Rendered | undefined {
  if (prefix === "xml") return around;
  for (let at = around; at !== undefined; at = at.next) {
    if (at.prefix === prefix) return at.namespace === namespace ? around : { prefix, namespace, next: around };
  }
  return namespace === "" ? around : { prefix, namespace, next: around };
}

function declarationsText(rendered: Rendered | undefined, around: Rendered | undefined): string {
  const added: Rendered[] = [];
  for (let at = rendered; at !== around && at !== undefined; at = at.next) added.push(at);
  if (added.length > 1) added.sort((a, b) => compareCodePoints(a.prefix, b.prefix));
  let text = "";
  for (const { prefix, namespace } of added) {
    text += `${prefix === "" ? " xmlns" : ` xmlns:${prefix}`}="${escapeAttribute(namespace)}"`;
  }
  return text;
}

function attributesText(attributes: readonly XmlAttribute[]): string {
  const sorted = attributes.length > 1 ? attributes.toSorted(compareAttributes) : attributes;
  let text = "";
  for (const { prefix, localName, value } of sorted) {
    text += ` ${prefix === "" ? localName : `${prefix}:${localName}`}="${escapeAttribute(value)}"`;
  }
  return text;
}

function compareAttributes(a: XmlAttribute, b: XmlAttribute): number {
  return compareCodePoints(a.namespace, b.namespace) || compareCodePoints(a.localName, b.localName);
}

/** Code point order, which UTF-16 order is not: surrogates must come after U+E000 to U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const ours = a.charCodeAt(at);
    const theirs = b.charCodeAt(at);
    if (ours !== theirs) return rank(ours) - rank(theirs);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
