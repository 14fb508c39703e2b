// Documents made to hurt: each is refused, for the right reason, before it costs anything.

import assert from "node:assert/strict";
import { test } from "node:test";
import { canonicalize } from "../src/xml/canonicalize.ts";
import { parseXml } from "../src/xml/parse.ts";
import type { XmlFault, XmlLimits } from "../src/xml/tree.ts";

/** As an operator might allow a large file: what must stop these documents is then never their size in bytes. */
const roomy: Partial<XmlLimits> = { bytes: 100_000_000 };

test("a billion laughs is refused at its DTD", () => {
  const entities = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`);
  refusedAtOnce(`<!DOCTYPE l [<!ENTITY l0 "ha">${entities.join("")}]><l>&l9;</l>`, "forbidden");
});

test("an external entity is refused at its DTD", () => {
  refusedAtOnce('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "forbidden");
});

test("a hundred thousand elements inside each other are refused at the limit", () => {
  refusedAtOnce("<a>".repeat(100_000), "too-large");
  refusedAtOnce(`${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`, "too-large");
});

test("a hundred thousand attributes are refused at the limit", () => {
  const attributes = Array.from({ length: 100_000 }, (_, index) => ` a${index}=""`).join("");
  refusedAtOnce(`<a${attributes}/>`, "too-large");
});

test("many attributes that an operator allows are told apart in linear time", () => {
  const attributes = Array.from({ length: 10_000 }, (_, index) => ` a${index}=""`).join("");
  refusedAtOnce(`<a${attributes} a9999=""/>`, "not-well-formed", { ...roomy, attributes: 100_000 });
});

test("many inclusive prefixes, looked for deep down at every declaration, cost no more than the document is long", () => {
  const text = `${"<a>".repeat(90)}${'<a xmlns:z="1"/>'.repeat(60_000)}${"</a>".repeat(90)}`;
  const document = parseXml(Buffer.from(text));
  assert.ok(document.ok);
  const inclusivePrefixes = Array.from({ length: 256 }, (_, index) => String.fromCharCode(0x100 + index));
  const begun = performance.now();
  canonicalize(document.value, { inclusivePrefixes });
  const took = performance.now() - begun;
  assert.ok(took < 2000, `it took ${took} ms`);
});

test("an attribute of 50 MB is refused by its size", () => {
  refusedAtOnce(`<a b="${"x".repeat(50_000_000)}"/>`, "too-large", {});
  refusedAtOnce(`<a b="${"x".repeat(2_000_000)}"/>`, "too-large");
});

test("a text, comment, instruction or CDATA section beyond the limit is refused", () => {
  const long = "x".repeat(1_100_000);
  for (const content of [long, `<!--${long}-->`, `<?a ${long}?>`, `<![CDATA[${long}]]>`]) {
    refusedAtOnce(`<a>${content}</a>`, "too-large");
  }
});

test("text in many small pieces still counts as one text", () => {
  refusedAtOnce(`<a>${"&lt;".repeat(40_000)}</a>`, "too-large", { text: 20_000 });
  refusedAtOnce(`<a>${`<![CDATA[${"x".repeat(2_000)}]]>`.repeat(1_000)}</a>`, "too-large");
});

test("more declarations than may be in scope are refused, however they are spread", () => {
  const spread = Array.from({ length: 90 }, (_, depth) => `<a xmlns:p${depth}="urn:1" xmlns:q${depth}="urn:2">`);
  refusedAtOnce(spread.join(""), "too-large");
});

test("a document of many elements is refused at the limit on nodes", () => {
  refusedAtOnce(`<a>${"<b/>".repeat(300_000)}</a>`, "too-large", { ...roomy, nodes: 20_000 });
});

test("bytes that are not UTF-8 are refused: overlong, surrogate, truncated, beyond Unicode", () => {
  for (const bytes of [
    [0xc0, 0xaf],
    [0xe0, 0x80, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xe2, 0x82],
    [0xf4, 0x90, 0x80, 0x80],
    [0xff],
  ]) {
    refusedAtOnce(Buffer.concat([Buffer.from("<a>"), Buffer.from(bytes), Buffer.from("</a>")]), "encoding");
    refusedAtOnce(Buffer.concat([Buffer.from("<a/>"), Buffer.from(bytes)]), "encoding");
  }
});

test("unclosed markup is refused without being searched for again and again", () => {
  for (const piece of ["<!--", "<![CDATA[", "<a b='", "<a b=\"'", "<?p ", "&", "]]"]) {
    refusedAtOnce(`<a>${piece.repeat(100_000)}`, "not-well-formed");
  }
});

/** Within 50 ms once the parser is warm; the best of three, so that a busy machine is not taken for a slow parser. */
function refusedAtOnce(
  document: string | Uint8Array,
  code: XmlFault["code"],
  limits: Partial<XmlLimits> = roomy,
): void {
  const bytes = Buffer.from(document);
  parseXml(bytes, limits);
  const times = [1, 2, 3].map(() => {
    const begun = performance.now();
    const parsed = parseXml(bytes, limits);
    const took = performance.now() - begun;
    assert.equal(parsed.ok ? "accepted" : parsed.reason.code, code);
    return took;
  });
  assert.ok(Math.min(...times) < 50, `took ${times.map((time) => time.toFixed(1)).join(", ")} ms`);
}
