import assert from "node:assert/strict";
import { after, before, type TestContext, test } from "node:test";
import { type StatusCode, statuses } from "../src/crossroads/statuses.ts";
import { addDays, addYears, parseDay } from "../src/kernel/day.ts";
import { certain } from "../src/kernel/outcome.ts";
import { syntheticSsin } from "../src/kernel/synthetic-ssin.ts";
import {
  type ConsultCareerResponse,
  type ConsultContributionsResponse,
  encodeConsultContributionsRequest,
} from "../src/schema/generated/self-employed-v2.ts";
import type { Answer } from "./customer.ts";
import { careerIn, contributionsIn, post } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { type Installation, install } from "./installation.ts";
import { jsonOf, personNumber, type RestCustomer, restBase, restCustomerOf } from "./rest-customer.ts";

let site: Installation;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await demoDatabase(t as TestContext)).connectionString);
});
after(() => site.stop());

const legalContexts = {
  "social-inspectorate": "DEMO:SOCIAL_INSPECTION",
  "health-fund": "DEMO:INSURABILITY",
  "public-welfare-centre": "PCSA:SOCIAL_INQUIRY",
  "regional-employment": "DEMO:WORK_PERMIT",
} as const;

type CustomerName = keyof typeof legalContexts;

/** What both faces say, in the words of the contract. */
interface Said {
  readonly code: string;
  readonly ssin: string | undefined;
  readonly replaces: string | undefined;
  readonly filtered: readonly string[];
  readonly facts: unknown;
}

function saidInSoap(response: ConsultCareerResponse | ConsultContributionsResponse): Said {
  const facts =
    "career" in response ? response.career : "contributions" in response ? response.contributions : undefined;
  return {
    code: response.status.code,
    ssin: response.ssin?.value,
    replaces: response.ssin?.replaces,
    filtered: "dataFilters" in response ? (response.dataFilters?.filteredElement ?? []) : [],
    facts,
  };
}

/** What HTTP status goes with a code: written down here by hand, not taken from the code under test. */
const httpStatuses: Readonly<Record<string, number>> = {
  MSG00000: 200,
  MSG00005: 400,
  MSG00006: 400,
  MSG00007: 400,
  MSG00011: 400,
  MSG00012: 403,
  MSG00013: 403,
  MSG00016: 403,
  MSG00021: 200,
  MSG00027: 403,
  MSG00100: 200,
  SES00100: 200,
  SES00200: 200,
  SES00300: 400,
  SES00400: 400,
};

function saidInRest(answer: Answer, read: (items: readonly unknown[]) => unknown): Said {
  const body = jsonOf(answer);
  const { status, code = "", ssin, replacedSsin, filteredElements = [], items = [] } = body;
  const told = typeof status === "object" && status !== null && "code" in status ? status.code : code;
  assert.equal(answer.status, httpStatuses[String(told)], answer.text);
  assert.ok(Array.isArray(items) && Array.isArray(filteredElements), answer.text);
  return {
    code: String(told),
    ssin: typeof ssin === "string" ? ssin : undefined,
    replaces: typeof replacedSsin === "string" ? replacedSsin : undefined,
    filtered: filteredElements.map(String),
    facts: items.length === 0 ? undefined : read(items),
  };
}

/** Back from JSON to the contract, property by property: what is told too much or too little stands out in the comparison. */
function careerOf([item, ...more]: readonly unknown[]): unknown {
  assert.deepEqual(more, []);
  const { affiliations, occupation, ...rest } = object(item);
  return {
    ...rest,
    ...(occupation === undefined ? {} : { occupation: coded(occupation) }),
    affiliations: {
      affiliation: list(affiliations).map((affiliation) => {
        const { careerSegments, ...rest } = object(affiliation);
        return { ...rest, careerSegments: { careerSegment: list(careerSegments).map(segmentOf) } };
      }),
    },
  };
}

function segmentOf(segment: unknown): unknown {
  const { period, ...codes } = object(segment);
  const { startDate, ...end } = object(period);
  return { period: { beginDate: startDate, ...end }, ...allCoded(codes) };
}

function contributionsOf(items: readonly unknown[]): unknown {
  return {
    contribution: items.map((item) => {
      const { quarter, socialInsuranceFund, ...codes } = object(item);
      return { quarter, socialInsuranceFund, ...allCoded(codes) };
    }),
  };
}

function allCoded(codes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, coded(code)]));
}

function coded(value: unknown): unknown {
  const { code, description } = object(value);
  const texts = Object.entries(object(description ?? {}));
  return { code, description: texts.map(([language, text]) => ({ value: text, language: language.toUpperCase() })) };
}

function object(value: unknown): Record<string, unknown> {
  assert.ok(typeof value === "object" && value !== null && !Array.isArray(value));
  return { ...value };
}

function list(value: unknown): readonly unknown[] {
  assert.ok(Array.isArray(value));
  return value;
}

interface Faces {
  readonly career: (ssin: string, period?: { readonly from: string; readonly to?: string }) => Promise<[Said, Said]>;
  readonly contributions: (ssin: string, from: string, to?: string) => Promise<[Said, Said]>;
}

function facesOf(name: CustomerName): Faces {
  const soap = site.customer(name);
  const rest: RestCustomer = restCustomerOf(site, name);
  const legalContext = legalContexts[name];
  return {
    career: async (ssin, period) => {
      const beginDate = period?.from ?? "";
      const ends = period?.to === undefined ? {} : { endDate: period.to };
      const [inSoap, inRest] = await Promise.all([
        soap.ask({ ssin, legalContext, ...(period === undefined ? {} : { period: { beginDate, ...ends } }) }),
        rest.ask("/careers/search", {
          ssin,
          legalContext,
          ...(period === undefined ? {} : { period: { startDate: beginDate, ...ends } }),
        }),
      ]);
      return [saidInSoap(careerIn(inSoap)), saidInRest(inRest, careerOf)];
    },
    contributions: async (ssin, from, to) => {
      const { cbeNumber = "" } = site.network.customers.find((one) => one.name === name) ?? {};
      const ends = to === undefined ? {} : { endQuarter: to };
      const message = certain(
        encodeConsultContributionsRequest({
          informationCustomer: { customerIdentification: { cbeNumber } },
          legalContext,
          criteria: { ssin, period: { beginQuarter: from, ...ends } },
        }),
      );
      const [inSoap, inRest] = await Promise.all([
        soap.send(soap.seal(message)),
        rest.ask("/contributions/search", { ssin, legalContext, period: { startQuarter: from, ...ends } }),
      ]);
      return [saidInSoap(contributionsIn(inSoap)), saidInRest(inRest, contributionsOf)];
    },
  };
}

/** Asks about every persona, some at a time; gives how often each code was said. */
async function compareAll(ask: (ssin: string) => Promise<[Said, Said]>): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const { personas } = site.network;
  for (let at = 0; at < personas.length; at += 20) {
    // A quota is for a minute: the next ones come in another.
    site.clock.advance(60_000);
    const asked = personas.slice(at, at + 20).map(async ({ ssin, traits }) => {
      const [inSoap, inRest] = await ask(ssin);
      assert.deepEqual(inRest, inSoap, traits.join(", "));
      counts.set(inSoap.code, (counts.get(inSoap.code) ?? 0) + 1);
    });
    await Promise.all(asked);
  }
  assert.equal(
    [...counts.values()].reduce((sum, count) => sum + count, 0),
    personas.length,
  );
  return counts;
}

test("SOAP and REST say the same of the career of every persona", async () => {
  const { career } = facesOf("social-inspectorate");
  const counts = await compareAll((ssin) => career(ssin));
  assert.ok((counts.get("MSG00000") ?? 0) > 50, "many careers");
  for (const code of ["MSG00007", "MSG00021", "SES00100"]) assert.ok(counts.has(code), code);
});

test("SOAP and REST leave the same out where an annex filters", async () => {
  const { career } = facesOf("health-fund");
  await compareAll((ssin) => career(ssin));
  const [, said] = await career(site.people.find(({ career: one }) => one !== undefined)?.ssin ?? "");
  assert.ok(said.filtered.length > 0);
});

test("SOAP and REST refuse the same where an annex asks for inscriptions", async () => {
  const { career } = facesOf("public-welfare-centre");
  const counts = await compareAll((ssin) => career(ssin));
  assert.ok(counts.has("MSG00012") && counts.has("MSG00000"), [...counts.keys()].join());
});

test("SOAP and REST refuse and cut the same where an annex limits the period", async () => {
  const { career } = facesOf("regional-employment");
  const period = { from: addDays(addYears(site.today, -4), 3), to: addYears(site.today, -1) };
  const counts = await compareAll((ssin) => career(ssin, period));
  for (const code of ["MSG00000", "MSG00006", "SES00200"]) assert.ok(counts.has(code), [...counts.keys()].join());
  assert.deepEqual(
    (await career(site.people[0]?.ssin ?? "")).map(({ code }) => code),
    ["MSG00027", "MSG00027"],
  );
});

test("SOAP and REST say the same of the contributions of every persona", async () => {
  const { contributions } = facesOf("social-inspectorate");
  const counts = await compareAll((ssin) => contributions(ssin, "2018Q3", "2021Q2"));
  assert.ok((counts.get("MSG00000") ?? 0) > 20, [...counts].join());
});

test("SOAP and REST refuse the same periods", async () => {
  const { career, contributions } = facesOf("social-inspectorate");
  const ssin = site.people.find((person) => person.career !== undefined)?.ssin ?? "";
  const both = async (asked: Promise<[Said, Said]>) => (await asked).map(({ code }) => code);
  assert.deepEqual(await both(career(ssin, { from: "2020-02-01", to: "2020-01-31" })), ["SES00300", "SES00300"]);
  assert.deepEqual(await both(career(ssin, { from: addDays(site.today, 40) })), ["SES00300", "SES00300"]);
  assert.deepEqual(await both(contributions(ssin, "2020Q2", "2020Q1")), ["SES00300", "SES00300"]);
  assert.deepEqual(await both(contributions(ssin, "2000Q1", "2020Q1")), ["SES00400", "SES00400"]);
});

test("an answer leaves an audit entry like that of SOAP, which knows the token that was used", async () => {
  const rest = restCustomerOf(site, "social-inspectorate");
  const issued = await rest.requestToken();
  const token = String(jsonOf(issued).access_token);
  const ssin = site.people.find((person) => person.career !== undefined)?.ssin ?? "";
  const answer = await rest.ask(
    "/careers/search",
    { ssin, legalContext: "DEMO:SOCIAL_INSPECTION", ticket: "our file 12" },
    { Authorization: `Bearer ${token}`, "BelGov-Trace-Id": "caller-1" },
  );
  const ticket = String(answer.headers["belgov-trace-id"]);
  assert.equal(jsonOf(answer).ticket, ticket);
  assert.equal(answer.headers["belgov-related-trace-id"], "caller-1");
  const [entry, ...more] = await site.entriesOf(ticket);
  assert.deepEqual(more, []);
  assert.ok(entry !== undefined);
  const { customer, customerTicket, service, operation, legalContext, subject, code, proof } = entry;
  assert.deepEqual(
    { customer, customerTicket, service, operation, legalContext, subject, code, proof },
    {
      customer: "social-inspectorate",
      customerTicket: "our file 12",
      service: "SelfEmployedService/v2",
      operation: "consultCareer",
      legalContext: "DEMO:SOCIAL_INSPECTION",
      subject: ssin,
      code: "MSG00000",
      proof: `bearer ${issued.headers["belgov-trace-id"]}`,
    },
  );
  const inSoap = careerIn(await site.customer("social-inspectorate").ask({ ssin }));
  const [like] = await site.entriesOf(inSoap.informationCBSS.ticketCBSS);
  assert.deepEqual(entry.gates, like?.gates, "the same gates, with the same answers");
  assert.deepEqual(Object.keys(entry).sort(), [...Object.keys(like ?? {}), "customerTicket"].sort().filter(once));
});

function once(name: string, at: number, all: readonly string[]): boolean {
  return all.indexOf(name) === at;
}

test("a caller's trace id is its ticket where the question has none", async () => {
  const rest = restCustomerOf(site, "social-inspectorate");
  const question = { ssin: "90051996036", legalContext: "DEMO:SOCIAL_INSPECTION" };
  const answer = await rest.ask("/careers/search", question, { "BelGov-Trace-Id": "caller-2" });
  const [entry] = await site.entriesOf(String(answer.headers["belgov-trace-id"]));
  assert.equal(entry?.customerTicket, "caller-2");
});

interface Case {
  readonly situation: string;
  readonly question: unknown;
  readonly status: number;
  readonly type: string;
  readonly code?: StatusCode;
  readonly issues?: readonly (readonly [type: string, name: string])[];
  readonly customer?: CustomerName;
  readonly headers?: Readonly<Record<string, string>>;
}

const gardener = "90051996036";
const nobody = certain(syntheticSsin({ birthDate: certain(parseDay("1971-02-03")), counter: 997, kind: "register" }));
const legalContext = "DEMO:SOCIAL_INSPECTION";
const violation = "urn:problem-type:belgif:input-validation:schemaViolation";
const unknownInput = "urn:problem-type:belgif:input-validation:unknownInput";

const cases: readonly Case[] = [
  {
    situation: "wrong check digits",
    question: { ssin: "90051996037", legalContext },
    status: 400,
    type: "belgif:badRequest",
    code: "MSG00011",
    issues: [["urn:problem-type:belgif:input-validation:invalidInput", "/ssin"]],
  },
  {
    situation: "a number of nobody",
    question: { ssin: nobody, legalContext },
    status: 400,
    type: "belgif:badRequest",
    code: "MSG00005",
    issues: [["urn:problem-type:belgif:input-validation:referencedResourceNotFound", "/ssin"]],
  },
  {
    situation: "a cancelled number",
    question: { ssin: "91081343705", legalContext },
    status: 400,
    type: "belgif:badRequest",
    code: "MSG00007",
    issues: [["urn:problem-type:cbss:input-validation:canceledSsin", "/ssin"]],
  },
  {
    situation: "an end before the begin",
    question: { ssin: gardener, legalContext, period: { startDate: "2020-02-01", endDate: "2020-01-31" } },
    status: 400,
    type: "belgif:badRequest",
    code: "SES00300",
    issues: [["urn:problem-type:belgif-ext:input-validation:invalidPeriod", "/period/endDate"]],
  },
  {
    situation: "an unknown legal context",
    question: { ssin: gardener, legalContext: "DEMO:OTHER" },
    status: 403,
    type: "belgif:missingPermission",
    code: "MSG00013",
  },
  {
    situation: "an operation that the annex does not grant",
    question: { ssin: gardener, legalContext: "DEMO:WORK_PERMIT", period: { startQuarter: "2021Q1" } },
    status: 403,
    type: "belgif:missingScope",
    code: "MSG00016",
    customer: "regional-employment",
  },
  {
    situation: "no body",
    question: "",
    status: 400,
    type: "belgif:badRequest",
    code: "MSG00004",
    issues: [[violation, ""]],
  },
  {
    situation: "an array",
    question: [],
    status: 400,
    type: "belgif:badRequest",
    code: "MSG00004",
    issues: [[violation, ""]],
  },
  {
    situation: "what is missing and what is too much",
    question: { inss: gardener, legalContext, period: { startDate: "2020-02-30" } },
    status: 400,
    type: "belgif:badRequest",
    code: "MSG00004",
    issues: [
      [violation, "/ssin"],
      [violation, "/period/startDate"],
      [unknownInput, "/inss"],
    ],
  },
  {
    situation: "a property with the name of a prototype",
    question: `{"ssin":"${gardener}","legalContext":"${legalContext}","__proto__":{"ticket":"x"}}`,
    status: 400,
    type: "belgif:badRequest",
    code: "MSG00004",
    issues: [[unknownInput, "/"]],
  },
  {
    situation: "a property that stands there twice",
    question: `{"ssin":"${gardener}","legalContext":"${legalContext}","ssin":"42050975716"}`,
    status: 400,
    type: "belgif:badRequest",
    code: "MSG00004",
    issues: [[violation, "/ssin"]],
  },
  {
    situation: "a number of a person for a name, twice",
    question: `{"period":{"${gardener}":1,"${gardener}":2}}`,
    status: 400,
    type: "belgif:badRequest",
    code: "MSG00004",
    issues: [[violation, "/period/"]],
  },
  {
    situation: "a body that is not JSON by its type",
    question: { ssin: gardener, legalContext },
    headers: { "Content-Type": "text/plain" },
    status: 415,
    type: "kruispunt:unsupportedMediaType",
    code: "MSG00004",
  },
  {
    situation: "bytes that are no UTF-8",
    question: Buffer.from([0x7b, 0xff, 0x7d]),
    status: 400,
    type: "belgif:badRequest",
    code: "MSG00004",
  },
  {
    situation: "a body that is too large",
    question: `"${"x".repeat(70_000)}"`,
    status: 413,
    type: "belgif:payloadTooLarge",
    code: "MSG00004",
  },
];

for (const {
  situation,
  question,
  status,
  type,
  code,
  issues,
  customer = "social-inspectorate",
  headers = {},
} of cases) {
  test(`${situation}: ${status} ${type}`, async () => {
    const path = situation.startsWith("an operation") ? "/contributions/search" : "/careers/search";
    const answer = await restCustomerOf(site, customer).ask(path, question, headers);
    assert.equal(answer.status, status, answer.text);
    assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/);
    const told = jsonOf(answer);
    assert.equal(told.type, `urn:problem-type:${type}`);
    assert.equal(told.status, status);
    assert.equal(told.code, code);
    const ticket = String(answer.headers["belgov-trace-id"]);
    assert.equal(told.instance, `urn:uuid:${ticket}`);
    const found = list(told.issues ?? []).map(object);
    if (issues !== undefined)
      assert.deepEqual(
        found.map(({ type, name }) => [type, name]),
        issues,
        answer.text,
      );
    assert.doesNotMatch(answer.text, personNumber, "no number of a person");
    const entries = await site.entriesOf(ticket);
    assert.deepEqual(
      entries.map((entry) => entry.code),
      [code],
    );
    assert.doesNotMatch(JSON.stringify(entries[0]?.gates), personNumber);
  });
}

test("a replaced number is refused with the one that took its place, in its own property and nowhere else", async () => {
  const person = site.people.find(({ oldSsins }) => oldSsins.length === 1);
  const [old = ""] = person?.oldSsins ?? [];
  const answer = await restCustomerOf(site, "regional-employment").ask("/careers/search", {
    ssin: old,
    legalContext: "DEMO:WORK_PERMIT",
    period: { startDate: addYears(site.today, -2) },
  });
  assert.equal(answer.status, 400);
  const [only, ...more] = list(jsonOf(answer).issues).map(object);
  assert.deepEqual(more, []);
  assert.equal(only?.type, "urn:problem-type:cbss:input-validation:replacedSsin");
  assert.equal(only?.replacedBy, person?.ssin);
  assert.doesNotMatch(answer.text.replace(`"replacedBy":"${person?.ssin}"`, ""), personNumber);
});

test("a quota that is used up is told as too many requests, whichever face used it up", async () => {
  site.clock.advance(60_000);
  const rest = restCustomerOf(site, "guarantee-fund");
  const soap = site.customer("guarantee-fund");
  const legalContext = "DEMO:CLOSURE_OF_ENTERPRISES";
  const ssin = gardener;
  for (let asked = 0; asked < 30; asked += 1) {
    assert.equal(careerIn(await soap.ask({ ssin, legalContext })).status.code, "MSG00000");
    assert.equal((await rest.ask("/careers/search", { ssin, legalContext })).status, 200);
  }
  const answer = await rest.ask("/careers/search", { ssin, legalContext });
  assert.equal(answer.status, 429, answer.text);
  assert.equal(jsonOf(answer).type, "urn:problem-type:belgif:tooManyRequests");
  assert.equal(jsonOf(answer).code, "MSG00015");
  assert.equal(jsonOf(answer).detail, "The quota of your annex is used up: at most 60 questions a minute.");
  await assertRoomAfter(answer, () => rest.ask("/careers/search", { ssin, legalContext }));
});

async function assertRoomAfter(refused: Answer, ask: () => Promise<Answer>): Promise<void> {
  const seconds = Number(refused.headers["retry-after"]);
  assert.ok(seconds >= 1 && seconds <= 60, `${seconds} seconds`);
  site.clock.advance(seconds * 1000);
  assert.equal((await ask()).status, 200);
}

test("a refusal speaks the language that is asked for", async () => {
  const rest = restCustomerOf(site, "social-inspectorate");
  const question = { ssin: "90051996037", legalContext };
  for (const [header, language] of [
    ["nl-BE,nl;q=0.9,en;q=0.5", "nl"],
    ["de", "de"],
    ["pt", "en"],
  ] as const) {
    const told = jsonOf(await rest.ask("/careers/search", question, { "Accept-Language": header }));
    assert.equal(told.detail, statuses.MSG00011.meaning[language]);
    assert.equal(told.remedy, statuses.MSG00011.remedy[language]);
  }
});

test("what HTTP already shows to be wrong is told in the language that is asked for too", async () => {
  const rest = restCustomerOf(site, "social-inspectorate");
  const nl = { "Accept-Language": "nl" };
  const address = `http://127.0.0.1:${site.worker.port}${restBase}`;
  const headers = { "Content-Type": "application/json", ...nl };
  for (const [asked, status, detail] of [
    [post(`${address}/careers/search`, "{}", { headers }), 401, /^De aanvraag heeft geen toegangstoken/],
    [rest.ask("/careers/search", "{}", { Authorization: "Bearer x", ...nl }), 401, /^Dit is geen toegangstoken/],
    [rest.ask("/careers/search", `"${"x".repeat(70_000)}"`, nl), 413, /^De body mag hoogstens 65536 bytes/],
    [rest.ask("/careers/search", "{}", { "Content-Type": "text/plain", ...nl }), 415, /^De body moet JSON zijn/],
    [rest.ask("/careers", "{}", nl), 404, /^Op dit adres is er niets/],
    [post(`${address}/careers/search`, "", { method: "GET", headers: nl }), 405, /^Dit adres aanvaardt POST/],
  ] as const) {
    const answer = await asked;
    assert.equal(answer.status, status, answer.text);
    assert.match(String(jsonOf(answer).detail), detail);
  }
});

test("no number of a person stands in the log", () => {
  assert.doesNotMatch(site.log.join(""), personNumber);
});
