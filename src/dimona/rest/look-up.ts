// GET of one declaration, period or daily registration by its number.
import { z } from "zod";
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Language } from "../../rest/language.ts";
import type { ResourceCall, ResourceOperation, ResourceReply } from "../../rest/operation.ts";
import { numberOf } from "../anomaly.ts";
import { isFileOpen } from "../closed-file.ts";
import { type DimonaNumber, parseDimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import type { Employer } from "../employer.ts";
import { writeNotification } from "../message/notification.ts";
import { consultOperation, consultScope, serviceName } from "../names.ts";
import { nextActionsOf, standingOf } from "../next-actions.ts";
import { resultPage, resultPageHeaders } from "../readable/result-page.ts";
import type { KeptDeclaration } from "../register/kept.ts";
import type { DimonaReader } from "../register/reader.ts";
import { identifierOf } from "./caller.ts";
import { declarationAnswerSchema, notificationSchema, resultPageSchema } from "./declaration-schemas.ts";
import { declarationExamples, periodExamples, registrationExamples } from "./examples.ts";
import { nextActionJson, periodJson, registrationJson } from "./file-json.ts";
import { periodAnswerSchema, registrationSchema } from "./file-schemas.ts";
import { fileNotOpen, nothingThere, notInXml } from "./refusals.ts";
import { declarationJson } from "./to-json.ts";

export interface LookUpParts {
  readonly reader: DimonaReader;
  readonly codes: DimonaCodes;
  readonly clock: Clock;
}

export function lookUpOperations({ reader, codes, clock }: LookUpParts): readonly ResourceOperation[] {
  return [
    lookUp("/declarations/{declarationId}", "declarationId", {
      operationId: "getDeclaration",
      summary: "A declaration and what became of it",
      description:
        "For who sent it, its employer, and who has a mandate of that employer; as JSON, as the RSZ's NOTIFICATION (application/xml), or as a page for people in the language of Accept-Language (text/html). Answers 404 for a number that is not, or not yet, that of a declaration, and for one that the caller may not see.",
      success: {
        ...success("The declaration and its result", declarationAnswerSchema),
        forms: { "application/xml": notificationSchema, "text/html": resultPageSchema },
      },
      examples: declarationExamples,
      find: async (number, { annex, exchange, language, form }) => {
        const kept = await reader.declaration(number);
        if (kept === undefined) return nothingThere();
        exchange.subject = kept.ssin;
        const isOwn = kept.customer === annex.customer;
        const entity = kept.employer?.entity;
        const isAllowed = isOwn || (entity !== undefined && (await reader.maySee(identifierOf(annex), entity)));
        return isAllowed ? inForm(form, kept, codes, language) : nothingThere();
      },
    }),
    lookUp("/periods/{periodId}", "periodId", {
      operationId: "getPeriod",
      summary: "A period, and what may be declared on it now",
      description:
        "For its employer, and who has a mandate of that employer, unless the employer has only a provisional number (403); 404 for all others.",
      success: success("The period", periodAnswerSchema),
      examples: periodExamples,
      find: async (number, { annex, exchange, language }) => {
        const period = await reader.period(number);
        if (period === undefined || !(await reader.maySee(identifierOf(annex), period.employer))) return nothingThere();
        const employer = await employerOf(period, reader);
        if (!isFileOpen(employer)) return fileNotOpen(language);
        exchange.subject = period.ssin;
        const actions = nextActionsOf(period, employer, standingOf(period, employer, codes, clock));
        const body = { ...periodJson(period, employer, codes), nextActions: actions.map(nextActionJson) };
        return { kind: "answered", body };
      },
    }),
    lookUp("/dailyRegistrations/{dailyRegistrationId}", "dailyRegistrationId", {
      operationId: "getDailyRegistration",
      summary: "The registered hours of one day",
      description:
        "For the employer of its period, and who has a mandate of that employer, unless the employer has only a provisional number (403); 404 for all others.",
      success: success("The registration", registrationSchema),
      examples: registrationExamples,
      find: async (number, { annex, exchange, language }) => {
        const registration = await reader.registration(number);
        const period = registration === undefined ? undefined : await reader.period(registration.periodId);
        if (registration === undefined || period === undefined) return nothingThere();
        if (!(await reader.maySee(identifierOf(annex), period.employer))) return nothingThere();
        if (!isFileOpen(await employerOf(period, reader))) return fileNotOpen(language);
        exchange.subject = period.ssin;
        return { kind: "answered", body: registrationJson(registration) };
      },
    }),
  ];
}

async function employerOf({ employer: entity }: DimonaPeriod, reader: DimonaReader): Promise<Employer> {
  const employer = await reader.employerWith(entity);
  if (employer === undefined) throw new Error("a period of an employer that the register does not have");
  return employer;
}

function inForm(
  form: ResourceCall["form"],
  kept: KeptDeclaration,
  codes: DimonaCodes,
  language: Language,
): ResourceReply {
  switch (form) {
    case "application/json":
      return { kind: "answered", body: declarationJson(kept, codes, language) };
    case "text/html":
      return { kind: "written", form, text: resultPage(kept, codes, language), headers: resultPageHeaders(language) };
    case "application/xml": {
      const written = writeNotification(kept, (code) => codes.anomaly(numberOf(code))?.label[language] ?? "");
      return written.ok ? { kind: "written", form, text: written.value } : notInXml(language);
    }
  }
}

type Shown = Pick<ResourceOperation, "operationId" | "summary" | "description" | "success" | "examples"> & {
  readonly find: (number: DimonaNumber, call: ResourceCall) => Promise<ResourceReply>;
};

function lookUp(
  path: string,
  name: string,
  { find, ...shown }: Shown,
): ResourceOperation<undefined, Record<string, string>> {
  return {
    ...shown,
    method: "get",
    operation: { service: serviceName, name: consultOperation },
    path,
    scope: consultScope,
    parameters: z.strictObject({
      [name]: z
        .string()
        .regex(/^\d{12}$/)
        .describe("Its number"),
    }),
    parameterPlaces: { [name]: "path" },
    answer: async (call) => {
      const number = parseDimonaNumber(call.parameters[name] ?? "");
      return number.ok ? await find(number.value, call) : nothingThere();
    },
  };
}

function success(description: string, schema: z.ZodType): ResourceOperation["success"] {
  return { status: 200, description, schema };
}
