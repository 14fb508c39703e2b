// Who gets which number: from an index to a birth date and a counter that no other index gets.
import { type IsoDay, parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import type { Ssin, SsinKind } from "../kernel/ssin.ts";
import { syntheticSsin } from "../kernel/synthetic-ssin.ts";
import { dayAt, dayNumber } from "./timeline.ts";

/** Ages that a life is drawn for, as years of birth; disjoint, so that two generations never share a number. */
export const generations = {
  retired: { from: 1941, to: 1957 },
  settled: { from: 1962, to: 1979 },
  young: { from: 1980, to: 1993 },
  // Young enough to have been students under the statute of 2017, old enough to be done with it.
  graduate: { from: 1994, to: 1999 },
  // From 2001: a number of 29 February 2000 cannot be made.
  student: { from: 2001, to: 2007 },
} as const;

export type Generation = keyof typeof generations;

/** So many indices, from 0 on, are certain to have numbers of their own. */
export const greatestPopulation = 2_000_000;

interface Identity {
  readonly birthDate: IsoDay;
  /** The number of the kind asked for: of the same person, all kinds are alike but for the month and the check digits. */
  ssin(kind: SsinKind): Ssin;
}

/**
 * The identity of an index within a generation.
 *
 * A generation of d days has d x 998 places: a birth date and a counter each. The place of an index is
 * (index x stride + shift) modulo the number of places. The stride is a prime greater than d and than 998, so it shares no
 * factor with the number of places, and two indices that are less than d x 998 apart never meet. The shortest generation
 * has 2191 days, 2 186 618 places. Indices in different generations differ in their year of birth; one person's numbers of
 * different kinds differ in the month.
 */
export function identityOf(seed: number, index: number, generation: Generation): Identity {
  if (!Number.isInteger(index) || index < 0 || index >= greatestPopulation) {
    throw new RangeError(`a person's index is a whole number from 0 to ${greatestPopulation - 1}`);
  }
  const { firstDay, days } = spans[generation];
  const places = days * countersPerDay;
  // Below 2^53 as long as the index is below 2^23.
  const place = (index * stride + (seed % places)) % places;
  const birthDate = dayAt(firstDay + (place % days));
  const counter = 1 + Math.floor(place / days);
  return { birthDate, ssin: (kind) => certain(syntheticSsin({ birthDate, counter, kind })) };
}

const countersPerDay = 998;
const stride = 982_451_653;

const spans = {
  retired: span("retired"),
  settled: span("settled"),
  young: span("young"),
  graduate: span("graduate"),
  student: span("student"),
} as const;

function span(generation: Generation): { readonly firstDay: number; readonly days: number } {
  const { from, to } = generations[generation];
  const firstDay = dayNumber(certain(parseDay(`${from}-01-01`)));
  return { firstDay, days: dayNumber(certain(parseDay(`${to + 1}-01-01`))) - firstDay };
}
