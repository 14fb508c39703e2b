// What must be known, and left alone by others meanwhile, before a declaration can be decided on.
import { hash } from "node:crypto";
import { addDays, type IsoDay } from "../../kernel/day.ts";
import { lastDayOf, quarterOf } from "../../kernel/quarter.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { Declaration, Employment } from "../declaration.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { employerOf } from "../employer.ts";
import { changed } from "../employment.ts";
import { type QuotaCount, quotaCountsOf } from "../quota.ts";
import { type Parties, type QuotaKey, quotaKeyOf } from "./quota-ledger.ts";
import type { Submission } from "./submission.ts";
import type { Surroundings } from "./surroundings.ts";

export interface Needs {
  /** The periods near the employment as it would be. */
  readonly around?: Parties & { readonly first: IsoDay; readonly last: IsoDay | undefined };
  readonly quotas: readonly QuotaKey[];
  readonly days: readonly (QuotaKey & { readonly ssin: Ssin; readonly day: IsoDay })[];
}

/** The employer and worker of a declaration, where both are known. */
export function partiesOf(
  declaration: Declaration,
  surroundings: Surroundings,
  named: DimonaPeriod | undefined,
): Parties | undefined {
  if (declaration.action !== "in") return named;
  const employer = employerOf(declaration.employer, surroundings.employersOf(declaration))?.key;
  const worker = surroundings.workerOf(declaration);
  return employer === undefined || worker.kind !== "known" ? undefined : { employer, ssin: worker.ssin };
}

/**
 * The places in the space of advisory locks that a declaration holds until it is committed: the employer with the worker; the worker,
 * or the employer, where a quota of theirs is counted; the idempotency key. Two that share a place by chance only wait.
 */
export function claimsOf(
  { declaration, sender, idempotency }: Submission,
  parties: Parties | undefined,
  named: DimonaPeriod | undefined,
  waiting: DimonaNumber | undefined,
): readonly number[] {
  const texts = waiting === undefined ? [] : [`declaration ${waiting}`];
  if (idempotency !== undefined) texts.push(`key ${sender.customer} ${idempotency.key}`);
  if (parties !== undefined) {
    const { employer, ssin } = parties;
    texts.push(fileText(parties));
    // Whatever becomes of a period, its worker type stays.
    const type = declaration.action === "in" ? declaration.features.workerType : named?.features.workerType;
    if (type !== undefined && withQuota.has(type)) texts.push(`worker ${ssin}`);
    if (type === "EXT") texts.push(`employer ${employer}`);
  }
  return texts.map(placeOf);
}

/** What to read under the claims; an OUT and a daily registration need nothing but their period. */
export function needsOf(
  declaration: Declaration,
  parties: Parties | undefined,
  named: DimonaPeriod | undefined,
): Needs {
  const { action } = declaration;
  if (parties === undefined || action === "out" || action === "daily") return { quotas: [], days: [] };
  const planned = plannedBy(declaration, named);
  const counts = [planned, named].flatMap((one) => (one === undefined ? [] : quotaCountsOf(one, { late: false })));
  // Whether a worker is a student decides on a share of article 17.
  const students = counts.flatMap((count): readonly QuotaCount[] =>
    count.kind.startsWith("A17_STUDENT") ? [{ ...count, kind: "STUDENT" }] : [],
  );
  return {
    ...(planned === undefined ? {} : { around: { ...parties, ...daysAround(planned) } }),
    quotas: [...counts, ...students].map((count) => quotaKeyOf(count, parties)),
    days: counts.flatMap((count) =>
      count.day === undefined ? [] : [{ ...quotaKeyOf(count, parties), ssin: parties.ssin, day: count.day }],
    ),
  };
}

/** Days in a row count up to two days around, and a shift may begin on the day before. */
function daysAround({ span, features }: Employment) {
  const { startDate, endDate } = span;
  const lastKnown = features.workerType === "FLX" ? lastDayOf(quarterOf(startDate)) : undefined;
  return { first: around(startDate, -3), last: endDate === undefined ? lastKnown : around(endDate, 3) };
}

/** At the ends of the calendar, where no rule lets a period be, the day itself. */
function around(day: IsoDay, days: -3 | 3): IsoDay {
  return day < "0001-01-04" || day > "9999-12-28" ? day : addDays(day, days);
}

const withQuota = new Set(["STU", "EXT", "O17", "S17", "T17", "A17"]);

function plannedBy(declaration: Declaration, named: DimonaPeriod | undefined): Employment | undefined {
  if (declaration.action === "in") return declaration;
  if (declaration.action !== "update" || named === undefined) return undefined;
  return { ...named, span: changed(named.span, declaration.changes) };
}

/** Of the file of an employer's worker. */
export function placeOfFile(parties: Parties): number {
  return placeOf(fileText(parties));
}

function fileText({ employer, ssin }: Parties): string {
  return `file ${employer} ${ssin}`;
}

function placeOf(text: string): number {
  return Buffer.from(hash("sha256", text, "buffer")).readInt32BE(0);
}
