// The compiled contracts against libxml2: of every document, right or wrong, both must think the same.

import assert from "node:assert/strict";
import { basename, join, resolve } from "node:path";
import { after, test } from "node:test";
import { loadSchemas } from "../src/schema/compiler/load.ts";
import { nameAll } from "../src/schema/compiler/names.ts";
import { readSchemas } from "../src/schema/compiler/read.ts";
import { isDate, isDateTime, isTime, isYear, isYearMonth } from "../src/schema/moments.ts";
import type { StructureFault } from "../src/schema/runtime.ts";
import { canonicalize } from "../src/xml/canonicalize.ts";
import { draftOf, randomFrom, serialize } from "./schema-documents.ts";
import { codecIn, compileFixtures, type Encode, fixtureFolder, rootOf, withoutTrees } from "./schema-fixtures.ts";
import { mutate } from "./schema-mutations.ts";
import { judgeBy, type SchemaJudge } from "./schema-oracle.ts";

const root = resolve(import.meta.dirname, "..");
const fixtures = compileFixtures("facets", "content", "qualified", "file-message");
after(() => fixtures[Symbol.dispose]());

interface Subject {
  readonly file: string;
  readonly folder: string;
  /** For each global element; a third of them right, a third with one change, a third with two. */
  readonly documents: number;
}

const subjects: readonly Subject[] = [
  ...[
    "self-employed-v2/SelfEmployedV2.wsdl",
    "test-connection-v1/TestConnectionServiceV1.wsdl",
    "dimona-v1/DimonaServiceV1.wsdl",
    "employer-mandate-v2/EmployerMandateConsultationV2.xsd",
    "monitoring-v1/MonitoringV1.xsd",
    "socialsecurity-errors-v1/SocialSecurityErrorsV1.xsd",
  ].map((file) => ({
    file: join(root, "contracts", file),
    folder: join(root, "src/schema/generated"),
    documents: 360,
  })),
  ...[
    "rsz-dimona-20231/Dimona_20231.xsd",
    "rsz-notification-20223/NOTIFICATION_20223.xsd",
    "rsz-acrf-20231/ACRF_20231.xsd",
    "rsz-idflux-20231/IDFLUX_20231.xsd",
    "rsz-personnel-file-request-20231/PersonnelFileConsultationRequest_20231.xsd",
    "rsz-personnel-file-answer-20223/PersonnelFileConsultationAnswer_20223.xsd",
  ].map((file) => ({
    file: join(root, "contracts", file),
    folder: join(root, "src/schema/generated"),
    documents: 12,
  })),
  { file: join(fixtureFolder, "facets.xsd"), folder: fixtures.folder, documents: 120 },
  { file: join(fixtureFolder, "content.xsd"), folder: fixtures.folder, documents: 180 },
  { file: join(fixtureFolder, "qualified.xsd"), folder: fixtures.folder, documents: 360 },
  { file: join(fixtureFolder, "file-message.xsd"), folder: fixtures.folder, documents: 90 },
];

const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** Where libxml2 2.15 departs from the standard and we do not follow; last, where we ask for more than the standard. */
const departures: readonly Departure[] = [
  {
    witness: ["facets", "Time", '<f:time xmlns:f="urn:fixture:facets"> 12:00:00 </f:time>'],
    name: "libxml2 refuses white space around dates and times, which XSD 1.0 part 2, 3.2.7-3.2.11 and 4.3.6 collapse",
    explains: ({ complaint, faults }) => {
      const value = /: '(\s[^']*|[^']*\s)' is not a valid value of the atomic type/.exec(complaint ?? "")?.[1]?.trim();
      return faults.length === 0 && value !== undefined && moments.some((isMoment) => isMoment(value));
    },
  },
  {
    witness: ["facets", "Base64", '<f:base64 xmlns:f="urn:fixture:facets">AAAA.</f:base64>'],
    name: "libxml2 overlooks what is not of the alphabet of base64Binary, which XSD 1.0 part 2, 3.2.16 does not allow",
    explains: ({ complaint, faults }) =>
      complaint === undefined && faults.every(({ expected }) => expected.startsWith("a base64Binary")),
  },
  {
    witness: ["facets", "LateDateElement", '<f:lateDate xmlns:f="urn:fixture:facets">1995-03-02+14:00</f:lateDate>'],
    name: "libxml2 orders a date with a zone and one without that XSD 1.0 part 2, 3.2.7.4 leaves without an order",
    explains: ({ complaint, faults }) =>
      complaint === undefined && faults.every(({ expected }) => expected.startsWith("a date from")),
  },
  {
    witness: [
      "content",
      "Tree",
      `<c:tree xmlns:c="urn:fixture:content" ${xsi}><name xsi:type="c:Note">a</name></c:tree>`,
    ],
    name: "we take no derived type in the place of a simple one, as XSD 1.0 part 1, 3.3.4 would: what it adds were lost",
    explains: ({ complaint, faults }) =>
      complaint === undefined && faults.every(({ path }) => path.endsWith("/@xsi:type")),
  },
  {
    witness: ["facets", "TwoWays", '<f:twoWays xmlns:f="urn:fixture:facets">823910</f:twoWays>'],
    name: "libxml2 takes a digit too many where alternatives of a pattern overlap: an SSIN of twelve digits",
    explains: ({ complaint, faults }) =>
      complaint === undefined &&
      faults.every(({ path, expected }) => /\b(ssin|twoWays)$/.test(path) && expected.startsWith("text of the form")),
  },
];

const moments = [isDate, isDateTime, isTime, isYear, isYearMonth];

interface Departure {
  readonly name: string;
  /** The fixture, the element's name in generated code, and a document on which the verdicts differ. */
  readonly witness: readonly [string, string, string];
  readonly explains: (verdicts: Verdicts) => boolean;
}

interface Verdicts {
  /** Of libxml2; undefined where it accepts. */
  readonly complaint: string | undefined;
  /** Ours; none where we accept. */
  readonly faults: readonly StructureFault[];
}

let documents = 0;

for (const subject of subjects) {
  test(`every document of ${basename(subject.file)} gets one verdict`, async (context) => {
    const counts = { documents: 0, accepted: 0, refused: 0, right: 0, departures: 0 };
    const schemas = readSchemas(loadSchemas([subject.file], root));
    const names = nameAll(schemas);
    const types = schemas.flatMap((schema) => schema.types);
    const schema = schemas.find(({ source }) => basename(source) === basename(subject.file));
    assert.ok(schema !== undefined);
    using judge = judgeBy(subject.file);
    for (const [index, element] of schema.elements.entries()) {
      const { decode, encode } = await codecIn(subject.folder, schema.module, names.ofElement(element));
      for (let number = 0; number < subject.documents; number++) {
        const random = randomFrom(index * 100_003 + number);
        const draft = draftOf(element, types, random);
        const changes = Array.from({ length: number % 3 }, () => mutate(draft, random));
        const xml = serialize(draft);
        const complaint = judge.complaint(xml);
        const decoded = decode(rootOf(xml));
        counts.documents++;
        if (changes.length === 0 && complaint === undefined) counts.right++;
        if (decoded.ok === (complaint === undefined)) counts[decoded.ok ? "accepted" : "refused"]++;
        else {
          const faults = decoded.ok ? [] : decoded.reason;
          const departure = departures.find(({ explains }) => explains({ complaint, faults }));
          assert.ok(
            departure !== undefined,
            `${changes.join(", ")}\n${xml}\nlibxml2: ${complaint}\nours: ${JSON.stringify(faults)}`,
          );
          counts.departures++;
        }
        if (decoded.ok && complaint === undefined) comesBack(decoded.value, encode, decode, judge);
      }
    }
    context.diagnostic(JSON.stringify(counts));
    documents += counts.documents;
    assert.ok(counts.right > (counts.documents / 3) * 0.85, "most of the documents made right are right");
    assert.ok(counts.refused > counts.documents / 10, "many of the changed documents are wrong");
  });
}

/** What was read can be written, canonically and validly, and read again. */
function comesBack(
  value: unknown,
  encode: Encode,
  decode: Awaited<ReturnType<typeof codecIn>>["decode"],
  judge: SchemaJudge,
): void {
  const encoded = encode(value);
  assert.ok(encoded.ok, JSON.stringify(encoded));
  assert.equal(canonicalize(rootOf(encoded.value)), encoded.value);
  assert.equal(judge.complaint(encoded.value), undefined, encoded.value);
  const again = decode(rootOf(encoded.value));
  assert.ok(again.ok);
  assert.deepEqual(withoutTrees(again.value), withoutTrees(value));
}

test("the verdicts are on thousands of documents", (context) => {
  context.diagnostic(`${documents} documents`);
  assert.ok(documents >= 4_000);
});

for (const { name, explains, witness } of departures) {
  test(`it still holds that ${name}`, async () => {
    const [fixture, element, xml] = witness;
    using judge = judgeBy(join(fixtureFolder, `${fixture}.xsd`));
    const { decode } = await fixtures.codec(fixture, element);
    const complaint = judge.complaint(xml);
    const decoded = decode(rootOf(xml));
    assert.notEqual(decoded.ok, complaint === undefined);
    assert.ok(explains({ complaint, faults: decoded.ok ? [] : decoded.reason }));
  });
}
