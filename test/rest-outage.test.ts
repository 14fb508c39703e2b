import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { longestWait } from "./customer.ts";
import { databaseUrl, onServer, template } from "./database-server.ts";
import { install } from "./installation.ts";
import { ownServer, usualPatience } from "./own-server.ts";
import { jsonOf, restCustomerOf } from "./rest-customer.ts";

test("without its database there is neither a token nor an answer, and soon after there are both again", async (t: TestContext) => {
  const server = await ownServer(t);
  await onServer(server.connectionString, (client) => client.query(`create database outage template ${template}`));
  const site = await install(databaseUrl(server.connectionString, "outage").href, usualPatience);
  t.after(() => site.stop());
  const rest = restCustomerOf(site, "social-inspectorate");
  const token = await rest.token();
  const ask = () =>
    rest.ask(
      "/careers/search",
      { ssin: "90051996036", legalContext: "DEMO:SOCIAL_INSPECTION" },
      { Authorization: `Bearer ${token}` },
    );
  assert.equal((await ask()).status, 200);

  await server.halt();
  const answer = await ask();
  assert.equal(answer.status, 503, answer.text);
  assert.equal(jsonOf(answer).type, "urn:problem-type:belgif:serviceUnavailable");
  assert.equal(jsonOf(answer).code, "MSG00001");
  assert.equal(jsonOf(answer).items, undefined);
  const refused = await rest.requestToken();
  assert.equal(refused.status, 503, refused.text);
  assert.equal(jsonOf(refused).error, "temporarily_unavailable");
  assert.equal(jsonOf(refused).access_token, undefined);

  await server.resume();
  const deadline = performance.now() + longestWait;
  for (;;) {
    if ((await ask()).status === 200 && (await rest.requestToken()).status === 200) break;
    assert.ok(performance.now() < deadline, "answers again");
    await sleep(100);
  }
});
