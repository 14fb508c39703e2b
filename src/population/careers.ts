// From a plan in quarters to the rows of ARZA: dates, funds, signatures, and since when they are known.
import { type IsoDay, yearOf } from "../kernel/day.ts";
import { type EnterpriseNumber, enterpriseCheckDigits, parseEnterpriseNumber } from "../kernel/enterprise-number.ts";
import { certain } from "../kernel/outcome.ts";
import { careerCodes, type FundCode, occupationCodes } from "./career-codes.ts";
import {
  afterPensionAge,
  type CareerPlanName,
  careerPlans,
  type Life,
  type PlannedAffiliation,
  type Spell,
  upTo,
} from "./career-plans.ts";
import type { Random } from "./random.ts";
import { dayAt, dayNumber, firstDayOfQuarter, lastDayOfQuarter, laterOf, quarterNumber } from "./timeline.ts";

/** When a row was known: from midnight UTC of a day, until that of another or still. */
export interface Known {
  readonly knownFrom: IsoDay;
  readonly knownUntil?: IsoDay;
}

export interface SyntheticSegment extends Known {
  /** Both from 1 on; a correction has the same pair as the row that it takes over from. */
  readonly affiliation: number;
  readonly segment: number;
  readonly fundCode: FundCode;
  readonly signatureDate: IsoDay;
  readonly beginDate: IsoDay;
  /** Absent while it is going on. */
  readonly endDate?: IsoDay;
  readonly qualityCode: number;
  readonly contributionCode: number;
  readonly equalityCode?: number;
}

export interface SyntheticCareer extends Known {
  /** RSVZ's reference: 15 digits, one for each person. */
  readonly nisseReference: string;
  /** Absent for who works through a company. */
  readonly enterpriseNumber?: EnterpriseNumber;
  readonly occupationCode: string;
  /** By affiliation, segment and moment of knowledge; never empty. */
  readonly segments: readonly SyntheticSegment[];
}

/** late-stop: it became known months afterwards that an activity had ended; status: it was first registered as secondary. */
export type Correction = "late-stop" | "status";

interface CareerWish {
  readonly index: number;
  readonly plan: CareerPlanName;
  readonly birthDate: IsoDay;
  readonly today: IsoDay;
  readonly correction?: Correction | undefined;
  /** Everything stops with the quarter of death. */
  readonly deceasedOn?: IsoDay | undefined;
}

/** Since when the oldest rows are known: 1 January of the year before today. */
export function knownSince(today: IsoDay): IsoDay {
  return dayAt(Date.UTC(yearOf(today) - 1, 0, 1) / 86_400_000);
}

/** A career after a plan. No date lies after today; a segment begins with a quarter, and ends with one or not yet. */
export function synthesizeCareer(random: Random, wish: CareerWish): SyntheticCareer {
  const life = lifeOf(random, wish);
  const planned = afterPensionAge(careerPlans[wish.plan].plan(life), life);
  const lasting = wish.deceasedOn === undefined ? planned : upTo(planned, quarterNumber(wish.deceasedOn));
  const base = knownSince(wish.today);
  const segments = lasting.flatMap((affiliation, place) => rowsOf(affiliation, place + 1, random, wish.today, base));
  const [first] = segments;
  if (first === undefined) throw new Error(`the plan ${wish.plan} came to nothing`);
  return {
    nisseReference: String(wish.index + 1).padStart(15, "0"),
    ...(segments.every(({ qualityCode }) => qualityCode === careerCodes.quality.mandatary)
      ? {}
      : { enterpriseNumber: soleTrader(wish.index) }),
    occupationCode: random.pick(occupationCodes),
    segments: wish.correction === undefined ? segments : corrected(segments, wish.correction, random, wish.today, base),
    knownFrom: laterOf(base, first.beginDate),
  };
}

function lifeOf(random: Random, { birthDate, today }: Pick<CareerWish, "birthDate" | "today">): Life {
  const birth = quarterNumber(birthDate);
  return {
    random,
    now: quarterNumber(today),
    at: (age) => birth + 4 * age,
    pension: birth + 4 * pensionAge(yearOf(birthDate)) + 1,
  };
}

function rowsOf(
  { fundCode, transfer, spells }: PlannedAffiliation,
  affiliation: number,
  random: Random,
  today: IsoDay,
  base: IsoDay,
): readonly SyntheticSegment[] {
  const begin = spells[0]?.from ?? 0;
  const signatureDate = transfer ? requestDate(begin, random) : declarationDate(begin, random, today);
  return spells.map((spell, place) => {
    const beginDate = firstDayOfQuarter(spell.from);
    return {
      affiliation,
      segment: place + 1,
      fundCode,
      signatureDate,
      beginDate,
      ...(spell.to === undefined ? {} : { endDate: lastDayOfQuarter(spell.to) }),
      ...codesOf(spell),
      knownFrom: laterOf(base, beginDate),
    };
  });
}

function codesOf({ quality, contribution, sick }: Spell) {
  return {
    qualityCode: careerCodes.quality[quality],
    contributionCode: careerCodes.contribution[contribution],
    ...(sick ? { equalityCode: careerCodes.equality.sickness } : {}),
  };
}

/** The declaration is signed at most 20 days before the activity starts, somewhere in its first quarter. */
function declarationDate(begin: number, random: Random, today: IsoDay): IsoDay {
  const first = dayNumber(firstDayOfQuarter(begin));
  const start = Math.min(first + random.below(85), dayNumber(today));
  return dayAt(start - random.below(21));
}

/** A fund that takes over on 1 January was asked before 1 July of the year before. */
function requestDate(begin: number, random: Random): IsoDay {
  return dayAt(dayNumber(firstDayOfQuarter(begin - 4)) + random.below(181));
}

/** The last segment, as it was known until some day this year or last year, and as it is known since. */
function corrected(
  segments: readonly SyntheticSegment[],
  correction: Correction,
  random: Random,
  today: IsoDay,
  base: IsoDay,
): readonly SyntheticSegment[] {
  const last = segments.at(-1);
  if (last === undefined) return segments;
  const age = dayNumber(today) - dayNumber(base);
  const moment = dayAt(dayNumber(today) - random.between(10, Math.min(300, age - 30)));
  const before = {
    ...last,
    ...(correction === "status" ? { contributionCode: careerCodes.contribution.secondary } : {}),
    knownUntil: moment,
  };
  const lastQuarter = quarterNumber(dayAt(dayNumber(moment) - random.between(100, 400))) - 1;
  const after = {
    ...last,
    ...(correction === "late-stop" ? { endDate: lastDayOfQuarter(lastQuarter) } : {}),
    knownFrom: moment,
  };
  return [...segments.slice(0, -1), before, after];
}

/**
 * A sole trader's number in the range 1999 0000 to 1999 8999, which no enterprise has. There are 9,000 of them: people
 * whose indices differ by a multiple of that share one. The numbers above are left to the employers and institutions of the
 * demo network.
 */
function soleTrader(index: number): EnterpriseNumber {
  const firstEight = 1999_0000 + (index % 9_000);
  return certain(parseEnterpriseNumber(`${firstEight}${enterpriseCheckDigits(firstEight)}`));
}

/** 65 until the end of January 2025, then 66, and 67 from February 2030 on: by year of birth. */
function pensionAge(birthYear: number): number {
  if (birthYear < 1960) return 65;
  return birthYear < 1964 ? 66 : 67;
}
