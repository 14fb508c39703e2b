// POST .../search of declarations, periods and relations of one employer, page by page.
import type { z } from "zod";
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import { addDays, parseDay } from "../../kernel/day.ts";
import { firstMomentOf } from "../../kernel/local-time.ts";
import { certain } from "../../kernel/outcome.ts";
import type { ResourceCall, ResourceOperation, ResourceReply } from "../../rest/operation.ts";
import type { Employer } from "../employer.ts";
import { consultOperation, consultScope, restBase, serviceName } from "../names.ts";
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
} from "./file-schemas.ts";
import { withoutMandate } from "./refusals.ts";
import { employerNumbers } from "./to-declaration.ts";
import { declarationJson } from "./to-json.ts";

type DeclarationSearch = z.infer<typeof declarationSearchSchema>;
type PeriodSearch = z.infer<typeof periodSearchSchema>;
type RelationSearch = z.infer<typeof relationSearchSchema>;

export function searchOperations(reader: DimonaReader, codes: DimonaCodes): readonly ResourceOperation[] {
  return [
    search<DeclarationSearch>(reader, codes, {
      path: "/declarations/search",
      operationId: "searchDeclarations",
      summary: "Find declarations for an employer",
      description: "All that were sent for the employer, whoever sent them, the newest first.",
      input: declarationSearchSchema,
      schema: declarationsSchema,
      examples: declarationSearchExamples,
      find: async (asked, { employer, ssin }, page, { language }) => {
        const { startDate, endDate } = asked.receptionPeriod ?? {};
        const found = await reader.declarations(
          {
            employer: employer.key,
            ssin,
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
    search<PeriodSearch>(reader, codes, {
      path: "/periods/search",
      operationId: "searchPeriods",
      summary: "Find periods in the personnel file of an employer",
      description: "The latest first. Cancelled periods are found too, unless states leave them out.",
      input: periodSearchSchema,
      schema: periodsSchema,
      examples: periodSearchExamples,
      find: async ({ period, states, isLate, ...asked }, { employer, ssin }, page) => {
        const days = { from: period?.startDate, to: period?.endDate };
        const criteria = { employer: employer.key, ssin, ...days, states, isLate, ...characteristics(asked) };
        const found = await reader.periods(criteria, page);
        return found.map((one) => ({ ssin: one.ssin, body: periodJson(one, employer, codes) }));
      },
    }),
    search<RelationSearch>(reader, codes, {
      path: "/relations/search",
      operationId: "searchRelations",
      summary: "Find the workers of an employer",
      description: "One relation for each worker, from the first hiring to the end of the last occupation.",
      input: relationSearchSchema,
      schema: relationsSchema,
      examples: relationSearchExamples,
      find: async ({ period }, { employer, ssin }, page) => {
        const criteria = { employer: employer.key, ssin, from: period?.startDate, to: period?.endDate };
        const found = await reader.relations(criteria, page);
        return found.map((one) => ({ ssin: one.ssin, body: relationJson(one, employer) }));
      },
    }),
  ];
}

interface Asked {
  readonly employer: { readonly employerId?: number | undefined; readonly enterpriseNumber?: string | undefined };
  readonly worker?: { readonly ssin: string } | undefined;
}

/** Whose file is searched, and of which worker. */
interface Whose {
  readonly employer: Employer;
  readonly ssin: string | undefined;
}

export interface Search<Input extends Asked>
  extends Pick<ResourceOperation, "path" | "operationId" | "summary" | "description" | "examples"> {
  readonly input: z.ZodType<Input>;
  readonly schema: z.ZodType;
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
  codes: DimonaCodes,
  { find, schema, ...shown }: Search<Input>,
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
        return withoutMandate(codes, language);
      }
      const asked = input.worker?.ssin;
      const ssin = asked === undefined ? undefined : ((await reader.worker(asked)) ?? asked);
      exchange.subject = ssin;
      const [page, size] = [Number(parameters.page), Number(parameters.pageSize)];
      const found = await find(input, { employer, ssin }, { size: size + 1, skipped: (page - 1) * size }, call);
      const items = found.slice(0, size);
      if (ssin === undefined) exchange.persons = [...new Set(items.flatMap((item) => item.ssin ?? []))];
      const next = `${restBase}${shown.path}?page=${page + 1}&pageSize=${size}`;
      const more = found.length > size ? { next } : {};
      return { kind: "answered", body: { items: items.map(({ body }) => body), ...more } };
    },
  };
}

function characteristics(asked: {
  readonly workerTypes?: readonly string[] | undefined;
  readonly jointCommissionNumber?: string | undefined;
  readonly usingEmployerNumber?: string | undefined;
}) {
  const { workerTypes, jointCommissionNumber, usingEmployerNumber } = asked;
  return { workerTypes, jointCommittee: jointCommissionNumber, userEnterprise: usingEmployerNumber };
}
