import assert from "node:assert/strict";
import { test } from "node:test";
import { refusedBecause } from "../crossroads/passage.ts";
import { statuses } from "../crossroads/statuses.ts";
import { problemOf } from "./refusal.ts";
import { wordsOf } from "./words.ts";

const ticket = "01a20a95-8fcf-7746-a3e0-f077c5ffcf61";

/** What a caller can get where the crossroads has no answer. */
const expected: readonly (readonly [code: keyof typeof statuses, status: number, type: string, issue?: string])[] = [
  ["MSG00001", 503, "belgif:serviceUnavailable"],
  ["MSG00002", 503, "belgif:serviceUnavailable"],
  ["MSG00003", 500, "belgif:internalServerError"],
  ["MSG00005", 400, "belgif:badRequest", "belgif:input-validation:referencedResourceNotFound"],
  ["MSG00006", 400, "belgif:badRequest", "cbss:input-validation:replacedSsin"],
  ["MSG00007", 400, "belgif:badRequest", "cbss:input-validation:canceledSsin"],
  ["MSG00008", 400, "belgif:badRequest", "belgif:input-validation:invalidInput"],
  ["MSG00011", 400, "belgif:badRequest", "belgif:input-validation:invalidInput"],
  ["MSG00012", 403, "belgif:missingPermission"],
  ["MSG00013", 403, "belgif:missingPermission"],
  ["MSG00014", 403, "belgif:missingPermission"],
  ["MSG00015", 429, "belgif:tooManyRequests"],
  ["MSG00016", 403, "belgif:missingPermission"],
  ["MSG00020", 503, "belgif:serviceUnavailable"],
  ["MSG00023", 502, "belgif:badGateway"],
  ["MSG00025", 501, "kruispunt:notImplemented"],
  ["MSG00027", 403, "belgif:missingPermission"],
  ["SES00300", 400, "belgif:badRequest", "belgif-ext:input-validation:invalidPeriod"],
  ["SES00400", 400, "belgif:badRequest", "belgif-ext:input-validation:invalidPeriod"],
  ["SES00500", 502, "belgif:badGateway"],
  ["SES00600", 403, "belgif:missingPermission"],
  ["SOA-00001", 500, "belgif:internalServerError"],
  ["SOA-01001", 401, "belgif:invalidAccessToken"],
  ["SOA-01002", 403, "belgif:missingPermission"],
  ["SOA-02001", 503, "belgif:serviceUnavailable"],
  ["SOA-02002", 503, "belgif:serviceUnavailable"],
  ["SOA-03006", 400, "belgif:badRequest"],
  ["SOA-03007", 400, "belgif:badRequest", "belgif:input-validation:invalidInput"],
  ["EMC10001", 400, "belgif:badRequest", "belgif:input-validation:invalidInput"],
  ["EMC10002", 400, "belgif:badRequest", "belgif:input-validation:invalidInput"],
  ["EMC10003", 400, "belgif:badRequest", "belgif:input-validation:referencedResourceNotFound"],
  ["EMC10004", 400, "belgif:badRequest", "belgif-ext:input-validation:invalidPeriod"],
];

for (const [code, status, type, issue] of expected) {
  test(`${code} is a problem ${status} ${type}`, () => {
    const told = problemOf(statuses[code], undefined, ticket, "nl");
    assert.equal(told.status, status);
    assert.equal(told.type, `urn:problem-type:${type}`);
    assert.equal(told.instance, `urn:uuid:${ticket}`);
    assert.deepEqual([told.code, told.detail], [code, wordsOf(statuses[code]).meaning.nl]);
    const kinds = told.issues?.map((one) => one.type);
    assert.deepEqual(kinds, issue === undefined ? undefined : [`urn:problem-type:${issue}`]);
  });
}

test("every generic status and every status of SelfEmployedService without an answer stands in that list", () => {
  const without = Object.values(statuses).filter(
    ({ code, value }) => /^(MSG|SES|EMC)/.test(code) && (value === "NO_RESULT" || value === "FAULT"),
  );
  const listed: readonly string[] = [...expected.map(([code]) => code), "MSG00004"];
  for (const { code } of without) assert.ok(listed.includes(code), code);
});

test("an issue stands at the input that the refusal names, in the words of the JSON", () => {
  const refusal = refusedBecause(statuses.SES00300, {
    expected: "an endQuarter that is not before beginQuarter",
    found: "another",
    information: [{ fieldName: "endQuarter", fieldValue: "" }],
  });
  const pointers = { beginQuarter: "/period/startQuarter", endQuarter: "/period/endQuarter" };
  const [issue] = problemOf(statuses.SES00300, refusal, ticket, "en", pointers).issues ?? [];
  assert.equal(issue?.name, "/period/endQuarter");
  assert.equal(issue?.detail, "expected an endQuarter that is not before startQuarter");
});

test("of what was found, only the replacing number is told", () => {
  const refusal = refusedBecause(statuses.MSG00006, {
    expected: "the current number",
    found: "90051996036",
    information: [
      { fieldName: "newSSIN", fieldValue: "69050193365" },
      { fieldName: "ssin", fieldValue: "90051996036" },
    ],
  });
  const told = problemOf(statuses.MSG00006, refusal, ticket, "fr");
  assert.equal(told.issues?.[0]?.replacedBy, "69050193365");
  assert.doesNotMatch(JSON.stringify(told), /90051996036/);
});
