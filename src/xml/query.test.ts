import assert from "node:assert/strict";
import { test } from "node:test";
import { parseXml } from "./parse.ts";
import { attributeOf, childElement, childElements, lineAndColumn, namespaceOf, textOf } from "./query.ts";
import type { XmlElement } from "./tree.ts";

const root = rootOf(
  '<a xmlns="urn:d" xmlns:p="urn:p" x="1" p:x="2">one<b xmlns="" xmlns:p="urn:p2">inner</b><!--c-->two<p:b/><b/></a>',
);
const [first, second, third] = childElements(root);

test("the child elements are those and nothing else", () => {
  assert.deepEqual(
    childElements(root).map(({ prefix, localName, namespace }) => [prefix, localName, namespace]),
    [
      ["", "b", ""],
      ["p", "b", "urn:p"],
      ["", "b", "urn:d"],
    ],
  );
});

test("a child element is found by namespace and local name, whatever its prefix", () => {
  assert.equal(childElement(root, "urn:p", "b"), second);
  assert.equal(childElement(root, "urn:d", "b"), third);
  assert.equal(childElement(root, "urn:p", "c"), undefined);
});

test("an element's text is its own, not its children's", () => {
  assert.equal(textOf(root), "onetwo");
});

test("an attribute without namespace is another than one of the same name with", () => {
  assert.equal(attributeOf(root, "x"), "1");
  assert.equal(attributeOf(root, "x", "urn:p"), "2");
  assert.equal(attributeOf(root, "y"), undefined);
});

test("a prefix means what the nearest declaration says", () => {
  assert.ok(first !== undefined && third !== undefined);
  assert.deepEqual([namespaceOf(first, "p"), namespaceOf(first, "")], ["urn:p2", ""]);
  assert.deepEqual([namespaceOf(third, "p"), namespaceOf(third, "")], ["urn:p", "urn:d"]);
  assert.equal(namespaceOf(root, "q"), undefined);
  assert.equal(namespaceOf(root, "xml"), "http://www.w3.org/XML/1998/namespace");
  assert.equal(namespaceOf(rootOf("<a/>"), ""), "");
});

test("lines end at LF, CR or both", () => {
  const text = "1\n2\r3\r\n4";
  assert.deepEqual(
    [0, 1, 2, 4, 6, 7].map((offset) => lineAndColumn(text, offset)),
    [
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 3, column: 3 },
      { line: 4, column: 1 },
    ],
  );
});

function rootOf(text: string): XmlElement {
  const parsed = parseXml(Buffer.from(text));
  assert.ok(parsed.ok);
  return parsed.value.root;
}
