import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { withoutXmllint } from "../../../test/client-programs.ts";
import {
  cancel,
  daily,
  day,
  dayFrom,
  dimonaIn,
  employers,
  noor,
  out,
  update,
  workers,
} from "../../../test/dimona-declarations.ts";
import { type RegisterScene, registerScene, secretariat } from "../../../test/dimona-register.ts";
import { loadDimonaCodes } from "../../codes/dimona-codes.ts";
import { withClient } from "../../database/client.ts";
import { createReader } from "../../database/reader.ts";
import { inTransaction } from "../../employers/write/change.ts";
import { systemClock } from "../../kernel/clock.ts";
import { setIdentity } from "../../persons/identity.ts";
import { decodeNOTIFICATION, type NOTIFICATION } from "../../schema/generated/notification-20223.ts";
import { parseXml } from "../../xml/parse.ts";
import { type AnomalyCode, numberOf } from "../anomaly.ts";
import type { Declaration } from "../declaration.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { createKeptDeclarations } from "../register/declarations.ts";
import type { KeptDeclaration } from "../register/kept.ts";
import { writeNotification } from "./notification.ts";

const codes = loadDimonaCodes();
const label = (code: AnomalyCode) => codes.anomaly(numberOf(code))?.label.nl ?? "";
const named = (number: DimonaNumber) => ({ id: number }) as DimonaPeriod; // a declaration needs no more of its period
const address = { street: "Kerkstraat", houseNumber: "1", postCode: "1000", city: "Brussel", country: "150" };

/** A register, and what it keeps of a declaration that is taken. */
async function given(t: TestContext) {
  const register = await registerScene(t);
  const reader = createReader({ connectionString: register.connectionString });
  t.after(() => reader.close());
  const keptUnder = createKeptDeclarations(reader, systemClock);
  const declare = async (declaration: Declaration): Promise<KeptDeclaration> => {
    const { number } = await register.taken(declaration, { sender: secretariat });
    const kept = await keptUnder(number);
    assert.ok(kept !== undefined);
    return kept;
  };
  return { ...register, declare };
}

function written(kept: KeptDeclaration): string {
  const text = writeNotification(kept, label);
  assert.ok(text.ok, text.ok ? "" : text.reason.map(({ path, expected }) => `${path}: ${expected}`).join("; "));
  return text.value;
}

function read(text: string): NOTIFICATION["Form"][number] {
  const parsed = parseXml(new TextEncoder().encode(text));
  assert.ok(parsed.ok);
  const decoded = decodeNOTIFICATION(parsed.value.root);
  assert.ok(decoded.ok);
  const [form] = decoded.value.Form;
  assert.ok(form !== undefined);
  return form;
}

test("an accepted IN is told with the period that it made, and what it was an answer to", async (t) => {
  const { declare, at } = await given(t);
  at("2026-06-25 14:30");
  const kept = await declare(
    dimonaIn(
      { from: "2026-07-01", to: "2026-07-31", hours: 80 },
      { type: "STU", placeOfWork: { name: "Atelier", address } },
    ),
  );
  const form = read(written(kept));
  assert.equal(form.TypeForm, "FA");
  assert.deepEqual(form.HandledReference, { ReferenceType: 1, ReferenceOrigin: 2, ReferenceNbr: kept.number });
  assert.equal(form.HandledOriginalForm?.FormCreationDate, "2026-06-25");
  assert.match(form.HandledOriginalForm?.FormCreationHour ?? "", /^14:30:00/);
  assert.deepEqual(form.EmployerId, {
    NOSSRegistrationNbr: Number(employers.cafe.nssoNumber),
    CompanyID: Number(employers.cafe.enterpriseNumber),
  });
  assert.equal(form.NaturalPerson?.INSS, Number(workers.man));
  const report = form.HandlingResult.ImpactReport?.DimonaImpactReport;
  assert.equal(form.HandlingResult.ResultCode, 1);
  assert.equal(report?.DimonaPeriodId, Number(kept.number));
  assert.equal(report?.DimonaPeriodBefore, undefined);
  assert.deepEqual(report?.DimonaPeriodAfter, {
    StartingDate: "2026-07-01",
    EndingDate: "2026-07-31",
    PlannedHoursNbr: 80,
  });
  assert.equal(report?.StudentPlaceOfWork?.Address?.ZIPCode, "1000");
});

test("who declares a number is told whose it is once that is accepted, cut to the room of the message", async (t) => {
  const { declare, connectionString } = await given(t);
  const lastName = "van der Straeten-Waillet de Ribaucourt de Meeûs d'Argenteuil";
  await withClient(connectionString, (client) =>
    inTransaction(client, () =>
      setIdentity({ client, at: Date.parse("2026-01-01") }, workers.man, {
        lastName,
        firstNames: "Jan Baptist",
        birthDate: "1990-03-15",
        sex: "1",
      }),
    ),
  );
  const hired = await declare(dimonaIn({ from: "2026-07-01" }));
  const toldIn = (kept: KeptDeclaration) => read(written(kept)).NaturalPerson;
  assert.deepEqual(toldIn(hired), {
    INSS: Number(workers.man),
    WorkerName: "van der Straeten-Waillet de Ribaucourt de Meeûs",
    WorkerFirstName: "Jan",
  });
  const left = await declare(out(named(hired.number), "2026-07-31"));
  assert.equal(toldIn(left)?.WorkerFirstName, "Jan", "of an OUT too, which names nobody");
  const overlapping = await declare(dimonaIn({ from: "2026-07-15" }));
  assert.equal(overlapping.result, "B");
  assert.deepEqual(toldIn(overlapping), { INSS: Number(workers.man) }, "a refusal tells no more than was declared");
});

test("a refusal names the anomaly and the period in the way, and has no impact", async (t) => {
  const { declare } = await given(t);
  const first = await declare(dimonaIn({ from: "2026-07-01" }));
  const form = read(written(await declare(dimonaIn({ from: "2026-08-01" }))));
  assert.equal(form.HandlingResult.ResultCode, 0);
  assert.equal(form.HandlingResult.ImpactReport, undefined);
  const [report] = form.HandlingResult.AnomalyReport ?? [];
  assert.deepEqual(
    [report?.ErrorID, report?.TagName, report?.AnomalyClass, report?.AnomalyLabel],
    ["90373-334", "DimonaIn", "B", "Overlappend"],
  );
  assert.equal(report?.AnomalyComplInformation?.DimonaPeriod?.[0]?.DimonaPeriodId, Number(first.number));
});

test("an update tells the period before and after, a cancellation only before", async (t) => {
  const { declare } = await given(t);
  const period = await declare(dimonaIn({ from: "2026-07-01", to: "2026-07-31" }));
  const changed = read(written(await declare(update(named(period.number), { endDate: day("2026-08-31") }))));
  const report = changed.HandlingResult.ImpactReport?.DimonaImpactReport;
  assert.equal(report?.DimonaPeriodBefore?.EndingDate, "2026-07-31");
  assert.equal(report?.DimonaPeriodAfter?.EndingDate, "2026-08-31");
  const gone = read(written(await declare(cancel(named(period.number)))));
  const cancelled = gone.HandlingResult.ImpactReport?.DimonaImpactReport;
  assert.equal(cancelled?.DimonaPeriodBefore?.EndingDate, "2026-08-31");
  assert.equal(cancelled?.DimonaPeriodAfter, undefined);
});

test("every kind of notification is valid by the published schema, as xmllint reads it", {
  skip: withoutXmllint,
}, async (t) => {
  const scene = await given(t);
  const { declare } = scene;
  const folder = mkdtempSync(join(tmpdir(), "kruispunt-notifications-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const files: string[] = [];
  const keep = (kept: KeptDeclaration): KeptDeclaration => {
    files.push(join(folder, `${files.length}.xml`));
    writeFileSync(files.at(-1) ?? "", written(kept));
    return kept;
  };
  for (const kept of await everyKind(declare, scene)) keep(kept);
  const schema = fileURLToPath(
    new URL("../../../contracts/rsz-notification-20223/NOTIFICATION_20223.xsd", import.meta.url),
  );
  const judged = spawnSync("xmllint", ["--nonet", "--noout", "--schema", schema, ...files], { encoding: "utf8" });
  assert.equal(judged.status, 0, judged.stderr);
  assert.equal(judged.stderr.match(/ validates$/gm)?.length, files.length);
});

async function everyKind(
  declare: (declaration: Declaration) => Promise<KeptDeclaration>,
  { at }: Pick<RegisterScene, "at">,
): Promise<readonly KeptDeclaration[]> {
  const shift = { type: "EXT", committee: "302" } as const;
  const kept: KeptDeclaration[] = [];
  const add = async (declaration: Declaration) => {
    kept.push(await declare(declaration));
    return kept.at(-1)?.number as DimonaNumber; // it was just put there
  };
  const open = await add(dimonaIn({ from: "2026-06-20" }, { committee: "302" }));
  await add(dimonaIn({ from: "2026-06-20" }, { committee: "302" }));
  const registered = await add(daily({ periodId: open, day: dayFrom("2026-06-25 18:00", "2026-06-25") }));
  await add(daily({ periodId: open, day: dayFrom("2026-06-25 19:00", "2026-06-25 20:00") }));
  await add(daily({ operation: "modify", registrationId: registered, day: { endDate: day("2026-06-26") } }));
  await add(daily({ operation: "cancel", registrationId: registered }));
  await add(out(named(open), "2026-06-30"));
  await add(update(named(open), { endDate: day("2026-07-15") }));
  await add(cancel(named(open)));
  await add(dimonaIn({ from: "2026-07-01 09:00", to: "2026-07-01" }, shift));
  await add(dimonaIn({ from: "2026-07-01 18:00", to: "2026-07-01 22:00" }, shift));
  const student = { type: "STU", worker: { ssin: workers.woman } } as const;
  await add(dimonaIn({ from: "2026-07-01", to: "2026-07-31", hours: 700 }, student));
  at("2026-08-02 10:00");
  await add(dimonaIn({ from: "2026-08-01", to: "2026-08-31", hours: 10 }, student));
  await add(
    dimonaIn(
      { from: "2026-08-10", to: "2026-08-20" },
      {
        type: "BCW",
        committee: "322",
        employer: { nssoNumber: employers.agency.nssoNumber },
        features: { user: { jointCommittee: "124", name: "Werf in het buitenland", address } },
        controlCards: { firstMonth: "012345678901", nextMonth: "012345678902" },
      },
    ),
  );
  await add(
    dimonaIn(
      { from: "2026-08-10", to: "2026-08-20" },
      { type: "STG", smallStatute: { nature: "EMPLOYEE", riskActivity: "401", status: "F1" } },
    ),
  );
  await add(dimonaIn({ from: "2026-08-10" }, { type: "ALT" }));
  await add(dimonaIn({ from: "2026-08-10" }, { employer: { nssoNumber: "100006" } }));
  await add(
    dimonaIn({ from: "2026-08-10" }, { employer: { provisionalNumber: employers.newcomer.provisionalNumber } }),
  );
  await add(dimonaIn({ from: "2026-08-10" }, { worker: { identity: noor } }));
  return kept;
}
