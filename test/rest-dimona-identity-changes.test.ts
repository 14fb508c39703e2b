import assert from "node:assert/strict";
import { after, before, type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { withClient } from "../src/database/client.ts";
import { inTransaction } from "../src/employers/write/change.ts";
import { addDays } from "../src/kernel/day.ts";
import type { Ssin } from "../src/kernel/ssin.ts";
import { replaceNumber, setIdentity } from "../src/persons/identity.ts";
import { aboutEmployers } from "../src/population/dimona/load.ts";
import { type Answer, post } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { otherwiseUnknown } from "./dimona-declarations.ts";
import { type Installation, install } from "./installation.ts";
import { restCustomerOf } from "./rest-customer.ts";

let site: Installation;
let connectionString: string;
/** Somebody whom the caterer hired, and the number that took the place of that person's. */
let old: Ssin;
let next: Ssin;
const base = "/REST/dimona/v2";
const caterer = { employerId: 199903710 };
/** For which the payroll provider speaks. */
const laundry = { employerId: 199901091 };

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  connectionString = (await demoDatabase(t as TestContext)).connectionString;
  // The files of the demo network would have told of changes too. Before anybody works on them.
  await withClient(connectionString, (client) => client.query(`truncate ${aboutEmployers.join(", ")}`));
  site = await install(connectionString);
  const [one, another] = site.people.filter(
    ({ traits }) => !traits.includes("cancelled-ssin") && !traits.includes("replaced-ssin"),
  );
  [old, next] = [one?.ssin ?? assert.fail(), another?.ssin ?? assert.fail()];
  for (const [employer, customer] of [
    [caterer, "caterer"],
    [laundry, "payroll-provider"],
  ] as const) {
    const worker = { ssin: old };
    const features = { jointCommissionNumber: "XXX", workerType: "OTH" };
    const dimonaIn = { startDate: addDays(site.today, 30), features };
    const { status, text } = await send("/declarations", { employer, worker, dimonaIn }, customer);
    assert.equal(status, 201, text);
  }
  const identity = { lastName: "Verzinsel", firstNames: "Noor", birthDate: "1990-05-19", sex: "2" } as const;
  await change((to) => setIdentity(to, next, identity));
  await change((to) => replaceNumber(to, old, next));
  await change((to) => setIdentity(to, next, { ...identity, lastName: "Verzinsel-Mirage" }));
});
after(() => site.stop());

async function change(work: (change: Parameters<typeof setIdentity>[0]) => Promise<void>): Promise<void> {
  site.clock.set(site.clock.now() + 1000);
  const at = site.clock.now();
  await withClient(connectionString, (client) => inTransaction(client, () => work({ client, at })));
}

async function call(
  method: string,
  path: string,
  body?: object,
  customer = "caterer",
  accept = "*/*",
): Promise<Answer> {
  return await post(`http://127.0.0.1:${site.worker.port}${path}`, body === undefined ? "" : JSON.stringify(body), {
    method,
    headers: {
      "Content-Type": "application/json",
      Authorization: `Bearer ${await restCustomerOf(site, customer).token()}`,
      Accept: accept,
    },
  });
}
const send = (path: string, body: object, customer?: string) => call("POST", `${base}${path}`, body, customer);

async function told(body: object, query = "") {
  const { status, text } = await send(`/identityChanges/search${query}`, { employer: caterer, ...body });
  assert.equal(status, 200, text);
  return JSON.parse(text);
}

test("an employer reads that the number of a worker was replaced, and then the name", async () => {
  const { items } = await told({});
  assert.deepEqual(
    items.map((one: Record<string, unknown>) => [one.justificationCode, one.validSituation, one.outdatedSituation]),
    [
      [
        91,
        { ssin: next, familyName: "Verzinsel-Mirage", givenNames: "Noor", birthDate: "1990-05-19", gender: "2" },
        { ssin: next, familyName: "Verzinsel", givenNames: "Noor", birthDate: "1990-05-19", gender: "2" },
      ],
      [
        90,
        { ssin: next, familyName: "Verzinsel", givenNames: "Noor", birthDate: "1990-05-19", gender: "2" },
        items[1].outdatedSituation,
      ],
    ],
  );
  assert.equal(items[1].outdatedSituation.ssin, old);
});

test("changes are found by the old number of the worker, by the new one, by days, and page by page", async () => {
  for (const ssin of [old, next]) assert.equal((await told({ worker: { ssin } })).items.length, 2);
  assert.equal((await told({ period: { startDate: addDays(site.today, 5) } })).items.length, 0);
  assert.equal((await told({ period: { startDate: addDays(site.today, -5) } })).items.length, 2);
  const first = await told({}, "?page=1&pageSize=1");
  assert.equal(first.items.length, 1);
  const { status, text } = await call("POST", first.next, { employer: caterer });
  assert.equal(status, 200, text);
  assert.deepEqual(
    JSON.parse(text).items.map((one: { justificationCode: number }) => one.justificationCode),
    [90],
  );
});

test("one change is there as JSON and as IDFLUX, and the periods are found by both numbers", async () => {
  const [{ href }] = (await told({})).items;
  const json = await call("GET", href);
  assert.equal(JSON.parse(json.text).href, href);
  const xml = await call("GET", href, undefined, "caterer", "application/xml");
  assert.equal(xml.headers["content-type"], "application/xml; charset=utf-8");
  assert.match(xml.text, /^<\?xml .*\n<IDFLUX><Form><Identification>IDFLUX<\/Identification>/);
  for (const ssin of [old, next]) {
    const { text } = await send("/periods/search", { employer: caterer, worker: { ssin } });
    assert.deepEqual(
      JSON.parse(text).items.map(({ worker }: { worker: { ssin: string } }) => worker.ssin),
      [next],
    );
  }
});

test("somebody who is declared without a number is recognised a moment later", async () => {
  const person = site.people.findLast(
    ({ state, names }) =>
      state === "active" && site.people.filter((one) => one.names.lastName === names.lastName).length === 1,
  );
  assert.ok(person !== undefined);
  const { names, birthDate, sex, ssin } = person;
  const { status, text } = await send("/declarations", {
    employer: caterer,
    worker: {
      lastName: names.lastName.toUpperCase(),
      firstName: names.firstNames.split(" ")[0],
      birthDate,
      gender: sex,
      ...otherwiseUnknown,
    },
    dimonaIn: { startDate: addDays(site.today, 31), features: { jointCommissionNumber: "XXX", workerType: "OTH" } },
  });
  assert.equal(status, 201, text);
  const { href } = JSON.parse(text);
  const now = async () => JSON.parse((await call("GET", href)).text);
  assert.match((await now()).declarationStatus.result, /^[SA]$/);
  for (const deadline = Date.now() + 30_000; (await now()).declarationStatus.result === "S"; await sleep(100)) {
    assert.ok(Date.now() < deadline, "nobody looked");
  }
  const { declarationStatus, worker } = await now();
  assert.equal(declarationStatus.result, "A");
  assert.ok(declarationStatus.period.href.length > 0);
  assert.equal(worker.ssin, ssin);
});

test("who has no mandate of the employer learns nothing", async () => {
  assert.equal((await send("/identityChanges/search", { employer: laundry })).status, 403);
  const { text } = await send("/identityChanges/search", { employer: laundry }, "payroll-provider");
  const [{ href }] = JSON.parse(text).items;
  assert.equal((await call("GET", href, undefined, "payroll-provider")).status, 200);
  assert.equal((await call("GET", href)).status, 404);
  assert.equal((await call("GET", `${base}/identityChanges/999999`)).status, 404);
  assert.equal((await call("GET", `${base}/identityChanges/0`)).status, 400);
});
