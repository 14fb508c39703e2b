// The messages of SelfEmployedService as customers send and receive them.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import {
  type ConsultCareerResponse,
  decodeConsultCareerRequest,
  decodeConsultCareerResponse,
  decodeConsultContributionsRequest,
  encodeConsultCareerFault,
  encodeConsultCareerResponse,
  encodeConsultContributionsResponse,
} from "../src/schema/generated/self-employed-v2.ts";
import type { StructureFault } from "../src/schema/runtime.ts";
import { canonicalize } from "../src/xml/canonicalize.ts";
import { rootOf } from "./schema-fixtures.ts";
import { judgeBy } from "./schema-oracle.ts";

const namespace = "http://kszbcss.fgov.be/intf/SelfEmployedService/v2";
const ssin = "70100898553";

function careerRequest(change: (xml: string) => string = (xml) => xml): string {
  return change(`<v2:consultCareerRequest xmlns:v2="${namespace}">
  <informationCustomer>
    <ticket>7f2c1d7e-1111-4222-8333-444455556666</ticket>
    <timestampSent>2026-05-06T09:30:00.000+02:00</timestampSent>
    <customerIdentification><cbeNumber>0123456749</cbeNumber></customerIdentification>
  </informationCustomer>
  <legalContext>EXAMPLE:LEGAL_CONTEXT</legalContext>
  <criteria>
    <ssin>${ssin}</ssin>
    <period><beginDate>2000-01-01</beginDate></period>
  </criteria>
</v2:consultCareerRequest>`);
}

function faultsOf(xml: string): readonly StructureFault[] {
  const decoded = decodeConsultCareerRequest(rootOf(xml));
  assert.ok(!decoded.ok);
  return decoded.reason;
}

const response: ConsultCareerResponse = {
  informationCustomer: {
    ticket: "7f2c1d7e-1111-4222-8333-444455556666",
    customerIdentification: { sector: 11, institution: 0 },
  },
  informationCBSS: {
    ticketCBSS: "0f2c1d7e-1111-4222-8333-444455556666",
    timestampReceive: "2026-05-06T09:30:00.100+02:00",
    timestampReply: "2026-05-06T09:30:00.200+02:00",
  },
  legalContext: "EXAMPLE:LEGAL_CONTEXT",
  criteria: { ssin },
  status: {
    value: "DATA_FOUND",
    code: "MSG00000",
    description: "Treatment successful",
    information: [{ fieldName: "a & b", fieldValue: "<none>" }, { fieldName: "c" }],
  },
  ssin: { value: ssin, canceled: false, replaces: "70100898454" },
  dataFilters: { filteredElement: ["occupation"] },
  career: {
    nisseReference: "000000000000001",
    selfEmployedEnterpriseNumber: "0500123783",
    affiliations: {
      affiliation: [
        {
          socialInsuranceFund: { enterpriseNumber: "0409088689", code: "003" },
          signatureDate: "2000-03-15",
          careerSegments: {
            careerSegment: [
              {
                period: { beginDate: "2000-04-01", endDate: "2020-03-31" },
                selfEmployedQuality: {
                  code: 100,
                  description: [
                    { language: "NL", value: "Activiteit in eigen naam" },
                    { language: "FR", value: "Activité en nom propre" },
                  ],
                },
                contribution: { code: 100, description: [{ language: "NL", value: "Hoofdberoep" }] },
                equality: { code: 100 },
              },
              { period: { beginDate: "2022-06-01" }, selfEmployedQuality: { code: 100 }, contribution: { code: 510 } },
            ],
          },
        },
      ],
    },
  },
};

test("a question about a career becomes a typed question", () => {
  assert.deepEqual(decodeConsultCareerRequest(rootOf(careerRequest())), {
    ok: true,
    value: {
      informationCustomer: {
        ticket: "7f2c1d7e-1111-4222-8333-444455556666",
        timestampSent: "2026-05-06T09:30:00.000+02:00",
        customerIdentification: { cbeNumber: "0123456749" },
      },
      legalContext: "EXAMPLE:LEGAL_CONTEXT",
      criteria: { ssin, period: { beginDate: "2000-01-01" } },
    },
  });
});

test("a customer may be a sector and an institution, but not half of them", () => {
  const both = careerRequest((xml) =>
    xml.replace(/<cbeNumber>.*<\/cbeNumber>/, "<sector>011</sector><institution>0</institution>"),
  );
  const decoded = decodeConsultCareerRequest(rootOf(both));
  assert.ok(decoded.ok);
  assert.deepEqual(decoded.value.informationCustomer.customerIdentification, { sector: 11, institution: 0 });
  assert.deepEqual(faultsOf(both.replace("<institution>0</institution>", "")).map(without("offset")), [
    {
      path: "consultCareerRequest/informationCustomer/customerIdentification",
      expected: "institution",
      found: "the end of the content",
    },
  ]);
});

test("a fault says where it is, what was expected, and never what stood there", () => {
  const xml = careerRequest((text) => text.replace(ssin, "70109998553"));
  const faults = faultsOf(xml);
  assert.equal(faults.length, 1);
  assert.equal(faults[0]?.path, "consultCareerRequest/criteria/ssin");
  assert.equal(faults[0]?.found, "text of 11 characters");
  assert.equal(faults[0]?.offset, xml.indexOf("<ssin>"));
  assert.ok(!JSON.stringify(faults).includes("70109998553"));
});

test("an element out of place is named with what could have come there", () => {
  assert.deepEqual(
    faultsOf(careerRequest((xml) => xml.replace("<legalContext>", "<subject>x</subject><legalContext>"))).map(
      without("offset"),
    ),
    [{ path: "consultCareerRequest/subject", expected: "informationCBSS or legalContext", found: "element subject" }],
  );
});

test("an element in a namespace of its own, an attribute too many and stray text are refused", () => {
  assert.equal(
    faultsOf(careerRequest((xml) => xml.replaceAll(/(<\/?)legalContext/g, "$1v2:legalContext")))[0]?.found,
    "element legalContext",
  );
  assert.equal(
    faultsOf(careerRequest((xml) => xml.replace("<ssin>", '<ssin type="x">')))[0]?.path,
    "consultCareerRequest/criteria/ssin/@type",
  );
  assert.equal(
    faultsOf(careerRequest((xml) => xml.replace("<criteria>", "<criteria>stray")))[0]?.found,
    "text between the elements",
  );
});

test("comments and white space are no content", () => {
  const commented = careerRequest((xml) =>
    xml.replace("701008", "701<!-- half -->008").replace("<criteria>", "<criteria><?note it?>"),
  );
  assert.deepEqual(decodeConsultCareerRequest(rootOf(commented)), decodeConsultCareerRequest(rootOf(careerRequest())));
});

test("the question of another operation is not this one", () => {
  const decoded = decodeConsultContributionsRequest(rootOf(careerRequest()));
  assert.ok(!decoded.ok);
  assert.deepEqual(decoded.reason.map(without("offset")), [
    {
      path: "consultCareerRequest",
      expected: `element consultContributionsRequest of ${namespace}`,
      found: "element consultCareerRequest",
    },
  ]);
});

test("twenty faults are enough", () => {
  const segment = "<description>x</description>";
  const response = `<v2:consultCareerResponse xmlns:v2="${namespace}"><informationCustomer>${segment.repeat(3)}</informationCustomer></v2:consultCareerResponse>`;
  const decoded = decodeConsultCareerResponse(rootOf(response));
  assert.ok(!decoded.ok && decoded.reason.length >= 2);
  const many = careerRequest((xml) =>
    xml.replace("<criteria>", `<criteria ${Array.from({ length: 50 }, (_, index) => `a${index}=""`).join(" ")}>`),
  );
  assert.equal(faultsOf(many).length, 20);
});

test("an answer is written in canonical form, and read again as it was", () => {
  const encoded = encodeConsultCareerResponse(response);
  assert.ok(encoded.ok, JSON.stringify(encoded));
  assert.equal(canonicalize(rootOf(encoded.value)), encoded.value);
  assert.deepEqual(decodeConsultCareerResponse(rootOf(encoded.value)), { ok: true, value: response });
  assert.ok(encoded.value.includes("<fieldName>a &amp; b</fieldName><fieldValue>&lt;none&gt;</fieldValue>"));
  assert.ok(encoded.value.includes(`<ssin canceled="false" replaces="70100898454">${ssin}</ssin>`));
  using judge = judgeBy(resolve(import.meta.dirname, "../contracts/self-employed-v2/SelfEmployedV2.wsdl"));
  assert.equal(judge.complaint(encoded.value), undefined);
});

test("an answer with a value beyond the contract is not written, and the value not told", () => {
  const [affiliation] = response.career?.affiliations.affiliation ?? [];
  assert.ok(affiliation !== undefined && response.career !== undefined);
  const wrong: ConsultCareerResponse = {
    ...response,
    criteria: { ssin: "12345678901" },
    career: {
      ...response.career,
      nisseReference: "0123456789abcdef",
      affiliations: {
        affiliation: [
          {
            ...affiliation,
            signatureDate: "2001-02-29",
            socialInsuranceFund: { code: "3" },
            careerSegments: { careerSegment: [] },
          },
        ],
      },
    },
    status: { value: "DATA_FOUND", code: "MSG00000", description: "\u0000" },
  };
  const encoded = encodeConsultCareerResponse(wrong);
  assert.ok(!encoded.ok);
  assert.deepEqual(
    encoded.reason.map(({ path }) => path),
    [
      "consultCareerResponse/criteria/ssin",
      "consultCareerResponse/status/description",
      "consultCareerResponse/career/nisseReference",
      "consultCareerResponse/career/affiliations/affiliation/socialInsuranceFund/code",
      "consultCareerResponse/career/affiliations/affiliation/signatureDate",
      "consultCareerResponse/career/affiliations/affiliation/careerSegments/careerSegment",
    ],
  );
  assert.ok(!JSON.stringify(encoded.reason).includes("12345678901"));
});

test("a quarter's contribution and a fault are written as the contract has them", () => {
  const { career: _career, dataFilters: _filters, ...frame } = response;
  const contributions = encodeConsultContributionsResponse({
    ...frame,
    criteria: { ssin, period: { beginQuarter: "2019Q1" } },
    contributions: {
      contribution: [
        {
          quarter: "2019Q1",
          socialInsuranceFund: { enterpriseNumber: "0409088689", code: "003" },
          contributionSituation: { code: "01", description: [{ language: "NL", value: "Betaald" }] },
          ziv: { code: 1 },
        },
      ],
    },
  });
  assert.ok(contributions.ok);
  const fault = encodeConsultCareerFault({
    informationCBSS: response.informationCBSS,
    detail: [
      { severity: "FATAL", reasonCode: "MSG00004", diagnostic: "Structure of the message", authorCode: "kruispunt" },
    ],
  });
  assert.ok(fault.ok);
  using judge = judgeBy(resolve(import.meta.dirname, "../contracts/self-employed-v2/SelfEmployedV2.wsdl"));
  assert.equal(judge.complaint(contributions.value), undefined);
  assert.equal(judge.complaint(fault.value), undefined);
});

test("xmllint takes an answer that was written", (context) => {
  if (spawnSync("xmllint", ["--version"]).error !== undefined) {
    context.skip("xmllint is missing: Debian has it in the package libxml2-utils");
    return;
  }
  const encoded = encodeConsultCareerResponse(response);
  assert.ok(encoded.ok);
  const folder = mkdtempSync(join(tmpdir(), "kruispunt-xmllint-"));
  try {
    // xmllint reads no schema out of a WSDL file: this one imports the types and names the root.
    const types = resolve(import.meta.dirname, "../contracts/self-employed-v2/SelfEmployedTypesV2.xsd");
    writeFileSync(
      join(folder, "root.xsd"),
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:se="http://kszbcss.fgov.be/types/SelfEmployed/v2" targetNamespace="${namespace}"><xs:import namespace="http://kszbcss.fgov.be/types/SelfEmployed/v2" schemaLocation="${types}"/><xs:element name="consultCareerResponse" type="se:ConsultCareerResponseType"/></xs:schema>`,
    );
    const lint = (xml: string) => {
      writeFileSync(join(folder, "answer.xml"), xml);
      return spawnSync("xmllint", ["--noout", "--schema", join(folder, "root.xsd"), join(folder, "answer.xml")], {
        encoding: "utf8",
      });
    };
    const verdict = lint(encoded.value);
    assert.equal(verdict.status, 0, verdict.stderr);
    assert.notEqual(lint(encoded.value.replace("DATA_FOUND", "DATA_LOST")).status, 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function without<Key extends string>(key: Key) {
  return <Value extends Readonly<Record<Key, unknown>>>(value: Value): Omit<Value, Key> => {
    const { [key]: _left, ...rest } = value;
    return rest;
  };
}
