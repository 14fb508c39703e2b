import assert from "node:assert/strict";
import { test } from "node:test";
import { numbers, quarter } from "../../../test/access-scene.ts";
import { worldNumbers } from "../../../test/mandate-world.ts";
import { openOffice } from "../../../test/office.ts";
import { openContextOf } from "./contexts.ts";
import { delegateMandate } from "./delegations.ts";
import {
  type AskedMandate,
  appointCurator,
  createMandate,
  decideOnMandate,
  endMandate,
  objectsAfter,
  transferMandate,
} from "./mandates.ts";
import { lastDelegationOf } from "./registered.ts";

/** The bakery gave the secretariat M-2020-001, for DMFA_DIMONA from 2020Q1 on, of which two delegations were given. */
const bakerys = "M-2020-001";

const bakerysDelegations = [`delegation:${bakerys}:1`, `delegation:${bakerys}:2`];

const asked: AskedMandate = {
  mandator: worldNumbers.shop,
  mandatary: numbers.bureau,
  type: "SP",
  groups: ["SIDE_ACTIVITIES"],
  begin: quarter("2026Q2"),
};

const objects = `select o.reference, group_code, begin_quarter, end_quarter, status from employer_mandate.mandate_object o
                 where known_until = 'infinity' order by begin_quarter, reference, group_code`;
const objectsOf = (reference: string) => objects.replace("order", `and reference = '${reference}' order`);

test("a mandate is created, finalised and activated, and known by a reference that says nothing of its parties", async (t) => {
  const { done, rows } = await openOffice(t);
  const { reference } = await done(createMandate(asked));
  assert.match(reference, /^M-2026-[0-9A-Z]{10}$/);
  await done(decideOnMandate(reference, "finalise"));
  await done(decideOnMandate(reference, "activate"));
  assert.deepEqual(await rows(objectsOf(reference)), [[reference, "SIDE_ACTIVITIES", "2026Q2", null, "ACTIVE"]]);
});

test("a mandate that waits is rejected, and that is the end of it", async (t) => {
  const { done, refused } = await openOffice(t);
  await done(decideOnMandate("M-2025-002", "reject"));
  for (const decision of ["finalise", "activate", "reject"] as const) {
    assert.equal(await refused(decideOnMandate("M-2025-002", decision), "status-follows"), "it is REJECTED");
  }
  assert.equal(await refused(endMandate("M-2025-002", quarter("2026Q1")), "status-follows"), "it is REJECTED");
});

test("no step of a mandate is left out or taken back", async (t) => {
  const { done, refused } = await openOffice(t);
  const { reference } = await done(createMandate({ ...asked, reference: "M-STEPS" }));
  await refused(decideOnMandate(reference, "activate"), "status-follows");
  await refused(decideOnMandate(reference, "reject"), "status-follows");
  await done(decideOnMandate(reference, "finalise"));
  await refused(decideOnMandate(reference, "finalise"), "status-follows");
  await done(decideOnMandate(reference, "activate"));
  await refused(decideOnMandate(reference, "activate"), "status-follows");
  await refused(decideOnMandate(reference, "reject"), "status-follows");
});

test("a mandate that nobody gave is told to be unknown", async (t) => {
  const { refused } = await openOffice(t);
  await refused(decideOnMandate("M-NONE", "finalise"), "mandate-known");
  await refused(endMandate("M-NONE", quarter("2026Q1")), "mandate-known");
});

test("nobody is mandatary of oneself", async (t) => {
  const { refused } = await openOffice(t);
  await refused(createMandate({ ...asked, mandatary: worldNumbers.shop }), "mandatary-another");
});

test("both parties are in the register of employers, and active in the quarters of the mandate", async (t) => {
  const { refused } = await openOffice(t);
  await refused(createMandate({ ...asked, mandator: numbers.townHall }), "entity-known");
  await refused(createMandate({ ...asked, mandatary: numbers.townHall }), "entity-known");
  const stopped = await refused(createMandate({ ...asked, mandatary: worldNumbers.mill }), "entity-active");
  assert.equal(stopped, "the mandatary is active at no time in the quarters from 2026Q2 on");
  const past = { ...asked, mandator: worldNumbers.mill, begin: quarter("2024Q3"), end: quarter("2025Q4") };
  assert.match((await refused(createMandate(past), "entity-active")) ?? "", /^the mandator .* 2024Q3 to 2025Q4$/);
});

test("a mandate for a time at which a stopped party was still active is taken", async (t) => {
  const { done } = await openOffice(t);
  await done(
    createMandate({ ...asked, mandator: worldNumbers.mill, begin: quarter("2024Q2"), end: quarter("2025Q4") }),
  );
});

test("no mandate ends before it begins, or lies in quarters that nobody keeps", async (t) => {
  const { refused } = await openOffice(t);
  const backwards = await refused(createMandate({ ...asked, end: quarter("2026Q1") }), "quarters-in-order");
  assert.equal(backwards, "2026Q2 to 2026Q1");
  await refused(createMandate({ ...asked, begin: quarter("0999Q4") }), "quarters-kept");
  await refused(createMandate({ ...asked, end: quarter("3000Q1") }), "quarters-kept");
});

test("a group is one of the code tables in the first quarter, and named once", async (t) => {
  const { refused } = await openOffice(t);
  const strange = await refused(createMandate({ ...asked, groups: ["SIDE_ACTIVITIES", "DIMONA"] }), "group-known");
  assert.equal(strange, "DIMONA in 2026Q2");
  const early = { ...asked, groups: ["LEARNING_ACCOUNT"], begin: quarter("2024Q1") };
  assert.equal(await refused(createMandate(early), "group-known"), "LEARNING_ACCOUNT in 2024Q1");
  await refused(createMandate({ ...asked, groups: ["SIDE_ACTIVITIES", "SIDE_ACTIVITIES"] }), "group-once");
});

test("a reference names one mandate, in capitals and digits", async (t) => {
  const { refused } = await openOffice(t);
  await refused(createMandate({ ...asked, reference: bakerys }), "reference-free");
  for (const reference of ["m-1", "-M", "M 1", "M".repeat(36), ""]) {
    await refused(createMandate({ ...asked, reference }), "reference-shape");
  }
});

test("a curator is appointed by a court: a person, for what curators do, active at once", async (t) => {
  const { done, refused, rows } = await openOffice(t);
  const appointment = { mandator: worldNumbers.shop, begin: quarter("2026Q1") };
  const { reference } = await done(appointCurator({ ...appointment, curator: numbers.curator }));
  assert.match(reference, /^C-2026-/);
  assert.deepEqual(await rows(objectsOf(reference)), [[reference, "CURATORSHIP", "2026Q1", null, "ACTIVE"]]);
  await refused(appointCurator({ ...appointment, curator: numbers.bureau }), "curator-is-a-person");
});

test("what curators do is for curators alone, and they do nothing else", async (t) => {
  const { refused } = await openOffice(t);
  const borrowed = await refused(createMandate({ ...asked, groups: ["CURATORSHIP"] }), "curator-alone-has-curatorship");
  assert.equal(borrowed, "CURATORSHIP for SP");
  const more = { ...asked, mandatary: numbers.curator, type: "CURATOR" as const };
  await refused(createMandate(more), "curator-alone-has-curatorship");
});

test("an exclusive group has one mandatary at a time: who stands in the way is told, and a successor waits", async (t) => {
  const { done, refused } = await openOffice(t);
  const successor = { ...asked, mandator: numbers.bakery, groups: ["DMFA_DIMONA"], reference: "M-NEXT" };
  await done(createMandate(successor));
  await done(decideOnMandate("M-NEXT", "finalise"));
  const rival = await refused(decideOnMandate("M-NEXT", "activate"), "one-mandatary-at-a-time");
  assert.equal(rival, "M-2020-001 for DMFA_DIMONA in the quarters from 2020Q1 on");
  await done(endMandate(bakerys, quarter("2026Q1")));
  await done(decideOnMandate("M-NEXT", "activate"));
});

test("a mandate ends after a quarter, and its delegations with it", async (t) => {
  const { done, rows, entries } = await openOffice(t);
  assert.deepEqual(await done(endMandate(bakerys, quarter("2026Q1"))), { delegations: 2 });
  assert.deepEqual(await rows(objectsOf(bakerys)), [[bakerys, "DMFA_DIMONA", "2020Q1", "2026Q1", "CLOSED"]]);
  assert.deepEqual(
    await rows("select end_quarter, status from employer_mandate.delegation where known_until = 'infinity'"),
    [
      ["2026Q1", "CLOSED"],
      ["2026Q1", "CLOSED"],
    ],
  );
  assert.deepEqual((await entries())[0]?.changed, [`mandate:${bakerys}`, ...bakerysDelegations]);
});

test("a mandate does not end before it began, nor twice", async (t) => {
  const { done, refused } = await openOffice(t);
  await refused(endMandate(bakerys, quarter("2019Q4")), "mandate-begun");
  await done(endMandate(bakerys, quarter("2026Q1")));
  assert.equal(await refused(endMandate(bakerys, quarter("2025Q4")), "status-follows"), "it is CLOSED");
});

test("a delegation that was to begin after the end of its mandate is forgotten, and its number not given again", async (t) => {
  const { office, done, rows } = await openOffice(t);
  const to = { number: worldNumbers.shop, quality: "QUAL_SP_LEG" };
  await done(openContextOf(to));
  await done(delegateMandate(bakerys, { to, begin: quarter("2027Q1") }));
  await done(endMandate(bakerys, quarter("2026Q1")));
  const left = await rows("select number from employer_mandate.delegation where known_until = 'infinity' order by 1");
  assert.deepEqual(left, [[1], [2]]);
  const ever = await lastDelegationOf(office.client, bakerys);
  assert.equal(ever, 3);
});

test("a mandate passes to another mandatary at the turn of a quarter, closed and opened in one", async (t) => {
  const { done, rows, entries, world } = await openOffice(t);
  const transfer = {
    lastQuarter: quarter("2026Q1"),
    mandatary: numbers.bureau,
    type: "SP" as const,
    reference: "M-NEW",
  };
  await done(transferMandate(bakerys, transfer));
  assert.deepEqual(
    (await rows(objects)).filter((row) => Array.isArray(row) && row[1] === "DMFA_DIMONA"),
    [
      [bakerys, "DMFA_DIMONA", "2020Q1", "2026Q1", "CLOSED"],
      ["M-NEW", "DMFA_DIMONA", "2026Q2", null, "ACTIVE"],
    ],
  );
  const successor = "select mandatary::text, mandate_type from employer_mandate.mandate where reference = 'M-NEW'";
  assert.deepEqual(await rows(successor), [[world.bureau, "SP"]]);
  assert.deepEqual((await entries())[0]?.changed, [`mandate:${bakerys}`, ...bakerysDelegations, "mandate:M-NEW"]);
});

test("a transfer that the successor may not have leaves the mandate as it was", async (t) => {
  const { refused } = await openOffice(t);
  const lastQuarter = quarter("2026Q1");
  await refused(transferMandate(bakerys, { lastQuarter, mandatary: numbers.secretariat }), "transfer-to-another");
  await refused(transferMandate(bakerys, { lastQuarter, mandatary: numbers.bakeryEmployer }), "mandatary-another");
  await refused(transferMandate(bakerys, { lastQuarter, mandatary: worldNumbers.mill }), "entity-active");
  await refused(transferMandate(bakerys, { lastQuarter, mandatary: numbers.townHall }), "entity-known");
  const taken = { lastQuarter, mandatary: numbers.bureau, reference: "M-2025-002" };
  await refused(transferMandate(bakerys, taken), "reference-free");
  const early = { lastQuarter: quarter("2019Q4"), mandatary: numbers.bureau };
  await refused(transferMandate(bakerys, early), "mandate-begun");
});

test("only an active mandate is transferred, and only while it goes on", async (t) => {
  const { done, refused } = await openOffice(t);
  const transfer = { lastQuarter: quarter("2026Q4"), mandatary: numbers.bureau };
  assert.equal(await refused(transferMandate("M-2025-002", transfer), "status-follows"), "it is PENDING");
  const { reference } = await done(createMandate({ ...asked, mandatary: numbers.secretariat, end: quarter("2026Q4") }));
  await done(decideOnMandate(reference, "finalise"));
  await done(decideOnMandate(reference, "activate"));
  const over = await refused(transferMandate(reference, transfer), "transfer-of-what-goes-on");
  assert.equal(over, "the quarters 2026Q2 to 2026Q4");
});

test("a successor gets what goes on, for no longer than it was given", () => {
  const object = (group: string, begin: string, end?: string) => ({
    group,
    begin: quarter(begin),
    ...(end === undefined ? {} : { end: quarter(end) }),
  });
  const given = [
    object("OVER", "2020Q1", "2024Q4"),
    object("ENDS", "2020Q1", "2027Q4"),
    object("RUNS", "2020Q1"),
    object("COMES", "2027Q1"),
  ];
  assert.deepEqual(objectsAfter(given, quarter("2025Q4")), [
    object("ENDS", "2026Q1", "2027Q4"),
    object("RUNS", "2026Q1"),
    object("COMES", "2027Q1"),
  ]);
});
