// The registered hours of a permanent worker in a café.
import { dimonaNumberOf } from "../../src/dimona/dimona-number.ts";
import { daily, day, dayFrom, employers, hour } from "../dimona-declarations.ts";
import type { Scene } from "../dimona-scene.ts";
import { type Example, example } from "./example.ts";

const permanent = { features: { workerType: "OTH", jointCommittee: "XXX" } } as const;
const june = { from: "2026-06-01", to: "2026-06-30" };
const evening = dayFrom("2026-06-24 18:00", "2026-06-24 23:00");
const periodOf = (file: Scene) => file.period(june, permanent);
const registrationOf = (file: Scene) => file.registration(periodOf(file), evening);

export const dailyExamples: readonly Example[] = [
  example("00913-001", "the registration of a day without its period", (file) => file.declare(daily({ day: evening }))),
  example("00913-003", "the registration of a day in a period with wrong check digits", (file) =>
    file.declare(daily({ periodId: "600008446384", day: evening })),
  ),
  example("00913-354", "the registration of a day in no period", (file) =>
    file.declare(daily({ periodId: dimonaNumberOf(6_000_000_001), day: evening })),
  ),
  example("00910-001", "the registration of a day without its date", (file) =>
    file.declare(daily({ periodId: periodOf(file).id, day: { ...evening, startDate: undefined } })),
  ),
  example("00777-001", "the registration of a day without its hour", (file) =>
    file.declare(daily({ periodId: periodOf(file).id, day: { ...evening, startHour: undefined } })),
  ),
  example("00911-001", "the registration of a day without its last date", (file) =>
    file.declare(daily({ periodId: periodOf(file).id, day: { ...evening, endDate: undefined } })),
  ),
  example("01085-001", "the modification of no registration", (file) =>
    file.declare(daily({ operation: "modify", day: { endHour: hour("2200") } })),
  ),
  example("01085-001", "the cancellation of no registration", (file) => file.declare(daily({ operation: "cancel" }))),
  example("01085-003", "the cancellation of a registration with wrong check digits", (file) =>
    file.declare(daily({ operation: "cancel", registrationId: "600008446384" })),
  ),
  example("01085-354", "the cancellation of a registration that is not there", (file) =>
    file.declare(daily({ operation: "cancel", registrationId: dimonaNumberOf(6_000_000_002) })),
  ),
  example("01085-005", "the registration of a new day with the number of another", (file) =>
    file.declare(daily({ periodId: periodOf(file).id, registrationId: dimonaNumberOf(6_000_000_002), day: evening })),
  ),
  example("00913-005", "the modification of a registration with the number of the period", (file) => {
    const { id, periodId } = registrationOf(file);
    return file.declare(daily({ operation: "modify", registrationId: id, periodId, day: { endHour: hour("2200") } }));
  }),
  example("00913-005", "the cancellation of a registration with the number of the period", (file) => {
    const { id, periodId } = registrationOf(file);
    return file.declare(daily({ operation: "cancel", registrationId: id, periodId }));
  }),
  ...(
    [
      ["00910-005", "a start date", { startDate: evening.startDate }],
      ["00777-005", "a start hour", { startHour: evening.startHour }],
      ["00911-005", "an end date", { endDate: evening.endDate }],
      ["00778-005", "an end hour", { endHour: hour("2200") }],
    ] as const
  ).map(([code, what, part]) =>
    example(code, `the cancellation of a registration with ${what}`, (file) =>
      file.declare(daily({ operation: "cancel", registrationId: registrationOf(file).id, day: part })),
    ),
  ),
  example("00913-355", "the registration of a day in a cancelled period", (file) =>
    file.declare(daily({ periodId: file.period(june, { ...permanent, cancelled: true }).id, day: evening })),
  ),
  example("01085-355", "a second cancellation of a registration", (file) => {
    const { id } = registrationOf(file);
    file.declare(daily({ operation: "cancel", registrationId: id }));
    return file.declare(daily({ operation: "cancel", registrationId: id }));
  }),
  example("00913-362", "the registration of a day in a period on which an agent works", (file) =>
    file.declare(daily({ periodId: file.period(june, { ...permanent, locked: true }).id, day: evening })),
  ),
  example("00913-461", "the registration of a day for an employer with a cash register of its own", (file) =>
    file.declare(
      daily({ periodId: file.period(june, { ...permanent, employer: employers.agency.key }).id, day: evening }),
    ),
  ),
  example("00913-462", "the registration of a day of an occasional worker", (file) =>
    file.declare(
      daily({
        periodId: file.period(
          { from: "2026-06-24 18:00", to: "2026-06-24 23:00" },
          { features: { workerType: "EXT", jointCommittee: "302" } },
        ).id,
        day: evening,
      }),
    ),
  ),
  example("00910-462", "the registration of a day before the period", (file) =>
    file.declare(daily({ periodId: periodOf(file).id, day: dayFrom("2026-05-31 18:00", "2026-06-01 01:00") })),
  ),
  example("00911-462", "the registration of two nights at the end of the period", (file) =>
    file.declare(daily({ periodId: periodOf(file).id, day: dayFrom("2026-06-30 18:00", "2026-07-02 01:00") })),
  ),
  example("00911-014", "the registration of a day that ends before it starts", (file) =>
    file.declare(daily({ periodId: periodOf(file).id, day: dayFrom("2026-06-24 18:00", "2026-06-23 23:00") })),
  ),
  example("00778-345", "the registration of an evening that ends in the morning before", (file) =>
    file.declare(daily({ periodId: periodOf(file).id, day: dayFrom("2026-06-24 18:00", "2026-06-24 02:00") })),
  ),
  example("90480-260", "the registration of 25 hours", (file) =>
    file.declare(daily({ periodId: periodOf(file).id, day: dayFrom("2026-06-24 08:00", "2026-06-25 09:00") })),
  ),
  example("90480-444", "the modification of a registration into itself", (file) =>
    file.declare(
      daily({ operation: "modify", registrationId: registrationOf(file).id, day: { startDate: day("2026-06-24") } }),
    ),
  ),
  example("90480-334", "two registrations that share an hour", (file) => {
    const { periodId } = registrationOf(file);
    return file.declare(daily({ periodId, day: dayFrom("2026-06-24 22:00", "2026-06-25 01:00") }));
  }),
];
