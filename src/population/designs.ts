// The kinds of people that a population is made of. The first persons are these, in turn; all others are drawn by weight.
import type { CareerPlanName } from "./career-plans.ts";
import type { Correction } from "./careers.ts";
import type { Random } from "./random.ts";

export interface Design {
  /** How many of a thousand drawn persons are like this. */
  readonly perMille: number;
  /** Never self-employed when absent. */
  readonly career?: CareerPlanName;
  readonly correction?: Correction;
  readonly number?: "replaced" | "replaced-twice" | "cancelled";
  readonly deceased?: true;
  /** Known at RSVZ without a career. */
  readonly integrated?: true;
  readonly welfareCentre?: "open" | "closed";
  readonly familyFund?: "overlap" | "no-overlap";
}

/** How many persons of every design come before the first drawn one. */
const rounds = 4;

const designs: readonly Design[] = [
  { perMille: 27, career: "main" },
  { perMille: 20, career: "secondary" },
  { perMille: 12, career: "student" },
  { perMille: 12, career: "helper" },
  { perMille: 10, career: "assistingSpouse" },
  { perMille: 12, career: "pensioner" },
  { perMille: 8, career: "starter" },
  { perMille: 12, career: "gap" },
  { perMille: 10, career: "fundChange" },
  { perMille: 8, career: "sickness" },
  { perMille: 10, career: "mandatary" },
  { perMille: 15, career: "stopped" },
  { perMille: 6, number: "replaced" },
  { perMille: 2, number: "cancelled" },
  { perMille: 40, deceased: true },
  { perMille: 657 },
  { perMille: 5, integrated: true },
  { perMille: 30, welfareCentre: "open" },
  { perMille: 15, welfareCentre: "closed" },
  { perMille: 20, familyFund: "no-overlap" },
  { perMille: 3, career: "main", correction: "late-stop" },
  { perMille: 2, career: "main", correction: "status" },

  { perMille: 4, career: "secondaryThenMain" },
  { perMille: 3, career: "article37" },
  { perMille: 3, career: "studentThenMain" },
  { perMille: 2, career: "helperThenOwner" },
  { perMille: 2, career: "assistingSpouseMini" },
  { perMille: 2, career: "assistingSpouseMiniThenMaxi" },
  { perMille: 4, career: "pensionerWhoStopped" },
  { perMille: 2, career: "startedAfterPension" },
  { perMille: 12, career: "untilPension" },
  { perMille: 3, career: "gapThenOtherFund" },
  { perMille: 2, career: "twoFundChanges" },
  { perMille: 2, career: "stillSick" },
  { perMille: 2, career: "continuedInsurance" },
  { perMille: 2, career: "main", number: "replaced" },
  { perMille: 1, career: "secondary", number: "replaced-twice" },
  { perMille: 1, career: "main", number: "cancelled" },
  { perMille: 4, career: "main", deceased: true },
  { perMille: 3, career: "untilPension", deceased: true },
  { perMille: 2, career: "main", welfareCentre: "open" },
  { perMille: 1, career: "stopped", welfareCentre: "open" },
  { perMille: 1, career: "stopped", welfareCentre: "closed" },
  { perMille: 3, career: "main", familyFund: "overlap" },
  { perMille: 2, career: "stopped", familyFund: "overlap" },
  { perMille: 1, career: "main", familyFund: "no-overlap" },
];

/** So many persons, from index 0 on, are there for certain, so that every kind is. */
export const designedPersons = designs.length * rounds;

/** What kind of person an index is. */
export function designOf(random: Random, index: number): Design {
  if (index < designedPersons) return designAt(index % designs.length);
  const drawn = random.below(1000);
  return designAt(places.findIndex((end) => drawn < end));
}

const places = designs.map((_, index) => designs.slice(0, index + 1).reduce((sum, { perMille }) => sum + perMille, 0));

function designAt(index: number): Design {
  const design = designs[index];
  if (design === undefined) throw new Error("the designs of the population do not add up to a thousand");
  return design;
}
