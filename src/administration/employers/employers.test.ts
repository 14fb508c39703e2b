import assert from "node:assert/strict";
import { test } from "node:test";
import { day, days, number, numbers } from "../../../test/access-scene.ts";
import { worldNumbers } from "../../../test/mandate-world.ts";
import { openOffice, type TestOffice } from "../../../test/office.ts";
import type { Work } from "../administer.ts";
import {
  addEmployer,
  endEmployer,
  endNumber,
  identifyEmployer,
  type NewEmployer,
  renameEmployer,
  resumeEmployer,
} from "./employers.ts";
import { changesOfEmployer, employerOf, employerReference, knownBefore } from "./registered.ts";

const { bakery, bakeryEmployer, bakeryProvisional, curator, secretariatEmployer } = numbers;
const { shop, mill } = worldNumbers;
const mason = number("cbe", "1000000516");
const provisional = number("provisional", "5134794036");
const final = number("nsso", "100006");
const otherFinal = number("nsso", "212345609");
const ppl = number("ppl", "2130057");

const masonry: NewEmployer = {
  kind: "enterprise",
  name: "Metselwerk Luchtkasteel",
  numbers: [mason, provisional],
  from: day("2025-01-01"),
};

/** As the register knows it a minute from now. */
async function known({ office: { client, clock } }: TestOffice, named: typeof mason) {
  const found = await employerOf({ client, at: clock.now() + 60_000 }, named, day("2026-02-10"));
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

test("an employer is added with its numbers, found by each of them, and the audit has it by the register's key", async (t) => {
  const at = await openOffice(t);
  const { entity, activity, numbers: borne } = await at.done(addEmployer(masonry));
  assert.deepEqual(activity, [{ name: "Metselwerk Luchtkasteel", from: "2025-01-01" }]);
  assert.deepEqual(borne, [
    { number: mason, from: "2025-01-01" },
    { number: provisional, from: "2025-01-01" },
  ]);
  assert.equal((await known(at, mason)).entity, entity);
  assert.equal((await known(at, provisional)).entity, entity);
  assert.deepEqual(await at.entries(), [
    { operation: "test", by: "An Operator", changed: [employerReference(entity)] },
  ]);
});

test("an employer begins today and goes on, unless days are given", async (t) => {
  const at = await openOffice(t);
  const { kind, name, numbers: borne } = masonry;
  assert.deepEqual((await at.done(addEmployer({ kind, name, numbers: borne }))).activity, [
    { name, from: "2026-02-10" },
  ]);
  const past = { ...masonry, numbers: [number("cbe", "1000000615")], to: day("2025-12-31") };
  assert.deepEqual((await at.done(addEmployer(past))).activity, [{ name, ...days("2025-01-01", "2025-12-31") }]);
  await at.refused(
    addEmployer({ ...masonry, numbers: [number("cbe", "1000000714")], to: day("2024-12-31") }),
    "days-in-order",
  );
});

test("a final number takes the place of the provisional one, which ends on the day before; what was known stays", async (t) => {
  const at = await openOffice(t);
  const { entity } = await at.done(addEmployer(masonry));
  const { employer, replaced } = await at.done(identifyEmployer(provisional, final, day("2025-04-01")));
  assert.equal(replaced?.number, provisional);
  assert.deepEqual(employer.numbers, [
    { number: mason, from: "2025-01-01" },
    { number: provisional, from: "2025-01-01", to: "2025-03-31", replacedBy: final },
    { number: final, from: "2025-04-01" },
  ]);
  const { client, clock } = at.office;
  const before = await knownBefore({ client, at: clock.now() }, entity);
  assert.deepEqual(before, [
    {
      number: provisional,
      from: "2025-01-01",
      knownFrom: "2026-02-10T12:01:00.000Z",
      knownUntil: "2026-02-10T12:02:00.000Z",
    },
  ]);
  const then = await employerOf({ client, at: clock.now() - 1 }, provisional, day("2026-02-10"));
  assert.deepEqual(then.ok && then.value.numbers.map((one) => one.number), [mason, provisional]);
});

test("a provisional number that ended already is marked as replaced, with its own last day", async (t) => {
  const at = await openOffice(t);
  await at.done(addEmployer(masonry));
  await at.done(endNumber(provisional, day("2025-02-28")));
  const { employer } = await at.done(identifyEmployer(mason, final, day("2025-04-01")));
  assert.deepEqual(employer.numbers[1], {
    number: provisional,
    from: "2025-01-01",
    to: "2025-02-28",
    replacedBy: final,
  });
});

test("a provisional number that was replaced stays as it is when the final one gives way to another", async (t) => {
  const at = await openOffice(t);
  const before = (await known(at, bakery)).numbers.find((one) => one.number === bakeryProvisional);
  await at.done(endNumber(bakeryEmployer, day("2026-01-31")));
  const { employer, replaced } = await at.done(identifyEmployer(bakery, final, day("2026-02-01")));
  assert.equal(replaced, undefined);
  assert.deepEqual(employer.numbers.slice(1), [
    before,
    { number: bakeryEmployer, from: "2019-01-01", to: "2026-01-31" },
    { number: final, from: "2026-02-01" },
  ]);
});

test("a final number that begins before the provisional one did is refused", async (t) => {
  const at = await openOffice(t);
  await at.done(addEmployer(masonry));
  const found = await at.refused(identifyEmployer(provisional, final, day("2025-01-01")), "number-begun");
  assert.equal(found, `${provisional} begins on 2025-01-01`);
});

test("a number of another employer is refused in the time in which that has it, and told whose it is", async (t) => {
  const at = await openOffice(t);
  const taken = "nsso:0499999982 is that of Bakkerij Verbeelding (cbe:1000000021) from 2019-01-01 on";
  assert.equal(await at.refused(addEmployer({ ...masonry, numbers: [mason, bakeryEmployer] }), "number-free"), taken);
  assert.equal(await at.refused(identifyEmployer(shop, bakeryEmployer), "number-free"), taken);
  await at.done(endNumber(bakeryEmployer, day("2025-12-31")));
  assert.equal(
    await at.refused(identifyEmployer(shop, bakeryEmployer, day("2025-12-31")), "number-free"),
    "nsso:0499999982 is that of Bakkerij Verbeelding (cbe:1000000021) from 2019-01-01 to 2025-12-31",
  );
  const { employer } = await at.done(identifyEmployer(shop, bakeryEmployer, day("2026-01-01")));
  assert.equal((await known(at, bakeryEmployer)).entity, employer.entity, "the number names who has it now");
});

test("whose number it is is not told of a person", async (t) => {
  const at = await openOffice(t);
  const person: NewEmployer = { kind: "natural-person", name: "B. Zelfstandig", numbers: [curator] };
  const found = await at.refused(addEmployer(person), "number-free");
  assert.equal(found, "the number of a person is that of a person from 2003-01-01 on");
  await at.done(identifyEmployer(curator, mason, day("2026-01-01")));
  const named = await at.refused(addEmployer({ ...masonry, from: day("2026-02-01") }), "number-free");
  assert.equal(named, `${mason} is that of ${mason} from 2026-01-01 on`);
});

test("no employer is left without a number that no other has or had", async (t) => {
  const at = await openOffice(t);
  await at.done(endNumber(shop, day("2025-12-31")));
  const heir = { ...masonry, from: day("2026-01-01") };
  await at.refused(addEmployer({ ...heir, numbers: [] }), "number-of-its-own");
  await at.refused(addEmployer({ ...heir, numbers: [shop] }), "number-of-its-own");
  // The shop has no other.
  await at.refused(addEmployer({ ...heir, numbers: [shop, ppl] }), "number-of-its-own");
  await at.done(identifyEmployer(shop, final));
  const { entity } = await at.done(addEmployer({ ...heir, numbers: [shop, ppl] }));
  assert.equal((await known(at, shop)).entity, entity);
});

test("a second number of a kind is refused, and so is a provisional one beside a final one", async (t) => {
  const at = await openOffice(t);
  const from2019 = "nsso:0499999982 from 2019-01-01 on";
  assert.equal(await at.refused(identifyEmployer(bakery, otherFinal), "one-of-a-kind"), from2019);
  assert.equal(await at.refused(identifyEmployer(bakery, provisional), "one-of-a-kind"), from2019);
  assert.equal(await at.refused(identifyEmployer(bakery, mason), "one-of-a-kind"), `${bakery} from 2003-01-01 on`);
  await at.refused(addEmployer({ ...masonry, numbers: [mason, provisional, final] }), "one-of-a-kind");
  await at.refused(addEmployer({ ...masonry, numbers: [mason, bakery] }), "one-of-a-kind");
  // One of a local administration is of another kind.
  assert.equal((await at.done(identifyEmployer(bakery, ppl))).employer.numbers.at(-1)?.number, ppl);
});

test("a number that the employer has already is refused", async (t) => {
  const at = await openOffice(t);
  const found = await at.refused(identifyEmployer(bakery, bakeryEmployer), "number-once");
  assert.equal(found, "nsso:0499999982 from 2019-01-01 on");
  await at.refused(addEmployer({ ...masonry, numbers: [mason, mason] }), "number-once");
});

test("an enterprise is not named by the number of a person", async (t) => {
  const at = await openOffice(t);
  await at.refused(addEmployer({ ...masonry, numbers: [curator] }), "number-of-a-person");
  const other = number("ssin", "53480200724");
  await at.refused(identifyEmployer(bakery, other), "number-of-a-person");
  const person = { ...masonry, kind: "natural-person" as const, numbers: [other] };
  assert.equal((await at.done(addEmployer(person))).kind, "natural-person");
});

test("a number ends, and goes on naming its employer until another has it", async (t) => {
  const at = await openOffice(t);
  const { numbers: borne, entity } = await at.done(endNumber(secretariatEmployer, day("2025-12-31")));
  assert.deepEqual(borne.at(-1), { number: secretariatEmployer, from: "2003-01-01", to: "2025-12-31" });
  assert.equal((await known(at, secretariatEmployer)).entity, entity);
  await at.refused(endNumber(secretariatEmployer, day("2025-12-31")), "number-runs");
  await at.refused(endNumber(bakeryEmployer, day("2018-12-31")), "number-runs");
});

test("a name that changes keeps the days of each, and later ones are forgotten", async (t) => {
  const at = await openOffice(t);
  await at.done(renameEmployer(shop, "Winkel Straks", day("2027-01-01")));
  const { activity } = await at.done(renameEmployer(shop, "Winkel Nu"));
  assert.deepEqual(activity, [
    { name: "Winkel Schijn", from: "2003-01-01", to: "2026-02-09" },
    { name: "Winkel Nu", from: "2026-02-10" },
  ]);
});

test("who is not active on the day gets no other name, and no end", async (t) => {
  const at = await openOffice(t);
  const found = "on 2026-02-10 it is not; it is from 2003-01-01 to 2024-06-30";
  assert.equal(await at.refused(renameEmployer(mill, "Molen Nu"), "employer-active"), found);
  assert.equal(await at.refused(endEmployer(mill), "employer-active"), found);
  await at.refused(endEmployer(mill, day("2024-06-30")), "employer-goes-on");
  await at.refused(endEmployer(shop, day("2002-12-31")), "employer-active");
});

test("a name is neither empty nor longer than the register takes, and has no blank at its ends", async (t) => {
  const at = await openOffice(t);
  for (const name of ["", " Molen", "Molen ", "Mo\tlen", "M".repeat(201)]) {
    await at.refused(renameEmployer(shop, name), "name-shape");
    await at.refused(addEmployer({ ...masonry, name }), "name-shape");
    await at.refused(resumeEmployer(mill, { name }), "name-shape");
  }
  const { activity } = await at.done(renameEmployer(shop, "é".repeat(199).concat("𝄞")));
  assert.equal(activity.length, 2);
});

test("an employer ends, begins again under its last name, and never twice at a time", async (t) => {
  const at = await openOffice(t);
  assert.deepEqual((await at.done(endEmployer(shop, day("2025-06-30")))).activity, [
    { name: "Winkel Schijn", ...days("2003-01-01", "2025-06-30") },
  ]);
  const overlap = await at.refused(resumeEmployer(shop, { from: day("2025-06-30") }), "employer-stopped");
  assert.equal(overlap, "it is active from 2003-01-01 to 2025-06-30");
  await at.refused(resumeEmployer(shop, { from: day("2002-01-01") }), "employer-stopped");
  assert.deepEqual((await at.done(resumeEmployer(shop, { from: day("2026-01-01") }))).activity.at(-1), {
    name: "Winkel Schijn",
    from: "2026-01-01",
  });
  await at.refused(resumeEmployer(shop, {}), "employer-stopped");
  const renewed = await at.done(resumeEmployer(mill, { name: "Molen Nieuw" }));
  assert.deepEqual(renewed.activity.at(-1), { name: "Molen Nieuw", from: "2026-02-10" });
});

test("a number that names nobody is refused by every command", async (t) => {
  const at = await openOffice(t);
  const works: readonly Work<unknown>[] = [
    identifyEmployer(ppl, final),
    endNumber(ppl),
    renameEmployer(ppl, "Niemand"),
    endEmployer(ppl),
    resumeEmployer(ppl, {}),
  ];
  for (const work of works) {
    assert.equal(await at.refused(work, "entity-known"), "a number of kind ppl that names nobody");
  }
});

test("an employer that is still to come is found by its number, and a number that passed on names the one who has it", async (t) => {
  const at = await openOffice(t);
  const { entity } = await at.done(addEmployer({ ...masonry, from: day("2027-01-01") }));
  assert.equal((await known(at, mason)).entity, entity);
  await at.done(endNumber(secretariatEmployer, day("2025-12-31")));
  await at.done(identifyEmployer(shop, secretariatEmployer, day("2027-01-01")));
  assert.equal(
    (await known(at, secretariatEmployer)).entity,
    at.world.secretariat,
    "until then it names who had it last",
  );
});

test("who changed an employer by hand is found again from its rows", async (t) => {
  const at = await openOffice(t);
  const { entity } = await at.done(renameEmployer(shop, "Winkel Nu"));
  await at.done(identifyEmployer(bakery, ppl));
  const changes = await changesOfEmployer(at.office.client, entity);
  assert.deepEqual(
    changes.map(({ at: moment, by, account }) => [moment, by, account]),
    [["2026-02-10T12:01:00.000Z", "An Operator", "operator"]],
  );
  assert.ok((await at.verify()).every((report) => report.break === undefined));
});
