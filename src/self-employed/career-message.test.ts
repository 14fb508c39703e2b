import assert from "node:assert/strict";
import { test } from "node:test";
import { loadSelfEmployedCodes } from "../codes/self-employed-codes.ts";
import { certain } from "../kernel/outcome.ts";
import { parsePeriod } from "../kernel/period.ts";
import type { Career } from "./arza.ts";
import { describeCareer } from "./career-message.ts";

const codes = loadSelfEmployedCodes();

const career: Career = {
  nisseReference: "000000000000001",
  enterpriseNumber: "0500123783",
  occupationCode: "102103",
  affiliations: [
    {
      fundCode: "003",
      signatureDate: "2000-04-03",
      segments: [
        {
          period: certain(parsePeriod("2000-04-01", "2020-03-31")),
          qualityCode: 100,
          contributionCode: 100,
          equalityCode: 100,
        },
        {
          period: certain(parsePeriod("2020-04-01")),
          qualityCode: 100,
          contributionCode: 510,
          equalityCode: undefined,
        },
      ],
    },
  ],
};

test("codes get their texts, funds their enterprise number, and what is not known is left out", () => {
  const message = describeCareer(career, codes);
  assert.equal(message.occupation?.code, "102103");
  assert.equal(message.occupation?.description?.[0]?.value, "Tuinbouwer");
  const [affiliation] = message.affiliations.affiliation;
  assert.deepEqual(affiliation?.socialInsuranceFund, { enterpriseNumber: "0409088689", code: "003" });
  const [first, second] = affiliation?.careerSegments.careerSegment ?? [];
  assert.deepEqual(first?.period, { beginDate: "2000-04-01", endDate: "2020-03-31" });
  assert.deepEqual(first?.contribution.description?.[0], { value: "Hoofdberoep", language: "NL" });
  assert.match(first?.equality?.description?.[0]?.value ?? "", /ziekte/);
  assert.deepEqual(second?.period, { beginDate: "2020-04-01" });
  assert.ok(second !== undefined && !("equality" in second) && !("endDate" in second.period));
});

test("who works through a company has no enterprise number, and a fund without a known one is named by its code", () => {
  const [affiliation] = career.affiliations;
  assert.ok(affiliation !== undefined);
  const message = describeCareer(
    {
      ...career,
      enterpriseNumber: undefined,
      occupationCode: undefined,
      affiliations: [{ ...affiliation, fundCode: "001", signatureDate: undefined }],
    },
    codes,
  );
  assert.ok(!("selfEmployedEnterpriseNumber" in message) && !("occupation" in message));
  const [only] = message.affiliations.affiliation;
  assert.deepEqual(only?.socialInsuranceFund, { code: "001" });
  assert.ok(only !== undefined && !("signatureDate" in only));
});

test("a code that no table knows is passed on, without texts", () => {
  const [affiliation] = career.affiliations;
  assert.ok(affiliation !== undefined);
  const [segment] = affiliation.segments;
  assert.ok(segment !== undefined);
  const odd = { ...segment, qualityCode: 998, contributionCode: 999, equalityCode: 997 };
  const message = describeCareer(
    { ...career, occupationCode: "999999", affiliations: [{ ...affiliation, fundCode: "999", segments: [odd] }] },
    codes,
  );
  const [only] = message.affiliations.affiliation[0]?.careerSegments.careerSegment ?? [];
  assert.deepEqual(only?.contribution, { code: 999, description: [] });
  assert.deepEqual(message.occupation, { code: "999999", description: [] });
  assert.deepEqual(message.affiliations.affiliation[0]?.socialInsuranceFund, { code: "999" });
});
