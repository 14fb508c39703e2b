// Reads the regular expressions of XML Schema (XSD 1.0 part 2, appendix F): no anchors, no groups to remember, classes that subtract.

import {
  anyButLineEnd,
  blockClass,
  type CharacterClass,
  categoryClass,
  complementOf,
  multiCharacterEscape,
  rangeClass,
  subtraction,
  unionOf,
} from "./character-class.ts";

export type Expression =
  | { readonly kind: "empty" }
  | { readonly kind: "class"; readonly characters: CharacterClass }
  | { readonly kind: "sequence"; readonly parts: readonly Expression[] }
  | { readonly kind: "alternatives"; readonly parts: readonly Expression[] }
  | { readonly kind: "repeat"; readonly inner: Expression; readonly least: number; readonly most: number };

/** The expression of a pattern facet. Throws a `SyntaxError` for what appendix F does not allow: a schema is our own. */
export function parsePattern(source: string): Expression {
  const reader = new Reader(source);
  const expression = readAlternatives(reader);
  if (!reader.done) throw reader.problem("an unexpected ')'");
  return expression;
}

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get done(): boolean {
    return this.#at >= this.#source.length;
  }

  /** The next character without taking it; "" at the end. */
  peek(ahead = 0): string {
    let at = this.#at;
    for (let skipped = 0; skipped < ahead; skipped++) at += characterAt(this.#source, at).length;
    return characterAt(this.#source, at);
  }

  take(): string {
    const character = this.peek();
    if (character === "") throw this.problem("an end that comes too soon");
    this.#at += character.length;
    return character;
  }

  takeIf(character: string): boolean {
    if (this.peek() !== character) return false;
    this.#at += character.length;
    return true;
  }

  problem(what: string): SyntaxError {
    return new SyntaxError(`pattern ${this.#source}: ${what} at ${this.#at}`);
  }
}

function characterAt(text: string, at: number): string {
  const codePoint = text.codePointAt(at);
  return codePoint === undefined ? "" : String.fromCodePoint(codePoint);
}

function readAlternatives(reader: Reader): Expression {
  const parts = [readBranch(reader)];
  while (reader.takeIf("|")) parts.push(readBranch(reader));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: "alternatives", parts };
}

function readBranch(reader: Reader): Expression {
  const parts: Expression[] = [];
  while (!reader.done && reader.peek() !== "|" && reader.peek() !== ")") parts.push(readPiece(reader));
  if (parts.length === 0) return { kind: "empty" };
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: "sequence", parts };
}

function readPiece(reader: Reader): Expression {
  const inner = readAtom(reader);
  if (reader.takeIf("?")) return { kind: "repeat", inner, least: 0, most: 1 };
  if (reader.takeIf("*")) return { kind: "repeat", inner, least: 0, most: Number.POSITIVE_INFINITY };
  if (reader.takeIf("+")) return { kind: "repeat", inner, least: 1, most: Number.POSITIVE_INFINITY };
  if (!reader.takeIf("{")) return inner;
  const least = readNumber(reader);
  let most = least;
  if (reader.takeIf(",")) most = reader.peek() === "}" ? Number.POSITIVE_INFINITY : readNumber(reader);
  if (!reader.takeIf("}")) throw reader.problem("a quantity without '}'");
  if (most < least) throw reader.problem("a quantity whose end is below its start");
  return { kind: "repeat", inner, least, most };
}

function readNumber(reader: Reader): number {
  let digits = "";
  while (/^[0-9]$/.test(reader.peek())) digits += reader.take();
  if (digits === "" || digits.length > 6) throw reader.problem("a quantity without a usable number");
  return Number(digits);
}

function readAtom(reader: Reader): Expression {
  const character = reader.take();
  switch (character) {
    case "(": {
      const inner = readAlternatives(reader);
      if (!reader.takeIf(")")) throw reader.problem("a '(' without ')'");
      return inner;
    }
    case "[":
      return { kind: "class", characters: readClass(reader) };
    case ".":
      return { kind: "class", characters: anyButLineEnd };
    case "\\":
      return { kind: "class", characters: readEscape(reader).characters };
    case "?":
    case "*":
    case "+":
    case "{":
    case "}":
    case "]":
      throw reader.problem(`a bare '${character}'`);
    default:
      return { kind: "class", characters: single(character) };
  }
}

/** After the opening bracket, up to and with the closing one. */
function readClass(reader: Reader): CharacterClass {
  const negated = reader.takeIf("^");
  const members: CharacterClass[] = [];
  let without: CharacterClass | undefined;
  while (!reader.takeIf("]")) {
    if (reader.peek() === "-" && reader.peek(1) === "[" && members.length > 0) {
      reader.take();
      reader.take();
      without = readClass(reader);
      if (!reader.takeIf("]")) throw reader.problem("more behind a subtracted class");
      break;
    }
    members.push(readMember(reader));
  }
  if (members.length === 0) throw reader.problem("an empty class");
  const base = unionOf(members);
  const group = negated ? complementOf(base) : base;
  return without === undefined ? group : subtraction(group, without);
}

function readMember(reader: Reader): CharacterClass {
  const first = readEnd(reader);
  if (first.codePoint === undefined || reader.peek() !== "-") return first.characters;
  const behind = reader.peek(1);
  if (behind === "]" || behind === "[" || behind === "") return first.characters;
  reader.take();
  const last = readEnd(reader);
  if (last.codePoint === undefined || last.codePoint < first.codePoint)
    throw reader.problem("a range without an order");
  return rangeClass(first.codePoint, last.codePoint);
}

/** One end of a range, or a class of its own: `codePoint` is undefined for the latter. */
function readEnd(reader: Reader): Member {
  const character = reader.take();
  if (character === "[") throw reader.problem("a bare '['");
  if (character === "\\") return readEscape(reader);
  return { characters: single(character), codePoint: character.codePointAt(0) };
}

interface Member {
  readonly characters: CharacterClass;
  readonly codePoint: number | undefined;
}

function readEscape(reader: Reader): Member {
  const letter = reader.take();
  const plain = plainEscapes.get(letter);
  if (plain !== undefined) return { characters: single(plain), codePoint: plain.codePointAt(0) };
  if (letter === "p" || letter === "P") {
    if (!reader.takeIf("{")) throw reader.problem("a property without '{'");
    let name = "";
    while (!reader.takeIf("}")) name += reader.take();
    const named = name.startsWith("Is") ? blockClass(name.slice(2)) : categoryClass(name);
    if (named === undefined) throw reader.problem(`an unknown property ${name}`);
    return { characters: letter === "p" ? named : complementOf(named), codePoint: undefined };
  }
  const several = multiCharacterEscape(letter);
  if (several === undefined) throw reader.problem(`an unknown escape \\${letter}`);
  return { characters: several, codePoint: undefined };
}

const plainEscapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ...[..."\\|.-^?*+{}()[]"].map((character): [string, string] => [character, character]),
]);

function single(character: string): CharacterClass {
  const codePoint = character.codePointAt(0) ?? 0;
  return rangeClass(codePoint, codePoint);
}
