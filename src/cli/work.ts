// `kruispunt consult periods` and `consult relations`: who works for whom, as employers have declared it.
import { loadDimonaCodes } from "../codes/dimona-codes.ts";
import { servicePath } from "../dimona/names.ts";
import type { Settings } from "../http/settings.ts";
import { systemClock } from "../kernel/clock.ts";
import { addYears, today } from "../kernel/day.ts";
import {
  type ConsultPeriodsResponse,
  type ConsultRelationsResponse,
  decodeConsultPeriodsFault,
  decodeConsultPeriodsResponse,
  decodeConsultRelationsFault,
  decodeConsultRelationsResponse,
  encodeConsultPeriodsRequest,
  encodeConsultRelationsRequest,
} from "../schema/generated/dimona-service-v1.ts";
import type { EmployerIdType, PeriodType } from "../schema/generated/dimona-types-v1.ts";
import { frame, type Showing } from "./answer-text.ts";
import { inColumns } from "./columns.ts";
import { consult, type KszOptions } from "./consult.ts";
import { entityFrom } from "./entity-option.ts";
import { kszFault } from "./fault-text.ts";
import { Refusal } from "./refusal.ts";

export interface WorkOptions extends KszOptions {
  readonly ssin?: string;
  /** As entityFrom takes them; so is the user. */
  readonly employer?: readonly string[];
  readonly begin?: string;
  readonly end?: string;
  readonly startedOrEnded?: boolean;
  readonly source?: "RSZ" | "DIBISS";
}

export interface PeriodOptions extends WorkOptions {
  readonly period?: string;
  readonly type?: readonly string[];
  readonly committee?: readonly string[];
  readonly subEntity?: string;
  readonly user?: string;
  readonly cancelled: "all" | "no" | "only";
  readonly interim: "all" | "only" | "no";
}

/** Writes to standard output; gives the exit code: 0 for an answer with or without data, 2 for a refusal or a fault. */
export async function consultPeriods(settings: Settings, options: PeriodOptions): Promise<0 | 2> {
  const { period: dimonaPeriodId, type, committee, subEntity, user, cancelled, interim } = options;
  const { employer, ...asked } = criteriaOf(options);
  if (subEntity !== undefined && employer === undefined) throw new Refusal("--sub-entity needs --employer");
  const criteria = {
    ...asked,
    ...(employer === undefined ? {} : { employer: { ...employer, subEntityNbr: subEntity } }),
    dimonaPeriodId,
    jointCommissionNbr: committee,
    workerType: type,
    ...(user === undefined ? {} : { usingEmployer: userFrom(user) }),
    cancellationIndicator: ({ all: "0", no: "1", only: "2" } as const)[cancelled],
    interimIndicator: ({ all: "0", only: "1", no: "2" } as const)[interim],
  };
  return await consult(settings, options, {
    servicePath,
    encode: (head) => encodeConsultPeriodsRequest({ ...head, criteria }),
    decode: decodeConsultPeriodsResponse,
    readFault: kszFault(decodeConsultPeriodsFault),
    write: writePeriods,
  });
}

/** The same about relations. */
export async function consultRelations(settings: Settings, options: WorkOptions): Promise<0 | 2> {
  return await consult(settings, options, {
    servicePath,
    encode: (head) => encodeConsultRelationsRequest({ ...head, criteria: criteriaOf(options) }),
    decode: decodeConsultRelationsResponse,
    readFault: kszFault(decodeConsultRelationsFault),
    write: writeRelations,
  });
}

/** What is no day is left to the contract. */
function criteriaOf({ ssin, employer, begin, end, startedOrEnded, source }: WorkOptions) {
  return {
    ssin,
    ...(employer === undefined ? {} : { employer: employerFrom(employer) }),
    source,
    period: { beginDate: begin ?? addYears(today(systemClock), -1), endDate: end },
    onlyStartedOrEnded: startedOrEnded,
  };
}

function employerFrom(numbers: readonly string[]): EmployerIdType {
  const { NOSSRegistrationNbr, ProvisionalNSSONbr, CompanyID, ...others } = entityFrom(numbers);
  if (Object.keys(others).length > 0) {
    throw new Refusal("Dimona knows an employer by cbe:, nsso: or provisional:, a local administration by cbe: alone");
  }
  return {
    nossRegistrationNbr: NOSSRegistrationNbr,
    provisionalNssoNbr: ProvisionalNSSONbr,
    companyId: CompanyID,
  };
}

function userFrom(number: string) {
  const { nossRegistrationNbr, companyId } = employerFrom([number]);
  if (companyId !== undefined) return { usingEmployerCompanyId: companyId };
  if (nossRegistrationNbr !== undefined) return { nossRegistrationNbr };
  throw new Refusal("a using employer is known by cbe: or nsso:");
}

/** Ends with a line feed. */
function writePeriods({ periods, dataFilters, ...response }: ConsultPeriodsResponse, showing: Showing): string {
  const rows = (periods?.period ?? []).map((period) => periodCells(period, showing));
  const head = ["period", "from", "to", "employer", "worker", "type", "committee", ""];
  const lines = rows.length === 0 ? [] : ["", ...inColumns([head, ...rows])];
  return frame(response, [...lines, ...filteredLines(dataFilters)], showing);
}

function periodCells(period: PeriodType, { language }: Showing): readonly string[] {
  const { dimonaPeriodId, employer, ssin = "", jointCommissionNbr = "", workerType, usingEmployer } = period;
  const { startingDate = "", startingHour = "", endingDate = "", endingHour = "" } = period;
  const user = usingEmployer?.usingEmployerCompanyId ?? usingEmployer?.usingEmployerName;
  const remarks = [period.isCancelled ? "cancelled" : "", user === undefined ? "" : `for ${user}`];
  return [
    dimonaPeriodId,
    `${startingDate} ${startingHour}`.trim(),
    `${endingDate} ${endingHour}`.trim(),
    numberText(employer),
    ssin,
    workerType === undefined ? "" : typeText(workerType, language),
    jointCommissionNbr,
    remarks.filter((one) => one !== "").join(", "),
  ];
}

/** Ends with a line feed. */
function writeRelations({ relations, dataFilters, ...response }: ConsultRelationsResponse, showing: Showing): string {
  const rows = (relations?.relation ?? []).map(({ employer, ssin, startingDate, endingDate = "" }) => [
    numberText(employer),
    ssin,
    startingDate,
    endingDate,
  ]);
  const lines = rows.length === 0 ? [] : ["", ...inColumns([["employer", "worker", "from", "to"], ...rows])];
  return frame(response, [...lines, ...filteredLines(dataFilters)], showing);
}

function filteredLines(filters: ConsultPeriodsResponse["dataFilters"]): readonly string[] {
  return filters === undefined ? [] : ["", `left out by the annex: ${filters.filteredElement.join(", ")}`];
}

/** The number that the command takes again. */
function numberText({ nossRegistrationNbr, provisionalNssoNbr, companyId }: EmployerIdType = {}): string {
  if (nossRegistrationNbr !== undefined) return `nsso:${nossRegistrationNbr}`;
  if (provisionalNssoNbr !== undefined) return `provisional:${provisionalNssoNbr}`;
  return companyId === undefined ? "" : `cbe:${companyId}`;
}

function typeText(code: string, language: Showing["language"]): string {
  const text = codes.workerType.describe(code)?.[language === "en" ? "nl" : language];
  return text === undefined ? code : `${code} ${text}`;
}

const codes = loadDimonaCodes();
