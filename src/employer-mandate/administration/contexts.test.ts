import assert from "node:assert/strict";
import { test } from "node:test";
import { day, days, numbers } from "../../../test/access-scene.ts";
import { users, worldNumbers } from "../../../test/mandate-world.ts";
import { openOffice } from "../../../test/office.ts";
import { addUserToContext, endContextOf, endUserInContext, openContextOf, withProfile } from "./contexts.ts";
import { contextReference, userReference } from "./references.ts";
import { changeUser } from "./users.ts";

const atSecretariat = { number: numbers.secretariat, quality: "QUAL_SSC" };
const atShop = { number: worldNumbers.shop, quality: "QUAL_COMPANY" };
const profile = { role: "USER" as const, applications: ["DMFA"] };

const profilesOf = (technicalId: string) =>
  `select quality_code, role_code, applications, begin_date::text, end_date::text from employer_mandate.user_context
   where technical_id = '${technicalId}' and known_until = 'infinity' order by begin_date`;

test("a user is added to a context, with a role and a profile, from today on", async (t) => {
  const { done, rows, entries, world } = await openOffice(t);
  const added = await done(addUserToContext(users.clerk, atShop, profile));
  assert.equal(added.isChange, false);
  assert.deepEqual((await rows(profilesOf(users.clerk))).at(-1), [
    "QUAL_COMPANY",
    "USER",
    ["DMFA"],
    "2026-02-10",
    null,
  ]);
  assert.deepEqual((await entries())[0]?.changed, [
    userReference(users.clerk),
    contextReference({ entity: world.shop, quality: "QUAL_COMPANY" }),
  ]);
});

test("another profile takes the place of the one before, and lasts no longer than that was to last", async (t) => {
  const { done, rows } = await openOffice(t);
  await done(addUserToContext(users.clerk, atShop, { ...profile, to: day("2026-12-31") }));
  const more = { ...profile, applications: ["DMFA", "DIMONA"], from: day("2026-06-01") };
  assert.equal((await done(addUserToContext(users.clerk, atShop, more))).isChange, true);
  assert.deepEqual((await rows(profilesOf(users.clerk))).slice(-2), [
    ["QUAL_COMPANY", "USER", ["DMFA"], "2026-02-10", "2026-05-31"],
    ["QUAL_COMPANY", "USER", ["DMFA", "DIMONA"], "2026-06-01", "2026-12-31"],
  ]);
});

test("nobody is added to a context that is not open on that day", async (t) => {
  const { refused } = await openOffice(t);
  const quality = { ...atSecretariat, quality: "QUAL_COMPANY" };
  assert.equal(await refused(addUserToContext(users.clerk, quality, profile), "context-open"), "none on 2026-02-10");
  const early = { ...profile, from: day("2002-12-31") };
  await refused(addUserToContext(users.clerk, atSecretariat, early), "context-open");
});

test("nobody is added with a role or an application that is in no code table, or for days in the wrong order", async (t) => {
  const { refused } = await openOffice(t);
  const add = (more: object) => addUserToContext(users.clerk, atShop, { ...profile, ...more });
  assert.equal(await refused(add({ role: "KING" }), "role-known"), "KING");
  assert.equal(await refused(add({ applications: ["DMFA", "DMFB"] }), "application-known"), "DMFB");
  await refused(add({ applications: Array.from({ length: 101 }, () => "DMFA") }), "profile-size");
  await refused(add({ to: day("2026-02-09") }), "days-in-order");
});

test("only a user who is there and not deleted is added, to an entity that is there", async (t) => {
  const { refused, done } = await openOffice(t);
  await refused(addUserToContext("UM-nobody", atShop, profile), "user-known");
  await done(changeUser(users.baker, "delete"));
  await refused(addUserToContext(users.baker, atShop, profile), "user-not-deleted");
  const nobody = { ...atShop, number: numbers.townHall };
  const found = await refused(addUserToContext(users.clerk, nobody, profile), "entity-known");
  assert.equal(found, "a number of kind ppl that names nobody", "the number itself is not told");
});

test("a user is in a context until the last day, and cannot be taken out twice", async (t) => {
  const { done, refused, rows } = await openOffice(t);
  await done(endUserInContext(users.clerk, atSecretariat, day("2026-03-31")));
  assert.deepEqual(await rows(profilesOf(users.clerk)), [
    ["QUAL_SSC", "USER", ["DMFA", "DIMONA"], "2003-01-01", "2026-03-31"],
  ]);
  await refused(endUserInContext(users.clerk, atSecretariat, day("2026-03-31")), "user-in-context");
  await refused(endUserInContext(users.clerk, atShop), "user-in-context");
});

test("an entity gets a quality from a day on, and not a second time while it has it", async (t) => {
  const { done, refused } = await openOffice(t);
  const asMandatary = { number: worldNumbers.shop, quality: "QUAL_SP_LEG" };
  await done(openContextOf(asMandatary, day("2026-04-01")));
  await refused(openContextOf(asMandatary), "context-not-open-yet");
  await refused(openContextOf(atShop), "context-not-open-yet");
});

test("no entity gets a quality that is in no code table, or that only people have, or after it stopped", async (t) => {
  const { refused, done } = await openOffice(t);
  const open = (quality: string, number = worldNumbers.shop) => openContextOf({ number, quality });
  assert.equal(await refused(open("QUAL_KING"), "quality-known"), "QUAL_KING");
  await refused(open("QUAL_CUR"), "quality-of-a-person");
  await refused(open("QUAL_SP_IND"), "quality-of-a-person");
  await done(open("QUAL_SP_IND", numbers.curator));
  await refused(open("QUAL_COMPANY", worldNumbers.mill), "entity-active");
});

test("when an entity loses its quality, nobody is anything there any more", async (t) => {
  const { done, refused, rows } = await openOffice(t);
  const ended = await done(endContextOf(atSecretariat, day("2026-06-30")));
  assert.equal(ended.users, 3);
  for (const id of [users.clerk, users.blocked, users.double]) {
    const inSecretariat = `${profilesOf(id).replace("order", "and quality_code = 'QUAL_SSC' order")}`;
    assert.equal(((await rows(inSecretariat)) as readonly (readonly unknown[])[])[0]?.[4], "2026-06-30", id);
  }
  await refused(endContextOf(atSecretariat, day("2026-06-30")), "context-runs");
  await refused(addUserToContext(users.agent, atSecretariat, { ...profile, from: day("2026-07-01") }), "context-open");
});

test("a profile from a day on leaves what was before it, and forgets what was to come", () => {
  const known = [
    { ...profile, ...days("2020-01-01", "2020-12-31") },
    { ...profile, ...days("2022-01-01", "2022-12-31") },
    { ...profile, ...days("2024-01-01") },
  ];
  const given = { ...profile, from: day("2022-07-01") };
  assert.deepEqual(withProfile(known, given), [
    known[0],
    { ...profile, ...days("2022-01-01", "2022-06-30") },
    { ...profile, ...days("2022-07-01", "2022-12-31") },
  ]);
  assert.deepEqual(withProfile([], given), [given]);
});
