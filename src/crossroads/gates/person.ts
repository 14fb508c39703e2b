// Is this a number, is it somebody's, and does the customer know that person?
import { overlaps } from "../../kernel/period.ts";
import { parseSsin } from "../../kernel/ssin.ts";
import { bearerOf } from "../../kernel/synthetic-ssin.ts";
import type { Inscription } from "../known-persons.ts";
import { type Gate, grantOf, type Passage, passed, personOf, refusedBecause, type Verdict } from "../passage.ts";
import { statuses } from "../statuses.ts";

/** Shape, birth date and check digits, and a number of the kind of people that live here (MSG00011). */
export const ssinStructureGate: Gate = {
  name: "ssin-structure",
  check: ({ question, population, today }) => {
    const parsed = parseSsin(question.ssin);
    if (!parsed.ok) {
      return refusedBecause(statuses.MSG00011, {
        expected: "eleven digits with a possible birth date and check digits that fit",
        found: `a fault in the ${parsed.reason.kind}`,
      });
    }
    const bearer = bearerOf(parsed.value, today);
    if (population === "synthetic" && bearer === "possibly-alive") {
      return refusedBecause(statuses.MSG00011, {
        expected: "a number of the synthetic population: a demonstration takes no others",
        found: "a number that may be somebody's",
      });
    }
    if (population === "real" && bearer === "not-yet-born") {
      return refusedBecause(statuses.MSG00011, {
        expected: "a number that was handed out",
        found: "a number of somebody not yet born, as synthetic populations have",
      });
    }
    return passed();
  },
};

const longestReplacement = 10;

/** Unknown (MSG00005), cancelled (MSG00007) and replaced numbers: followed, or refused with MSG00006 where the annex says so. */
export const ssinStatusGate: Gate = {
  name: "ssin-status",
  check: async (passage) => {
    const { persons, question } = passage;
    let person = await persons.find(question.ssin);
    for (let hop = 0; hop < longestReplacement; hop += 1) {
      if (person === undefined) {
        return refusedBecause(statuses.MSG00005, { expected: "a number in the person register", found: "none" });
      }
      if (person.state === "cancelled") {
        return refusedBecause(statuses.MSG00007, { expected: "a number in use", found: "a cancelled number" });
      }
      if (person.replacedBy === undefined) return passed({ person });
      if (grantOf(passage).replacedSsin === "refuse") {
        return refusedBecause(statuses.MSG00006, {
          expected: "the current number of the person",
          found: "a replaced number",
          information: [{ fieldName: "newSSIN", fieldValue: person.replacedBy }],
        });
      }
      person = await persons.find(person.replacedBy);
    }
    throw new Error(`The person register replaces a number more than ${longestReplacement} times in a row`);
  },
};

/** The customer must have an inscription for the person, where its annex says so (MSG00012). */
export const inscriptionGate: Gate = {
  name: "inscription",
  check: (passage) => {
    const control = grantOf(passage).inscription;
    if (control === undefined) return passed();
    const own = ownInscriptions(passage);
    const { today, question } = passage;
    const asked =
      control.variant === "active" ? own.filter(({ period }) => overlaps(period, { from: today, to: today })) : own;
    const useful =
      control.variant === "overlap" && question.period !== undefined
        ? asked.filter(({ period }) => question.period !== undefined && overlaps(period, question.period))
        : asked;
    return useful.length > 0 ? passed() : notInscribed(passage, own.length);
  },
};

/**
 * The overlap variant's second half: the periods that the source answered with must share a day with an inscription.
 * Passed for every other kind of control.
 */
export function inscriptionCoversData(passage: Passage, periods: readonly Inscription["period"][]): Verdict {
  const control = grantOf(passage).inscription;
  if (control?.variant !== "overlap" || periods.length === 0) return passed();
  const own = ownInscriptions(passage);
  const covered = own.some((inscription) => periods.some((period) => overlaps(inscription.period, period)));
  return covered ? passed() : notInscribed(passage, own.length);
}

function ownInscriptions(passage: Passage): readonly Inscription[] {
  const control = grantOf(passage).inscription;
  return personOf(passage).inscriptions.filter(
    ({ holder, qualityCode }) =>
      holder === control?.holder && (control.qualityCodes === undefined || control.qualityCodes.includes(qualityCode)),
  );
}

function notInscribed(passage: Passage, others: number): Verdict {
  const control = grantOf(passage).inscription;
  const identification = passage.question.customerIdentification;
  return refusedBecause(statuses.MSG00012, {
    expected:
      control?.variant === "overlap"
        ? "an inscription that shares at least one day with the period of the data"
        : "an inscription that is active today",
    found: others === 0 ? "no inscription" : `${others} inscription(s) for other periods`,
    information: [
      { fieldName: "details", fieldValue: "The SSIN is not integrated for the given customer" },
      { fieldName: "ssin", fieldValue: passage.question.ssin },
      ...Object.entries(identification).map(([fieldName, value]) => ({ fieldName, fieldValue: String(value) })),
    ],
  });
}
