// Who knows a person, in which quality and when: RSVZ, and the demo network's welfare centre and family allowance fund.
import type { IsoDay } from "../kernel/day.ts";
import { type Known, knownSince, type SyntheticCareer } from "./careers.ts";
import type { Random } from "./random.ts";
import { dayAt, dayNumber, laterOf } from "./timeline.ts";

export interface SyntheticInscription extends Known {
  readonly holder: string;
  readonly qualityCode: number;
  readonly beginDate: IsoDay;
  /** Absent while the file is open. */
  readonly endDate?: IsoDay;
}

export const holders = {
  /** RSVZ: an inscription in quality 2 says that it knows the person as self-employed. */
  selfEmployed: "sector:15",
  welfareCentre: "cbe:1999990441",
  familyFund: "cbe:1999990540",
} as const;

/** Quality 2 of sector 15, the social statute of the self-employed: from the first activity on, or, without career, some years ago. */
export function atRsvz(random: Random, today: IsoDay, career: SyntheticCareer | undefined): SyntheticInscription {
  const beginDate = career?.segments[0]?.beginDate ?? daysBefore(today, random.between(30, 3000));
  return inscription(holders.selfEmployed, 2, { beginDate }, today);
}

/** One file that is open today: it began within the term of its quality. */
export function openWelfareFile(random: Random, today: IsoDay): readonly SyntheticInscription[] {
  const { qualityCode, days } = random.pick(welfareQualities);
  const beginDate = daysBefore(today, random.below(days));
  return [inscription(holders.welfareCentre, qualityCode, { beginDate }, today)];
}

/** One to three files of a full term each, one after the other, the last one ended before today. */
export function closedWelfareFiles(random: Random, today: IsoDay): readonly SyntheticInscription[] {
  const files: SyntheticInscription[] = [];
  let end = dayNumber(today) - random.between(1, 1500);
  for (let left = random.between(1, 3); left > 0; left -= 1) {
    const { qualityCode, days } = random.pick(welfareQualities);
    const period = { beginDate: dayAt(end - days + 1), endDate: dayAt(end) };
    files.unshift(inscription(holders.welfareCentre, qualityCode, period, today));
    end -= days + random.between(1, 400);
  }
  return files;
}

/** A file that shares days with the career: opened during it, closed again or not. */
export function familyFileDuring(random: Random, today: IsoDay, career: SyntheticCareer): SyntheticInscription {
  const { begin, end } = extent(career, today);
  const first = random.between(begin, end - 1);
  const last = random.between(first, dayNumber(today) - 1);
  const period = { beginDate: dayAt(first), ...(random.perMille(500) ? {} : { endDate: dayAt(last) }) };
  return inscription(holders.familyFund, familyFundQuality, period, today);
}

/** A file of some years that was closed before the career began, or some years ago when there is no career. */
export function familyFileOutside(
  random: Random,
  today: IsoDay,
  career: SyntheticCareer | undefined,
): SyntheticInscription {
  const limit = career === undefined ? dayNumber(today) : extent(career, today).begin;
  const last = limit - random.between(30, 1000);
  const period = { beginDate: dayAt(last - random.between(90, 1500)), endDate: dayAt(last) };
  return inscription(holders.familyFund, familyFundQuality, period, today);
}

/** Quality codes of sector 17 and how many days a file of each may last (circular of POD MI, 2008). */
const welfareQualities = [
  { qualityCode: 1, days: 60 },
  { qualityCode: 2, days: 365 },
  { qualityCode: 3, days: 365 },
  { qualityCode: 4, days: 365 },
  { qualityCode: 5, days: 365 },
  { qualityCode: 6, days: 365 },
  { qualityCode: 7, days: 1826 },
  { qualityCode: 8, days: 1826 },
  { qualityCode: 9, days: 365 },
] as const;

const familyFundQuality = 1;

function inscription(
  holder: string,
  qualityCode: number,
  period: { readonly beginDate: IsoDay; readonly endDate?: IsoDay },
  today: IsoDay,
): SyntheticInscription {
  return { holder, qualityCode, ...period, knownFrom: laterOf(knownSince(today), period.beginDate) };
}

/** First and last day of a career, today when it goes on, as day numbers. */
function extent({ segments }: SyntheticCareer, today: IsoDay): { readonly begin: number; readonly end: number } {
  const begins = segments.map(({ beginDate }) => dayNumber(beginDate));
  const ends = segments.map(({ endDate }) => dayNumber(endDate ?? today));
  return { begin: Math.min(...begins), end: Math.max(...ends) };
}

function daysBefore(today: IsoDay, days: number): IsoDay {
  return dayAt(dayNumber(today) - days);
}
