import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Operation } from "../crossroads/operation.ts";
import type { RestOperation } from "../rest/operation.ts";
import {
  type ConsultCareerRequest,
  type ConsultContributionsRequest,
  encodeConsultCareerRequest,
  encodeConsultContributionsRequest,
} from "../schema/generated/self-employed-v2.ts";
import { selfEmployedApi } from "./rest.ts";

const notAsked = (): never => {
  throw new Error("nobody asks the operation itself here");
};
const operation = {
  service: "SelfEmployedService/v2",
  name: "",
  element: { namespace: "", localName: "" },
  decode: notAsked,
  periodOf: notAsked,
  gates: [],
  ask: notAsked,
  filter: notAsked,
  encodeFault: notAsked,
  encodeResponse: notAsked,
} satisfies Operation;

const [careers, contributions] = selfEmployedApi(operation, operation).operations;
const customer = { customerIdentification: { cbeNumber: "1999990144" } };
const ssin = "90051996036";

const anyText = fc.oneof(fc.string({ maxLength: 70 }), fc.string({ unit: "binary", maxLength: 40 }));
const anyDay = fc.oneof(
  anyText,
  fc
    .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
    .map((moment) => moment.toISOString().slice(0, 10)),
);
const anyQuarter = fc.oneof(
  anyText,
  fc
    .tuple(fc.integer({ min: 900, max: 3100 }), fc.integer({ min: 0, max: 5 }))
    .map(([year, quarter]) => `${year}Q${quarter}`),
);

/** The request that a question becomes; undefined where the schema refuses it. */
function requestOf(face: RestOperation | undefined, question: unknown) {
  assert.ok(face !== undefined);
  const read = face.input.safeParse(question);
  return read.success ? face.toRequest(read.data, { ...customer, ticket: read.data.ticket }) : undefined;
}

test("what the schema takes of a question about a career, the contract takes too", () => {
  let taken = 0;
  fc.assert(
    fc.property(
      fc.record(
        {
          ssin: fc.constant(ssin),
          legalContext: fc.oneof(anyText, fc.constantFrom("PCSA:SOCIAL_INQUIRY", "A b", "a-", "x".repeat(64))),
          ticket: anyText,
          period: fc.record({ startDate: anyDay, endDate: anyDay }, { requiredKeys: ["startDate"] }),
        },
        { requiredKeys: ["ssin", "legalContext"] },
      ),
      (question) => {
        const request = requestOf(careers, question);
        if (request === undefined) return;
        taken += 1;
        // Made by the career's own face, whose type the list of operations does not keep.
        const encoded = encodeConsultCareerRequest(request as ConsultCareerRequest);
        assert.ok(encoded.ok, JSON.stringify(encoded));
      },
    ),
    { seed: 31, numRuns: 2000 },
  );
  assert.ok(taken > 100, `${taken} questions were taken`);
});

test("what the schema takes of a question about contributions, the contract takes too", () => {
  let taken = 0;
  fc.assert(
    fc.property(
      fc.record({ startQuarter: anyQuarter, endQuarter: anyQuarter }, { requiredKeys: ["startQuarter"] }),
      (period) => {
        const request = requestOf(contributions, { ssin, legalContext: "DEMO:X", period });
        if (request === undefined) return;
        taken += 1;
        // As above.
        const encoded = encodeConsultContributionsRequest(request as ConsultContributionsRequest);
        assert.ok(encoded.ok, JSON.stringify(encoded));
      },
    ),
    { seed: 32, numRuns: 2000 },
  );
  assert.ok(taken > 50, `${taken} questions were taken`);
});

test("a career in JSON holds all that the contract holds, and nothing that is absent", () => {
  const career = {
    nisseReference: "1",
    affiliations: {
      affiliation: [
        {
          socialInsuranceFund: { code: "019" },
          careerSegments: {
            careerSegment: [
              {
                period: { beginDate: "2020-01-01" },
                selfEmployedQuality: { code: 100 },
                contribution: { code: 100, description: [{ value: "Hoofdberoep", language: "NL" }] },
              },
            ],
          },
        },
      ],
    },
  };
  assert.deepEqual(careers?.toItems(career), [
    {
      nisseReference: "1",
      affiliations: [
        {
          socialInsuranceFund: { code: "019" },
          careerSegments: [
            {
              period: { startDate: "2020-01-01" },
              selfEmployedQuality: { code: 100 },
              contribution: { code: 100, description: { nl: "Hoofdberoep" } },
            },
          ],
        },
      ],
    },
  ]);
});
