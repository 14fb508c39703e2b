// What the funds know of a career: for each quarter of affiliation what was due, paid, asked for again or exempted.
import type { IsoDay } from "../kernel/day.ts";
import type { Quarter } from "../kernel/quarter.ts";
import { careerCodes, type FundCode, sicknessCategories } from "./career-codes.ts";
import { type Known, knownSince, type SyntheticCareer, type SyntheticSegment } from "./careers.ts";
import { type Random, randomStream } from "./random.ts";
import {
  dayAt,
  dayNumber,
  firstDayOfQuarter,
  lastDayOfQuarter,
  laterOf,
  quarterAt,
  quarterNumber,
} from "./timeline.ts";

export interface SyntheticContribution extends Known, Facts {
  readonly fundCode: FundCode;
  readonly quarter: Quarter;
  readonly dueDate: IsoDay;
  /** Absent until the quarter is over. */
  readonly sicknessCategory?: number;
}

interface Facts {
  /** Income below the threshold of a secondary activity, or a period assimilated to activity. */
  readonly nothingDue: boolean;
  readonly paidOn?: IsoDay;
  /** In order of time; at most two. */
  readonly reminders: readonly IsoDay[];
  /** What the Commission for exemption of contributions decided. */
  readonly exemption?: { readonly decidedOn: IsoDay; readonly granted: boolean };
}

/** People of the default network have a file of their whole career; all others of so many quarters, their last ones. */
const wholeFiles = 2_000;
const longestFile = 44;

/**
 * The funds' files on a career, by quarter and moment of knowledge; no date lies after today. Drawn from a stream of its
 * own: nothing else about the person depends on it.
 */
export function synthesizeContributions(
  seed: number,
  index: number,
  career: SyntheticCareer,
  today: IsoDay,
): readonly SyntheticContribution[] {
  const random = randomStream((seed ^ fileStream) >>> 0, index);
  const now = quarterNumber(today);
  const affiliated = career.segments
    .filter(({ knownUntil }) => knownUntil === undefined)
    .flatMap((segment) => quartersOf(segment, now).map((number) => ({ number, segment })));
  const kept = index < wholeFiles ? affiliated : affiliated.slice(-longestFile);
  const happens = random.pick(behaviours)(random, kept.length);
  const belowThreshold = random.perMille(400);
  const base = knownSince(today);
  return kept.flatMap(({ number, segment }, place) => {
    const dueDate = lastDayOfQuarter(number);
    const start = laterOf(base, firstDayOfQuarter(number));
    const exempt = segment.equalityCode !== undefined || (belowThreshold && minor.has(segment.contributionCode));
    const course: Course = exempt ? nothingDue : courses[happens(place)](random, dayNumber(dueDate), today);
    const { facts, before } = course;
    const common = {
      fundCode: segment.fundCode,
      quarter: quarterAt(number),
      dueDate,
      ...(dueDate < today ? { sicknessCategory: sicknessCategoryOf(segment) } : {}),
    };
    if (before === undefined || before.until <= start) return [{ ...common, ...facts, knownFrom: start }];
    return [
      { ...common, ...before.facts, knownFrom: start, knownUntil: before.until },
      { ...common, ...facts, knownFrom: before.until },
    ];
  });
}

/** Any constant but 0: it parts this stream from that of the person. */
const fileStream = 0x66756e64;

/** Activities that owe nothing below a certain income. */
const minor: ReadonlySet<number> = new Set([
  careerCodes.contribution.secondary,
  careerCodes.contribution.article37,
  careerCodes.contribution.student,
]);

function quartersOf({ beginDate, endDate }: SyntheticSegment, now: number): readonly number[] {
  const first = quarterNumber(beginDate);
  const last = endDate === undefined ? now : quarterNumber(endDate);
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}

function sicknessCategoryOf({ contributionCode }: SyntheticSegment): number {
  return sicknessCategories[contributionCode] ?? 0;
}

/** How a person deals with the fund: what happens with the quarter at each place of the file, oldest first. */
type Behaviour = (random: Random, quarters: number) => (place: number) => keyof typeof courses;

const punctual: Behaviour = () => () => "inTime";

const lateNowAndThen: Behaviour = (random) => () => (random.perMille(300) ? "late" : "inTime");

const behindWithTheLast: Behaviour = (random, quarters) => {
  const first = quarters - random.between(2, 8);
  return (place) => {
    if (place >= first) return "unpaid";
    return random.perMille(200) ? "late" : "inTime";
  };
};

/** The Commission exempts some quarters in a row, long enough ago for its decision to be there. */
const exemptedForAWhile: Behaviour = (random, quarters) => {
  const first = Math.max(0, quarters - random.between(6, 20));
  const last = first + random.between(1, 5);
  return (place) => (place >= first && place <= last ? "exempted" : "inTime");
};

const refusedExemption: Behaviour = (random, quarters) => {
  const refused = Math.max(0, quarters - random.between(4, 12));
  return (place) => (place === refused ? "exemptionRefused" : "inTime");
};

const bookedElsewhere: Behaviour = (random, quarters) => {
  const booked = Math.max(0, quarters - random.between(2, 6));
  return (place) => (place === booked ? "bookedLater" : "inTime");
};

/** As many times in the list as it happens. */
const behaviours = [
  ...[punctual, punctual, punctual, punctual, punctual, punctual, punctual, punctual, punctual, punctual],
  ...[lateNowAndThen, lateNowAndThen, lateNowAndThen],
  ...[behindWithTheLast, behindWithTheLast],
  ...[exemptedForAWhile, exemptedForAWhile],
  refusedExemption,
  bookedElsewhere,
] as const satisfies readonly Behaviour[];

interface Course {
  readonly facts: Facts;
  /** What the fund had in its file until it put it right. */
  readonly before?: { readonly facts: Facts; readonly until: IsoDay };
}

const nothingDue: Course = { facts: { nothingDue: true, reminders: [] } };

/** What happens with the contributions of one quarter, from its due date (a day number); what lies after today did not happen yet. */
const courses = {
  inTime: (random, due, today) => ({ facts: happened({ paidOn: due - random.between(1, 60) }, today) }),
  late: (random, due, today) => {
    const reminded = due + random.between(15, 35);
    return { facts: happened({ reminders: [reminded], paidOn: reminded + random.between(5, 70) }, today) };
  },
  unpaid: (random, due, today) => {
    const reminded = due + random.between(15, 35);
    return { facts: happened({ reminders: [reminded, reminded + random.between(45, 75)] }, today) };
  },
  exempted: (random, due, today) => ({
    facts: happened({ decidedOn: due + random.between(120, 330), granted: true }, today),
  }),
  exemptionRefused: (random, due, today) => {
    const decidedOn = due + random.between(120, 330);
    const reminded = decidedOn + random.between(10, 30);
    const paidOn = reminded + random.between(5, 40);
    return { facts: happened({ decidedOn, granted: false, reminders: [reminded], paidOn }, today) };
  },
  // Paid in time, but booked on another quarter: the fund asked again, and put it right afterwards.
  bookedLater: (random, due, today) => {
    const paidOn = due - random.between(1, 60);
    const reminders = [due + random.between(15, 35)];
    const until = dayAt(due + random.between(60, 200));
    const before = happened({ reminders }, today);
    if (until > today) return { facts: before };
    return { facts: happened({ paidOn, reminders }, today), before: { facts: before, until } };
  },
} as const satisfies Readonly<Record<string, (random: Random, due: number, today: IsoDay) => Course>>;

interface Planned {
  readonly paidOn?: number;
  readonly reminders?: readonly number[];
  readonly decidedOn?: number;
  readonly granted?: boolean;
}

function happened({ paidOn, reminders = [], decidedOn, granted = false }: Planned, today: IsoDay): Facts {
  const until = (day: number | undefined): IsoDay | undefined => {
    if (day === undefined) return undefined;
    const date = dayAt(day);
    return date <= today ? date : undefined;
  };
  const paid = until(paidOn);
  const decided = until(decidedOn);
  return {
    nothingDue: false,
    reminders: reminders.flatMap((day) => until(day) ?? []),
    ...(paid === undefined ? {} : { paidOn: paid }),
    ...(decided === undefined ? {} : { exemption: { decidedOn: decided, granted } }),
  };
}
