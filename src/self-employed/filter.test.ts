import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CareerType } from "../schema/generated/self-employed-common-types-v1.ts";
import { filterableElements, filterCareer } from "./filter.ts";

const segment = {
  period: { beginDate: "2020-01-01" },
  selfEmployedQuality: { code: 100 },
  contribution: { code: 100 },
};
const ill = { ...segment, equality: { code: 100 } };

const whole: CareerType = {
  nisseReference: "1",
  selfEmployedEnterpriseNumber: "0500123783",
  occupation: { code: "102103" },
  affiliations: {
    affiliation: [
      { socialInsuranceFund: { code: "003" }, careerSegments: { careerSegment: [segment] } },
      {
        socialInsuranceFund: { code: "010" },
        signatureDate: "2020-01-15",
        careerSegments: { careerSegment: [segment, ill] },
      },
    ],
  },
};

test("an annex that takes nothing out leaves the career as it is", () => {
  assert.deepEqual(filterCareer(whole, []), { data: whole, removed: [] });
});

test("each element is taken out wherever it stands, named once, in the order of the contract", () => {
  const { data, removed } = filterCareer(whole, [
    "equality",
    "signatureDate",
    "occupation",
    "selfEmployedEnterpriseNumber",
  ]);
  assert.deepEqual(removed, ["selfEmployedEnterpriseNumber", "occupation", "signatureDate", "equality"]);
  assert.deepEqual(data, {
    nisseReference: "1",
    affiliations: {
      affiliation: [
        { socialInsuranceFund: { code: "003" }, careerSegments: { careerSegment: [segment] } },
        { socialInsuranceFund: { code: "010" }, careerSegments: { careerSegment: [segment, segment] } },
      ],
    },
  });
});

test("an element that is nowhere is not named", () => {
  const { selfEmployedEnterpriseNumber: _, ...mandatary } = whole;
  const { removed } = filterCareer(mandatary, ["selfEmployedEnterpriseNumber", "occupation"]);
  assert.deepEqual(removed, ["occupation"]);
});

test("the career that is filtered is not touched: other answers share it", () => {
  const before = structuredClone(whole);
  filterCareer(whole, filterableElements);
  assert.deepEqual(whole, before);
});

test("whatever the annex takes out is gone and named, and nothing else is either", () => {
  const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  const code = fc.integer({ min: 100, max: 999 });
  const segments = fc.record({
    period: fc.constant({ beginDate: "2020-01-01" }),
    selfEmployedQuality: fc.record({ code }),
    contribution: fc.record({ code }),
    equality: maybe(fc.record({ code })),
  });
  const careers = fc.record({
    nisseReference: fc.constant("1"),
    selfEmployedEnterpriseNumber: maybe(fc.constant("0500123783")),
    occupation: maybe(fc.constant({ code: "102103" })),
    affiliations: fc.record({
      affiliation: fc.array(
        fc.record({
          socialInsuranceFund: fc.constant({ code: "003" }),
          signatureDate: maybe(fc.constant("2020-01-15")),
          careerSegments: fc.record({ careerSegment: fc.array(segments, { minLength: 1, maxLength: 4 }) }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  });
  const namesIn = (value: unknown) =>
    new Set(filterableElements.filter((name) => JSON.stringify(value).includes(`"${name}":`)));
  fc.assert(
    fc.property(careers, fc.subarray([...filterableElements]), (made, filter) => {
      // Absent, not undefined: as the register gives it.
      const career: CareerType = JSON.parse(JSON.stringify(made));
      const before = namesIn(career);
      const { data, removed } = filterCareer(career, filter);
      const after = namesIn(data);
      assert.deepEqual(new Set(removed), before.intersection(new Set(filter)));
      assert.deepEqual(after, before.difference(new Set(filter)));
    }),
    { seed: 7, numRuns: 300 },
  );
});
