import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { day, dimonaIn, employers, noor, out, update } from "../../../test/dimona-declarations.ts";
import { identificationScene, man, woman } from "../../../test/dimona-identification.ts";
import { withClient } from "../../database/client.ts";
import { createReader } from "../../database/reader.ts";
import { parseIdentifier } from "../../employers/identifier.ts";
import { inTransaction } from "../../employers/write/change.ts";
import { replaceProvisional } from "../../employers/write/entities.ts";
import { systemClock } from "../../kernel/clock.ts";
import { nssoCheckDigits } from "../../kernel/nsso-number.ts";
import { certain } from "../../kernel/outcome.ts";
import { replaceNumber } from "../../persons/identity.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { createDimonaReader } from "../register/reader.ts";

const named = (number: DimonaNumber) => ({ id: number }) as DimonaPeriod; // a declaration needs no more of its period
const page = { size: 10, skipped: 0 };

/** Reads the register as the REST side does. */
async function given(t: TestContext) {
  const scene = await identificationScene(t);
  const reader = createReader({ connectionString: scene.connectionString });
  t.after(() => reader.close());
  const file = createDimonaReader(reader, systemClock, async () => []);
  const employer = async (numbers: Parameters<typeof file.employer>[0]) =>
    (await file.employer(numbers))?.key ?? assert.fail("no such employer");
  const cafe = await employer({ nssoNumber: employers.cafe.nssoNumber });
  /** The periods that the search finds by a number, old or new. */
  const periodsBy = async (ssin: string) =>
    (await file.periods({ employer: cafe, workers: [(await file.worker(ssin)) ?? assert.fail()] }, page)).map(
      ({ id }) => id,
    );
  return { ...scene, file, employer, cafe, periodsBy };
}

const student = (hours: number, from: string, ssin: string) =>
  dimonaIn({ from, to: from, hours }, { type: "STU", worker: { ssin } });

test("after a number was replaced, its periods are found by the old number and the new one alike", async (t) => {
  const { taken, replaces, periodsBy, rows, file, cafe } = await given(t);
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }, { worker: { ssin: woman } }));
  const { number: cancelled } = await taken(
    dimonaIn({ from: "2026-05-01", to: "2026-05-02" }, { worker: { ssin: man } }),
  );
  await replaces(woman, man);
  assert.deepEqual(await periodsBy(woman), [number, cancelled]);
  assert.deepEqual(await periodsBy(man), [number, cancelled]);
  assert.deepEqual(await file.relations({ employer: cafe }, page), [
    { ssin: man, startDate: "2026-05-01", endDate: undefined },
  ]);
  assert.deepEqual(await rows("select ssin from dimona.declaration where number = $1", [number]), [{ ssin: man }]);
  assert.equal((await taken(out(named(number), "2026-07-31", { ssin: woman }))).result, "A");
});

test("what was known of a period under the old number stays readable", async (t) => {
  const { taken, replaces, rows } = await given(t);
  await taken(dimonaIn({ from: "2026-07-01" }, { worker: { ssin: woman } }));
  await replaces(woman, man);
  const versions = "select ssin, known_until = 'infinity' as now from dimona.period order by known_from";
  assert.deepEqual(await rows(versions), [
    { ssin: woman, now: false },
    { ssin: man, now: true },
  ]);
});

test("hours that were planned under the old number count for the quota of the new one, and overlaps are seen", async (t) => {
  const { taken, replaces, rows } = await given(t);
  await taken(student(400, "2026-07-01", woman));
  await replaces(woman, man);
  const { number, result } = await taken(student(400, "2026-07-02", man));
  assert.equal(result, "W");
  const found = "select anomalies #>> '{0,code}' as code from dimona.notification where declaration = $1";
  assert.deepEqual(await rows(found, [number]), [{ code: "90017-369" }]);
  const again = await taken(student(10, "2026-07-01", man));
  assert.deepEqual(await rows(found, [again.number]), [{ code: "90373-333" }]);
});

test("a number that is replaced twice, and one that is replaced with nothing declared, lead to the last", async (t) => {
  const { taken, replaces, rows } = await given(t);
  const third = "01070299797";
  await rows("insert into persons.person (ssin, state, known_from) values ($1, 'active', '2020-01-01')", [third]);
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }, { worker: { ssin: woman } }));
  await replaces(woman, man);
  await rows(
    "update persons.person set state = 'replaced', replaced_by = $2 where ssin = $1 and known_until = 'infinity'",
    [man, third],
  );
  assert.deepEqual(await rows("select number::text, ssin from dimona.period where known_until = 'infinity'"), [
    { number, ssin: third },
  ]);
  assert.deepEqual(
    await rows(
      "select valid ->> 'ssin' as now, outdated ->> 'ssin' as before from dimona.identity_change order by number",
    ),
    [
      { now: man, before: woman },
      { now: third, before: man },
    ],
  );
});

test("declarations that come while a number is replaced end up under the new one, whichever is first", async (t) => {
  const { connectionString, taken, rows } = await given(t);
  const days = Array.from(
    { length: 60 },
    (_, index) => `2026-${String(7 + (index % 6)).padStart(2, "0")}-${10 + Math.floor(index / 6)}`,
  );
  const declared = days.map(async (one, index) => {
    await sleep(index * 3);
    return await taken(dimonaIn({ from: one, to: one }, { worker: { ssin: woman } }));
  });
  await sleep(60);
  await withClient(connectionString, (client) =>
    inTransaction(client, () => replaceNumber({ client, at: Date.parse("2026-06-25T07:30:00Z") }, woman, man)),
  );
  await Promise.all(declared);
  assert.deepEqual(
    await rows("select ssin, count(*)::int as periods from dimona.period where known_until = 'infinity' group by ssin"),
    [{ ssin: man, periods: 60 }],
  );
});

test("an employer of the worker is told of the new number, of another name, and no other employer is", async (t) => {
  const { taken, learns, replaces, rows, cafe } = await given(t);
  await learns(woman);
  await learns(man, { birthDate: "2001-07-02" });
  await taken(dimonaIn({ from: "2026-07-01", to: "2026-07-31" }, { worker: { ssin: woman } }));
  await learns(woman, { lastName: "Peeters-Janssens" });
  await learns(woman, { lastName: "Peeters-Janssens" });
  await replaces(woman, man);
  const told =
    "select employer::text, ssin, code, effective::text, valid, outdated from dimona.identity_change order by number";
  const before = { ssin: woman, lastName: "Peeters", firstName: "Noor Aïcha", birthDate: "2001-07-02", sex: "2" };
  assert.deepEqual(await rows(told), [
    {
      employer: cafe,
      ssin: man,
      code: 91,
      effective: "2026-06-25",
      valid: { ...before, lastName: "Peeters-Janssens" },
      outdated: before,
    },
    {
      employer: cafe,
      ssin: man,
      code: 90,
      effective: "2026-06-25",
      valid: { ...before, ssin: man },
      outdated: { ...before, lastName: "Peeters-Janssens" },
    },
  ]);
});

test("nobody is told of a worker whose only period was cancelled, nor of what the register learns of a stranger", async (t) => {
  const { taken, learns, rows } = await given(t);
  await learns(woman);
  await learns(man);
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }, { worker: { ssin: woman } }));
  await taken({ action: "cancel", periodId: number });
  await learns(woman, { lastName: "Janssens" });
  await learns(man, { lastName: "Janssens" });
  assert.deepEqual(await rows("select 1 from dimona.identity_change"), []);
});

test("an employer that gets its definitive number finds its earlier periods and declarations by it, and is told", async (t) => {
  const { connectionString, taken, rows, file, employer } = await given(t);
  const newcomer = await employer(employers.newcomer);
  const provisional = employers.newcomer.provisionalNumber ?? "";
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }, { employer: { provisionalNumber: provisional } }), {
    sender: { identifier: certain(parseIdentifier("cbe", employers.newcomer.enterpriseNumber ?? "")) },
  });
  const final = `00010905${nssoCheckDigits(10_905)}`;
  await withClient(connectionString, (client) =>
    inTransaction(client, async () =>
      certain(
        await replaceProvisional({ client, at: Date.parse("2026-06-25T07:30:00Z") }, newcomer, {
          provisional: certain(parseIdentifier("provisional", provisional)),
          final: certain(parseIdentifier("nsso", final)),
          from: day("2026-06-25"),
        }),
      ),
    ),
  );
  const found = await employer({ nssoNumber: final });
  assert.equal(found, newcomer);
  assert.deepEqual(
    (await file.periods({ employer: found }, page)).map(({ id }) => id),
    [number],
  );
  assert.deepEqual(
    (await file.declarations({ employer: found }, page)).map(({ number: id }) => id),
    [number],
  );
  assert.equal((await file.declaration(number))?.employer?.nssoNumber, final);
  assert.deepEqual(
    await rows("select employer::text, ssin, code, effective::text, valid, outdated from dimona.identity_change"),
    [
      {
        employer: newcomer,
        ssin: null,
        code: 92,
        effective: "2026-06-25",
        valid: { nssoNumber: final },
        outdated: { provisionalNumber: provisional },
      },
    ],
  );
  const later = await taken(
    update(named(number), { startDate: day("2026-06-30") }, { employer: { nssoNumber: final } }),
    {
      sender: { identifier: certain(parseIdentifier("cbe", employers.newcomer.enterpriseNumber ?? "")) },
    },
  );
  assert.equal(later.result, "A");
});

test("somebody whom a declaration waits for gets the number of today, though it was replaced meanwhile", async (t) => {
  const { taken, learns, replaces, task, periodsBy } = await given(t);
  await learns(woman);
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }, { worker: { identity: noor } }));
  await replaces(woman, man);
  await task.round();
  assert.deepEqual(await periodsBy(woman), [number]);
});
