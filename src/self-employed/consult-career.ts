// consultCareer: the periods in which a person was subject to the social statute of the self-employed (S264, section 2.4).
import type { SelfEmployedCodes } from "../codes/self-employed-codes.ts";
import { inscriptionCoversData } from "../crossroads/gates/person.ts";
import type { Operation, SourceAnswer } from "../crossroads/operation.ts";
import { grantOf, type Passage, personOf, refusedBecause } from "../crossroads/passage.ts";
import { statuses } from "../crossroads/statuses.ts";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import { intersection, overlaps, type Period } from "../kernel/period.ts";
import type { CareerType } from "../schema/generated/self-employed-common-types-v1.ts";
import {
  type ConsultCareerRequest,
  decodeConsultCareerRequest,
  encodeConsultCareerFault,
  encodeConsultCareerResponse,
} from "../schema/generated/self-employed-v2.ts";
import type { Career, CareerSource } from "./arza.ts";
import { describeCareer } from "./career-message.ts";
import { filterCareer } from "./filter.ts";
import { interfaceNamespace, serviceName } from "./names.ts";
import { readPeriod } from "./period.ts";
import { supplierGate } from "./supplier-gate.ts";

export function consultCareer(
  careers: CareerSource,
  codes: SelfEmployedCodes,
): Operation<ConsultCareerRequest, CareerType> {
  return {
    service: serviceName,
    name: "consultCareer",
    element: { namespace: interfaceNamespace, localName: "consultCareerRequest" },
    decode: decodeConsultCareerRequest,
    periodOf: ({ criteria }, today) => readPeriod(criteria.period, today),
    gates: [supplierGate],
    ask: (_, passage) => askCareer(careers, codes, passage),
    filter: (career, grant) => filterCareer(career, grant.filter),
    encodeResponse: ({ request, informationCBSS, status, ssin, dataFilters, data }) =>
      encodeConsultCareerResponse({
        informationCustomer: request.informationCustomer,
        informationCBSS,
        legalContext: request.legalContext,
        criteria: request.criteria,
        status,
        ...(ssin === undefined
          ? {}
          : {
              ssin:
                ssin.replaces === undefined ? { value: ssin.value } : { value: ssin.value, replaces: ssin.replaces },
            }),
        ...(dataFilters.length === 0 ? {} : { dataFilters: { filteredElement: dataFilters } }),
        ...(data === undefined ? {} : { career: data }),
      }),
    encodeFault: encodeConsultCareerFault,
  };
}

/** Only the segments that share a day with the period asked about; cut to it where the annex says so. */
async function askCareer(
  careers: CareerSource,
  codes: SelfEmployedCodes,
  passage: Passage,
): Promise<SourceAnswer<CareerType>> {
  const known = await careers.careerOf(personOf(passage).ssin).catch((error: unknown) => {
    if (error instanceof DatabaseUnavailable) return "unavailable" as const;
    throw error;
  });
  if (known === "unavailable") {
    const found = "no answer in time";
    return refuse(statuses.MSG00020, "an answer from ARZA", found, [
      { fieldName: "supplier", fieldValue: "RSVZ/INASTI, ARZA" },
    ]);
  }
  if (known === undefined) return refuse(statuses.SES00100, "a career in ARZA", "none");
  const asked =
    known.affiliations.length === 0 ? known : within(known, passage.question.period, grantOf(passage).period.clip);
  if (known.affiliations.length === 0) return refuse(statuses.SES00100, "a career in ARZA", "no segments");
  if (asked.affiliations.length === 0) {
    return refuse(statuses.SES00200, "a segment in the period asked about", "segments in other periods");
  }
  const periods = asked.affiliations.flatMap(({ segments }) => segments.map(({ period }) => period));
  const covered = inscriptionCoversData(passage, periods);
  if (!covered.passed) return { kind: "refused", refusal: covered };
  return { kind: "data", data: describeCareer(asked, codes) };
}

function within(career: Career, asked: Period | undefined, clip: boolean): Career {
  if (asked === undefined) return career;
  const affiliations = career.affiliations.flatMap((affiliation) => {
    const segments = affiliation.segments.flatMap((segment) => {
      if (!overlaps(segment.period, asked)) return [];
      return [clip ? { ...segment, period: intersection(segment.period, asked) ?? segment.period } : segment];
    });
    return segments.length === 0 ? [] : [{ ...affiliation, segments }];
  });
  return { ...career, affiliations };
}

function refuse(...[status, expected, found, information = []]: RefusalParts): SourceAnswer<CareerType> {
  return { kind: "refused", refusal: refusedBecause(status, { expected, found, information }) };
}

type RefusalParts = [
  status: Parameters<typeof refusedBecause>[0],
  expected: string,
  found: string,
  information?: readonly { readonly fieldName: string; readonly fieldValue: string }[],
];
