import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, type TestContext, test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import type { MediaType, OpenApiDocument, OperationObject, SchemaObject } from "../src/rest/openapi.ts";
import { type Answer, post } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { type Installation, install } from "./installation.ts";
import { jsonOf, personNumber, restBase, restCustomerOf } from "./rest-customer.ts";

let site: Installation;
/** The document of the installation, and that of the API under its own address. */
const documents = new Map<string, OpenApiDocument>();

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await demoDatabase(t as TestContext)).connectionString);
  for (const path of paths) documents.set(path, JSON.parse((await get(path)).text));
});
after(() => site.stop());

const paths = ["/openapi.json", `${restBase}/doc/openapi.json`] as const;

function get(path: string): Promise<Answer> {
  return post(`http://127.0.0.1:${site.worker.port}${path}`, "", { method: "GET" });
}

function documentAt(path: string): OpenApiDocument {
  const found = documents.get(path);
  assert.ok(found !== undefined);
  return found;
}

interface Found {
  readonly path: string;
  readonly operation: OperationObject;
}

function operationsOf({ paths }: OpenApiDocument): readonly Found[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, operation })),
  );
}

/** Every schema of a document, with the way to it; OAuth2's own, which have names of RFC 6749, apart. */
function* schemasOf({ components }: OpenApiDocument): Generator<readonly [at: string, schema: SchemaObject]> {
  for (const [name, schema] of Object.entries(components.schemas)) yield* within(name, schema);
}

function* within(at: string, schema: SchemaObject): Generator<readonly [at: string, schema: SchemaObject]> {
  yield [at, schema];
  for (const [name, part] of Object.entries(schema.properties ?? {})) yield* within(`${at}.${name}`, part);
  if (schema.items !== undefined) yield* within(`${at}[]`, schema.items);
}

function* mediaOf(document: OpenApiDocument): Generator<readonly [at: string, type: string, media: MediaType]> {
  for (const { operation } of operationsOf(document)) {
    const { operationId, requestBody, responses } = operation;
    for (const [type, media] of Object.entries(requestBody?.content ?? {}))
      yield [`${operationId} request`, type, media];
    for (const [status, response] of Object.entries(responses)) {
      if ("$ref" in response) continue;
      for (const [type, media] of Object.entries(response.content)) yield [`${operationId} ${status}`, type, media];
    }
  }
}

/** A document of its own schema, or a page. */
const isOtherForm = (type: string): boolean => type === "application/xml" || type === "text/html";

const lowerCamel = /^[a-z][a-zA-Z0-9]*$/;
const oauth = /^(TokenRequest|AccessToken|TokenError)\b/;

/** Rules of the Belgian REST guide that apply here, by the guide's own name, and some of ours; each gives what offends it. */
const rules: readonly (readonly [
  rule: string,
  meaning: string,
  check: (document: OpenApiDocument) => readonly string[],
])[] = [
  ["oas-contra", "OpenAPI 3.0", ({ openapi }) => (openapi === "3.0.3" ? [] : [openapi])],
  [
    "uri-format",
    "servers are [/prefix]/apiName/vN, or the root of an installation with several APIs",
    ({ servers }) =>
      servers
        .map(({ url }) => url)
        .filter((url) => url !== "/" && !/^(\/[A-Za-z0-9]+)*\/[a-z][a-zA-Z0-9]*\/v\d+$/.test(url)),
  ],
  [
    "uri-notat",
    "path segments in lowerCamelCase below the prefix, without an extension or a slash at the end",
    (document) =>
      operationsOf(document).flatMap(({ path }) =>
        path
          .replace(/^\/REST/, "")
          .slice(1)
          .split("/")
          .filter((segment) => !lowerCamel.test(segment.replace(/^\{(.+)\}$/, "$1"))),
      ),
  ],
  [
    "openapi-opid",
    "a unique operationId in lowerCamelCase",
    (document) => {
      const ids = operationsOf(document).map(({ operation }) => operation.operationId);
      return ids.filter((id, at) => !lowerCamel.test(id) || ids.indexOf(id) !== at);
    },
  ],
  [
    "oas-tags",
    "one tag an operation, declared, written as a title",
    (document) => {
      const declared = document.tags.map(({ name }) => name);
      const used = operationsOf(document).map(({ operation }) => operation.tags);
      return [
        ...used.filter((tags) => tags.length !== 1 || !declared.includes(tags[0])).map(String),
        ...declared.filter((name) => !/^[A-Z][a-z]+( [a-z]+)*$/.test(name)),
      ];
    },
  ],
  [
    "jsn-naming",
    "properties in lowerCamelCase, but those of RFC 6749",
    (document) =>
      [...schemasOf(document)].flatMap(([at, { properties = {} }]) =>
        oauth.test(at) ? [] : Object.keys(properties).filter((name) => !lowerCamel.test(name)),
      ),
  ],
  [
    "oas-comp",
    "names of components in UpperCamelCase",
    ({ components }) => Object.keys(components.schemas).filter((name) => !/^([A-Z][a-z]+)+$/.test(name)),
  ],
  [
    "oas-descr",
    "schemas are described, and have no title",
    (document) =>
      [...schemasOf(document)].flatMap(([at, schema]) =>
        "title" in schema || !(schema.description !== undefined || schema.$ref !== undefined || at.endsWith("[]"))
          ? [at]
          : [],
      ),
  ],
  [
    "addi-prop",
    "additionalProperties for maps alone, of which there are none",
    (document) => [...schemasOf(document)].flatMap(([at, schema]) => ("additionalProperties" in schema ? [at] : [])),
  ],
  [
    "prop-req",
    "what is required is also declared",
    (document) =>
      [...schemasOf(document)].flatMap(([at, { required = [], properties = {} }]) =>
        required.filter((name) => properties[name] === undefined).map((name) => `${at}.${name}`),
      ),
  ],
  [
    "evo-object",
    "bodies are objects",
    (document) =>
      [...mediaOf(document)].flatMap(([at, type, { schema }]) =>
        isOtherForm(type) || document.components.schemas[nameOf(schema.$ref)]?.type === "object" ? [] : [at],
      ),
  ],
  [
    "col-repres (in part)",
    "what is found stands in items; without links, as nothing found has an address of its own",
    (document) =>
      operationsOf(document).flatMap(({ path, operation }) => {
        const response = operation.responses["200"];
        if (!path.endsWith("/search") || response === undefined || "$ref" in response) return [];
        const { schema } = response.content["application/json"] ?? {};
        return document.components.schemas[nameOf(schema?.$ref ?? "")]?.properties?.items?.items === undefined
          ? [path]
          : [];
      }),
  ],
  [
    "err-problem",
    "responses from 400 on are problems, but those of RFC 6749 and of rule hlth-res",
    (document) =>
      operationsOf(document).flatMap(({ operation: { operationId, responses } }) =>
        Object.entries(responses).flatMap(([status, response]) =>
          operationId === "requestToken" ||
          (operationId === "checkHealth" && status === "503") ||
          Number(status) < 400 ||
          "$ref" in response ||
          "application/problem+json" in response.content
            ? []
            : [`${operationId} ${status}`],
        ),
      ),
  ],
  [
    "prb-defaul",
    "any other response is a problem",
    (document) =>
      operationsOf(document).flatMap(({ operation: { operationId, responses } }) =>
        operationId === "requestToken" ||
        JSON.stringify(responses.default) === `{"$ref":"#/components/responses/ProblemResponse"}`
          ? []
          : [operationId],
      ),
  ],
  [
    "oas-exampl",
    "questions and answers are shown by example",
    (document) =>
      [...mediaOf(document)].flatMap(([at, type, { examples = {} }]) =>
        type !== "application/x-www-form-urlencoded" && !isOtherForm(type) && Object.keys(examples).length === 0
          ? [at]
          : [],
      ),
  ],
  [
    "gen-header",
    "headers that every operation has are not repeated, and no parameter of any kind carries a number of a person",
    (document) =>
      operationsOf(document).flatMap(({ path, operation: { parameters = [] } }) =>
        parameters.some(({ in: place, schema }) => place !== "header" && takesPersonNumber(schema)) ? [path] : [],
      ),
  ],
  [
    "ours",
    "each operation names its scopes, which the security scheme declares",
    (document) => {
      const declared = JSON.stringify(document.components.securitySchemes);
      return operationsOf(document).flatMap(({ operation: { operationId, security } }) =>
        operationId === "requestToken"
          ? []
          : security.flatMap((scheme) => Object.values(scheme).flat()).length === 1
            ? security
                .flatMap((scheme) => Object.values(scheme).flat())
                .filter((scope) => !declared.includes(`"${scope}"`))
            : [operationId],
      );
    },
  ],
  [
    "ours",
    "operations and the document say what they are for",
    (document) => [
      ...operationsOf(document).flatMap(({ operation }) =>
        operation.summary && operation.description ? [] : [operation.operationId],
      ),
      ...(document.info.description ? [] : ["info"]),
    ],
  ],
];

function takesPersonNumber({ enum: values, pattern, maximum = Number.POSITIVE_INFINITY }: SchemaObject): boolean {
  if (maximum < 1_000_000) return false;
  return values === undefined && (pattern === undefined || new RegExp(pattern, "u").test("90051996036"));
}

for (const [rule, meaning, check] of rules) {
  test(`${rule}: ${meaning}`, () => {
    for (const path of paths) assert.deepEqual(check(documentAt(path)), [], path);
  });
}

test("the rules find what offends them", () => {
  const spoilt = JSON.parse(
    JSON.stringify(documentAt("/openapi.json"))
      .replaceAll('"nisseReference"', '"NISSE_reference"')
      .replaceAll("/careers/search", "/Careers/search.json")
      .replaceAll('"searchContributions"', '"searchCareers"')
      .replaceAll("application/problem+json", "application/json")
      .replaceAll('"SocialInsuranceFund"', '"social_insurance_fund"')
      .replaceAll('"3.0.3"', '"3.1.0"')
      .replaceAll('"items":', '"results":')
      .replaceAll('"description":"The career of one person"', '"title":"Career"')
      .replaceAll('"examples":', '"x-examples":'),
  );
  const offended = rules.filter(([, , check]) => check(spoilt).length > 0).map(([rule]) => rule);
  for (const rule of [
    "oas-contra",
    "uri-notat",
    "openapi-opid",
    "jsn-naming",
    "oas-comp",
    "oas-descr",
    "err-problem",
    "oas-exampl",
    "col-repres (in part)",
  ]) {
    assert.ok(offended.includes(rule), rule);
  }
});

for (const path of paths) {
  test(`${path} is an OpenAPI document, whose references lead somewhere`, async () => {
    const { valid, errors } = await new Validator().validate(structuredClone({ ...documentAt(path) }));
    assert.ok(valid, JSON.stringify(errors));
    const text = JSON.stringify(documentAt(path));
    for (const [, section = "", name = ""] of text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)) {
      assert.ok(section === "schemas" || section === "responses");
      assert.ok(documentAt(path).components[section][name] !== undefined, name);
    }
    for (const name of Object.keys(documentAt(path).components.schemas)) {
      assert.ok(text.includes(`"$ref":"#/components/schemas/${name}"`), `${name} is used`);
    }
  });
}

/** Another reader of schemas than the one they were made with. */
function judgeFor(document: OpenApiDocument): (reference: string) => ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: "document", components: document.components });
  return (reference) => ajv.compile({ $ref: `document${reference}` });
}

const against = ["notTheSchema", "twoActions", "numberAndName"];

test("every example meets its schema", () => {
  for (const path of paths) {
    const document = documentAt(path);
    const judge = judgeFor(document);
    let shown = 0;
    for (const [at, , { schema, examples = {} }] of mediaOf(document)) {
      for (const [name, { value }] of Object.entries(examples)) {
        shown += 1;
        // Some show what happens to a question that does not meet its schema.
        const expected = !(against.includes(name) && at.endsWith("request"));
        const validate = judge(schema.$ref);
        assert.equal(validate(value), expected, `${at} ${name}: ${JSON.stringify(validate.errors)}`);
      }
    }
    assert.ok(shown >= 18, `${shown} examples`);
  }
});

test("a scope is described by what it opens, not by one of its operations", () => {
  const document = documentAt("/openapi.json");
  const schemes = JSON.parse(JSON.stringify(document.components.securitySchemes));
  const { scopes } = schemes.oauth2.flows.clientCredentials;
  const used = operationsOf(document).flatMap(({ operation: { security } }) => security.flatMap(Object.values).flat());
  assert.deepEqual(Object.keys(scopes).sort(), [...new Set(used)].sort());
  const summaries = operationsOf(document).map(({ operation }) => operation.summary);
  for (const [scope, told] of Object.entries(scopes)) assert.ok(!summaries.includes(String(told)), scope);
});

test("numbers have the bounds of what they count, or none; those in an address are numbers", () => {
  const document = documentAt("/openapi.json");
  assert.doesNotMatch(JSON.stringify(document), /9007199254740991/);
  const found = Object.fromEntries(operationsOf(document).map(({ operation }) => [operation.operationId, operation]));
  const paging = found.searchPeriods?.parameters ?? [];
  assert.deepEqual(
    paging.map(({ name, schema: { type, minimum, maximum, pattern } }) => [name, type, minimum, maximum, pattern]),
    [
      ["page", "integer", 1, 9999, undefined],
      ["pageSize", "integer", 1, 100, undefined],
    ],
  );
});

test("what must be said one way or another is so for other readers of the schemas", () => {
  const judge = judgeFor(documentAt("/openapi.json"));
  const meets = (name: string, value: unknown) => judge(`#/components/schemas/${name}`)(value);
  const cancel = { dimonaCancel: { periodId: 700000000145 } };
  assert.equal(meets("Declaration", cancel), true);
  assert.equal(meets("Declaration", {}), false);
  assert.equal(
    meets("Declaration", { ...cancel, dimonaOut: { periodId: 700000000145, endDate: "2031-03-31" } }),
    false,
  );
  assert.equal(meets("SearchedEmployer", {}), false);
  assert.equal(meets("SearchedEmployer", { employerId: 199903710, enterpriseNumber: "1999903735" }), true);
  assert.equal(meets("SearchedWorker", { ssin: "90051996036", familyName: "Kronaert" }), false);
});

test("each look-up says that there may be nothing, and each operation that a quota may be used up", () => {
  const operations = operationsOf(documentAt("/openapi.json"));
  for (const { path, operation } of operations) {
    if (path.includes("{")) assert.ok(operation.responses["404"] !== undefined, path);
    const scopes = operation.security.flatMap(Object.values).flat();
    if (path.startsWith("/REST") && scopes.length > 0) assert.ok(operation.responses["429"] !== undefined, path);
  }
});

test("the running service answers every example as shown", async () => {
  const document = documentAt(`${restBase}/doc/openapi.json`);
  const judge = judgeFor(document);
  let asked = 0;
  for (const { path, operation } of operationsOf(document)) {
    const questions = Object.entries(operation.requestBody?.content["application/json"]?.examples ?? {});
    for (const [name, { value }] of questions) {
      const [status, type, media, shown] = answerShown(operation, name);
      const answer = await restCustomerOf(site, askerOf(value)).ask(path, value);
      assert.equal(answer.status, status, `${name}: ${answer.text}`);
      assert.ok(String(answer.headers["content-type"]).startsWith(type), name);
      const validate = judge(media.schema.$ref);
      assert.ok(validate(jsonOf(answer)), `${name}: ${JSON.stringify(validate.errors)}`);
      assert.deepEqual(shapeOf(jsonOf(answer)), shapeOf(shown), name);
      asked += 1;
    }
  }
  assert.ok(asked >= 9, `${asked} questions`);
});

function answerShown(operation: OperationObject, name: string) {
  for (const [status, response] of Object.entries(operation.responses)) {
    if ("$ref" in response) continue;
    for (const [type, media] of Object.entries(response.content)) {
      const { value } = media.examples?.[name] ?? {};
      if (value !== undefined) return [Number(status), type, media, value] as const;
    }
  }
  throw new Error(`There is no answer to the example ${name}`);
}

/** Whose annex has the purpose of the question; a purpose of nobody is asked by the inspectorate. */
function askerOf(question: unknown): string {
  const text = JSON.stringify(question);
  const asker = site.network.customers.find(({ legalContexts }) => legalContexts.some((one) => text.includes(one)));
  return asker?.name ?? "social-inspectorate";
}

/** What stays the same from day to day: names of properties, statuses, codes, types and texts; not numbers and dates. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "endDate")
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, changing.test(name) ? typeof part : shapeOf(part)]),
  );
}

const changing = /^(ticket|instance|startDate|signatureDate|nisseReference)$/;

test("what the service refuses by its schema, another reader of the schema refuses too", async () => {
  const judge = judgeFor(documentAt("/openapi.json"))("#/components/schemas/CareerQuestion");
  const rest = restCustomerOf(site, "social-inspectorate");
  const good = { ssin: "90051996036", legalContext: "DEMO:SOCIAL_INSPECTION" };
  const questions: readonly unknown[] = [
    good,
    { ...good, ticket: "x".repeat(36) },
    { ...good, ticket: "x".repeat(37) },
    { ...good, ticket: "" },
    { ...good, ssin: "9005199603" },
    { ...good, ssin: 90051996036 },
    { ...good, legalContext: "A" },
    { ...good, legalContext: "x".repeat(65) },
    { ...good, period: {} },
    { ...good, period: { startDate: "2020-13-01" } },
    { ...good, period: { startDate: "2020-01-01T00:00:00Z" } },
    { ...good, period: null },
    "text",
  ];
  for (const question of questions) {
    const { status, text } = await rest.ask("/careers/search", JSON.stringify(question));
    assert.equal(text.includes("MSG00004"), !judge(question), `${status} ${JSON.stringify(question)}: ${text}`);
  }
});

test("the reference page stands alone and can be read by everybody", async () => {
  const { status, text, headers } = await get("/api");
  assert.equal(status, 200);
  assert.match(String(headers["content-type"]), /^text\/html/);
  assert.match(String(headers["content-security-policy"]), /default-src 'none'/);
  assert.doesNotMatch(text, /<script|<img|<link|@import|url\(|\son\w+=|javascript:/i);
  assert.match(text, /<html lang="en">/);
  assert.equal(text.match(/<h1[ >]/g)?.length, 1);
  assert.equal(text.match(/<main>/g)?.length, 1);
  const levels = [...text.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
  for (const [at, level] of levels.entries()) {
    assert.ok(level <= (levels[at - 1] ?? 0) + 1, "no level of heading is left out");
  }
  assert.equal(text.match(/<table>/g)?.length, text.match(/<table><caption>[^<]+<\/caption>/g)?.length);
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length, "each id once");
  for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), target);
  for (const { path, operation } of operationsOf(documentAt("/openapi.json"))) {
    assert.ok(text.includes(path) && ids.includes(operation.operationId));
  }
});

test("an address that cannot be read is not said again", async () => {
  for (const path of [`${restBase}/%zz/90051996036`, `${restBase}/%E0%A4%A/90051996036`]) {
    const answer = await get(path);
    assert.equal(answer.status, 400, answer.text);
    assert.equal(jsonOf(answer).type, "urn:problem-type:belgif:badRequest");
    assert.doesNotMatch(answer.text, /90051996036/);
  }
});

test("an address that is not there, or not for this method, is a problem too", async () => {
  for (const [path, method] of [
    [`${restBase}/nothing`, "GET"],
    [`${restBase}/careers/search`, "GET"],
    [`${restBase}/careers/search?ssin=90051996036`, "GET"],
    ["/REST/oauth/v5/token", "GET"],
  ] as const) {
    const answer = await post(`http://127.0.0.1:${site.worker.port}${path}`, "", { method });
    const isThere = !path.endsWith("nothing");
    assert.equal(answer.status, isThere ? 405 : 404);
    assert.equal(answer.headers.allow, isThere ? "POST" : undefined);
    const type = isThere ? "kruispunt:methodNotAllowed" : "belgif:resourceNotFound";
    assert.equal(jsonOf(answer).type, `urn:problem-type:${type}`);
    assert.doesNotMatch(answer.text, personNumber);
  }
  assert.doesNotMatch(site.log.join(""), personNumber);
});

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

test("the page about REST names for each operation the scope that opens it", () => {
  const page = readFileSync(new URL("../docs/rest.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `(scope:\S+)` \| (.+) \|$/gm)].map(([, scope = "", opens = ""]) => ({
    scope,
    opens,
  }));
  const opened = (call: string, path: string) =>
    rows.find(({ opens }) => opens.includes(`\`${call}\``)) ??
    rows.find(({ opens }) => path.startsWith(/^everything else below `(.+)`/.exec(opens)?.[1] ?? "nothing"));
  const { paths: operations } = documentAt("/openapi.json");
  let named = 0;
  for (const [path, methods] of Object.entries(operations)) {
    for (const [method, { security }] of Object.entries(methods)) {
      const [scope] = security.flatMap((scheme) => Object.values(scheme).flat());
      if (scope === undefined) continue;
      const call = `${method.toUpperCase()} ${path}`;
      assert.equal(opened(call, path)?.scope, scope, call);
      named += 1;
    }
  }
  assert.ok(named > rows.length, `${named} operations`);
});
