import assert from "node:assert/strict";
import { test } from "node:test";
import { application, day, numbers, question } from "../../../test/access-scene.ts";
import { users, worldNumbers } from "../../../test/mandate-world.ts";
import { openOffice, type TestOffice } from "../../../test/office.ts";
import { createReader } from "../../database/reader.ts";
import { certain } from "../../kernel/outcome.ts";
import { parseQuarter } from "../../kernel/quarter.ts";
import { decideAccess } from "../decide.ts";
import { createAccessRegisters } from "../registers.ts";
import { addUserToContext, endContextOf, openContextOf } from "./contexts.ts";
import { delegateMandate } from "./delegations.ts";
import { createMandate, decideOnMandate, transferMandate } from "./mandates.ts";
import { changeUser, createUser } from "./users.ts";

const quarter = (text: string) => certain(parseQuarter(text));

/** What the service says of the user, the shop and an application of the group LEARNING_ACCOUNT, at this moment. */
async function codeFor({ office, connectionString }: TestOffice, technicalId: string): Promise<string | undefined> {
  const reader = createReader({ connectionString });
  try {
    const target = worldNumbers.shop;
    const known = await createAccessRegisters(reader, office.clock).find(technicalId, target);
    const asked = question({ technicalId, target: [target], objects: [application("LEARNING_ACCOUNT")] });
    const decision = decideAccess(asked, known, office.codes, { severalContexts: "allow" });
    return decision.kind === "decided" ? decision.results[0]?.status.code : undefined;
  } finally {
    await reader.close();
  }
}

test("what is administered is what the service answers by, step by step", async (t) => {
  const at = await openOffice(t);
  const bureau = { number: numbers.bureau, quality: "QUAL_SP_LEG" };
  const { technicalId } = await at.done(createUser({}));
  assert.equal(await codeFor(at, technicalId), "EMC00103", "in no context");
  await at.done(addUserToContext(technicalId, bureau, { role: "USER", applications: ["LEARNING_ACCOUNT"] }));
  assert.equal(await codeFor(at, technicalId), "EMC00105", "no mandate");
  const { reference } = await at.done(
    createMandate({
      mandator: worldNumbers.shop,
      mandatary: numbers.bureau,
      type: "SP",
      groups: ["LEARNING_ACCOUNT"],
      begin: quarter("2026Q1"),
    }),
  );
  assert.equal(await codeFor(at, technicalId), "EMC00109", "not active yet");
  await at.done(decideOnMandate(reference, "finalise"));
  await at.done(decideOnMandate(reference, "activate"));
  assert.equal(await codeFor(at, technicalId), "EMC00002");
  await at.done(changeUser(technicalId, "block"));
  assert.equal(await codeFor(at, technicalId), "EMC00102", "blocked");
  await at.done(changeUser(technicalId, "unblock"));
  await at.done(endContextOf(bureau, day("2026-02-09")));
  assert.equal(await codeFor(at, technicalId), "EMC00103", "the bureau lost its quality");
});

test("after a transfer the successor has access, and the one before only for its quarters", async (t) => {
  const at = await openOffice(t);
  const learner = { role: "USER" as const, applications: ["LEARNING_ACCOUNT"] };
  const { technicalId: before } = await at.done(createUser({}));
  const { technicalId: next } = await at.done(createUser({}));
  await at.done(addUserToContext(before, { number: numbers.bureau, quality: "QUAL_SP_LEG" }, learner));
  await at.done(addUserToContext(next, { number: numbers.secretariat, quality: "QUAL_SSC" }, learner));
  const given = {
    mandator: worldNumbers.shop,
    mandatary: numbers.bureau,
    type: "SP" as const,
    begin: quarter("2025Q1"),
  };
  const { reference } = await at.done(createMandate({ ...given, groups: ["LEARNING_ACCOUNT"] }));
  await at.done(decideOnMandate(reference, "finalise"));
  await at.done(decideOnMandate(reference, "activate"));
  const transfer = { lastQuarter: quarter("2025Q4"), mandatary: numbers.secretariat, type: "SSC" as const };
  await at.done(transferMandate(reference, transfer));
  assert.equal(await codeFor(at, before), "EMC00109");
  assert.equal(await codeFor(at, next), "EMC00002");
});

test("a delegation opens the mandate to a user of another entity", async (t) => {
  const at = await openOffice(t);
  const shops = { mandator: worldNumbers.shop, mandatary: numbers.secretariat, type: "SSC" as const };
  const { reference } = await at.done(
    createMandate({ ...shops, groups: ["LEARNING_ACCOUNT"], begin: quarter("2026Q1") }),
  );
  await at.done(decideOnMandate(reference, "finalise"));
  await at.done(decideOnMandate(reference, "activate"));
  const office = { number: numbers.bakery, quality: "QUAL_SP_LEG" };
  await at.done(openContextOf(office));
  await at.done(addUserToContext(users.baker, office, { role: "TB", applications: [] }));
  assert.equal(await codeFor(at, users.baker), "EMC00105");
  await at.done(delegateMandate(reference, { to: office, begin: quarter("2026Q1") }));
  assert.equal(await codeFor(at, users.baker), "EMC00003");
});
