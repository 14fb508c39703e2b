// Which character may stand where in XML 1.0 (5th edition), as one table over UTF-16 units.
// It presumes well-formed UTF-16, which a fatal UTF-8 decoder guarantees: a low surrogate is then only ever met behind
// its high one, so a pair is judged by its first half.

/** May begin a name, the colon left out: namespaces give the colon its own meaning. */
export const NAME_START = 1;
/** May continue a name, the colon left out. */
export const NAME = 2;
/** Stands for itself in character data: no markup, no line end to normalise, no `]`. */
export const PLAIN_TEXT = 4;
/** Stands for itself in an attribute value, whichever the quotes. */
export const PLAIN_VALUE = 8;
/** May stand in a document at all. */
export const CHARACTER = 16;

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

/** The bits above for every UTF-16 unit. */
export const classes: Uint8Array = classify();

/** Where the production Char allows a code point that a character reference names. */
export function isCharacter(codePoint: number): boolean {
  if (codePoint > 0xffff) return codePoint <= 0x10ffff;
  return !(codePoint >= 0xd800 && codePoint <= 0xdfff) && ((classes[codePoint] ?? 0) & CHARACTER) !== 0;
}

function classify(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const mark = (bits: number, ranges: readonly (readonly [number, number])[]) => {
    for (const [from, to] of ranges) for (let unit = from; unit <= to; unit++) table[unit] = (table[unit] ?? 0) | bits;
  };
  mark(CHARACTER | PLAIN_TEXT | PLAIN_VALUE, [
    [0x9, 0xa],
    [0xd, 0xd],
    [0x20, 0xfffd],
  ]);
  mark(NAME_START | NAME, nameStartRanges);
  mark(NAME, nameRanges);
  for (const unit of "<&]\r") table[unit.charCodeAt(0)] = (table[unit.charCodeAt(0)] ?? 0) & ~PLAIN_TEXT;
  for (const unit of "<&\"'\t\n\r") table[unit.charCodeAt(0)] = (table[unit.charCodeAt(0)] ?? 0) & ~PLAIN_VALUE;
  return table;
}
