// What has to be true of a mandate before the register judges it.

import type { Broken } from "../../administration/rules.ts";
import type { EmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import type { FoundEntity } from "../../employers/find.ts";
import { certain } from "../../kernel/outcome.ts";
import { makePeriod, overlaps, type Period } from "../../kernel/period.ts";
import { firstDayOf, lastDayOf, type Quarter } from "../../kernel/quarter.ts";
import type { MandateObject, MandateStatus, MandateType, QuarterPeriod } from "../register/mandates.ts";

/** A mandate as far as rules look at it before the register does. */
export interface ProposedMandate {
  readonly reference: string;
  readonly type: MandateType;
  readonly status: MandateStatus;
  readonly objects: readonly MandateObject[];
}

/** Undefined where nothing is broken. Exclusive groups and the way of a status are the register's to judge. */
export function brokenByMandate(
  { reference, type, status, objects }: ProposedMandate,
  { mandator, mandatary }: { readonly mandator: FoundEntity; readonly mandatary: FoundEntity },
  codes: EmployerMandateCodes,
): Broken | undefined {
  if (!referenceShape.test(reference)) return { rule: "reference-shape" };
  if (codes.mandateType.describe(type) === undefined) return { rule: "mandate-type-known", found: type };
  if (mandator.entity === mandatary.entity) return { rule: "mandatary-another" };
  if (type === curator && mandatary.kind !== "natural-person") return { rule: "curator-is-a-person" };
  for (const object of objects) {
    const { group, begin, end } = object;
    const quarters = brokenByQuarters(object);
    if (quarters !== undefined) return quarters;
    if ((type === curator) !== (group === curatorship))
      return { rule: "curator-alone-has-curatorship", found: `${group} for ${type}` };
    if (codes.groupOn(group, firstDayOf(begin)) === undefined)
      return { rule: "group-known", found: `${group} in ${begin}` };
    if (status === "CLOSED" && end === undefined) return { rule: "closed-has-an-end", found: `${group} without end` };
    const other = objects.find((one) => one !== object && one.group === group && quartersOverlap(one, object));
    if (other !== undefined) return { rule: "group-once", found: `${group} twice` };
  }
  const days = daysOf(objects);
  const party = isActive(mandator, days) ? (isActive(mandatary, days) ? undefined : "mandatary") : "mandator";
  return party === undefined
    ? undefined
    : { rule: "entity-active", found: `the ${party} is active at no time in ${spanOf(objects)}` };
}

export function brokenByQuarters({ begin, end }: QuarterPeriod): Broken | undefined {
  if ([begin, end ?? begin].some((quarter) => !keptQuarter.test(quarter))) return { rule: "quarters-kept" };
  return end !== undefined && end < begin ? { rule: "quarters-in-order", found: `${begin} to ${end}` } : undefined;
}

/** Is every quarter of the inner one a quarter of the outer one? Without end it lasts as long as the outer one does. */
export function quartersWithin(inner: QuarterPeriod, outer: QuarterPeriod): boolean {
  if (inner.begin < outer.begin || (outer.end !== undefined && inner.begin > outer.end)) return false;
  return inner.end === undefined || outer.end === undefined || inner.end <= outer.end;
}

export function spanOf(objects: readonly QuarterPeriod[]): string {
  const { begin, end } = quartersOf(objects);
  return end === undefined ? `the quarters from ${begin} on` : `the quarters ${begin} to ${end}`;
}

const curator = "CURATOR";
/** What a curator may do (codes/employer-mandate/README.md). */
export const curatorship = "CURATORSHIP";
const referenceShape = /^[A-Z0-9][A-Z0-9-]{0,34}$/;
const keptQuarter = /^[12]/;

function quartersOverlap(a: QuarterPeriod, b: QuarterPeriod): boolean {
  return (a.end === undefined || b.begin <= a.end) && (b.end === undefined || a.begin <= b.end);
}

function isActive({ active }: FoundEntity, days: Period): boolean {
  return active.some((period) => overlaps(period, days));
}

function daysOf(objects: readonly QuarterPeriod[]): Period {
  const { begin, end } = quartersOf(objects);
  return certain(makePeriod(firstDayOf(begin), ...(end === undefined ? [] : [lastDayOf(end)])));
}

/** From the first quarter of any to the last one. */
function quartersOf(objects: readonly QuarterPeriod[]): QuarterPeriod {
  const begins = objects.map(({ begin }) => begin).sort();
  const ends = objects
    .map(({ end }) => end)
    .filter((end): end is Quarter => end !== undefined)
    .sort();
  const [begin] = begins;
  const end = ends.at(-1);
  if (begin === undefined) throw new Error("A mandate is for at least one group");
  return ends.length < objects.length || end === undefined ? { begin } : { begin, end };
}
