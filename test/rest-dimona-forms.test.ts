import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { addDays } from "../src/kernel/day.ts";
import { withoutXmllint } from "./client-programs.ts";
import { type Answer, post } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { otherwiseUnknown } from "./dimona-declarations.ts";
import { type Installation, install } from "./installation.ts";
import { restCustomerOf } from "./rest-customer.ts";

let site: Installation;
/** Of a refused declaration of the caterer: somebody hired twice. */
let refused: string;
/** Of a declaration with names that try to be more than names. */
let waiting: string;
/** Of a declaration for another employer. */
let foreign: string;
const caterer = { employerId: 199903710 };

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await demoDatabase(t as TestContext)).connectionString);
  const ssin = site.people.find(({ traits }) => !traits.includes("cancelled-ssin"))?.ssin;
  const hiring = (worker: object) => ({
    employer: caterer,
    worker,
    dimonaIn: { startDate: addDays(site.today, 30), features: { jointCommissionNumber: "XXX", workerType: "OTH" } },
  });
  await declared(hiring({ ssin }));
  foreign = await declared({ ...hiring({ ssin }), employer: { employerId: 199901091 } }, "payroll-provider");
  refused = await declared(hiring({ ssin }));
  waiting = await declared(
    hiring({
      lastName: `<script>alert("1")</script>`,
      firstName: `O'Neill & "Sons"`,
      birthDate: "1990-01-01",
      gender: "2",
      ...otherwiseUnknown,
    }),
  );
});
after(() => site.stop());

async function declared(body: object, customer = "caterer"): Promise<string> {
  const { status, text } = await call("POST", "/REST/dimona/v2/declarations", { body, customer });
  assert.equal(status, 201, text);
  return JSON.parse(text).href;
}

interface Call {
  readonly body?: object;
  readonly customer?: string;
  readonly accept?: string;
  readonly language?: string;
}

async function call(
  method: string,
  path: string,
  { body, customer = "caterer", accept, language }: Call = {},
): Promise<Answer> {
  return await post(`http://127.0.0.1:${site.worker.port}${path}`, body === undefined ? "" : JSON.stringify(body), {
    method,
    headers: {
      "Content-Type": "application/json",
      Authorization: `Bearer ${await restCustomerOf(site, customer).token()}`,
      ...(accept === undefined ? {} : { Accept: accept }),
      ...(language === undefined ? {} : { "Accept-Language": language }),
    },
  });
}

test("a program that says nothing of forms gets JSON, as before", async () => {
  for (const accept of [undefined, "*/*", "application/json"]) {
    const { status, headers, text } = await call("GET", refused, { ...(accept === undefined ? {} : { accept }) });
    assert.equal(status, 200);
    assert.match(headers["content-type"] ?? "", /^application\/json/);
    assert.equal(headers.vary, "Accept, Accept-Language");
    assert.equal(JSON.parse(text).declarationStatus.result, "B");
  }
});

test("who asks for XML gets the notification, valid by the published schema", { skip: withoutXmllint }, async () => {
  const schema = fileURLToPath(new URL("../contracts/rsz-notification-20223/NOTIFICATION_20223.xsd", import.meta.url));
  for (const [href, label] of [
    [refused, "En double"],
    [waiting, undefined],
  ] as const) {
    const { status, headers, text } = await call("GET", href, { accept: "application/xml", language: "fr" });
    assert.equal(status, 200, text);
    assert.equal(headers["content-type"], "application/xml; charset=utf-8");
    const judged = spawnSync("xmllint", ["--nonet", "--noout", "--schema", schema, "-"], {
      input: text,
      encoding: "utf8",
    });
    assert.equal(judged.status, 0, judged.stderr);
    if (label !== undefined) assert.match(text, /<AnomalyLabel>.*double.*<\/AnomalyLabel>/);
  }
});

const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

test("a clerk with a browser reads the result in the language of the browser", async () => {
  for (const [language, words] of [
    ["nl-BE, en;q=0.5", ["Geweigerd", "Anomalieën", "Dubbele Dimonaperiode", "Staat in de weg"]],
    ["fr", ["Refusée", "Que faire", "Période Dimona en double"]],
    ["de", ["Abgelehnt", "Was zu tun ist"]],
    ["en", ["Refused", "What to do"]],
  ] as const) {
    const { status, headers, text } = await call("GET", refused, { accept: browser, language });
    assert.equal(status, 200, text);
    assert.equal(headers["content-type"], "text/html; charset=utf-8");
    const tag = language.slice(0, 2);
    assert.equal(headers["content-language"], tag);
    assert.match(text, new RegExp(`^<!doctype html><html lang="${tag}">`));
    for (const word of words) assert.ok(text.includes(word), `${language}: ${word}`);
    assert.match(text, /90373-333/);
  }
});

test("the page has headings and captions, runs nothing, loads nothing and is kept by nobody", async () => {
  const { headers, text } = await call("GET", refused, { accept: "text/html" });
  const policy = String(headers["content-security-policy"]);
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[\w+/=]+'; .*frame-ancestors 'none'$/);
  assert.equal(headers["cache-control"], "no-store");
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(text.match(/<h1>/g)?.length, 1);
  assert.equal(text.match(/<table>/g)?.length, text.match(/<caption>[^<]+<\/caption>/g)?.length);
  assert.equal(text.match(/<th (?!scope=)/), null);
  assert.doesNotMatch(text, /<script|<link|<img|<iframe|<form|\son\w+=|style=|https?:/);
});

test("what was declared is text on the page, whatever it tries to be", async () => {
  const { status, text } = await call("GET", waiting, { accept: "text/html", language: "nl" });
  assert.equal(status, 200);
  assert.match(text, /In afwachting/);
  assert.doesNotMatch(text, /<script/);
  assert.ok(text.includes("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"));
  assert.ok(text.includes("O&#39;Neill &amp; &quot;Sons&quot;"));
});

test("a form that there is not is refused with 406, and what others may not see is 404 in every form", async () => {
  const { status, text, headers } = await call("GET", refused, { accept: "image/png" });
  assert.equal(status, 406);
  assert.match(headers["content-type"] ?? "", /^application\/problem\+json/);
  assert.match(JSON.parse(text).detail, /application\/json, application\/xml, text\/html/);
  for (const accept of ["application/json", "application/xml", "text/html"]) {
    const answer = await call("GET", foreign, { accept });
    assert.equal(answer.status, 404, `${accept}: ${answer.text}`);
    assert.match(answer.headers["content-type"] ?? "", /^application\/problem\+json/);
  }
});

test("the reference names all three forms", async () => {
  const { text } = await call("GET", "/REST/dimona/v2/doc/openapi.json");
  const { content } = JSON.parse(text).paths["/declarations/{declarationId}"].get.responses["200"];
  assert.deepEqual(Object.keys(content), ["application/json", "application/xml", "text/html"]);
});
