// Employers and their mandataries that declare by SOAP, and look at what was declared.
import assert from "node:assert/strict";
import { after, before, type TestContext, test } from "node:test";
import { addDays } from "../src/kernel/day.ts";
import type { DeclarationType, HandlingType } from "../src/schema/generated/dimona-types-v1.ts";
import { demoDatabase } from "./database.ts";
import { onServer } from "./database-server.ts";
import { dimonaCustomer } from "./dimona-customer.ts";
import { giveProviderMandate, newcomerOf } from "./dimona-newcomer.ts";
import { type Installation, install } from "./installation.ts";
import { personNumber } from "./rest-customer.ts";

let site: Installation;

/** The caterer declares itself and registers its evenings; the laundry gave the provider a mandate, the garden centre no longer has one. */
const caterer = { nossRegistrationNbr: "199903710" };
const laundry = { nossRegistrationNbr: "199901091" };
const gardenCentre = { nossRegistrationNbr: "199900897" };

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await demoDatabase(t as TestContext)).connectionString);
});
after(() => site.stop());

const customer = (name: string) =>
  dimonaCustomer({ network: site.network, addresses: site.worker, clock: site.clock }, name);
const someday = (days: number): string => addDays(site.today, days);
const worker = (index = 0): string =>
  site.people.filter(({ state, oldSsins }) => state === "active" && oldSsins.length === 0)[index + 20]?.ssin ?? "";

/** One day, unless it has another end, or none: `open`. */
interface Hiring {
  readonly employer?: typeof caterer | { readonly provisionalNssoNbr: string };
  readonly worker?: string;
  readonly end?: string;
  readonly workerType?: string;
  readonly committee?: string;
}

function hiring(
  days: number,
  {
    employer = caterer,
    worker: ssin = worker(),
    end = someday(days),
    workerType = "OTH",
    committee = "XXX",
  }: Hiring = {},
) {
  return {
    dimonaIn: {
      employer,
      naturalPerson: { ssin },
      startingDate: someday(days),
      ...(end === "open" ? {} : { endingDate: end }),
      dimonaFeatures: { jointCommissionNbr: committee, workerType },
    },
  } satisfies DeclarationType;
}

async function handled(from: string, declaration: DeclarationType, idempotencyKey?: string): Promise<HandlingType> {
  const { status, result } = await customer(from).declare({
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    declaration,
  });
  assert.equal(status.code, "MSG00000");
  assert.ok(result !== undefined);
  return result.handling;
}

const codesIn = ({ anomaly = [] }: HandlingType) => anomaly.map(({ errorId, anomalyClass }) => [errorId, anomalyClass]);

test("an IN is accepted: it gives its period its own number, and there was nothing before", async () => {
  const result = await handled("caterer", hiring(1, { worker: worker(20), end: "open" }));
  assert.equal(result.result, "A");
  assert.equal(result.dimonaPeriodId, result.declarationId);
  assert.equal(result.before, undefined);
  assert.deepEqual(result.after, { startingDate: someday(1), isCancelled: false });
  assert.equal(result.receptionTimestamp, new Date(site.clock.now()).toISOString());
});

test("OUT, update and cancellation tell the period before and after", async () => {
  const { declarationId: dimonaPeriodId } = await handled("caterer", hiring(10, { worker: worker(21), end: "open" }));
  const open = { startingDate: someday(10), isCancelled: false };
  const closed = { ...open, endingDate: someday(20) };
  const ended = await handled("caterer", { dimonaOut: { dimonaPeriodId, endingDate: someday(20) } });
  assert.deepEqual([ended.result, ended.before, ended.after], ["A", open, closed]);
  const longer = await handled("caterer", { dimonaUpdate: { dimonaPeriodId, endingDate: someday(25) } });
  assert.deepEqual([longer.result, longer.before, longer.after], ["A", closed, { ...closed, endingDate: someday(25) }]);
  const opened = await handled("caterer", { dimonaUpdate: { dimonaPeriodId, endingDate: "9999-12-31" } });
  assert.deepEqual([opened.result, opened.after], ["A", open]);
  const gone = await handled("caterer", { dimonaCancel: { dimonaPeriodId } });
  assert.deepEqual([gone.result, gone.before, gone.after], ["A", open, { ...open, isCancelled: true }]);
  const again = await handled("caterer", { dimonaCancel: { dimonaPeriodId } });
  assert.deepEqual([again.result, codesIn(again)], ["B", [["00913-355", "B"]]]);
});

test("an evening is registered on a period, corrected and withdrawn", async () => {
  const { declarationId: dimonaPeriodId } = await handled("caterer", hiring(30, { committee: "302" }));
  const evening = { startingDate: someday(30), startingHour: "1800", endingDate: someday(30), endingHour: "2330" };
  const made = await handled("caterer", { dailyRegistration: { attestationStatus: "0", dimonaPeriodId, ...evening } });
  assert.equal(made.result, "A", JSON.stringify(made.anomaly));
  assert.equal(made.dimonaPeriodId, dimonaPeriodId);
  const { dailyRegistrationId = "" } = made;
  assert.deepEqual(made.after, { ...evening, isCancelled: false });
  const later = await handled("caterer", {
    dailyRegistration: { attestationStatus: "1", dailyRegistrationId, ...evening, endingHour: "2345" },
  });
  assert.deepEqual([later.before?.endingHour, later.after?.endingHour], ["2330", "2345"]);
  const gone = await handled("caterer", { dailyRegistration: { attestationStatus: "3", dailyRegistrationId } });
  assert.equal(gone.after?.isCancelled, true);
});

test("a refusal names its anomaly in three languages, its situation and the period in the way", async () => {
  const first = await handled("caterer", hiring(40));
  const second = await handled("caterer", hiring(40));
  assert.equal(second.result, "B");
  assert.equal(second.dimonaPeriodId, undefined);
  const [anomaly] = second.anomaly ?? [];
  assert.equal(anomaly?.errorId, "90373-333");
  assert.equal(anomaly?.tagName, "DimonaIn");
  assert.deepEqual(
    anomaly?.anomalyLabel?.map(({ language, value }) => `${language} ${value}`),
    ["NL Dubbele Dimonaperiode", "FR Période Dimona en double", "DE Doppelter Dimona-Zeitraum"],
  );
  assert.deepEqual(anomaly?.conflictingPeriodId, [first.declarationId]);
});

test("a late declaration is accepted with a warning", async () => {
  const result = await handled("caterer", hiring(-20, { worker: worker(1) }));
  assert.deepEqual([result.result, codesIn(result)], ["W", [["90373-460", "NP"]]]);
});

test("somebody without a number waits to be found", async () => {
  const address = { street: "Veld", houseNbr: "7", zipCode: "9000", city: "Gent", country: "150" };
  const waiting = await handled("caterer", {
    dimonaIn: {
      ...hiring(50).dimonaIn,
      naturalPerson: {
        workerName: "Verzonnen",
        workerFirstName: "Noor",
        workerBirthdate: "1990-03-15",
        workerBirthplace: "Gent",
        workerBirthplaceCountry: "150",
        workerSex: "2",
        nationality: "150",
        address,
      },
    },
  });
  assert.deepEqual([waiting.result, waiting.dimonaPeriodId, waiting.after], ["S", undefined, undefined]);
  const { declarations } = await customer("caterer").declarations({ declarationId: waiting.declarationId });
  assert.equal(declarations?.item[0]?.declaration.dimonaIn?.naturalPerson.workerFirstName, "Noor");
  assert.deepEqual(declarations?.item[0]?.declaration.dimonaIn?.naturalPerson.address, address);
});

test("an employer without a mandate: the declaration is kept, and refused with 90256-155", async () => {
  const accepted = await handled("payroll-provider", hiring(60, { employer: laundry }));
  assert.equal(accepted.result, "A");
  const refused = await handled("payroll-provider", hiring(60, { employer: gardenCentre }));
  assert.deepEqual([refused.result, codesIn(refused)], ["B", [["90256-155", "B"]]]);
  const { declarationId: dimonaPeriodId } = await handled("caterer", hiring(61));
  const stranger = await handled("payroll-provider", { dimonaCancel: { dimonaPeriodId } });
  assert.equal(stranger.result, "A", "the caterer gave the provider a mandate too");
});

test("a declaration sent again under its key is not applied twice; the key stands for no other", async () => {
  const first = await customer("caterer").declare({ idempotencyKey: "shift/0815", declaration: hiring(70) });
  const again = await customer("caterer").declare({ idempotencyKey: "shift/0815", declaration: hiring(70) });
  assert.deepEqual([first.result?.repeated, again.result?.repeated], [false, true]);
  assert.deepEqual(again.result?.handling, first.result?.handling);
  const other = await customer("caterer").declare({ idempotencyKey: "shift/0815", declaration: hiring(71) });
  assert.deepEqual([other.status.value, other.status.code], ["NO_RESULT", "MSG00008"]);
  assert.equal(other.status.information?.[0]?.fieldName, "idempotencyKey");
  assert.equal(other.result, undefined);
  const others = await customer("payroll-provider").declare({
    idempotencyKey: "shift/0815",
    declaration: hiring(72, { employer: laundry }),
  });
  assert.equal(others.result?.handling.result, "A", "keys are each customer's own");
});

test("what came by SOAP stands in the register as such, and is asked for by its person in the audit", async () => {
  const { result, informationCBSS } = await customer("caterer").declare({
    declaration: hiring(80, { worker: worker(2), end: "open" }),
  });
  const { declarationId = "" } = result?.handling ?? {};
  const rows = await onServer(site.connectionString, async (client) => {
    const found = await client.query("select channel, ticket from dimona.declaration where number = $1", [
      declarationId,
    ]);
    return found.rows;
  });
  assert.deepEqual(rows, [{ channel: "SOAP", ticket: informationCBSS.ticketCBSS }]);
  const [entry] = await site.entriesOf(informationCBSS.ticketCBSS);
  assert.deepEqual([entry?.operation, entry?.subject], ["declare", worker(2)]);
  const { informationCBSS: out } = await customer("caterer").declare({
    declaration: { dimonaOut: { dimonaPeriodId: declarationId, endingDate: someday(81) } },
  });
  const [outEntry] = await site.entriesOf(out.ticketCBSS);
  assert.equal(outEntry?.subject, worker(2), "whose period it is, though the message does not say so");
  assert.doesNotMatch(site.log.join(""), personNumber);
});

test("declarations are found by worker, type, committee, day of reception and number, the newest first", async () => {
  const one = await handled("payroll-provider", hiring(90, { employer: laundry, worker: worker(3) }));
  const two = await handled("payroll-provider", {
    dimonaIn: {
      ...hiring(95, { employer: laundry, worker: worker(4), end: someday(96), workerType: "STU" }).dimonaIn,
      plannedHoursNbr: 12,
    },
  });
  const { declarations: find } = customer("payroll-provider");
  const found = async (criteria: Parameters<typeof find>[0]) =>
    (await find(criteria)).declarations?.item.map(({ handling }) => handling.declarationId);
  assert.deepEqual(await found({ employer: laundry, ssin: worker(3) }), [one.declarationId]);
  assert.deepEqual(await found({ employer: laundry, workerType: ["STU"] }), [two.declarationId]);
  assert.deepEqual((await found({ employer: laundry, workerType: ["STU", "OTH"] }))?.slice(0, 2), [
    two.declarationId,
    one.declarationId,
  ]);
  assert.equal(await found({ employer: laundry, jointCommissionNbr: "302" }), undefined);
  assert.equal(await found({ employer: laundry, usingEmployerCompanyId: "1999900270" }), undefined);
  const received = { beginDate: site.today, endDate: site.today };
  assert.ok((await found({ employer: laundry, receptionPeriod: received }))?.includes(one.declarationId));
  const yesterday = { beginDate: someday(-1), endDate: someday(-1) };
  assert.equal(await found({ employer: laundry, receptionPeriod: yesterday }), undefined);
  const [shown] = (await find({ declarationId: two.declarationId })).declarations?.item ?? [];
  assert.equal(shown?.declaration.dimonaIn?.plannedHoursNbr, 12);
  assert.deepEqual(shown?.handling, two);
  assert.equal(shown?.ssin, worker(4));
});

test("a search goes page by page to the last one", async () => {
  for (let index = 0; index < 5; index += 1) {
    await handled("payroll-provider", hiring(200 + index, { employer: laundry, worker: worker(10) }));
  }
  const seen: string[] = [];
  for (let page = 1, more = true; more; page += 1) {
    const { declarations } = await customer("payroll-provider").declarations({
      ...{ employer: laundry, ssin: worker(10) },
      ...{ page, pageSize: 2 },
    });
    assert.equal(declarations?.page, page);
    seen.push(...(declarations?.item ?? []).map(({ handling }) => handling.declarationId));
    more = declarations?.hasNext === true;
  }
  assert.equal(seen.length, 5);
  assert.equal(new Set(seen).size, 5);
});

test("who names no employer asks about its own enterprise", async () => {
  const { declarationId } = await handled("caterer", hiring(100, { worker: worker(5) }));
  const { declarations } = await customer("caterer").declarations({ ssin: worker(5) });
  assert.deepEqual(
    declarations?.item.map(({ handling }) => handling.declarationId),
    [declarationId],
  );
});

test("nobody sees the declarations of an employer without its mandate, nor whether there are any", async () => {
  const { declarations } = customer("payroll-provider");
  for (const employer of [gardenCentre, { nossRegistrationNbr: "100006" }]) {
    const { status } = await declarations({ employer });
    assert.deepEqual([status.value, status.code], ["NO_RESULT", "MSG00027"]);
    assert.equal(status.information?.[0]?.fieldName, "90256-155");
  }
  const other = await handled("payroll-provider", hiring(110, { employer: laundry, worker: worker(6) }));
  const byNumber = await customer("caterer").declarations({ declarationId: other.declarationId });
  const nobodys = await customer("caterer").declarations({ declarationId: "600000000111" });
  assert.deepEqual([byNumber.status.code, nobodys.status.code], ["MSG00100", "MSG00100"]);
  assert.equal((await declarations({ declarationId: other.declarationId })).status.code, "MSG00000");
});

test("what an employer with only a provisional number declared is found by its number, and by no search", async () => {
  const { enterpriseNumber, provisionalNumber } = await newcomerOf(site);
  await giveProviderMandate(site, enterpriseNumber, "SSC-NEWCOMER");
  const employer = { provisionalNssoNbr: provisionalNumber };
  const { declarationId } = await handled("payroll-provider", hiring(120, { employer, worker: worker(7) }));
  const { declarations } = customer("payroll-provider");
  for (const named of [employer, { companyId: enterpriseNumber }]) {
    const { status } = await declarations({ employer: named });
    assert.deepEqual([status.value, status.code], ["NO_RESULT", "MSG00027"]);
    assert.deepEqual(
      status.information?.map(({ fieldName }) => fieldName),
      ["employer", "declarationId"],
    );
  }
  assert.equal((await declarations({ declarationId })).status.code, "MSG00000");
});

test("criteria that cannot be met are refused", async () => {
  const { declarations } = customer("caterer");
  for (const [criteria, code] of [
    [{ declarationId: "700000000146" }, "MSG00008"],
    [{ employer: {} }, "MSG00008"],
    [{ receptionPeriod: { beginDate: "2026-02-01", endDate: "2026-01-01" } }, "MSG00008"],
    [{ ssin: `${worker().slice(0, 9)}00` }, "MSG00011"],
    [{ ssin: worker(11) }, "MSG00100"],
  ] as const) {
    assert.equal((await declarations(criteria)).status.code, code, JSON.stringify(criteria));
  }
});
