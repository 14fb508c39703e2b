import assert from "node:assert/strict";
import { after, before, type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  declarationExamples,
  declarationSearchExamples,
  declareExamples,
  periodExamples,
  periodSearchExamples,
  registrationExamples,
  relationSearchExamples,
} from "../src/dimona/rest/examples.ts";
import { mutationExamples } from "../src/dimona/rest/mutation-examples.ts";
import { parseIdentifier } from "../src/employers/identifier.ts";
import { inTransaction } from "../src/employers/write/change.ts";
import { replaceProvisional } from "../src/employers/write/entities.ts";
import { addDays } from "../src/kernel/day.ts";
import { nssoCheckDigits } from "../src/kernel/nsso-number.ts";
import { certain } from "../src/kernel/outcome.ts";
import type { RestExample } from "../src/rest/operation.ts";
import { type Answer, post } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { onServer } from "./database-server.ts";
import { giveProviderMandate, newcomerOf } from "./dimona-newcomer.ts";
import { type Installation, install } from "./installation.ts";
import { jsonOf, personNumber, restCustomerOf } from "./rest-customer.ts";

let site: Installation;
const base = "/REST/dimona/v2";

/**
 * Employers of the demo: the caterer signs in itself; the laundry has given the provider a mandate, the garden centre had,
 * until it went to another one, and the town never had.
 */
const caterer = { employerId: 199903710 };
const laundry = { employerId: 199901091 };
const gardenCentre = { employerId: 199900897 };
const town = { enterpriseNumber: "1999903834" };

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await demoDatabase(t as TestContext)).connectionString);
});
after(() => site.stop());

/** A customer's calls, each with a token of all its scopes. */
function caller(name: string) {
  const rest = restCustomerOf(site, name);
  const send = async (
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> =>
    post(
      `http://127.0.0.1:${site.worker.port}${path}`,
      typeof body === "object" ? JSON.stringify(body) : String(body ?? ""),
      {
        method,
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${await rest.token()}`, ...headers },
      },
    );
  return {
    rest,
    send: (path: string, body: unknown, headers = {}) => send("POST", `${base}${path}`, body, headers),
    get: (path: string, headers = {}) =>
      send("GET", path.startsWith("/REST") ? path : `${base}${path}`, undefined, headers),
  };
}

const someday = (days: number): string => addDays(site.today, days);
/** Somebody of the demo whose number is in use. */
const worker = (index = 0): string =>
  site.people.filter(({ traits }) => !traits.includes("cancelled-ssin") && !traits.includes("replaced-ssin"))[
    index + 20
  ]?.ssin ?? "";

function hiring(days: number, special: Readonly<Record<string, unknown>> = {}) {
  return {
    employer: caterer,
    worker: { ssin: worker() },
    dimonaIn: {
      startDate: someday(days),
      endDate: someday(days),
      features: { jointCommissionNumber: "XXX", workerType: "OTH" },
    },
    ...special,
  };
}

async function taken(answer: Promise<Answer>): Promise<{ readonly id: number; readonly href: string }> {
  const { status, text, headers } = await answer;
  assert.equal(status, 201, text);
  const { declarationId, href } = JSON.parse(text);
  assert.equal(headers.location, href);
  return { id: declarationId, href };
}

async function resultOf(from: ReturnType<typeof caller>, href: string, headers = {}) {
  const { status, text } = await from.get(href, headers);
  assert.equal(status, 200, text);
  return JSON.parse(text).declarationStatus;
}

const codesOf = ({ anomalies }: { anomalies: readonly { code: string }[] }) => anomalies.map(({ code }) => code);

const examples: readonly (readonly [method: "GET" | "POST", path: string, list: readonly RestExample[]])[] = [
  ["POST", "/declarations", declareExamples],
  ["GET", "/declarations/{declarationId}", declarationExamples],
  ["GET", "/periods/{periodId}", periodExamples],
  ["GET", "/dailyRegistrations/{dailyRegistrationId}", registrationExamples],
  ["POST", "/declarations/search", declarationSearchExamples],
  ["POST", "/periods/search", periodSearchExamples],
  ["POST", "/relations/search", relationSearchExamples],
];

test("the demo caterer gets every answer that the reference shows", async () => {
  const { send, get } = caller("caterer");
  const numbers = new Map<string, string>(); // of the reference, to those of this register
  const real = (value: unknown) => replaced(value, numbers);
  const shown = (value: unknown) => replaced(value, new Map([...numbers].map(([a, b]) => [b, a])));
  for (const [method, path, list] of examples) {
    for (const { name, request, parameters = {}, status, response } of list) {
      const address = Object.entries(parameters).reduce((text, [key, value]) => text.replace(`{${key}}`, value), path);
      const answer = await (method === "POST" ? send(path, real(request)) : get(String(real(address))));
      assert.equal(answer.status, status, `${name}: ${answer.text}`);
      const told = JSON.parse(answer.text);
      if (status === 201)
        numbers.set(String((response as { declarationId: number }).declarationId), String(told.declarationId));
      assert.deepEqual(withoutMoments(shown(told)), withoutMoments(response), name);
    }
  }
});

function replaced(value: unknown, numbers: ReadonlyMap<string, string>): unknown {
  if (value === undefined) return undefined;
  return JSON.parse(JSON.stringify(value).replaceAll(/7\d{11}/g, (number) => numbers.get(number) ?? number));
}

function withoutMoments(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, part) =>
    ["instance", "receivedAt", "decidedAt", "lastUpdate"].includes(key) ? key : part,
  );
}

test("an institution that fetches is told of people whom it knows, with what its annex leaves of it, and of nobody else", async () => {
  const office = caller("regional-employment");
  for (const { request, status, response } of mutationExamples) {
    const answer = await office.send("/mutations/search", request);
    assert.deepEqual([answer.status, jsonOf(answer)], [status, response]);
  }
  const employer = caller("caterer");
  const knows = ({ ssin }: { ssin: string }) => ["3", "6", "9"].includes(ssin.charAt(8));
  const people = site.people.filter(({ traits }) => traits.includes("main-activity"));
  const [known, unknown] = [people.find(knows), people.find((one) => !knows(one))];
  assert.ok(known !== undefined && unknown !== undefined);
  for (const { ssin } of [unknown, known]) {
    const { href } = await taken(employer.send("/declarations", hiring(40, { worker: { ssin } })));
    assert.equal((await resultOf(employer, href)).result, "A");
  }
  let items: readonly { worker: { ssin: string }; kind: string; features: object; isLate?: boolean }[] = [];
  for (const deadline = Date.now() + 5000; items.length === 0 && Date.now() < deadline; await sleep(50)) {
    const answer = await office.send("/mutations/search", { limit: 10 });
    assert.equal(answer.status, 200, answer.text);
    items = JSON.parse(answer.text).items;
  }
  assert.deepEqual(
    items.map(({ worker, kind, features, isLate }) => ({ worker, kind, features, isLate })),
    [
      {
        worker: { ssin: known.ssin },
        kind: "I",
        features: { workerType: "OTH", jointCommissionNumber: "XXX" },
        isLate: undefined,
      },
    ],
  );
  const refused = await employer.send("/mutations/search", {});
  assert.equal(refused.status, 403, "an employer is no institution");
});

test("a payroll provider declares for who gave it a mandate, and for nobody else", async () => {
  const provider = caller("payroll-provider");
  const { href } = await taken(provider.send("/declarations", hiring(10, { employer: laundry })));
  assert.equal((await resultOf(provider, href)).result, "A");
  const other = await provider.send("/declarations", hiring(10, { employer: gardenCentre }));
  assert.equal(other.status, 403, other.text);
  assert.equal(jsonOf(other).type, "urn:problem-type:belgif:missingPermission");
  const count = await onServer(site.connectionString, async (client) => {
    const { rows } = await client.query(
      "select from dimona.declaration d join employers.identifier i on i.entity = d.employer where i.identifier = $1",
      [`nsso:0${gardenCentre.employerId}`],
    );
    return rows.length;
  });
  assert.equal(count, 0);
});

test("a town that gives a mandate is declared for from then on, by its enterprise number and without a joint committee", async () => {
  const provider = caller("payroll-provider");
  const dimonaIn = { startDate: someday(10), features: { workerType: "OTH" } };
  const declared = hiring(10, { employer: town, dimonaIn });
  assert.equal((await provider.send("/declarations", declared)).status, 403);
  await giveProviderMandate(site, town.enterpriseNumber, "SSC-TOWN");
  const { href } = await taken(provider.send("/declarations", declared));
  assert.deepEqual(codesOf(await resultOf(provider, href)), []);
});

test("the file of an employer opens with its definitive number: until then its declarations are found by their numbers", async () => {
  const provider = caller("payroll-provider");
  const { enterpriseNumber, provisionalNumber, entity } = await newcomerOf(site);
  const employer = { employerId: Number(provisionalNumber) };
  await giveProviderMandate(site, enterpriseNumber, "SSC-NEWCOMER");
  const { id, href } = await taken(provider.send("/declarations", hiring(12, { employer })));
  assert.equal((await resultOf(provider, href)).result, "A");
  for (const path of ["/declarations/search", "/periods/search", "/relations/search"]) {
    const { status, text } = await provider.send(path, { employer }, { "Accept-Language": "nl" });
    const told = JSON.parse(text);
    assert.deepEqual([status, told.code], [403, "MSG00027"], path);
    assert.match(told.detail, /voorlopig RSZ-nummer/);
    assert.match(told.remedy, /met het nummer van elke aangifte/);
  }
  assert.equal((await provider.get(`/periods/${id}`)).status, 403);
  assert.equal((await caller("caterer").get(`/periods/${id}`)).status, 404, "others do not learn that it is there");
  assert.equal((await provider.send("/identityChanges/search", { employer })).status, 200);
  const base = 19_999;
  const final = certain(parseIdentifier("nsso", `${base}${nssoCheckDigits(base)}`.padStart(10, "0")));
  const provisional = certain(parseIdentifier("provisional", provisionalNumber));
  await onServer(site.connectionString, (client) =>
    inTransaction(client, async () => {
      const change = { client, at: site.clock.now() };
      certain(await replaceProvisional(change, entity, { provisional, final, from: site.today }));
    }),
  );
  const found = await provider.send("/periods/search", { employer: { enterpriseNumber } });
  const numbers = JSON.parse(found.text).items.map(({ periodId }: { periodId: number }) => periodId);
  assert.ok(numbers.includes(id), found.text);
  assert.equal((await provider.get(`/periods/${id}`)).status, 200);
});

test("nobody learns by its number what others declared, or that there is such a number", async () => {
  const own = caller("caterer");
  const { id, href } = await taken(own.send("/declarations", hiring(20)));
  assert.equal((await resultOf(own, href)).result, "A");
  const provider = caller("payroll-provider");
  const { href: atLaundry, id: laundryPeriod } = await taken(
    provider.send("/declarations", hiring(20, { employer: laundry })),
  );
  for (const path of [
    atLaundry,
    `/periods/${laundryPeriod}`,
    "/declarations/600000000111",
    "/declarations/600000000112",
    "/periods/7",
  ]) {
    const answer = await own.get(path);
    const isShaped = /\/\d{12}$/.test(path);
    assert.equal(answer.status, isShaped ? 404 : 400, `${path}: ${answer.text}`);
  }
  // The provider may see what it has a mandate for, whoever declared it.
  assert.equal((await provider.get(href)).status, 200);
  assert.equal((await provider.get(`/periods/${id}`)).status, 200);
});

test("a declaration that is sent again under its key gets its first number; the key stands for no other", async () => {
  const { send } = caller("caterer");
  const headers = { "Idempotency-Key": "shift-2026/0815" };
  const first = await taken(send("/declarations", hiring(30), headers));
  assert.deepEqual(await taken(send("/declarations", hiring(30), headers)), first);
  const other = await send("/declarations", hiring(31), headers);
  assert.equal(other.status, 422, other.text);
  assert.equal(jsonOf(other).type, "urn:problem-type:kruispunt:idempotencyKeyReused");
  const unreadable = await send("/declarations", hiring(31), { "Idempotency-Key": "x".repeat(101) });
  assert.equal(unreadable.status, 400);
  assert.match(unreadable.text, /"in":"header","name":"Idempotency-Key"/);
});

test("a token opens what its scopes say: to declare is one thing, to look is another", async () => {
  const { rest, send, get } = caller("caterer");
  const declarant = await rest.token("scope:dimona:declaration:declarant");
  const consult = await rest.token("scope:dimona:declaration:consult");
  const { href } = await taken(send("/declarations", hiring(40), { Authorization: `Bearer ${declarant}` }));
  for (const answer of [
    await send("/declarations", hiring(41), { Authorization: `Bearer ${consult}` }),
    await get(href, { Authorization: `Bearer ${declarant}` }),
  ]) {
    assert.equal(answer.status, 403, answer.text);
    assert.equal(jsonOf(answer).type, "urn:problem-type:belgif:missingScope");
  }
  assert.equal((await get(href, { Authorization: `Bearer ${consult}` })).status, 200);
  const stranger = await restCustomerOf(site, "social-inspectorate").requestToken({
    scope: "scope:dimona:declaration:declarant",
  });
  assert.equal(jsonOf(stranger).error, "invalid_scope");
});

test("a search goes page by page, in one order, to the last one", async () => {
  const { send } = caller("payroll-provider");
  const employer = laundry;
  for (let index = 1; index <= 5; index += 1) {
    await taken(send("/declarations", hiring(100 + index, { employer, worker: { ssin: worker(index) } })));
  }
  const found: number[] = [];
  let next: string | undefined = "/periods/search?pageSize=2";
  while (next !== undefined) {
    const { status, text } = await send(next.replace(base, ""), {
      employer,
      period: { startDate: someday(100) },
      states: ["closed"],
    });
    assert.equal(status, 200, text);
    const page = JSON.parse(text);
    assert.ok(page.items.length <= 2);
    found.push(...page.items.map((item: { startDate: string; periodId: number }) => item.periodId));
    next = page.next;
  }
  assert.equal(found.length, 5);
  assert.equal(new Set(found).size, 5);
  const relations = await send("/relations/search", { employer, worker: { ssin: worker(3) } });
  assert.deepEqual(JSON.parse(relations.text).items[0].startDate, someday(103));
});

test("a question with what the reference does not name is refused, in the body and in the address", async () => {
  const { send, get } = caller("caterer");
  const { id } = await taken(send("/declarations", hiring(50)));
  for (const [answer, name] of [
    [await send("/periods/search?sort=asc", { employer: caterer }), "sort"],
    [await send("/periods/search?page=0", { employer: caterer }), "page"],
    [await get(`/periods/${id}?fields=all`), "fields"],
  ] as const) {
    assert.equal(answer.status, 400, answer.text);
    assert.match(answer.text, new RegExp(`"in":"query","name":"${name}"`));
  }
  const body = await send("/declarations", { ...hiring(51), remark: "new" });
  assert.match(body.text, /unknownInput.*"in":"body","name":"\/remark"/);
  const nul = await send("/declarations", hiring(51, { worker: { ssin: worker(), lastName: "a\u0000b" } }));
  assert.equal(nul.status, 400, nul.text);
});

const nonsense: readonly (readonly [situation: string, criteria: object, code: string, kind: string, name: string])[] =
  [
    [
      "an end before the begin",
      { period: { startDate: "2031-03-31", endDate: "2031-03-01" } },
      "MSG00008",
      "invalidPeriod",
      "/period/endDate",
    ],
    ["wrong check digits", { worker: { ssin: "90051996037" } }, "MSG00011", "invalidInput", "/worker/ssin"],
    ["no number of the employer", { employer: {} }, "MSG00008", "invalidInput", "/employer"],
    [
      "the number of another employer beside",
      { employer: { ...caterer, enterpriseNumber: "1999000843" } },
      "MSG00008",
      "invalidInput",
      "/employer/enterpriseNumber",
    ],
    [
      "two faults of the content",
      { employer: {}, worker: { ssin: "90051996037" } },
      "MSG00008",
      "invalidInput",
      "/employer",
    ],
    [
      "a day of the year 0",
      { period: { startDate: "0000-01-01" } },
      "MSG00004",
      "schemaViolation",
      "/period/startDate",
    ],
  ];

for (const [situation, criteria, code, kind, name] of nonsense) {
  test(`a search with ${situation} is refused with ${code}, whatever is searched`, async () => {
    const { send } = caller("caterer");
    for (const path of ["declarations", "periods", "relations", "identityChanges"]) {
      const asked = { employer: caterer, ...criteria };
      const { period, ...others } = asked as typeof asked & { period?: object };
      const named = path === "declarations" && period !== undefined ? { ...others, receptionPeriod: period } : asked;
      const answer = await send(`/${path}/search`, named);
      assert.equal(answer.status, 400, `${path}: ${answer.text}`);
      const told = JSON.parse(answer.text);
      assert.equal(told.code, code, path);
      assert.match(told.issues[0].type, new RegExp(`:${kind}$`));
      assert.equal(told.issues[0].name.replace("receptionPeriod", "period"), name, path);
      assert.match(told.issues[0].detail, /^expected /);
      assert.doesNotMatch(answer.text, personNumber);
    }
  });
}

test("a worker type, a committee or a using employer that there cannot be is refused, with what there is", async () => {
  const { send } = caller("caterer");
  for (const path of ["declarations", "periods"]) {
    for (const [criteria, name] of [
      [{ workerTypes: ["OTH", "ZZZ"] }, "/workerTypes/1"],
      [{ jointCommissionNumber: "999" }, "/jointCommissionNumber"],
      [{ usingEmployerNumber: "1999903736" }, "/usingEmployerNumber"],
    ] as const) {
      const answer = await send(`/${path}/search`, { employer: caterer, ...criteria });
      assert.equal(answer.status, 400, answer.text);
      assert.equal(JSON.parse(answer.text).issues[0].name, name);
    }
  }
});

test("both numbers of one employer, and days that are one day, are searched by", async () => {
  const { send } = caller("caterer");
  const period = { startDate: someday(0), endDate: someday(0) };
  const answer = await send("/periods/search", { employer: { ...caterer, enterpriseNumber: "1999903735" }, period });
  assert.equal(answer.status, 200, answer.text);
});

test("of two workers in one declaration neither is hired", async () => {
  const { send } = caller("caterer");
  const text = JSON.stringify(hiring(52)).replace('"worker":{', `"worker":{"ssin":"${worker(4)}",`);
  const answer = await send("/declarations", text);
  assert.equal(answer.status, 400, answer.text);
  const [{ name, detail }] = JSON.parse(answer.text).issues;
  assert.deepEqual([name, detail], ["/worker/ssin", "expected this property once"]);
  assert.doesNotMatch(answer.text, personNumber);
});

test("a number too large is told with the largest there may be", async () => {
  const features = { jointCommissionNumber: "XXX", workerType: "STU" };
  const dimonaIn = { startDate: someday(53), endDate: someday(53), plannedHoursNumber: 1e300, features };
  const answer = await caller("caterer").send("/declarations", hiring(53, { dimonaIn }));
  assert.equal(answer.status, 400, answer.text);
  assert.deepEqual(
    JSON.parse(answer.text).issues.map(({ name, detail }: { name: string; detail: string }) => [name, detail]),
    [["/dimonaIn/plannedHoursNumber", "expected at most 99999"]],
  );
});

test("planned hours that the rules refuse are still refused by them, with an anomaly", async () => {
  const { send, get } = caller("caterer");
  const features = { jointCommissionNumber: "XXX", workerType: "STU" };
  const dimonaIn = { startDate: someday(53), endDate: someday(53), plannedHoursNumber: 1000, features };
  const { href } = await taken(send("/declarations", hiring(53, { dimonaIn })));
  const { result, anomalies } = await resultOf({ rest: restCustomerOf(site, "caterer"), send, get }, href);
  assert.equal(result, "B");
  assert.ok(
    codesOf({ anomalies }).some((code) => code.startsWith("01135-")),
    JSON.stringify(anomalies),
  );
});

test("an employer of whom nothing was said is absent from the answer", async () => {
  const { send, get } = caller("caterer");
  const dimonaOut = { periodId: 600000000111, endDate: someday(53) };
  const { href } = await taken(send("/declarations", { employer: {}, dimonaOut }));
  assert.equal(jsonOf(await get(href)).employer, undefined);
});

test("a declaration for a day of the year 0 is refused before it is stored", async () => {
  const dimonaIn = { startDate: "0000-01-01", features: { jointCommissionNumber: "XXX", workerType: "OTH" } };
  const answer = await caller("caterer").send("/declarations", hiring(0, { dimonaIn }));
  assert.equal(answer.status, 400, answer.text);
});

test("the remedy is in the language of the caller, the labels in all of them", async () => {
  const { send, get } = caller("caterer");
  await taken(send("/declarations", hiring(60)));
  const { href } = await taken(send("/declarations", hiring(60)));
  const { text } = await get(href, { "Accept-Language": "nl-BE" });
  const [anomaly] = JSON.parse(text).declarationStatus.anomalies;
  assert.match(anomaly.remedy, /genoemde periode/);
  assert.equal(anomaly.descriptionFr, "Période Dimona en double");
});

test("a refusal says what was asked of JSON and what to do there, in the language of the caller", async () => {
  const { send, get } = caller("caterer");
  const language = { "Accept-Language": "nl" };
  await taken(send("/declarations", hiring(61), { "Idempotency-Key": "words-1" }));
  const reused = await send("/declarations", hiring(62), { "Idempotency-Key": "words-1", ...language });
  const wrongKey = await send("/declarations", hiring(62), { "Idempotency-Key": "with a blank", ...language });
  const nothing = await get("/declarations/600000000111", language);
  const others = await send("/periods/search", { employer: laundry }, language);
  const reversed = { employer: caterer, period: { startDate: someday(2), endDate: someday(1) } };
  const incorrect = await send("/periods/search", reversed, language);
  for (const [answer, status, detail, remedy] of [
    [reused, 422, /^Deze Idempotency-Key staat al voor een andere/, /^Geef elke aangifte een eigen sleutel/],
    [wrongKey, 400, /^De header Idempotency-Key/, /^Verstuur 1 tot 100/],
    [nothing, 404, /^Er is niets met dit nummer/, /^Controleer het nummer/],
    [others, 403, /^U hebt vandaag geen geldig mandaat/, /^Vraag naar uw eigen onderneming/],
    [incorrect, 400, /^De vraag bevat ongeldige gegevens/, /^De issues noemen/],
  ] as const) {
    assert.equal(answer.status, status, answer.text);
    const told = jsonOf(answer);
    assert.match(String(told.detail), detail);
    assert.match(String(told.remedy), remedy);
  }
});

test("another method at an address of Dimona is refused with the one that it takes", async () => {
  const { get } = caller("caterer");
  const answer = await get("/declarations");
  assert.deepEqual([answer.status, answer.headers.allow], [405, "POST"]);
  const { send } = caller("caterer");
  const posted = await send("/declarations/700000000145", {});
  assert.deepEqual([posted.status, posted.headers.allow], [405, "GET"]);
});

test("each call is in the audit with who, about whom and what came of it, and no number of a person is in the log", async () => {
  const { send, get } = caller("caterer");
  const answer = await send("/declarations", hiring(70));
  const ticket = String(answer.headers["belgov-trace-id"]);
  const [entry] = await site.entriesOf(ticket);
  assert.equal(entry?.customer, "caterer");
  assert.equal(entry?.service, "Dimona/v2");
  assert.equal(entry?.operation, "declare");
  assert.equal(entry?.subject, worker());
  assert.equal(entry?.legalContext, "DEMO:EMPLOYER");
  assert.equal(entry?.code, "MSG00000");
  const { declarationId } = JSON.parse(answer.text);
  const looked = await get(`/declarations/${declarationId}`);
  const [look] = await site.entriesOf(String(looked.headers["belgov-trace-id"]));
  assert.deepEqual([look?.subject, look?.asked], [worker(), { declarationId: String(declarationId) }]);
  const searched = await send("/relations/search?pageSize=3", { employer: laundry });
  const [search] = await site.entriesOf(String(searched.headers["belgov-trace-id"]));
  assert.equal(searched.status, 403);
  assert.deepEqual([search?.asked?.employer, search?.persons], ["nsso:0199901091", undefined]);
  assert.doesNotMatch(site.log.join(""), personNumber);
});

test("a search that names no worker leaves in the audit whose file it was, and whom it showed", async () => {
  const { send } = caller("payroll-provider");
  const found = await send("/relations/search?pageSize=3", { employer: laundry });
  const shown = JSON.parse(found.text).items.map((item: { worker: { ssin: string } }) => item.worker.ssin);
  assert.ok(shown.length > 0);
  const [entry] = await site.entriesOf(String(found.headers["belgov-trace-id"]));
  assert.equal(entry?.subject, undefined);
  assert.match(entry?.asked?.employer ?? "", /^(nsso|cbe):\d{10}$/);
  assert.deepEqual(entry?.persons, shown);
});
