// Strict, namespace-aware XML 1.0 (5th edition, Namespaces 1.0) from bytes to one tree: no DTD, every size capped on the way.

import { constants, isAscii, isUtf8 } from "node:buffer";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { isSpace } from "./characters.ts";
import { lineAndColumn } from "./query.ts";
import { BANG, COLON, EQUALS, GREATER, LESS, QUESTION, Refusal, Scanner, SLASH } from "./scan.ts";
import { bindingOf, declarationFault, declarationsBetween, outermostScope, type Scope } from "./scope.ts";
import type {
  NamespaceDeclaration,
  XmlAttribute,
  XmlComment,
  XmlDocument,
  XmlElement,
  XmlFault,
  XmlInstruction,
  XmlLimits,
  XmlNode,
} from "./tree.ts";

/** Far above any message of the services, far below what could hold a process up. */
export const defaultLimits: XmlLimits = {
  bytes: 1 << 20,
  depth: 100,
  attributes: 200,
  declarations: 100,
  text: 1 << 20,
  nodes: 100_000,
};

/**
 * The tree of a document in UTF-8 (with or without byte order mark) or US-ASCII. Never throws.
 * Refused: what is not well-formed by XML 1.0 or by Namespaces in XML 1.0 ("not-well-formed"), a document type
 * declaration ("forbidden"), any other encoding ("encoding"), a document beyond a limit ("too-large").
 * A document that says version 1.1 or any other 1.x is read as 1.0, as the 5th edition asks (section 2.8).
 * The strings of the tree are windows on the whole text: a cache that keeps one keeps the document.
 */
export function parseXml(input: Uint8Array, limits?: Partial<XmlLimits>): Outcome<XmlDocument, XmlFault> {
  const caps = limits === undefined ? defaultLimits : { ...defaultLimits, ...limits };
  const most = Math.min(caps.bytes, constants.MAX_STRING_LENGTH);
  if (input.length > most) return refusedUnread("too-large", `more than ${most} bytes`);
  // UTF-16 and UTF-32 pass for UTF-8 as long as they hold ASCII: every other byte is then NUL.
  if (!isUtf8(input) || input[0] === 0 || input[1] === 0) return refusedUnread("encoding", "not UTF-8");
  const decoded = Buffer.from(input.buffer, input.byteOffset, input.length).toString("utf8");
  const text = decoded.startsWith(byteOrderMark) ? decoded.slice(1) : decoded;
  try {
    return accepted(new Parser(text, caps, isAscii(input)).document());
  } catch (caught) {
    if (!(caught instanceof Refusal)) throw caught;
    const { line, column } = lineAndColumn(text, caught.offset);
    return refused({ code: caught.code, message: caught.message, line, column });
  }
}

const byteOrderMark = "\ufeff";

function refusedUnread(code: XmlFault["code"], message: string): Outcome<never, XmlFault> {
  return refused({ code, message, line: 0, column: 0 });
}

/** An element whose end tag may still be ahead. */
interface OpenElement extends XmlElement {
  readonly children: XmlNode[];
  readonly parent: OpenElement | undefined;
}

/** An attribute whose prefix may be declared further on in the same tag. */
interface ReadAttribute extends XmlAttribute {
  namespace: string;
}

const noAttributes: readonly XmlAttribute[] = [];
const noDeclarations: readonly NamespaceDeclaration[] = [];
const xmlDeclaration =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z][A-Za-z0-9._-]*)"|'([A-Za-z][A-Za-z0-9._-]*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;

class Parser {
  readonly #scan: Scanner;
  readonly #limits: XmlLimits;
  readonly #ascii: boolean;
  #scope: Scope = outermostScope;
  #declarationsInScope = 0;
  #depth = 0;
  #nodes = 0;
  /** Whether the element read last has been read to its end. */
  #ended = false;

  constructor(text: string, limits: XmlLimits, ascii: boolean) {
    this.#scan = new Scanner(text, limits.text);
    this.#limits = limits;
    this.#ascii = ascii;
  }

  document(): XmlDocument {
    const scan = this.#scan;
    this.#xmlDeclaration();
    scan.refuseForbiddenCharacters();
    const before = this.#aroundRoot();
    if (scan.text.startsWith("<!DOCTYPE", scan.at)) {
      return scan.refuse("a document type declaration", scan.at, "forbidden");
    }
    if (scan.unit(scan.at) !== LESS) return scan.refuse("the root element is expected");
    const root = this.#tree();
    const after = this.#aroundRoot();
    if (scan.at < scan.text.length) return scan.refuse("content after the root element");
    return { root, before, after };
  }

  #xmlDeclaration(): void {
    const scan = this.#scan;
    if (!scan.text.startsWith("<?xml") || !isSpace(scan.unit(5))) return;
    const [whole, double, single] = xmlDeclaration.exec(scan.text) ?? scan.refuse("the XML declaration is wrong");
    const encoding = (double ?? single ?? "UTF-8").toUpperCase();
    if (encoding !== "UTF-8" && !(encoding === "US-ASCII" && this.#ascii)) {
      scan.refuse("the declared encoding is not UTF-8", 0, "encoding");
    }
    scan.at = whole.length;
  }

  #aroundRoot(): readonly (XmlComment | XmlInstruction)[] {
    const scan = this.#scan;
    const found: (XmlComment | XmlInstruction)[] = [];
    for (;;) {
      scan.skipSpace();
      if (scan.text.startsWith("<!--", scan.at)) found.push(scan.comment());
      else if (scan.text.startsWith("<?", scan.at)) found.push(scan.instruction());
      else return found;
      this.#countNode();
    }
  }

  #tree(): XmlElement {
    const scan = this.#scan;
    const root = this.#element(undefined);
    let open: OpenElement | undefined = this.#ended ? undefined : root;
    while (open !== undefined) {
      const next = scan.unit(scan.at + 1);
      if (next === SLASH) {
        this.#endTag(open);
        open = open.parent;
        if (open === undefined) break;
      } else if (next === BANG || next === QUESTION) {
        this.#countNode();
        open.children.push(next === BANG ? scan.comment() : scan.instruction());
      } else {
        const child: OpenElement = this.#element(open);
        open.children.push(child);
        if (!this.#ended) {
          open = child;
          continue;
        }
      }
      const characters = scan.characters();
      if (characters !== "") {
        this.#countNode();
        open.children.push(characters);
      }
    }
    return root;
  }

  /** Reads a start tag and the text behind it, and the end tag too where nothing else comes first. */
  #element(parent: OpenElement | undefined): OpenElement {
    const scan = this.#scan;
    const offset = scan.at;
    this.#countNode();
    if (++this.#depth > this.#limits.depth) {
      return scan.refuse(`more than ${this.#limits.depth} elements inside each other`, offset, "too-large");
    }
    scan.at++;
    scan.name();
    const nameEnd = scan.at;
    const prefixEnd = scan.colon < 0 ? offset + 1 : scan.colon;
    const localName = scan.text.slice(scan.colon < 0 ? offset + 1 : scan.colon + 1, nameEnd);
    const around = this.#scope;
    const attributes = scan.unit(nameEnd) === GREATER ? noAttributes : this.#attributes();
    const binding = bindingOf(this.#scope, scan.text, offset + 1, prefixEnd);
    if (binding === undefined) return scan.refuse("a prefix that is not declared", offset);
    const empty = scan.passesUnit(SLASH);
    if (!scan.passesUnit(GREATER)) return scan.refuse("`>` is expected");
    const characters = empty ? "" : scan.characters();
    if (characters !== "") this.#countNode();
    const element: OpenElement = {
      kind: "element",
      prefix: binding.prefix,
      localName,
      namespace: binding.namespace,
      attributes,
      declarations: this.#scope === around ? noDeclarations : this.#declarationsSince(around),
      children: characters === "" ? [] : [characters],
      parent,
      offset,
    };
    this.#ended = empty || scan.unit(scan.at + 1) === SLASH;
    if (empty) this.#leave(element);
    else if (this.#ended) this.#endTag(element);
    return element;
  }

  #endTag(element: OpenElement): void {
    const scan = this.#scan;
    const { prefix, localName } = element;
    scan.at += 2;
    const matches = (prefix === "" || (scan.passes(prefix) && scan.passesUnit(COLON))) && scan.passes(localName);
    scan.skipSpace();
    if (!matches || !scan.passesUnit(GREATER)) scan.refuse("the end tag of the innermost open element is expected");
    this.#leave(element);
  }

  #leave(element: OpenElement): void {
    this.#depth--;
    for (let left = element.declarations.length; left > 0; left--) {
      this.#declarationsInScope--;
      this.#scope = this.#scope.around ?? outermostScope;
    }
  }

  /** Reads the attributes of a start tag; those that are declarations come into scope instead. */
  #attributes(): readonly XmlAttribute[] {
    const scan = this.#scan;
    const attributes: ReadAttribute[] = [];
    let prefixed = false;
    for (let count = 0; ; count++) {
      const from = scan.at;
      scan.skipSpace();
      const start = scan.at;
      const unit = scan.unit(start);
      if (unit === GREATER || unit === SLASH) break;
      if (start === from) return scan.refuse("white space is expected before an attribute");
      if (count === this.#limits.attributes) {
        return scan.refuse(`more than ${this.#limits.attributes} attributes on one element`, start, "too-large");
      }
      scan.name();
      const colon = scan.colon;
      const end = scan.at;
      this.#equals();
      const value = scan.value();
      const prefix = colon < 0 ? "" : scan.text.slice(start, colon);
      const localName = scan.text.slice(colon < 0 ? start : colon + 1, end);
      if (prefix === "xmlns") this.#declare(localName, value, start);
      else if (prefix === "" && localName === "xmlns") this.#declare("", value, start);
      else attributes.push({ prefix, localName, namespace: "", value });
      prefixed ||= colon >= 0;
    }
    if (prefixed) this.#resolve(attributes);
    if (attributes.length > 1 && hasTwins(attributes, sameName, nameKey)) {
      return scan.refuse("an attribute stands twice on one element");
    }
    return attributes;
  }

  #equals(): void {
    this.#scan.skipSpace();
    if (!this.#scan.passesUnit(EQUALS)) this.#scan.refuse("`=` is expected");
    this.#scan.skipSpace();
  }

  #declare(prefix: string, namespace: string, offset: number): void {
    const fault = declarationFault(prefix, namespace);
    if (fault !== undefined) this.#scan.refuse(fault, offset);
    if (++this.#declarationsInScope > this.#limits.declarations) {
      this.#scan.refuse(`more than ${this.#limits.declarations} namespace declarations in scope`, offset, "too-large");
    }
    this.#scope = { prefix, namespace, around: this.#scope };
  }

  #declarationsSince(around: Scope): readonly NamespaceDeclaration[] {
    const declarations = declarationsBetween(this.#scope, around);
    if (declarations.length > 1 && hasTwins(declarations, samePrefix, prefixKey)) {
      this.#scan.refuse("a prefix is declared twice on one element");
    }
    return declarations;
  }

  /** Gives prefixed attributes their namespaces, now that all declarations of the tag are in scope. */
  #resolve(attributes: readonly ReadAttribute[]): void {
    for (const attribute of attributes) {
      if (attribute.prefix === "") continue;
      const binding = bindingOf(this.#scope, attribute.prefix, 0, attribute.prefix.length);
      attribute.namespace = binding?.namespace ?? this.#scan.refuse("a prefix that is not declared");
    }
  }

  #countNode(): void {
    if (++this.#nodes > this.#limits.nodes) {
      this.#scan.refuse(`more than ${this.#limits.nodes} nodes`, this.#scan.at, "too-large");
    }
  }
}

/** Whether two are the same: compared in pairs where they are few, by key where a hostile document has many. */
function hasTwins<Item>(
  items: readonly Item[],
  same: (a: Item, b: Item) => boolean,
  key: (item: Item) => string,
): boolean {
  if (items.length > 8) return new Set(items.map(key)).size < items.length;
  return items.some((item, index) => items.some((other, later) => later > index && same(item, other)));
}

function sameName(a: XmlAttribute, b: XmlAttribute): boolean {
  return a.localName === b.localName && a.namespace === b.namespace;
}

/** No name holds a space. */
function nameKey({ localName, namespace }: XmlAttribute): string {
  return `${localName} ${namespace}`;
}

function samePrefix(a: NamespaceDeclaration, b: NamespaceDeclaration): boolean {
  return a.prefix === b.prefix;
}

function prefixKey({ prefix }: NamespaceDeclaration): string {
  return prefix;
}
