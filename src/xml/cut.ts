// Cuts a document of any length into pieces of one child of its root each, so that it can be parsed without being held as a whole.
import { constants } from "node:buffer";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { parseXml } from "./parse.ts";
import { childElements } from "./query.ts";
import type { XmlElement, XmlFault, XmlLimits } from "./tree.ts";

export interface CutLimits {
  /** Bytes of one piece: a child of the root with what stands before it; also of what stands before the root's start tag ends. */
  readonly piece: number;
  /** For each piece as a document of its own. */
  readonly parser?: Partial<XmlLimits>;
}

const defaultCutLimits: CutLimits = { piece: 1 << 18 };

/**
 * root: without its children, before all others. child: each child of the root, with the root as its parent; the root then has no
 * other child element, and the texts that stand between the child and the one before it. end: the root with the texts behind them all.
 */
export interface Cut {
  readonly kind: "root" | "child" | "end";
  readonly element: XmlElement;
}

/**
 * The root and its children as they end, whatever the chunks. A document is well-formed exactly where no fault comes: text, comments
 * and instructions between the children are parsed with the child behind them. A fault is the last thing given; its line and column
 * are unknown (0). What came before a fault belongs to no document.
 */
export async function* cutXml(
  chunks: AsyncIterable<Uint8Array>,
  limits: CutLimits = defaultCutLimits,
): AsyncGenerator<Outcome<Cut, XmlFault>, void, undefined> {
  const cutter = createCutter(limits);
  for await (const chunk of chunks) {
    for (const cut of cutter.take(chunk)) {
      yield cut;
      if (!cut.ok) return;
    }
  }
  yield* cutter.end();
}

interface Cutter {
  take(chunk: Uint8Array): Iterable<Outcome<Cut, XmlFault>>;
  end(): Iterable<Outcome<Cut, XmlFault>>;
}

function createCutter({ piece: longest, parser }: CutLimits): Cutter {
  let held: Buffer = Buffer.alloc(0);
  /** Where the next markup is looked for; what lies before it in `held` is known. */
  let at = 0;
  let depth = 0;
  /** The XML declaration and the root's start tag: in front of each piece it becomes a document. */
  let opening: Buffer | undefined;
  let closing: Buffer = Buffer.alloc(0);

  const parse = (...parts: readonly Buffer[]): Outcome<XmlElement, XmlFault> => {
    const text = Buffer.concat(parts);
    const parsed = parseXml(text, { bytes: text.length, ...parser });
    return parsed.ok ? accepted(parsed.value.root) : refused({ ...parsed.reason, line: 0, column: 0 });
  };
  const open = (end: number, markup: Markup): Outcome<Cut, XmlFault> => {
    const before = held.subarray(0, end);
    const tag = before.subarray(markup.start);
    closing = Buffer.from(`</${nameIn(tag)}>`);
    const root = parse(before, markup.kind === "empty" ? Buffer.alloc(0) : closing);
    const declaration = xmlDeclaration.exec(before.toString("latin1"))?.[1] ?? "";
    opening = Buffer.concat([Buffer.from(declaration, "latin1"), tag]);
    return root.ok ? accepted({ kind: "root", element: root.value }) : root;
  };
  const cutAt = (end: number): Outcome<Cut, XmlFault> => {
    const parsed = parse(opening ?? Buffer.alloc(0), held.subarray(0, end), closing);
    if (!parsed.ok) return parsed;
    const [child, ...others] = childElements(parsed.value);
    if (child === undefined || others.length > 0) return refused(broken);
    return accepted({ kind: "child", element: child });
  };
  const drop = (end: number): void => {
    held = held.subarray(end);
    at = 0;
  };

  return {
    *take(chunk) {
      held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
      // Behind the root nothing is cut any more: it is parsed at the end.
      while (depth >= 0) {
        const markup = markupFrom(held, at);
        if (markup === undefined) break;
        at = markup.end;
        if (at > longest) return yield refused(tooLarge(longest));
        if (markup.kind === "other") continue;
        if (opening === undefined) {
          if (markup.kind === "end") return yield refused(broken);
          const root = open(markup.end, markup);
          yield root;
          if (!root.ok) return;
          if (markup.kind === "empty") {
            // `<root/>`: what follows is read behind it as it stands.
            depth = -1;
            closing = Buffer.alloc(0);
          } else depth = 1;
          drop(markup.end);
          continue;
        }
        if (markup.kind === "start") depth += 1;
        if (markup.kind === "end") depth -= 1;
        if (depth === 0) depth = -1;
        else if (depth === 1) {
          yield cutAt(markup.end);
          drop(markup.end);
        }
      }
      // A piece without an end must not grow for ever.
      if (held.length > longest) yield refused(tooLarge(longest));
    },
    *end() {
      if (opening === undefined || depth >= 0) {
        // Nothing, no element, or one that does not end: the parser says which.
        const whole = parse(opening ?? Buffer.alloc(0), held);
        return yield whole.ok ? refused(broken) : whole;
      }
      const rest = parse(opening, held);
      if (!rest.ok) yield rest;
      else
        yield childElements(rest.value).length > 0 ? refused(broken) : accepted({ kind: "end", element: rest.value });
    },
  };
}

interface Markup {
  readonly kind: "start" | "end" | "empty" | "other";
  readonly start: number;
  readonly end: number;
}

/** The next markup that is whole, from an offset that lies between markup; undefined while its end is not there. */
function markupFrom(bytes: Buffer, from: number): Markup | undefined {
  const start = bytes.indexOf(LESS, from);
  // The longest mark by which markup is told apart is `<![CDATA[`.
  if (start < 0 || start + 1 >= bytes.length) return undefined;
  const other = (opening: string, closing: string): Markup | undefined => {
    const found = bytes.indexOf(closing, start + opening.length);
    return found < 0 ? undefined : { kind: "other", start, end: found + closing.length };
  };
  switch (bytes[start + 1]) {
    case QUESTION:
      return other("<?", "?>");
    case BANG: {
      const head = bytes.toString("latin1", start, start + 9);
      if (head.startsWith("<!--")) return other("<!--", "-->");
      if (head === "<![CDATA[") return other("<![CDATA[", "]]>");
      if (head.length < 9 && ("<!--".startsWith(head) || "<![CDATA[".startsWith(head))) return undefined;
      // A document type declaration, or nothing that XML knows: the parser refuses it.
      return other("<!", ">");
    }
    case SLASH: {
      const end = bytes.indexOf(GREATER, start);
      return end < 0 ? undefined : { kind: "end", start, end: end + 1 };
    }
    default:
      return startTag(bytes, start);
  }
}

/** Its end is the first `>` that stands in no value. */
function startTag(bytes: Buffer, start: number): Markup | undefined {
  let at = start;
  for (;;) {
    const end = bytes.indexOf(GREATER, at);
    const quote = quoteBetween(bytes, at, end < 0 ? bytes.length : end);
    if (quote < 0) {
      if (end < 0) return undefined;
      return { kind: bytes[end - 1] === SLASH ? "empty" : "start", start, end: end + 1 };
    }
    const closed = bytes.indexOf(bytes[quote] ?? 0, quote + 1);
    if (closed < 0) return undefined;
    at = closed + 1;
  }
}

function quoteBetween(bytes: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at++) if (bytes[at] === QUOTE || bytes[at] === APOSTROPHE) return at;
  return -1;
}

const BANG = 0x21;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const LESS = 0x3c;
const GREATER = 0x3e;
const QUESTION = 0x3f;

const xmlDeclaration = /^(?:\u00ef\u00bb\u00bf)?(<\?xml[ \t\r\n][^>]*\?>)/;

/** For an end tag that the program writes itself: the parser compares it with the name that it reads. */
function nameIn(tag: Buffer): string {
  return /^<([^ \t\r\n/>]*)/.exec(tag.toString("utf8"))?.[1] ?? "";
}

const broken: XmlFault = {
  code: "not-well-formed",
  message: "the document does not end as it began",
  line: 0,
  column: 0,
};

function tooLarge(longest: number): XmlFault {
  return {
    code: "too-large",
    message: `a piece of more than ${Math.min(longest, constants.MAX_LENGTH)} bytes`,
    line: 0,
    column: 0,
  };
}
