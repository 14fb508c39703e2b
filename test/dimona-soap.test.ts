import assert from "node:assert/strict";
import { after, before, type TestContext, test } from "node:test";
import { addDays } from "../src/kernel/day.ts";
import { testDatabase } from "./database.ts";
import { dimonaCustomer } from "./dimona-customer.ts";
import { type Installation, install } from "./installation.ts";

let site: Installation;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await testDatabase(t as TestContext)).connectionString);
});
after(() => site.stop());

const customer = (name: string, legalContext?: string) =>
  dimonaCustomer({ network: site.network, addresses: site.worker, clock: site.clock }, name, legalContext);
const someday = (days: number): string => addDays(site.today, days);
const worker = (index = 0): string =>
  site.people.filter(({ traits }) => !traits.includes("cancelled-ssin") && !traits.includes("has-old-ssin"))[index + 20]
    ?.ssin ?? "";
const caterer = { nossRegistrationNbr: "199903710" };

test("first path", async () => {
  const declared = await customer("caterer").declare({
    idempotencyKey: "k1",
    declaration: {
      dimonaIn: {
        employer: caterer,
        naturalPerson: { ssin: worker() },
        startingDate: someday(1),
        dimonaFeatures: { jointCommissionNbr: "302", workerType: "OTH" },
      },
    },
  });
  console.log(JSON.stringify(declared, null, 1));
  const found = await customer("social-inspectorate").periods({ ssin: worker() });
  console.log(JSON.stringify(found, null, 1));
  console.log(JSON.stringify(await customer("social-inspectorate").periods({ employer: caterer }), null, 1));
  console.log(JSON.stringify(await customer("health-fund").relations({ ssin: worker() }), null, 1));
  console.log(JSON.stringify(await customer("regional-employment").periods({ employer: caterer , period: {beginDate: someday(-100), endDate: someday(100)}}), null, 1));
  console.log(JSON.stringify(await customer("caterer").declarations({ employer: caterer }), null, 1));
  console.log(JSON.stringify(await customer("payroll-provider").declarations({ employer: caterer }), null, 1));
  assert.ok(true);
});
