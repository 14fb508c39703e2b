import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { day } from "../../../test/access-scene.ts";
import { knownPersons, people } from "../../../test/known-persons.ts";
import { openOffice } from "../../../test/office.ts";
import { parseHolder } from "../../crossroads/holder.ts";
import { createKnownPersons } from "../../crossroads/known-persons.ts";
import { createReader } from "../../database/reader.ts";
import { certain } from "../../kernel/outcome.ts";
import { administer } from "../administer.ts";
import { personReference } from "../persons/numbers.ts";
import { addInscription, endInscription, removeInscription } from "./inscriptions.ts";
import { changesOfInscriptions, inscriptionsOf, knownBefore } from "./registered.ts";

const insurer = certain(parseHolder("sector:11"));
const fund = certain(parseHolder("sector:17.1"));
const insured = { ssin: people.an, holder: insurer, qualityCode: 1 };

async function given(t: TestContext) {
  const at = await openOffice(t);
  await at.rows(knownPersons);
  const view = () => ({ client: at.office.client, at: at.office.clock.now() });
  return { ...at, view, now: async () => (await inscriptionsOf(view(), people.an)).map(({ periods }) => periods) };
}

test("an inscription opens a customer's way to a person from its first day on, as the gates look it up", async (t) => {
  const at = await given(t);
  const reader = createReader({ connectionString: at.connectionString });
  t.after(() => reader.close());
  const persons = createKnownPersons(reader, at.office.clock);
  assert.deepEqual((await persons.find(people.an))?.inscriptions, []);
  const made = await at.done(addInscription(insured));
  assert.deepEqual(made, { ...insured, periods: [{ from: "2026-02-10" }] });
  assert.deepEqual((await persons.find(people.an))?.inscriptions, [
    { holder: insurer, qualityCode: 1, period: { from: "2026-02-10" } },
  ]);
});

test("an inscription ends on a day, another begins later, and one of them is taken out again", async (t) => {
  const at = await given(t);
  await at.done(addInscription(insured, { from: day("2020-01-01") }));
  await at.done(endInscription(insured, day("2024-12-31")));
  await at.done(addInscription(insured, { from: day("2026-01-01"), to: day("2026-12-31") }));
  await at.done(addInscription({ ...insured, holder: fund }));
  const first = { from: "2020-01-01", to: "2024-12-31" };
  assert.deepEqual(await at.now(), [[first, { from: "2026-01-01", to: "2026-12-31" }], [{ from: "2026-02-10" }]]);
  await at.done(removeInscription(insured, day("2026-01-01")));
  await at.done(removeInscription({ ...insured, holder: fund }, day("2026-02-10")));
  assert.deepEqual(await at.now(), [[first]]);
});

test("the end of earlier days leaves later days as they are", async (t) => {
  const at = await given(t);
  await at.done(addInscription(insured, { from: day("2026-01-01") }));
  await at.done(addInscription(insured, { from: day("2018-01-01"), to: day("2020-12-31") }));
  const ended = await at.done(endInscription(insured, day("2019-12-31")));
  assert.deepEqual(ended.periods, [{ from: "2018-01-01", to: "2019-12-31" }, { from: "2026-01-01" }]);
  assert.deepEqual(await at.now(), [ended.periods]);
});

test("nothing is overwritten: what was known of an inscription stays readable, with its moments", async (t) => {
  const at = await given(t);
  await at.done(addInscription(insured, { from: day("2020-01-01") }));
  const then = at.view();
  await at.done(endInscription(insured, day("2024-12-31")));
  await at.done(removeInscription(insured, day("2020-01-01")));
  assert.deepEqual(await inscriptionsOf(at.view(), people.an), []);
  const [known] = await inscriptionsOf(then, people.an);
  assert.deepEqual(known?.periods, [{ from: "2020-01-01" }]);
  const before = await knownBefore(at.view(), people.an);
  assert.deepEqual(
    before.map(({ to, knownFrom, knownUntil }) => [to, knownFrom, knownUntil]),
    [
      [null, "2026-02-10T12:01:00.000Z", "2026-02-10T12:02:00.000Z"],
      ["2024-12-31", "2026-02-10T12:02:00.000Z", "2026-02-10T12:03:00.000Z"],
    ],
  );
});

test("only a number in use, of the people who live here, is inscribed", async (t) => {
  const { refused } = await given(t);
  const inscribe = (ssin: typeof people.an) => addInscription({ ...insured, ssin });
  assert.equal(await refused(inscribe(people.oldNumberOfAn), "number-in-use"), "a replaced number");
  assert.equal(await refused(inscribe(people.bert), "number-in-use"), "a cancelled number");
  await refused(inscribe(people.stranger), "person-known");
  assert.match((await refused(inscribe(people.somebody), "number-of-the-population")) ?? "", /in a demonstration$/);
});

test("in production the number of a made-up person is not inscribed", async (t) => {
  const { office } = await given(t);
  const outcome = await administer({ ...office, population: "real" }, "test", addInscription(insured));
  assert.equal(outcome.ok ? "taken" : outcome.reason.rule, "number-of-the-population");
});

test("a holder has somebody inscribed under a code once on a day; another code or holder stands in nobody's way", async (t) => {
  const at = await given(t);
  await at.done(addInscription(insured, { from: day("2020-01-01"), to: day("2020-12-31") }));
  const again = addInscription(insured, { from: day("2020-12-31") });
  assert.equal(await at.refused(again, "inscribed-once"), "it is from 2020-01-01 to 2020-12-31");
  await at.done(addInscription({ ...insured, qualityCode: 2 }, { from: day("2020-01-01") }));
  await at.done(addInscription({ ...insured, holder: fund }, { from: day("2020-01-01") }));
  await at.done(addInscription(insured, { from: day("2021-01-01") }));
  assert.equal((await at.now()).flat().length, 4);
});

test("what is not there neither ends nor is taken out, and days go forward", async (t) => {
  const at = await given(t);
  const nothing = "no inscription of this holder under this code";
  assert.equal(await at.refused(endInscription(insured), "inscription-runs"), nothing);
  await at.done(addInscription(insured, { from: day("2020-01-01"), to: day("2025-12-31") }));
  const ended = "from 2020-01-01 to 2025-12-31";
  assert.equal(await at.refused(endInscription(insured), "inscription-runs"), ended);
  assert.equal(await at.refused(endInscription(insured, day("2025-12-31")), "inscription-runs"), ended);
  assert.equal(await at.refused(endInscription(insured, day("2019-12-31")), "inscription-runs"), ended);
  assert.equal(await at.refused(removeInscription(insured, day("2020-01-02")), "inscription-known"), ended);
  await at.refused(addInscription(insured, { from: day("2026-02-01"), to: day("2026-01-01") }), "days-in-order");
});

test("a clock that is behind what it changes is told, and nothing changes", async (t) => {
  const { office, done, now } = await given(t);
  await done(addInscription(insured));
  const before = { ...office.clock, now: () => office.clock.now() - 120_000 };
  const outcome = await administer({ ...office, clock: before }, "test", removeInscription(insured, day("2026-02-10")));
  assert.equal(outcome.ok ? "taken" : outcome.reason.rule, "inscription-known");
  const same = await administer(office, "test", removeInscription(insured, day("2026-02-10")));
  assert.equal(same.ok ? "taken" : same.reason.rule, "clock-behind");
  assert.equal((await now()).length, 1);
});

test("each change is in the audit within its transaction, by the digest of the number, and found again by it", async (t) => {
  const at = await given(t);
  await at.done(addInscription(insured));
  await at.done(endInscription(insured, day("2026-12-31")));
  const changed = [personReference(people.an)];
  assert.match(changed[0] ?? "", /^person:[\da-f]{64}$/);
  assert.deepEqual(
    (await at.entries()).map((entry) => entry.changed),
    [changed, changed],
  );
  const entries = await at.rows("select entry::text from crossroads.audit");
  assert.doesNotMatch(JSON.stringify(entries), new RegExp(people.an));
  assert.equal((await changesOfInscriptions(at.office.client, people.an)).length, 2);
  assert.equal((await changesOfInscriptions(at.office.client, people.bert)).length, 0);
  assert.ok((await at.verify()).every((report) => report.break === undefined));
  await at.rows("alter table crossroads.audit_head rename to gone");
  await assert.rejects(at.done(endInscription(insured, day("2026-06-30"))));
  assert.deepEqual(await at.now(), [[{ from: "2026-02-10", to: "2026-12-31" }]]);
});
