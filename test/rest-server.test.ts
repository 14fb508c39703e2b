import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { decodeJwt } from "jose";
import { get } from "../src/cli/post.ts";
import { jsonOf, restBase } from "./rest-customer.ts";
import { type RunningServer, startServer } from "./server.ts";

let server: RunningServer;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  server = await startServer(t as TestContext, { KRUISPUNT_WORKERS: "2" });
});

const root = fileURLToPath(new URL("..", import.meta.url));

function kruispunt(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["src/cli/main.ts", ...args, "--url", server.url], {
    cwd: root,
    env: { PATH: process.env.PATH, KRUISPUNT_HOME: server.home },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

async function ask(token: string): Promise<Response> {
  return fetch(`${server.url}${restBase}/careers/search`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ ssin: "90051996036", legalContext: "DEMO:SOCIAL_INSPECTION" }),
  });
}

test("the token that the command prints is good for a question, in every process of the server", async () => {
  const { status, stdout, stderr } = kruispunt("token", "--as", "social-inspectorate");
  assert.equal(status, 0, stderr);
  for (let asked = 0; asked < 6; asked += 1) {
    const answer = await ask(stdout.trim());
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
    assert.equal(jsonOf({ text }).ssin, "90051996036");
  }
});

test("the command takes scopes and shows the whole answer", () => {
  const scope = "scope:selfemployed:contributions:consult";
  const { stdout } = kruispunt("token", "--as", "health-fund", "--scope", scope, "--json");
  const answer = jsonOf({ text: stdout });
  assert.equal(answer.scope, scope);
  assert.equal(decodeJwt(String(answer.access_token)).sub, "self-service:expeditor:900003");
});

test("the command says why there is no token", () => {
  const beyond = kruispunt("token", "--as", "guarantee-fund", "--scope", "scope:other");
  assert.equal(beyond.status, 1);
  assert.match(beyond.stderr, /invalid_scope: Expected some of scope:selfemployed:career:consult/);
  const without = kruispunt("token", "--as", "family-allowance-fund");
  assert.equal(without.status, 1);
  assert.match(without.stderr, /no OAuth client/);
});

test("the figures are for the plain port, which in production is this machine's own", async () => {
  const { ca, directory } = server.network;
  const answer = await get(new URL(`${server.tlsUrl}/metrics`), {
    ca: readFileSync(join(directory, ca), "utf8"),
    headers: {},
  });
  assert.equal(answer.status, 404);
  assert.doesNotMatch(answer.text, /kruispunt_/);
});

test("the figures count what REST answered", async () => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  assert.match(text, /kruispunt_answers_total\{service="SelfEmployedService\/v2",code="MSG00000"\} [1-9]/);
  assert.match(text, /kruispunt_answers_total\{service="oauth\/v5",code="MSG00000"\} [1-9]/);
});

test("a server that stops lets go of kept-alive REST connections in time", async () => {
  await (await ask("x")).text();
  const started = performance.now();
  assert.equal(await server.stop(), 0);
  assert.ok(performance.now() - started < 8_000);
});
