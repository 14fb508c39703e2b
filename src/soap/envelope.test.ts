import assert from "node:assert/strict";
import { test } from "node:test";
import { certain } from "../kernel/outcome.ts";
import { parseXml } from "../xml/parse.ts";
import { type EnvelopeFault, readEnvelope, securityNamespace, soapNamespace, writeEnvelope } from "./envelope.ts";

const read = (text: string) => readEnvelope(certain(parseXml(Buffer.from(text))).root);
const envelope = (inside: string) => `<s:Envelope xmlns:s="${soapNamespace}" xmlns:a="urn:a">${inside}</s:Envelope>`;
const body = "<s:Body><a:question/></s:Body>";
const security = (attributes = "") => `<w:Security xmlns:w="${securityNamespace}"${attributes}/>`;

function refusalOf(text: string): EnvelopeFault {
  const outcome = read(text);
  assert.ok(!outcome.ok, text);
  return outcome.reason;
}

test("the one element of the Body is the content, white space and comments around it aside", () => {
  const spaced = envelope("\n <!-- a --> <s:Header/> <s:Body> <!-- b --> <a:question/> </s:Body> ");
  for (const text of [envelope(body), envelope(`<s:Header></s:Header>${body}`), spaced]) {
    const { content, root, secured } = certain(read(text));
    assert.equal(content.localName, "question");
    assert.equal(content.namespace, "urn:a");
    assert.equal(content.parent?.parent, root);
    assert.equal(secured, false);
  }
});

test("whatever prefix the sender chose, names are judged by their namespace", () => {
  const text = `<Envelope xmlns="${soapNamespace}"><Body><q xmlns="urn:a"/></Body></Envelope>`;
  assert.equal(certain(read(text)).content.namespace, "urn:a");
});

test("a Security header of WS-Security makes a message secured, one of any other namespace does not", () => {
  assert.equal(certain(read(envelope(`<s:Header>${security()}</s:Header>${body}`))).secured, true);
  assert.equal(
    certain(read(envelope(`<s:Header>${security(' s:mustUnderstand="1"')}</s:Header>${body}`))).secured,
    true,
  );
  assert.equal(certain(read(envelope(`<s:Header><a:Security/></s:Header>${body}`))).secured, false);
  assert.equal(certain(read(envelope(`<s:Header><a:x>${security()}</a:x></s:Header>${body}`))).secured, false);
  const inBody = envelope(`<s:Body>${security()}</s:Body>`);
  assert.equal(certain(read(inBody)).secured, false);
});

test("an envelope of another version says so", () => {
  const other = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><x/></s:Body></s:Envelope>`;
  assert.equal(refusalOf(other).code, "VersionMismatch");
  assert.equal(refusalOf("<Envelope><Body><x/></Body></Envelope>").code, "VersionMismatch");
  assert.equal(refusalOf("<letter/>").code, "Client");
});

const misshapen: Readonly<Record<string, string>> = {
  "no Body": "",
  "a Header alone": "<s:Header/>",
  "two Bodies": body + body,
  "a Header behind the Body": `${body}<s:Header/>`,
  "two Headers": `<s:Header/><s:Header/>${body}`,
  "something before the Body that is no Header": `<a:x/>${body}`,
  "something behind the Body": `${body}<a:x/>`,
  "a Body of another namespace": "<a:Body><a:question/></a:Body>",
  "an empty Body": "<s:Body/>",
  "a Body of two elements": "<s:Body><a:x/><a:y/></s:Body>",
};

for (const [what, inside] of Object.entries(misshapen)) {
  test(`an envelope with ${what} is the sender's mistake`, () => {
    assert.equal(refusalOf(envelope(inside)).code, "Client");
  });
}

test("what is told back of a misshapen envelope stays short, however many elements share however long a namespace", () => {
  const long = `urn:${"x".repeat(500_000)}`;
  const texts = [
    `<s:Envelope xmlns:s="${soapNamespace}" xmlns="${long}">${"<a/>".repeat(2000)}</s:Envelope>`,
    `<s:Envelope xmlns:s="${soapNamespace}"><s:Header><a xmlns="${long}" s:mustUnderstand="1"/></s:Header>${body.replaceAll("a:", "")}</s:Envelope>`,
    `<letter xmlns="${long}"/>`,
  ];
  for (const text of texts) assert.ok(refusalOf(text).found.length < 2000);
  assert.equal(refusalOf(envelope("<a:x/><a:y/><a:z/>")).found, "x in urn:a, y in urn:a, z in urn:a");
});

test("a header that must be understood, and is not, refuses the message; wherever it stands among the others", () => {
  const must = '<a:To s:mustUnderstand="1"/>';
  for (const headers of [must, `${security()}${must}`, `<a:x/>${must}`]) {
    const { code, found } = refusalOf(envelope(`<s:Header>${headers}</s:Header>${body}`));
    assert.equal(code, "MustUnderstand");
    assert.equal(found, "To in urn:a");
  }
  for (const flag of [
    's:mustUnderstand="0"',
    's:mustUnderstand="false"',
    'mustUnderstand="1"',
    'a:mustUnderstand="1"',
  ]) {
    assert.ok(read(envelope(`<s:Header><a:To ${flag}/></s:Header>${body}`)).ok, flag);
  }
});

test("what is written is read back", () => {
  const { content, secured } = certain(read(writeEnvelope('<a:answer xmlns:a="urn:a">x &amp; y</a:answer>')));
  assert.equal(content.localName, "answer");
  assert.deepEqual(content.children, ["x & y"]);
  assert.equal(secured, false);
});
