// What an institution looks for: which periods and relations meet its criteria (facts of the KSZ's consultation of work relations).
import { type AskedPeriod, readAskedPeriod } from "../../crossroads/asked-period.ts";
import { type RefusedAtGate, refusedBecause } from "../../crossroads/passage.ts";
import { statuses } from "../../crossroads/statuses.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { IsoDay } from "../../kernel/day.ts";
import { contains, overlaps, type Period } from "../../kernel/period.ts";
import type { PeriodCriteriaType } from "../../schema/generated/dimona-types-v1.ts";
import type { EmployerNumbers } from "../declaration.ts";
import { parseDimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import type { ConsultedEmployer, ConsultedPeriod } from "../register/consulted-rows.ts";
import { identifiersOf } from "../register/parties.ts";

/** Numbers of employers as the contract carries them. */
export interface EmployerElement {
  readonly nossRegistrationNbr?: string | undefined;
  readonly subEntityNbr?: string | undefined;
  readonly provisionalNssoNbr?: string | undefined;
  readonly companyId?: string | undefined;
}

export function employerNumbers({
  nossRegistrationNbr,
  provisionalNssoNbr,
  companyId,
}: EmployerElement): EmployerNumbers {
  return {
    ...(nossRegistrationNbr === undefined ? {} : { nssoNumber: nossRegistrationNbr }),
    ...(provisionalNssoNbr === undefined ? {} : { provisionalNumber: provisionalNssoNbr }),
    ...(companyId === undefined ? {} : { enterpriseNumber: companyId }),
  };
}

/** What criteria name beside the worker, for the audit. */
export function namedBeside({
  employer,
  dimonaPeriodId,
  declarationId,
}: Partial<Asked> & { readonly declarationId?: string | undefined }): Readonly<Record<string, string>> | undefined {
  if (employer === undefined && dimonaPeriodId === undefined && declarationId === undefined) return undefined;
  return {
    ...(employer === undefined ? {} : { employer: identifiersOf(employerNumbers(employer)).join(" ") }),
    ...(dimonaPeriodId === undefined ? {} : { dimonaPeriodId }),
    ...(declarationId === undefined ? {} : { declarationId }),
  };
}

export interface Asked {
  readonly ssin?: string | undefined;
  readonly employer?: EmployerElement | undefined;
  readonly dimonaPeriodId?: string | undefined;
  readonly period: { readonly beginDate: string; readonly endDate?: string | undefined };
}

/**
 * The days asked about, to today where no end is said. MSG00008 for an end before the begin, for criteria that name neither a
 * worker nor an employer nor a period, for an employer without a number, and for a number that cannot be one of Dimona.
 */
export function readCriteria({ ssin, employer, dimonaPeriodId, period }: Asked, today: IsoDay): AskedPeriod {
  const asked = readAskedPeriod(period, statuses.MSG00008, today);
  if (asked.period === undefined) return asked;
  if (ssin === undefined && employer === undefined && dimonaPeriodId === undefined) {
    return invalid("criteria", "a worker, an employer or a period");
  }
  if (employer !== undefined && Object.keys(employerNumbers(employer)).length === 0) {
    return invalid("employer", "at least one number of the employer");
  }
  if (dimonaPeriodId !== undefined && !parseDimonaNumber(dimonaPeriodId).ok) {
    return invalid("dimonaPeriodId", "twelve digits of which the last two are check digits");
  }
  return asked;
}

export function invalid(
  fieldName: string,
  expected: string,
): { readonly period: undefined; readonly fault: RefusedAtGate } {
  const information = [{ fieldName, fieldValue: `expected ${expected}` }];
  const fault = refusedBecause(statuses.MSG00008, { expected, found: `another ${fieldName}`, information });
  return { period: undefined, fault };
}

/** Criteria with the entities behind their numbers. */
export interface PeriodQuestion {
  readonly days: Required<Period>;
  readonly employer: EntityId | undefined;
  readonly subEntity: string | undefined;
  readonly userEnterprise: string | undefined;
  readonly criteria: PeriodCriteriaType;
}

/** Criteria on what a period or relation is like, with the element of the answer that each would tell. */
const telling = {
  source: ({ source }) => source !== undefined,
  jointCommissionNbr: ({ jointCommissionNbr = [], interimIndicator = "0" }) =>
    jointCommissionNbr.length > 0 || interimIndicator !== "0",
  workerType: ({ workerType = [] }) => workerType.length > 0,
  subEntityNbr: ({ employer }) => employer?.subEntityNbr !== undefined,
  usingEmployer: ({ usingEmployer }) => usingEmployer !== undefined,
} as const satisfies Readonly<Record<string, (criteria: Likeness) => boolean>>;

type Likeness = Asked & Omit<Partial<PeriodCriteriaType>, keyof Asked>;

/** The elements that these criteria tell something of, be they in the answer or not. */
export function toldBy(criteria: Likeness): readonly string[] {
  return Object.entries(telling).flatMap(([element, isAsked]) => (isAsked(criteria) ? [element] : []));
}

export function meets(
  period: ConsultedPeriod,
  { days, employer: entity, subEntity, userEnterprise, criteria }: PeriodQuestion,
): boolean {
  const { dimonaPeriodId, source, jointCommissionNbr = [], workerType = [] } = criteria;
  const { features, employer } = period;
  return (
    overlaps(daysOf(period), days) &&
    (criteria.onlyStartedOrEnded !== true || startsOrEndsWithin(daysOf(period), days)) &&
    isWanted(period.cancelled, criteria.cancellationIndicator, "2") &&
    isWanted(isInterim(features.jointCommittee), criteria.interimIndicator ?? "0", "1") &&
    (entity === undefined || employer.entity === entity) &&
    (subEntity === undefined || features.subEntity === subEntity) &&
    (dimonaPeriodId === undefined || period.id === dimonaPeriodId) &&
    (source === undefined || sourceOf(employer) === source) &&
    (jointCommissionNbr.length === 0 || jointCommissionNbr.includes(features.jointCommittee ?? "")) &&
    (workerType.length === 0 || workerType.includes(features.workerType)) &&
    (userEnterprise === undefined || features.user?.enterpriseNumber === userEnterprise)
  );
}

export function daysOf({ span: { startDate: from, endDate: to } }: Pick<DimonaPeriod, "span">): Period {
  return to === undefined ? { from } : { from, to };
}

export function startsOrEndsWithin({ from, to }: Period, days: Period): boolean {
  return contains(days, from) || (to !== undefined && contains(days, to));
}

/** Provincial and local administrations came to the RSZ from DIBISS, and are still asked for under its name. */
export function sourceOf({ local }: Pick<ConsultedEmployer, "local">): "RSZ" | "DIBISS" {
  return local ? "DIBISS" : "RSZ";
}

/** 322: temporary agency work, which only agencies declare. */
function isInterim(jointCommittee: string | undefined): boolean {
  return jointCommittee === "322";
}

/** 0 wants all; of 1 and 2, one wants those that have the mark and the other those that have not. */
function isWanted(marked: boolean, indicator: "0" | "1" | "2", withMark: "1" | "2"): boolean {
  return indicator === "0" || (indicator === withMark) === marked;
}
