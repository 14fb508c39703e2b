// OUT, update and cancellation on periods in every state.
import { noEnd } from "../../src/dimona/declaration.ts";
import { dimonaNumberOf } from "../../src/dimona/dimona-number.ts";
import { cancel, day, employers, hour, out, update, workers } from "../dimona-declarations.ts";
import { type Example, example } from "./example.ts";

const horeca = { type: "EXT", features: { workerType: "EXT", jointCommittee: "302" } } as const;
const features = (workerType: string, jointCommittee = "XXX") => ({ features: { workerType, jointCommittee } });
const shift = { from: "2026-07-01 18:00", to: "2026-07-01 23:00" };
const dayOff = { ...dimonaDay("2026-07-01") };

function dimonaDay(date: string) {
  return { from: `${date} 09:00`, to: date };
}

export const stateExamples: readonly Example[] = [
  example("00913-003", "an OUT on a period number with wrong check digits", (file) =>
    file.declare({ action: "out", periodId: "600008446384", endDate: day("2026-07-31") }),
  ),
  example("00913-354", "an OUT on a period number that no period has", (file) =>
    file.declare({ action: "out", periodId: dimonaNumberOf(6_000_000_001), endDate: day("2026-07-31") }),
  ),
  example("00024-003", "a cancellation with an INSS with wrong check digits", (file) =>
    file.declare(cancel(file.period({ from: "2026-07-01" }), { ssin: `${workers.man.slice(0, 9)}00` })),
  ),
  example("00024-347", "an OUT with the INSS of somebody else", (file) =>
    file.declare(out(file.period({ from: "2026-07-01" }), "2026-07-31", { ssin: workers.woman })),
  ),
  example("00011-347", "an OUT with the NSSO number of another employer", (file) =>
    file.declare(
      out(file.period({ from: "2026-07-01" }), "2026-07-31", { employer: { nssoNumber: employers.agency.nssoNumber } }),
    ),
  ),
  example("00948-347", "a cancellation with the provisional number of another employer", (file) =>
    file.declare(
      cancel(file.period({ from: "2026-07-01" }), {
        employer: { provisionalNumber: employers.newcomer.provisionalNumber },
      }),
    ),
  ),
  example("00014-347", "an update with the enterprise number of another employer", (file) =>
    file.declare(
      update(
        file.period({ from: "2026-07-01" }),
        { startDate: day("2026-07-02") },
        { employer: { enterpriseNumber: employers.agency.enterpriseNumber } },
      ),
    ),
  ),
  example("00913-362", "a cancellation of a period on which an agent works", (file) =>
    file.declare(cancel(file.period({ from: "2026-07-01" }, { locked: true }))),
  ),
  example("00913-355", "a second cancellation", (file) => {
    const period = file.period({ from: "2026-07-01" });
    file.declare(cancel(period));
    return file.declare(cancel(period));
  }),
  example("00913-357", "an OUT on a period that carries a refusing anomaly", (file) =>
    file.declare(
      out(file.period({ from: "2026-07-01" }, { anomalies: [{ code: "90373-334", severity: "B" }] }), "2026-07-31"),
    ),
  ),
  example("00913-356", "an OUT on a closed period", (file) =>
    file.declare(out(file.period({ from: "2026-07-01", to: "2026-07-31" }), "2026-08-15")),
  ),
  example("00911-014", "an OUT before the start", (file) =>
    file.declare(out(file.period({ from: "2026-07-10" }), "2026-07-09")),
  ),
  example("00911-008", "an OUT of a flexi-job in the next quarter", (file) =>
    file.declare(out(file.period({ from: "2026-07-10" }, features("FLX")), "2026-10-01")),
  ),
  example("00911-008", "an OUT of a flexi-job by period on its first day", (file) =>
    file.declare(out(file.period({ from: "2026-07-10" }, features("FLX")), "2026-07-10")),
  ),
  example("00911-008", "an OUT of an occasional worker in quarantine on the day after the first", (file) =>
    file.declare(out(file.period({ from: "2022-07-10" }, features("QUA", "144")), "2022-07-11")),
  ),
  example("00913-181", "the cancellation of a shift after its midnight", (file) =>
    file.declare(cancel(file.period(shift, horeca)), { now: "2026-07-02 00:00" }),
  ),
];

export const changeExamples: readonly Example[] = [
  example("01135-003", "a student's hours changed to a thousand", (file) =>
    file.declare(
      update(file.period({ from: "2026-07-01", to: "2026-07-31", hours: 40 }, features("STU")), { plannedHours: 1000 }),
    ),
  ),
  example("01017-003", "a student's days of 2015 changed to none", (file) =>
    file.declare(
      update(file.period({ from: "2015-07-01", to: "2015-07-31", days: 20 }, features("STU")), { plannedDays: 0 }),
    ),
  ),
  example("90378-360", "an update without anything in it", (file) =>
    file.declare(update(file.period({ from: "2026-07-01" }), {})),
  ),
  example("90378-361", "an update of a shift without anything in it", (file) =>
    file.declare(update(file.period(shift, horeca), {})),
  ),
  example("00910-005", "another start for a student", (file) =>
    file.declare(
      update(file.period({ from: "2026-07-01", to: "2026-07-31", hours: 40 }, features("STU")), {
        startDate: day("2026-07-02"),
      }),
    ),
  ),
  example("00777-005", "a start hour for an ordinary worker", (file) =>
    file.declare(
      update(file.period({ from: "2026-07-01" }), { startDate: day("2026-07-02"), startHour: hour("0900") }),
    ),
  ),
  example("00778-005", "an end hour for the flat rate of a day", (file) =>
    file.declare(update(file.period(dayOff, horeca), { endDate: day("2026-07-01"), endHour: hour("1700") })),
  ),
  example("01135-005", "planned hours for an ordinary worker", (file) =>
    file.declare(update(file.period({ from: "2026-07-01" }), { startDate: day("2026-07-02"), plannedHours: 20 })),
  ),
  example("01017-005", "planned days for a student of 2026", (file) =>
    file.declare(
      update(file.period({ from: "2026-07-01", to: "2026-07-31", hours: 40 }, features("STU")), { plannedDays: 5 }),
    ),
  ),
  example("00913-359", "an update that closes an open period", (file) =>
    file.declare(update(file.period({ from: "2026-07-01" }), { endDate: day("2026-07-31") })),
  ),
  example("90378-368", "an update that takes away the end of agency work", (file) =>
    file.declare(
      update(
        file.period(
          { from: "2026-07-01", to: "2026-07-15" },
          { features: { workerType: "OTH", jointCommittee: "322", user: { jointCommittee: "XXX", name: "Elders" } } },
        ),
        { endDate: noEnd },
      ),
    ),
  ),
  example("90378-444", "an update with the dates that the period has", (file) =>
    file.declare(
      update(file.period({ from: "2026-07-01", to: "2026-07-31" }), {
        startDate: day("2026-07-01"),
        endDate: day("2026-07-31"),
      }),
    ),
  ),
  example("00913-181", "an update of an occasional student of 2013", (file) =>
    file.declare(
      update(file.period({ from: "2013-07-01", to: "2013-07-02" }, features("STX", "302")), {
        endDate: day("2013-07-03"),
      }),
    ),
  ),
  example("00910-344", "a shift that shall start later, after it began", (file) =>
    file.declare(update(file.period(shift, horeca), { startHour: hour("1900") }), { now: "2026-07-01 18:00" }),
  ),
  example("00913-181", "a shift that shall have started earlier, after it began", (file) =>
    file.declare(update(file.period(shift, horeca), { startHour: hour("1700") }), { now: "2026-07-01 18:00" }),
  ),
  example("00911-344", "a flexi-job that shall end later", (file) =>
    file.declare(
      update(file.period({ from: "2026-07-01", to: "2026-07-31" }, features("FLX")), { endDate: day("2026-08-31") }),
    ),
  ),
  example("00913-181", "a shift that shall have ended earlier, after midnight", (file) =>
    file.declare(update(file.period(shift, horeca), { endHour: hour("2200") }), { now: "2026-07-02 00:00" }),
  ),
  example("00913-181", "a student's hours in the second month after the quarter", (file) =>
    file.declare(
      update(file.period({ from: "2026-07-01", to: "2026-07-31", hours: 40 }, features("STU")), { plannedHours: 38 }),
      { now: "2026-11-01 00:00" },
    ),
  ),
  example("90378-333", "an update that makes a period the same as another", (file) => {
    file.period({ from: "2026-07-01", to: "2026-07-15" });
    return file.declare(
      update(file.period({ from: "2026-08-01", to: "2026-08-15" }), {
        startDate: day("2026-07-01"),
        endDate: day("2026-07-15"),
      }),
    );
  }),
  example("90378-334", "an update that takes away the end before another period", (file) => {
    file.period({ from: "2026-09-01" });
    return file.declare(update(file.period({ from: "2026-07-01", to: "2026-08-31" }), { endDate: noEnd }));
  }),
  example("90378-336", "a shift that is moved to the day of a flat rate", (file) => {
    file.period({ from: "2026-07-03 09:00", to: "2026-07-03" }, horeca);
    return file.declare(
      update(file.period(shift, horeca), { startDate: day("2026-07-03"), endDate: day("2026-07-03") }),
    );
  }),
  example("90378-337", "a flat rate that is moved to the day of another, for another using employer", (file) => {
    const sentTo = (name: string) => ({
      features: { workerType: "EXT", jointCommittee: "322", user: { jointCommittee: "302", name } },
    });
    file.period({ from: "2026-07-03 09:00", to: "2026-07-03" }, sentTo("Café Een"));
    return file.declare(
      update(file.period(dayOff, sentTo("Café Twee")), { startDate: day("2026-07-03"), endDate: day("2026-07-03") }),
    );
  }),
  example("90378-341", "a shift that shall last until the next evening", (file) =>
    file.declare(update(file.period(shift, horeca), { endDate: day("2026-07-02") })),
  ),
  example("90378-343", "a start before the employer was in activity", (file) =>
    file.declare(
      update(file.period({ from: "2026-07-10" }, { employer: employers.young.key }), { startDate: day("2026-06-30") }),
    ),
  ),
  example("90378-420", "more days for a student of 2015 than the period has", (file) =>
    file.declare(
      update(file.period({ from: "2015-07-01", to: "2015-07-10", days: 5 }, features("STU")), { plannedDays: 11 }),
    ),
  ),
  example(
    "90378-370",
    "a student's end of 2011 that is moved into 2012",
    (file) =>
      file.declare(
        update(file.period({ from: "2011-12-01", to: "2011-12-31", days: 10 }, features("STU")), {
          endDate: day("2012-01-10"),
        }),
      ),
    ["90378-421"],
  ),
  example("90378-421", "a student's end in the next quarter", (file) =>
    file.declare(
      update(file.period({ from: "2026-09-01", to: "2026-09-30", hours: 40 }, features("STU")), {
        endDate: day("2026-10-01"),
      }),
    ),
  ),
  example("90378-460", "a later end, two working days after the announced one", (file) =>
    file.declare(update(file.period({ from: "2026-07-01", to: "2026-07-17" }), { endDate: day("2026-07-31") }), {
      // 21 July is a holiday and 18 July 2026 a Saturday: Monday was the last day.
      now: "2026-07-21 08:00",
    }),
  ),
];
