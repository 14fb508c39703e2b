import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSubject, relativeNames } from "./subject.ts";

function read(text: string): readonly string[] {
  const subject = parseSubject(text);
  assert.ok(subject.ok, JSON.stringify(subject));
  return relativeNames(subject.value);
}

const fund = ["C=BE", "O=Fund", "CN=fund"];

const spellings: readonly (readonly [spelling: string, text: string, printed: readonly string[]])[] = [
  ["in the order of the certificate", "C=BE, O=Fund, CN=fund", fund],
  ["as openssl prints it, with blanks around =", "C = BE, O = Fund, CN = fund", fund],
  ["most specific part first, without blanks", "CN=fund,O=Fund,C=BE", fund],
  ["with attributes in other capitals", "c=BE, o=Fund, cn=fund", fund],
  ["by object identifiers", "2.5.4.6=BE, 2.5.4.10=Fund, 2.5.4.3=fund", fund],
  ["a comma in quotes", 'C=BE, O="Fund, and Sons", CN=x', ["C=BE", "O=Fund\\, and Sons", "CN=x"]],
  ["a comma behind a backslash", "C=BE, O=Fund\\, and Sons, CN=x", ["C=BE", "O=Fund\\, and Sons", "CN=x"]],
  ["a backslash at the end of a value", "O=Fund\\\\, CN=x", ["O=Fund\\\\", "CN=x"]],
  ["letters as bytes in hexadecimal", "O=Caf\\C3\\A9, CN=x", ["O=Café", "CN=x"]],
  ["blanks at both ends of a value", "O=\\ Fund\\ , CN=x", ["O=\\ Fund\\ ", "CN=x"]],
  ["a relative name of two attributes", "C=BE, CN=fund + serialNumber=7", ["C=BE", "CN=fund + serialNumber=7"]],
  ["an attribute that only has an identifier", "CN=x, 1.2.3.4=y", ["CN=x", "1.2.3.4=y"]],
];

for (const [spelling, text, printed] of spellings) {
  test(`a subject is read ${spelling}`, () => assert.deepEqual(read(text), printed));
}

test("a line feed in a value is printed as node:crypto prints it", () => {
  assert.deepEqual(read("O=a\\0Ab, CN=x"), ["O=a\\0Ab", "CN=x"]);
});

test("what is printed is read as the same name again", () => {
  for (const [, text] of spellings) assert.deepEqual(read(read(text).join(", ")), read(text));
});

const wrong: readonly (readonly [what: string, text: string, told: RegExp])[] = [
  ["a bare name", "my-institution", /found my-institution where NAME=value is due/],
  ["nothing", "", /found nothing where/],
  ["slashes", "/C=BE/O=Fund/CN=fund", /commas instead of slashes/],
  ["a comma at the end", "C=BE, CN=x,", /found nothing where/],
  ["a comma in a value", "C=BE, O=Fund, and Sons, CN=x", /found and Sons where/],
  ["an attribute that there is not", "C=BE, CM=x", /no attribute is called CM/],
  ["an attribute without a value", "C=BE, CN=", /found CN=: a value/],
  ["a quotation mark that is not closed", 'C=BE, O="Fund, CN=x', /found O="Fund, CN=x: a value/],
  ["bytes that are no text", "O=\\C3, CN=x", /found O=\\C3: a value/],
];

for (const [what, text, told] of wrong) {
  test(`${what} is no subject, and is told what was expected`, () => {
    const subject = parseSubject(text);
    assert.ok(!subject.ok);
    assert.match(subject.reason, told);
    assert.match(subject.reason, /C=BE, O=Fund, CN=fund/);
  });
}
