// Which character may stand where in XML 1.0 (5th edition).
// Names are judged by UTF-16 unit. That presumes well-formed UTF-16, which decoding valid UTF-8 gives: a low surrogate is
// then only ever met behind its high one, so that a pair is judged by its first half.

const NAME_START = 1;
const NAME = 2;

/** May begin a name, the colon left out: namespaces give the colon its own meaning. */
export function isNameStart(unit: number): boolean {
  return ((nameClasses[unit] ?? 0) & NAME_START) !== 0;
}

/** May continue a name, the colon left out. */
export function isNameUnit(unit: number): boolean {
  return ((nameClasses[unit] ?? 0) & NAME) !== 0;
}

export function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09 || unit === 0x0d;
}

/** Production 2, for the code point that a character reference names. */
export function isCharacter(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === 0x09 || codePoint === 0x0a || codePoint === 0x0d;
  if (codePoint > 0xffff) return codePoint <= 0x10ffff;
  return codePoint < 0xd800 || (codePoint > 0xdfff && codePoint < 0xfffe);
}

/** What production 2 leaves out of well-formed Unicode text. */
export const forbiddenCharacters: readonly string[] = [...Array(0x20).keys(), 0xfffe, 0xffff]
  .filter((codePoint) => !isCharacter(codePoint))
  .map((codePoint) => String.fromCodePoint(codePoint));

/** Production 4 without the colon; D800-DB7F are the first halves of U+10000 to U+EFFFF. */
const nameStartRanges: readonly (readonly [number, number])[] = [
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xd800, 0xdb7f],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
];

/** What production 4a adds; DC00-DFFF are the second halves. */
const nameRanges: readonly (readonly [number, number])[] = [
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
  [0xdc00, 0xdfff],
];

const nameClasses = classify();

function classify(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [from, to] of nameStartRanges) table.fill(NAME_START | NAME, from, to + 1);
  for (const [from, to] of nameRanges) table.fill(NAME, from, to + 1);
  return table;
}
