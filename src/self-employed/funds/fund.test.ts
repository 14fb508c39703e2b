import assert from "node:assert/strict";
import { once } from "node:events";
import { type TestContext, test } from "node:test";
import { testDatabase } from "../../../test/database.ts";
import { onServer } from "../../../test/database-server.ts";
import { createReader } from "../../database/reader.ts";
import { movableClock } from "../../kernel/clock.ts";
import { createFund } from "./fund.ts";
import { answerSchema, pingPath, searchPath } from "./interface.ts";
import { createContributionRegister } from "./register.ts";
import { createFundServer } from "./server.ts";

const ssin = "70100853190";
const asked = { ssin, beginQuarter: "2024Q1", endQuarter: "2025Q4" };

const file = `
  insert into funds.contribution
    (ssin, fund_code, quarter, due_date, paid_on, reminded_on, exemption_decided_on, exemption_granted, sickness_category, known_from, known_until)
  values
    ('${ssin}', '003', '2024Q1', '2024-03-31', '2024-03-20', null, null, null, 1, '2024-01-01Z', 'infinity'),
    ('${ssin}', '003', '2024Q2', '2024-06-30', '2024-09-10', '{2024-07-20}', null, null, 1, '2024-04-01Z', 'infinity'),
    ('${ssin}', '003', '2024Q3', '2024-09-30', null, null, '2025-02-01', true, 1, '2024-07-01Z', 'infinity'),
    ('${ssin}', '003', '2024Q4', '2024-12-31', null, '{2025-01-20}', null, null, 1, '2024-10-01Z', '2025-03-01Z'),
    ('${ssin}', '003', '2024Q4', '2024-12-31', '2024-12-15', '{2025-01-20}', null, null, 1, '2025-03-01Z', 'infinity'),
    ('${ssin}', '010', '2025Q1', '2025-03-31', '2025-03-20', null, null, null, null, '2025-01-01Z', 'infinity')`;

async function stage(t: TestContext) {
  const { connectionString } = await testDatabase(t);
  await onServer(connectionString, (client) => client.query(file));
  const reader = createReader({ connectionString });
  t.after(() => reader.close());
  const register = createContributionRegister(reader);
  const clock = movableClock(Date.parse("2025-06-15T12:00:00Z"));
  return { fund: createFund("003", register, clock), other: createFund("010", register, clock), reader };
}

async function situations(fund: { search(body: unknown): Promise<{ readonly body: unknown }> }, body: unknown) {
  const { items } = answerSchema.parse((await fund.search(body)).body);
  return items.map(({ quarter, situation }) => `${quarter} ${situation}`);
}

test("a fund answers from its own file, and knows nothing of that of another", async (t) => {
  const { fund, other } = await stage(t);
  const { status, body } = await fund.search(asked);
  assert.equal(status, 200);
  assert.deepEqual(answerSchema.parse(body), {
    fundCode: "003",
    items: [
      {
        quarter: "2024Q1",
        situation: "PAYED",
        sicknessInsuranceCategory: 1,
        dueDate: "2024-03-31",
        paidOn: "2024-03-20",
      },
      {
        quarter: "2024Q2",
        situation: "PAYED",
        sicknessInsuranceCategory: 1,
        dueDate: "2024-06-30",
        paidOn: "2024-09-10",
        reminders: ["2024-07-20"],
      },
      {
        quarter: "2024Q3",
        situation: "EXEMPTION",
        sicknessInsuranceCategory: 1,
        dueDate: "2024-09-30",
        exemption: { decidedOn: "2025-02-01", granted: true },
      },
      {
        quarter: "2024Q4",
        situation: "PAYED",
        sicknessInsuranceCategory: 1,
        dueDate: "2024-12-31",
        paidOn: "2024-12-15",
        reminders: ["2025-01-20"],
      },
    ],
  });
  assert.deepEqual(await situations(other, asked), ["2025Q1 PAYED"]);
  assert.deepEqual(await situations(fund, { ...asked, beginQuarter: "2024Q2", endQuarter: "2024Q3" }), [
    "2024Q2 PAYED",
    "2024Q3 EXEMPTION",
  ]);
  assert.deepEqual(await situations(fund, { ...asked, ssin: "70300853136" }), []);
});

test("knownOn gives the answer of an earlier day: what happened later, or was put right later, is not in it", async (t) => {
  const { fund } = await stage(t);
  const on = (knownOn: string) => situations(fund, { ...asked, knownOn });
  assert.deepEqual(await on("2023-12-31"), []);
  assert.deepEqual(await on("2024-03-19"), ["2024Q1 NOT_PAYED"]);
  assert.deepEqual(await on("2024-09-09"), ["2024Q1 PAYED", "2024Q2 NOT_PAYED", "2024Q3 NOT_PAYED"]);
  assert.deepEqual((await on("2025-01-31")).slice(2), ["2024Q3 NOT_PAYED", "2024Q4 NOT_PAYED"]);
  assert.deepEqual((await on("2025-02-28")).slice(2), ["2024Q3 EXEMPTION", "2024Q4 NOT_PAYED"]);
  assert.deepEqual((await on("2025-03-01")).slice(2), ["2024Q3 EXEMPTION", "2024Q4 PAYED"]);
  const { body } = await fund.search({ ...asked, knownOn: "2024-07-19" });
  assert.ok(!JSON.stringify(body).includes("reminders"), "nor what was sent later");
});

test("a question that is not as the interface has it is refused, without a word of what was in it", async (t) => {
  const { fund } = await stage(t);
  for (const wrong of [
    undefined,
    null,
    [],
    { ...asked, ssin: "7010085319X" },
    { ...asked, ssin: undefined },
    { ...asked, more: "70100853190" },
    { ...asked, beginQuarter: "2024Q5" },
    { ...asked, beginQuarter: "2026Q1" },
    { ...asked, beginQuarter: "2014Q1" },
    { ...asked, knownOn: "2024-02-30" },
    { ...asked, knownOn: "2025-06-16" },
  ]) {
    const { status, body } = await fund.search(wrong);
    assert.equal(status, 400);
    assert.doesNotMatch(JSON.stringify(body), /7010085319/);
  }
});

test("behind a socket a fund gives the same answer, to who shows the token", async (t) => {
  const { fund } = await stage(t);
  const token = "a-token-for-this-test";
  const server = createFundServer({ fund, token, healthy: () => true, onError: (error) => assert.fail(String(error)) });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const address = server.address();
  assert.ok(address !== null && typeof address !== "string");
  const origin = `http://127.0.0.1:${address.port}`;
  const search = (body: string, authorization?: string) =>
    fetch(`${origin}${searchPath}`, { method: "POST", body, headers: authorization ? { authorization } : {} });

  const answer = await search(JSON.stringify(asked), `Bearer ${token}`);
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), (await fund.search(asked)).body);
  for (const authorization of [undefined, "Bearer ", "Bearer another", `Basic ${token}`, token]) {
    assert.equal((await search(JSON.stringify(asked), authorization)).status, 401);
  }
  assert.equal((await search("{", `Bearer ${token}`)).status, 400);
  assert.equal((await search("x".repeat(5000), `Bearer ${token}`)).status, 413);
  const ping = (authorization?: string, method = "GET") =>
    fetch(`${origin}${pingPath}`, { method, headers: authorization ? { authorization } : {} });
  assert.deepEqual(await (await ping(`Bearer ${token}`)).json(), { fundCode: "003" });
  assert.equal((await ping()).status, 401);
  assert.equal((await ping(`Bearer ${token}`, "POST")).status, 405);
  assert.deepEqual(await (await fetch(`${origin}/health`)).json(), { status: "UP" });
  assert.equal((await fetch(`${origin}${searchPath}`, { headers: { authorization: `Bearer ${token}` } })).status, 405);
  assert.equal((await fetch(`${origin}${searchPath}/${ssin}`)).status, 404);

  const document = await (await fetch(`${origin}/openapi.json`)).text();
  const read: unknown = JSON.parse(document);
  assert.ok(read !== null && typeof read === "object" && "openapi" in read && "paths" in read);
  for (const name of [
    "ssin",
    "beginQuarter",
    "knownOn",
    "sicknessInsuranceCategory",
    "EXEMPTION",
    searchPath,
    pingPath,
  ]) {
    assert.ok(document.includes(`"${name}"`), name);
  }
  assert.ok(!document.includes("$ref"), "every schema stands where it is used");
});
