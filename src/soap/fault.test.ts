import assert from "node:assert/strict";
import { test } from "node:test";
import { certain } from "../kernel/outcome.ts";
import { parseXml } from "../xml/parse.ts";
import { childElements, namespaceOf, textOf } from "../xml/query.ts";
import { readEnvelope, securityNamespace, soapNamespace, writeEnvelope } from "./envelope.ts";
import { writeFault } from "./fault.ts";

function read(text: string) {
  const { content } = certain(readEnvelope(certain(parseXml(Buffer.from(writeEnvelope(text)))).root));
  assert.equal(content.localName, "Fault");
  assert.equal(content.namespace, soapNamespace);
  return childElements(content);
}

test("code, text and detail stand in the order and in no namespace, as SOAP 1.1 has them", () => {
  const parts = read(writeFault({ code: { space: "soap", name: "Client" }, text: "wrong", detail: "<x>1</x>" }));
  assert.deepEqual(
    parts.map(({ localName, namespace }) => [localName, namespace]),
    [
      ["faultcode", ""],
      ["faultstring", ""],
      ["detail", ""],
    ],
  );
  assert.equal(parts[2]?.children.length, 1);
});

test("the prefix of a fault code stands for the namespace of its kind", () => {
  for (const [space, namespace] of [
    ["soap", soapNamespace],
    ["wsse", securityNamespace],
  ] as const) {
    const [code] = read(writeFault({ code: { space, name: "FailedCheck" }, text: "", detail: undefined }));
    assert.ok(code !== undefined);
    const [prefix = "", name] = textOf(code).split(":");
    assert.equal(namespaceOf(code, prefix), namespace);
    assert.equal(name, "FailedCheck");
  }
});

test("without detail there is no detail element", () => {
  const parts = read(writeFault({ code: { space: "soap", name: "Server" }, text: "x", detail: undefined }));
  assert.deepEqual(
    parts.map(({ localName }) => localName),
    ["faultcode", "faultstring"],
  );
});

test("a text with marks in it is text", () => {
  const text = 'a < b && "c" ]]> </faultstring>';
  const [, string] = read(writeFault({ code: { space: "soap", name: "Client" }, text, detail: undefined }));
  assert.ok(string !== undefined);
  assert.equal(textOf(string), text);
});
