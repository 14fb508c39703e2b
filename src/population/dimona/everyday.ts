// Working lives as most are: some years with an employer or two, students in their holidays, shifts, trainees, now and then a mistake.
import type { Random } from "../random.ts";
import { dayAt, dayNumber, firstDayOfQuarter, lastDayOfQuarter, quarterNumber } from "../timeline.ts";
import type { Worker } from "./crew.ts";
import { change, type Diary, type Hiring, hire, type Job, leave, register, withdraw } from "./diary.ts";
import { agencyFeatures, cardsWhereNeeded, controlCards, featuresAt, hour, placeOfWork, smallStatute } from "./work.ts";
import type { Workplace } from "./workplaces.ts";

export interface Town {
  readonly diary: Diary;
  /** Some place with staff, those where many work more often. */
  workplace(random: Random): Workplace | undefined;
  /** Where an agency sends somebody. */
  user(random: Random): Workplace;
}

/** One to three employers, one after the other or at once. */
export function addEverydayLife(town: Town, worker: Worker): void {
  const { random } = worker;
  for (let left = random.between(1, worker.stage === "student" ? 2 : 3); left > 0; left -= 1) {
    const workplace = town.workplace(random);
    if (workplace !== undefined) addEmployment(town, worker, workplace);
  }
}

interface Case extends Town {
  readonly worker: Worker;
  readonly at: Workplace;
  readonly random: Random;
  /** Days on which both are there. */
  readonly first: number;
  readonly last: number;
}

function addEmployment(town: Town, worker: Worker, at: Workplace): void {
  const { random } = worker;
  const first = Math.max(worker.firstDay, at.firstDay, town.diary.today - years(9));
  const retirement = worker.stage === "retired" ? dayNumber(worker.birthDate) + years(66) : Number.POSITIVE_INFINITY;
  const last = Math.min(
    worker.lastDay,
    at.lastDay,
    worker.stage === "retired" && random.perMille(300) ? worker.lastDay : retirement,
  );
  if (last - first < 30) return;
  const scene: Case = { ...town, worker, at, random, first, last };
  kindOfWork(scene, last > retirement)(scene);
}

const occasional = new Set(["302", "144", "145"]);

function kindOfWork({ worker, at, random }: Case, isRetired: boolean): (scene: Case) => void {
  if (at.committee === "322") return addMissions;
  if (isRetired) return (scene) => addQuarters(scene, "FLX");
  if (worker.stage === "student") return (scene) => addQuarters(scene, "STU");
  const drawn = random.below(1000);
  if (at.committee === "302" && drawn < 250) return (scene) => addQuarters(scene, "FLX");
  if (occasional.has(at.committee ?? "") && drawn < 450) return addShifts;
  return drawn >= 450 && drawn < 500 ? addTraining : addPermanent;
}

function addPermanent({ diary, worker, at, random, first, last }: Case): void {
  const from = random.between(first, last - 1);
  const type = at.committee === "124" && random.perMille(850) ? (random.perMille(900) ? "BCW" : "RTA") : "OTH";
  const job = start(diary, random, {
    workplace: at,
    ssin: worker.ssin,
    from,
    features: featuresAt(at, random, random.perMille(15) ? "DWD" : type),
    ...cardsWhereNeeded(at, random),
  });
  if (random.perMille(30)) {
    withdraw(diary, job, from + random.between(1, 20));
    return;
  }
  if (random.perMille(40)) change(diary, job, from - 1, { startDate: dayAt(from + random.between(1, 14)) });
  const end = from + random.between(20, years(4));
  if (end > last || random.perMille(350)) {
    // Who died, or whose employer stopped, has left by then.
    if (last < diary.today) leave(diary, job, last, last + 1);
    else if (at.dailyRegistration && random.perMille(400))
      registerEvenings(diary, random, job, Math.max(from, diary.today - 30));
    return;
  }
  leave(diary, job, end, end + (random.perMille(60) ? random.between(5, 30) : random.between(-10, 1)));
  if (random.perMille(60)) change(diary, job, end + 2, { endDate: dayAt(end + random.between(-5, 10)) });
}

function registerEvenings(diary: Diary, random: Random, job: Job, from: number): void {
  for (let day = from + 1; day < diary.today; day += random.between(1, 4)) {
    const evening = { startDate: dayAt(day), startHour: hour("1700"), endDate: dayAt(day), endHour: hour("2300") };
    register(diary, job, evening, day);
  }
}

/** In some quarters of the time that is left: students, or flexi-jobs by the quarter. */
function addQuarters({ diary, worker, at, random, first, last }: Case, workerType: "STU" | "FLX"): void {
  const features = featuresAt(at, random, workerType, workerType === "STU" ? undefined : (at.committee ?? "XXX"));
  const latest = quarterNumber(dayAt(last));
  for (
    let quarter = Math.max(quarterNumber(dayAt(first)), latest - 8);
    quarter <= latest;
    quarter += random.between(1, 3)
  ) {
    const begin = Math.max(dayNumber(firstDayOfQuarter(quarter)), first);
    const from = begin + random.below(40);
    const to = Math.min(from + random.between(10, 60), dayNumber(lastDayOfQuarter(quarter)));
    if (to <= from || to > last || from > diary.today + 25) continue;
    const plannedHours = random.between(20, 130);
    const job = start(diary, random, {
      workplace: at,
      ssin: worker.ssin,
      from,
      to,
      features,
      ...cardsWhereNeeded(at, random),
      ...(workerType === "STU"
        ? { span: { plannedHours }, ...(random.perMille(250) ? { placeOfWork: placeOfWork(random) } : {}) }
        : {}),
    });
    if (workerType === "STU" && random.perMille(120)) change(diary, job, from + 3, { plannedHours: plannedHours - 10 });
    if (random.perMille(30)) withdraw(diary, job, from - 1);
  }
}

/** Shifts from an hour to an hour, or horeca days at the flat rate, in a season or two. */
function addShifts({ diary, worker, at, random, first, last }: Case): void {
  const committee = at.committee ?? "302";
  const features = featuresAt(at, random, "EXT", committee);
  const begin = random.between(first, Math.min(last, diary.today + 5) - 1);
  let day = begin;
  for (let left = random.between(3, 18); left > 0 && day <= last; left -= 1) {
    const flat = committee === "302" && random.perMille(300);
    const job = start(diary, random, {
      workplace: at,
      ssin: worker.ssin,
      from: day,
      to: day,
      span: { startHour: hour("1700"), ...(flat ? {} : { endHour: hour(random.pick(["2100", "2200", "2330"])) }) },
      features,
    });
    if (random.perMille(40)) withdraw(diary, job, day);
    day += random.between(2, 9);
  }
}

/** An agency sends somebody from week to week, to one user after the other. */
function addMissions({ diary, worker, at, random, first, last, user }: Case): void {
  let from = random.between(first, Math.max(first, last - 60));
  for (let left = random.between(2, 8); left > 0; left -= 1) {
    const place = user(random);
    const committee = place.committee === "322" || place.committee === undefined ? "XXX" : place.committee;
    const to = from + random.between(4, 25);
    if (to > last || from > diary.today + 10) return;
    if (place.firstDay > from - 10) continue;
    const isBuilding = committee === "124";
    start(diary, random, {
      workplace: at,
      ssin: worker.ssin,
      from,
      to,
      features: agencyFeatures(place, committee, isBuilding ? "BCW" : "OTH"),
      ...(isBuilding ? { controlCards: controlCards(random) } : {}),
    });
    from = to + random.between(1, 40);
  }
}

function addTraining({ diary, worker, at, random, first, last }: Case): void {
  const from = random.between(Math.max(first, diary.today - years(6)), last - 1);
  const to = Math.min(last, from + random.between(30, 180));
  if (to <= from) return;
  start(diary, random, {
    workplace: at,
    ssin: worker.ssin,
    from,
    to,
    features: featuresAt(at, random, random.pick(["IVT", "TRI", "STG"])),
    smallStatute: smallStatute(random),
    ...cardsWhereNeeded(at, random),
  });
}

/** Declared some days ahead, as a rule. */
function start(diary: Diary, random: Random, hiring: Omit<Hiring, "on">): Job {
  const { from, span } = hiring;
  const hasHour = span?.startHour !== undefined;
  const late = random.perMille(40);
  const on = late ? from + random.between(1, 6) : from - random.between(hasHour ? 0 : 1, 6);
  return hire(diary, { ...hiring, on, minute: random.below(hasHour ? 240 : 480) });
}

function years(count: number): number {
  return Math.round(count * 365.25);
}
