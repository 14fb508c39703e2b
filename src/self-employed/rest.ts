// SelfEmployedService v2 in JSON: the same operations and the same facts as the SOAP contract carries.
import type { z } from "zod";
import type { Operation } from "../crossroads/operation.ts";
import type { RestApi, RestInput, RestOperation } from "../rest/operation.ts";
import type { CareerType, ContributionsType } from "../schema/generated/self-employed-common-types-v1.ts";
import type { ConsultCareerRequest, ConsultContributionsRequest } from "../schema/generated/self-employed-v2.ts";
import { careerExamples, contributionExamples } from "./rest-examples.ts";
import {
  careerAnswerSchema,
  careerQuestionSchema,
  contributionsAnswerSchema,
  contributionsQuestionSchema,
  selfEmployedSchemas,
} from "./rest-schemas.ts";

const restBase = "/REST/selfEmployed/v2";

export function selfEmployedApi(
  consultCareer: Operation<ConsultCareerRequest, CareerType>,
  consultContributions: Operation<ConsultContributionsRequest, ContributionsType>,
): RestApi<RestOperation> {
  return {
    base: restBase,
    title: "SelfEmployedService",
    version: "2.0.0",
    description:
      "Careers and contributions of self-employed persons. The same operations, rights, refusals and audit as SelfEmployedService v2 in SOAP; only the form is another.",
    tag: "Self employed",
    operations: [searchCareers(consultCareer), searchContributions(consultContributions)],
    scopes: {
      "scope:selfemployed:career:consult": "Ask for careers of self-employed persons",
      "scope:selfemployed:contributions:consult": "Ask for contributions of self-employed persons",
    },
    schemas: selfEmployedSchemas,
  };
}

function searchCareers(
  operation: Operation<ConsultCareerRequest, CareerType>,
): RestOperation<CareerQuestion, ConsultCareerRequest, CareerType> {
  return {
    operation,
    path: "/careers/search",
    operationId: "searchCareers",
    summary: "Find the career of a self-employed person",
    description:
      "Gives at most one career: the periods in which the person was subject to the social statute of the self-employed. A POST, since the number of a person does not belong in an address. The SOAP operation is consultCareer.",
    scope: "scope:selfemployed:career:consult",
    input: careerQuestionSchema,
    answer: careerAnswerSchema,
    pointers: { ssin: "/ssin", beginDate: "/period/startDate", endDate: "/period/endDate" },
    examples: careerExamples,
    toRequest: ({ ssin, period, legalContext }, informationCustomer) => ({
      informationCustomer,
      legalContext,
      criteria: {
        ssin,
        ...(period === undefined
          ? {}
          : {
              period: {
                beginDate: period.startDate,
                ...(period.endDate === undefined ? {} : { endDate: period.endDate }),
              },
            }),
      },
    }),
    toItems: (career) => [careerAsJson(career)],
  };
}

function searchContributions(
  operation: Operation<ConsultContributionsRequest, ContributionsType>,
): RestOperation<ContributionsQuestion, ConsultContributionsRequest, ContributionsType> {
  return {
    operation,
    path: "/contributions/search",
    operationId: "searchContributions",
    summary: "Find the contributions of a self-employed person, by quarter",
    description: "Gives one item for each quarter and fund, at most forty. The SOAP operation is consultContributions.",
    scope: "scope:selfemployed:contributions:consult",
    input: contributionsQuestionSchema,
    answer: contributionsAnswerSchema,
    pointers: { ssin: "/ssin", beginQuarter: "/period/startQuarter", endQuarter: "/period/endQuarter" },
    examples: contributionExamples,
    toRequest: ({ ssin, period, legalContext }, informationCustomer) => ({
      informationCustomer,
      legalContext,
      criteria: {
        ssin,
        period: {
          beginQuarter: period.startQuarter,
          ...(period.endQuarter === undefined ? {} : { endQuarter: period.endQuarter }),
        },
      },
    }),
    toItems: ({ contribution }) => contribution.map(contributionAsJson),
  };
}

type CareerQuestion = z.infer<typeof careerQuestionSchema> & RestInput;
type ContributionsQuestion = z.infer<typeof contributionsQuestionSchema> & RestInput;
type CareerJson = z.infer<typeof careerAnswerSchema>["items"][number];
type ContributionJson = z.infer<typeof contributionsAnswerSchema>["items"][number];

function careerAsJson({
  nisseReference,
  selfEmployedEnterpriseNumber,
  occupation,
  affiliations,
}: CareerType): CareerJson {
  return {
    nisseReference,
    ...(selfEmployedEnterpriseNumber === undefined ? {} : { selfEmployedEnterpriseNumber }),
    ...(occupation === undefined ? {} : { occupation: codeAsJson(occupation) }),
    affiliations: affiliations.affiliation.map(({ socialInsuranceFund, signatureDate, careerSegments }) => ({
      socialInsuranceFund,
      ...(signatureDate === undefined ? {} : { signatureDate }),
      careerSegments: careerSegments.careerSegment.map(({ period, selfEmployedQuality, contribution, equality }) => ({
        period: {
          startDate: period.beginDate,
          ...(period.endDate === undefined ? {} : { endDate: period.endDate }),
        },
        selfEmployedQuality: codeAsJson(selfEmployedQuality),
        contribution: codeAsJson(contribution),
        ...(equality === undefined ? {} : { equality: codeAsJson(equality) }),
      })),
    })),
  };
}

function contributionAsJson({
  quarter,
  socialInsuranceFund,
  contributionSituation,
  ziv,
}: ContributionsType["contribution"][number]): ContributionJson {
  return {
    quarter,
    socialInsuranceFund,
    contributionSituation: codeAsJson(contributionSituation),
    ...(ziv === undefined ? {} : { ziv: codeAsJson(ziv) }),
  };
}

interface Described<Code> {
  readonly code: Code;
  readonly description?: readonly { readonly value: string; readonly language: "NL" | "FR" | "DE" }[] | undefined;
}

const properties = { NL: "nl", FR: "fr", DE: "de" } as const;

function codeAsJson<Code>({ code, description = [] }: Described<Code>) {
  if (description.length === 0) return { code };
  return {
    code,
    description: Object.fromEntries(description.map(({ value, language }) => [properties[language], value])),
  };
}
