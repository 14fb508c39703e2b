import assert from "node:assert/strict";
import { test } from "node:test";
import { dimonaIn } from "../../test/dimona-declarations.ts";
import { contentExamples, partyExamples, standingExamples } from "../../test/dimona-examples/content.ts";
import { dailyExamples } from "../../test/dimona-examples/daily.ts";
import { envelopeExamples } from "../../test/dimona-examples/envelope.ts";
import type { Example } from "../../test/dimona-examples/example.ts";
import { formExamples, presenceExamples } from "../../test/dimona-examples/fields.ts";
import { changeExamples, stateExamples } from "../../test/dimona-examples/on-period.ts";
import { scene } from "../../test/dimona-scene.ts";
import { loadDimonaCodes } from "../codes/dimona-codes.ts";
import { anomalyNumbers } from "./anomaly.ts";
import { refuses } from "./rule.ts";
import { ruleBook } from "./rule-book.ts";
import { untold } from "./untold.ts";

const examples: readonly Example[] = [
  ...formExamples,
  ...presenceExamples,
  ...partyExamples,
  ...contentExamples,
  ...standingExamples,
  ...stateExamples,
  ...changeExamples,
  ...dailyExamples,
];
/** With those of vendors' lists, 532 to 536. */
const annex30 =
  "001 003 005 006 008 014 022 058 089 092 134 151 155 181 235 260 333 334 336 337 338 339 340 341 342 343 344 345 346 347 348 349 350 351 352 353 354 355 356 357 359 360 361 362 363 364 368 369 370 420 421 444 450 459 460 461 462 483 510 514 515 521 532 533 534 535 536".split(
    " ",
  );
// These are shown in their own test (files/read-form.test.ts): no declaration comes of them.
const shown = new Set(envelopeExamples.map(({ code, when }) => `${code} ${when}`));

for (const { code, situation, decide, also } of examples) {
  test(`${situation}: ${code}`, () => {
    const { result, anomalies, change } = decide();
    assert.deepEqual(anomalies.map((anomaly) => anomaly.code).toSorted(), [code, ...also].toSorted());
    const isRefused = anomalies.some(refuses);
    assert.equal(result, isRefused ? "B" : "W");
    assert.equal(change === undefined, isRefused, "a refused declaration changes nothing");
    for (const anomaly of anomalies) shown.add(`${anomaly.code} ${anomaly.when}`);
  });
}

test("every rule has its example", () => {
  const missing = ruleBook().filter(({ code, when }) => !shown.has(`${code} ${when}`));
  assert.deepEqual(
    missing.map(({ code, when }) => `${code} ${when}`),
    [],
  );
});

test("every number of annex 30 that a declaration may meet is raised by a rule, or is named with the reason why not", () => {
  const { notRaised } = loadDimonaCodes();
  const raised = new Set<string>(ruleBook().map(({ code }) => code.slice(6)));
  assert.deepEqual(
    notRaised.filter(({ number, why }) => raised.has(number) || !why.endsWith(".")),
    [],
  );
  const known = new Set([...raised, ...notRaised.map(({ number }) => number)]);
  assert.deepEqual(
    annex30.filter((number) => !known.has(number)),
    [],
  );
});

test("what awaits something that nothing tells yet is named, and raises nothing with what is given instead", () => {
  const awaiting = ruleBook().filter(({ awaits }) => awaits !== undefined);
  assert.deepEqual(
    awaiting.map(({ code }) => code),
    ["00913-357", "90017-058", "90017-510", "90256-342"],
  );
  const flexi = dimonaIn({ from: "2026-07-01", to: "2026-07-31" }, { type: "FLX" });
  assert.equal(scene(untold).declare(flexi).result, "A");
});

test("every kind of anomaly has its texts, and none has texts without a rule", () => {
  const codes = loadDimonaCodes();
  for (const number of anomalyNumbers) assert.ok(codes.anomaly(number) !== undefined, number);
  const raised = new Set(ruleBook().map(({ code }) => code.slice(6)));
  assert.deepEqual(
    anomalyNumbers.filter((number) => !raised.has(number)),
    [],
  );
});
