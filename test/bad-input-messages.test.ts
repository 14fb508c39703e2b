import assert from "node:assert/strict";
import { after, before, type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import { servicePath } from "../src/self-employed/names.ts";
import { soapNamespace } from "../src/soap/envelope.ts";
import { type Answer, careerIn, faultIn, post, type ReadFault } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { type Installation, install } from "./installation.ts";

let site: Installation;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await demoDatabase(t as TestContext)).connectionString);
});
after(() => site.stop());

const envelope = (inside: string, namespace = soapNamespace) =>
  `<s:Envelope xmlns:s="${namespace}">${inside}</s:Envelope>`;
const body = (inside: string) => `<s:Body>${inside}</s:Body>`;
const question = () => site.customer("social-inspectorate").write({ ssin: known() });

function known(): string {
  const person = site.people.find(({ traits }) => traits.includes("main-activity"));
  assert.ok(person !== undefined);
  return person.ssin;
}

const send = (message: string | Uint8Array) => post(`http://127.0.0.1:${site.worker.port}${servicePath}`, message);

interface Expected {
  /** Local name of the fault code, with its prefix. */
  readonly faultcode: string;
  readonly code: string;
  /** The gate that refused, in the audit. */
  readonly gate: string;
}

/** A fault with a ticket and an audit entry of the same code; small, and without the number that was asked about. */
async function assertFaulted(answer: Answer, { faultcode, code, gate }: Expected): Promise<ReadFault> {
  const fault = faultIn(answer);
  assert.equal(fault.faultcode, faultcode, answer.text);
  assert.equal(fault.code, code, answer.text);
  assert.ok(answer.text.length < 6000, "the answer to a bad message is short");
  assert.ok(!answer.text.includes(known()));
  const [entry, ...more] = await site.entriesOf(fault.ticket);
  assert.deepEqual(more, []);
  assert.equal(entry?.code, code);
  const last = entry?.gates.at(-1);
  assert.equal(last?.gate, gate);
  assert.equal(last?.passed, false);
  assert.ok(last.found?.isWellFormed(), "PostgreSQL reads no JSON with half a character in it");
  const kept = JSON.stringify(entry);
  assert.ok(kept.length < 3000, "the entry of a bad message is short");
  assert.ok(!kept.includes(known()));
  return fault;
}

const notXml = { faultcode: "soapenv:Client", code: "MSG00004", gate: "xml" };
const notSoap = { faultcode: "soapenv:Client", code: "MSG00004", gate: "envelope" };
const notAuthenticated = { faultcode: "wsse:SecurityTokenUnavailable", code: "MSG00015", gate: "authentication" };

const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("");

const unreadable: Readonly<Record<string, () => string | Uint8Array>> = {
  "an empty body": () => "",
  "white space alone": () => " \r\n\t ",
  "plain text": () => "please tell me about this person",
  JSON: () => '{"ssin":"85010100144"}',
  "half an envelope": () => envelope(body(question())).slice(0, -40),
  "two documents": () => envelope(body(question())).repeat(2),
  "tags that cross": () => envelope("<s:Body><a></s:Body></a>"),
  "a prefix that is not declared": () => envelope(body("<p:consultCareerRequest/>")),
  "an attribute that stands twice": () => envelope(body('<a b="1" b="2"/>')),
  "a document type with a billion laughs": () =>
    `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>${envelope(body("<x>&l9;</x>"))}`,
  "a document type that names a file": () =>
    `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${envelope(body("<x>&f;</x>"))}`,
  "an entity that nobody declared": () => envelope(body("<x>&nbsp;</x>")),
  "UTF-16 with a byte order mark": () => Buffer.from(`\ufeff${envelope(body(question()))}`, "utf16le"),
  "UTF-16 without one": () => Buffer.from(envelope(body(question())), "utf16le"),
  "UTF-16 the other way round": () => Buffer.from(`\ufeff${envelope(body(question()))}`, "utf16le").swap16(),
  "Latin-1 that says so": () =>
    Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${envelope(body("<x>caf\u00e9</x>"))}`, "latin1"),
  "bytes that are no UTF-8": () => Buffer.concat([Buffer.from("<x>"), Buffer.of(0xc3, 0x28), Buffer.from("</x>")]),
  "a control character": () => envelope(body("<x>\u0001</x>")),
  "a NUL": () => envelope(body("<x>\u0000</x>")),
  "a reference to a character that XML lacks": () => envelope(body("<x>&#xFFFF;</x>")),
  "a compressed envelope": () => gzipSync(envelope(body(question()))),
  "elements in elements, ten thousand deep": () => envelope(body(`${"<a>".repeat(10_000)}${"</a>".repeat(10_000)}`)),
  "an element with ten thousand attributes": () =>
    envelope(body(`<a ${Array.from({ length: 10_000 }, (_, n) => `b${n}="1"`).join(" ")}/>`)),
  "half a million angle brackets": () => "<".repeat(500_000),
};

for (const [what, make] of Object.entries(unreadable)) {
  test(`${what} is not read: MSG00004, with the place where reading ended`, async () => {
    const { information } = await assertFaulted(await send(make()), notXml);
    assert.match(information.xml ?? "", /^found line \d+, column \d+: .*, expected well-formed XML$/);
  });
}

const noEnvelope: Readonly<Record<string, () => string>> = {
  "a question without an envelope": () => question(),
  "another kind of document": () => "<html><body>hello</body></html>",
  "an envelope without Body": () => envelope(""),
  "an envelope with a Header alone": () => envelope("<s:Header/>"),
  "two Bodies": () => envelope(body(question()) + body(question())),
  "a Header behind the Body": () => envelope(`${body(question())}<s:Header/>`),
  "two Headers": () => envelope(`<s:Header/><s:Header/>${body(question())}`),
  "an element behind the Body": () => envelope(`${body(question())}<x/>`),
  "a Body in no namespace": () => envelope("<Body><x/></Body>"),
  "an empty Body": () => envelope(body("")),
  "a Body with text alone": () => envelope(body("85010100144")),
  "a Body with two questions": () => envelope(body(question() + question())),
  "a Body full of strange elements": () => envelope(body(`<${"a".repeat(1000)}/>`.repeat(500))),
  "an envelope full of strange elements": () => envelope(`<${"a".repeat(1000)}/>`.repeat(500)),
  "a name beyond the basic plane that is cut": () => `<a${"\u{10330}".repeat(400)}/>`,
  "a name beyond the basic plane that is cut elsewhere": () => `<ab${"\u{10330}".repeat(400)}/>`,
};

for (const [what, make] of Object.entries(noEnvelope)) {
  test(`${what} is MSG00004`, async () => {
    await assertFaulted(await send(make()), notSoap);
  });
}

test("SOAP 1.2 is told that it is another version", async () => {
  const message = envelope(body(question()), "http://www.w3.org/2003/05/soap-envelope");
  await assertFaulted(await send(message), { ...notSoap, faultcode: "soapenv:VersionMismatch" });
});

test("a header that must be understood and is not, is named; one that need not be is left alone", async () => {
  const header = (flag: string) => `<s:Header><a:To xmlns:a="urn:addressing"${flag}>x</a:To></s:Header>`;
  for (const flag of [' s:mustUnderstand="1"', ' s:mustUnderstand="true"']) {
    const answer = await send(envelope(`${header(flag)}${body(question())}`));
    const { information } = await assertFaulted(answer, { ...notSoap, faultcode: "soapenv:MustUnderstand" });
    assert.match(information.envelope ?? "", /To in urn:addressing/);
  }
  for (const flag of ["", ' s:mustUnderstand="0"']) {
    await assertFaulted(await send(envelope(`${header(flag)}${body(question())}`)), notAuthenticated);
  }
});

test("a header that must be understood is told also to who signed well", async () => {
  const { write, seal, send: sendSigned } = site.customer("social-inspectorate");
  const message = seal(write({ ssin: known() })).replace(
    "<soapenv:Header>",
    '<soapenv:Header><a:To xmlns:a="urn:addressing" soapenv:mustUnderstand="1">x</a:To>',
  );
  await assertFaulted(await sendSigned(message), { ...notSoap, faultcode: "soapenv:MustUnderstand" });
});

test("who proves nothing is told what proof is taken, before anything of the question is judged", async () => {
  for (const content of [question(), "<x/>", question().replace("<criteria>", "<criteria><x/>")]) {
    const { information } = await assertFaulted(await send(envelope(body(content))), notAuthenticated);
    assert.match(information.expected ?? "", /signed message/);
  }
});

/** The question with one thing changed, canonical before and after, signed by the inspectorate. */
async function sendChanged(from: string | RegExp, to: string): Promise<Answer> {
  const { seal, send: sendSigned } = site.customer("social-inspectorate");
  const written = question();
  const changed = written.replace(from, to);
  assert.notEqual(changed, written, `${from} stands in the question`);
  return await sendSigned(seal(changed));
}

const otherOperations: Readonly<Record<string, readonly [RegExp, string]>> = {
  "an operation that the service lacks": [/consultCareerRequest/g, "consultPensionRequest"],
  "an operation of version 1": [/SelfEmployedService\/v2/g, "SelfEmployedService/v1"],
  "an operation in no namespace": [/sev2:consultCareerRequest( xmlns:sev2="[^"]*")?/g, "consultCareerRequest"],
  "an answer in the place of a question": [/consultCareerRequest/g, "consultCareerResponse"],
  "a name of half a megabyte": [/consultCareerRequest/g, `x${"y".repeat(250_000)}`],
  "a namespace of half a megabyte": [/http:\/\/kszbcss[^"]*/g, `urn:${"y".repeat(500_000)}`],
};

for (const [what, [from, to]] of Object.entries(otherOperations)) {
  test(`${what} is MSG00004, and the operations that there are get named`, async () => {
    const expected = { faultcode: "soapenv:Client", code: "MSG00004", gate: "operation" };
    const { information } = await assertFaulted(await sendChanged(from, to), expected);
    assert.match(
      information.operation ?? "",
      /^found .*, expected consultCareerRequest or consultContributionsRequest in http/,
    );
  });
}

const againstContract: Readonly<Record<string, readonly [string | RegExp, string, path: RegExp]>> = {
  "a number with a letter": [/<ssin>(\d{10})\d/, "<ssin>$1x", /criteria\/ssin$/],
  "a number of ten digits": [/<ssin>\d/, "<ssin>", /criteria\/ssin$/],
  "a number of twelve digits": [/<ssin>/, "<ssin>1", /criteria\/ssin$/],
  "a number with a blank before it": [/<ssin>/, "<ssin> ", /criteria\/ssin$/],
  "a number written with points": [/<ssin>(\d\d)(\d\d)/, "<ssin>$1.$2.", /criteria\/ssin$/],
  "no number": [/<ssin>\d+<\/ssin>/, "", /criteria/],
  "an empty number": [/<ssin>\d+/, "<ssin>", /criteria\/ssin$/],
  "two numbers": [/(<ssin>\d+<\/ssin>)/, "$1$1", /criteria\/ssin$/],
  "an element inside the number": [/<ssin>(\d+)/, "<ssin>$1<x></x>", /criteria\/ssin\/x$/],
  "an attribute on the number": [/<ssin>/, '<ssin replaces="85010100144">', /criteria\/ssin\/@replaces$/],
  "a day that does not exist": [
    "</ssin>",
    "</ssin><period><beginDate>2023-02-29</beginDate></period>",
    /period\/beginDate$/,
  ],
  "a day without dashes": ["</ssin>", "</ssin><period><beginDate>20230201</beginDate></period>", /beginDate$/],
  "a moment for a day": ["</ssin>", "</ssin><period><beginDate>2023-02-01T00:00:00</beginDate></period>", /beginDate$/],
  "an end without begin": ["</ssin>", "</ssin><period><endDate>2023-02-01</endDate></period>", /period(\/endDate)?$/],
  "an empty period": ["</ssin>", "</ssin><period></period>", /period$/],
  "quarters for days": ["</ssin>", "</ssin><period><beginQuarter>2023Q1</beginQuarter></period>", /beginQuarter$/],
  "an element that the contract lacks": ["<criteria>", "<criteria><name>x</name>", /criteria\/name$/],
  "an element in a namespace": [/<(\/?)criteria>/g, "<$1sev2:criteria>", /criteria$/],
  "text between the elements": ["<criteria>", "<criteria>and", /criteria$/],
  "no criteria": [/<criteria>.*<\/criteria>/, "", /Request/],
  "an element too many at the end": ["</criteria>", "</criteria><more></more>", /more$/],
  "the legal context behind the criteria": [
    /(<legalContext>.*<\/legalContext>)(<criteria>.*<\/criteria>)/,
    "$2$1",
    /criteria$/,
  ],
  "no legal context": [/<legalContext>.*<\/legalContext>/, "", /criteria$/],
  "an empty legal context": [/<legalContext>[^<]*/, "<legalContext>", /legalContext$/],
  "a legal context of 65 characters": [/<legalContext>[^<]*/, `<legalContext>${"A".repeat(65)}`, /legalContext$/],
  "a legal context with an angle": [/<legalContext>/, "<legalContext>&lt;", /legalContext$/],
  "a ticket of 37 characters": [/<ticket>[^<]*/, `<ticket>${"A".repeat(37)}`, /ticket$/],
  "a ticket of half a megabyte": [/<ticket>[^<]*/, `<ticket>${"A".repeat(500_000)}`, /ticket$/],
  "a moment that is none": [/<timestampSent>[^<]*/, "<timestampSent>yesterday", /timestampSent$/],
  "an enterprise number of nine digits": [/<cbeNumber>\d/, "<cbeNumber>", /cbeNumber$/],
  "an enterprise number beside a sector": [
    "</cbeNumber>",
    "</cbeNumber><sector>1</sector><institution>1</institution>",
    /sector$/,
  ],
  "a sector above 999": [/<cbeNumber>\d+<\/cbeNumber>/, "<sector>1000</sector><institution>1</institution>", /sector$/],
  "a sector without institution": [/<cbeNumber>\d+<\/cbeNumber>/, "<sector>1</sector>", /customerIdentification/],
  "nobody who asks": [/<customerIdentification>.*<\/customerIdentification>/, "", /informationCustomer/],
  "a ticket of ours that is no UUID": [
    "</informationCustomer>",
    "</informationCustomer><informationCBSS><ticketCBSS>1</ticketCBSS></informationCBSS>",
    /ticketCBSS$|informationCBSS$/,
  ],
  "an attribute on the question": [
    /<sev2:consultCareerRequest( xmlns:sev2="[^"]*")/,
    '<sev2:consultCareerRequest$1 version="2"',
    /@version$/,
  ],
  "five hundred elements that the contract lacks": ["<criteria>", `<criteria>${"<x></x>".repeat(500)}`, /criteria\/x$/],
};

for (const [what, [from, to, path]] of Object.entries(againstContract)) {
  test(`${what} is MSG00004, with the place in the question`, async () => {
    const expected = { faultcode: "soapenv:Client", code: "MSG00004", gate: "structure" };
    const { information, detail } = await assertFaulted(await sendChanged(from, to), expected);
    const places = Object.keys(information);
    assert.ok(
      places.some((place) => path.test(place)),
      `${path} among ${places.join(", ")}`,
    );
    assert.equal(detail.informationCustomer, undefined, "nothing of a message that was not understood comes back");
    assert.ok((detail.detail[0]?.information?.length ?? 0) <= 15);
  });
}

test("elements in the namespace of the request, which have none, are told by their namespace", async () => {
  const { information } = await assertFaulted(
    await sendChanged(/<(\/?)informationCustomer>/g, "<$1sev2:informationCustomer>"),
    { faultcode: "soapenv:Client", code: "MSG00004", gate: "structure" },
  );
  assert.match(
    information["consultCareerRequest/informationCustomer"] ?? "",
    /^found element informationCustomer in namespace http:\S+\/v2, expected informationCustomer in another namespace, or/,
  );
});

test("a question that is only written otherwise is the same question", async () => {
  const { write, seal, send: sendSigned } = site.customer("social-inspectorate");
  const ssin = known();
  const spaced = write({ ssin }).replace(/></g, ">\n  <");
  const remarked = write({ ssin }).replace("<criteria>", "<criteria>  ");
  for (const content of [spaced, remarked]) {
    assert.equal(careerIn(await sendSigned(seal(content))).status.code, "MSG00000");
  }
  // After signing: what canonicalization undoes, no signature notices.
  const rewritten = [
    [`<ssin>${ssin}`, `<ssin><![CDATA[${ssin}]]>`],
    [`<ssin>${ssin}`, `<ssin>&#${ssin.charCodeAt(0)};${ssin.slice(1)}`],
    ["<criteria>", "<criteria\n>"],
    ["<criteria>", "<criteria>"],
  ] as const;
  for (const [from, to] of rewritten) {
    const message = seal(write({ ssin }));
    assert.ok(message.includes(from));
    const answer = await sendSigned(message.replace(from, to));
    assert.equal(careerIn(answer).status.code, "MSG00000", to);
  }
  const declared = `\ufeff<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<!-- sent by a stack -->${seal(write({ ssin }))}\r\n`;
  assert.equal(careerIn(await sendSigned(declared)).status.code, "MSG00000");
});

test("after all this the process still answers, and its log holds nobody's number", async () => {
  const answer = await site.customer("social-inspectorate").ask({ ssin: known() });
  assert.equal(careerIn(answer).status.code, "MSG00000");
  assert.ok(!site.log.join("").includes(known()));
  assert.ok(
    !site.log.some((line) => line.includes('"level":50')),
    site.log.find((line) => line.includes('"level":50')),
  );
});
