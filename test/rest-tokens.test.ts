import assert from "node:assert/strict";
import { createHmac, createPublicKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { decodeJwt, SignJWT } from "jose";
import { customerNamed } from "../src/cli/network.ts";
import { createAuthority, issueCertificate } from "../src/population/certificates.ts";
import { type Answer, post } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { freePort } from "./free-port.ts";
import { type Installation, install } from "./installation.ts";
import { type Claims, jsonOf, type RestCustomer, restBase, restCustomerOf } from "./rest-customer.ts";

let site: Installation;
let inspector: RestCustomer;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await demoDatabase(t as TestContext)).connectionString);
  inspector = restCustomerOf(site, "social-inspectorate");
});
after(() => site.stop());

const career = "scope:selfemployed:career:consult";
const contributions = "scope:selfemployed:contributions:consult";
const question = { ssin: "90051996036", legalContext: "DEMO:SOCIAL_INSPECTION" };

const now = (): number => Math.floor(site.clock.now() / 1000);

async function assertNoToken(answer: Answer, status: number, error: string, reason: RegExp): Promise<void> {
  assert.equal(answer.status, status, answer.text);
  const told = jsonOf(answer);
  assert.equal(told.error, error, answer.text);
  assert.equal(told.access_token, undefined);
  assert.match(String(told.error_description), reason);
  assert.match(String(told.error_description), /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/, "the characters of RFC 6749");
  assert.equal(answer.headers["cache-control"], "no-store");
  const last = (await site.entriesOf(String(answer.headers["belgov-trace-id"]))).at(-1);
  assert.equal(last?.service, "oauth/v5");
  assert.equal(last?.gates.at(-1)?.passed, false);
}

const withAssertion = async (claims: Claims, header?: Readonly<Record<string, unknown>>): Promise<Answer> =>
  inspector.requestToken({ client_assertion: await inspector.assertion(claims, header) });

test("a proof with the key of the customer's certificate gets a token for what the annex allows", async () => {
  const answer = await inspector.requestToken();
  assert.equal(answer.status, 200, answer.text);
  const { access_token: token, ...rest } = jsonOf(answer);
  assert.deepEqual(rest, { token_type: "Bearer", expires_in: 600, scope: `${career} ${contributions}` });
  const { sub, client_id: clientId, exp = 0, iat = 0, jti } = decodeJwt(String(token));
  const ticket = answer.headers["belgov-trace-id"];
  assert.deepEqual([sub, clientId, exp - iat, jti], [inspector.clientId, inspector.clientId, 600, ticket]);
  const [entry] = await site.entriesOf(String(ticket));
  assert.equal(entry?.customer, "social-inspectorate");
  assert.match(entry?.proof ?? "", /^assertion [0-9a-f]{64}$/);
  assert.doesNotMatch(JSON.stringify(entry), /eyJ/, "neither assertion nor token is kept");
});

test("a customer with an elliptic-curve key proves itself with ES256", async () => {
  const answer = await restCustomerOf(site, "guarantee-fund").requestToken();
  assert.equal(answer.status, 200, answer.text);
  assert.equal(jsonOf(answer).scope, career);
});

test("a token can be asked for fewer scopes, and then opens no other door", async () => {
  const answer = await inspector.requestToken({ scope: contributions });
  assert.equal(jsonOf(answer).scope, contributions);
  const told = await inspector.ask("/careers/search", question, {
    Authorization: `Bearer ${jsonOf(answer).access_token}`,
  });
  assert.equal(told.status, 403);
  assert.equal(jsonOf(told).type, "urn:problem-type:belgif:missingScope");
  assert.deepEqual(jsonOf(told).requiredScopes, [career]);
  assert.match(String(told.headers["www-authenticate"]), /insufficient_scope/);
});

test("a scope beyond the annex is refused, also beside one that is not", async () => {
  const regional = restCustomerOf(site, "regional-employment");
  for (const scope of [contributions, `${career} ${contributions}`, "scope:other", " "]) {
    await assertNoToken(await regional.requestToken({ scope }), 400, "invalid_scope", /career:consult/);
  }
});

test("each scope that the annex allows is named once, whatever it opens", async () => {
  const answer = await restCustomerOf(site, "caterer").requestToken({ scope: "scope:other" });
  const named = String(jsonOf(answer).error_description).match(/scope:[a-z:]+/g) ?? [];
  assert.deepEqual(named, ["scope:dimona:declaration:declarant", "scope:dimona:declaration:consult"]);
});

const wrongClaims: readonly (readonly [situation: string, claims: () => Claims, reason: RegExp])[] = [
  ["has expired", () => ({ iat: now() - 400, exp: now() - 120 }), /expired/],
  ["lives longer than five minutes", () => ({ exp: now() + 301 }), /300 seconds/],
  ["was made in the future", () => ({ iat: now() + 120, exp: now() + 180 }), /iat|past/],
  ["is not valid yet", () => ({ nbf: now() + 200 }), /^Expected nbf in the past/],
  [
    "is for somebody else",
    () => ({ aud: "https://services.example.be/REST/oauth/v5/token" }),
    /^Expected http:\/\/127\.0\.0\.1:\d+\/REST\/oauth\/v5\/token as aud; found assertion-audience: another$/,
  ],
  [
    "is for us and for somebody else",
    () => ({ aud: [`http://127.0.0.1:${site.worker.port}/REST/oauth/v5/token`, "x"] }),
    /one address as aud/,
  ],
  ["has no audience", () => ({ aud: undefined }), /token as aud; found assertion-audience: none$/],
  ["has no end", () => ({ exp: undefined }), /exp/],
  ["has no beginning", () => ({ iat: undefined }), /seconds since 1970 as iat; .*none$/],
  ["has no id", () => ({ jti: undefined }), /^Expected a claim jti; found assertion-claim: none$/],
  ["has an empty id", () => ({ jti: "" }), /jti/],
  ["names another client as issuer", () => ({ iss: "self-service:expeditor:900003" }), /client-other/],
  ["names another client as subject", () => ({ sub: "self-service:expeditor:900003" }), /client-other/],
];

for (const [situation, claims, reason] of wrongClaims) {
  test(`an assertion that ${situation} is refused`, async () => {
    await assertNoToken(await withAssertion(claims()), 401, "invalid_client", reason);
  });
}

test("an assertion is good for one token, also in another process", async () => {
  const assertion = await inspector.assertion();
  assert.equal((await inspector.requestToken({ client_assertion: assertion })).status, 200);
  const again = await inspector.requestToken({ client_assertion: assertion });
  await assertReplayed(again);
  const { jti, exp } = decodeJwt(assertion);
  await assertReplayed(await withAssertion({ jti, exp, iat: now() - 10 }));
  const other = await site.another();
  const aud = `http://127.0.0.1:${other.port}/REST/oauth/v5/token`;
  const form = {
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: await inspector.assertion({ jti, exp, aud }),
  };
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  await assertReplayed(await post(aud, new URLSearchParams(form).toString(), { headers }));
  const fresh = { ...form, client_assertion: await inspector.assertion({ aud }) };
  const answer = await post(aud, new URLSearchParams(fresh).toString(), { headers });
  assert.equal(answer.status, 200, answer.text);
  const told = await inspector.ask("/careers/search", question, {
    Authorization: `Bearer ${jsonOf(answer).access_token}`,
  });
  assert.equal(told.status, 200, "one process takes the tokens of another");
});

/** Refused as a copy of what was used before. */
async function assertReplayed(answer: Answer): Promise<void> {
  await assertNoToken(answer, 401, "invalid_client", /assertion-replayed/);
}

test("of many copies at one moment, one gets a token", async () => {
  const client_assertion = await inspector.assertion();
  const answers = await Promise.all(Array.from({ length: 8 }, () => inspector.requestToken({ client_assertion })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401, 401, 401, 401, 401, 401]);
});

test("another key, another certificate or another algorithm proves nothing", async () => {
  const { cert = "" } = customerNamed(site.network, "social-inspectorate");
  const { cert: otherCert = "" } = customerNamed(site.network, "health-fund");
  const pem = (name: string) => readFileSync(join(site.network.directory, name), "utf8");
  const x5c = (name: string) => [new X509Certificate(pem(name)).raw.toString("base64")];
  const claims = decodeJwt(await inspector.assertion());
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const strangeAuthority = await createAuthority("C=BE, CN=stranger", site.clock.now());
  const subject = new X509Certificate(pem(cert)).subject.split("\n").join(", ");
  const forged = await issueCertificate(
    strangeAuthority,
    { subject, keyKind: "rsa-2048", purpose: "party" },
    site.clock.now(),
    stranger.export({ type: "pkcs8", format: "pem" }).toString(),
  );
  const forgedCert = [new X509Certificate(forged.certificate).raw.toString("base64")];
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = encoded(claims);
  const publicPem = createPublicKey(pem(cert)).export({ type: "spki", format: "pem" });
  const hs256 = `${encoded({ alg: "HS256", x5c: x5c(cert) })}.${body}`;
  const attempts: readonly (readonly [situation: string, assertion: string])[] = [
    [
      "a stranger's key with the customer's certificate",
      await new SignJWT(claims).setProtectedHeader({ alg: "RS256", x5c: x5c(cert) }).sign(stranger),
    ],
    [
      "a certificate of the same name from another authority",
      await new SignJWT(claims).setProtectedHeader({ alg: "RS256", x5c: forgedCert }).sign(stranger),
    ],
    ["the certificate of another customer", await inspector.assertion({}, { x5c: x5c(otherCert) })],
    ["no certificate", await inspector.assertion({}, { x5c: [] })],
    ["no signature", `${encoded({ alg: "none", x5c: x5c(cert) })}.${body}.`],
    ["the public key as a secret", `${hs256}.${createHmac("sha256", publicPem).update(hs256).digest("base64url")}`],
    ["an extension that is critical", await inspector.assertion({}, { crit: ["exp"], exp: 1 }).catch(() => "x.y.z")],
    ["no JWT at all", "assertion"],
    ["a JWT of 20 KB", await inspector.assertion({ more: "x".repeat(20_000) })],
  ];
  for (const [situation, client_assertion] of attempts) {
    const answer = await inspector.requestToken({ client_assertion });
    assert.equal(answer.status, 401, `${situation}: ${answer.text}`);
    await assertNoToken(answer, 401, "invalid_client", /^Expected/);
  }
});

test("a request that is not as RFC 6749 has it is refused as such", async () => {
  await assertNoToken(
    await inspector.requestToken({ grant_type: "password" }),
    400,
    "unsupported_grant_type",
    /client_credentials/,
  );
  await assertNoToken(await inspector.requestToken({ grant_type: "" }), 400, "invalid_request", /grant_type/);
  await assertNoToken(
    await inspector.requestToken({ client_assertion_type: "x" }),
    401,
    "invalid_client",
    /jwt-bearer/,
  );
  await assertNoToken(await inspector.requestToken({ client_id: "other" }), 401, "invalid_client", /client_id/);
  const address = `http://127.0.0.1:${site.worker.port}/REST/oauth/v5/token`;
  const send = (body: string, type: string) => post(address, body, { headers: { "Content-Type": type } });
  const form = "application/x-www-form-urlencoded";
  await assertNoToken(await send("scope=a&scope=b", form), 400, "invalid_request", /once/);
  await assertNoToken(await send("{}", "application/json"), 400, "invalid_request", /urlencoded/);
  await assertNoToken(await send(`a=${"x".repeat(70_000)}`, form), 400, "invalid_request", /at most/);
});

test("an address that is not the machine's own is no audience in a demonstration without a public address", async () => {
  const aud = "http://evil.example/REST/oauth/v5/token";
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: await inspector.assertion({ aud }),
  });
  const answer = await post(`http://127.0.0.1:${site.worker.port}/REST/oauth/v5/token`, form.toString(), {
    headers: { "Content-Type": "application/x-www-form-urlencoded", Host: "evil.example" },
  });
  await assertNotSetUp(answer);
  assert.match(site.log.join(""), /KRUISPUNT_PUBLIC_URL/, "the operator is told what to set");
});

async function assertNotSetUp(answer: Answer): Promise<void> {
  await assertNoToken(answer, 503, "temporarily_unavailable", /not set up to give tokens.*operator/);
  assert.doesNotMatch(answer.text, /KRUISPUNT_/);
}

test("in production without a public address it is the operator who is told, not the client", async () => {
  const changes = { mode: "production", tls: productionFiles(site), tlsPort: await freePort() } as const;
  const { tlsPort } = await site.another(changes);
  const aud = `https://127.0.0.1:${tlsPort}/REST/oauth/v5/token`;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: await inspector.assertion({ aud }),
  });
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const ca = readFileSync(join(site.network.directory, site.network.ca), "utf8");
  await assertNotSetUp(await post(aud, form.toString(), { headers, ca }));
});

test("with a public address, that is the only audience", async () => {
  const publicUrl = "https://services.example.be";
  const { port } = await site.another({ publicUrl });
  const send = async (aud: string) =>
    post(
      `http://127.0.0.1:${port}/REST/oauth/v5/token`,
      new URLSearchParams({
        grant_type: "client_credentials",
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: await inspector.assertion({ aud }),
      }).toString(),
      { headers: { "Content-Type": "application/x-www-form-urlencoded" } },
    );
  assert.equal((await send(`${publicUrl}/REST/oauth/v5/token`)).status, 200);
  assert.equal((await send(`http://127.0.0.1:${port}/REST/oauth/v5/token`)).status, 401);
});

async function assertNotLetIn(headers: Readonly<Record<string, string>>, type: string): Promise<void> {
  const address = `http://127.0.0.1:${site.worker.port}${restBase}/careers/search`;
  const answer = await post(address, JSON.stringify(question), {
    headers: { "Content-Type": "application/json", ...headers },
  });
  assert.equal(answer.status, 401, answer.text);
  assert.equal(jsonOf(answer).type, `urn:problem-type:belgif:${type}`);
  assert.match(String(answer.headers["www-authenticate"]), /^Bearer realm="kruispunt"/);
  const [entry] = await site.entriesOf(String(answer.headers["belgov-trace-id"]));
  assert.equal(entry?.customer, undefined);
  assert.equal(entry?.code, "MSG00015");
}

test("without a token, or with something else, nobody is let in", async () => {
  await assertNotLetIn({}, "noAccessToken");
  await assertNotLetIn({ Authorization: "Basic YTpi" }, "noAccessToken");
  await assertNotLetIn({ Authorization: "Bearer" }, "noAccessToken");
  await assertNotLetIn({ Authorization: "Bearer abc" }, "invalidAccessToken");
  await assertNotLetIn({ Authorization: `Bearer ${"a".repeat(20_000)}` }, "invalidAccessToken");
});

test("an assertion is no token, and a token that was touched is none either", async () => {
  await assertNotLetIn({ Authorization: `Bearer ${await inspector.assertion()}` }, "invalidAccessToken");
  const token = await inspector.token();
  const [head = "", body = "", signature = ""] = token.split(".");
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const richer = encoded({ ...decodeJwt(token), client_id: "self-service:expeditor:900003" });
  await assertNotLetIn({ Authorization: `Bearer ${head}.${richer}.${signature}` }, "invalidAccessToken");
  await assertNotLetIn(
    { Authorization: `Bearer ${encoded({ alg: "none", typ: "at+jwt" })}.${body}.` },
    "invalidAccessToken",
  );
  await assertNotLetIn({ Authorization: `Bearer ${token.slice(0, -4)}AAAA` }, "invalidAccessToken");
});

test("a token ends after ten minutes", async () => {
  const token = await inspector.token();
  site.clock.advance(590_000);
  const inTime = await inspector.ask("/careers/search", question, { Authorization: `Bearer ${token}` });
  assert.equal(inTime.status, 200, inTime.text);
  site.clock.advance(20_000);
  await assertNotLetIn({ Authorization: `Bearer ${token}` }, "expiredAccessToken");
});

test("over TLS, the audience is the https address, and the token opens the same doors", async () => {
  const ca = readFileSync(join(site.network.directory, site.network.ca), "utf8");
  const origin = `https://127.0.0.1:${site.worker.tlsPort}`;
  const aud = `${origin}/REST/oauth/v5/token`;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: await inspector.assertion({ aud }),
  });
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const issued = await post(aud, form.toString(), { headers, ca });
  assert.equal(issued.status, 200, issued.text);
  const answer = await post(`${origin}${restBase}/careers/search`, JSON.stringify(question), {
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${jsonOf(issued).access_token}` },
    ca,
  });
  assert.equal(answer.status, 200, answer.text);
});

test("an installation in production gives and takes tokens over TLS alone", async () => {
  const { port } = await site.another({ mode: "production", tls: productionFiles(site) });
  const token = await inspector.token();
  const answer = await post(`http://127.0.0.1:${port}${restBase}/careers/search`, JSON.stringify(question), {
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
  });
  assert.equal(answer.status, 401);
  assert.match(String(jsonOf(answer).detail), /TLS/);
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const refused = await post(`http://127.0.0.1:${port}/REST/oauth/v5/token`, "", { headers });
  await assertNoToken(refused, 400, "invalid_request", /TLS/);
});

function productionFiles({ network: { directory } }: Installation) {
  return {
    authorities: join(directory, "ca.pem"),
    serverKey: join(directory, "server.key.pem"),
    serverCertificate: join(directory, "server.cert.pem"),
    signingKey: join(directory, "crossroads.key.pem"),
    signingCertificate: join(directory, "crossroads.cert.pem"),
  };
}

test("neither tokens nor assertions stand in the log", () => {
  assert.doesNotMatch(site.log.join(""), /eyJ/);
});
