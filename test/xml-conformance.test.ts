// The W3C's XML conformance suite: what is not well-formed is refused, what is well-formed and without DTD is accepted.

import assert from "node:assert/strict";
import { isUtf8 } from "node:buffer";
import { test } from "node:test";
import { parseXml } from "../src/xml/parse.ts";
import { judgedByLibxml } from "./xml-oracle.ts";
import { type Case, cases, hasDtd, isUtf8Declared, withoutDtd } from "./xml-suite.ts";

const wellFormed = cases.filter(({ type }) => type === "valid" || type === "invalid");

test("every document that is not well-formed is refused", () => {
  const malformed = cases.filter(({ type, current }) => type === "not-wf" && current);
  assert.deepEqual(malformed.filter(isAccepted).map(idOf), []);
  const withoutDtd = malformed.filter((item) => !hasDtd(item));
  assert.ok(withoutDtd.length >= 240, `${withoutDtd.length} of them are not refused for their DTD alone`);
});

test("every well-formed document in UTF-8 without DTD is accepted", () => {
  const tried = wellFormed.filter((item) => item.current && !hasDtd(item) && isUtf8Declared(item) && item.namespaces);
  assert.deepEqual(tried.filter((item) => !isAccepted(item)).map(idOf), []);
  assert.ok(tried.length >= 70, `${tried.length} documents`);
});

test("a document that uses colons as Namespaces in XML forbids is refused, however well-formed without them", () => {
  const tried = wellFormed.filter((item) => !item.namespaces && !hasDtd(item));
  assert.deepEqual(tried.map(idOf).sort(), ["o-p04pass1", "o-p05pass1"]);
  assert.deepEqual(tried.map(codeOf), ["not-well-formed", "not-well-formed"]);
});

test("every well-formed document with a DTD is refused as forbidden", () => {
  const tried = wellFormed.filter((item) => item.current && hasDtd(item) && isUtf8Declared(item));
  assert.deepEqual(tried.filter((item) => codeOf(item) !== "forbidden").map(idOf), []);
  assert.ok(tried.length >= 500, `${tried.length} documents`);
});

test("every well-formed document in another encoding is refused for its encoding", () => {
  const tried = wellFormed.filter((item) => !isUtf8Declared(item));
  assert.deepEqual(tried.filter((item) => codeOf(item) !== "encoding").map(idOf), []);
  assert.ok(tried.length >= 30, `${tried.length} documents`);
});

test("a document of XML 1.1 is read by the rules of XML 1.0, as libxml2 reads it", () => {
  const tried = cases.filter((item) => !item.current && !hasDtd(item) && isUtf8Declared(item));
  assert.deepEqual(tried.filter(differsFromLibxml).map(idOf), []);
  assert.ok(tried.length >= 70, `${tried.length} documents`);
});

test("a document whose DTD is cut out is accepted where libxml2 accepts it, and nowhere else", () => {
  const tried = cases
    .filter((item) => hasDtd(item) && isUtf8Declared(item) && isUtf8(item.bytes))
    .map((item) => ({ ...item, bytes: withoutDtd(item.bytes) }))
    .filter((item) => !hasDtd(item));
  assert.deepEqual(tried.filter(differsFromLibxml).map(idOf), []);
  const accepted = tried.filter(isAccepted);
  assert.ok(accepted.length >= 1_500, `${accepted.length} documents accepted`);
  assert.ok(tried.length - accepted.length >= 500, `${tried.length - accepted.length} documents refused`);
});

function isAccepted({ bytes }: Case): boolean {
  return parseXml(bytes).ok;
}

function differsFromLibxml(item: Case): boolean {
  return judgedByLibxml(
    item.bytes,
    ({ verdict }) => verdict !== "undecided" && (verdict === "accepted") !== isAccepted(item),
  );
}

function codeOf({ bytes }: Case): string {
  const parsed = parseXml(bytes);
  return parsed.ok ? "accepted" : parsed.reason.code;
}

function idOf({ id }: Case): string {
  return id;
}
