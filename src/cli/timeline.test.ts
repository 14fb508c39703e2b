import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConsultCareerResponse } from "../schema/generated/self-employed-v2.ts";
import { writeTimeline } from "./timeline.ts";

const answer: ConsultCareerResponse = {
  informationCustomer: { customerIdentification: { cbeNumber: "1999990144" } },
  informationCBSS: {
    ticketCBSS: "01234567-0000-7000-8000-000000000000",
    timestampReceive: "2026-11-23T10:00:00Z",
    timestampReply: "2026-11-23T10:00:00Z",
  },
  legalContext: "DEMO:X",
  criteria: { ssin: "85010100144" },
  status: { value: "DATA_FOUND", code: "MSG00000" },
  ssin: { value: "85010100144" },
};

const texts = (nl: string, fr: string) => [
  { value: nl, language: "NL" as const },
  { value: fr, language: "FR" as const },
];

const career: NonNullable<ConsultCareerResponse["career"]> = {
  nisseReference: "000000000000001",
  selfEmployedEnterpriseNumber: "0500123783",
  occupation: { code: "102103", description: texts("Tuinbouwer", "Horticulteur") },
  affiliations: {
    affiliation: [
      {
        socialInsuranceFund: { code: "003" },
        signatureDate: "2000-04-03",
        careerSegments: {
          careerSegment: [
            {
              period: { beginDate: "2000-04-01", endDate: "2020-03-31" },
              selfEmployedQuality: { code: 100, description: texts("Eigen naam", "Nom propre") },
              contribution: { code: 100, description: texts("Hoofdberoep", "Principal") },
              equality: { code: 100, description: texts("Ziekte", "Maladie") },
            },
            { period: { beginDate: "2020-04-01" }, selfEmployedQuality: { code: 998 }, contribution: { code: 999 } },
          ],
        },
      },
    ],
  },
};

test("a career is a line a segment, with its texts and codes", () => {
  const lines = writeTimeline({ ...answer, career }, { signed: false, language: "nl" }).split("\n");
  assert.deepEqual(lines.slice(1), [
    "",
    "career 000000000000001, enterprise 0500123783",
    "occupation Tuinbouwer (102103)",
    "",
    "fund 003 Zenito, signed 2000-04-03",
    "  2000-04-01 .. 2020-03-31  Hoofdberoep (100) | Eigen naam (100) | Ziekte (100)",
    "  2020-04-01 ..             (999) | (998)",
    "",
    "ticket 01234567-0000-7000-8000-000000000000",
    "",
  ]);
  assert.match(lines[0] ?? "", /^DATA_FOUND MSG00000: \S/);
});

test("English readers get the Dutch texts of codes, French readers theirs, and nobody a language that is not there", () => {
  const show = (language: "en" | "fr" | "de") => writeTimeline({ ...answer, career }, { signed: false, language });
  assert.match(show("en"), /Tuinbouwer \(102103\)/);
  assert.match(show("fr"), /Horticulteur \(102103\)/);
  assert.match(show("de"), /\noccupation \(102103\)\n/);
});

test("a replaced number, what was left out and a signature are told", () => {
  const text = writeTimeline(
    {
      ...answer,
      ssin: { value: "85010100144", replaces: "85410100100" },
      dataFilters: { filteredElement: ["occupation", "equality"] },
    },
    { signed: true, language: "en" },
  );
  assert.match(text, /\n {2}85410100100 was replaced by 85010100144\n/);
  assert.match(text, /\nleft out by the annex: occupation, equality\n/);
  assert.match(text, /, answer signed\n$/);
});

test("a refusal comes with its details and with what to do, no data without advice", () => {
  const refused = writeTimeline(
    {
      ...answer,
      status: {
        value: "NO_RESULT",
        code: "MSG00006",
        information: [{ fieldName: "newSSIN", fieldValue: "85010100144" }],
      },
    },
    { signed: false, language: "en" },
  ).split("\n");
  assert.equal(refused[1], "  newSSIN: 85010100144");
  assert.match(refused[2] ?? "", /^ {2}\S/);
  const nothing = writeTimeline(
    { ...answer, status: { value: "NO_DATA_FOUND", code: "SES00100" } },
    { signed: false, language: "en" },
  );
  assert.match(nothing, /^NO_DATA_FOUND SES00100: .*\n\nticket /);
});

test("a code of tomorrow is shown with the description that came with it", () => {
  const status = { value: "NO_RESULT", code: "XYZ00001", description: "Something new" } as const;
  const text = writeTimeline({ ...answer, status }, { signed: false, language: "fr" });
  assert.match(text, /^NO_RESULT XYZ00001: Something new\n\nticket /);
});
