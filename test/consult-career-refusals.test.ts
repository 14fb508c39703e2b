import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, type TestContext, test } from "node:test";
import { addDays, addYears, parseDay } from "../src/kernel/day.ts";
import { certain } from "../src/kernel/outcome.ts";
import { checkDigits } from "../src/kernel/ssin.ts";
import { syntheticSsin } from "../src/kernel/synthetic-ssin.ts";
import type { SyntheticPerson } from "../src/population/persons.ts";
import type { Trait } from "../src/population/traits.ts";
import type { ConsultCareerResponse } from "../src/schema/generated/self-employed-v2.ts";
import { type Answer, careerIn, contributionsIn, type Wish } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { onServer } from "./database-server.ts";
import { type Installation, install } from "./installation.ts";
import { annexesWith } from "./more-annexes.ts";
import { somebodyWith } from "./people.ts";

let site: Installation;
let annexes: string;

/** Customers whose annexes say what none of the demo's does. */
const others = {
  "not-a-centre": `identification: { cbeNumber: "1999990738" }
quota: { perMinute: 100000, perDay: 100000 }
services:
  SelfEmployedService/v2:
    - { legalContext: "PCSA:SOCIAL_INQUIRY", operations: [consultCareer], onlyPublicWelfareCentres: true, replacedSsin: follow }
    - { legalContext: "DEMO:OTHER", operations: [consultCareer], replacedSsin: follow }`,
  "small-office": `identification: { sector: 41, institution: 7 }
quota: { perMinute: 3, perDay: 5 }
services:
  SelfEmployedService/v2:
    - { legalContext: "DEMO:SMALL", operations: [consultCareer], replacedSsin: follow }`,
  "divided-office": `identification: { sector: 42, institution: 0 }
quota: { perMinute: 100000, perDay: 100000 }
services:
  SelfEmployedService/v2:
    - { legalContext: "DEMO:CAREERS", operations: [consultCareer], replacedSsin: refuse, inscription: { variant: active, holder: "sector:42" } }
    - { legalContext: "DEMO:CONTRIBUTIONS", operations: [consultContributions], replacedSsin: follow }`,
} as const;

before(async (t) => {
  annexes = await annexesWith(others);
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const { connectionString } = await demoDatabase(t as TestContext);
  site = await install(connectionString, { KRUISPUNT_ANNEXES: annexes });
});
after(async () => {
  await site.stop();
  await rm(annexes, { recursive: true });
});

const somebody = (trait: Trait, also?: (person: SyntheticPerson) => boolean) => somebodyWith(site, trait, also);

const ask = (customer: string, wish: Wish): Promise<Answer> => site.customer(customer).ask(wish);

/** Refused with this status, without data, and audited as such: gate, what was expected and found, and no number in it. */
async function assertRefused(answer: Answer, code: string, gate: string): Promise<ConsultCareerResponse> {
  const response = careerIn(answer);
  assert.equal(response.status.code, code, answer.text);
  assert.equal(response.career, undefined);
  assert.equal(response.dataFilters, undefined);
  if (response.status.value === "NO_RESULT") assert.equal(response.ssin, undefined, "nothing of the person is told");
  const [entry, ...more] = await site.entriesOf(response.informationCBSS.ticketCBSS);
  assert.deepEqual(more, []);
  assert.equal(entry?.code, code);
  const last = entry?.gates.at(-1);
  assert.equal(last?.gate, gate);
  assert.equal(last?.passed, false);
  assert.equal(last?.code, code);
  assert.ok(last?.expected && last.found, "what was expected and found");
  assert.ok(entry?.gates.slice(0, -1).every(({ passed }) => passed));
  for (const text of [last.expected, last.found]) assert.ok(!text.includes(response.criteria.ssin), text);
  return response;
}

test("a number that nobody has is MSG00005", async () => {
  const ssin = certain(syntheticSsin({ birthDate: certain(parseDay("1971-02-03")), counter: 997, kind: "register" }));
  const { status, ssin: answered } = await assertRefused(
    await ask("social-inspectorate", { ssin }),
    "MSG00005",
    "ssin-status",
  );
  assert.equal(status.value, "NO_RESULT");
  assert.equal(answered, undefined);
});

test("a replaced number is MSG00006 for who has to send the current one, which is named", async () => {
  const { oldSsins, ssin } = somebody("has-old-ssin", (one) => one.oldSsins.length === 1);
  const wish = { ssin: oldSsins[0] ?? "", period: { beginDate: addYears(site.today, -1) } };
  const { status, ssin: answered } = await assertRefused(
    await ask("regional-employment", wish),
    "MSG00006",
    "ssin-status",
  );
  assert.equal(status.value, "NO_RESULT");
  assert.deepEqual(status.information, [{ fieldName: "newSSIN", fieldValue: ssin }]);
  assert.equal(answered, undefined);
});

test("a number that was replaced twice leads step by step to the one that is in use", async () => {
  const { oldSsins, ssin } = somebody("has-old-ssin", (one) => one.oldSsins.length === 2);
  let current: string = oldSsins[0] ?? "";
  for (let step = 0; step < 2; step += 1) {
    const period = { beginDate: addYears(site.today, -1) };
    const { status } = await assertRefused(
      await ask("regional-employment", { ssin: current, period }),
      "MSG00006",
      "ssin-status",
    );
    current = status.information?.[0]?.fieldValue ?? "";
  }
  assert.equal(current, ssin);
});

test("a cancelled number is MSG00007, whatever stands behind it", async () => {
  for (const person of site.people.filter(({ traits }) => traits.includes("cancelled-ssin"))) {
    await assertRefused(await ask("social-inspectorate", person), "MSG00007", "ssin-status");
  }
});

test("numbers with wrong check digits, or with a day that is none, are MSG00011 and nobody's entry", async () => {
  const { ssin } = somebody("main-activity");
  const otherDigits = String((Number(ssin.slice(9)) % 97) + 1).padStart(2, "0");
  const noDay = 850230001;
  for (const wrong of [`${ssin.slice(0, 9)}${otherDigits}`, `${noDay}${checkDigits(noDay, 1900)}`]) {
    const answer = await ask("social-inspectorate", { ssin: wrong });
    const { informationCBSS, ssin: answered } = await assertRefused(answer, "MSG00011", "ssin-structure");
    assert.equal(answered, undefined);
    const [entry] = await site.entriesOf(informationCBSS.ticketCBSS);
    assert.equal(entry?.subject, undefined);
  }
});

test("a demonstration takes no number that may be somebody's", async () => {
  const ssin = `850101001${checkDigits(850101001, 1900)}`;
  await assertRefused(await ask("social-inspectorate", { ssin }), "MSG00011", "ssin-structure");
});

test("who has no file at the welfare centre today is MSG00012, with the number and the centre in the details", async () => {
  for (const trait of ["welfare-file-closed", "main-activity"] as const) {
    const { ssin } = somebody(trait, ({ traits }) => !traits.includes("known-to-welfare-centre"));
    const { status } = await assertRefused(await ask("public-welfare-centre", { ssin }), "MSG00012", "inscription");
    assert.equal(status.value, "NO_RESULT");
    assert.deepEqual(
      status.information?.map(({ fieldName }) => fieldName),
      ["details", "ssin", "cbeNumber"],
    );
    assert.deepEqual(
      status.information?.slice(1).map(({ fieldValue }) => fieldValue),
      [ssin, "1999990441"],
    );
  }
});

test("an organisation of a sector is named by sector and institution with MSG00012", async () => {
  const { ssin } = somebody("main-activity");
  const { status } = await assertRefused(await ask("divided-office", { ssin }), "MSG00012", "inscription");
  assert.deepEqual(status.information?.slice(1), [
    { fieldName: "ssin", fieldValue: ssin },
    { fieldName: "sector", fieldValue: "42" },
    { fieldName: "institution", fieldValue: "0" },
  ]);
});

test("a family allowance fund whose file shares no day with the career is MSG00012", async () => {
  const person = somebody("family-fund-no-overlap", ({ career }) => career !== undefined);
  await assertRefused(await ask("family-allowance-fund", person), "MSG00012", "source");
});

test("a family allowance fund that asks about days outside its file is MSG00012", async () => {
  const person = somebody("family-fund-overlap", ({ inscriptions }) =>
    inscriptions.some(({ holder, beginDate }) => holder === "cbe:1999990540" && beginDate > "1990-01-01"),
  );
  const file = person.inscriptions.find(({ holder }) => holder === "cbe:1999990540");
  assert.ok(file !== undefined);
  const wish = { ssin: person.ssin, period: { beginDate: "1950-01-01", endDate: addDays(file.beginDate, -1) } };
  await assertRefused(await ask("family-allowance-fund", wish), "MSG00012", "inscription");
});

test("a legal context that is not in the annex is MSG00013, also one that is another customer's", async () => {
  const { ssin } = somebody("main-activity");
  for (const legalContext of [
    "DEMO:NO_SUCH_PURPOSE",
    "DEMO:INSURABILITY",
    "PCSA:SOCIAL_INQUIRY",
    "demo:social_inspection",
  ]) {
    await assertRefused(await ask("social-inspectorate", { ssin, legalContext }), "MSG00013", "legal-context");
  }
});

test("a legal context that allows another operation only is MSG00013", async () => {
  const wish = { ...somebody("main-activity"), legalContext: "DEMO:CONTRIBUTIONS" };
  await assertRefused(await ask("divided-office", wish), "MSG00013", "legal-context");
});

test("an organisation other than the one that signed is MSG00014", async () => {
  const { ssin } = somebody("main-activity");
  const identifications = [{ cbeNumber: "1999990243" }, { sector: 40, institution: 1 }, { sector: 25, institution: 0 }];
  for (const identification of identifications) {
    const answer = await ask("social-inspectorate", { ssin, identification });
    const { informationCustomer } = await assertRefused(answer, "MSG00014", "customer-identification");
    assert.deepEqual(informationCustomer.customerIdentification, identification);
  }
  const another = { ssin, identification: { sector: 40, institution: 2 } };
  await assertRefused(await ask("guarantee-fund", another), "MSG00014", "customer-identification");
});

test("a purpose of public welfare centres is SES00600 for who is none", async () => {
  const { ssin } = somebody("main-activity");
  const { status } = await assertRefused(
    await ask("not-a-centre", { ssin, legalContext: "PCSA:SOCIAL_INQUIRY" }),
    "SES00600",
    "public-welfare-centre",
  );
  assert.equal(status.value, "NO_RESULT");
  assert.equal(careerIn(await ask("not-a-centre", { ssin, legalContext: "DEMO:OTHER" })).status.code, "MSG00000");
});

test("who is in the person register but not known at RSVZ is MSG00021, who is known there without a career SES00100", async () => {
  const { status } = await assertRefused(
    await ask("social-inspectorate", somebody("not-integrated")),
    "MSG00021",
    "supplier-integration",
  );
  assert.equal(status.value, "NO_DATA_FOUND");
  const without = await ask("social-inspectorate", somebody("integrated-without-career"));
  assert.equal((await assertRefused(without, "SES00100", "source")).status.value, "NO_DATA_FOUND");
});

test("a question without period, or that looks back too far, is MSG00027 for who may see five years", async () => {
  const { ssin } = somebody("main-activity");
  const earliest = addYears(site.today, -5);
  for (const period of [
    undefined,
    { beginDate: addDays(earliest, -1) },
    { beginDate: "1950-01-01", endDate: "1950-12-31" },
  ]) {
    const wish = period === undefined ? { ssin } : { ssin, period };
    const { status } = await assertRefused(await ask("regional-employment", wish), "MSG00027", "period");
    assert.equal(status.value, "NO_RESULT");
    assert.equal(status.information?.[0]?.fieldName, "period");
  }
  const allowed = await ask("regional-employment", { ssin, period: { beginDate: earliest } });
  assert.notEqual(careerIn(allowed).status.code, "MSG00027");
});

test("a period that ends before it begins, begins in the future or has no such year is SES00300", async () => {
  const { ssin } = somebody("main-activity");
  const periods = [
    { beginDate: "2020-01-02", endDate: "2020-01-01" },
    { beginDate: addDays(site.today, 1) },
    { beginDate: "12020-01-01" },
    { beginDate: "-2020-01-01" },
    { beginDate: "2020-01-01", endDate: "12020-01-01" },
  ];
  for (const period of periods) {
    const { status } = await assertRefused(await ask("social-inspectorate", { ssin, period }), "SES00300", "criteria");
    assert.equal(status.value, "NO_RESULT");
    assert.match(status.information?.[0]?.fieldName ?? "", /^(begin|end)Date$/);
  }
  const today = await ask("social-inspectorate", { ssin, period: { beginDate: site.today } });
  assert.notEqual(careerIn(today).status.code, "SES00300");
});

test("contributions go the same way through the gates, and are MSG00016 for who may never ask them", async () => {
  const { ssin } = somebody("main-activity");
  for (const [customer, code, gate] of [
    ["social-inspectorate", "MSG00000", "source"],
    ["health-fund", "MSG00000", "source"],
    ["public-welfare-centre", "MSG00012", "inscription"],
    ["regional-employment", "MSG00016", "operation"],
    ["guarantee-fund", "MSG00016", "operation"],
    ["family-allowance-fund", "MSG00016", "operation"],
  ] as const) {
    const quarters = { beginQuarter: "2019Q1" };
    const response = contributionsIn(await site.customer(customer).ask({ ssin, quarters }));
    assert.equal(response.status.code, code, customer);
    assert.equal(response.status.value, code === "MSG00000" ? "DATA_FOUND" : "NO_RESULT");
    assert.equal(response.criteria.ssin, ssin);
    assert.deepEqual(response.criteria.period, { beginQuarter: "2019Q1" });
    const [entry] = await site.entriesOf(response.informationCBSS.ticketCBSS);
    assert.equal(entry?.operation, "consultContributions");
    assert.equal(entry?.gates.at(-1)?.gate, gate);
  }
});

test("the first thing that is wrong decides: organisation, legal context, number, person, inscription, period", async () => {
  const wrongPeriod = { beginDate: "2020-01-02", endDate: "2020-01-01" };
  const wrongNumber = "85010100101";
  const cancelled = somebody("cancelled-ssin").ssin;
  const stranger = somebody("welfare-file-closed").ssin;
  const centre = "public-welfare-centre";
  const asked: readonly (readonly [string, string, Wish])[] = [
    [
      "MSG00014",
      "customer-identification",
      { ssin: wrongNumber, legalContext: "NO:SUCH", identification: { cbeNumber: "1999990243" }, period: wrongPeriod },
    ],
    ["MSG00013", "legal-context", { ssin: wrongNumber, legalContext: "NO:SUCH", period: wrongPeriod }],
    ["MSG00011", "ssin-structure", { ssin: wrongNumber, period: wrongPeriod }],
    ["MSG00007", "ssin-status", { ssin: cancelled, period: wrongPeriod }],
    ["MSG00012", "inscription", { ssin: stranger, period: wrongPeriod }],
    ["SES00300", "criteria", { ssin: somebody("known-to-welfare-centre").ssin, period: wrongPeriod }],
  ];
  for (const [code, gate, wish] of asked) await assertRefused(await ask(centre, wish), code, gate);
});

test("a quota of three a minute and five a day lets so many through, and starts again with the next minute and day", async () => {
  const { ssin } = somebody("main-activity");
  const askAgain = () => ask("small-office", { ssin });
  site.clock.set(Math.ceil(site.clock.now() / 86_400_000) * 86_400_000 + 1000);
  const askTimes = async (times: number) => {
    const codes: string[] = [];
    for (let time = 0; time < times; time += 1) codes.push(careerIn(await askAgain()).status.code);
    return codes;
  };
  assert.deepEqual(await askTimes(4), ["MSG00000", "MSG00000", "MSG00000", "MSG00015"]);
  const { status } = await assertRefused(await askAgain(), "MSG00015", "quota");
  assert.equal(status.value, "NO_RESULT");
  assert.deepEqual(status.information, [{ fieldName: "quota", fieldValue: "at most 3 questions a minute" }]);
  site.clock.advance(60_000);
  assert.deepEqual(await askTimes(2), ["MSG00000", "MSG00000"]);
  const day = await assertRefused(await askAgain(), "MSG00015", "quota");
  assert.deepEqual(day.status.information, [{ fieldName: "quota", fieldValue: "at most 5 questions a day" }]);
  site.clock.advance(86_400_000 - 60_000);
  assert.deepEqual(await askTimes(1), ["MSG00000"]);
});

test("a refused question costs no quota", async () => {
  site.clock.advance(86_400_000);
  const { ssin } = somebody("main-activity");
  for (let time = 0; time < 6; time += 1) {
    await assertRefused(await ask("small-office", { ssin, legalContext: "NO:SUCH" }), "MSG00013", "legal-context");
  }
  assert.equal(careerIn(await ask("small-office", { ssin })).status.code, "MSG00000");
});

test("data that the contract cannot carry is MSG00023: the supplier's incorrect answer, and no data leave", async () => {
  const person = somebody("stopped");
  await onServer(site.connectionString, (client) =>
    client.query("update arza.self_employed set occupation_code = $2 where ssin = $1", [
      person.ssin,
      "\u0001\u0002\u0003\u0004\u0005\u0006",
    ]),
  );
  const { status } = await assertRefused(await ask("social-inspectorate", person), "MSG00023", "contract");
  assert.equal(status.value, "NO_RESULT");
  assert.ok(site.log.some((line) => line.includes("does not meet its contract")));
});

test("nothing that was logged holds the number of anybody who was asked about", () => {
  const log = site.log.join("");
  for (const { ssin, oldSsins } of site.people) {
    for (const number of [ssin, ...oldSsins]) assert.ok(!log.includes(number));
  }
});
