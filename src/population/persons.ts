// A person who does not exist: number, state, career, who knows them, and what is particular about them.
import type { IsoDay } from "../kernel/day.ts";
import { describeSsin, type Ssin } from "../kernel/ssin.ts";
import { careerPlans } from "./career-plans.ts";
import { type Known, knownSince, type SyntheticCareer, synthesizeCareer } from "./careers.ts";
import { type SyntheticContribution, synthesizeContributions } from "./contributions.ts";
import { type Design, designOf } from "./designs.ts";
import { type Generation, identityOf } from "./identities.ts";
import {
  atRsvz,
  closedWelfareFiles,
  familyFileDuring,
  familyFileOutside,
  openWelfareFile,
  type SyntheticInscription,
} from "./inscriptions.ts";
import { observedTraits } from "./observed-traits.ts";
import { namesOf } from "./person-names.ts";
import { type Random, randomStream } from "./random.ts";
import { dayAt, dayNumber, firstDayOfQuarter, quarterNumber } from "./timeline.ts";
import type { Trait } from "./traits.ts";

export interface SyntheticPerson {
  readonly index: number;
  /** The number that everything else about this person stands under. */
  readonly ssin: Ssin;
  readonly state: "active" | "cancelled";
  /** Numbers that were replaced, each by the next and the last by `ssin`; oldest first. */
  readonly oldSsins: readonly Ssin[];
  readonly birthDate: IsoDay;
  /** As the register of persons has them, under the current number. */
  readonly names: ReturnType<typeof namesOf>;
  readonly sex: "1" | "2";
  readonly deceasedOn?: IsoDay;
  /** Of the current number; those of the old ones are in their personas. */
  readonly traits: readonly Trait[];
  /** What the person register knows and knew, of the old numbers too. */
  readonly register: readonly RegisterEntry[];
  readonly inscriptions: readonly SyntheticInscription[];
  readonly career?: SyntheticCareer;
  /** What the funds know of the career's quarters; none without a career. */
  readonly contributions: readonly SyntheticContribution[];
}

interface RegisterEntry extends Known {
  readonly ssin: Ssin;
  readonly state: "active" | "replaced" | "cancelled";
  readonly replacedBy?: Ssin;
  readonly deceasedOn?: IsoDay;
}

/**
 * The person of an index (0 to 1 999 999) under a seed (a 32-bit number). Depends on nothing else but today: not on how
 * many persons there are, and of today only careers, files and deaths depend, never the number. Refuses with a RangeError
 * a day before 2026 or after 2039, for which the synthetic numbers are not certain to belong to nobody.
 */
export function synthesizePerson(seed: number, index: number, today: IsoDay): SyntheticPerson {
  if (today < "2026-01-01" || today > "2039-12-31") {
    throw new RangeError("a population can be made for the years 2026 to 2039");
  }
  const random = randomStream(seed, index);
  const design = designOf(random, index);
  const generation = random.pick(generationsOf(design));
  const identity = identityOf(seed, index, generation);
  const ssin = identity.ssin("register");
  const oldSsins = oldKinds(design).map((kind) => identity.ssin(kind));
  const deceasedOn = design.deceased === true ? dayOfDeath(random, today) : undefined;
  const { birthDate } = identity;
  // A number of the register tells it.
  const sex = describeSsin(ssin).gender === "male" ? ("1" as const) : ("2" as const);
  const career =
    design.career === undefined
      ? undefined
      : synthesizeCareer(random, {
          index,
          plan: design.career,
          correction: design.correction,
          birthDate,
          today,
          deceasedOn,
        });
  const person = {
    index,
    ssin,
    state: design.number === "cancelled" ? ("cancelled" as const) : ("active" as const),
    oldSsins,
    birthDate,
    names: namesOf(seed, index, sex),
    sex,
    ...(deceasedOn === undefined ? {} : { deceasedOn }),
    inscriptions: inscriptionsOf(random, design, today, career),
    ...(career === undefined ? {} : { career }),
    contributions: career === undefined ? [] : synthesizeContributions(seed, index, career, today),
  };
  return { ...person, traits: observedTraits(person, today), register: registerOf(person, today) };
}

const anyGeneration = ["settled", "young", "retired", "graduate"] as const;

function generationsOf({ career }: Design): readonly [Generation, ...Generation[]] {
  return career === undefined ? anyGeneration : careerPlans[career].generations;
}

/** Somebody from abroad gets a number outside the national register first, and another one once the sex is known. */
function oldKinds({ number }: Design): readonly ("bis" | "ter")[] {
  if (number === "replaced") return ["ter"];
  return number === "replaced-twice" ? ["bis", "ter"] : [];
}

/** Within the last seven years: after every activity has begun that a plan lets end in death. */
function dayOfDeath(random: Random, today: IsoDay): IsoDay {
  const quarter = quarterNumber(today) - random.between(1, 28);
  return dayAt(dayNumber(firstDayOfQuarter(quarter)) + random.below(90));
}

function inscriptionsOf(
  random: Random,
  { integrated, welfareCentre, familyFund }: Design,
  today: IsoDay,
  career: SyntheticCareer | undefined,
): readonly SyntheticInscription[] {
  const all: SyntheticInscription[] = [];
  if (career !== undefined || integrated === true) all.push(atRsvz(random, today, career));
  if (welfareCentre === "open") all.push(...openWelfareFile(random, today));
  if (welfareCentre === "closed") all.push(...closedWelfareFiles(random, today));
  if (familyFund === "overlap" && career !== undefined) all.push(familyFileDuring(random, today, career));
  if (familyFund === "no-overlap") all.push(familyFileOutside(random, today, career));
  return all;
}

/** A death becomes known some days later; before that, the register knew the person as alive. */
const daysUntilDeathIsKnown = 7;

function registerOf(
  { ssin, state, oldSsins, deceasedOn }: Pick<SyntheticPerson, "ssin" | "state" | "oldSsins" | "deceasedOn">,
  today: IsoDay,
): readonly RegisterEntry[] {
  const knownFrom = knownSince(today);
  const replaced = oldSsins.map((old, place) => ({
    ssin: old,
    state: "replaced" as const,
    replacedBy: oldSsins[place + 1] ?? ssin,
    knownFrom,
  }));
  if (deceasedOn === undefined) return [...replaced, { ssin, state, knownFrom }];
  const learned = dayAt(Math.min(dayNumber(deceasedOn) + daysUntilDeathIsKnown, dayNumber(today)));
  if (learned <= knownFrom) return [...replaced, { ssin, state, deceasedOn, knownFrom }];
  return [
    ...replaced,
    { ssin, state, knownFrom, knownUntil: learned },
    { ssin, state, deceasedOn, knownFrom: learned },
  ];
}
