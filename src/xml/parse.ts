// Strict, namespace-aware XML 1.0 (5th edition, Namespaces 1.0) from bytes to one tree: no DTD, every size capped while reading.

import { isAscii, isUtf8 } from "node:buffer";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { CHARACTER, classes, isCharacter, NAME, NAME_START, PLAIN_TEXT, PLAIN_VALUE } from "./characters.ts";
import { lineAndColumn, xmlNamespace, xmlnsNamespace } from "./query.ts";
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
  declarations: 1_000,
  text: 1 << 20,
  nodes: 200_000,
};

/**
 * The tree of a document in UTF-8 (with or without byte order mark) or US-ASCII. Never throws.
 * Refused: anything not well-formed by XML 1.0 or by Namespaces in XML 1.0 ("not-well-formed"), a document type
 * declaration ("forbidden"), any other encoding ("encoding"), a document beyond a limit ("too-large").
 */
export function parseXml(input: Uint8Array, limits?: Partial<XmlLimits>): Outcome<XmlDocument, XmlFault> {
  const caps = limits === undefined ? defaultLimits : { ...defaultLimits, ...limits };
  if (input.length > caps.bytes) return refusedUnread("too-large", `more than ${caps.bytes} bytes`);
  // UTF-16 and UTF-32 are valid UTF-8 as long as they hold ASCII, full of NULs.
  if (!isUtf8(input) || input[0] === 0 || input[1] === 0) return refusedUnread("encoding", "not UTF-8");
  const text = decoder.decode(input);
  try {
    return accepted(new Parser(text, caps, isAscii(input)).document());
  } catch (caught) {
    if (!(caught instanceof Refusal)) throw caught;
    const { line, column } = lineAndColumn(text, caught.offset);
    return refused({ code: caught.code, message: caught.message, line, column });
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function refusedUnread(code: XmlFault["code"], message: string): Outcome<never, XmlFault> {
  return refused({ code, message, line: 0, column: 0 });
}

/** Unwinds the parser, and is caught by `parseXml` alone: the hot path then has no verdict to pass up at every step. */
class Refusal {
  readonly code: XmlFault["code"];
  readonly message: string;
  readonly offset: number;

  constructor(code: XmlFault["code"], message: string, offset: number) {
    this.code = code;
    this.message = message;
    this.offset = offset;
  }
}

/** The namespace declarations in scope, innermost first. */
interface Scope {
  readonly prefix: string;
  readonly namespace: string;
  readonly next: Scope | undefined;
}

/** An element whose end tag may still be ahead. */
interface OpenElement extends XmlElement {
  readonly children: XmlNode[];
  readonly parent: OpenElement | undefined;
}

const noAttributes: readonly XmlAttribute[] = [];
const noDeclarations: readonly NamespaceDeclaration[] = [];
const declaration =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z][A-Za-z0-9._-]*)"|'([A-Za-z][A-Za-z0-9._-]*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const BANG = 0x21;
const QUOTE = 0x22;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const BRACKET = 0x5d;

class Parser {
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #ascii: boolean;
  #at = 0;
  #scope: Scope | undefined = undefined;
  #depth = 0;
  #nodes = 0;
  #declarations = 0;
  /** Where the name read last has its colon; -1 where it has none. */
  #colon = -1;
  /** Whether the tag read last was `<a/>`. */
  #closed = false;

  constructor(text: string, limits: XmlLimits, ascii: boolean) {
    this.#text = text;
    this.#limits = limits;
    this.#ascii = ascii;
  }

  document(): XmlDocument {
    this.#xmlDeclaration();
    const before = this.#misc();
    if (this.#text.startsWith("<!DOCTYPE", this.#at)) {
      return this.#refuse("a document type declaration", this.#at, "forbidden");
    }
    if (this.#unit(this.#at) !== LESS) return this.#refuse("the root element is expected");
    const root = this.#tree();
    const after = this.#misc();
    if (this.#at < this.#text.length) return this.#refuse("content after the root element");
    return { root, before, after };
  }

  #xmlDeclaration(): void {
    if (!this.#text.startsWith("<?xml") || !isSpace(this.#unit(5))) return;
    const found = declaration.exec(this.#text);
    const [whole, double, single] = found ?? this.#refuse("the XML declaration is wrong");
    const encoding = (double ?? single ?? "UTF-8").toUpperCase();
    if (encoding !== "UTF-8" && !(encoding === "US-ASCII" && this.#ascii)) {
      this.#refuse("the declared encoding is not UTF-8", 0, "encoding");
    }
    this.#at = whole.length;
  }

  /** Comments, instructions and white space around the root. */
  #misc(): readonly (XmlComment | XmlInstruction)[] {
    const found: (XmlComment | XmlInstruction)[] = [];
    for (;;) {
      this.#skipSpace();
      if (this.#text.startsWith("<!--", this.#at)) found.push(this.#comment());
      else if (this.#text.startsWith("<?", this.#at)) found.push(this.#instruction());
      else return found;
    }
  }

  #tree(): XmlElement {
    const root = this.#startTag(undefined);
    let open: OpenElement | undefined = this.#closed ? undefined : root;
    while (open !== undefined) {
      const characters = this.#characters();
      if (characters !== "") {
        this.#countNode();
        open.children.push(characters);
      }
      const next = this.#unit(this.#at + 1);
      if (next === SLASH) {
        this.#endTag(open);
        open = open.parent;
      } else if (next === BANG) {
        open.children.push(this.#comment());
      } else if (next === QUESTION) {
        open.children.push(this.#instruction());
      } else {
        const child: OpenElement = this.#startTag(open);
        open.children.push(child);
        if (!this.#closed) open = child;
      }
    }
    return root;
  }

  /** Reads `<a ...>` or `<a .../>`. */
  #startTag(parent: OpenElement | undefined): OpenElement {
    const text = this.#text;
    const offset = this.#at;
    this.#countNode();
    this.#at = offset + 1;
    this.#name();
    const colon = this.#colon;
    const prefix = colon < 0 ? "" : text.slice(offset + 1, colon);
    const localName = text.slice(colon < 0 ? offset + 1 : colon + 1, this.#at);
    let attributes = noAttributes;
    let declarations = noDeclarations;
    if (this.#unit(this.#at) !== GREATER) {
      const raw = this.#rawAttributes();
      if (raw.length > 0) {
        declarations = this.#declare(raw);
        if (declarations.length < raw.length) attributes = this.#resolve(raw);
      }
    }
    if (this.#unit(this.#at) === SLASH) {
      this.#closed = true;
      this.#at++;
    } else {
      this.#closed = false;
    }
    if (this.#unit(this.#at) !== GREATER) return this.#refuse("`>` is expected");
    this.#at++;
    const element: OpenElement = {
      kind: "element",
      prefix,
      localName,
      namespace: this.#namespace(prefix, offset),
      attributes,
      declarations,
      children: [],
      parent,
      offset,
    };
    if (this.#closed) this.#leave(element);
    else if (++this.#depth > this.#limits.depth) {
      return this.#refuse(`more than ${this.#limits.depth} elements inside each other`, offset, "too-large");
    }
    return element;
  }

  #endTag(element: OpenElement): void {
    const text = this.#text;
    const { prefix, localName } = element;
    let at = this.#at + 2;
    if (prefix !== "") {
      if (!text.startsWith(prefix, at) || this.#unit(at + prefix.length) !== COLON) this.#mismatch();
      at += prefix.length + 1;
    }
    if (!text.startsWith(localName, at)) this.#mismatch();
    this.#at = at + localName.length;
    this.#skipSpace();
    if (this.#unit(this.#at) !== GREATER) this.#mismatch();
    this.#at++;
    this.#depth--;
    this.#leave(element);
  }

  #mismatch(): never {
    return this.#refuse("the end tag of the innermost open element is expected");
  }

  #leave(element: OpenElement): void {
    for (let count = element.declarations.length; count > 0; count--) this.#scope = this.#scope?.next;
  }

  /** The attributes as written, declarations among them, their namespaces unknown as yet. */
  #rawAttributes(): RawAttribute[] {
    const text = this.#text;
    const raw: RawAttribute[] = [];
    for (;;) {
      const from = this.#at;
      this.#skipSpace();
      const start = this.#at;
      const unit = this.#unit(start);
      if (unit === GREATER || unit === SLASH) return raw;
      if (start === from) return this.#refuse("white space is expected before an attribute");
      if (raw.length === this.#limits.attributes) {
        return this.#refuse(`more than ${this.#limits.attributes} attributes on one element`, start, "too-large");
      }
      this.#name();
      const colon = this.#colon;
      const prefix = colon < 0 ? "" : text.slice(start, colon);
      const localName = text.slice(colon < 0 ? start : colon + 1, this.#at);
      this.#skipSpace();
      if (this.#unit(this.#at) !== EQUALS) return this.#refuse("`=` is expected");
      this.#at++;
      this.#skipSpace();
      raw.push({ prefix, localName, value: this.#value(), offset: start });
    }
  }

  /** Brings the declarations among an element's attributes into scope. */
  #declare(raw: readonly RawAttribute[]): readonly NamespaceDeclaration[] {
    let declarations: NamespaceDeclaration[] | undefined;
    for (const { prefix, localName, value, offset } of raw) {
      if (!isDeclaration(prefix, localName)) continue;
      const declared = prefix === "" ? "" : localName;
      const fault = declarationFault(declared, value);
      if (fault !== undefined) return this.#refuse(fault, offset);
      if (++this.#declarations > this.#limits.declarations) {
        return this.#refuse(`more than ${this.#limits.declarations} namespace declarations`, offset, "too-large");
      }
      declarations ??= [];
      declarations.push({ prefix: declared, namespace: value });
      this.#scope = { prefix: declared, namespace: value, next: this.#scope };
    }
    if (declarations === undefined) return noDeclarations;
    if (hasTwins(declarations, samePrefix, prefixKey)) return this.#refuse("a prefix is declared twice on one element");
    return declarations;
  }

  #resolve(raw: readonly RawAttribute[]): readonly XmlAttribute[] {
    const attributes: XmlAttribute[] = [];
    for (const { prefix, localName, value, offset } of raw) {
      if (isDeclaration(prefix, localName)) continue;
      const namespace = prefix === "" ? "" : this.#namespace(prefix, offset);
      attributes.push({ prefix, localName, namespace, value });
    }
    if (hasTwins(attributes, sameName, nameKey)) return this.#refuse("an attribute stands twice on one element");
    return attributes;
  }

  #namespace(prefix: string, offset: number): string {
    for (let scope = this.#scope; scope !== undefined; scope = scope.next) {
      if (scope.prefix === prefix) return scope.namespace;
    }
    if (prefix === "") return "";
    if (prefix === "xml") return xmlNamespace;
    return this.#refuse("a prefix that is not declared", offset);
  }

  /** Passes a qualified name and notes where its colon is. */
  #name(): void {
    this.#colon = -1;
    let at = this.#ncName(this.#at);
    if (this.#unit(at) === COLON) {
      this.#colon = at;
      at = this.#ncName(at + 1);
      if (this.#unit(at) === COLON) this.#refuse("a name with two colons", at);
    }
    this.#at = at;
  }

  /** Where the name without colon that starts here ends. */
  #ncName(start: number): number {
    const text = this.#text;
    const end = text.length;
    if (((classes[this.#unit(start)] ?? 0) & NAME_START) === 0) return this.#refuse("a name is expected", start);
    let at = start + 1;
    while (at < end && ((classes[text.charCodeAt(at)] ?? 0) & NAME) !== 0) at++;
    return at;
  }

  /** Reads a quoted attribute value: references resolved, white space normalised as for CDATA attributes. */
  #value(): string {
    const text = this.#text;
    const quote = this.#unit(this.#at);
    if (quote !== QUOTE && quote !== APOSTROPHE) return this.#refuse("a quoted value is expected");
    let from = this.#at + 1;
    let at = from;
    let value = "";
    for (;;) {
      const stop = Math.min(text.length, from + this.#limits.text - value.length + 1);
      while (at < stop && ((classes[text.charCodeAt(at)] ?? 0) & PLAIN_VALUE) !== 0) at++;
      if (at === stop) return this.#endless(stop, "an attribute value");
      const unit = text.charCodeAt(at);
      if (unit === quote) {
        this.#at = at + 1;
        return value === "" ? text.slice(from, at) : value + text.slice(from, at);
      }
      if (unit === QUOTE || unit === APOSTROPHE) {
        at++;
      } else if (unit === AMPERSAND) {
        value += text.slice(from, at) + this.#reference(at);
        from = at = this.#at;
      } else if (unit === TAB || unit === LF || unit === CR) {
        value += `${text.slice(from, at)} `;
        at += unit === CR && this.#unit(at + 1) === LF ? 2 : 1;
        from = at;
      } else {
        return this.#refuse("a character that an attribute value may not hold", at);
      }
    }
  }

  /** Reads text, references and CDATA sections up to the next other markup; "" where there is none. */
  #characters(): string {
    const text = this.#text;
    let from = this.#at;
    let at = from;
    let characters = "";
    for (;;) {
      const stop = Math.min(text.length, from + this.#limits.text - characters.length + 1);
      while (at < stop && ((classes[text.charCodeAt(at)] ?? 0) & PLAIN_TEXT) !== 0) at++;
      if (at === stop) return this.#endless(stop, "a text");
      const unit = text.charCodeAt(at);
      if (unit === LESS) {
        characters = characters === "" ? text.slice(from, at) : characters + text.slice(from, at);
        this.#at = at;
        if (this.#unit(at + 1) !== BANG || !text.startsWith("<![CDATA[", at)) return characters;
        characters += this.#until("]]>", at + 9);
        if (characters.length > this.#limits.text) return this.#endless(at, "a text");
        from = at = this.#at;
      } else if (unit === AMPERSAND) {
        characters += text.slice(from, at) + this.#reference(at);
        from = at = this.#at;
      } else if (unit === CR) {
        characters += `${text.slice(from, at)}\n`;
        at += this.#unit(at + 1) === LF ? 2 : 1;
        from = at;
      } else if (unit === BRACKET) {
        if (text.startsWith("]]>", at)) return this.#refuse("`]]>` in text", at);
        at++;
      } else {
        return this.#refuse("a character that text may not hold", at);
      }
    }
  }

  #endless(at: number, what: string): never {
    if (at === this.#text.length) return this.#refuse(`the document ends inside ${what}`, at);
    return this.#refuse(`${what} of more than ${this.#limits.text} characters`, at, "too-large");
  }

  /** What a reference stands for; only the five entities of XML itself exist. */
  #reference(start: number): string {
    const text = this.#text;
    if (text.startsWith("#", start + 1)) return this.#characterReference(start);
    for (const [entity, character] of entities) {
      if (text.startsWith(entity, start + 1)) {
        this.#at = start + 1 + entity.length;
        return character;
      }
    }
    return this.#refuse("a reference to an unknown entity", start);
  }

  #characterReference(start: number): string {
    const hexadecimal = this.#text.startsWith("x", start + 2);
    const first = start + (hexadecimal ? 3 : 2);
    let at = first;
    let codePoint = 0;
    for (; ; at++) {
      const digit = digitOf(this.#unit(at), hexadecimal);
      if (digit < 0) break;
      codePoint = Math.min(codePoint * (hexadecimal ? 16 : 10) + digit, 0x110000);
    }
    if (at === first || this.#unit(at) !== SEMICOLON) return this.#refuse("a malformed character reference", start);
    if (!isCharacter(codePoint)) return this.#refuse("a reference to a character that XML does not allow", start);
    this.#at = at + 1;
    return String.fromCodePoint(codePoint);
  }

  #comment(): XmlComment {
    const start = this.#at;
    if (!this.#text.startsWith("<!--", start)) return this.#refuse("markup that may not stand here");
    this.#countNode();
    const text = this.#until("--", start + 4);
    if (this.#unit(this.#at) !== GREATER) return this.#refuse("`--` in a comment");
    this.#at++;
    return { kind: "comment", text };
  }

  #instruction(): XmlInstruction {
    const start = this.#at + 2;
    this.#countNode();
    this.#at = this.#ncName(start);
    const target = this.#text.slice(start, this.#at);
    if (target.toLowerCase() === "xml") return this.#refuse("an XML declaration that may not stand here", start - 2);
    if (this.#text.startsWith("?>", this.#at)) {
      this.#at += 2;
      return { kind: "instruction", target, data: "" };
    }
    if (!isSpace(this.#unit(this.#at))) return this.#refuse("white space is expected after the target");
    this.#skipSpace();
    return { kind: "instruction", target, data: this.#until("?>", this.#at) };
  }

  /** Reads characters as they stand up to a closing mark, which it passes. */
  #until(mark: string, start: number): string {
    const text = this.#text;
    const end = text.indexOf(mark, start);
    if (end < 0) return this.#refuse(`\`${mark}\` is missing`, start);
    if (end - start > this.#limits.text) return this.#endless(start, "a text");
    let returns = false;
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      if (((classes[unit] ?? 0) & CHARACTER) === 0) return this.#refuse("a character that XML does not allow", at);
      if (unit === CR) returns = true;
    }
    this.#at = end + mark.length;
    const slice = text.slice(start, end);
    return returns ? slice.replaceAll(/\r\n?/g, "\n") : slice;
  }

  #skipSpace(): void {
    const text = this.#text;
    const end = text.length;
    let at = this.#at;
    while (at < end && isSpace(text.charCodeAt(at))) at++;
    this.#at = at;
  }

  #countNode(): void {
    if (++this.#nodes > this.#limits.nodes) {
      this.#refuse(`more than ${this.#limits.nodes} nodes`, this.#at, "too-large");
    }
  }

  /** NUL, which no document holds, where the text has ended: a number at all times keeps this fast. */
  #unit(at: number): number {
    return at < this.#text.length ? this.#text.charCodeAt(at) : 0;
  }

  #refuse(message: string, offset = this.#at, code: XmlFault["code"] = "not-well-formed"): never {
    throw new Refusal(code, message, offset);
  }
}

interface RawAttribute {
  readonly prefix: string;
  readonly localName: string;
  readonly value: string;
  readonly offset: number;
}

const entities: readonly (readonly [string, string])[] = [
  ["amp;", "&"],
  ["lt;", "<"],
  ["gt;", ">"],
  ["quot;", '"'],
  ["apos;", "'"],
];

function isSpace(unit: number): boolean {
  return unit === SPACE || unit === LF || unit === TAB || unit === CR;
}

function isDeclaration(prefix: string, localName: string): boolean {
  return prefix === "xmlns" || (prefix === "" && localName === "xmlns");
}

/** Namespaces in XML 1.0, section 3: reserved prefixes and namespace names; section 5: no prefix is undeclared. */
function declarationFault(prefix: string, namespace: string): string | undefined {
  if (prefix === "xmlns") return "the prefix xmlns may not be declared";
  if (namespace === xmlnsNamespace) return "the namespace of xmlns may not be declared";
  if ((prefix === "xml") !== (namespace === xmlNamespace)) return "the prefix xml belongs to its own namespace";
  if (prefix !== "" && namespace === "") return "a prefix may not be undeclared";
  return undefined;
}

/** Pairwise where they are few, by key where a hostile document has many. */
function hasTwins<Item>(
  items: readonly Item[],
  same: (a: Item, b: Item) => boolean,
  key: (item: Item) => string,
): boolean {
  if (items.length > 8) return new Set(items.map(key)).size < items.length;
  for (let later = 1; later < items.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const a = items[earlier];
      const b = items[later];
      if (a !== undefined && b !== undefined && same(a, b)) return true;
    }
  }
  return false;
}

const samePrefix = (a: NamespaceDeclaration, b: NamespaceDeclaration) => a.prefix === b.prefix;
const prefixKey = ({ prefix }: NamespaceDeclaration) => prefix;
const sameName = (a: XmlAttribute, b: XmlAttribute) => a.localName === b.localName && a.namespace === b.namespace;
const nameKey = ({ localName, namespace }: XmlAttribute) => `${localName} ${namespace}`;

function digitOf(unit: number, hexadecimal: boolean): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = unit | 0x20;
  return hexadecimal && letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
