// consultCareer: the periods in which a person was subject to the social statute of the self-employed (S264, section 2.4).
import type { SelfEmployedCodes } from "../codes/self-employed-codes.ts";
import { inscriptionCoversData } from "../crossroads/gates/person.ts";
import { type Operation, refuse, type SourceAnswer } from "../crossroads/operation.ts";
import { grantOf, type Passage } from "../crossroads/passage.ts";
import { headOf } from "../crossroads/response-head.ts";
import { statuses } from "../crossroads/statuses.ts";
import { intersection, overlaps, type Period } from "../kernel/period.ts";
import type { CareerType } from "../schema/generated/self-employed-common-types-v1.ts";
import {
  type ConsultCareerRequest,
  decodeConsultCareerRequest,
  encodeConsultCareerFault,
  encodeConsultCareerResponse,
} from "../schema/generated/self-employed-v2.ts";
import type { Career, CareerSource } from "./arza.ts";
import { askArza } from "./ask-arza.ts";
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
    encodeResponse: (response) =>
      encodeConsultCareerResponse({
        ...headOf(response),
        criteria: response.request.criteria,
        ...(response.dataFilters.length === 0 ? {} : { dataFilters: { filteredElement: response.dataFilters } }),
        ...(response.data === undefined ? {} : { career: response.data }),
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
  const arza = await askArza(careers, passage);
  if (arza.kind === "refused") return arza;
  const asked = within(arza.data, passage.question.period, grantOf(passage).period.clip);
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
