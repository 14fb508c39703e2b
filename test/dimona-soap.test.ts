// Institutions that consult the personnel files of employers by SOAP: what they ask, what they get to see, what they are refused.
import assert from "node:assert/strict";
import { after, before, type TestContext, test } from "node:test";
import fc from "fast-check";
import { addDays } from "../src/kernel/day.ts";
import { aboutEmployers } from "../src/population/dimona/load.ts";
import type { PeriodType } from "../src/schema/generated/dimona-types-v1.ts";
import { faultIn } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { onServer } from "./database-server.ts";
import { dimonaCustomer, type PeriodWish } from "./dimona-customer.ts";
import { addPeriods, type GivenPeriod } from "./dimona-periods.ts";
import { type Installation, install } from "./installation.ts";
import { somebodyWith } from "./people.ts";
import { personNumber } from "./rest-customer.ts";

let site: Installation;

/** Employers of the demo: a caterer, a laundry, a brewery, an agency by what it declares, a town, and two users of agencies. */
const caterer = { cbe: "1999903735", nsso: "199903710" };
const laundry = { cbe: "1999901062", nsso: "199901091" };
const agency = { cbe: "1999900666", nsso: "199900606" };
const town = { cbe: "1999903834" };
const brewery = { cbe: "1999900270", nsso: "199900218" };
const bakery = { cbe: "1999900072", nsso: "199900024" };

/** Workers: one for the criteria, one for details, two of whom one is inscribed, one with an older number. */
const workers = { anna: "", bert: "", chris: "", dirk: "", eva: "", evaBefore: "" };

/** Anna's periods by what is particular about them. */
const annas = {
  open: { employer: caterer.cbe, span: { from: "2024-03-01" } },
  closed: { employer: caterer.cbe, span: { from: "2021-01-01", to: "2021-06-30" }, lastAction: "out" },
  student: {
    employer: laundry.cbe,
    span: { from: "2022-07-01", to: "2022-07-31", hours: 120 },
    features: { workerType: "STU" },
  },
  evening: {
    employer: caterer.cbe,
    span: { from: "2023-05-05 18:00", to: "2023-05-05 23:30" },
    features: { workerType: "EXT", jointCommittee: "302" },
  },
  temporary: {
    employer: agency.cbe,
    span: { from: "2023-02-01", to: "2023-02-28" },
    features: {
      jointCommittee: "322",
      user: { jointCommittee: "124", enterpriseNumber: brewery.cbe },
    },
    controlCards: { firstMonth: "000000000101", nextMonth: "000000000202" },
  },
  town: { employer: town.cbe, span: { from: "2020-02-01", to: "2020-12-31" }, features: { jointCommittee: undefined } },
  ministry: { employer: laundry.cbe, span: { from: "2023-09-01", to: "2023-12-31" }, features: { subEntity: "17" } },
  cancelled: {
    employer: bakery.cbe,
    span: { from: "2022-01-01", to: "2022-12-31" },
    cancelled: true,
    lastAction: "cancel",
  },
} as const satisfies Record<string, Omit<GivenPeriod, "ssin">>;
type Name = keyof typeof annas;
const names = Object.keys(annas) as readonly Name[];
const numbers = new Map<string, Name>();
const numberOf = (name: Name): string => [...numbers].find(([, one]) => one === name)?.[0] ?? "";

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const { connectionString } = await demoDatabase(t as TestContext);
  // The personnel files of the demo network would stand between. Before anybody works on them.
  await onServer(connectionString, (client) => client.query(`truncate ${aboutEmployers.join(", ")}`));
  site = await install(connectionString);
  const inUse = site.people.filter(({ state, oldSsins }) => state === "active" && oldSsins.length === 0);
  for (const [place, name] of (["anna", "bert", "chris", "dirk"] as const).entries()) {
    workers[name] = inUse[place + 20]?.ssin ?? "";
  }
  const eva = somebodyWith(site, "has-old-ssin", ({ oldSsins }) => oldSsins.length === 2);
  [workers.eva, workers.evaBefore] = [eva.ssin, eva.oldSsins[0] ?? ""];
  await onServer(site.connectionString, async (client) => {
    await client.query("delete from crossroads.inscription where quality_code = 30");
    const added = await addPeriods(
      client,
      names.map((name): GivenPeriod => ({ ssin: workers.anna, ...annas[name] })),
    );
    for (const [place, number] of added.entries()) numbers.set(number, names[place] ?? "open");
    const address = { street: "Veld", houseNumber: "7", postCode: "9000", city: "Gent", country: "150" };
    await addPeriods(client, [
      {
        employer: brewery.cbe,
        ssin: workers.bert,
        span: { from: "2025-07-01", to: "2025-07-31", hours: 80 },
        features: { workerType: "STU", user: { name: "Feest & Zonen", jointCommittee: "302" } },
        placeOfWork: { name: "De tent", address },
      },
      { employer: brewery.cbe, ssin: workers.chris, span: { from: "2024-01-01", to: "2024-12-31" } },
      { employer: brewery.cbe, ssin: workers.dirk, span: { from: "2024-01-01", to: "2024-12-31" } },
      { employer: caterer.cbe, ssin: workers.evaBefore, span: { from: "2021-01-01", to: "2021-12-31" } },
      { employer: caterer.cbe, ssin: workers.eva, span: { from: "2024-01-01" } },
    ]);
    await client.query(
      "insert into crossroads.inscription (ssin, holder, quality_code, begin_date, end_date, known_from) values ($1, 'sector:12', 30, '2024-06-01', '2024-06-30', '2024-01-01'), ($2, 'sector:12', 31, '2020-01-01', null, '2024-01-01'), ($2, 'sector:11', 30, '2020-01-01', null, '2024-01-01')",
      [workers.chris, workers.dirk],
    );
  });
});
after(() => site.stop());

const customer = (name: string, legalContext?: string) =>
  dimonaCustomer({ network: site.network, addresses: site.worker, clock: site.clock }, name, legalContext);
const inspectorate = () => customer("social-inspectorate");
const office = () => customer("regional-employment");

const namesIn = (period: readonly PeriodType[] = []): readonly string[] =>
  period.map(({ dimonaPeriodId }) => numbers.get(dimonaPeriodId) ?? dimonaPeriodId);

const living = names.filter((name) => name !== "cancelled");
const all = [...names];
const employedBy = ({ cbe }: { readonly cbe: string }, among: readonly Name[] = living): readonly Name[] =>
  among.filter((name) => annas[name].employer === cbe);

const criteria: readonly (readonly [what: string, wish: () => PeriodWish, expected: readonly Name[]])[] = [
  ["nothing but the worker and the days", () => ({}), living],
  ["the employer by its NSSO number", () => ({ employer: { nossRegistrationNbr: caterer.nsso } }), employedBy(caterer)],
  ["the employer by its enterprise number", () => ({ employer: { companyId: laundry.cbe } }), employedBy(laundry)],
  [
    "the employer by both, of which the NSSO number decides",
    () => ({ employer: { nossRegistrationNbr: caterer.nsso, companyId: laundry.cbe } }),
    employedBy(caterer),
  ],
  ["a provisional number that nobody has", () => ({ employer: { provisionalNssoNbr: "5000000120" } }), []],
  ["a sub-entity", () => ({ employer: { companyId: laundry.cbe, subEntityNbr: "17" } }), ["ministry"]],
  ["another sub-entity", () => ({ employer: { companyId: laundry.cbe, subEntityNbr: "18" } }), []],
  ["the number of a period", () => ({ dimonaPeriodId: numberOf("evening") }), ["evening"]],
  ["the source DIBISS: local administrations", () => ({ source: "DIBISS" }), ["town"]],
  ["the source RSZ: all others", () => ({ source: "RSZ" }), living.filter((name) => name !== "town")],
  ["one joint committee", () => ({ jointCommissionNbr: ["302"] }), ["evening"]],
  ["several joint committees", () => ({ jointCommissionNbr: ["302", "322"] }), ["evening", "temporary"]],
  ["several worker types", () => ({ workerType: ["STU", "EXT"] }), ["student", "evening"]],
  [
    "the using employer by its enterprise number",
    () => ({ usingEmployer: { usingEmployerCompanyId: brewery.cbe } }),
    ["temporary"],
  ],
  [
    "the using employer by its NSSO number",
    () => ({ usingEmployer: { nossRegistrationNbr: brewery.nsso } }),
    ["temporary"],
  ],
  ["a using employer that nobody is", () => ({ usingEmployer: { nossRegistrationNbr: "100006" } }), []],
  [
    "days that some periods share one day with",
    () => ({ period: { beginDate: "2021-06-30", endDate: "2022-07-01" } }),
    ["closed", "student"],
  ],
  [
    "days between periods",
    () => ({ period: { beginDate: "2021-07-01", endDate: "2022-06-30" }, cancellationIndicator: "1" }),
    [],
  ],
  [
    "only what started or ended within the days",
    () => ({ period: { beginDate: "2023-02-10", endDate: "2024-03-01" }, onlyStartedOrEnded: true }),
    ["open", "evening", "temporary", "ministry"],
  ],
  [
    "the same days, and all that was going on",
    () => ({ period: { beginDate: "2024-06-01", endDate: "2024-06-30" }, onlyStartedOrEnded: false }),
    ["open"],
  ],
  [
    "the same days, and nothing started or ended",
    () => ({ period: { beginDate: "2024-06-01", endDate: "2024-06-30" }, onlyStartedOrEnded: true }),
    [],
  ],
  ["cancelled or not", () => ({ cancellationIndicator: "0" }), all],
  ["cancelled ones alone", () => ({ cancellationIndicator: "2" }), ["cancelled"]],
  ["temporary agency work or not", () => ({ interimIndicator: "0" }), living],
  ["temporary agency work alone", () => ({ interimIndicator: "1" }), ["temporary"]],
  ["no temporary agency work", () => ({ interimIndicator: "2" }), living.filter((name) => name !== "temporary")],
];

for (const [what, wish, expected] of criteria) {
  test(`a question about a worker by ${what} finds ${expected.length === 0 ? "nothing" : expected.join(", ")}`, async () => {
    const { status, periods, ssin } = await inspectorate().periods({ ssin: workers.anna, ...wish() });
    assert.deepEqual(namesIn(periods?.period).toSorted(), expected.toSorted());
    assert.equal(status.code, expected.length === 0 ? "MSG00100" : "MSG00000");
    assert.equal(ssin?.value, workers.anna);
  });
}

test("what a worker's question finds at an employer, the employer's question finds of that worker", async () => {
  const oneOf = <Value>(...values: Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
  const wishes = fc.record({
    employer: fc.constantFrom(caterer, laundry, agency, town, bakery).map(({ cbe }) => ({ companyId: cbe })),
    workerType: oneOf(["OTH"], ["STU", "EXT"]),
    jointCommissionNbr: oneOf(["XXX"], ["302", "322"]),
    source: oneOf("RSZ", "DIBISS"),
    onlyStartedOrEnded: oneOf(true, false),
    cancellationIndicator: fc.constantFrom("0", "1", "2"),
    interimIndicator: oneOf("0", "1", "2"),
    usingEmployer: oneOf({ usingEmployerCompanyId: brewery.cbe }),
    period: fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 800 })).map(([first, length]) => ({
      beginDate: addDays("2020-01-01" as typeof site.today, first),
      endDate: addDays("2020-01-01" as typeof site.today, first + length),
    })),
  }) as fc.Arbitrary<PeriodWish>;
  const found = async (wish: PeriodWish) => {
    const { periods } = await inspectorate().periods(wish);
    return namesIn(periods?.period).filter((name) => names.some((one) => one === name));
  };
  await fc.assert(
    fc.asyncProperty(wishes, async (wish) => {
      assert.deepEqual(await found({ ...wish, ssin: workers.anna }), await found(wish));
    }),
    { seed: 296, numRuns: 60, endOnFailure: true },
  );
});

test("without an end the question is about the days until today", async () => {
  const [tomorrow] = await onServer(site.connectionString, (client) =>
    addPeriods(client, [{ employer: bakery.cbe, ssin: workers.dirk, span: { from: addDays(site.today, 1) } }]),
  );
  const asked = async (period: NonNullable<PeriodWish["period"]>) =>
    (await inspectorate().periods({ ssin: workers.dirk, period })).periods?.period.map((one) => one.dimonaPeriodId);
  assert.equal((await asked({ beginDate: "2024-01-01" }))?.includes(tomorrow ?? ""), false);
  assert.equal(
    (await asked({ beginDate: "2024-01-01", endDate: addDays(site.today, 1) }))?.includes(tomorrow ?? ""),
    true,
  );
});

test("a period comes with its employer, moments, last action, cards, using employer and place of work", async () => {
  const { periods } = await inspectorate().periods({ dimonaPeriodId: numberOf("temporary") });
  assert.deepEqual(periods?.period, [
    {
      dimonaPeriodId: numberOf("temporary"),
      isCancelled: false,
      employer: { nossRegistrationNbr: "0199900606", companyId: agency.cbe },
      ssin: workers.anna,
      source: "RSZ",
      startingDate: "2023-02-01",
      endingDate: "2023-02-28",
      jointCommissionNbr: "322",
      workerType: "OTH",
      creationTimestamp: "2025-12-31T00:00:00.000Z",
      lastUpdateTimestamp: "2025-12-31T00:00:00.000Z",
      lastAction: "I",
      constructionControlCards: { firstMonthC32ANbr: "000000000101", nextMonthC32ANbr: "000000000202" },
      usingEmployer: { jointCommissionNbr: "124", usingEmployerCompanyId: brewery.cbe },
    },
  ]);
  const [student] = (await inspectorate().periods({ ssin: workers.bert })).periods?.period ?? [];
  assert.deepEqual(student?.placeOfWork, {
    denomination: "De tent",
    address: { street: "Veld", houseNbr: "7", zipCode: "9000", city: "Gent", country: "150" },
  });
  assert.deepEqual(student?.usingEmployer, { jointCommissionNbr: "302", usingEmployerName: "Feest & Zonen" });
  assert.equal(student?.plannedHoursNbr, 80);
  const [evening] = (await inspectorate().periods({ dimonaPeriodId: numberOf("evening") })).periods?.period ?? [];
  assert.deepEqual([evening?.startingHour, evening?.endingHour], ["1800", "2330"]);
});

test("of a cancelled period one customer sees its number and its mark, and one whose annex says so the whole", async () => {
  const wish = { ssin: workers.anna, cancellationIndicator: "2" } as const;
  const bare = await customer("health-fund").periods(wish);
  assert.deepEqual(bare.periods?.period, [{ dimonaPeriodId: numberOf("cancelled"), isCancelled: true }]);
  assert.equal(bare.dataFilters, undefined, "that is not a filter of the annex");
  const [whole] = (await inspectorate().periods(wish)).periods?.period ?? [];
  assert.equal(whole?.startingDate, "2022-01-01");
  assert.equal(whole?.employer?.companyId, bakery.cbe);
  assert.equal(whole?.lastAction, "C");
});

test("what the annex takes out cannot be asked for either, and what a cancelled period was like neither", async () => {
  const fund = customer("health-fund");
  const { status, periods } = await fund.periods({
    ssin: workers.anna,
    usingEmployer: { usingEmployerCompanyId: brewery.cbe },
  });
  assert.deepEqual([status.code, periods], ["MSG00008", undefined]);
  assert.deepEqual(
    status.information?.map(({ fieldName }) => fieldName),
    ["usingEmployer"],
  );
  const cancelled = { ssin: workers.anna, cancellationIndicator: "2" } as const;
  for (const criterion of [{ workerType: ["OTH"] }, { source: "RSZ" }, { interimIndicator: "2" }] as const) {
    assert.equal((await fund.periods({ ...cancelled, ...criterion })).status.code, "MSG00100");
    assert.equal((await inspectorate().periods({ ...cancelled, ...criterion })).periods?.period.length, 1);
  }
});

test("a health fund sees neither cards nor places nor users nor planned hours, is told so, and they are nowhere in the answer", async () => {
  const { sent, periods } = customer("health-fund");
  const response = await periods({ ssin: workers.anna });
  assert.deepEqual(response.dataFilters, {
    filteredElement: ["plannedHoursNbr", "constructionControlCards", "usingEmployer"],
  });
  assert.deepEqual(namesIn(response.periods?.period).toSorted(), living.toSorted());
  const { text } = await sent.periods({ ssin: workers.bert });
  assert.doesNotMatch(text, /Feest|De tent|plannedHoursNbr>|placeOfWork>|usingEmployer>|controlCards>/i);
  assert.match(text, /<filteredElement>placeOfWork<\/filteredElement>/);
  const [entry] = await site.entriesOf(response.informationCBSS.ticketCBSS);
  assert.deepEqual(entry?.filtered, ["plannedHoursNbr", "constructionControlCards", "usingEmployer"]);
  assert.equal(entry?.subject, workers.anna);
});

test("an employer's question is answered to who needs no inscription, with whoever worked there", async () => {
  const { periods, ssin } = await inspectorate().periods({ employer: { nossRegistrationNbr: brewery.nsso } });
  assert.deepEqual(
    periods?.period.map((one) => one.ssin).toSorted(),
    [workers.bert, workers.chris, workers.dirk].toSorted(),
  );
  assert.equal(ssin, undefined, "it is about nobody in particular");
});

const year2024 = { beginDate: "2024-01-01", endDate: "2024-12-31" };

test("an office that needs inscriptions gets the inscribed worker, and is refused for the others", async () => {
  const known = await office().periods({ ssin: workers.chris, period: year2024 });
  assert.equal(known.status.code, "MSG00000");
  assert.equal(known.periods?.period.length, 1);
  // Inscribed for the sector in another quality, and for another sector in this one.
  const other = await office().periods({ ssin: workers.dirk, period: year2024 });
  assert.deepEqual([other.status.value, other.status.code], ["NO_RESULT", "MSG00012"]);
  assert.equal(other.periods, undefined);
  assert.equal(other.ssin, undefined);
});

test("an inscription that shares no day with the period asked about, or with the data, does not count", async () => {
  const before = await office().periods({
    ssin: workers.chris,
    period: { beginDate: "2024-07-01", endDate: "2024-12-31" },
  });
  assert.equal(before.status.code, "MSG00012");
});

test("an office that needs inscriptions never sees an uninscribed worker through the employer", async () => {
  const { sent } = office();
  for (const wish of [
    { employer: { nossRegistrationNbr: brewery.nsso } },
    { employer: { companyId: brewery.cbe }, workerType: ["OTH"] },
  ]) {
    const { text } = await sent.periods({ ...wish, period: year2024 });
    assert.match(text, /MSG00000/);
    assert.ok(text.includes(workers.chris));
    for (const stranger of [workers.bert, workers.dirk]) assert.ok(!text.includes(stranger), text);
    const relations = await sent.relations({ employer: wish.employer, period: year2024 });
    assert.ok(relations.text.includes(workers.chris));
    for (const stranger of [workers.bert, workers.dirk]) assert.ok(!relations.text.includes(stranger));
  }
});

test("where nobody is left, the answer is to the letter that of an employer without anybody", async () => {
  const bare = (text: string) =>
    text
      .replace(/<(ticket|ticketCBSS|timestamp\w+|companyId)>[^<]*<\/\1>/g, "<$1/>")
      .replace(/<dimonaPeriodId>[^<]*<\/dimonaPeriodId>/, "");
  const { sent } = office();
  const asked = async (wish: PeriodWish) => sent.periods({ ...wish, period: year2024 });
  const taken = await asked({ employer: { companyId: caterer.cbe } });
  const empty = await asked({ employer: { companyId: "1999902349" } });
  assert.match(empty.text, /MSG00100/);
  assert.equal(bare(taken.text), bare(empty.text));
  const byNumber = await asked({ dimonaPeriodId: numberOf("open") });
  const noNumber = await asked({ dimonaPeriodId: "700000000145" });
  assert.equal(bare(byNumber.text), bare(noNumber.text));
  const ticketOf = ({ text }: { readonly text: string }) => /<ticketCBSS>([^<]*)</.exec(text)?.[1] ?? "";
  const [[a], [b]] = await Promise.all([site.entriesOf(ticketOf(taken)), site.entriesOf(ticketOf(empty))]);
  assert.deepEqual(a?.gates, b?.gates, "the trail, which /explain tells, says no more");
});

test("what an office sees is cut to the days that it asks about, and it may not look back further than five years", async () => {
  const june = { beginDate: "2024-06-10", endDate: "2024-06-20" };
  const { periods } = await office().periods({ ssin: workers.chris, period: june });
  assert.deepEqual(
    periods?.period.map(({ startingDate, endingDate }) => [startingDate, endingDate]),
    [[june.beginDate, june.endDate]],
  );
  const { relations } = await office().relations({ ssin: workers.chris, period: june });
  assert.deepEqual(
    relations?.relation.map(({ startingDate, endingDate }) => [startingDate, endingDate]),
    [[june.beginDate, june.endDate]],
  );
  const far = await office().periods({ employer: { companyId: brewery.cbe }, period: { beginDate: "2020-01-01" } });
  assert.equal(far.status.code, "MSG00027");
});

test("a replaced number leads to today's, and to the periods under both; an employer's answer names today's", async () => {
  const answer = await inspectorate().periods({ ssin: workers.evaBefore });
  assert.deepEqual(answer.ssin, { value: workers.eva, replaces: workers.evaBefore });
  assert.deepEqual(
    answer.periods?.period.map(({ ssin, startingDate }) => [ssin, startingDate]),
    [
      [workers.eva, "2024-01-01"],
      [workers.eva, "2021-01-01"],
    ],
  );
  const { text } = await inspectorate().sent.periods({ employer: { companyId: caterer.cbe } });
  assert.ok(text.includes(workers.eva) && !text.includes(workers.evaBefore));
  const refused = await office().periods({ ssin: workers.evaBefore, period: year2024 });
  assert.equal(refused.status.code, "MSG00006");
});

test("relations: one for each employer, from the first hiring to the last end, whatever numbers the worker had", async () => {
  const { relations } = await inspectorate().relations({ ssin: workers.eva });
  assert.deepEqual(relations?.relation, [
    {
      employer: { nossRegistrationNbr: "0199903710", companyId: caterer.cbe },
      ssin: workers.eva,
      source: "RSZ",
      startingDate: "2021-01-01",
    },
  ]);
  const annasRelations = await inspectorate().relations({ ssin: workers.anna });
  const spans = annasRelations.relations?.relation.map(({ employer, startingDate, endingDate }) => [
    employer.companyId,
    startingDate,
    endingDate,
  ]);
  assert.deepEqual(
    spans?.toSorted(),
    [
      [agency.cbe, "2023-02-01", "2023-02-28"],
      [laundry.cbe, "2022-07-01", "2023-12-31"],
      [caterer.cbe, "2021-01-01", undefined],
      [town.cbe, "2020-02-01", "2020-12-31"],
    ].toSorted(),
  );
  const locals = await inspectorate().relations({ ssin: workers.anna, source: "DIBISS" });
  assert.deepEqual(
    locals.relations?.relation.map(({ employer }) => employer.companyId),
    [town.cbe],
  );
  const ended = await inspectorate().relations({
    ssin: workers.anna,
    period: { beginDate: "2023-01-01", endDate: "2023-12-31" },
    onlyStartedOrEnded: true,
  });
  assert.equal(ended.relations?.relation.length, 2);
  const one = await inspectorate().relations({ ssin: workers.anna, employer: { nossRegistrationNbr: caterer.nsso } });
  assert.equal(one.relations?.relation.length, 1);
  const filtered = await customer("health-fund").relations({ employer: { companyId: town.cbe } });
  assert.equal(filtered.relations?.relation.length, 1);
});

const refusals: readonly (readonly [what: string, wish: () => PeriodWish, code: string, field?: string])[] = [
  ["names nobody", () => ({}), "MSG00008", "criteria"],
  ["names an employer without a number", () => ({ employer: { subEntityNbr: "17" } }), "MSG00008", "employer"],
  ["names a period with wrong check digits", () => ({ dimonaPeriodId: "700000000146" }), "MSG00008", "dimonaPeriodId"],
  [
    "ends before it begins",
    () => ({ ssin: workers.anna, period: { beginDate: "2024-01-02", endDate: "2024-01-01" } }),
    "MSG00008",
    "endDate",
  ],
  [
    "begins after today and has no end",
    () => ({ ssin: workers.anna, period: { beginDate: "2039-01-01" } }),
    "MSG00008",
    "endDate",
  ],
  ["has wrong check digits in the worker's number", () => ({ ssin: `${workers.anna.slice(0, 9)}00` }), "MSG00011"],
  ["is about a cancelled number", () => ({ ssin: somebodyWith(site, "cancelled-ssin").ssin }), "MSG00007"],
];

for (const [what, wish, code, field] of refusals) {
  test(`a question that ${what} is refused with ${code}`, async () => {
    const { status, periods } = await inspectorate().periods(wish());
    assert.deepEqual([status.value, status.code], ["NO_RESULT", code]);
    assert.equal(status.information?.[0]?.fieldName, field);
    assert.equal(periods, undefined);
  });
}

test("legal contexts and operations that the annex does not name are refused", async () => {
  const wrong = await customer("social-inspectorate", "DEMO:OTHER").periods({ ssin: workers.anna });
  assert.equal(wrong.status.code, "MSG00013");
  const stranger = await customer("caterer").periods({ ssin: workers.anna });
  assert.equal(stranger.status.code, "MSG00016");
  const declares = await inspectorate().declare({
    declaration: { dimonaCancel: { dimonaPeriodId: numberOf("open") } },
  });
  assert.equal(declares.status.code, "MSG00016");
  assert.equal(declares.result, undefined);
});

test("more than an answer may hold is told, and nothing of it shown; narrower questions are answered", async () => {
  await onServer(site.connectionString, (client) =>
    addPeriods(
      client,
      Array.from({ length: 501 }, (_, place): GivenPeriod => {
        const from = addDays("2010-01-01" as typeof site.today, place);
        const features = place === 500 ? { subEntity: "9" } : {};
        return { employer: "1999900369", ssin: workers.bert, span: { from, to: from }, features };
      }),
    ),
  );
  const from2010 = { beginDate: "2010-01-01", endDate: "2019-12-31" };
  for (const wish of [{ employer: { companyId: "1999900369" } }, { ssin: workers.bert }]) {
    const many = await inspectorate().periods({ ...wish, period: from2010 });
    assert.deepEqual([many.status.value, many.status.code], ["NO_RESULT", "DIM00100"]);
    assert.deepEqual(many.status.information, [{ fieldName: "most", fieldValue: "500" }]);
    assert.equal(many.periods, undefined);
    const fewer = await inspectorate().periods({ ...wish, period: { ...from2010, beginDate: "2010-01-02" } });
    assert.equal(fewer.periods?.period.length, 500);
  }
  const employer = { companyId: "1999900369", subEntityNbr: "9" };
  const part = await inspectorate().periods({ employer, period: from2010 });
  assert.equal(part.periods?.period.length, 1);
});

test("an office that needs inscriptions finds its one worker among hundreds of strangers", async () => {
  const employer = { companyId: "1999900468" };
  await onServer(site.connectionString, async (client) => {
    const strangers = Array.from({ length: 501 }, (_, place): GivenPeriod => {
      const from = addDays("2022-01-01" as typeof site.today, place);
      return { employer: employer.companyId, ssin: workers.bert, span: { from, to: from } };
    });
    const own = { employer: employer.companyId, ssin: workers.chris, span: { from: "2024-06-03", to: "2024-06-07" } };
    await addPeriods(client, [...strangers, own]);
  });
  const period = { beginDate: "2022-01-01", endDate: "2024-12-31" };
  const found = await office().periods({ employer, period });
  assert.deepEqual(
    found.periods?.period.map(({ ssin }) => ssin),
    [workers.chris],
  );
  const all = await inspectorate().periods({ employer, period });
  assert.equal(all.status.code, "DIM00100", "who needs no inscription would be shown them all");
});

test("a misshapen question is a fault of this service, with the path of what is wrong", async () => {
  const { sent } = inspectorate();
  const answer = await sent.periods({ ssin: workers.anna });
  assert.equal(answer.status, 200);
  const { seal, send } = site.customer("social-inspectorate");
  const content =
    '<d:consultPeriodsRequest xmlns:d="http://kszbcss.fgov.be/intf/DimonaService/v1"></d:consultPeriodsRequest>';
  const fault = faultIn(
    await send(seal(content), { address: `http://127.0.0.1:${site.worker.port}/DimonaService/v1` }),
  );
  assert.equal(fault.code, "MSG00004");
  assert.deepEqual(Object.keys(fault.information), ["consultPeriodsRequest"]);
});

test("each question is in the audit: with its person where it names one, and no number of a person is in the log", async () => {
  const { informationCBSS } = await inspectorate().periods({ ssin: workers.evaBefore });
  const [entry] = await site.entriesOf(informationCBSS.ticketCBSS);
  assert.equal(entry?.service, "Dimona/v2");
  assert.equal(entry?.operation, "consultPeriods");
  assert.equal(entry?.subject, workers.eva);
  assert.equal(entry?.legalContext, "DEMO:SOCIAL_INSPECTION");
  const byEmployer = await inspectorate().relations({ employer: { companyId: brewery.cbe } });
  const [other] = await site.entriesOf(byEmployer.informationCBSS.ticketCBSS);
  assert.equal(other?.subject, undefined);
  assert.deepEqual(other?.asked, { employer: `cbe:${brewery.cbe}` });
  assert.deepEqual(
    other?.persons?.toSorted(),
    [workers.bert, workers.chris, workers.dirk].toSorted(),
    "whose data were answered",
  );
  const ofOne = await office().periods({ employer: { nossRegistrationNbr: brewery.nsso }, period: year2024 });
  const [third] = await site.entriesOf(ofOne.informationCBSS.ticketCBSS);
  assert.deepEqual(third?.persons, [workers.chris], "and not of who was taken out");
  assert.doesNotMatch(site.log.join(""), personNumber);
});
