import assert from "node:assert/strict";
import { test } from "node:test";
import { type CanonicalizeOptions, canonicalize } from "./canonicalize.ts";
import { parseXml } from "./parse.ts";
import { childElement } from "./query.ts";
import type { XmlDocument } from "./tree.ts";

test("empty elements get an end tag, quotes become double, tags lose their spare white space", () => {
  assert.equal(canonical("<a  b = 'x' ><c /></a >"), '<a b="x"><c></c></a>');
});

test("the XML declaration goes, and CDATA sections become text", () => {
  assert.equal(canonical("<?xml version='1.0'?>\n<a><![CDATA[<&>]]></a>"), "<a>&lt;&amp;&gt;</a>");
});

test("what stands around the root keeps a line of its own", () => {
  const text = "<?t d?><!--1--><a/><!--2--><?t?>";
  assert.equal(canonical(text), "<?t d?>\n<a></a>\n<?t?>");
  assert.equal(canonical(text, { withComments: true }), "<?t d?>\n<!--1-->\n<a></a>\n<!--2-->\n<?t?>");
});

test("a namespace is declared where it is first used and nowhere else", () => {
  assert.equal(
    canonical('<a xmlns:p="urn:p" xmlns:q="urn:q"><p:b><p:c q:x=""/></p:b><p:b/></a>'),
    '<a><p:b xmlns:p="urn:p"><p:c xmlns:q="urn:q" q:x=""></p:c></p:b><p:b xmlns:p="urn:p"></p:b></a>',
  );
});

test("a default namespace is undeclared only where it was in force in the output", () => {
  assert.equal(canonical('<a xmlns="urn:a"><b xmlns=""/></a>'), '<a xmlns="urn:a"><b xmlns=""></b></a>');
  assert.equal(
    canonical('<p:a xmlns:p="urn:p" xmlns="urn:a"><b xmlns=""/></p:a>'),
    '<p:a xmlns:p="urn:p"><b></b></p:a>',
  );
});

test("declarations come first, by prefix; attributes follow, by namespace and local name", () => {
  assert.equal(
    canonical('<z:e b="1" z:a="2" y:a="3" a="4" xmlns:y="urn:2" xmlns:z="urn:1"/>'),
    '<z:e xmlns:y="urn:2" xmlns:z="urn:1" a="4" b="1" z:a="2" y:a="3"></z:e>',
  );
});

test("names are sorted by code point: what UTF-16 writes as a pair comes last", () => {
  assert.equal(canonical("<a 𐀀='1' ﬀ='2' é='3'/>"), '<a é="3" ﬀ="2" 𐀀="1"></a>');
});

test("values and text escape what would change in another parser's hands", () => {
  assert.equal(
    canonical(`<a b="&lt;&gt;&amp;&quot;'&#9;&#10;&#13;">&lt;&gt;&amp;"'&#9;&#10;&#13;</a>`),
    `<a b="&lt;>&amp;&quot;'&#x9;&#xA;&#xD;">&lt;&gt;&amp;"'\t\n&#xD;</a>`,
  );
});

test("a namespace name is escaped as any value", () => {
  assert.equal(canonical('<a xmlns="urn:a?b&amp;c"/>'), '<a xmlns="urn:a?b&amp;c"></a>');
});

test("a subtree stands on its own: it takes the namespaces it uses, and no xml:lang", () => {
  const { root } = documentOf('<a xmlns="urn:d" xmlns:p="urn:p" xml:lang="nl"><p:b><c/></p:b></a>');
  const apex = childElement(root, "urn:p", "b");
  assert.ok(apex !== undefined);
  assert.equal(canonicalize(apex), '<p:b xmlns:p="urn:p"><c xmlns="urn:d"></c></p:b>');
});

test("inclusive prefixes are declared wherever they are in scope, used or not", () => {
  const { root } = documentOf(
    '<a xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q"><q:b><q:c xmlns:p="urn:p2" xmlns=""/></q:b></a>',
  );
  const apex = childElement(root, "urn:q", "b");
  assert.ok(apex !== undefined);
  assert.equal(
    canonicalize(apex, { inclusivePrefixes: ["p", "absent"] }),
    '<q:b xmlns:p="urn:p" xmlns:q="urn:q"><q:c xmlns:p="urn:p2"></q:c></q:b>',
  );
  assert.equal(
    canonicalize(apex, { inclusivePrefixes: ["#default"] }),
    '<q:b xmlns="urn:d" xmlns:q="urn:q"><q:c xmlns=""></q:c></q:b>',
  );
});

test("one subtree is left out, and its surroundings stay as they are", () => {
  const document = documentOf("<a> <s><x/></s>\n<b><s/></b></a>");
  const without = childElement(document.root, "", "s");
  assert.ok(without !== undefined);
  assert.equal(canonicalize(document, { without }), "<a> \n<b><s></s></b></a>");
});

function canonical(text: string, options: CanonicalizeOptions = {}): string {
  return canonicalize(documentOf(text), options);
}

function documentOf(text: string): XmlDocument {
  const parsed = parseXml(Buffer.from(text));
  assert.ok(parsed.ok);
  return parsed.value;
}
