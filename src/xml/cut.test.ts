import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anyDocument, chunked } from "../../test/xml-documents-in-chunks.ts";
import { canonicalize } from "./canonicalize.ts";
import { cutXml } from "./cut.ts";
import { parseXml } from "./parse.ts";
import { childElements } from "./query.ts";
import type { XmlElement } from "./tree.ts";

async function cut(text: string | Uint8Array, sizes: readonly number[] = [7], piece = 1 << 18) {
  const children: XmlElement[] = [];
  let root: XmlElement | undefined;
  let ended = false;
  for await (const one of cutXml(chunked(Buffer.from(text), sizes), { piece })) {
    if (!one.ok) return one.reason.code;
    if (one.value.kind === "root") root = one.value.element;
    if (one.value.kind === "child") children.push(one.value.element);
    ended = one.value.kind === "end";
  }
  assert.ok(ended, "a document without a fault has an end");
  return { root: root?.localName, children: children.map((child) => canonicalize(child)) };
}

/** What the parser makes of the whole. */
function whole(text: string | Uint8Array) {
  const parsed = parseXml(Buffer.from(text));
  if (!parsed.ok) return parsed.reason.code;
  return {
    root: parsed.value.root.localName,
    children: childElements(parsed.value.root).map((child) => canonicalize(child)),
  };
}

const situations: readonly (readonly [string, string])[] = [
  ["two children", "<r><a/><b>x</b></r>"],
  [
    "a declaration, instructions and comments everywhere",
    "<?xml version='1.0' encoding='UTF-8'?><?p <r>?><!-- <r> -->\n<r> <!-- <a> --> <a><?q </a>?></a>\n<!-- - --></r><!-- end -->\n",
  ],
  ["a byte order mark", '\ufeff<?xml version="1.0"?><r><a/></r>'],
  ["marks in values and sections", `<r x="a>b" y='</r>'><a z="'>"><![CDATA[</a></r>]]></a><b w='"'/></r>`],
  ["prefixes of the root", "<p:r xmlns:p='urn:p' xmlns='urn:d'><a/><p:b/></p:r>"],
  ["an empty root", "<r/>"],
  ["an empty root with instructions behind it", "<r x='1' /> <?p?>"],
  ["a root without children", "<r>text</r>"],
  ["children in children of the same name", "<a><a><a/></a><a><a/></a></a>"],
  ["letters of several bytes", "<r é='ü'><ä>日本</ä></r>"],
  ["nothing", ""],
  ["white space", "  \n"],
  ["no end", "<r><a/>"],
  ["an end in the middle of a tag", "<r><a/></r"],
  ["an end in the middle of a child", "<r><a/><a>"],
  ["an end in the middle of a comment", "<r><a/><!-- "],
  ["an end of another name", "<r><a/></s>"],
  ["a child that ends as another", "<r><a></b></r>"],
  ["two roots", "<r><a/></r><r/>"],
  ["two roots, the first empty", "<r/><r/>"],
  ["text behind the root", "<r/>x"],
  ["an end before a beginning", "</r>"],
  ["a document type", "<!DOCTYPE r><r><a/></r>"],
  ["a document type with an entity", "<!DOCTYPE r [<!ENTITY e 'x>'>]><r>&e;</r>"],
  ["another encoding", "<?xml version='1.0' encoding='ISO-8859-1'?><r/>"],
  ["US-ASCII, and letters beyond it in a child", "<?xml version='1.0' encoding='US-ASCII'?><r><a>é</a></r>"],
  ["a prefix that is not declared", "<r><p:a/></r>"],
  ["a section that begins wrong", "<r><![CDATX[ ]]></r>"],
];

for (const [situation, text] of situations) {
  test(`a document is cut as it is parsed: ${situation}`, async () => {
    const parsed = whole(text);
    for (const size of [1, 2, 5, 1000]) assert.deepEqual(await cut(text, [size]), parsed, `in chunks of ${size}`);
  });
}

test("any document is cut as it is parsed, wherever its chunks end", async () => {
  await fc.assert(
    fc.asyncProperty(anyDocument, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), async (text, sizes) => {
      assert.deepEqual(await cut(text, sizes), whole(text));
    }),
    { numRuns: 1000 },
  );
});

test("bytes that are changed, lost or added are found by the cutter where the parser finds them", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyDocument,
      fc.nat(),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom("", "<", ">", "/", "'", '"', "&", "]]>", "--", "<a>", "</a>", "\u0000", "é"),
      fc.integer({ min: 1, max: 40 }),
      async (text, place, lost, added, size) => {
        const bytes = Buffer.from(text);
        const at = place % (bytes.length + 1);
        const changed = Buffer.concat([bytes.subarray(0, at), Buffer.from(added), bytes.subarray(at + lost)]);
        const parsed = whole(changed);
        const pieces = await cut(changed, [size]);
        if (typeof parsed === "string") assert.equal(typeof pieces, "string");
        else assert.deepEqual(pieces, parsed);
      },
    ),
    { numRuns: 2000 },
  );
});

test("a piece beyond the limit is refused, and a document of many pieces within it is not", async () => {
  const child = `<a>${"x".repeat(2000)}</a>`;
  for (const size of [100, 4000]) assert.equal(await cut(`<r>${child.repeat(50)}</r>`, [size], 1500), "too-large");
  assert.equal(await cut(`<r>${" ".repeat(5000)}`, [100], 3000), "too-large");
  assert.equal(typeof (await cut(`<r>${child.repeat(50)}</r>`, [100], 3000)), "object");
});
