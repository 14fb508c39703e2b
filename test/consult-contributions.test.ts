import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { certain } from "../src/kernel/outcome.ts";
import {
  addQuarters,
  lastDayOf,
  parseQuarter,
  previousQuarter,
  type Quarter,
  quarterOf,
} from "../src/kernel/quarter.ts";
import type { SyntheticContribution } from "../src/population/contributions.ts";
import type { SyntheticPerson } from "../src/population/persons.ts";
import type { Trait } from "../src/population/traits.ts";
import type { ConsultContributionsResponse } from "../src/schema/generated/self-employed-v2.ts";
import { type Customer, contributionsIn, customerOf } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { type FundProcess, startFund } from "./fund-process.ts";
import { type Installation, install } from "./installation.ts";
import { peopleWith, somebodyWith } from "./people.ts";

let site: Installation;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await demoDatabase(t as TestContext)).connectionString);
});
after(() => site.stop());

const timeout = 500;
/** What the crossroads may take besides. */
const slack = 200;

const people = (trait: Trait) => peopleWith(site, trait);

const somebody = (trait: Trait, also?: (person: SyntheticPerson) => boolean) => somebodyWith(site, trait, also);

const current = ({ contributions }: SyntheticPerson): readonly SyntheticContribution[] =>
  contributions.filter(({ knownUntil }) => knownUntil === undefined);

function inspectorate(): Customer {
  return site.customer("social-inspectorate");
}

async function ask(
  ssin: string,
  beginQuarter: string,
  endQuarter?: string,
  customer: Customer = inspectorate(),
): Promise<ConsultContributionsResponse> {
  const quarters = { beginQuarter, ...(endQuarter === undefined ? {} : { endQuarter }) };
  return contributionsIn(await customer.ask({ ssin, quarters }));
}

/** Quarter, fund, situation and category as one line, without texts. */
function plain({ contributions }: ConsultContributionsResponse): readonly string[] {
  return (contributions?.contribution ?? []).map(({ quarter, socialInsuranceFund, contributionSituation, ziv }) =>
    [quarter, socialInsuranceFund.code, contributionSituation.code, ziv?.code ?? "-"].join(" "),
  );
}

/** The same, from how the person was made. */
function expected(person: SyntheticPerson, begin: string, end: string): readonly string[] {
  const code = ({ nothingDue, paidOn, exemption }: SyntheticContribution): string => {
    if (nothingDue || paidOn !== undefined) return "01";
    return exemption?.granted === true ? "03" : "02";
  };
  return current(person)
    .filter(({ quarter }) => quarter >= begin && quarter <= end)
    .map((row) => [row.quarter, row.fundCode, code(row), row.sicknessCategory ?? "-"].join(" "));
}

test("everybody is answered as the funds know them, quarter by quarter, over the last ten years", async () => {
  const now = quarterOf(site.today);
  const begin = addQuarters(now, -39);
  const asked = site.people.filter(({ contributions, state }) => contributions.length > 0 && state === "active");
  assert.ok(asked.length > 50);
  const situations = new Set<string>();
  for (const person of asked) {
    const response = await ask(person.ssin, begin);
    const rows = expected(person, begin, now);
    assert.equal(response.status.code, rows.length === 0 ? "SES00200" : "MSG00000", person.traits.join(" "));
    assert.deepEqual(plain(response), rows, person.traits.join(" "));
    for (const row of rows) situations.add(row.split(" ")[2] ?? "");
  }
  assert.deepEqual([...situations].sort(), ["01", "02", "03"]);
});

test("who changed funds is answered by both, each for its own quarters", async () => {
  for (const person of people("fund-change")) {
    const rows = current(person);
    const change = rows.find(({ fundCode }, place) => place > 0 && rows[place - 1]?.fundCode !== fundCode);
    assert.ok(change !== undefined);
    const begin = addQuarters(change.quarter, -2);
    const end = addQuarters(change.quarter, 1);
    const response = await ask(person.ssin, begin, end);
    assert.equal(response.status.code, "MSG00000");
    assert.deepEqual(plain(response), expected(person, begin, end));
    const funds = new Set(response.contributions?.contribution.map((row) => row.socialInsuranceFund.code));
    assert.equal(funds.size, 2);
  }
});

test("every code comes with its text in Dutch, French and German, and nothing is filtered", async () => {
  const person = somebody("unpaid-contributions");
  const begin = addQuarters(quarterOf(site.today), -8);
  const answer = await site.customer("health-fund").ask({ ssin: person.ssin, quarters: { beginQuarter: begin } });
  assert.ok(!answer.text.includes("dataFilters"));
  for (const { contributionSituation, ziv } of contributionsIn(answer).contributions?.contribution ?? []) {
    for (const part of [contributionSituation, ziv]) {
      if (part === undefined) continue;
      assert.deepEqual(
        part.description?.map(({ language }) => language),
        ["NL", "FR", "DE"],
      );
    }
  }
});

test("quarters in the wrong order are SES00300; too many, or in the future, SES00400", async () => {
  const { ssin } = somebody("main-activity");
  const now = quarterOf(site.today);
  for (const [begin, end, code] of [
    ["2020Q2", "2020Q1", "SES00300"],
    ["2010Q1", "2020Q1", "SES00400"],
    [addQuarters(now, -40), undefined, "SES00400"],
    [addQuarters(now, 1), undefined, "SES00400"],
    [now, addQuarters(now, 1), "SES00400"],
  ] as const) {
    const { status, contributions } = await ask(ssin, begin, end);
    assert.equal(status.code, code, `${begin} ${end}`);
    assert.equal(status.value, "NO_RESULT");
    assert.match(status.information?.[0]?.fieldName ?? "", /^(begin|end)Quarter$/);
    assert.equal(contributions, undefined);
  }
  const forty = await ask(ssin, addQuarters(now, -39));
  assert.ok(!forty.status.code.startsWith("SES003") && !forty.status.code.startsWith("SES004"));
});

test("no career is SES00100, none in these quarters SES00200, and unknown to RSVZ MSG00021", async () => {
  assert.equal((await ask(somebody("integrated-without-career").ssin, "2019Q1")).status.code, "SES00100");
  assert.equal(
    (await ask(somebody("not-integrated", ({ state }) => state === "active").ssin, "2019Q1")).status.code,
    "MSG00021",
  );
  const person = somebody("main-activity", ({ state }) => state === "active");
  const first = current(person)[0]?.quarter;
  assert.ok(first !== undefined);
  const before = previousQuarter(first);
  const response = await ask(person.ssin, addQuarters(before, -3), before);
  assert.equal(response.status.code, "SES00200");
  assert.equal(response.contributions, undefined);
});

/** Somebody who was with one fund alone in the last two years, and another person who never was with that fund. */
function pair(): { readonly code: string; readonly needs: SyntheticPerson; readonly other: SyntheticPerson } {
  const needs = somebody("still-active", (person) => fundsOf(person).size === 1 && person.state === "active");
  const [code = ""] = fundsOf(needs);
  const other = somebody("still-active", (person) => !fundsOf(person).has(code) && person.state === "active");
  return { code, needs, other };
}

const fundsOf = (person: SyntheticPerson) => new Set(current(person).map(({ fundCode }) => fundCode as string));
const since = () => addQuarters(quarterOf(site.today), -8);

/** A customer of another answering process, which finds one fund at an address. */
async function elsewhere(code: string, address: string, token?: string): Promise<Customer> {
  const worker = await site.another({ funds: { addresses: [{ code, address }], timeout, token } });
  return customerOf(site.network, "social-inspectorate", worker, site.clock);
}

async function refusedInTime(customer: Customer, ssin: string, code: string): Promise<void> {
  const started = performance.now();
  const { status, contributions } = await ask(ssin, since(), undefined, customer);
  const took = performance.now() - started;
  assert.equal(status.code, "MSG00020");
  assert.equal(status.value, "NO_RESULT");
  assert.equal(contributions, undefined, "nothing is passed off as the whole");
  assert.equal(status.information?.[0]?.fieldName, "fund");
  assert.ok(status.information?.[0]?.fieldValue?.startsWith(`${code} `), "by code and name");
  assert.ok(took < timeout + slack, `refused after ${Math.round(took)} ms`);
}

async function answeredAgain(customer: Customer, ssin: string): Promise<void> {
  const deadline = performance.now() + 5000;
  for (;;) {
    const { status } = await ask(ssin, since(), undefined, customer);
    if (status.code === "MSG00000") return;
    assert.ok(performance.now() < deadline, "answered again within five seconds");
    await sleep(100);
  }
}

test("a fund that stops or hangs is MSG00020 in time, others are answered meanwhile, and it is found again by itself", async () => {
  const { code, needs, other } = pair();
  const token = "a-token-of-the-fund";
  const fund: FundProcess = await startFund(code, site.connectionString, token);
  try {
    const customer = await elsewhere(code, fund.address, token);
    const whole = plain(await ask(needs.ssin, since(), undefined, customer));
    assert.deepEqual(whole, expected(needs, since(), quarterOf(site.today)));
    for (const away of [
      { leave: async () => fund.freeze(), back: async () => fund.thaw() },
      { leave: () => fund.stop(), back: () => fund.start() },
    ]) {
      await away.leave();
      // Enough for the circuit to open.
      for (let question = 0; question < 6; question += 1) {
        const [, others] = await Promise.all([
          refusedInTime(customer, needs.ssin, code),
          ask(other.ssin, since(), undefined, customer),
        ]);
        assert.deepEqual(plain(others), expected(other, since(), quarterOf(site.today)));
      }
      await away.back();
      await answeredAgain(customer, needs.ssin);
    }
  } finally {
    await fund.stop();
  }
});

test("a token that the fund refuses is MSG00020: the question could not be asked", async () => {
  const { code, needs } = pair();
  const fund = await startFund(code, site.connectionString, "the-right-token-of-it");
  try {
    await refusedInTime(await elsewhere(code, fund.address, "another-token-entirely"), needs.ssin, code);
    await refusedInTime(await elsewhere(code, fund.address), needs.ssin, code);
  } finally {
    await fund.stop();
  }
});

test("a wrong answer of a fund is MSG00023, and none of it is passed on", async () => {
  const { code, needs } = pair();
  const begin = certain(parseQuarter(since()));
  const rows = (from: Quarter, count: number) =>
    Array.from({ length: count }, (_, step) => ({
      quarter: addQuarters(from, step),
      situation: "PAYED",
      dueDate: lastDayOf(addQuarters(from, step)),
    }));
  let reply: { readonly status: number; readonly text: string } = { status: 200, text: "" };
  const fund = createServer((request, response) => {
    request.resume();
    response.writeHead(reply.status, { "Content-Type": "application/json" }).end(reply.text);
  });
  fund.listen(0, "127.0.0.1");
  await once(fund, "listening");
  const address = fund.address();
  assert.ok(address !== null && typeof address !== "string");
  const customer = await elsewhere(code, `http://127.0.0.1:${address.port}`);
  const answer = (body: unknown, status = 200) => ({ status, text: JSON.stringify(body) });
  const good = rows(begin, 9);
  try {
    for (const [what, wrong] of [
      ["no JSON", { status: 200, text: "<html>" }],
      ["nothing", { status: 200, text: "" }],
      ["another shape", answer({ fundCode: code, rows: good })],
      ["more than the shape", answer({ fundCode: code, items: good, ssin: "" })],
      ["another fund", answer({ fundCode: "999", items: good })],
      [
        "a situation that does not exist",
        answer({ fundCode: code, items: good.map((row) => ({ ...row, situation: "?" })) }),
      ],
      [
        "a day that does not exist",
        answer({ fundCode: code, items: good.map((row) => ({ ...row, dueDate: "2024-02-30" })) }),
      ],
      ["a quarter twice", answer({ fundCode: code, items: [...good, ...good.slice(0, 1)] })],
      [
        "a quarter that was not asked",
        answer({ fundCode: code, items: [...rows(addQuarters(begin, -1), 1), ...good] }),
      ],
      ["a quarter missing", answer({ fundCode: code, items: good.slice(1) })],
      ["nobody's contributions", answer({ fundCode: code, items: [] })],
      ["a question that it calls wrong", answer({ title: "no", status: 400 }, 400)],
      ["somewhere else", answer({}, 302)],
    ] as const) {
      reply = wrong;
      const { status, contributions, informationCBSS } = await ask(needs.ssin, begin, undefined, customer);
      assert.equal(status.code, "MSG00023", what);
      assert.equal(status.value, "NO_RESULT");
      assert.equal(contributions, undefined);
      assert.ok(status.information?.[0]?.fieldValue?.startsWith(`${code} `));
      const [entry] = await site.entriesOf(informationCBSS.ticketCBSS);
      assert.equal(entry?.code, "MSG00023");
      assert.equal(entry?.gates.at(-1)?.gate, "source");
    }
    reply = answer({ fundCode: code, items: good.toReversed() });
    assert.equal((await ask(needs.ssin, begin, undefined, customer)).status.code, "MSG00000", "and a good one is not");
    reply = answer({ fundCode: code, items: good.slice(0, -1) });
    const withoutRunning = await ask(needs.ssin, begin, undefined, customer);
    assert.equal(withoutRunning.status.code, "MSG00000", "of the quarter that is running nothing may be known yet");
    assert.equal(withoutRunning.contributions?.contribution.length, 8);
  } finally {
    fund.close();
    fund.closeAllConnections();
  }
});

test("the log tells that a fund is away, and nothing about whom was asked", async () => {
  const { code, needs } = pair();
  const customer = await elsewhere(code, "http://127.0.0.1:9");
  for (let question = 0; question < 5; question += 1) await refusedInTime(customer, needs.ssin, code);
  const lines = site.log.filter((line) => line.includes(`"fund":"${code}"`));
  assert.ok(lines.some((line) => line.includes("does not answer")));
  assert.ok(!site.log.some((line) => line.includes(needs.ssin)));
});
