import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { after, before, type TestContext, test } from "node:test";
import { loadSelfEmployedCodes } from "../src/codes/self-employed-codes.ts";
import { dimonaFacts } from "../src/dimona/checks.ts";
import { servicePath as dimonaPath } from "../src/dimona/names.ts";
import { employerMandateFacts } from "../src/employer-mandate/checks.ts";
import { installationFacts } from "../src/health/catalogue.ts";
import { type CheckFacts, levels } from "../src/health/check.ts";
import { keyFilesOf } from "../src/http/key-files.ts";
import { signOperatorToken } from "../src/http/operator.ts";
import { certain } from "../src/kernel/outcome.ts";
import { createAccessTokens } from "../src/rest/access-token.ts";
import { monitoringScope } from "../src/rest/token-endpoint.ts";
import { decodeSystemError } from "../src/schema/generated/social-security-errors-v1.ts";
import { selfEmployedFacts } from "../src/self-employed/checks.ts";
import { writeEnvelope } from "../src/soap/envelope.ts";
import { testConnectionFacts } from "../src/test-connection/checks.ts";
import { servicePath as testConnectionPath } from "../src/test-connection/names.ts";
import { childElement, childElements } from "../src/xml/query.ts";
import { type Answer, careerIn, contentOf, customerOf, post, signatoryOf } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { onServer } from "./database-server.ts";
import { details, getHealth, goingClock, healthCheck, healthIn, healthRequest, troubles } from "./health-client.ts";
import { type Installation, install } from "./installation.ts";
import { somebodyWith } from "./people.ts";
import { jsonOf, restCustomerOf } from "./rest-customer.ts";

let site: Installation;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await demoDatabase(t as TestContext)).connectionString, {}, goingClock());
});
after(() => site.stop());

const idsOf = (...facts: readonly Readonly<Record<string, CheckFacts>>[]) =>
  facts.flatMap((some) => Object.values(some).map(({ id }) => id)).sort();
/** Of the service that most questions here go to, and of all services. */
const own = idsOf(installationFacts, selfEmployedFacts);
const all = idsOf(installationFacts, selfEmployedFacts, employerMandateFacts, dimonaFacts, testConnectionFacts);
const funds = loadSelfEmployedCodes().socialInsuranceFund.rows.map(({ code }) => `fund-${code}`);

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
/** Of a customer that monitors. */
const monitor = () => restCustomerOf(site, "health-fund").token(monitoringScope);

function assertProblem({ status, text, headers }: Answer, expected: number, kind: string): void {
  assert.equal(status, expected, text);
  assert.match(String(headers["content-type"]), /^application\/problem\+json/);
  assert.equal(jsonOf({ text }).type, `urn:problem-type:belgif:${kind}`);
  assert.doesNotMatch(text, /"(checks|details)":/);
}

/** The code of the system error in a fault. */
function systemErrorIn(answer: Answer): string {
  assert.equal(answer.status, 500, answer.text);
  const holder = childElement(contentOf(answer), "", "detail");
  const [error] = holder === undefined ? [] : childElements(holder);
  assert.ok(error !== undefined, answer.text);
  return certain(decodeSystemError(error)).Code;
}

test("without a proof everybody gets the status and nothing else, at the levels that ask nobody else", async () => {
  for (const query of ["", "?level=DEFAULT", "?level=PING", "?x=1"]) {
    const { status, text, headers } = await getHealth(site.worker, query);
    assert.equal(status, 200);
    assert.equal(text, '{"status":"UP"}');
    assert.match(String(headers["content-type"]), /^application\/json/);
    assert.equal(headers["cache-control"], "no-store");
  }
  const head = await getHealth(site.worker, "", {}, "HEAD");
  assert.deepEqual([head.status, head.text], [200, ""]);
  assertProblem(await getHealth(site.worker, "?level=DEEP"), 401, "noAccessToken");
});

test("a level that does not exist, or two of them, is a bad request", async () => {
  for (const query of ["?level=deep", "?level=", "?level=FULL", "?level=PING&level=DEEP"]) {
    const answer = await getHealth(site.worker, query, bearer(await monitor()));
    assertProblem(answer, 400, "badRequest");
    assert.match(answer.text, /"in":"query","name":"level"/);
  }
});

test("a token for monitoring opens every level, with what was looked at and how long ago", async () => {
  const token = await monitor();
  const expected = { PING: [], DEFAULT: all, DEEP: [...all, ...funds].sort() };
  for (const level of levels) {
    const { status, text } = await getHealth(site.worker, `?level=${level}`, bearer(token));
    assert.equal(status, 200, text);
    const { status: said, details: found } = await details(site, level);
    assert.equal(said, "UP");
    assert.equal(found.level, level);
    assert.equal(found.verdict, "OK", text);
    assert.deepEqual(found.checks.map(({ id }) => id).sort(), expected[level]);
    assert.deepEqual([found.environment, found.node, found.version], ["SIM", "kruispunt", "0.1.0"]);
    for (const { age } of found.checks) assert.ok(age < 30_000);
  }
});

test("a token that does not hold is refused, also where none is needed", async () => {
  const expired = await monitor();
  const [head, , signature] = expired.split(".");
  const payload = Buffer.from(JSON.stringify({ client_id: "(operator)", scope: monitoringScope })).toString(
    "base64url",
  );
  assertProblem(await getHealth(site.worker, "", bearer("x")), 401, "invalidAccessToken");
  assertProblem(await getHealth(site.worker, "", bearer(`${head}.${payload}.${signature}`)), 401, "invalidAccessToken");
  assertProblem(await getHealth(site.worker, "", { Authorization: "Basic eDp5" }), 401, "noAccessToken");
  site.clock.advance(601_000);
  const answer = await getHealth(site.worker, "", bearer(expired));
  assertProblem(answer, 401, "expiredAccessToken");
  assert.match(String(answer.headers["www-authenticate"]), /invalid_token/);
  site.clock.set(Date.now());
});

test("who does not monitor gets no such token, and one that was got in another way opens nothing", async () => {
  const inspector = restCustomerOf(site, "social-inspectorate");
  const refused = await inspector.requestToken({ scope: monitoringScope });
  assert.equal(refused.status, 400);
  assert.equal(jsonOf(refused).error, "invalid_scope");
  assertProblem(await getHealth(site.worker, "", bearer(await inspector.token())), 403, "missingScope");
  const privateKey = createPrivateKey(readFileSync(keyFilesOf(site.settings).signingKey));
  const { issue } = createAccessTokens({ privateKey, clock: site.clock });
  const beyond = await issue({ clientId: inspector.clientId, scopes: [monitoringScope], ticket: crypto.randomUUID() });
  assertProblem(await getHealth(site.worker, "?level=DEEP", bearer(beyond)), 403, "missingScope");
});

test("the operator's token opens health and no register", async () => {
  const privateKey = createPrivateKey(readFileSync(keyFilesOf(site.settings).signingKey));
  const token = await signOperatorToken(privateKey, site.clock);
  assert.equal((await getHealth(site.worker, "?level=PING", bearer(token))).status, 200);
  const asked = await restCustomerOf(site, "social-inspectorate").ask("/careers/search", {}, bearer(token));
  assert.equal(asked.status, 401, asked.text);
});

test("a customer asks a SOAP address how it is: PING without checks, DEFAULT when nothing is said, DEEP with the funds", async () => {
  const customer = site.customer("health-fund");
  const ping = await healthCheck(customer, "PING");
  assert.deepEqual(ping.Status, { Level: "OK" });
  assert.deepEqual(ping.Component, { Name: "SelfEmployedService/v2", Version: "0.1.0" });
  assert.deepEqual(ping.Location, { Environment: "SIM", Host: "kruispunt" });
  assert.equal(ping.SanityCheck ?? undefined, undefined);

  const silent = `<m:HealthCheckRequest xmlns:m="http://services.fgov.be/monitoring/v1"></m:HealthCheckRequest>`;
  const answer = await customer.send(customer.seal(silent));
  assert.ok(signatoryOf(answer, site.network, site.clock) !== undefined, "signed as its other answers");
  const byDefault = healthIn(answer);
  assert.deepEqual(byDefault.SanityCheck?.map(({ id }) => id).sort(), own);
  assert.ok(byDefault.SanityCheck?.every(({ type }) => type === "DEFAULT"));

  const deep = await healthCheck(customer, "DEEP");
  assert.equal(deep.Status.Level, "OK");
  const far = deep.SanityCheck?.filter(({ type }) => type === "DEEP") ?? [];
  assert.deepEqual(far.map(({ id }) => id).sort(), funds.toSorted());
  for (const { Resource, id, TimeInMillis } of far) {
    assert.deepEqual([Resource.type, Resource.reference], ["WS", id]);
    assert.ok(TimeInMillis < 2000);
  }
});

test("each address answers for its own service, in full where no fund is needed", async () => {
  const customer = site.customer("health-fund");
  for (const [path, name, facts] of [
    [testConnectionPath, "TestConnectionService/v1", testConnectionFacts],
    [dimonaPath, "Dimona/v2", dimonaFacts],
  ] as const) {
    const address = `http://127.0.0.1:${site.worker.port}${path}`;
    const answer = healthIn(await customer.send(customer.seal(healthRequest("DEEP")), { address }));
    assert.equal(answer.Component.Name, name);
    assert.deepEqual(answer.SanityCheck?.map(({ id }) => id).sort(), idsOf(installationFacts, facts));
    assert.ok(
      answer.SanityCheck?.every(({ Status }) => Status.Level === "OK"),
      name,
    );
  }
});

test("it is asked over TLS with a password as well, and not by who is nobody's customer", async () => {
  const fund = site.customer("family-allowance-fund");
  assert.equal((await healthCheck(fund, "DEFAULT")).Status.Level, "OK");
  const { port } = site.worker;
  const address = `http://127.0.0.1:${port}/SelfEmployedService/v2/consult`;
  const unknown = await post(address, writeEnvelope(healthRequest("PING")));
  assert.equal(systemErrorIn(unknown), "SOA-01001");
});

test("a level that the contract does not have is SOA-03006", async () => {
  const customer = site.customer("health-fund");
  const wrong = healthRequest("PING").replace("PING", "FULL");
  assert.equal(systemErrorIn(await customer.send(customer.seal(wrong))), "SOA-03006");
});

test("what was found in particular is for customers that monitor; nobody is told a host, a path or a trace", async () => {
  const inFull = await healthCheck(site.customer("health-fund"), "DEFAULT");
  const signing = inFull.SanityCheck?.find(({ id }) => id === "signing-key");
  assert.match(signing?.Status.Message ?? "", /^valid until \d{4}-\d\d-\d\d/);
  const outside = site.customer("social-inspectorate");
  const answer = await outside.send(outside.seal(healthRequest("DEEP")));
  for (const { Status, StackTrace, Extensions } of healthIn(answer).SanityCheck ?? []) {
    assert.deepEqual(Status, { Level: "OK" });
    assert.equal(StackTrace, undefined);
    assert.equal(Extensions, undefined);
  }
  const { text } = await getHealth(site.worker, "?level=DEEP", bearer(await monitor()));
  for (const secret of [hostname(), site.settings.home, new URL(site.connectionString).host, "127.0.0.1", "    at "]) {
    assert.ok(!answer.text.includes(secret) && !text.includes(secret), secret);
  }
});

test("asking how it is leaves no audit entry and takes nothing from a quota", async () => {
  const count = (table: string) =>
    onServer(site.connectionString, async (client) => {
      const { rows } = await client.query<{ all: unknown }>(
        `select json_agg(t order by t::text) as all from ${table} t`,
      );
      return JSON.stringify(rows);
    });
  const before = [await count("crossroads.audit"), await count("crossroads.quota_use")];
  for (const level of levels) {
    await healthCheck(site.customer("guarantee-fund"), level);
    await details(site, level);
  }
  assert.deepEqual([await count("crossroads.audit"), await count("crossroads.quota_use")], before);
  const { ssin } = somebodyWith(site, "main-activity");
  assert.equal(careerIn(await site.customer("guarantee-fund").ask({ ssin })).status.code, "MSG00000");
  assert.notEqual(await count("crossroads.audit"), before[0]);
});

test("a customer that asks DEEP again and again is told to wait, on either way; others are not, nor lower levels", async () => {
  const worker = await site.another();
  const customer = customerOf(site.network, "health-fund", worker, site.clock);
  const token = await monitor();
  for (let time = 0; time < 10; time += 1) await healthCheck(customer, "DEEP");
  assert.equal(systemErrorIn(await customer.send(customer.seal(healthRequest("DEEP")))), "SOA-02002");
  const refused = await getHealth(worker, "?level=DEEP", bearer(token));
  assertProblem(refused, 429, "tooManyRequests");
  assert.ok(Number(refused.headers["retry-after"]) > 50);
  assert.equal((await healthCheck(customer, "DEFAULT")).Status.Level, "OK");
  const other = customerOf(site.network, "guarantee-fund", worker, site.clock);
  assert.equal((await healthCheck(other, "DEEP")).Status.Level, "OK");
});

test("a hundred who ask at once cost the database what one costs", async () => {
  const worker = await site.another();
  const statements = () =>
    onServer(site.connectionString, async (client) => {
      const { rows } = await client.query<{ calls: number }>(
        "select (xact_commit + xact_rollback)::int as calls from pg_stat_database where datname = current_database()",
      );
      return rows[0]?.calls ?? 0;
    });
  await getHealth(worker);
  const before = await statements();
  const answers = await Promise.all(Array.from({ length: 100 }, () => getHealth(worker)));
  assert.ok(answers.every(({ text }) => text === '{"status":"UP"}'));
  assert.ok((await statements()) - before < 50);
});

test("nothing is wrong with a new installation", async () => {
  assert.deepEqual(troubles(await details(site, "DEEP", await site.another())), []);
});
