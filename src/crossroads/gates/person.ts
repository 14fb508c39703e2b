// Is this a number, is it somebody's, and does the customer know that person?
import { overlaps } from "../../kernel/period.ts";
import { parseSsin } from "../../kernel/ssin.ts";
import type { InscriptionControl } from "../annex.ts";
import type { Inscription, KnownPerson, KnownPersons } from "../known-persons.ts";
import { type Gate, grantOf, type Passage, passed, personOf, refusedBecause, type Verdict } from "../passage.ts";
import { isOfPopulation } from "../population.ts";
import { statuses } from "../statuses.ts";

/** Shape, birth date and check digits, and a number of the kind of people that live here (MSG00011). Not every question names one. */
export const ssinStructureGate: Gate = {
  name: "ssin-structure",
  check: ({ question, population, today }) => {
    if (question.ssin === undefined) {
      if (question.personOptional === true) return passed();
      return refusedBecause(statuses.MSG00011, { expected: "the number of a person", found: "none" });
    }
    const parsed = parseSsin(question.ssin);
    if (!parsed.ok) {
      return refusedBecause(statuses.MSG00011, {
        expected: "eleven digits with a possible birth date and check digits that fit",
        found: `a fault in the ${parsed.reason.kind}`,
      });
    }
    if (isOfPopulation(parsed.value, { population, today })) return passed();
    return refusedBecause(statuses.MSG00011, foreignNumber[population]);
  },
};

const foreignNumber = {
  synthetic: {
    expected: "a number of the synthetic population: a demonstration takes no others",
    found: "a number that may be somebody's",
  },
  real: {
    expected: "a number that was handed out",
    found: "a number of somebody not yet born, as synthetic populations have",
  },
} as const;

/** Unknown (MSG00005), cancelled (MSG00007) and replaced numbers: followed, or refused with MSG00006 where the annex says so. */
export const ssinStatusGate: Gate = {
  name: "ssin-status",
  check: async (passage) => {
    const { persons, question } = passage;
    if (question.ssin === undefined) return passed();
    const first = await persons.find(question.ssin);
    if (first?.replacedBy !== undefined && grantOf(passage).replacedSsin === "refuse") {
      return refusedBecause(statuses.MSG00006, {
        expected: "the current number of the person",
        found: "a replaced number",
        information: [{ fieldName: "newSSIN", fieldValue: first.replacedBy }],
      });
    }
    const person = await currentOf(persons, first);
    if (person === undefined) {
      return refusedBecause(statuses.MSG00005, { expected: "a number in the person register", found: "none" });
    }
    if (person.state === "cancelled") {
      return refusedBecause(statuses.MSG00007, { expected: "a number in use", found: "a cancelled number" });
    }
    return passed({ person });
  },
};

const longestReplacement = 10;

/** The person behind a number that others may have taken the place of. */
async function currentOf(persons: KnownPersons, first: KnownPerson | undefined): Promise<KnownPerson | undefined> {
  let person = first;
  for (let hop = 0; hop < longestReplacement; hop += 1) {
    if (person?.replacedBy === undefined) return person;
    person = await persons.find(person.replacedBy);
  }
  throw new Error(`The person register replaces a number more than ${longestReplacement} times in a row`);
}

/** The customer must have an inscription for the person, where its annex says so (MSG00012). */
export const inscriptionGate: Gate = {
  name: "inscription",
  check: (passage) => {
    const control = grantOf(passage).inscription;
    // Of a question that names nobody, the answer is controlled person by person.
    if (control === undefined || passage.question.ssin === undefined) return passed();
    const own = heldFor(control, personOf(passage));
    return usefulOf(control, own, passage).length > 0 ? passed() : notInscribed(passage, own.length);
  },
};

/**
 * The overlap variant's second half: the periods that the source answered with must share a day with an inscription.
 * Passed for every other kind of control.
 */
export function inscriptionCoversData(passage: Passage, periods: readonly Inscription["period"][]): Verdict {
  const control = grantOf(passage).inscription;
  if (control === undefined || passage.question.ssin === undefined) return passed();
  const own = heldFor(control, personOf(passage));
  return coversData(control, own, periods) ? passed() : notInscribed(passage, own.length);
}

/** Both halves, of somebody in an answer whom the question did not name. Who is unknown or cancelled is not. */
export async function isInscribed(
  passage: Passage,
  ssin: string,
  periods: readonly Inscription["period"][],
): Promise<boolean> {
  const control = grantOf(passage).inscription;
  if (control === undefined) return true;
  const person = await currentOf(passage.persons, await passage.persons.find(ssin));
  if (person?.state !== "active") return false;
  const own = heldFor(control, person);
  return usefulOf(control, own, passage).length > 0 && coversData(control, own, periods);
}

function heldFor(control: InscriptionControl, { inscriptions }: KnownPerson): readonly Inscription[] {
  return inscriptions.filter(
    ({ holder, qualityCode }) =>
      holder === control.holder && (control.qualityCodes === undefined || control.qualityCodes.includes(qualityCode)),
  );
}

/** Those that count: today's, or, of the overlap variant, those of the period asked about. */
function usefulOf(
  { variant }: InscriptionControl,
  own: readonly Inscription[],
  { today, question: { period: asked } }: Passage,
): readonly Inscription[] {
  if (variant === "active") return own.filter(({ period }) => overlaps(period, { from: today, to: today }));
  return asked === undefined ? own : own.filter(({ period }) => overlaps(period, asked));
}

function coversData(
  { variant }: InscriptionControl,
  own: readonly Inscription[],
  periods: readonly Inscription["period"][],
): boolean {
  if (variant !== "overlap" || periods.length === 0) return true;
  return own.some((inscription) => periods.some((period) => overlaps(inscription.period, period)));
}

function notInscribed(passage: Passage, others: number): Verdict {
  const control = grantOf(passage).inscription;
  const { customerIdentification: identification, ssin = "" } = passage.question;
  return refusedBecause(statuses.MSG00012, {
    expected:
      control?.variant === "overlap"
        ? "an inscription that shares at least one day with the period of the data"
        : "an inscription that is active today",
    found: others === 0 ? "no inscription" : `${others} inscription(s) for other periods`,
    information: [
      { fieldName: "details", fieldValue: "The SSIN is not integrated for the given customer" },
      { fieldName: "ssin", fieldValue: ssin },
      ...Object.entries(identification).map(([fieldName, value]) => ({ fieldName, fieldValue: String(value) })),
    ],
  });
}
