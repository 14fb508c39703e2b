import assert from "node:assert/strict";
import { after, before, type TestContext, test } from "node:test";
import { withClient } from "../src/database/client.ts";
import { setEmployerUse } from "../src/dimona/register/employer-use.ts";
import type { EntityId } from "../src/employers/entity.ts";
import { inTransaction } from "../src/employers/write/change.ts";
import { addDays } from "../src/kernel/day.ts";
import type { Ssin } from "../src/kernel/ssin.ts";
import { setIdentity } from "../src/persons/identity.ts";
import { type Answer, post } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { type Installation, install } from "./installation.ts";
import { personNumber, restCustomerOf } from "./rest-customer.ts";

let site: Installation;
let connectionString: string;
/** Noor and Lotte work for the caterer, the second one for the laundry too; a namesake for the laundry alone. */
let noor: Ssin;
let lotte: Ssin;
let namesake: Ssin;
const base = "/REST/dimona/v2";
const caterer = { employerId: 199903710 };
/** For which the payroll provider speaks. */
const laundry = { employerId: 199901091 };
const otherFeatures = { jointCommissionNumber: "XXX", workerType: "OTH" };
/** Of nobody in the demo. */
const family = "Quaghebeur-d'Öst";

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  connectionString = (await demoDatabase(t as TestContext)).connectionString;
  site = await install(connectionString);
  const free = site.people.filter(
    ({ traits }) => !traits.includes("cancelled-ssin") && !traits.includes("replaced-ssin"),
  );
  [noor, lotte, namesake] = [30, 31, 32].map((index) => free[index]?.ssin ?? assert.fail()) as [Ssin, Ssin, Ssin];
  await called(noor, "Noor Aïcha");
  await called(lotte, "Lotte");
  await called(namesake, "Noor");
  for (const ssin of [noor, lotte]) await hired(ssin, caterer, "caterer");
  for (const ssin of [lotte, namesake]) await hired(ssin, laundry, "payroll-provider");
});
after(() => site.stop());

async function called(ssin: Ssin, firstNames: string): Promise<void> {
  const identity = { lastName: family, firstNames, birthDate: "1990-05-19", sex: "2" } as const;
  site.clock.set(site.clock.now() + 1000);
  await withClient(connectionString, (client) =>
    inTransaction(client, () => setIdentity({ client, at: site.clock.now() }, ssin, identity)),
  );
}

async function hired(ssin: Ssin, employer: object, customer: string, features: object = otherFeatures, days = 400) {
  const dimonaIn = { startDate: addDays(site.today, days), features };
  const answer = await send("/declarations", { employer, worker: { ssin }, dimonaIn }, customer);
  assert.equal(answer.status, 201, answer.text);
}

async function send(path: string, body: object, customer = "caterer"): Promise<Answer> {
  return await post(`http://127.0.0.1:${site.worker.port}${base}${path}`, JSON.stringify(body), {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Authorization: `Bearer ${await restCustomerOf(site, customer).token()}`,
    },
  });
}

interface Item {
  readonly worker: { readonly ssin: string };
}

/** Whom a search shows, each once, in the order of their numbers. */
async function shown(path: string, body: object, customer?: string): Promise<readonly string[]> {
  const { status, text } = await send(path, body, customer);
  assert.equal(status, 200, text);
  const items: readonly Item[] = JSON.parse(text).items;
  return [...new Set(items.map(({ worker }) => worker.ssin))].toSorted();
}

const searches = ["/periods/search", "/relations/search", "/declarations/search"] as const;

test("a worker is found by name, as a clerk writes it, in periods, relations and declarations alike", async () => {
  for (const path of searches) {
    const found = (worker: object) => shown(path, { employer: caterer, worker });
    assert.deepEqual(await found({ familyName: "quaghebeur d'ost" }), [noor, lotte].toSorted(), path);
    assert.deepEqual(await found({ familyName: "QUAG", givenName: "aicha" }), [noor], path);
    assert.deepEqual(await found({ familyName: "Quaghebeur", givenName: "Els" }), [], path);
    assert.deepEqual(await found({ familyName: "Öst" }), [], path);
  }
});

test("a name goes with the other criteria, and page by page", async () => {
  const employer = caterer;
  const worker = { familyName: family };
  const soon = { endDate: addDays(site.today, 300) };
  assert.deepEqual(await shown("/periods/search", { employer, worker, period: soon }), []);
  assert.deepEqual(await shown("/declarations/search", { employer, worker, results: ["B"] }), []);
  const first = JSON.parse((await send("/periods/search?pageSize=1", { employer, worker })).text);
  assert.doesNotMatch(first.next, /quag/i);
  const second = JSON.parse((await send(first.next.replace(base, ""), { employer, worker })).text);
  const found = [...first.items, ...second.items].map((item: Item) => item.worker.ssin);
  assert.deepEqual([found.toSorted(), second.next], [[noor, lotte].toSorted(), undefined]);
});

test("a namesake in the file of another employer is not shown, and nobody searches a file without a mandate", async () => {
  const worker = { familyName: family, givenName: "Noor" };
  assert.deepEqual(await shown("/periods/search", { employer: caterer, worker }), [noor]);
  assert.deepEqual(await shown("/periods/search", { employer: laundry, worker }, "payroll-provider"), [namesake]);
  const refused = await send("/periods/search", { employer: laundry, worker });
  assert.equal(refused.status, 403);
  assert.doesNotMatch(refused.text, /quag/i);
});

test("the audit keeps whom a search by name showed, and the name stands nowhere", async () => {
  const answer = await send("/relations/search", { employer: caterer, worker: { familyName: family } });
  const [entry] = await site.entriesOf(String(answer.headers["belgov-trace-id"]));
  assert.equal(entry?.subject, undefined);
  assert.deepEqual(entry?.persons?.toSorted(), [noor, lotte].toSorted());
  const nobody = await send("/relations/search", { employer: caterer, worker: { familyName: `${family}-Els` } });
  const [empty] = await site.entriesOf(String(nobody.headers["belgov-trace-id"]));
  assert.deepEqual([empty?.subject, empty?.persons], [undefined, []]);
  assert.doesNotMatch(JSON.stringify([entry, empty]), /quag|Els/i);
  assert.doesNotMatch(site.log.join(""), /quag/i);
  assert.doesNotMatch(site.log.join(""), personNumber);
});

test("a question is refused that names a worker twice, by a given name alone or by no letters, without saying it again", async () => {
  for (const worker of [
    { ssin: noor, familyName: family },
    { givenName: "Quag" },
    { ssin: noor, givenName: "Quag" },
    { familyName: "- '" },
    { familyName: "Quag", givenName: "." },
    { familyName: "Quag\u0000" },
    { familyName: "Quag".repeat(26) },
    {},
  ]) {
    const { status, text, headers } = await send("/periods/search", { employer: caterer, worker });
    assert.equal(status, 400, text);
    assert.match(text, /schemaViolation.*"name":"\/worker/);
    assert.doesNotMatch(text, /quag/i);
    assert.doesNotMatch(JSON.stringify(await site.entriesOf(String(headers["belgov-trace-id"]))), /quag/i);
  }
});

test("what an employer was told of a worker is found by the worker's name", async () => {
  await called(lotte, "Lotte Els");
  const worker = { familyName: family, givenName: "Els" };
  const { text } = await send("/identityChanges/search", { employer: caterer, worker });
  const [told, ...more] = JSON.parse(text).items;
  assert.deepEqual([told.validSituation.ssin, more], [lotte, []]);
});

test("periods are found by the sub-entity for which somebody works", async () => {
  await withClient(connectionString, async (client) => {
    const { rows } = await client.query<{ entity: EntityId }>(
      "select entity from employers.identifier where identifier = $1",
      [`nsso:0${laundry.employerId}`],
    );
    const change = { client, at: site.clock.now() };
    const use = { subEntities: ["17", "18"], securedOnly: false, dailyRegistration: false };
    await inTransaction(client, () => setEmployerUse(change, rows[0]?.entity ?? assert.fail(), use));
  });
  const at17 = { ...otherFeatures, subEntityNumber: "17" };
  await hired(noor, laundry, "payroll-provider", at17, 500);
  const found = (subEntityNumber: string) =>
    shown("/periods/search", { employer: laundry, subEntityNumber }, "payroll-provider");
  assert.deepEqual([await found("17"), await found("18")], [[noor], []]);
});
