import assert from "node:assert/strict";
import { test } from "node:test";
import { numbers, quarter } from "../../../test/access-scene.ts";
import { users, worldNumbers } from "../../../test/mandate-world.ts";
import { openOffice } from "../../../test/office.ts";
import { openContextOf } from "./contexts.ts";
import { delegateMandate, endDelegation } from "./delegations.ts";
import { endMandate } from "./mandates.ts";
import { userReference } from "./references.ts";
import { changeUser } from "./users.ts";

/** Of the bakery to the secretariat, for DMFA_DIMONA from 2020Q1 on; delegations 1 and 2 are of it, from 2024Q1 on. */
const bakerys = "M-2020-001";
const begin = quarter("2026Q1");
const asMandatary = { number: worldNumbers.shop, quality: "QUAL_SP_LEG" };

test("a mandate is delegated to an entity in a quality, or to one user, for the quarters that are given", async (t) => {
  const { done, rows, entries } = await openOffice(t);
  await done(openContextOf(asMandatary));
  const first = await done(delegateMandate(bakerys, { to: asMandatary, groups: ["DMFA_DIMONA"], begin }));
  const second = await done(
    delegateMandate(bakerys, { to: { technicalId: users.agent }, begin, end: quarter("2026Q2") }),
  );
  assert.deepEqual([first.number, second.number], [3, 4]);
  assert.deepEqual(
    await rows(`select number, to_quality, to_user, group_codes, begin_quarter, end_quarter, status
                from employer_mandate.delegation where number > 2 order by number`),
    [
      [3, "QUAL_SP_LEG", null, ["DMFA_DIMONA"], "2026Q1", null, "ACTIVE"],
      [4, null, users.agent, null, "2026Q1", "2026Q2", "ACTIVE"],
    ],
  );
  const changed = [`mandate:${bakerys}`, `delegation:${bakerys}:4`, userReference(users.agent)];
  assert.deepEqual((await entries()).at(-1)?.changed, changed);
});

test("nobody delegates more than the mandate holds, or for other quarters", async (t) => {
  const { done, refused } = await openOffice(t);
  const to = { technicalId: users.agent };
  const other = await refused(
    delegateMandate(bakerys, { to, groups: ["SIDE_ACTIVITIES"], begin }),
    "delegation-within-mandate",
  );
  assert.equal(other, "SIDE_ACTIVITIES is not held in all of the quarters from 2026Q1 on");
  await refused(delegateMandate(bakerys, { to, begin: quarter("2019Q4") }), "delegation-within-mandate");
  await refused(delegateMandate(bakerys, { to, begin, end: quarter("2025Q4") }), "quarters-in-order");
  await done(endMandate(bakerys, quarter("2026Q1")));
  const closed = await refused(delegateMandate(bakerys, { to, begin }), "delegation-of-an-active-mandate");
  assert.equal(closed, "it is CLOSED");
});

test("only a mandate that is active is delegated", async (t) => {
  const { refused } = await openOffice(t);
  const to = { technicalId: users.agent };
  const waiting = await refused(delegateMandate("M-2025-002", { to, begin }), "delegation-of-an-active-mandate");
  assert.equal(waiting, "it is PENDING");
  await refused(delegateMandate("M-NONE", { to, begin }), "mandate-known");
});

test("a mandate is delegated to a third, in a quality that acts on mandates and that it has", async (t) => {
  const { refused } = await openOffice(t);
  const delegate = (number: typeof numbers.bakery, quality: string) =>
    delegateMandate(bakerys, { to: { number, quality }, begin });
  await refused(delegate(numbers.bakery, "QUAL_SP_LEG"), "delegation-to-a-third");
  await refused(delegate(numbers.secretariat, "QUAL_SSC"), "delegation-to-a-third");
  assert.equal(
    await refused(delegate(worldNumbers.shop, "QUAL_COMPANY"), "delegation-to-a-mandatary-quality"),
    "QUAL_COMPANY",
  );
  await refused(delegate(worldNumbers.shop, "QUAL_SP_LEG"), "context-open");
  await refused(delegate(numbers.townHall, "QUAL_SP_LEG"), "entity-known");
});

test("a mandate is not delegated to a user who is not there, or deleted", async (t) => {
  const { done, refused } = await openOffice(t);
  await refused(delegateMandate(bakerys, { to: { technicalId: "UM-nobody" }, begin }), "user-known");
  await done(changeUser(users.agent, "delete"));
  await refused(delegateMandate(bakerys, { to: { technicalId: users.agent }, begin }), "user-not-deleted");
});

test("a delegation ends after a quarter, once, and not before it began", async (t) => {
  const { done, refused, rows } = await openOffice(t);
  await refused(endDelegation(bakerys, 1, quarter("2023Q4")), "delegation-begun");
  await done(endDelegation(bakerys, 1, quarter("2026Q1")));
  assert.deepEqual(
    await rows(
      "select begin_quarter, end_quarter, status from employer_mandate.delegation where number = 1 and known_until = 'infinity'",
    ),
    [["2024Q1", "2026Q1", "CLOSED"]],
  );
  assert.equal(await refused(endDelegation(bakerys, 1, quarter("2026Q1")), "delegation-active"), "it is CLOSED");
  await refused(endDelegation(bakerys, 3, quarter("2026Q1")), "delegation-known");
});
