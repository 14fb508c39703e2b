// Courses that a self-employed life can take, in quarters: liability to the social statute runs from the quarter in which
// an activity starts to the quarter in which it stops, and every change of status falls between two quarters.
import { type careerCodes, type FundCode, fundCodes } from "./career-codes.ts";
import type { Generation } from "./identities.ts";
import type { Random } from "./random.ts";
import { firstQuarterOf, yearOfQuarter } from "./timeline.ts";

export interface PlannedAffiliation {
  readonly fundCode: FundCode;
  /** Moved here from another fund on 1 January, so asked for in the first half of the year before. */
  readonly transfer: boolean;
  readonly spells: readonly Spell[];
}

/** An unbroken run of quarters in one status, both ends included; no `to` while it is going on. */
export interface Spell {
  readonly from: number;
  readonly to: number | undefined;
  readonly quality: keyof typeof careerCodes.quality;
  readonly contribution: keyof typeof careerCodes.contribution;
  readonly sick: boolean;
}

/** What a plan may build on. Quarters are numbered as in timeline.ts. */
export interface Life {
  readonly random: Random;
  /** The quarter of today. */
  readonly now: number;
  /** The quarter in which the person reaches an age. */
  at(age: number): number;
  /** The first quarter that begins at or after pension age. */
  readonly pension: number;
}

interface CareerPlan {
  readonly generations: readonly [Generation, ...Generation[]];
  plan(life: Life): readonly PlannedAffiliation[];
}

const atWork = ["settled", "young"] as const;

export const careerPlans = {
  main: plan(atWork, (life) => one(life, [spell("main", start(life, 20, 38, 8))])),
  secondary: plan(atWork, (life) => one(life, [spell("secondary", start(life, 22, 40, 2))])),
  stopped: plan(atWork, (life) => {
    const from = start(life, 22, 30, 5);
    return one(life, [spell("main", from, life.random.between(from + 3, Math.min(from + 80, life.now - 1)))]);
  }),
  secondaryThenMain: plan(atWork, (life) => {
    const from = start(life, 20, 35, 6);
    return one(life, inTurn(from, ["secondary", "main"], [life.random.between(from + 4, life.now - 2)]));
  }),
  starter: plan(atWork, (life) => one(life, [spell("main", life.random.between(life.now - 3, life.now))])),
  article37: plan(atWork, (life) => one(life, [spell("article37", start(life, 22, 40, 2))])),
  mandatary: plan(atWork, (life) => one(life, [spell("mandatary", start(life, 25, 40, 1))])),

  student: plan(["student"], (life) => {
    const from = life.random.between(life.at(18), Math.min(life.at(22), life.now));
    const open = life.at(25) > life.now;
    return one(life, [spell("student", from, open ? undefined : life.random.between(from + 2, life.at(25) - 1))]);
  }),
  studentThenMain: plan(["graduate"], (life) => {
    const from = life.random.between(Math.max(firstStudent, life.at(18)), life.at(21));
    return one(life, inTurn(from, ["student", "main"], [life.random.between(from + 2, life.at(25))]));
  }),

  helper: plan(atWork, (life) => one(life, [spell("helper", start(life, 18, 30, 2))])),
  helperThenOwner: plan(atWork, (life) => {
    const from = start(life, 18, 24, 6);
    return one(life, inTurn(from, ["helper", "main"], [life.random.between(from + 4, life.now - 2)]));
  }),
  assistingSpouse: plan(atWork, (life) => {
    return one(life, [spell("maxi", Math.max(maxiForAll, start(life, 22, 40, 2)))]);
  }),
  assistingSpouseMini: plan(["retired"], (life) => {
    const from = life.random.between(firstMini, firstQuarterOf(2000));
    return one(life, [spell("mini", from, life.random.between(from + 8, maxiForAll - 1))]);
  }),
  assistingSpouseMiniThenMaxi: plan(["settled"], (life) => {
    const from = life.random.between(Math.max(firstMini, life.at(22)), maxiForAll - 4);
    return one(life, inTurn(from, ["mini", "maxi"], [maxiForAll]));
  }),

  // Main activity that goes on: from pension age on it counts as that of a pensioner (see afterPensionAge).
  pensioner: plan(["retired"], (life) => one(life, [spell("main", life.random.between(life.at(22), life.at(35)))])),
  pensionerWhoStopped: plan(["retired"], (life) => {
    const from = life.random.between(life.at(22), life.at(35));
    const last = life.random.between(life.pension + 4, Math.min(life.pension + 20, life.now - 1));
    return one(life, [spell("main", from, last)]);
  }),
  startedAfterPension: plan(["retired"], (life) => {
    return one(life, [spell("pensioner", life.pension + life.random.below(8))]);
  }),
  untilPension: plan(["retired"], (life) => {
    return one(life, [spell("main", life.random.between(life.at(22), life.at(35)), life.pension - 1)]);
  }),

  gap: plan(atWork, (life) => {
    const [first, second] = brokenOff(life);
    return one(life, [first, second]);
  }),
  gapThenOtherFund: plan(atWork, (life) => {
    const [first, second] = brokenOff(life);
    const fundCode = life.random.pick(fundCodes);
    return [affiliation(fundCode, [first]), affiliation(otherFund(life, fundCode), [second])];
  }),
  fundChange: plan(atWork, (life) => {
    const from = start(life, 20, 35, 9);
    return withTransfers(life, from, [life.random.between(earliestChange(from), latestChange(life))]);
  }),
  twoFundChanges: plan(["settled"], (life) => {
    const from = start(life, 20, 30, 16);
    const first = life.random.between(earliestChange(from), latestChange(life) - yearsAtFund);
    return withTransfers(life, from, [first, life.random.between(first + yearsAtFund, latestChange(life))]);
  }),

  sickness: plan(atWork, (life) => {
    const from = start(life, 20, 32, 7);
    const ill = life.random.between(from + 4, life.now - 8);
    const well = ill + life.random.between(1, 6);
    return one(life, inTurn(from, ["main", "sick", "main"], [ill, well]));
  }),
  stillSick: plan(atWork, (life) => {
    const from = start(life, 20, 38, 6);
    return one(life, inTurn(from, ["main", "sick"], [life.random.between(life.now - 4, life.now)]));
  }),
  continuedInsurance: plan(atWork, (life) => {
    const from = start(life, 20, 30, 7);
    const stop = life.random.between(from + 8, life.now - 10);
    const last = stop + life.random.between(1, 8);
    return one(life, [spell("main", from, stop), spell("continued", stop + 1, last)]);
  }),
} as const satisfies Record<string, CareerPlan>;

export type CareerPlanName = keyof typeof careerPlans;

/** From pension age on, an activity goes on as that of a pensioner. */
export function afterPensionAge(plan: readonly PlannedAffiliation[], life: Life): readonly PlannedAffiliation[] {
  const { pension, now } = life;
  if (pension > now) return plan;
  return plan.map((affiliation) => ({
    ...affiliation,
    spells: affiliation.spells.flatMap((spell) => {
      if (!active.has(spell.contribution) || (spell.to !== undefined && spell.to < pension)) return [spell];
      if (spell.from >= pension) return [{ ...spell, contribution: "pensioner" as const }];
      return [
        { ...spell, to: pension - 1 },
        { ...spell, from: pension, contribution: "pensioner" as const },
      ];
    }),
  }));
}

/** What is left when everything stops with a quarter; a plan that starts later has nothing left. */
export function upTo(plan: readonly PlannedAffiliation[], last: number): readonly PlannedAffiliation[] {
  return plan
    .map((affiliation) => ({
      ...affiliation,
      spells: affiliation.spells
        .filter(({ from }) => from <= last)
        .map((spell) => ({ ...spell, to: Math.min(spell.to ?? last, last) })),
    }))
    .filter(({ spells }) => spells.length > 0);
}

/** The statute of the self-employed student began in 2017, and is for those below 25. */
const firstStudent = firstQuarterOf(2017);

/** The mini-statute began in 1990; from 1 July 2005 on, the maxi-statute is the rule for who was born after 1955. */
const firstMini = firstQuarterOf(1990);
const maxiForAll = firstQuarterOf(2005) + 2;

/** A change of fund: on 1 January, after four calendar years at least, and not from the year of pension age on. */
const yearsAtFund = 4;

const active: ReadonlySet<string> = new Set(["main", "secondary", "article37", "maxi"]);

const statuses = {
  main: { quality: "ownName", contribution: "main", sick: false },
  secondary: { quality: "ownName", contribution: "secondary", sick: false },
  article37: { quality: "ownName", contribution: "article37", sick: false },
  student: { quality: "ownName", contribution: "student", sick: false },
  mandatary: { quality: "mandatary", contribution: "main", sick: false },
  helper: { quality: "helper", contribution: "main", sick: false },
  mini: { quality: "assistingSpouse", contribution: "mini", sick: false },
  maxi: { quality: "assistingSpouse", contribution: "maxi", sick: false },
  pensioner: { quality: "ownName", contribution: "pensioner", sick: false },
  sick: { quality: "ownName", contribution: "main", sick: true },
  continued: { quality: "ownName", contribution: "continuedInsurance", sick: false },
} as const satisfies Record<string, Omit<Spell, "from" | "to">>;

type Status = keyof typeof statuses;

function plan(generations: CareerPlan["generations"], build: CareerPlan["plan"]): CareerPlan {
  return { generations, plan: build };
}

function spell(status: Status, from: number, to: number | undefined = undefined): Spell {
  return { from, to, ...statuses[status] };
}

/** One status after another without a break: each change is the first quarter of the next; the last one goes on. */
function inTurn(from: number, order: readonly Status[], changes: readonly number[]): readonly Spell[] {
  const begins = [from, ...changes];
  return order.map((status, place) => {
    const next = begins[place + 1];
    return spell(status, begins[place] ?? from, next === undefined ? undefined : next - 1);
  });
}

/** A quarter between two ages, and so many years ago at least. */
function start(life: Life, youngest: number, oldest: number, yearsAgo: number): number {
  return life.random.between(life.at(youngest), Math.min(life.at(oldest), life.now - 4 * yearsAgo));
}

function one(life: Life, spells: readonly Spell[]): readonly PlannedAffiliation[] {
  return [affiliation(life.random.pick(fundCodes), spells)];
}

function affiliation(fundCode: FundCode, spells: readonly Spell[]): PlannedAffiliation {
  return { fundCode, transfer: false, spells };
}

function brokenOff(life: Life): readonly [Spell, Spell] {
  const from = start(life, 20, 30, 8);
  const stop = life.random.between(from + 3, Math.max(from + 3, life.now - 16));
  return [
    spell("main", from, stop),
    spell(life.random.pick(["main", "secondary"] as const), stop + life.random.between(3, 12)),
  ];
}

function otherFund({ random }: Life, fundCode: FundCode): FundCode {
  const others = fundCodes.length - 1;
  return fundCodes[(fundCodes.indexOf(fundCode) + 1 + random.below(others)) % fundCodes.length] ?? fundCode;
}

function withTransfers(life: Life, from: number, years: readonly number[]): readonly PlannedAffiliation[] {
  const begins = [from, ...years.map(firstQuarterOf)];
  let fundCode: FundCode = life.random.pick(fundCodes);
  return begins.map((begin, place) => {
    if (place > 0) fundCode = otherFund(life, fundCode);
    const next = begins[place + 1];
    const spells = [spell("main", begin, next === undefined ? undefined : next - 1)];
    return { fundCode, transfer: place > 0, spells };
  });
}

function earliestChange(from: number): number {
  return yearOfQuarter(from) + yearsAtFund + (from % 4 === 0 ? 0 : 1);
}

function latestChange(life: Life): number {
  return Math.min(yearOfQuarter(life.now), yearOfQuarter(life.pension) - 1);
}
