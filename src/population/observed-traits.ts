// What is particular about a person, read from what was made rather than from what was meant.
import type { IsoDay } from "../kernel/day.ts";
import { careerCodes } from "./career-codes.ts";
import type { SyntheticCareer, SyntheticSegment } from "./careers.ts";
import type { SyntheticContribution } from "./contributions.ts";
import { holders, type SyntheticInscription } from "./inscriptions.ts";
import { dayNumber, quarterNumber } from "./timeline.ts";
import type { Trait } from "./traits.ts";

interface Observed {
  readonly state: "active" | "cancelled";
  readonly oldSsins: readonly string[];
  readonly deceasedOn?: IsoDay;
  readonly inscriptions: readonly SyntheticInscription[];
  readonly career?: SyntheticCareer;
  readonly contributions: readonly SyntheticContribution[];
}

/** A cancelled number has that one trait only: whoever looks for a career wants a number that can be asked about. */
export function observedTraits(person: Observed, today: IsoDay): readonly Trait[] {
  if (person.state === "cancelled") return ["cancelled-ssin"];
  const { career, contributions, inscriptions, oldSsins, deceasedOn } = person;
  const integrated = inscriptions.some(({ holder }) => holder === holders.selfEmployed);
  return chosen({
    "has-old-ssin": oldSsins.length > 0,
    deceased: deceasedOn !== undefined,
    "never-self-employed": career === undefined,
    "not-integrated": !integrated,
    "integrated-without-career": integrated && career === undefined,
    ...(career === undefined ? {} : careerTraits(career, today)),
    ...contributionTraits(contributions, today),
    ...welfareTraits(inscriptions.filter(({ holder }) => holder === holders.welfareCentre)),
    ...familyTraits(
      inscriptions.filter(({ holder }) => holder === holders.familyFund),
      currentSegments(career),
    ),
  });
}

type Findings = Partial<Record<Trait, boolean>>;

function careerTraits(career: SyntheticCareer, today: IsoDay): Findings {
  const segments = currentSegments(career);
  const { contribution, quality } = careerCodes;
  const pays = (code: number) => segments.some(({ contributionCode }) => contributionCode === code);
  const works = (code: number) => segments.some(({ qualityCode }) => qualityCode === code);
  const steps = segments.slice(1).map((next, place) => ({ before: segments[place] ?? next, next }));
  const open = segments.some(({ endDate }) => endDate === undefined);
  return {
    "main-activity": segments.some(
      ({ contributionCode, qualityCode }) => contributionCode === contribution.main && qualityCode === quality.ownName,
    ),
    "secondary-activity": pays(contribution.secondary),
    "article-37": pays(contribution.article37),
    student: pays(contribution.student),
    helper: works(quality.helper),
    "assisting-spouse": works(quality.assistingSpouse),
    "mini-statute": pays(contribution.mini),
    "maxi-statute": pays(contribution.maxi),
    mandatary: career.enterpriseNumber === undefined,
    pensioner: pays(contribution.pensioner),
    starter: segments.every(({ beginDate }) => quarterNumber(today) - quarterNumber(beginDate) < 4),
    "still-active": open,
    stopped: !open,
    gap: steps.some(({ before, next }) => daysBetween(before, next) > 1),
    "several-affiliations": new Set(segments.map(({ affiliation }) => affiliation)).size > 1,
    "fund-change": steps.some(
      ({ before, next }) => before.fundCode !== next.fundCode && daysBetween(before, next) === 1,
    ),
    sickness: segments.some(({ equalityCode }) => equalityCode === careerCodes.equality.sickness),
    "continued-insurance": pays(contribution.continuedInsurance),
    corrected: segments.length < career.segments.length,
  };
}

function contributionTraits(contributions: readonly SyntheticContribution[], today: IsoDay): Findings {
  const now = contributions.filter(({ knownUntil }) => knownUntil === undefined);
  return {
    "unpaid-contributions": now.some(
      ({ dueDate, nothingDue, paidOn, exemption }) =>
        dueDate < today && !nothingDue && paidOn === undefined && exemption?.granted !== true,
    ),
    "exempted-contributions": now.some(({ exemption, paidOn }) => exemption?.granted === true && paidOn === undefined),
    "late-payer": now.some(({ dueDate, paidOn }) => paidOn !== undefined && paidOn > dueDate),
  };
}

function welfareTraits(files: readonly SyntheticInscription[]): Findings {
  const open = files.some(({ endDate }) => endDate === undefined);
  return { "known-to-welfare-centre": open, "welfare-file-closed": files.length > 0 && !open };
}

function familyTraits(files: readonly SyntheticInscription[], segments: readonly SyntheticSegment[]): Findings {
  const overlap = files.some((file) => segments.some((segment) => shareADay(file, segment)));
  return {
    "known-to-family-fund": files.length > 0,
    "family-fund-overlap": overlap,
    "family-fund-no-overlap": files.length > 0 && !overlap,
  };
}

/** What is known now, by begin date: without the rows that a correction closed. */
function currentSegments(career: SyntheticCareer | undefined): readonly SyntheticSegment[] {
  return career?.segments.filter(({ knownUntil }) => knownUntil === undefined) ?? [];
}

function daysBetween(before: SyntheticSegment, next: SyntheticSegment): number {
  return before.endDate === undefined ? 0 : dayNumber(next.beginDate) - dayNumber(before.endDate);
}

interface Dated {
  readonly beginDate: IsoDay;
  readonly endDate?: IsoDay;
}

function shareADay(a: Dated, b: Dated): boolean {
  return (b.endDate === undefined || a.beginDate <= b.endDate) && (a.endDate === undefined || b.beginDate <= a.endDate);
}

function chosen(findings: Findings): readonly Trait[] {
  // Only traits can be keys of findings.
  return (Object.keys(findings) as Trait[]).filter((trait) => findings[trait] === true);
}
