import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits, parseXml } from "./parse.ts";
import { attributeOf, childElements, textOf } from "./query.ts";
import type { XmlDocument, XmlElement, XmlFault, XmlLimits } from "./tree.ts";

test("a document becomes a tree with names, namespaces, attributes and declarations", () => {
  const root = rootOf('<s:a xmlns:s="urn:s" xmlns="urn:d" x="1" s:y="2"><b/>text</s:a>');
  assert.deepEqual([root.kind, root.prefix, root.localName, root.namespace], ["element", "s", "a", "urn:s"]);
  assert.deepEqual(root.declarations, [
    { prefix: "s", namespace: "urn:s" },
    { prefix: "", namespace: "urn:d" },
  ]);
  assert.deepEqual(root.attributes, [
    { prefix: "", localName: "x", namespace: "", value: "1" },
    { prefix: "s", localName: "y", namespace: "urn:s", value: "2" },
  ]);
  const [child, text] = root.children;
  assert.ok(typeof child === "object" && child.kind === "element");
  assert.deepEqual([child.prefix, child.localName, child.namespace, child.parent], ["", "b", "urn:d", root]);
  assert.equal(text, "text");
});

test("a prefix may be declared behind the attribute that uses it", () => {
  assert.equal(attributeOf(rootOf('<a p:x="1" xmlns:p="urn:p"/>'), "x", "urn:p"), "1");
});

test("a declaration ends with its element", () => {
  assert.equal(faultOf('<a><p:b xmlns:p="urn:p"/><p:b/></a>').code, "not-well-formed");
  const [inner, after] = childElements(rootOf('<a xmlns="urn:1"><b xmlns=""/><c/></a>'));
  assert.deepEqual([inner?.namespace, after?.namespace], ["", "urn:1"]);
});

test("the prefix xml is declared from the start", () => {
  assert.equal(attributeOf(rootOf('<a xml:lang="nl"/>'), "lang", "http://www.w3.org/XML/1998/namespace"), "nl");
});

test("text, references and CDATA sections side by side are one string", () => {
  assert.deepEqual(rootOf("<a>1&lt;2<![CDATA[<&]]>&#x33;&#51;</a>").children, ["1<2<&33"]);
});

test("comments and instructions part the text, and keep their place around the root", () => {
  const { before, root, after } = documentOf("<!--1--><?t  d ?><a>x<!--2-->y<?e?></a><!--3-->\n");
  assert.deepEqual(before, [
    { kind: "comment", text: "1" },
    { kind: "instruction", target: "t", data: "d " },
  ]);
  assert.deepEqual(root.children, [
    "x",
    { kind: "comment", text: "2" },
    "y",
    { kind: "instruction", target: "e", data: "" },
  ]);
  assert.deepEqual(after, [{ kind: "comment", text: "3" }]);
});

test("line ends are LF, however written, except by reference", () => {
  assert.equal(textOf(rootOf("<a>1\r\n2\r3\n4&#13;</a>")), "1\n2\n3\n4\r");
  assert.equal(textOf(rootOf("<a><![CDATA[1\r\n2\r]]></a>")), "1\n2\n");
  assert.deepEqual(rootOf("<a><!--1\r\n2\r--></a>").children, [{ kind: "comment", text: "1\n2\n" }]);
});

test("white space in attribute values becomes spaces, except by reference", () => {
  assert.equal(attributeOf(rootOf("<a b='1\t2\n3\r\n4\r5&#9;&#10;&#13;  6 '/>"), "b"), "1 2 3 4 5\t\n\r  6 ");
});

test("a byte order mark is passed over, and offsets count from behind it", () => {
  const root = rootOf("\ufeff<a><b/></a>");
  assert.deepEqual([root.offset, childElements(root)[0]?.offset], [0, 3]);
});

test("names hold what the fifth edition allows, beyond the basic plane too", () => {
  for (const name of ["é", "ͱ", "_", "a-.·1", "𐀀", "\u{effff}", "a\u0300", "a\u203f", "ﷰ", "À"]) {
    assert.equal(rootOf(`<${name}></${name}>`).localName, name);
  }
  for (const name of [
    "-a",
    ".a",
    "1a",
    "·",
    "\u0300a",
    "×",
    "÷",
    "\u037e",
    "\u2000",
    "\u3000",
    "\u{f0000}",
    "a\u{10ffff}",
  ]) {
    assert.equal(faultOf(`<${name}/>`).code, "not-well-formed", name);
  }
});

const malformed: ReadonlyMap<string, readonly string[]> = new Map([
  ["nothing at all", ["", " ", "\ufeff", "<!--c-->", "text"]],
  ["more than one root", ["<a/><b/>", "<a/>x", "<a/>&#32;", "<a/><![CDATA[]]>"]],
  [
    "an unfinished document",
    ["<", "<a", "<a ", "<a b", "<a b=", "<a b='", "<a>", "<a><", "<a></", "<a></a", "<a><!--", "<a><?b", "<a/"],
  ],
  [
    "tags that do not match",
    ["<a></b>", "<a></A>", "<a></ab>", "<ab></a>", "<a></ a>", '<p:a xmlns:p="u"></a>', '<a xmlns:p="u"></p:a>'],
  ],
  ["an end tag with attributes", ["<a></a b=''>", "<a></a/>"]],
  ["white space missing or misplaced", ["< a/>", "<a b='1'c='2'/>", "<a / >", "<a b ='1'  c= 2/>"]],
  ["an attribute without value or quotes", ["<a b/>", "<a b=1/>", "<a b='1\"/>", "<a 'b'/>"]],
  ["markup in an attribute value", ["<a b='<'/>", "<a b='&'/>", "<a b='&x;'/>", "<a b='&#0;'/>"]],
  [
    "an attribute twice",
    [
      "<a b='' b=''/>",
      '<a xmlns:p="u" xmlns:q="u" p:b="" q:b=""/>',
      `<a ${"bcdefghijk"
        .split("")
        .map((name) => `${name}='' `)
        .join("")} b=''/>`,
    ],
  ],
  ["a declaration twice", ['<a xmlns="u" xmlns="v"/>', '<a xmlns:p="u" xmlns:p="u"/>']],
  ["a prefix without declaration", ["<p:a/>", "<a p:b=''/>", "<xmlns:a/>", '<a xmlns:p="u"></a><p:b/>']],
  [
    "colons where none may be",
    ["<:a/>", "<a:/>", '<p:a:b xmlns:p="u"/>', '<p:1 xmlns:p="u"/>', "<a :b=''/>", "<?p:i?><a/>"],
  ],
  ["a prefix undeclared", ['<a xmlns:p=""/>']],
  [
    "a reserved prefix declared",
    ['<a xmlns:xmlns="u"/>', '<a xmlns:xml="u"/>', "<a xmlns:xmlns='http://www.w3.org/2000/xmlns/'/>"],
  ],
  [
    "a reserved namespace declared",
    [
      "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
      "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
      "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
    ],
  ],
  ["an unknown entity", ["<a>&nbsp;</a>", "<a>&AMP;</a>", "<a>&amp</a>", "<a>& amp;</a>", "<a>&;</a>"]],
  [
    "a malformed character reference",
    ["<a>&#;</a>", "<a>&#x;</a>", "<a>&#X41;</a>", "<a>&#a;</a>", "<a>&#x4G;</a>", "<a>&#65</a>", "<a>&# 65;</a>"],
  ],
  [
    "a reference to what is no character",
    [
      "<a>&#0;</a>",
      "<a>&#8;</a>",
      "<a>&#xD800;</a>",
      "<a>&#xFFFE;</a>",
      "<a>&#x110000;</a>",
      "<a>&#99999999999999999999;</a>",
    ],
  ],
  [
    "a character that XML does not allow",
    ["<a>\0</a>", "<a>\u0008</a>", "<a b='\u000c'/>", "<a><!--\u001f--></a>", "<a>\ufffe</a>", "<?a \uffff?><a/>"],
  ],
  ["]]> in text", ["<a>]]></a>", "<a>]]]></a>"]],
  ["-- in a comment", ["<a><!-- -- --></a>", "<a><!-- ---></a>", "<!--a--b--><a/>"]],
  [
    "markup that does not exist",
    ["<a><!b></a>", "<a><![cdata[]]></a>", "<a><! --></a>", "<!a/>", "<a><!DOCTYPE a></a>"],
  ],
  [
    "an instruction without target, or with that of the declaration",
    [
      "<? a?><a/>",
      "<a><?XML a?></a>",
      "<a><?a",
      "<?a+?><a/>",
      "<a/><?xml version='1.0'?>",
      " <?xml version='1.0'?><a/>",
    ],
  ],
  [
    "a malformed XML declaration",
    [
      "<?xml?><a/>",
      "<?xml ?><a/>",
      "<?xml version=1.0?><a/>",
      "<?xml version='2.0'?><a/>",
      "<?xml version='1.'?><a/>",
      "<?xml version='1.0' standalone='maybe'?><a/>",
      "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>",
      "<?xml version='1.0'encoding='UTF-8'?><a/>",
      "<?xml encoding='UTF-8'?><a/>",
      "<?xml version='1.0'?",
    ],
  ],
]);

for (const [what, documents] of malformed) {
  test(`${what} is not well-formed`, () => {
    for (const document of documents) assert.equal(faultOf(document).code, "not-well-formed", document);
  });
}

test("a document type declaration is forbidden, whatever is in it", () => {
  for (const document of [
    "<!DOCTYPE a><a/>",
    '<!DOCTYPE a SYSTEM "x"><a/>',
    "<!--c--><!DOCTYPE a []><a/>",
    "<!DOCTYPE",
  ]) {
    assert.equal(faultOf(document).code, "forbidden");
  }
});

test("an encoding other than UTF-8 is refused", () => {
  const utf16 = Buffer.from("<a/>", "utf16le");
  assert.equal(faultOf(utf16).code, "encoding");
  assert.equal(faultOf(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])).code, "encoding");
  assert.equal(faultOf(Buffer.from(utf16).swap16()).code, "encoding");
  assert.equal(faultOf('<?xml version="1.0" encoding="ISO-8859-1"?><a/>').code, "encoding");
  assert.equal(faultOf(Buffer.from("<a>é</a>", "latin1")).code, "encoding");
});

test("UTF-8 may be named in any case, and US-ASCII where the document keeps to it", () => {
  assert.ok(parseXml(Buffer.from("<?xml version='1.0' encoding='utf-8'?><a>é</a>")).ok);
  assert.ok(parseXml(Buffer.from("<?xml version='1.0' encoding='US-ASCII'?><a/>")).ok);
  assert.equal(faultOf("<?xml version='1.0' encoding='US-ASCII'?><a>é</a>").code, "encoding");
});

test("a version 1.x is read as 1.0", () => {
  assert.equal(rootOf("<?xml version='1.1'?><a>\u0085</a>").children[0], "\u0085");
  assert.equal(faultOf("<?xml version='1.1'?><a>&#1;</a>").code, "not-well-formed");
});

test("a fault says where it is, in lines and columns from 1", () => {
  const { line, column, message } = faultOf("<a>\r\n  <b>\r  </c>\n</a>");
  assert.deepEqual([line, column, message], [3, 5, "the end tag of the innermost open element is expected"]);
  assert.deepEqual(positionOf("\ufeff<a b='1' b='2'/>"), [1, 15]);
  assert.deepEqual(positionOf("<a>\n𐀀&x;</a>"), [2, 3]);
});

test("a fault repeats nothing of the document", () => {
  assert.doesNotMatch(faultOf("<a secret='1' secret='2'/>").message, /secret/);
  assert.doesNotMatch(faultOf("<a><secret></a>").message, /secret/);
});

test("each limit admits what is exactly as large, and nothing larger", () => {
  const cases: readonly (readonly [keyof XmlLimits, number, string, string])[] = [
    ["bytes", 9, "<a>é</a>", "<a>éé</a>"],
    ["depth", 2, "<a><b/></a>", "<a><b><c/></b></a>"],
    ["attributes", 2, "<a b='' xmlns='u'/>", "<a b='' c='' d=''/>"],
    [
      "declarations",
      2,
      '<a xmlns="u"><b xmlns="v"/><b xmlns="v"/></a>',
      '<a xmlns="u"><b xmlns="v"><c xmlns="w"/></b></a>',
    ],
    ["text", 3, "<a b='123'>12&lt;<!--123--></a>", "<a>123<![CDATA[4]]></a>"],
    ["text", 3, "<a><?b 123?></a>", "<a b='1234'/>"],
    ["nodes", 3, "<a>1<b/></a>", "<a>1<b/>2</a>"],
    ["nodes", 3, "<!--1--><a><?b?></a>", "<!--1--><a><?b?></a><?c?>"],
  ];
  for (const [limit, value, within, beyond] of cases) {
    assert.ok(parseXml(Buffer.from(within), { [limit]: value }).ok, `${limit}: ${within}`);
    const refused = parseXml(Buffer.from(beyond), { [limit]: value });
    assert.equal(refused.ok ? "accepted" : refused.reason.code, "too-large", `${limit}: ${beyond}`);
  }
});

test("the default limits admit a megabyte of ordinary message", () => {
  const record = "<record><number>12345</number><from>2026-01-01</from></record>";
  const count = Math.floor(defaultLimits.bytes / record.length) - 1;
  assert.equal(rootOf(`<a>${record.repeat(count)}</a>`).children.length, count);
});

function documentOf(text: string | Uint8Array): XmlDocument {
  const parsed = parseXml(Buffer.from(text));
  assert.ok(parsed.ok, parsed.ok ? "" : parsed.reason.message);
  return parsed.value;
}

function rootOf(text: string): XmlElement {
  return documentOf(text).root;
}

function faultOf(text: string | Uint8Array): XmlFault {
  const parsed = parseXml(Buffer.from(text));
  assert.ok(!parsed.ok, "accepted");
  return parsed.reason;
}

function positionOf(text: string): readonly number[] {
  const { line, column } = faultOf(text);
  return [line, column];
}
