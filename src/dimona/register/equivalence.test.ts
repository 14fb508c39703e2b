import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cancel, day, dimonaIn, employers, hour, out, update, workers } from "../../../test/dimona-declarations.ts";
import { registerScene, secretariat } from "../../../test/dimona-register.ts";
import { type Scene, scene } from "../../../test/dimona-scene.ts";
import type { Declaration } from "../declaration.ts";
import type { DimonaPeriod } from "../dimona-period.ts";

/** What is declared, where an OUT and the like name one of the periods so far by its place. */
type Step = (periods: readonly DimonaPeriod[]) => Declaration;

const date = (index: number) => `2026-07-${String((index % 14) + 1).padStart(2, "0")}`;
const someDate = fc.nat(13).map(date);
const { cafe, agency } = employers;
const { man, woman } = workers;
const someEmployer = fc.constantFrom(cafe, cafe, cafe, agency);
const someWorker = fc.constantFrom(man, man, man, woman);

const someIn: fc.Arbitrary<Step> = fc
  .record({
    employer: someEmployer,
    ssin: someWorker,
    kind: fc.constantFrom("ordinary", "student", "student", "shift", "shift", "flat", "sport"),
    from: fc.nat(9),
    days: fc.nat(3),
    hours: fc.integer({ min: 100, max: 400 }),
    at: fc.constantFrom("09:00", "12:00", "18:00"),
  })
  .map(({ employer, ssin, kind, from, days, hours, at }): Step => {
    const parties = { employer: { nssoNumber: employer.nssoNumber }, worker: { ssin } };
    const [first, last] = [date(from), date(Math.min(13, from + days))];
    switch (kind) {
      case "student":
        return () => dimonaIn({ from: first, to: last, hours }, { type: "STU", ...parties });
      case "sport":
        return () => dimonaIn({ from: first, to: last, hours: Math.floor(hours / 2) }, { type: "S17", ...parties });
      case "shift":
        return () =>
          dimonaIn({ from: `${first} ${at}`, to: `${first} 20:00` }, { type: "EXT", committee: "302", ...parties });
      case "flat":
        return () => dimonaIn({ from: `${first} ${at}`, to: first }, { type: "EXT", committee: "302", ...parties });
      default:
        return () => dimonaIn(days === 0 ? { from: first } : { from: first, to: last }, parties);
    }
  });

const onPeriod =
  (which: number, make: (period: DimonaPeriod) => Declaration): Step =>
  (periods) => {
    const period = periods[which % Math.max(1, periods.length)];
    return period === undefined ? dimonaIn({ from: date(which) }) : make(period);
  };

const someStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: someIn, weight: 3 },
  fc.tuple(fc.nat(), someDate).map(([which, end]) => onPeriod(which, (period) => out(period, end))),
  fc.nat().map((which) => onPeriod(which, (period) => cancel(period))),
  fc
    .tuple(fc.nat(), someDate)
    .map(([which, end]) => onPeriod(which, (period) => update(period, { endDate: day(end) }))),
  fc
    .tuple(fc.nat(), someDate)
    .map(([which, to]) => onPeriod(which, (period) => update(period, { startDate: day(to), endDate: day(to) }))),
  fc
    .tuple(fc.nat(), fc.integer({ min: 50, max: 250 }))
    .map(([which, plannedHours]) => onPeriod(which, (period) => update(period, { plannedHours }))),
  fc.nat().map((which) => onPeriod(which, (period) => update(period, { startHour: hour("1000") }))),
);

/** Days of occasional work in January, so that the limits are near. */
const taken = { HORECA_WORKER: 47, HORECA_EMPLOYER: 196 };
const takenBefore = `
  insert into dimona.quota_use (kind, holder, span, unit, period, ssin, day, amount, known_from)
  select limits.key, holder, '2026', 'days', 1000000000 + row_number() over (), day_of, '2026-01-01'::date + day % 60, 1, '2026-01-01'
  from   jsonb_each_text($3::jsonb) limits
  cross  join lateral (
    select 'worker:' || ssin as holder, ssin as worker from unnest(array [$1, $2]) ssin where limits.key = 'HORECA_WORKER'
    union all
    select distinct 'employer:' || entity, null from employers.identifier where limits.key = 'HORECA_EMPLOYER'
  ) holders
  cross  join lateral (
    select day, coalesce(worker, '850101' || lpad((day / 60)::text, 5, '0')) as day_of from generate_series(1, limits.value::int) day
  ) days`;

test("the register decides as the rules do on a whole file, however the declarations are batched", async (t) => {
  const register = await registerScene(t);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(someStep, { minLength: 1, maxLength: 8 }), { maxLength: 12 }),
      async (batches) => {
        await register.rows(
          "truncate dimona.declaration, dimona.notification, dimona.period, dimona.relation, dimona.quota_use, dimona.daily_registration",
        );
        const file = scene({ taken });
        await register.rows(takenBefore, [workers.man, workers.woman, JSON.stringify(taken)]);
        const numbers = new Map<string, string>(); // of the file, to those of the register
        for (const steps of batches) {
          const known = [...file.periods];
          const declared = steps.map((step) => step(known));
          const expected = declared.map((declaration) => file.declare(declaration));
          const receipts = await Promise.all(
            declared.map((declaration) => register.declare(translated(declaration, numbers), { sender: secretariat })),
          );
          for (const [index, receipt] of receipts.entries()) {
            assert.ok(receipt.kind === "taken");
            const decision = expected[index];
            assert.equal(receipt.result, decision?.result, decision?.anomalies.map(({ code }) => code).join(", "));
            if (decision?.change?.kind === "period" && decision.change.before === undefined) {
              numbers.set(decision.change.after.id, receipt.number);
            }
          }
        }
        await holdAgainst(file, numbers, register.rows);
      },
    ),
    { seed: 296, numRuns: 30, endOnFailure: true },
  );
});

function translated(declaration: Declaration, numbers: ReadonlyMap<string, string>): Declaration {
  if (declaration.action === "in" || declaration.action === "daily") return declaration;
  return { ...declaration, periodId: numbers.get(declaration.periodId) ?? declaration.periodId };
}

type Rows = Awaited<ReturnType<typeof registerScene>>["rows"];

async function holdAgainst(file: Scene, numbers: ReadonlyMap<string, string>, rows: Rows): Promise<void> {
  const kept = await rows(
    `select number, start_date::text, start_hour, end_date::text, end_hour, planned_hours, cancelled, exceeding
     from   dimona.period where known_until = 'infinity' order by number`,
  );
  const expected = file.periods.map(({ id, span, cancelled, exceeding }) => ({
    number: numbers.get(id) ?? "",
    start_date: span.startDate,
    start_hour: span.startHour ?? null,
    end_date: span.endDate ?? null,
    end_hour: span.endHour ?? null,
    planned_hours: span.plannedHours ?? null,
    cancelled,
    exceeding,
  }));
  assert.deepEqual(
    kept,
    expected.toSorted((a, b) => (a.number < b.number ? -1 : 1)),
  );
  const overlapping = await rows(
    `select from dimona.period p join dimona.period q
     on q.number = p.number and q.known_from < p.known_until and p.known_from < q.known_until and q.known_from <> p.known_from`,
  );
  assert.equal(overlapping.length, 0, "versions of one period are known one after the other");
}
