import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { day } from "../../../test/access-scene.ts";
import { knownPersons, people } from "../../../test/known-persons.ts";
import { openOffice } from "../../../test/office.ts";
import { createKnownPersons } from "../../crossroads/known-persons.ts";
import { createReader } from "../../database/reader.ts";
import { administer } from "../administer.ts";
import { personReference } from "./numbers.ts";
import { addPerson, cancelPerson } from "./persons.ts";
import { changesOfPerson, knownBefore, registeredPersons } from "./registered.ts";

const { an, bert, oldNumberOfAn, somebody, stranger } = people;
const identity = { lastName: "Van den Bérghe", firstNames: "Joris Pol", birthDate: "1970-10-10", sex: "1" } as const;

async function given(t: TestContext) {
  const at = await openOffice(t);
  await at.rows(knownPersons);
  return { ...at, view: () => ({ client: at.office.client, at: at.office.clock.now() }) };
}

test("a number that is added is known to the gates, and who bears it to Dimona, which looks again for who waits", async (t) => {
  const at = await given(t);
  const reader = createReader({ connectionString: at.connectionString });
  t.after(() => reader.close());
  const persons = createKnownPersons(reader, at.office.clock);
  assert.equal(await persons.find(stranger), undefined);
  await at.done(addPerson({ ssin: stranger, identity }));
  assert.equal((await persons.find(stranger))?.state, "active");
  assert.deepEqual(await at.rows("select last_name, first_names, birth_date, sex, name_key from persons.identity"), [
    ["Van den Bérghe", "Joris Pol", "1970-10-10", "1", "VANDENBERGHE"],
  ]);
  assert.deepEqual(await at.rows("select birth_year from dimona.look_again"), [["1970"]]);
});

test("of a number that is added no more need be known", async (t) => {
  const at = await given(t);
  assert.deepEqual(await at.done(addPerson({ ssin: stranger })), { ssin: stranger, state: "active" });
  assert.deepEqual(await at.rows("select from persons.identity"), []);
});

test("a number is added once, is of the people who live here, and nobody is born tomorrow", async (t) => {
  const at = await given(t);
  assert.equal(await at.refused(addPerson({ ssin: an }), "person-new"), "a number that is active");
  assert.equal(await at.refused(addPerson({ ssin: oldNumberOfAn }), "person-new"), "a number that is replaced");
  await at.refused(addPerson({ ssin: somebody }), "number-of-the-population");
  const unborn = { ...identity, birthDate: "2026-02-11" };
  await at.refused(addPerson({ ssin: stranger, identity: unborn }), "born-by-today");
  const real = await administer({ ...at.office, population: "real" }, "test", addPerson({ ssin: stranger }));
  assert.equal(real.ok ? "taken" : real.reason.rule, "number-of-the-population");
  const taken = await administer({ ...at.office, population: "real" }, "test", addPerson({ ssin: somebody }));
  assert.ok(taken.ok);
});

test("a number in use is cancelled; what was known of it, and who bore it, stays", async (t) => {
  const at = await given(t);
  await at.done(addPerson({ ssin: stranger, identity, deceasedOn: day("2025-12-31") }));
  const then = at.view();
  await at.done(cancelPerson(stranger));
  const now = (await registeredPersons(at.view(), [stranger])).get(stranger);
  assert.deepEqual([now?.state, now?.deceasedOn, now?.identity], ["cancelled", "2025-12-31", identity]);
  assert.equal((await registeredPersons(then, [stranger])).get(stranger)?.state, "active");
  assert.deepEqual(await knownBefore(at.view(), stranger), [
    {
      state: "active",
      deceasedOn: "2025-12-31",
      knownFrom: "2026-02-10T12:01:00.000Z",
      knownUntil: "2026-02-10T12:02:00.000Z",
    },
  ]);
});

test("what is not in use is not cancelled", async (t) => {
  const at = await given(t);
  assert.equal(await at.refused(cancelPerson(bert), "cancelled-from-use"), "a number that is cancelled");
  assert.equal(await at.refused(cancelPerson(oldNumberOfAn), "cancelled-from-use"), "a number that is replaced");
  await at.refused(cancelPerson(stranger), "person-known");
});

test("a change in the same moment as what it changes is told as a clock that is behind", async (t) => {
  const { office, done } = await given(t);
  await done(addPerson({ ssin: stranger }));
  const outcome = await administer(office, "test", cancelPerson(stranger));
  assert.equal(outcome.ok ? "taken" : outcome.reason.rule, "clock-behind");
});

test("each change is in the audit within its transaction, by the digest of the number, and found again by it", async (t) => {
  const at = await given(t);
  await at.done(addPerson({ ssin: stranger, identity }));
  await at.done(cancelPerson(stranger));
  const changed = [personReference(stranger)];
  assert.deepEqual(
    (await at.entries()).map((entry) => entry.changed),
    [changed, changed],
  );
  assert.doesNotMatch(
    JSON.stringify(await at.rows("select entry::text from crossroads.audit")),
    new RegExp(`${stranger}|rghe`),
  );
  assert.equal((await changesOfPerson(at.office.client, stranger)).length, 2);
  assert.ok((await at.verify()).every((report) => report.break === undefined));
  await at.rows("alter table crossroads.audit_head rename to gone");
  await assert.rejects(at.done(cancelPerson(an)));
  assert.equal((await registeredPersons(at.view(), [an])).get(an)?.state, "active");
});
