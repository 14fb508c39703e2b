// Which institutions are told of a mutation, and what of it.
import type { KnownPerson, KnownPersons } from "../crossroads/known-persons.ts";
import { certain } from "../kernel/outcome.ts";
import { overlaps, type Period, parsePeriod } from "../kernel/period.ts";
import type { Mutation } from "./mutation.ts";
import type { Receiver } from "./receiver.ts";

export interface Route {
  readonly receiver: Receiver;
  readonly mutation: Mutation;
  /** Official names of the elements that were there and were taken out. */
  readonly removed: readonly string[];
}

const longestReplacement = 10;

/** As questions about a replaced number are followed; undefined for one that leads to nobody, about whom nobody is told. */
export async function follow(persons: KnownPersons, ssin: string): Promise<KnownPerson | undefined> {
  let person = await persons.find(ssin);
  for (let hops = 0; person?.replacedBy !== undefined; hops += 1) {
    // A circle in the register must not hold up all that waits behind it.
    if (hops === longestReplacement) return undefined;
    person = await persons.find(person.replacedBy);
  }
  return person?.state === "cancelled" ? undefined : person;
}

/**
 * To those whose annex names the kind and the worker type, and who have an inscription in the right quality for at least one day of
 * the work as it was or as it is: who was told that it began is told, too, that it ended or never was.
 */
export function routesOf(
  mutation: Mutation,
  person: KnownPerson,
  formerNumbers: readonly string[],
  receivers: readonly Receiver[],
): readonly Route[] {
  const { kind, features, before, after } = mutation;
  const days = [after, ...(before === undefined ? [] : [before])].map(daysOf);
  const current = { ...mutation, worker: workerOf(mutation, person, formerNumbers) };
  return receivers.flatMap((receiver) => {
    const { kinds, workerTypes, inscription, filter } = receiver.forwarding;
    const isMeant = (kinds?.includes(kind) ?? true) && (workerTypes?.includes(features.workerType) ?? true);
    const isInscribed = person.inscriptions.some(
      ({ holder, qualityCode, period }) =>
        holder === inscription.holder &&
        (inscription.qualityCodes?.includes(qualityCode) ?? true) &&
        days.some((worked) => overlaps(period, worked)),
    );
    return isMeant && isInscribed ? [{ receiver, ...filtered(current, filter) }] : [];
  });
}

/**
 * The number of today, with the one under which the register of periods has it, or under which the receiver may know the period
 * from before: the last of the former ones.
 */
function workerOf(
  { kind, worker }: Mutation,
  { ssin }: KnownPerson,
  [lastFormer]: readonly string[],
): Mutation["worker"] {
  const replacedSsin = worker.ssin === ssin && kind !== "I" ? lastFormer : worker.ssin;
  return replacedSsin === undefined || replacedSsin === ssin ? { ssin } : { ssin, replacedSsin };
}

function daysOf({ startDate, endDate }: Mutation["after"]): Period {
  return certain(parsePeriod(startDate, endDate));
}

/** Without the elements of these names, wherever they stand. */
function filtered(mutation: Mutation, filter: readonly string[]): Pick<Route, "mutation" | "removed"> {
  const removed = new Set<string>();
  const text = JSON.stringify(mutation, (name, value: unknown) => {
    if (value === undefined || !filter.includes(name)) return value;
    removed.add(name);
    return undefined;
  });
  return { mutation: JSON.parse(text), removed: [...removed].toSorted() };
}
