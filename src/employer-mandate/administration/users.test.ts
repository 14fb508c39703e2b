import assert from "node:assert/strict";
import { test } from "node:test";
import { day, days } from "../../../test/access-scene.ts";
import { users } from "../../../test/mandate-world.ts";
import { openOffice } from "../../../test/office.ts";
import { userReference } from "./references.ts";
import { brokenByTechnicalId, changeUser, createUser, withStateFrom } from "./users.ts";

const states = (technicalId: string) =>
  `select state, begin_date::text, end_date::text from employer_mandate.user_state
   where technical_id = '${technicalId}' and known_until = 'infinity' order by begin_date`;

test("a user that is created gets a technical id that nobody chose, and is active from today on", async (t) => {
  const { done, rows } = await openOffice(t);
  const one = await done(createUser({}));
  const other = await done(createUser({ from: day("2026-03-01"), to: day("2026-12-31") }));
  assert.match(one.technicalId, /^UM-[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  assert.notEqual(one.technicalId, other.technicalId);
  assert.deepEqual(await rows(states(one.technicalId)), [["ACTIVE", "2026-02-10", null]]);
  assert.deepEqual(await rows(states(other.technicalId)), [["ACTIVE", "2026-03-01", "2026-12-31"]]);
});

test("a user cannot be created for days in the wrong order", async (t) => {
  const { refused } = await openOffice(t);
  await refused(createUser({ from: day("2026-03-01"), to: day("2026-02-28") }), "days-in-order");
});

test("a user is blocked, unblocked and deleted, and each time stays what it was before that day", async (t) => {
  const { done, rows } = await openOffice(t);
  await done(changeUser(users.clerk, "block", day("2026-02-01")));
  await done(changeUser(users.clerk, "unblock"));
  await done(changeUser(users.clerk, "delete", day("2026-04-01")));
  assert.deepEqual(await rows(states(users.clerk)), [
    ["ACTIVE", "2003-01-01", "2026-01-31"],
    ["BLOCKED", "2026-02-01", "2026-02-09"],
    ["ACTIVE", "2026-02-10", "2026-03-31"],
    ["DELETED", "2026-04-01", null],
  ]);
});

test("an account that ends still ends on its day after it was blocked and unblocked", async (t) => {
  const { done, rows } = await openOffice(t);
  const { technicalId } = await done(createUser({ to: day("2026-12-31") }));
  await done(changeUser(technicalId, "block", day("2026-03-01")));
  await done(changeUser(technicalId, "unblock", day("2026-03-15")));
  assert.deepEqual((await rows(states(technicalId))).at(-1), ["ACTIVE", "2026-03-15", "2026-12-31"]);
});

test("an account is blocked once, and only a blocked one is unblocked", async (t) => {
  const { refused, done } = await openOffice(t);
  assert.equal(await refused(changeUser(users.blocked, "block"), "user-active"), "BLOCKED on 2026-02-10");
  assert.equal(await refused(changeUser(users.clerk, "unblock"), "user-blocked"), "ACTIVE on 2026-02-10");
  const { technicalId } = await done(createUser({ to: day("2026-02-20") }));
  const expired = await refused(changeUser(technicalId, "block", day("2026-03-01")), "user-active");
  assert.equal(expired, "expired on 2026-03-01");
});

test("a deleted account stays deleted, also where it is to be deleted only later", async (t) => {
  const { done, refused } = await openOffice(t);
  await done(changeUser(users.baker, "delete", day("2026-06-01")));
  for (const step of ["block", "unblock", "delete"] as const) {
    const found = await refused(changeUser(users.baker, step), "user-not-deleted");
    assert.equal(found, "DELETED from 2026-06-01 on");
  }
});

test("an account that is not there, or not yet, does not change", async (t) => {
  const { refused, done } = await openOffice(t);
  await refused(changeUser("UM-nobody", "block"), "user-known");
  const { technicalId } = await done(createUser({ from: day("2026-03-01") }));
  await refused(changeUser(technicalId, "block", day("2026-02-28")), "user-begun");
  await refused(changeUser(technicalId, "delete", day("2026-02-28")), "user-begun");
});

test("a change of a user is in the audit by the hash of the technical id, never by the id", async (t) => {
  const { done, entries, verify, rows } = await openOffice(t);
  const { technicalId } = await done(createUser({}));
  await done(changeUser(technicalId, "block"));
  const entry = { operation: "test", by: "An Operator", changed: [userReference(technicalId)] };
  assert.deepEqual(await entries(), [entry, entry]);
  const found = await rows(`select from crossroads.audit where entry::text like '%${technicalId}%'`);
  assert.equal(found.length, 0);
  const [subjects] = await rows("select array_agg(distinct subject) from crossroads.audit");
  assert.deepEqual(subjects, [[userReference(technicalId)]]);
  assert.ok((await verify()).every((report) => report.break === undefined));
});

test("a new state takes the place of those that were to begin later", () => {
  const known = [
    { state: "ACTIVE" as const, ...days("2020-01-01", "2020-12-31") },
    { state: "BLOCKED" as const, ...days("2021-01-01", "2021-06-30") },
    { state: "ACTIVE" as const, ...days("2021-07-01") },
  ];
  assert.deepEqual(withStateFrom(known, "BLOCKED", day("2021-01-01")), [
    known[0],
    { state: "BLOCKED", from: "2021-01-01" },
  ]);
  assert.deepEqual(withStateFrom(known, "DELETED", day("2020-06-01")), [
    { state: "ACTIVE", from: "2020-01-01", to: "2020-05-31" },
    { state: "DELETED", from: "2020-06-01" },
  ]);
});

test("the number of a person is no technical id, however it is dressed up", () => {
  for (const id of ["90051996036", "90.05.19-960.36", "UM-90051996036", "user 900519 96036"]) {
    assert.deepEqual(brokenByTechnicalId(id), { rule: "technical-id-opaque" }, id);
  }
  for (const id of ["90051996037", "UM-clerk-0001", "9005199603", "é".repeat(80), "a b"]) {
    assert.equal(brokenByTechnicalId(id), undefined, id);
  }
  for (const id of ["", " a", "a ", "a\nb", "a\u0000b", "é".repeat(81)]) {
    assert.deepEqual(brokenByTechnicalId(id), { rule: "technical-id-shape" }, id);
  }
});
