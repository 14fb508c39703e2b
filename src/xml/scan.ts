// The lexical half of the parser: names, values, text and references at a position of a decoded document.
// Native searches find what needs attention; everything between is taken as it stands.

import { forbiddenCharacters, isCharacter, isNameStart, isNameUnit, isSpace } from "./characters.ts";
import type { XmlComment, XmlFault, XmlInstruction } from "./tree.ts";

/** Unwinds the parser, and is caught by `parseXml` alone: the hot path then has no verdict to hand up at every step. */
export class Refusal {
  readonly code: XmlFault["code"];
  readonly message: string;
  readonly offset: number;

  constructor(code: XmlFault["code"], message: string, offset: number) {
    this.code = code;
    this.message = message;
    this.offset = offset;
  }
}

export const BANG = 0x21;
const QUOTE = 0x22;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
export const SLASH = 0x2f;
export const COLON = 0x3a;
const SEMICOLON = 0x3b;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
const CR = 0x0d;
const LF = 0x0a;

export class Scanner {
  readonly text: string;
  /** The next unit to read. */
  at = 0;
  /** Where the name read last has its colon; -1 where it has none. */
  colon = -1;
  readonly #longest: number;
  readonly #less: Mark;
  readonly #ampersand: Mark;
  readonly #return: Mark;
  readonly #newline: Mark;
  readonly #tab: Mark;
  readonly #sectionEnd: Mark;

  /** `longest` caps the units of one text, value, comment or instruction. */
  constructor(text: string, longest: number) {
    this.text = text;
    this.#longest = longest;
    this.#less = new Mark(text, "<");
    this.#ampersand = new Mark(text, "&");
    this.#return = new Mark(text, "\r");
    this.#newline = new Mark(text, "\n");
    this.#tab = new Mark(text, "\t");
    this.#sectionEnd = new Mark(text, "]]>");
  }

  refuse(message: string, offset: number = this.at, code: XmlFault["code"] = "not-well-formed"): never {
    throw new Refusal(code, message, offset);
  }

  /** NUL, which no document holds, behind the end: a number at all times keeps this fast. */
  unit(at: number): number {
    return at < this.text.length ? this.text.charCodeAt(at) : 0;
  }

  /** Whether a unit is next, which is then passed. */
  passesUnit(unit: number): boolean {
    if (this.unit(this.at) !== unit) return false;
    this.at++;
    return true;
  }

  /** Whether an exact text is next, which is then passed. */
  passes(expected: string): boolean {
    const end = this.at + expected.length;
    if (this.text.slice(this.at, end) !== expected) return false;
    this.at = end;
    return true;
  }

  skipSpace(): void {
    while (isSpace(this.unit(this.at))) this.at++;
  }

  /** Production 2 for the whole document at once, so that nothing read later is judged character by character. */
  refuseForbiddenCharacters(): void {
    for (const character of forbiddenCharacters) {
      const at = this.text.indexOf(character);
      if (at >= 0) this.refuse("a character that XML does not allow", at);
    }
  }

  /** Passes a qualified name and notes its colon. */
  name(): void {
    this.colon = -1;
    this.#partOfName();
    if (this.unit(this.at) !== COLON) return;
    this.colon = this.at++;
    this.#partOfName();
    if (this.unit(this.at) === COLON) this.refuse("a name with two colons");
  }

  #partOfName(): void {
    const text = this.text;
    let at = this.at;
    if (!isNameStart(this.unit(at))) this.refuse("a name is expected");
    do at++;
    while (at < text.length && isNameUnit(text.charCodeAt(at)));
    this.at = at;
  }

  /** Reads a quoted attribute value: references resolved, white space normalised as for CDATA attributes. */
  value(): string {
    const quote = this.unit(this.at);
    if (quote !== QUOTE && quote !== APOSTROPHE) return this.refuse("a quoted value is expected");
    const start = this.at + 1;
    const end = this.text.indexOf(quote === QUOTE ? '"' : "'", start);
    if (end < 0) return this.refuse("the document ends inside an attribute value", this.text.length);
    if (end - start > this.#longest) return this.#tooLong("an attribute value", start);
    if (this.#less.from(start) < end) return this.refuse("`<` in an attribute value", this.#less.from(start));
    if (this.#nextInValue(start) >= end) {
      this.at = end + 1;
      return this.text.slice(start, end);
    }
    return this.#normalisedValue(start, end);
  }

  #normalisedValue(start: number, end: number): string {
    let value = "";
    this.at = start;
    for (;;) {
      const from = this.at;
      const special = this.#nextInValue(from);
      if (special >= end) {
        this.at = end + 1;
        return value + this.text.slice(from, end);
      }
      value += this.text.slice(from, special);
      this.at = special;
      if (this.text.charCodeAt(special) === AMPERSAND) {
        value += this.#reference();
      } else {
        this.#lineEnd();
        value += " ";
      }
    }
  }

  #nextInValue(from: number): number {
    return Math.min(
      this.#ampersand.from(from),
      this.#newline.from(from),
      this.#tab.from(from),
      this.#return.from(from),
    );
  }

  /** Reads text, references and CDATA sections up to the next other markup; "" where there is none. */
  characters(): string {
    const text = this.text;
    // Where markup follows markup there is nothing to search.
    if (this.unit(this.at) === LESS && this.unit(this.at + 1) !== BANG) return "";
    let characters = "";
    for (;;) {
      const from = this.at;
      const less = this.#less.from(from);
      const special = Math.min(this.#ampersand.from(from), this.#return.from(from), this.#sectionEnd.from(from));
      const stop = Math.min(less, special);
      if (stop > from) characters += text.slice(from, stop);
      if (characters.length > this.#longest) return this.#tooLong("a text", from);
      this.at = stop;
      if (stop === less) {
        if (this.unit(stop + 1) !== BANG || !text.startsWith("<![CDATA[", stop)) break;
        this.at += 9;
        characters += this.until("]]>");
      } else if (text.charCodeAt(stop) === AMPERSAND) {
        characters += this.#reference();
      } else if (text.charCodeAt(stop) === CR) {
        this.#lineEnd();
        characters += "\n";
      } else {
        return this.refuse("`]]>` in text");
      }
    }
    if (this.at === text.length) return this.refuse("the document ends inside an element");
    return characters;
  }

  /** Reads `<!-- ... -->`. */
  comment(): XmlComment {
    if (!this.text.startsWith("<!--", this.at)) return this.refuse("markup that may not stand here");
    this.at += 4;
    const text = this.until("--");
    if (this.unit(this.at) !== GREATER) return this.refuse("`--` in a comment");
    this.at++;
    return { kind: "comment", text };
  }

  /** Reads `<?target ...?>`. */
  instruction(): XmlInstruction {
    const start = this.at + 2;
    this.at = start;
    this.#partOfName();
    const target = this.text.slice(start, this.at);
    if (target.toLowerCase() === "xml") return this.refuse("an XML declaration that may not stand here", start);
    if (!isSpace(this.unit(this.at)) && !this.text.startsWith("?>", this.at)) {
      return this.refuse("white space or `?>` is expected");
    }
    this.skipSpace();
    return { kind: "instruction", target, data: this.until("?>") };
  }

  /** Reads up to a closing mark and passes the mark; line ends are normalised. */
  until(mark: string): string {
    const start = this.at;
    const end = this.text.indexOf(mark, start);
    if (end < 0) return this.refuse(`\`${mark}\` is missing`);
    if (end - start > this.#longest) return this.#tooLong("a text", start);
    this.at = end + mark.length;
    const characters = this.text.slice(start, end);
    return this.#return.from(start) < end ? characters.replaceAll(/\r\n?/g, "\n") : characters;
  }

  #tooLong(what: string, offset: number): never {
    return this.refuse(`${what} of more than ${this.#longest} characters`, offset, "too-large");
  }

  /** Passes one LF, CR, CR LF or tab. */
  #lineEnd(): void {
    this.at += this.unit(this.at) === CR && this.unit(this.at + 1) === LF ? 2 : 1;
  }

  /** Reads a reference; only the five entities of XML itself exist. */
  #reference(): string {
    const text = this.text;
    const start = this.at + 1;
    if (text.startsWith("#", start)) return this.#characterReference();
    for (const [entity, character] of entities) {
      if (text.startsWith(entity, start)) {
        this.at = start + entity.length;
        return character;
      }
    }
    return this.refuse("a reference to an unknown entity");
  }

  #characterReference(): string {
    const base = this.text.startsWith("x", this.at + 2) ? 16 : 10;
    const first = this.at + (base === 16 ? 3 : 2);
    let at = first;
    let codePoint = 0;
    for (let digit = digitOf(this.unit(at)); digit < base; digit = digitOf(this.unit(++at))) {
      // Held just beyond the last code point, where any number of digits stays exact.
      codePoint = Math.min(codePoint * base + digit, 0x110000);
    }
    if (at === first || this.unit(at) !== SEMICOLON) return this.refuse("a malformed character reference");
    if (!isCharacter(codePoint)) return this.refuse("a reference to a character that XML does not allow");
    this.at = at + 1;
    return String.fromCodePoint(codePoint);
  }
}

/** Looks for one mark ahead of the scanner: each stretch of the text is searched once. */
class Mark {
  readonly #text: string;
  readonly #mark: string;
  #at = -1;

  constructor(text: string, mark: string) {
    this.#text = text;
    this.#mark = mark;
  }

  /** Where the mark next stands from an offset on, which never goes back; the text's end where it does not. */
  from(offset: number): number {
    return this.#at >= offset ? this.#at : this.#seek(offset);
  }

  #seek(offset: number): number {
    const found = this.#text.indexOf(this.#mark, offset);
    this.#at = found < 0 ? this.#text.length : found;
    return this.#at;
  }
}

const entities: readonly (readonly [string, string])[] = [
  ["lt;", "<"],
  ["gt;", ">"],
  ["amp;", "&"],
  ["quot;", '"'],
  ["apos;", "'"],
];

/** The value of a hexadecimal digit; beyond any base where it is none. */
function digitOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : 16;
}
