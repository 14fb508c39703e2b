import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canonicalize } from "./canonicalize.ts";
import { parseXml } from "./parse.ts";
import { attributeOf, textOf } from "./query.ts";
import type { XmlElement } from "./tree.ts";
import { type ElementSpec, escapeAttribute, escapeText, writeXml } from "./write.ts";

test("an element is written with its namespaces, attributes and children", () => {
  const spec: ElementSpec = {
    prefix: "s",
    namespace: "urn:s",
    name: "answer",
    attributes: [
      { name: "z", value: "1" },
      { prefix: "t", namespace: "urn:t", name: "a", value: "2" },
      { name: "b", value: '"3"' },
    ],
    children: [
      { prefix: "", namespace: "", name: "name", children: ["a < b"] },
      { prefix: "s", namespace: "urn:s", name: "none" },
    ],
  };
  assert.equal(
    writeXml(spec),
    '<s:answer xmlns:s="urn:s" xmlns:t="urn:t" b="&quot;3&quot;" z="1" t:a="2"><name>a &lt; b</name><s:none></s:none></s:answer>',
  );
});

test("text without anything to escape is handed back as it is", () => {
  assert.equal(escapeText('Zoë "1" \t\n'), 'Zoë "1" \t\n');
  assert.equal(escapeAttribute("Zoë '1' >"), "Zoë '1' >");
});

test("text and values escape their own marks", () => {
  assert.equal(escapeText("<&>\r"), "&lt;&amp;&gt;&#xD;");
  assert.equal(escapeAttribute('<&">\t\n\r'), "&lt;&amp;&quot;>&#x9;&#xA;&#xD;");
});

test("a character that no document can carry becomes U+FFFD", () => {
  assert.equal(escapeText("a\0\u001f\ufffe\uffff\u007f"), "a\ufffd\ufffd\ufffd\ufffd\u007f");
  assert.equal(escapeAttribute("a\0\u001f\ufffe\uffff"), "a\ufffd\ufffd\ufffd\ufffd");
});

test("a prefix without namespace is the program's mistake, and so is an attribute's namespace without prefix", () => {
  const attribute = (parts: object) => () =>
    writeXml({ prefix: "", namespace: "", name: "a", attributes: [{ name: "b", value: "", ...parts }] });
  assert.throws(() => writeXml({ prefix: "p", namespace: "", name: "a" }), /p:a has no namespace/);
  assert.throws(attribute({ prefix: "p" }), TypeError);
  assert.throws(attribute({ namespace: "urn:p" }), TypeError);
});

test("what is written is its own canonical form, whatever the nesting of namespaces", () => {
  fc.assert(
    fc.property(elementSpec, (spec) => {
      const written = writeXml(spec).toWellFormed();
      const parsed = parseXml(Buffer.from(written));
      assert.ok(parsed.ok, written);
      assert.equal(canonicalize(parsed.value), written);
    }),
    { seed: 20261123, numRuns: 2_000 },
  );
});

test("what is written is read back as it was, line ends and white space too", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const readable = text.replaceAll(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
      const root = rootOf(
        writeXml({ prefix: "", namespace: "", name: "a", attributes: [{ name: "b", value: text }], children: [text] }),
      );
      assert.equal(textOf(root), readable);
      assert.equal(attributeOf(root, "b"), readable);
    }),
    { seed: 20261123, numRuns: 2_000 },
  );
});

test("the canonical form is its own canonical form", () => {
  const root = rootOf('<a xmlns="urn:a" xmlns:p="urn:p"><p:b p:z="1" a="&#13;"/><b xmlns=""><p:c/></b></a>');
  assert.equal(canonicalize(rootOf(canonicalize(root))), canonicalize(root));
});

const names = fc.constantFrom("a", "b", "é", "𐀀x", "A-1");
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("<", "&", ">", '"', "\r\n", "\t", "]]>"),
);

/** On each element a prefix means one of two namespaces, or none where there is no prefix. */
const elementSpec: fc.Arbitrary<ElementSpec> = fc.letrec<{ spec: ElementSpec }>((tie) => ({
  spec: fc
    .record({
      version: fc.constantFrom("1", "2"),
      prefix: fc.constantFrom("", "p", "q"),
      inNamespace: fc.boolean(),
      name: names,
      attributes: fc.uniqueArray(fc.record({ prefix: fc.constantFrom("", "p", "q"), name: names, value: text }), {
        selector: ({ prefix, name }) => `${prefix}:${name}`,
        maxLength: 4,
      }),
      children: fc.array(fc.oneof({ depthSize: "small", withCrossShrink: true }, text, tie("spec")), { maxLength: 4 }),
    })
    .map(({ version, prefix, inNamespace, name, attributes, children }) => ({
      prefix,
      namespace: prefix !== "" || inNamespace ? `urn:${prefix}${version}` : "",
      name,
      attributes: attributes.map((attribute) =>
        attribute.prefix === ""
          ? { name: attribute.name, value: attribute.value }
          : { ...attribute, namespace: `urn:${attribute.prefix}${version}` },
      ),
      children,
    })),
})).spec;

function rootOf(document: string): XmlElement {
  const parsed = parseXml(Buffer.from(document));
  assert.ok(parsed.ok, document);
  return parsed.value.root;
}
