// POST .../search of declarations, periods and relations of one employer, page by page.
import type { z } from "zod";
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import { addDays, parseDay } from "../../kernel/day.ts";
import { firstMomentOf } from "../../kernel/local-time.ts";
import { certain } from "../../kernel/outcome.ts";
import type { ResourceCall, ResourceOperation, ResourceReply } from "../../rest/operation.ts";
import { isFileOpen } from "../closed-file.ts";
import type { EmployerNumbers } from "../declaration.ts";
import type { Employer } from "../employer.ts";
import { consultOperation, consultScope, restBase, serviceName } from "../names.ts";
import type { NamedAmong } from "../register/named-workers.ts";
import { identifiersOf } from "../register/parties.ts";
import type { DimonaReader, Page } from "../register/reader.ts";
import { identifierOf } from "./caller.ts";
import { declarationSearchExamples, periodSearchExamples, relationSearchExamples } from "./examples.ts";
import { periodJson, relationJson } from "./file-json.ts";
import {
  declarationSearchSchema,
  declarationsSchema,
  pagingSchema,
  periodSearchSchema,
  periodsSchema,
  relationSearchSchema,
  relationsSchema,
  type searchedWorker,
} from "./file-schemas.ts";
import { fileNotOpen, fileOfOthers, notOneEmployer } from "./refusals.ts";
import { employerNumbers } from "./to-declaration.ts";
import { declarationJson } from "./to-json.ts";

type DeclarationSearch = z.infer<typeof declarationSearchSchema>;
type PeriodSearch = z.infer<typeof periodSearchSchema>;
type RelationSearch = z.infer<typeof relationSearchSchema>;

export function searchOperations(reader: DimonaReader, codes: DimonaCodes): readonly ResourceOperation[] {
  return [
    search<DeclarationSearch>(reader, {
      path: "/declarations/search",
      operationId: "searchDeclarations",
      summary: "Find declarations for an employer",
      description:
        "All that were sent for the employer, whoever sent them, the newest first. Answers 403 for an employer that has only a provisional number: its file opens with the definitive one.",
      input: declarationSearchSchema,
      schema: declarationsSchema,
      among: "declarations",
      examples: declarationSearchExamples,
      find: async (asked, { employer, workers }, page, { language }) => {
        const { startDate, endDate } = asked.receptionPeriod ?? {};
        const found = await reader.declarations(
          {
            employer: employer.key,
            workers,
            receivedFrom: startDate === undefined ? undefined : firstMomentOf(certain(parseDay(startDate))),
            receivedBefore: endDate === undefined ? undefined : firstMomentOf(addDays(certain(parseDay(endDate)), 1)),
            results: asked.results,
            ...characteristics(asked),
          },
          page,
        );
        return found.map((kept) => ({ ssin: kept.ssin, body: declarationJson(kept, codes, language) }));
      },
    }),
    search<PeriodSearch>(reader, {
      path: "/periods/search",
      operationId: "searchPeriods",
      summary: "Find periods in the personnel file of an employer",
      description: "The latest first. Cancelled periods are found too, unless states leave them out.",
      input: periodSearchSchema,
      schema: periodsSchema,
      examples: periodSearchExamples,
      find: async ({ period, states, isLate, subEntityNumber: subEntity, ...asked }, { employer, workers }, page) => {
        const days = { from: period?.startDate, to: period?.endDate };
        const kinds = { states, isLate, subEntity, ...characteristics(asked) };
        const criteria = { employer: employer.key, workers, ...days, ...kinds };
        const found = await reader.periods(criteria, page);
        return found.map((one) => ({ ssin: one.ssin, body: periodJson(one, employer, codes) }));
      },
    }),
    search<RelationSearch>(reader, {
      path: "/relations/search",
      operationId: "searchRelations",
      summary: "Find the workers of an employer",
      description: "One relation for each worker, from the first hiring to the end of the last occupation.",
      input: relationSearchSchema,
      schema: relationsSchema,
      examples: relationSearchExamples,
      find: async ({ period }, { employer, workers }, page) => {
        const criteria = { employer: employer.key, workers, from: period?.startDate, to: period?.endDate };
        const found = await reader.relations(criteria, page);
        return found.map((one) => ({ ssin: one.ssin, body: relationJson(one, employer) }));
      },
    }),
  ];
}

interface Asked {
  readonly employer: { readonly employerId?: number | undefined; readonly enterpriseNumber?: string | undefined };
  readonly worker?: AskedWorker | undefined;
}

type AskedWorker = z.infer<typeof searchedWorker>;

/** Whose file is searched, and of which workers, where not of all. */
interface Whose {
  readonly employer: Employer;
  readonly workers: readonly string[] | undefined;
}

export interface Search<Input extends Asked>
  extends Pick<ResourceOperation, "path" | "operationId" | "summary" | "description" | "examples"> {
  readonly input: z.ZodType<Input>;
  readonly schema: z.ZodType;
  /** Who is found by a name. */
  readonly among?: NamedAmong;
  /** Whether it looks into the personnel file, as all do unless they say otherwise. */
  readonly inFile?: boolean;
  /** One item more than the page has, where there is one. */
  readonly find: (asked: Input, whose: Whose, page: Page, call: ResourceCall) => Promise<readonly FoundItem[]>;
}

interface FoundItem {
  /** Whom it is about, where that is known. */
  readonly ssin: string | undefined;
  readonly body: unknown;
}

/** A search in the file of one employer, by itself or whoever has a mandate of it. */
export function search<Input extends Asked>(
  reader: DimonaReader,
  { find, schema, among = "periods", inFile = true, ...shown }: Search<Input>,
): ResourceOperation<Input, z.infer<typeof pagingSchema>> {
  return {
    ...shown,
    method: "post",
    operation: { service: serviceName, name: consultOperation },
    scope: consultScope,
    parameters: pagingSchema,
    parameterPlaces: { page: "query", pageSize: "query" },
    success: { status: 200, description: "What was found, or nothing", schema },
    answer: async (call): Promise<ResourceReply> => {
      const { annex, exchange, language, input, parameters } = call;
      const numbers = employerNumbers(input.employer);
      exchange.asked = { ...exchange.asked, employer: identifiersOf(numbers).join(" ") };
      const employer = await reader.employer(numbers);
      // Who has no mandate does not learn either whether there is such an employer.
      if (employer === undefined || !(await reader.maySee(identifierOf(annex), employer.key))) {
        return fileOfOthers(language);
      }
      if (!(await haveOneEmployer(reader, numbers, employer))) return notOneEmployer();
      if (inFile && !isFileOpen(employer)) return fileNotOpen(language);
      const { worker } = input;
      const workers = worker === undefined ? undefined : await workersAsked(reader, employer, worker, among);
      const isNumbered = worker?.ssin !== undefined;
      if (isNumbered) exchange.subject = workers?.[0];
      const [page, size] = [Number(parameters.page), Number(parameters.pageSize)];
      const found = await find(input, { employer, workers }, { size: size + 1, skipped: (page - 1) * size }, call);
      const items = found.slice(0, size);
      const persons = isNumbered ? undefined : [...new Set(items.flatMap((item) => item.ssin ?? []))];
      const next = `${restBase}${shown.path}?page=${page + 1}&pageSize=${size}`;
      const more = found.length > size ? { next } : {};
      return { kind: "answered", body: { items: items.map(({ body }) => body), ...more }, persons };
    },
  };
}

/** Each number by itself: of several, one decides whose file it is. */
async function haveOneEmployer(reader: DimonaReader, numbers: EmployerNumbers, { key }: Employer): Promise<boolean> {
  const { enterpriseNumber, ...others } = numbers;
  if (enterpriseNumber === undefined || Object.keys(others).length === 0) return true;
  const named = await Promise.all([reader.employer({ enterpriseNumber }), reader.employer(others)]);
  return named.every((one) => one?.key === key);
}

async function workersAsked(
  reader: DimonaReader,
  { key }: Employer,
  { ssin, familyName = "", givenName }: AskedWorker,
  among: NamedAmong,
): Promise<readonly string[]> {
  if (ssin !== undefined) return [(await reader.worker(ssin)) ?? ssin];
  return await reader.namedWorkers(key, { familyName, givenName }, among);
}

function characteristics(asked: {
  readonly workerTypes?: readonly string[] | undefined;
  readonly jointCommissionNumber?: string | undefined;
  readonly usingEmployerNumber?: string | undefined;
}) {
  const { workerTypes, jointCommissionNumber, usingEmployerNumber } = asked;
  return { workerTypes, jointCommittee: jointCommissionNumber, userEnterprise: usingEmployerNumber };
}
