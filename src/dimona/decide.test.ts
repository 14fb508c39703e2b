import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cancel,
  daily,
  day,
  dayFrom,
  dimonaIn,
  employers,
  enterpriseNumberOf,
  hour,
  out,
  update,
  workers,
} from "../../test/dimona-declarations.ts";
import { scene } from "../../test/dimona-scene.ts";
import { certain } from "../kernel/outcome.ts";
import { parseSsin } from "../kernel/ssin.ts";
import type { Decision } from "./decision.ts";
import { noEnd } from "./declaration.ts";
import { stateOf } from "./dimona-period.ts";

const codes = ({ anomalies }: Decision) => anomalies.map(({ code }) => code);
const shiftIn = { type: "EXT", committee: "302" } as const;
const occasional = { features: { workerType: "EXT", jointCommittee: "302" } } as const;

function periodOf(decision: Decision) {
  assert.ok(decision.change?.kind === "period", `no period: ${codes(decision).join(", ")}`);
  return decision.change.after;
}

test("an ordinary worker is taken into service, and leaves", () => {
  const file = scene();
  const hired = file.declare(dimonaIn({ from: "2026-07-01" }));
  assert.equal(hired.result, "A");
  assert.equal(stateOf(periodOf(hired)), "open");
  const left = file.declare(out(periodOf(hired), "2026-12-31"), { now: "2027-01-04 09:00" });
  assert.equal(left.result, "A");
  assert.deepEqual(periodOf(left).span, { startDate: "2026-07-01", endDate: "2026-12-31" });
  assert.equal(stateOf(periodOf(left)), "closed");
});

test("the decision shows the period before and after, and the file keeps what came after", () => {
  const file = scene();
  const hired = periodOf(file.declare(dimonaIn({ from: "2026-07-01", to: "2026-07-31" })));
  const extended = file.declare(update(hired, { endDate: day("2026-08-31") }));
  assert.ok(extended.change?.kind === "period");
  assert.equal(extended.change.before, hired);
  assert.equal(extended.change.after.span.endDate, "2026-08-31");
  assert.deepEqual(file.periods, [extended.change.after]);
});

test("an end that was announced can be taken away again, and the period is open", () => {
  const file = scene();
  const period = file.period({ from: "2026-07-01", to: "2026-07-31" });
  const opened = file.declare(update(period, { endDate: noEnd }));
  assert.equal(opened.result, "A");
  assert.deepEqual(periodOf(opened).span, { startDate: "2026-07-01" });
});

test("a cancelled period is out of the way of the next one", () => {
  const file = scene();
  const period = periodOf(file.declare(dimonaIn({ from: "2026-07-01" })));
  assert.equal(file.declare(cancel(period)).result, "A");
  assert.equal(file.declare(dimonaIn({ from: "2026-07-01" })).result, "A");
});

test("the day after the end another period may begin; on the last day not", () => {
  const file = scene();
  file.period({ from: "2026-07-01", to: "2026-07-31" });
  assert.deepEqual(codes(file.declare(dimonaIn({ from: "2026-07-31" }))), ["90373-334"]);
  assert.equal(file.declare(dimonaIn({ from: "2026-08-01" })).result, "A");
});

test("what stands in the way is named", () => {
  const file = scene();
  const there = file.period({ from: "2026-07-01" });
  const [anomaly] = file.declare(dimonaIn({ from: "2026-09-01" })).anomalies;
  assert.deepEqual(anomaly?.evidence?.periods, [there]);
});

test("a student may work beside an ordinary contract, and two shifts may follow each other on the minute", () => {
  const file = scene();
  file.period({ from: "2026-07-01" });
  const student = dimonaIn({ from: "2026-07-01", to: "2026-07-31", hours: 40 }, { type: "STU" });
  assert.equal(file.declare(student).result, "A");
  for (const [from, to] of [
    ["09:00", "12:00"],
    ["12:00", "18:00"],
  ]) {
    const shift = dimonaIn({ from: `2026-07-02 ${from}`, to: `2026-07-02 ${to}` }, shiftIn);
    assert.equal(file.declare(shift).result, "A");
  }
  const within = dimonaIn({ from: "2026-07-02 17:59", to: "2026-07-02 20:00" }, shiftIn);
  assert.deepEqual(codes(file.declare(within)), ["90373-334"]);
});

test("an IN is in time until the end of its first day, and a shift until its first minute", () => {
  const ordinary = dimonaIn({ from: "2026-07-01" });
  assert.equal(scene({ now: "2026-07-01 23:59" }).declare(ordinary).result, "A");
  assert.deepEqual(codes(scene({ now: "2026-07-02 00:00" }).declare(ordinary)), ["90373-460"]);
  const shift = dimonaIn({ from: "2026-07-01 18:00", to: "2026-07-01 23:00" }, shiftIn);
  assert.equal(scene({ now: "2026-07-01 18:00" }).declare(shift).result, "A");
  const late = scene({ now: "2026-07-01 18:01" }).declare(shift);
  assert.equal(late.result, "W");
  assert.equal(periodOf(late).late, true);
  assert.deepEqual(periodOf(late).anomalies, [{ code: "90373-460", severity: "NP" }]);
});

test("of a student who is declared late, all hours lie outside the quota, and none of them counts for it", () => {
  const file = scene({ now: "2026-07-02 00:00" });
  const late = file.declare(dimonaIn({ from: "2026-07-01", to: "2026-07-31", hours: 400 }, { type: "STU" }));
  assert.deepEqual(codes(late), ["90373-460"]);
  assert.deepEqual(periodOf(late).exceeding, [{ kind: "STUDENT", unit: "hours", amount: 400 }]);
  const next = dimonaIn({ from: "2026-08-01", to: "2026-08-31", hours: 650 }, { type: "STU" });
  assert.equal(file.declare(next).result, "A");
});

test("a student's hours beyond the quota are counted to the hour", () => {
  const file = scene();
  file.declare(dimonaIn({ from: "2026-07-01", to: "2026-07-31", hours: 640 }, { type: "STU" }));
  const beyond = file.declare(dimonaIn({ from: "2026-08-01", to: "2026-08-31", hours: 25 }, { type: "STU" }));
  assert.deepEqual(codes(beyond), ["90017-369"]);
  assert.deepEqual(periodOf(beyond).exceeding, [{ kind: "STUDENT", unit: "hours", amount: 15 }]);
  const fewer = file.declare(update(periodOf(beyond), { plannedHours: 10 }));
  assert.equal(fewer.result, "A");
  assert.deepEqual(periodOf(fewer).exceeding, []);
});

test("the quota of a year is that of its year", () => {
  const hours = (year: number, amount: number) =>
    scene({ now: `${year}-06-25 10:00` }).declare(
      dimonaIn({ from: `${year}-07-01`, to: `${year}-07-31`, hours: amount }, { type: "STU" }),
    ).result;
  assert.deepEqual([hours(2022, 475), hours(2022, 476)], ["A", "W"]);
  assert.deepEqual([hours(2024, 600), hours(2024, 601)], ["A", "W"]);
  assert.deepEqual([hours(2026, 650), hours(2026, 651)], ["A", "W"]);
});

test("two shifts on one day take one day of the horeca quotas", () => {
  const file = scene({ taken: { HORECA_WORKER: 49 } });
  const shift = (from: string, to: string) =>
    file.declare(dimonaIn({ from: `2026-07-01 ${from}`, to: `2026-07-01 ${to}` }, shiftIn)).result;
  assert.equal(shift("09:00", "12:00"), "A");
  assert.equal(shift("14:00", "18:00"), "A");
  const other = file.declare(dimonaIn({ from: "2026-07-03 09:00", to: "2026-07-03 18:00" }, shiftIn));
  assert.deepEqual(codes(other), ["90017-369"]);
});

test("article 17 has its own limit in the third quarter, and a student's share for who is a student", () => {
  const work = dimonaIn({ from: "2026-07-01", to: "2026-07-31", hours: 150 }, { type: "O17" });
  assert.equal(scene().declare(work).result, "A");
  assert.deepEqual(codes(scene({ taken: { A17_QUARTER_OTHER: 41 } }).declare(work)), ["90017-369"]);
  assert.equal(scene({ taken: { STUDENT: 10, A17_STUDENT_OTHER: 41 } }).declare(work).result, "B");
  assert.equal(scene({ taken: { A17_STUDENT_OTHER: 41 } }).declare(work).result, "A");
});

test("a student's hours may be changed until the end of the month after the quarter", () => {
  const file = scene();
  const spring = file.period(
    { from: "2026-01-05", to: "2026-03-27", hours: 40 },
    { features: { workerType: "STU", jointCommittee: "XXX" } },
  );
  assert.equal(file.declare(update(spring, { plannedHours: 41 }), { now: "2026-04-30 23:59" }).result, "A");
  assert.deepEqual(codes(file.declare(update(spring, { plannedHours: 42 }), { now: "2026-05-01 00:00" })), [
    "00913-181",
  ]);
});

test("the end of a shift may be moved later for eight hours, after an evening until eight in the morning", () => {
  const file = scene();
  const noon = file.period({ from: "2026-07-01 09:00", to: "2026-07-01 12:00" }, occasional);
  assert.equal(file.declare(update(noon, { endHour: hour("1300") }), { now: "2026-07-01 20:00" }).result, "A");
  const night = file.period({ from: "2026-07-03 18:00", to: "2026-07-03 23:30" }, occasional);
  const later = { endDate: day("2026-07-04"), endHour: hour("0200") };
  assert.deepEqual(codes(file.declare(update(night, later), { now: "2026-07-04 08:01" })), ["00911-344"]);
  assert.equal(file.declare(update(night, later), { now: "2026-07-04 08:00" }).result, "A");
});

test("the announced start of a shift may be changed until the minute before it", () => {
  const file = scene();
  const period = file.period({ from: "2026-07-01 18:00", to: "2026-07-01 23:00" }, occasional);
  assert.equal(file.declare(update(period, { startHour: hour("1900") }), { now: "2026-07-01 17:59" }).result, "A");
  assert.deepEqual(codes(file.declare(update(period, { startHour: hour("2000") }), { now: "2026-07-01 19:00" })), [
    "00910-344",
  ]);
});

test("a flexi-job: accepted where the worker may, refused as one where not, undecided where nobody can tell", () => {
  const flexi = dimonaIn({ from: "2026-07-01", to: "2026-07-31" }, { type: "FLX" });
  assert.equal(periodOf(scene({ flexiAccess: "open" }).declare(flexi)).flexiJob, "accepted");
  assert.equal(periodOf(scene({ flexiAccess: "closed" }).declare(flexi)).flexiJob, "refused");
  assert.equal(periodOf(scene({ flexiAccess: "unknown" }).declare(flexi)).flexiJob, undefined);
  const late = scene({ flexiAccess: "open", now: "2026-07-02 09:00" }).declare(flexi);
  assert.equal(periodOf(late).flexiJob, "refused");
});

test("a flexi-job without an end lasts to the end of its quarter", () => {
  const file = scene();
  file.declare(dimonaIn({ from: "2026-07-01" }, { type: "FLX" }));
  const inQuarter = dimonaIn({ from: "2026-09-30 09:00", to: "2026-09-30 17:00" }, { type: "FLX" });
  assert.deepEqual(codes(file.declare(inQuarter)), ["90373-334"]);
  const next = dimonaIn({ from: "2026-10-01", to: "2026-12-31" }, { type: "FLX" });
  assert.equal(file.declare(next, { now: "2026-09-20 10:00" }).result, "A");
});

test("a flexi-job's shift over midnight may cross the end of a quarter", () => {
  const shift = dimonaIn({ from: "2026-06-30 20:00", to: "2026-07-01 02:00" }, { type: "FLX" });
  assert.equal(scene().declare(shift).result, "A");
});

test("somebody without a number waits, and is decided on by the same declaration once found", () => {
  const identity = {
    lastName: "Peeters",
    firstName: "Noor",
    birthDate: "2001-00-00",
    birthplace: "Lyon",
    birthplaceCountry: "111",
    sex: "2",
    nationality: "111",
    address: { street: "Rue de l'Église", houseNumber: "1", postCode: "4000", city: "LIEGE", country: "150" },
  };
  const file = scene();
  const declaration = dimonaIn({ from: "2026-07-01" }, { worker: { identity } });
  const waiting = file.declare(declaration);
  assert.deepEqual([waiting.result, waiting.change], ["S", undefined]);
  const found = file.declare(declaration, { worker: { kind: "known", ssin: workers.woman } });
  assert.equal(found.result, "A");
  assert.equal(periodOf(found).ssin, workers.woman);
});

test("names beside an INSS are compared as they are written in any way, and only with what is known", () => {
  const identity = { lastName: "Van den Berghe", firstNames: "Émile Jan", birthDate: "1990-03-15", sex: "1" } as const;
  const declared = (names: object, register: object | undefined = identity) =>
    codes(
      scene().declare(dimonaIn({ from: "2026-07-01" }, { worker: { ssin: workers.man, identity: names } }), {
        worker: {
          kind: "known",
          ssin: workers.man,
          ...(register === undefined ? {} : { identity: { ...identity, ...register } }),
        },
      }),
    );
  for (const lastName of ["Vandenberghe", "VAN DEN BERGHE", "Berghe", "Van den Berghe-Claes", "Van den Bergh"]) {
    assert.deepEqual(declared({ lastName }), [], lastName);
  }
  for (const firstName of ["Emile", "ÉMILE JAN", "E.", "Jan", "Emiel"]) {
    assert.deepEqual(declared({ firstName }), [], firstName);
  }
  assert.deepEqual(declared({ firstName: "Piet" }, { firstNames: "" }), []);
  assert.deepEqual(declared({ firstName: "-" }), []);
  const nothingKnown = dimonaIn(
    { from: "2026-07-01" },
    { worker: { ssin: workers.man, identity: { lastName: "Claes" } } },
  );
  assert.deepEqual(codes(scene().declare(nothingKnown)), []);
});

test("of a bis number that leaves birth date and sex open, the register tells them", () => {
  const bis = certain(parseSsin("90200010186"));
  const identity = { lastName: "Claes", firstNames: "Piet", birthDate: "1990-04-00", sex: "1" } as const;
  const declared = (said: object) =>
    codes(
      scene().declare(dimonaIn({ from: "2026-07-01" }, { worker: { ssin: bis, identity: said } }), {
        worker: { kind: "known", ssin: bis, identity },
      }),
    );
  assert.deepEqual(declared({ birthDate: "1990-04-15", sex: "1" }), []);
  assert.deepEqual(declared({ birthDate: "1991-04-15" }), ["00028-348"]);
  assert.deepEqual(declared({ sex: "2" }), ["00029-348"]);
});

test("a refused IN of somebody without a number does not wait first", () => {
  const identity = { lastName: "Peeters" };
  assert.equal(scene().declare(dimonaIn({ from: "2026-07-01" }, { worker: { identity } })).result, "B");
});

test("a number that took the place of the period's is still its worker", () => {
  const file = scene();
  const period = file.period({ from: "2026-07-01" }, { ssin: workers.woman });
  const declared = out(period, "2026-07-31", { ssin: workers.man });
  assert.equal(file.declare(declared, { worker: { kind: "known", ssin: workers.woman } }).result, "A");
});

test("of a town the enterprise number decides, of all others the NSSO number", () => {
  const { town, cafe, agency } = employers;
  const forTown = dimonaIn(
    { from: "2026-07-01" },
    { committee: "", employer: { nssoNumber: cafe.nssoNumber, enterpriseNumber: town.enterpriseNumber } },
  );
  assert.equal(scene().declare(forTown).employer, town);
  const forCafe = dimonaIn(
    { from: "2026-07-01" },
    { employer: { nssoNumber: cafe.nssoNumber, enterpriseNumber: agency.enterpriseNumber } },
  );
  const decision = scene().declare(forCafe);
  assert.deepEqual([decision.employer, codes(decision)], [cafe, ["00014-022"]]);
});

test("a provisional number is taken as long as there is no definitive one", () => {
  const { newcomer } = employers;
  const declaration = dimonaIn({ from: "2026-07-01" }, { employer: { provisionalNumber: newcomer.provisionalNumber } });
  assert.equal(scene().declare(declaration).result, "A");
});

test("an agency sends somebody to a café for a flat-rate day, and a construction worker to a site", () => {
  const toCafe = dimonaIn(
    { from: "2026-07-01 09:00", to: "2026-07-01" },
    {
      type: "EXT",
      committee: "322",
      employer: { nssoNumber: employers.agency.nssoNumber },
      features: { user: { jointCommittee: "302", enterpriseNumber: employers.cafe.enterpriseNumber } },
    },
  );
  assert.equal(scene().declare(toCafe).result, "A");
  const toSite = dimonaIn(
    { from: "2026-07-01", to: "2026-07-10" },
    {
      type: "BCW",
      committee: "322",
      features: { user: { jointCommittee: "124", enterpriseNumber: enterpriseNumberOf(19_990_099) } },
      controlCards: { firstMonth: "123456789012", nextMonth: "123456789013" },
    },
  );
  assert.equal(scene().declare(toSite).result, "A");
});

test("outside agency work a using employer makes no other occupation of a period", () => {
  const file = scene();
  const there = file.period(
    { from: "2026-07-01" },
    { features: { workerType: "OTH", jointCommittee: "XXX", user: { jointCommittee: "124" } } },
  );
  const again = file.declare(dimonaIn({ from: "2026-07-01" }));
  assert.deepEqual(codes(again), ["90373-333"]);
  assert.deepEqual(again.anomalies[0]?.evidence?.periods, [there]);
});

test("two missions of one worker for two using employers may share their days, for the same one not", () => {
  const file = scene();
  const mission = (name: string) =>
    dimonaIn(
      { from: "2026-07-01", to: "2026-07-10" },
      {
        committee: "322",
        employer: { nssoNumber: employers.agency.nssoNumber },
        features: { user: { jointCommittee: "XXX", name } },
      },
    );
  assert.equal(file.declare(mission("Atelier")).result, "A");
  assert.equal(file.declare(mission("Bakkerij")).result, "A");
  assert.deepEqual(codes(file.declare(mission("Atelier"))), ["90373-333"]);
});

test("a small statute is refused of who has none, whatever part of it is there", () => {
  for (const [smallStatute, ...refused] of [
    [{}, "01231-005"],
    [{ riskActivity: "001" }, "01231-005"],
    [{ nature: "WORKER", riskActivity: "001" }, "01231-005"],
    [{ status: "F1", riskActivity: "001" }, "00053-005"],
    [{ nature: "WORKER", status: "F1" }, "01231-005", "00053-005"],
  ] as const) {
    assert.deepEqual(codes(scene().declare(dimonaIn({ from: "2026-07-01" }, { smallStatute }))), refused);
  }
});

test("a late update of the end is told, one within the next working day is not", () => {
  const file = scene();
  const period = file.period({ from: "2026-07-01", to: "2026-08-31" });
  // The real end was Friday 10 July.
  assert.equal(file.declare(update(period, { endDate: day("2026-07-10") }), { now: "2026-07-13 23:59" }).result, "A");
  const other = file.period({ from: "2026-09-01", to: "2026-09-30" });
  const late = file.declare(update(other, { endDate: day("2026-09-11") }), { now: "2026-09-15 00:00" });
  assert.deepEqual(codes(late), ["90378-460"]);
});

test("two employers may have the same worker at the same time", () => {
  const file = scene();
  file.declare(dimonaIn({ from: "2026-07-01" }));
  const other = dimonaIn({ from: "2026-07-01" }, { employer: { nssoNumber: employers.agency.nssoNumber } });
  assert.equal(file.declare(other).result, "A");
});

test("a day is registered, corrected and withdrawn", () => {
  const file = scene();
  const period = file.period({ from: "2026-06-01" }, { features: { workerType: "OTH", jointCommittee: "302" } });
  const created = file.declare(daily({ periodId: period.id, day: dayFrom("2026-06-24 18:00", "2026-06-24") }));
  assert.equal(created.result, "A");
  assert.ok(created.change?.kind === "registration");
  const { id } = created.change.after;
  const ended = file.declare(daily({ operation: "modify", registrationId: id, day: { endHour: hour("2330") } }));
  assert.ok(ended.change?.kind === "registration");
  assert.deepEqual(ended.change.after.day, dayFrom("2026-06-24 18:00", "2026-06-24 23:30"));
  const withdrawn = file.declare(daily({ operation: "cancel", registrationId: id }));
  assert.ok(withdrawn.change?.kind === "registration");
  assert.equal(withdrawn.change.after.cancelled, true);
});

test("days are registered of a café's ordinary worker, who is declared under XXX, and of nobody in another committee", () => {
  const registered = (features: object, committee = "XXX") => {
    const file = scene();
    const hired = periodOf(file.declare(dimonaIn({ from: "2026-06-25" }, { committee, ...features })));
    return codes(file.declare(daily({ periodId: hired.id, day: dayFrom("2026-06-25 18:00", "2026-06-25 23:00") })));
  };
  assert.deepEqual(registered({}), []);
  assert.deepEqual(registered({}, "302"), []);
  assert.deepEqual(registered({}, "144"), ["00913-462"]);
  assert.deepEqual(registered({ type: "DWD" }), ["00913-462"]);
});
