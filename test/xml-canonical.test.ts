// The canonical form against outside judges: libxml2 on a corpus, xmllint on files, xmlsec1 on digests.

import assert from "node:assert/strict";
import { isUtf8 } from "node:buffer";
import { spawnSync } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { type CanonicalizeOptions, canonicalize } from "../src/xml/canonicalize.ts";
import { parseXml } from "../src/xml/parse.ts";
import { childElement, childElements, textOf } from "../src/xml/query.ts";
import type { XmlElement } from "../src/xml/tree.ts";
import { wellFormedDocument } from "./xml-documents.ts";
import { judgedByLibxml } from "./xml-oracle.ts";
import { cases, isUtf8Declared, withoutDtd } from "./xml-suite.ts";
import { signTemplate, withoutXmlsec1 } from "./xmlsec1.ts";

/** Namespaces declared, used, hidden, repeated and undeclared in ways that exclusive canonicalization tells apart. */
const namespaceCases: readonly string[] = [
  '<a xmlns="urn:1"><b xmlns=""><c xmlns="urn:1"/></b></a>',
  '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2"><p:c xmlns:p="urn:1"/></p:b></p:a>',
  '<a xmlns:p="urn:1" xmlns:q="urn:2"><b><p:c q:x="1"/><q:d/></b></a>',
  '<a xmlns="urn:1" xmlns:p="urn:1"><p:b/><b/></a>',
  '<p:a xmlns:p="urn:1" xmlns="urn:d"><b><p:c xmlns=""><d/></p:c></b></p:a>',
  '<a xmlns:z="urn:a" xmlns:y="urn:b" z:c="1" y:c="2" c="3" y:b="4" xml:lang="nl" b="5"/>',
  '<a xmlns:x="urn:x"><x:b xmlns:y="urn:y" y:c=""><y:d xmlns:x="urn:x2" x:e=""/></x:b></a>',
  '<a xmlns="" xmlns:p="urn:p"><b xmlns="urn:b" xmlns:p="urn:p"><p:c/><c xmlns=""/></b></a>',
  '<a xml:space="preserve" xmlns:p="urn:p" p:type="p:t"> <b p:x=" a  b "/>\n</a>',
  '<a xmlns="urn:a"><b/><p:b xmlns:p="urn:p" xmlns="urn:c"><b/></p:b><b xmlns="urn:a"/></a>',
  "<?i a?><!--c--><a><!--c--><?i?>\r\n<![CDATA[<>&]]>\t</a><!--c--><?i  b ?>\n",
  "<a 𐀀='1' ﬀ='2' z='3' é='4' xmlns:𐀀='urn:1' xmlns:ﬀ='urn:2'><𐀀:b ﬀ:c=''/></a>",
  `<a b="&#9;&#10;&#13;&lt;&gt;&amp;&quot;'&#x20;&#x7f;&#x85;&#x2028;">&#9;&#10;&#13;&lt;>&amp;"'&#x7f;&#x85;&#x2028;</a>`,
];
const optionSets: readonly CanonicalizeOptions[] = [
  [],
  ["#default"],
  ["p"],
  ["p", "q", "#default", "absent"],
  ["xml"],
].flatMap((inclusivePrefixes) => [
  { inclusivePrefixes, withComments: false },
  { inclusivePrefixes, withComments: true },
]);

test("whole documents have libxml2's canonical form: the conformance suite and namespace cases", () => {
  const suite = cases.filter((item) => isUtf8Declared(item) && isUtf8(item.bytes));
  const corpus = [...suite.map(({ bytes }) => withoutDtd(bytes)), ...namespaceCases.map((text) => Buffer.from(text))];
  let compared = 0;
  for (const bytes of corpus) {
    const parsed = parseXml(bytes);
    if (!parsed.ok) continue;
    judgedByLibxml(bytes, (libxml) => {
      for (const options of optionSets) {
        const expected = libxml.canonical(options);
        if (expected === undefined) continue;
        assert.equal(canonicalize(parsed.value, options), expected, JSON.stringify(options));
        compared++;
      }
    });
  }
  assert.ok(compared >= 10 * 1_500, `${compared} comparisons`);
});

test("every element of a document has libxml2's canonical form on its own", () => {
  const corpus = [...namespaceCases, ...fc.sample(wellFormedDocument, { seed: 20261123, numRuns: 250 })];
  let compared = 0;
  for (const text of corpus) {
    const bytes = Buffer.from(text);
    const elements = descendants(rootOf(bytes));
    judgedByLibxml(bytes, (libxml) => {
      for (const [index, element] of elements.entries()) {
        for (const options of optionSets) {
          assert.equal(canonicalize(element, options), libxml.canonicalOfElement(index + 1, options), text);
          compared++;
        }
      }
    });
  }
  assert.ok(compared >= 5_000, `${compared} comparisons`);
});

test("xmllint --exc-c14n gives the same form", { skip: withoutXmllint() }, () => {
  const folder = mkdtempSync(join(tmpdir(), "canonical-"));
  try {
    for (const text of namespaceCases) {
      const file = join(folder, "document.xml");
      writeFileSync(file, text);
      const { stdout, status } = spawnSync("xmllint", ["--nonet", "--exc-c14n", file], { encoding: "utf8" });
      assert.equal(status, 0);
      const parsed = parseXml(Buffer.from(text));
      assert.ok(parsed.ok);
      assert.equal(canonicalize(parsed.value, { withComments: true }), stdout);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("an enveloped signature by xmlsec1 holds the digest of the canonical form without it", {
  skip: withoutXmlsec1,
}, async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const keyPem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  for (const inclusivePrefixes of [[], ["p"], ["p", "#default", "q"]]) {
    for (const [start, content] of envelopes) {
      const signed = await signTemplate(`${start}${signatureTemplate(inclusivePrefixes)}${content}`, keyPem);
      const root = rootOf(Buffer.from(signed));
      const signature = childElement(root, dsig, "Signature");
      const digest = descendants(root).find(({ localName }) => localName === "DigestValue");
      assert.ok(signature !== undefined && digest !== undefined);
      const canonical = canonicalize(root, { inclusivePrefixes, without: signature });
      assert.equal(createHash("sha256").update(canonical).digest("base64"), textOf(digest).replaceAll(/\s/g, ""));
    }
  }
});

const dsig = "http://www.w3.org/2000/09/xmldsig#";
const excC14n = "http://www.w3.org/2001/10/xml-exc-c14n#";
const envelopes: readonly (readonly [string, string])[] = [
  ['<a xmlns="urn:a">', "<b/> é €\n<!--comment--></a>"],
  ['<p:a xmlns:p="urn:p" xmlns="urn:d" xmlns:q="urn:q">', '<b z="1" q:c="&#13;&lt;" b="2"><p:c xmlns=""/></b></p:a>'],
  [
    '<a xmlns:p="urn:p" xmlns:q="urn:q" p:x="&quot;\n" xml:lang="fr">',
    "<q:b xmlns:q='urn:q2'><?i d?>]]&gt;</q:b><c/></a>",
  ],
];

function signatureTemplate(inclusivePrefixes: readonly string[]): string {
  const list = `<i:InclusiveNamespaces xmlns:i="${excC14n}" PrefixList="${inclusivePrefixes.join(" ")}"/>`;
  return [
    `<Signature xmlns="${dsig}"><SignedInfo><CanonicalizationMethod Algorithm="${excC14n}"/>`,
    '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><Reference URI=""><Transforms>',
    `<Transform Algorithm="${dsig}enveloped-signature"/><Transform Algorithm="${excC14n}">`,
    inclusivePrefixes.length > 0 ? list : "",
    '</Transform></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/>',
    "</Reference></SignedInfo><SignatureValue/></Signature>",
  ].join("");
}

function rootOf(bytes: Uint8Array): XmlElement {
  const parsed = parseXml(bytes);
  assert.ok(parsed.ok);
  return parsed.value.root;
}

/** The element and all below it, in document order. */
function descendants(element: XmlElement): readonly XmlElement[] {
  return [element, ...childElements(element).flatMap(descendants)];
}

function withoutXmllint(): string | false {
  return spawnSync("xmllint", ["--version"]).status === 0
    ? false
    : "NOT CHECKED AGAINST xmllint: the program is missing; install the Debian package libxml2-utils";
}
