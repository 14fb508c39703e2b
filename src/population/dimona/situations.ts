// What a program must be able to cope with, staged for persons of its own: several of each, at employers whose files the demo's customers see.
import { noEnd } from "../../dimona/declaration.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { firstNameOf } from "../../persons/identity.ts";
import { dayAt, dayNumber, firstDayOfQuarter, firstQuarterOf, quarterNumber } from "../timeline.ts";
import type { Worker } from "./crew.ts";
import { change, type Diary, type Hiring, hire, later, leave, register, withdraw } from "./diary.ts";
import { dayOfYear, type Stage } from "./stage.ts";
import {
  agencyFeatures,
  cardsWhereNeeded,
  controlCards,
  featuresAt,
  hour,
  placeOfWork,
  smallStatute,
  towns,
} from "./work.ts";
import type { Workplace } from "./workplaces.ts";

export const situations: readonly ((stage: Stage) => void)[] = [
  ordinaryLife,
  closedAndReopened,
  cancelled,
  locked,
  late,
  declaredTwice,
  construction,
  students,
  horecaAtTheLimit,
  harvest,
  flexiJobs,
  training,
  withoutWages,
  article17,
  closedTypes,
  publicService,
  withoutNumber,
  cancelledNumber,
  agencyWork,
  provisionalNumber,
  replacedNumber,
  severalEmployers,
  toCome,
  evenings,
];

function ordinary(stage: Stage, worker: Worker, at: Workplace, special: Partial<Hiring> & { readonly from: number }) {
  const { diary } = stage;
  return hire(diary, {
    workplace: at,
    ssin: worker.ssin,
    features: featuresAt(at, worker.random),
    ...cardsWhereNeeded(at, worker.random),
    on: special.from - 3,
    ...special,
  });
}

function ordinaryLife(stage: Stage): void {
  const { diary } = stage;
  stage.play("adult", ["302", "XXX"], (worker, at) => {
    const from = diary.today - 500 - worker.random.below(300);
    const job = ordinary(stage, worker, at, { from });
    // An earlier start, told in time.
    change(diary, job, from - 2, { startDate: dayAt(from - 1) });
  });
}

function closedAndReopened(stage: Stage): void {
  const { diary } = stage;
  stage.play("adult", ["XXX", "302"], (worker, at) => {
    const from = diary.today - 700 - worker.random.below(200);
    const job = ordinary(stage, worker, at, { from });
    leave(diary, job, from + 200, from + 198);
    change(diary, job, from + 199, { endDate: noEnd });
    leave(diary, job, from + 300, from + 300);
  });
  stage.play("adult", ["XXX", "302"], (worker, at) => {
    const from = diary.today - 300 - worker.random.below(100);
    const job = ordinary(stage, worker, at, { from });
    leave(diary, job, from + 100, from + 90);
    change(diary, job, from + 91, { endDate: noEnd });
  });
}

function cancelled(stage: Stage): void {
  const { diary } = stage;
  stage.play("adult", ["XXX", "302"], (worker, at) => {
    const from = diary.today - 90 - worker.random.below(90);
    const job = ordinary(stage, worker, at, { from });
    withdraw(diary, job, from - 1);
    withdraw(diary, job, from + 1);
  });
}

function locked(stage: Stage): void {
  const { diary } = stage;
  stage.play("adult", ["XXX", "302"], (worker, at) => {
    const from = diary.today - 400 - worker.random.below(90);
    const job = ordinary(stage, worker, at, { from });
    diary.note(from + 100, 200, async (desk) => {
      if (job.period !== undefined) desk.lock(job.period);
    });
    leave(diary, job, from + 120, from + 119);
  });
}

function late(stage: Stage): void {
  stage.play("adult", ["XXX", "302"], (worker, at) => {
    const from = stage.diary.today - 60 - worker.random.below(90);
    ordinary(stage, worker, at, { from, on: from + 4 });
  });
}

function declaredTwice(stage: Stage): void {
  stage.play("adult", ["XXX", "302"], (worker, at) => {
    const from = stage.diary.today - 200 - worker.random.below(90);
    ordinary(stage, worker, at, { from });
    ordinary(stage, worker, at, { from: from + 10, on: from + 9 });
  });
}

function construction(stage: Stage): void {
  const { diary } = stage;
  for (const workerType of ["BCW", "RTA"]) {
    stage.play("adult", ["124"], (worker, at) => {
      const from = diary.today - 250 - worker.random.below(200);
      ordinary(stage, worker, at, { from, features: featuresAt(at, worker.random, workerType) });
    });
  }
}

function students(stage: Stage): void {
  const { diary } = stage;
  const year = lastYear(diary);
  const student = (
    worker: Worker,
    at: Workplace,
    month: number,
    plannedHours: number,
    special: Partial<Hiring> = {},
  ) => {
    const from = dayOfYear(year, month, 3);
    const features = featuresAt(at, worker.random, "STU");
    return ordinary(stage, worker, at, { from, to: from + 24, features, span: { plannedHours }, ...special });
  };
  stage.play("student", ["XXX", "302"], (worker, at) => {
    // The last of them goes beyond the 650 hours.
    for (const month of [2, 5, 8, 11]) student(worker, at, month, 170);
  });
  stage.play("student", ["302", "XXX"], (worker, at) => {
    const job = student(worker, at, 7, 120, { placeOfWork: placeOfWork(worker.random) });
    change(diary, job, dayOfYear(year, 7, 20), { plannedHours: 95 });
    student(worker, at, 9, 60, { on: dayOfYear(year, 9, 6) });
  });
}

/** Every Friday and Saturday of half a year: the worker's days run out, and with four such workers those of the employer. */
function horecaAtTheLimit(stage: Stage): void {
  const { diary } = stage;
  const fridays = Array.from({ length: 28 }, (_, week) => firstFridayOf(lastYear(diary)) + 7 * week + 56);
  const at = stage.largest("302");
  if (at === undefined) return;
  stage.play("adult", ["302"], (worker) => {
    for (const day of fridays.flatMap((friday) => [friday, friday + 1])) {
      const flat = worker.random.perMille(300);
      const span = { startHour: hour("1700"), ...(flat ? {} : { endHour: hour("2300") }) };
      const features = featuresAt(at, worker.random, "EXT", "302");
      ordinary(stage, worker, at, { from: day, to: day, span, features, on: day });
    }
  });
}

function harvest(stage: Stage): void {
  const { diary } = stage;
  stage.play("adult", ["145", "144"], (worker, at) => {
    const features = featuresAt(at, worker.random, "EXT", at.committee);
    for (let day = diary.today - 200; day < diary.today - 170; day += worker.random.between(1, 3)) {
      const span = { startHour: hour("0730"), endHour: hour("1530") };
      const job = ordinary(stage, worker, at, { from: day, to: day, span, features, on: day - 1 });
      if (worker.random.perMille(150)) withdraw(diary, job, day - 1);
    }
  });
}

function flexiJobs(stage: Stage): void {
  const { diary } = stage;
  stage.play("adult", ["302"], (worker, at) => {
    const quarter = quarterNumber(dayAt(diary.today));
    const features = featuresAt(at, worker.random, "FLX", "302");
    for (const before of [2, 1]) {
      const from = dayNumber(firstDayOfQuarter(quarter - before)) + 2;
      ordinary(stage, worker, at, { from, to: from + 70, features });
    }
    const day = dayNumber(firstDayOfQuarter(quarter)) + 3;
    const span = { startHour: hour("1800"), endHour: hour("2330") };
    ordinary(stage, worker, at, { from: day, to: day, span, features, on: day - 1 });
  });
  // Beside ordinary work for the same employer it is no flexi-job.
  stage.play("adult", ["302"], (worker, at) => {
    const from = dayNumber(firstDayOfQuarter(quarterNumber(dayAt(diary.today)) - 1)) + 5;
    ordinary(stage, worker, at, { from: from - 300 });
    const features = featuresAt(at, worker.random, "FLX", "302");
    ordinary(stage, worker, at, { from, to: from + 60, features });
  });
}

function training(stage: Stage): void {
  for (const workerType of ["IVT", "TRI", "STG"]) {
    stage.play("adult", ["XXX"], (worker, at) => {
      const from = stage.diary.today - 300 - worker.random.below(100);
      const features = featuresAt(at, worker.random, workerType);
      ordinary(stage, worker, at, { from, to: from + 180, features, smallStatute: smallStatute(worker.random) });
    });
  }
}

function withoutWages(stage: Stage): void {
  for (const workerType of ["DWD", "ALT"]) {
    stage.play("adult", ["XXX"], (worker, at) => {
      const from = stage.diary.today - 200 - worker.random.below(100);
      ordinary(stage, worker, at, { from, features: featuresAt(at, worker.random, workerType) });
    });
  }
}

function article17(stage: Stage): void {
  const year = lastYear(stage.diary);
  for (const workerType of ["O17", "S17"]) {
    stage.play("adult", ["XXX"], (worker, at) => {
      const features = featuresAt(at, worker.random, workerType);
      // The second does not fit into the quarter any more.
      for (const [month, plannedHours] of [
        [4, 90],
        [6, 150],
        [7, 60],
      ] as const) {
        const from = dayOfYear(year, month, 4);
        ordinary(stage, worker, at, { from, to: from + 15, features, span: { plannedHours } });
      }
    });
  }
  stage.play("adult", ["XXX"], (worker, at) => {
    for (const day of [3, 10, 24]) {
      const from = dayOfYear(year, 5, day);
      ordinary(stage, worker, at, { from, to: from, features: featuresAt(at, worker.random, "T17") });
    }
  });
}

/** What has ended, in its years. */
function closedTypes(stage: Stage): void {
  const days = (workerType: string, committees: readonly string[], day: number, young = false) =>
    stage.play(
      "adult",
      committees,
      (worker, at) => {
        const features = featuresAt(at, worker.random, workerType, at.committee);
        ordinary(stage, worker, at, { from: day, to: day, features });
        ordinary(stage, worker, at, { from: day + 3, to: day + 3, features });
      },
      { since: day, young },
    );
  days("A17", ["XXX"], dayOfYear(2021, 6, 5));
  days("QUA", ["145", "144"], dayOfYear(2021, 4, 12));
  days("STX", ["302"], dayOfYear(2013, 7, 8), true);
  const september = dayOfYear(2020, 9, 1);
  stage.play(
    "adult",
    ["public"],
    (worker, at) => {
      const job = ordinary(stage, worker, at, { from: september, features: featuresAt(at, worker.random, "TEA") });
      leave(stage.diary, job, september + 302, september + 300);
    },
    { since: september },
  );
}

function publicService(stage: Stage): void {
  stage.play("adult", ["sub-entities"], (worker, at) => {
    ordinary(stage, worker, at, { from: stage.diary.today - 900 - worker.random.below(400) });
  });
  stage.play("adult", ["public"], (worker, at) => {
    const from = stage.diary.today - 600 - worker.random.below(200);
    ordinary(stage, worker, at, { from, features: featuresAt(at, worker.random, "PMP") });
  });
}

/** Declared by name: one is found after some days, of the other nobody knows yet who it is. */
function withoutNumber(stage: Stage): void {
  const { diary } = stage;
  for (const found of [true, false]) {
    stage.play("adult", ["XXX", "302"], (worker, at) => {
      const from = diary.today - (found ? 120 : 4) - worker.random.below(3);
      const identity = { ...inventedIdentity(worker), ...(found ? knownAs(worker) : {}) };
      const job = ordinary(stage, worker, at, { from, on: from - 1, worker: { identity } });
      if (!found) return;
      diary.note(from + 5, 100, async (desk) => {
        if (job.waiting !== undefined) await desk.identify(job.waiting, worker.ssin);
      });
    });
  }
}

/** By which the register recognises the worker. */
function knownAs({ identity }: Worker) {
  const { lastName, sex } = identity;
  return { lastName, firstName: firstNameOf(identity), ...(sex === undefined ? {} : { sex }) };
}

function inventedIdentity({ birthDate, random }: Worker) {
  const [postCode, city] = random.pick(towns);
  return {
    lastName: random.pick(["Droombeeld", "Chimère", "Sprookje", "Songe"]),
    firstName: random.pick(["Noor", "Louis", "Mila", "Arthur"]),
    birthDate,
    birthplace: "Nergenshuizen",
    birthplaceCountry: "150",
    sex: random.pick(["1", "2"]),
    nationality: "150",
    address: { street: "Nergensstraat", houseNumber: String(random.between(1, 90)), postCode, city, country: "150" },
  } as const;
}

function cancelledNumber(stage: Stage): void {
  for (const ssin of stage.cancelled()) {
    const at = stage.place(["XXX", "302"], stage.diary.today - 50);
    if (at !== undefined) declareNobody(stage, ssin, at);
  }
}

function declareNobody({ diary, random }: Stage, ssin: Ssin, workplace: Workplace): void {
  const from = diary.today - 50;
  hire(diary, { workplace, ssin, from, on: from - 1, features: featuresAt(workplace, random) });
}

function agencyWork(stage: Stage): void {
  const { diary } = stage;
  stage.play("adult", ["322"], (worker, at) => {
    const from = diary.today - 90 - worker.random.below(60);
    const cards = { controlCards: controlCards(worker.random) };
    const builder = stage.place(["124"], from);
    const weeks = [agencyFeatures("Nergens Ltd, London", "XXX"), builder && agencyFeatures(builder, "124", "BCW")];
    for (const [week, features] of weeks.entries()) {
      if (features === undefined) continue;
      const begin = from + week * 7;
      const isBuilding = features.user?.jointCommittee === "124";
      ordinary(stage, worker, at, { from: begin, to: begin + 4, features, ...(isBuilding ? cards : {}) });
    }
    const restaurant = stage.place(["302"], from);
    if (restaurant === undefined) return;
    const span = { startHour: hour("1700"), endHour: hour("2200") };
    const features = agencyFeatures(restaurant, "302", "EXT");
    ordinary(stage, worker, at, { from: from + 20, to: from + 20, span, features, on: from + 19 });
  });
}

function provisionalNumber(stage: Stage): void {
  stage.play("adult", ["provisional"], (worker, at) => {
    ordinary(stage, worker, at, { from: at.firstDay + 1, on: at.firstDay });
  });
}

function replacedNumber(stage: Stage): void {
  stage.play("renumbered", ["XXX", "302"], (worker, at) => {
    const from = stage.diary.today - 300 - worker.random.below(100);
    const job = ordinary(stage, worker, at, { from, worker: { ssin: worker.oldSsins[0] } });
    later(stage.diary, job, from + 100, (periodId) => ({
      action: "out",
      periodId,
      ssin: worker.oldSsins.at(-1),
      endDate: dayAt(from + 101),
    }));
  });
}

function severalEmployers(stage: Stage): void {
  const { diary } = stage;
  stage.play("adult", ["302", "XXX"], (worker, at) => {
    const from = diary.today - 400 - worker.random.below(100);
    ordinary(stage, worker, at, { from });
    for (const committee of ["XXX", "140"]) {
      const other = stage.place([committee], from);
      if (other !== undefined && other !== at) ordinary(stage, worker, other, { from: from + 30 });
    }
  });
}

function toCome(stage: Stage): void {
  const { diary } = stage;
  stage.play("adult", ["302", "XXX"], (worker, at) => {
    ordinary(stage, worker, at, { from: diary.today + 7 + worker.random.below(14), on: diary.today - 2 });
  });
}

/** The last weeks of a permanent worker of a restaurant, with one evening put right and one taken back. */
function evenings(stage: Stage): void {
  const { diary } = stage;
  stage.play("adult", ["302"], (worker, at) => {
    const job = ordinary(stage, worker, at, { from: diary.today - 800 - worker.random.below(200) });
    for (let day = diary.today - 25; day < diary.today - 1; day += 2) {
      const place = diary.today - day;
      const worked = { startDate: dayAt(day), startHour: hour("1700"), endDate: dayAt(day), endHour: hour("2230") };
      const then =
        place === 11 ? { on: day + 1, cancel: true as const } : { on: day + 1, changes: { endHour: hour("2330") } };
      register(diary, job, worked, day, place === 11 || place === 15 ? then : undefined);
    }
  });
}

function lastYear({ today }: Diary): number {
  return Number(dayAt(today).slice(0, 4)) - 1;
}

function firstFridayOf(year: number): number {
  const first = dayNumber(firstDayOfQuarter(firstQuarterOf(year)));
  // 2 January 1970 was a Friday.
  return first + ((8 - (first % 7)) % 7);
}
