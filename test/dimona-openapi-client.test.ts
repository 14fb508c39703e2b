import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { customerNamed } from "../src/cli/network.ts";
import { type Answer, type Json, type JsonValue, type OpenApiClient, openApiClient } from "./openapi-client.ts";
import { startServer } from "./server.ts";

let client: OpenApiClient;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const { url, network } = await startServer(t as TestContext);
  const { key = "", cert = "", clientId = "" } = customerNamed(network, "caterer");
  const file = (name: string) => readFileSync(join(network.directory, name), "utf8");
  client = await openApiClient(`${url}/openapi.json`, { clientId, key: file(key), certificate: file(cert) });
});

/** What the document shows, with values of one's own in it, wherever their names stand. */
function filled(shown: JsonValue, values: Json): JsonValue {
  if (Array.isArray(shown)) return shown.map((part) => filled(part, values));
  if (typeof shown !== "object" || shown === null) return shown;
  return Object.fromEntries(Object.entries(shown).map(([name, part]) => [name, values[name] ?? filled(part, values)]));
}

async function declare(name: string, values: Json = {}, key: string = crypto.randomUUID()): Promise<Answer> {
  const body = filled(client.example("declareDimona", name), values) as Json; // of an object, an object
  return client.call("declareDimona", { body, parameters: { "idempotency-key": key } });
}

/** The declaration, once it is decided on. */
async function outcomeOf({ status, headers }: Answer): Promise<Json> {
  assert.equal(status, 201);
  for (;;) {
    const answer = await client.follow(headers.get("location") ?? "");
    if (answer.status === 200) return object(answer.body.declarationStatus);
    assert.equal(answer.status, 404);
    await sleep(100);
  }
}

function object(value: JsonValue | undefined): Json {
  assert.ok(typeof value === "object" && value !== null && !Array.isArray(value));
  return value as Json; // neither null nor a list
}

function list(value: JsonValue | undefined): readonly Json[] {
  assert.ok(Array.isArray(value));
  return value.map(object);
}

async function hired(startDate: string, values: Json = {}): Promise<number> {
  const { result, period } = await outcomeOf(await declare("helping", { startDate, ...values }));
  assert.equal(result, "A");
  return Number(object(period).id);
}

async function periodOf(periodId: number): Promise<Json> {
  return (await client.call("getPeriod", { parameters: { periodId } })).body;
}

test("an IN, an UPDATE, an OUT and a CANCEL are declared, and the period is each time what they made of it", async () => {
  const periodId = await hired("2032-01-05");
  assert.equal((await periodOf(periodId)).startDate, "2032-01-05");
  for (const [name, values, expected] of [
    ["postponed", { startDate: "2032-01-12" }, { startDate: "2032-01-12", lastAction: "update" }],
    ["left", { endDate: "2032-02-27" }, { endDate: "2032-02-27", lastAction: "out" }],
    ["withdrawn", {}, { isCancelled: true, lastAction: "cancel" }],
  ] as const) {
    const outcome = await outcomeOf(await declare(name, { ...values, periodId }));
    assert.equal(outcome.result, "A", name);
    const period = await periodOf(periodId);
    for (const [field, value] of Object.entries(expected)) assert.equal(period[field], value, `${name}: ${field}`);
  }
});

test("a declaration that is sent again under its key gets the same number", async () => {
  const [first, again] = [
    await declare("helping", { startDate: "2032-03-01" }, "the-same"),
    await declare("helping", { startDate: "2032-03-01" }, "the-same"),
  ];
  assert.deepEqual(again.body, first.body);
  const other = await declare("helping", { startDate: "2032-03-02" }, "the-same");
  assert.equal(other.status, 422);
});

test("what is refused tells by which anomaly, and which period is in the way", async () => {
  const periodId = await hired("2032-05-03", { jointCommissionNumber: "302" });
  const { result, anomalies } = await outcomeOf(
    await declare("helping", { startDate: "2032-05-10", jointCommissionNumber: "302" }),
  );
  assert.equal(result, "B");
  const [anomaly] = list(anomalies);
  assert.equal(anomaly?.code, "90373-334");
  assert.match(JSON.stringify(anomaly), new RegExp(`${periodId}`));
});

test("problems are announced too: another's employer, a number of nobody; two actions at once are none of the document's", async () => {
  assert.equal((await declare("otherEmployer")).status, 403);
  assert.equal((await client.call("getPeriod", { parameters: { periodId: 600000000111 } })).status, 404);
  await assert.rejects(declare("twoActions"), /must match exactly one schema in oneOf/);
});

test("a search is followed from page to page, and finds every period once", async () => {
  const shown = client.example("searchPeriods", "atWork");
  const body = filled(shown, { startDate: "2020-01-01", endDate: "2032-12-31" }) as Json; // of an object, an object
  const everybody = { employer: object(body.employer), period: object(body.period) };
  const first = await client.call("searchPeriods", { parameters: { pageSize: 25 }, body: everybody });
  const found = [...list(first.body.items)];
  let { next } = first.body;
  let pages = 1;
  while (typeof next === "string") {
    const { status, body } = await client.follow(next, everybody);
    assert.equal(status, 200);
    found.push(...list(body.items));
    next = body.next;
    pages += 1;
  }
  assert.ok(pages > 3, `${pages} pages`);
  assert.equal(new Set(found.map(({ periodId }) => periodId)).size, found.length);
  for (const state of ["isLate", "isCancelled"])
    assert.ok(
      found.some((period) => period[state] === true),
      state,
    );
});
