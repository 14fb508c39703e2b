// What is asked: may this user see the data of this entity, for these objects and quarters?
import type { Identifier } from "../employers/identifier.ts";
import type { IsoDay } from "../kernel/day.ts";
import { firstDayOf, lastDayOf, type Quarter, quarterOf, quarterRange } from "../kernel/quarter.ts";

export interface AccessQuestion {
  readonly technicalId: string;
  /** The capacity in which the user acts; any of the user's own when absent. */
  readonly context: AskedContext | undefined;
  /** The numbers of the entity asked about: the register is asked by the first, the others must be numbers of the same one. */
  readonly target: readonly [Identifier, ...Identifier[]];
  readonly objects: readonly AskedObject[];
  readonly period: AskedPeriod;
}

export interface AskedContext {
  readonly numbers: readonly Identifier[];
  readonly quality: string;
}

export interface AskedObject {
  readonly type: "SECTOR" | "GROUP" | "APPLICATION";
  readonly code: string;
}

/** A day stands for its quarter; quarters without an end reach to the present one; with nothing it is the present one. */
export type AskedPeriod =
  | { readonly kind: "none" }
  | { readonly kind: "day"; readonly day: IsoDay }
  | { readonly kind: "quarters"; readonly begin: Quarter; readonly end: Quarter | undefined };

/** A quarter that must be covered whole, and the day on which the contents of groups are looked at for it. */
export interface AskedQuarter {
  readonly quarter: Quarter;
  readonly day: IsoDay;
}

/**
 * In order, at least one. Groups change on any day: for the day asked about that day counts, for the present quarter today, for
 * a past one its last day and for a future one its first.
 */
export function quartersAsked(period: AskedPeriod, today: IsoDay): readonly AskedQuarter[] {
  const present = quarterOf(today);
  const at = (quarter: Quarter): AskedQuarter => {
    if (quarter === present) return { quarter, day: today };
    return { quarter, day: quarter < present ? lastDayOf(quarter) : firstDayOf(quarter) };
  };
  switch (period.kind) {
    case "none":
      return [at(present)];
    case "day":
      return [{ quarter: quarterOf(period.day), day: period.day }];
    case "quarters":
      return quarterRange(period.begin, endOf(period, present)).map(at);
  }
}

/** The last of the quarters that are asked about. */
export function endOf(
  { begin, end }: { readonly begin: Quarter; readonly end: Quarter | undefined },
  present: Quarter,
): Quarter {
  if (end !== undefined) return end;
  return begin > present ? begin : present;
}
