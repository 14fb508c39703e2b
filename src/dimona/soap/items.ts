// An answer as a list of things about persons: what the crossroads may still take out of it, and how it ends empty.
import { inscriptionCoversData } from "../../crossroads/gates/person.ts";
import { type IsInscribed, refuse, type SourceAnswer } from "../../crossroads/operation.ts";
import { grantOf, type Passage } from "../../crossroads/passage.ts";
import { statuses } from "../../crossroads/statuses.ts";
import { DatabaseUnavailable } from "../../database/unavailable.ts";
import type { Period } from "../../kernel/period.ts";
import { filterEach } from "./filter.ts";

export interface Item<Element> {
  /** Absent where it is not known whom it is about. */
  readonly ssin: string | undefined;
  readonly days: readonly Period[];
  /** As the contract carries it. */
  readonly element: Element;
}

/** So many an answer may hold; one more is told, and nothing is shown. */
const mostItems = 500;

/** So many are looked through for those about somebody who is inscribed. */
const mostSought = 5000;

/** How many a source may find: where inscriptions take out most of an employer's, the others are what counts. */
export function mostFound(passage: Passage): number {
  return passage.person === undefined && grantOf(passage).inscription !== undefined ? mostSought : mostItems;
}

/** MSG00020 while the register cannot be asked. */
export async function fromRegister<Data>(ask: () => Promise<SourceAnswer<Data>>): Promise<SourceAnswer<Data>> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    return refuse(statuses.MSG00020, "an answer from the register of Dimona", "no answer in time", [
      { fieldName: "supplier", fieldValue: "RSZ/ONSS, Dimona" },
    ]);
  }
}

/** What was found, within what an answer may hold and what inscriptions allow; undefined for more than that. */
export function itemsOf<Found extends { readonly ssin: string }, Element>(
  passage: Passage,
  found: readonly Found[] | undefined,
  daysOf: (one: Found) => Period,
  toElement: (one: Found) => Element,
): SourceAnswer<readonly Item<Element>[]> {
  if (found === undefined || found.length > mostFound(passage)) return tooManyFound();
  const covered = inscriptionCoversData(passage, found.map(daysOf));
  if (!covered.passed) return { kind: "refused", refusal: covered };
  return dataOf(found.map((one) => ({ ssin: one.ssin, days: [daysOf(one)], element: toElement(one) })));
}

/** What is left, or that there is nothing: whoever sees the second does not learn whether it was taken out. */
function dataOf<Element>(items: readonly Item<Element>[]): SourceAnswer<readonly Item<Element>[]> {
  return items.length === 0 ? nothingFound() : { kind: "data", data: items };
}

export function nothingFound(): SourceAnswer<never> {
  return refuse(statuses.MSG00100, "something that meets the criteria", "nothing");
}

function tooManyFound(): SourceAnswer<never> {
  return refuse(statuses.DIM00100, `at most ${mostItems} that meet the criteria`, "more", [
    { fieldName: "most", fieldValue: String(mostItems) },
  ]);
}

/** Each once. */
export function personsOf<Element>(items: readonly Item<Element>[]): readonly string[] {
  return [...new Set(items.flatMap(({ ssin }) => ssin ?? []))];
}

/** Person by person; what is about nobody in particular goes too. */
export async function keepInscribed<Element>(
  items: readonly Item<Element>[],
  isInscribed: IsInscribed,
): Promise<SourceAnswer<readonly Item<Element>[]>> {
  const byPerson = Map.groupBy(items, ({ ssin }) => ssin);
  const kept = await Promise.all(
    [...byPerson].map(async ([ssin, own]) => {
      const isKept =
        ssin !== undefined &&
        (await isInscribed(
          ssin,
          own.flatMap(({ days }) => days),
        ));
      return isKept ? [ssin] : [];
    }),
  );
  const persons = new Set<string | undefined>(kept.flat());
  const left = items.filter(({ ssin }) => persons.has(ssin));
  return left.length > mostItems ? tooManyFound() : dataOf(left);
}

export function filterItems<Element extends object>(items: readonly Item<Element>[], filter: readonly string[]) {
  const { items: left, removed } = filterEach(
    items.map(({ element }) => element),
    filter,
  );
  const data = items.map((item, place) => ({ ...item, element: left[place] ?? item.element }));
  return { data, removed };
}
