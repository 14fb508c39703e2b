import assert from "node:assert/strict";
import { test } from "node:test";
import type { Forwarding } from "../crossroads/annex-forwarding.ts";
import type { KnownPerson, KnownPersons } from "../crossroads/known-persons.ts";
import { certain } from "../kernel/outcome.ts";
import { parsePeriod } from "../kernel/period.ts";
import type { Mutation } from "./mutation.ts";
import type { Receiver } from "./receiver.ts";
import { follow, routesOf } from "./route.ts";

const [gardener, formerGardener] = ["90031510117", "90031510216"];

const hired: Mutation = {
  kind: "I",
  declarationId: "700000000145",
  periodId: "700000000145",
  recordedAt: "2026-06-25T08:00:00.000001Z",
  employer: { nssoNumber: "0199903710" },
  worker: { ssin: gardener },
  features: { workerType: "OTH", jointCommissionNumber: "XXX" },
  after: { state: "open", startDate: "2026-07-01", startHour: "0800" },
  isLate: false,
  isLocked: false,
};
const ended: Mutation = {
  ...hired,
  kind: "O",
  before: hired.after,
  after: { state: "closed", startDate: "2026-07-01", startHour: "0800", endDate: "2026-09-30" },
};

function receiver(special: Partial<Forwarding> = {}): Receiver {
  const forwarding: Forwarding = {
    legalContext: "TEST:FORWARDING",
    inscription: { holder: "sector:11", qualityCodes: [1, 2] },
    filter: [],
    attempts: 10,
    carriage: { kind: "pull" },
    ...special,
  };
  return { customer: "fund", identification: { cbeNumber: "1999990243" }, forwarding };
}

function person(holder = "sector:11", qualityCode = 1, from = "2020-01-01", to?: string): KnownPerson {
  const inscriptions = [{ holder, qualityCode, period: certain(parsePeriod(from, to)) }];
  return { ssin: gardener, state: "active", replacedBy: undefined, inscriptions };
}

const isTold = (mutation: Mutation, known: KnownPerson, special?: Partial<Forwarding>): boolean =>
  routesOf(mutation, known, [], [receiver(special)]).length === 1;

test("an institution is told where it has an inscription in a right quality that shares a day with the work", () => {
  const situations: readonly (readonly [string, KnownPerson, boolean])[] = [
    ["an open inscription", person(), true],
    ["the other quality", person("sector:11", 2), true],
    ["a wrong sector", person("sector:12"), false],
    ["a sector that begins alike", person("sector:11.1"), false],
    ["a wrong quality", person("sector:11", 3), false],
    ["over before the work begins", person("sector:11", 1, "2020-01-01", "2026-06-30"), false],
    ["over on the first day of the work", person("sector:11", 1, "2020-01-01", "2026-07-01"), true],
    ["from a day after the work began", person("sector:11", 1, "2026-08-01"), true],
    ["no inscription at all", { ...person(), inscriptions: [] }, false],
  ];
  for (const [situation, known, expected] of situations) assert.equal(isTold(hired, known), expected, situation);
});

test("who was told that work began is told that it ended, also where the inscription is over by then", () => {
  assert.ok(isTold(ended, person("sector:11", 1, "2020-01-01", "2026-07-15")));
});

test("work that is moved out of an inscription is told: it shared a day with it before", () => {
  const moved: Mutation = {
    ...hired,
    kind: "U",
    before: { state: "closed", startDate: "2026-07-01", endDate: "2026-07-31" },
    after: { state: "closed", startDate: "2026-09-01", endDate: "2026-09-30" },
  };
  assert.ok(isTold(moved, person("sector:11", 1, "2020-01-01", "2026-07-15")));
});

test("kinds and worker types that an annex does not name are not told", () => {
  assert.ok(isTold(hired, person(), { kinds: ["I", "C"], workerTypes: ["OTH", "STU"] }));
  assert.ok(!isTold(hired, person(), { kinds: ["O"] }));
  assert.ok(!isTold(hired, person(), { workerTypes: ["IVT", "TRI", "STG"] }));
});

test("elements that an annex takes out are in neither situation, and are named where they were there", () => {
  const filter = ["startHour", "isLate", "smallStatute", "before"];
  const [route] = routesOf(ended, person(), [], [receiver({ filter })]);
  assert.deepEqual(route?.removed, ["before", "isLate", "startHour"]);
  const { isLate, before, ...rest } = ended;
  assert.deepEqual(route?.mutation, {
    ...rest,
    after: { state: "closed", startDate: "2026-07-01", endDate: "2026-09-30" },
  });
});

test("a replaced number is followed to the person of today; the institution is told both numbers", async () => {
  const persons = register(
    { ssin: formerGardener, state: "replaced", replacedBy: gardener, inscriptions: [] },
    person(),
  );
  const followed = await follow(persons, formerGardener);
  assert.deepEqual(followed, person());
  assert.ok(followed !== undefined);
  const [route] = routesOf({ ...hired, worker: { ssin: formerGardener } }, followed, [formerGardener], [receiver()]);
  assert.deepEqual(route?.mutation.worker, { ssin: gardener, replacedSsin: formerGardener });
});

test("of a change of what may be known under a former number both numbers are told, of a new period today's alone", () => {
  const worker = (mutation: typeof ended) =>
    routesOf(mutation, person(), [formerGardener], [receiver()])[0]?.mutation.worker;
  assert.deepEqual(worker(ended), { ssin: gardener, replacedSsin: formerGardener });
  assert.deepEqual(worker(hired), { ssin: gardener });
});

test("about a number that is unknown or cancelled nobody is told", async () => {
  const cancelled: KnownPerson = { ...person(), state: "cancelled" };
  assert.equal(await follow(register(cancelled), gardener), undefined);
  assert.equal(await follow(register(), gardener), undefined);
});

function register(...people: readonly KnownPerson[]): KnownPersons {
  return { find: async (ssin) => people.find((one) => one.ssin === ssin) };
}
