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

/** Under which numbers the register of persons knows somebody: the one of today, and those that it replaced on the way there. */
export interface Followed {
  readonly person: KnownPerson;
  readonly replaced: readonly string[];
}

const longestReplacement = 10;

/** As questions about a replaced number are followed; undefined for one that leads to nobody, about whom nobody is told. */
export async function follow(persons: KnownPersons, ssin: string): Promise<Followed | undefined> {
  const replaced: string[] = [];
  let person = await persons.find(ssin);
  while (person?.replacedBy !== undefined) {
    replaced.push(person.ssin);
    // A circle in the register must not hold up all that waits behind it.
    if (replaced.length > longestReplacement) return undefined;
    person = await persons.find(person.replacedBy);
  }
  return person === undefined || person.state === "cancelled" ? undefined : { person, replaced };
}

/**
 * To those whose annex names the kind and the worker type, and who have an inscription in the right quality for at least one day of
 * the work as it was or as it is: who was told that it began is told, too, that it ended or never was.
 */
export function routesOf(
  mutation: Mutation,
  { person, replaced }: Followed,
  receivers: readonly Receiver[],
): readonly Route[] {
  const { kind, features, before, after, worker } = mutation;
  const days = [after, ...(before === undefined ? [] : [before])].map(daysOf);
  const [declared] = replaced;
  const current = {
    ...mutation,
    worker: declared === undefined ? worker : { ssin: person.ssin, replacedSsin: worker.ssin },
  };
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
