// What an employer is told of other numbers and names, searched for and looked up.
import { z } from "zod";
import { addDays, parseDay } from "../../kernel/day.ts";
import { firstMomentOf } from "../../kernel/local-time.ts";
import { certain } from "../../kernel/outcome.ts";
import type { ResourceOperation } from "../../rest/operation.ts";
import type { Employer } from "../employer.ts";
import { writeIdflux } from "../message/idflux.ts";
import { consultOperation, consultScope, serviceName } from "../names.ts";
import type { IdentityChange, Situation } from "../register/identity-changes.ts";
import type { DimonaReader } from "../register/reader.ts";
import { identifierOf } from "./caller.ts";
import { identityChangeExamples, identityChangeSearchExamples } from "./identity-change-examples.ts";
import {
  identityChangeSchema,
  identityChangeSearchSchema,
  identityChangesSchema,
  idfluxSchema,
} from "./identity-change-schemas.ts";
import { nothingThere, notInXml } from "./refusals.ts";
import { search } from "./search.ts";
import { employerJson, hrefOf } from "./to-json.ts";

export function identityChangeOperations(reader: DimonaReader): readonly ResourceOperation[] {
  return [
    search<z.infer<typeof identityChangeSearchSchema>>(reader, {
      // It was told to the employer, whether it may look into its file or not.
      inFile: false,
      path: "/identityChanges/search",
      operationId: "searchIdentityChanges",
      summary: "Find what an employer was told of other numbers and names",
      description:
        "A worker's SSIN was replaced, a worker is called otherwise in the register of persons, or the employer has another number. The newest first.",
      input: identityChangeSearchSchema,
      schema: identityChangesSchema,
      examples: identityChangeSearchExamples,
      find: async ({ period }, { employer, workers }, page) => {
        const { startDate, endDate } = period ?? {};
        const criteria = {
          employer: employer.key,
          workers,
          knownFrom: startDate === undefined ? undefined : firstMomentOf(certain(parseDay(startDate))),
          knownBefore: endDate === undefined ? undefined : firstMomentOf(addDays(certain(parseDay(endDate)), 1)),
        };
        const found = await reader.identityChanges(criteria, page);
        return found.map((one) => ({ ssin: one.valid.ssin, body: identityChangeJson(one, employer) }));
      },
    }),
    lookUpIdentityChange(reader),
  ];
}

function lookUpIdentityChange(
  reader: DimonaReader,
): ResourceOperation<undefined, { readonly identityChangeId: string }> {
  return {
    method: "get",
    operation: { service: serviceName, name: consultOperation },
    path: "/identityChanges/{identityChangeId}",
    operationId: "getIdentityChange",
    summary: "One thing that an employer was told of another number or name",
    description:
      "For the employer, and who has a mandate of it; 404 for all others. As JSON, or as the RSZ's IDFLUX (application/xml).",
    scope: consultScope,
    parameters: z.strictObject({
      identityChangeId: z
        .string()
        .regex(/^[1-9]\d{0,9}$/)
        .describe("Its number"),
    }),
    parameterPlaces: { identityChangeId: "path" },
    success: {
      status: 200,
      description: "What was, and what is",
      schema: identityChangeSchema,
      forms: { "application/xml": idfluxSchema },
    },
    examples: identityChangeExamples,
    answer: async ({ annex, exchange, form, language, parameters }) => {
      const change = await reader.identityChange(parameters.identityChangeId);
      if (change === undefined || !(await reader.maySee(identifierOf(annex), change.employer))) return nothingThere();
      exchange.subject = change.valid.ssin;
      const employer = await reader.employerWith(change.employer);
      if (employer === undefined) throw new Error("something was told to an employer that the register does not have");
      if (form !== "application/xml") return { kind: "answered", body: identityChangeJson(change, employer) };
      const written = writeIdflux(change, employer);
      return written.ok ? { kind: "written", form, text: written.value } : notInXml(language);
    },
  };
}

function identityChangeJson(change: IdentityChange, employer: Employer): z.input<typeof identityChangeSchema> {
  const { number, code, effective, valid, outdated, knownAt } = change;
  return {
    href: hrefOf("identityChanges", number),
    identityChangeId: Number(number),
    justificationCode: code,
    effectiveStartingDate: effective,
    employer: employerJson(employer),
    validSituation: situationJson(valid),
    outdatedSituation: situationJson(outdated),
    toldAt: new Date(knownAt).toISOString(),
  };
}

function situationJson({ ssin, lastName, firstName, birthDate, sex, nssoNumber, provisionalNumber }: Situation) {
  const employerId = nssoNumber ?? provisionalNumber;
  return {
    ...(ssin === undefined ? {} : { ssin }),
    ...(lastName === undefined ? {} : { familyName: lastName }),
    ...(firstName === undefined ? {} : { givenNames: firstName }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { gender: sex }),
    ...(employerId === undefined ? {} : { employerId: Number(employerId) }),
  };
}
