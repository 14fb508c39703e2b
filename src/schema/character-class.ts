// Sets of characters as XSD patterns name them (XSD 1.0 part 2, appendix F.1), asked one code point at a time.

export interface CharacterClass {
  /** Two classes with the same key hold the same characters. */
  readonly key: string;
  has(codePoint: number): boolean;
}

export function rangeClass(from: number, to: number): CharacterClass {
  return { key: `${from}-${to}`, has: (codePoint) => codePoint >= from && codePoint <= to };
}

export function unionOf(members: readonly CharacterClass[]): CharacterClass {
  const [only] = members;
  if (members.length === 1 && only !== undefined) return only;
  const key = `(${members.map((member) => member.key).join("|")})`;
  return { key, has: (codePoint) => members.some((member) => member.has(codePoint)) };
}

export function complementOf(characters: CharacterClass): CharacterClass {
  return { key: `!${characters.key}`, has: (codePoint) => !characters.has(codePoint) };
}

export function subtraction(from: CharacterClass, without: CharacterClass): CharacterClass {
  return {
    key: `(${from.key}~${without.key})`,
    has: (codePoint) => from.has(codePoint) && !without.has(codePoint),
  };
}

/** `.`: everything but LF and CR. */
export const anyButLineEnd: CharacterClass = complementOf(unionOf([rangeClass(0xa, 0xa), rangeClass(0xd, 0xd)]));

/** `\p{L}`, `\p{Nd}`, ...: a general category of Unicode, or undefined where there is none of that name. */
export function categoryClass(name: string): CharacterClass | undefined {
  return generalCategory.test(name) ? propertyClass(name) : undefined;
}

const generalCategory = /^(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;

function propertyClass(name: string): CharacterClass {
  return singly(`p{${name}}`, `\\p{${name}}`);
}

/** One character is tested at a time, so that the expression can never backtrack. */
function singly(key: string, source: string): CharacterClass {
  const expression = new RegExp(`^${source}$`, "u");
  return { key, has: (codePoint) => expression.test(String.fromCodePoint(codePoint)) };
}

/** `\s \i \c \d \w` and their complements in capitals; undefined for any other letter. */
export function multiCharacterEscape(letter: string): CharacterClass | undefined {
  const lower = letter.toLowerCase();
  const several = multiCharacterEscapes.get(lower);
  return several !== undefined && letter !== lower ? complementOf(several) : several;
}

const space = unionOf([rangeClass(0x9, 0xa), rangeClass(0xd, 0xd), rangeClass(0x20, 0x20)]);
/** What may begin a name, and what may stand in one (XML 1.0, productions 4 and 4a). */
const nameStart =
  ":A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F" +
  "\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}";
const namePart = `${nameStart}\\-.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040`;

const multiCharacterEscapes: ReadonlyMap<string, CharacterClass> = new Map([
  ["s", space],
  ["i", singly("i", `[${nameStart}]`)],
  ["c", singly("c", `[${namePart}]`)],
  ["d", propertyClass("Nd")],
  ["w", complementOf(unionOf([propertyClass("P"), propertyClass("Z"), propertyClass("C")]))],
]);

/** `\p{IsBasicLatin}` and the like, by the name without `Is`; undefined for a block that is not in the table. */
export function blockClass(name: string): CharacterClass | undefined {
  const block = blocks.get(name);
  return block === undefined ? undefined : rangeClass(block[0], block[1]);
}

/** The blocks of the European scripts and their punctuation; a contract that needs another adds it here. */
const blocks: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["BasicLatin", [0x0, 0x7f]],
  ["Latin-1Supplement", [0x80, 0xff]],
  ["LatinExtended-A", [0x100, 0x17f]],
  ["LatinExtended-B", [0x180, 0x24f]],
  ["IPAExtensions", [0x250, 0x2af]],
  ["SpacingModifierLetters", [0x2b0, 0x2ff]],
  ["CombiningDiacriticalMarks", [0x300, 0x36f]],
  ["Greek", [0x370, 0x3ff]],
  ["Cyrillic", [0x400, 0x4ff]],
  ["LatinExtendedAdditional", [0x1e00, 0x1eff]],
  ["GreekExtended", [0x1f00, 0x1fff]],
  ["GeneralPunctuation", [0x2000, 0x206f]],
  ["SuperscriptsandSubscripts", [0x2070, 0x209f]],
  ["CurrencySymbols", [0x20a0, 0x20cf]],
]);
