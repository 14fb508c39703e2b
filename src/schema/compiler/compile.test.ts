import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { compileContracts } from "./compile.ts";

const folder = mkdtempSync(join(tmpdir(), "kruispunt-compile-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The generated files of one schema; a type or an element is enough, the rest stands around it. */
function compiled(components: string, attributes = ""): ReadonlyMap<string, string> {
  const file = join(folder, "Subject.xsd");
  const head = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" ${attributes}>`;
  writeFileSync(file, `${head}${components}</xs:schema>`);
  return compileContracts({ files: [file], base: folder, output: folder, runtime: join(folder, "runtime") });
}

function element(content: string): string {
  return `<xs:element name="e"><xs:complexType>${content}</xs:complexType></xs:element>`;
}

function restriction(base: string, facets: string): string {
  return `<xs:simpleType name="T"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;
}

/** The TypeScript type that a declaration is given. */
function typeOf(name: string, components: string): string {
  const text = compiled(components).get("subject.ts") ?? "";
  return new RegExp(`export type ${name} =([^;]*);`).exec(text)?.[1]?.trim() ?? "none";
}

test("values are held as what they are, and as numbers only where those are exact", () => {
  assert.equal(typeOf("T", restriction("xs:string", '<xs:maxLength value="3"/>')), "string");
  assert.equal(
    typeOf("T", restriction("xs:string", '<xs:enumeration value="a"/><xs:enumeration value="b"/>')),
    '"a" | "b"',
  );
  assert.equal(typeOf("T", restriction("xs:boolean", "")), "boolean");
  assert.equal(typeOf("T", restriction("xs:decimal", '<xs:totalDigits value="4"/>')), "string");
  assert.equal(typeOf("T", restriction("xs:date", "")), "string");
  assert.equal(typeOf("T", restriction("xs:int", "")), "number");
  assert.equal(typeOf("T", restriction("xs:integer", '<xs:totalDigits value="15"/>')), "number");
  assert.equal(typeOf("T", restriction("xs:integer", '<xs:totalDigits value="16"/>')), "bigint");
  assert.equal(typeOf("T", restriction("xs:long", "")), "bigint");
  const safe = '<xs:minInclusive value="1"/><xs:maxExclusive value="9007199254740991"/>';
  assert.equal(typeOf("T", restriction("xs:unsignedLong", safe)), "number");
  assert.equal(typeOf("T", restriction("xs:long", '<xs:maxExclusive value="9007199254740993"/>')), "bigint");
  const codes = '<xs:totalDigits value="2"/><xs:enumeration value="02"/><xs:enumeration value="99"/>';
  assert.equal(typeOf("T", restriction("xs:integer", codes)), "2 | 99");
});

test("an enumerated value that another facet forbids is no value", () => {
  const facets = '<xs:maxLength value="2"/><xs:enumeration value="ab"/><xs:enumeration value="abc"/>';
  assert.equal(typeOf("T", restriction("xs:string", facets)), '"ab"');
});

test("an element and a type of one name are told apart", () => {
  const text = compiled('<xs:element name="a" type="xs:int"/><xs:complexType name="A"/>').get("subject.ts") ?? "";
  assert.match(text, /export function decodeAElement\(/);
  assert.match(text, /export interface A \{/);
});

test("the same contracts always give the same text", () => {
  const components = element('<xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence>');
  assert.deepEqual([...compiled(components)], [...compiled(components)]);
});

test("a content model that one look ahead cannot follow is refused", () => {
  const a = '<xs:element name="a" type="xs:int"/>';
  const optional = '<xs:element name="a" type="xs:int" minOccurs="0"/>';
  for (const content of [
    `<xs:sequence>${optional}${a}</xs:sequence>`,
    `<xs:choice>${a}<xs:sequence>${a}<xs:element name="b" type="xs:int"/></xs:sequence></xs:choice>`,
    `<xs:sequence><xs:sequence minOccurs="0">${a}</xs:sequence>${a}</xs:sequence>`,
    `<xs:sequence><xs:sequence maxOccurs="2"><xs:element name="b" type="xs:int"/>${optional}</xs:sequence>${a}</xs:sequence>`,
    `<xs:sequence maxOccurs="2"><xs:element name="a" type="xs:int" maxOccurs="2"/>${"<xs:element name='b' type='xs:int' minOccurs='0'/>"}</xs:sequence>`,
    `<xs:sequence>${optional}<xs:any processContents="skip"/></xs:sequence>`,
  ]) {
    assert.throws(() => compiled(element(content)), /may belong to two places/, content);
  }
});

test("what the compiler does not know is refused by name, never overlooked", () => {
  const unsupported: readonly (readonly [string, RegExp])[] = [
    [element("<xs:all/>"), /all is not supported/],
    ['<xs:notation name="n" public="p"/>', /notation is not supported/],
    ['<xs:element name="e" type="xs:int"><xs:unique name="u"/></xs:element>', /unique is not supported/],
    ['<xs:element name="e" type="xs:int" abstract="true"/>', /abstract element/],
    ['<xs:element name="e" type="xs:int" substitutionGroup="t:f"/>', /substitutionGroup is not supported/],
    ['<xs:complexType name="T" mixed="true"/>', /mixed content/],
    ['<xs:complexType name="T" block="extension"/>', /block is not supported/],
    ['<xs:simpleType name="T"><xs:list itemType="xs:int"/></xs:simpleType>', /list is not supported/],
    ['<xs:simpleType name="T"><xs:union memberTypes="xs:int"/></xs:simpleType>', /union is not supported/],
    ['<xs:element name="e" type="xs:ID"/>', /built-in type ID/],
    ['<xs:element name="e" type="xs:float"/>', /built-in type float/],
    [element('<xs:sequence><xs:any processContents="strict"/></xs:sequence>'), /processContents strict/],
    [restriction("xs:time", '<xs:minInclusive value="12:00:00"/>'), /minInclusive is not supported on time/],
    [restriction("xs:integer", '<xs:fractionDigits value="0"/>'), /fractionDigits is not supported/],
    [restriction("xs:integer", '<xs:maxInclusive value="many"/>'), /no value of the type/],
    [restriction("xs:string", '<xs:pattern value="("/>'), /pattern/],
    ['<xs:element name="e" type="t:Missing"/>', /no type t:Missing/],
    ['<xs:element name="e"/>', /without a type/],
    ['<xs:element name="e" type="u:T"/>', /prefix of u:T is not declared/],
  ];
  for (const [components, message] of unsupported) assert.throws(() => compiled(components), message, components);
});

test("a contract that cannot be read is refused with its file", () => {
  const file = join(folder, "Broken.xsd");
  writeFileSync(file, "<xs:schema");
  const options = { files: [file], base: folder, output: folder, runtime: folder };
  assert.throws(() => compileContracts(options), /Broken\.xsd:1/);
  writeFileSync(file, "<other/>");
  assert.throws(() => compileContracts(options), /neither a schema nor a WSDL/);
});
