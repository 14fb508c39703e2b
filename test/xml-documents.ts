// Random documents for the XML tests: well-formed ones in every spelling, careless ones, and ones torn at byte level.
// A document is a walk through a small grammar led by random bytes, so that fewer and smaller bytes are a simpler document.

import fc from "fast-check";

/** Well-formed and namespace-well-formed, without a document type declaration. */
export const wellFormedDocument: fc.Arbitrary<string> = choices().map((bytes) => documentBy(new Chooser(bytes, 0)));

/** Breaks some rule of XML or of its namespaces about as often as not. */
export const carelessDocument: fc.Arbitrary<string> = choices().map((bytes) => documentBy(new Chooser(bytes, 30)));

/** A document after some cuts, insertions, repetitions and replacements of bytes. */
export const tornDocument: fc.Arbitrary<Uint8Array> = fc
  .tuple(choices(), fc.uint8Array({ minLength: 4, maxLength: 16 }))
  .map(([bytes, tears]) => torn(Buffer.from(documentBy(new Chooser(bytes, 0))), new Chooser(tears, 0)));

function choices(): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength: 20, maxLength: 500, size: "max" });
}

class Chooser {
  readonly #bytes: Uint8Array;
  readonly #oneOddIn: number;
  #at = 0;

  /** With `oneOddIn` 0 nothing forbidden is ever chosen. */
  constructor(bytes: Uint8Array, oneOddIn: number) {
    this.#bytes = bytes;
    this.#oneOddIn = oneOddIn;
  }

  below(count: number): number {
    return (this.#bytes[this.#at++] ?? 0) % count;
  }

  of(usual: readonly string[], odd: readonly string[] = []): string {
    const choices = odd.length > 0 && this.odd() ? odd : usual;
    return choices[this.below(choices.length)] ?? "";
  }

  odd(): boolean {
    return this.#oneOddIn > 0 && this.below(this.#oneOddIn) === 1;
  }

  upTo(count: number, make: () => string): string {
    return Array.from({ length: this.below(count + 1) }, make).join("");
  }
}

const spaces = [" ", "\n", "\t", "\r\n", "\r "];
const names = ["a", "b", "c", "é", "x1", "𐀀x", "A.b-c·", "ﬀ"];
const oddNames = ["xmlns", "x:y", "-a", "1a", "a:", ":a", "", "\u0300", "×", "a\u037e", "\u{f0000}"];
const pieces = [
  ...[
    "x",
    "y",
    "z",
    " ",
    "é",
    "€",
    "𐀀",
    "-",
    "]",
    ">",
    "?",
    "=",
    "'",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "]]",
    "\u0085",
    "\u2028",
  ],
  ...[
    "&amp;",
    "&lt;",
    "&gt;",
    "&quot;",
    "&apos;",
    "&#13;",
    "&#x9;",
    "&#65;",
    "&#x10FFFF;",
    "\ufffd",
    "\u007f",
    "\ufeff",
  ],
];
const oddPieces = [
  ...[
    "&#xD800;",
    "&#0;",
    "&#x110000;",
    "&#xFFFE;",
    "]]>",
    "\ufffe",
    "\u0001",
    "&foo;",
    "&",
    "<",
    "--",
    '"',
    "&#x;",
    "&#;",
  ],
  ...["&#x41", "&#99999999999999999999;", "&#X41;", "&AMP;", "&lt ;"],
];
const uris = ["urn:p", "urn:q", "http://example.org/a?b=c#d", "http://example.org/%C3%A9"];
const oddUris = ["", "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"];
const xmlDeclarations = [
  ...["", "", "", '<?xml version="1.0"?>', "<?xml version='1.0' encoding='utf-8'?>\r\n", '<?xml version="1.1"?>'],
  ...['<?xml\tversion = "1.0" standalone = "no" ?>', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'],
];
const oddXmlDeclarations = [
  ...[
    " <?xml version='1.0'?>",
    "<?xml encoding='UTF-8'?>",
    "<?xml version='2.0'?>",
    "<?xml version='1.0' ?",
    "<?xml?>",
  ],
  ...["<?xml version='1.0' standalone='yes' encoding='UTF-8'?>", "<?xml version='1.0\"?>", "<?XML version='1.0'?>"],
];

function documentBy(choose: Chooser): string {
  const aside = () =>
    [comment, instruction, () => choose.of(spaces, ["x", "&#32;", "<![CDATA[]]>"])][choose.below(3)]?.(choose);
  const before = choose.upTo(2, () => aside() ?? "");
  const root = element(choose, 4, ' xmlns:p="urn:p" xmlns:q="urn:q"');
  return `${choose.of(xmlDeclarations, oddXmlDeclarations)}${before}${root}${choose.upTo(2, () => aside() ?? "")}`;
}

function element(choose: Chooser, depth: number, declarations = ""): string {
  const name = qualifiedName(choose);
  const start = `<${name}${declarations}${attributes(choose, declarations !== "")}${maybeSpace(choose)}`;
  if (choose.below(5) === 1) return `${start}/>`;
  const children = choose.upTo(4, () =>
    depth > 0 && choose.below(2) === 0 ? element(choose, depth - 1) : content(choose),
  );
  return `${start}>${children}</${choose.odd() ? qualifiedName(choose) : name}${maybeSpace(choose)}>`;
}

function content(choose: Chooser): string {
  const kinds = [characters, characters, comment, instruction, section];
  return kinds[choose.below(kinds.length)]?.(choose) ?? "";
}

/** `p` and `q` always mean different namespaces, so that different names stay different when expanded. */
function attributes(choose: Chooser, declared: boolean): string {
  const written = new Map<string, string>();
  for (let count = choose.below(5); count > 0; count--) {
    const [name, value] = attribute(choose);
    if (declared && /^xmlns:[pq]$/.test(name)) continue;
    if (written.has(name) && !choose.odd()) continue;
    written.set(written.has(name) ? `${name} ` : name, `${name}${maybeSpace(choose)}=${maybeSpace(choose)}${value}`);
  }
  return [...written.values()].map((text) => `${choose.odd() ? "" : choose.of(spaces)}${text}`).join("");
}

function attribute(choose: Chooser): readonly [string, string] {
  switch (choose.below(6)) {
    case 0:
      return ["xmlns", quoted(choose, choose.of(["", ...uris], oddUris))];
    case 1:
      return [
        choose.of(["xmlns:p"], ["xmlns:xml", "xmlns:xmlns"]),
        quoted(choose, choose.of(["urn:p", "urn:p2"], oddUris)),
      ];
    case 2:
      return ["xmlns:q", quoted(choose, choose.of(["urn:q", "urn:q2"], ["urn:p"]))];
    case 3:
      return [choose.of(["xml:lang", "xml:space", "xml:id"]), value(choose)];
    default:
      return [qualifiedName(choose), value(choose)];
  }
}

function qualifiedName(choose: Chooser): string {
  const prefix = choose.of(["", "", "p:", "q:"], ["r:", "xmlns:", ":"]);
  return prefix + choose.of(names, oddNames);
}

function value(choose: Chooser): string {
  return quoted(choose, characters(choose));
}

function quoted(choose: Chooser, text: string): string {
  const [quote, reference] = choose.below(2) === 0 ? ['"', "&quot;"] : ["'", "&apos;"];
  return `${quote}${text.replaceAll(quote, reference)}${quote}`;
}

function characters(choose: Chooser): string {
  const text = choose.upTo(5, () => choose.of(pieces, oddPieces));
  if (choose.odd()) return text;
  // Brackets may also end the text before this one.
  return text.replaceAll("]]>", "]]&gt;").replace(/^(\]*)>/, "$1&gt;");
}

function comment(choose: Chooser): string {
  const text = choose.upTo(3, () => choose.of(pieces, oddPieces)).replaceAll("-", choose.odd() ? "-" : "=");
  return `<!--${text}-->`;
}

function instruction(choose: Chooser): string {
  const target = choose.of(["t", "xml-style", "é"], ["xml", "XmL", "", "p:t", "1"]);
  const data = choose.upTo(3, () => choose.of(pieces, oddPieces)).replaceAll("?", ".");
  return `<?${target}${data === "" ? "" : choose.of(spaces)}${data}?>`;
}

function section(choose: Chooser): string {
  return `<![CDATA[${choose.upTo(3, () => choose.of(pieces, oddPieces)).replaceAll("]]>", choose.odd() ? "]]>" : "")}]]>`;
}

function maybeSpace(choose: Chooser): string {
  return choose.of(["", "", "", ...spaces]);
}

const shreds: readonly Uint8Array[] = [
  ...[
    "<",
    ">",
    "&",
    "/",
    '"',
    "'",
    "=",
    "]]>",
    " ",
    "\n",
    "\r",
    "\t",
    ":",
    "!",
    "?",
    "-",
    "--",
    "[",
    "]",
    ";",
    "#",
    "x",
    "a",
  ],
  ...[
    "<a>",
    "</a>",
    "<a/>",
    ' xmlns=""',
    ' xmlns:p="urn:q"',
    " p:a=''",
    "\u0001",
    "\0",
    "é",
    "\uffff",
    "&#",
    "<!",
    "<?",
    "?>",
  ],
  ...["<![CDATA[", "<!--", "-->", '<?xml version="1.0"?>', "\ufeff", "<!DOCTYPE a>", " encoding='latin1'"],
]
  .map((text): Uint8Array => Buffer.from(text))
  .concat(
    [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]].map((bytes) =>
      Buffer.from(bytes),
    ),
  );

function torn(document: Buffer, choose: Chooser): Uint8Array {
  let bytes = document;
  for (let tears = 1 + choose.below(2); tears > 0; tears--) {
    const at = (choose.below(256) * 256 + choose.below(256)) % (bytes.length + 1);
    const shred = shreds[choose.below(shreds.length)] ?? Buffer.alloc(0);
    const [keptUntil, inserted, resumedAt] = (
      [
        [at, "", at + 1 + choose.below(4)],
        [at, shred, at],
        [at, shred, at + 1],
        [at + choose.below(12), "", at],
      ] as const
    )[choose.below(4)] ?? [at, "", at];
    bytes = Buffer.concat([bytes.subarray(0, keptUntil), Buffer.from(inserted), bytes.subarray(resumedAt)]);
  }
  return bytes;
}
