// What the example programs print, read back: the answer or the fault as their SOAP library understood it.

import { z } from "zod";
import type { PlainCareer } from "./expected-career.ts";

/** zeep and PHP name elements alike; zeep has null where PHP has nothing. */
export function readAnswer(printed: string) {
  const { status, dataFilters, career } = answerShape.parse(JSON.parse(printed));
  return {
    status: `${status.value} ${status.code}`,
    filtered: dataFilters?.filteredElement ?? [],
    career: career === undefined || career === null ? undefined : plain(career),
  };
}

/** Quarter, fund and sickness-insurance category of each contribution, as zeep has them. */
export function readContributions(printed: string) {
  const { status, contributions } = contributionsShape.parse(JSON.parse(printed));
  return {
    status: `${status.value} ${status.code}`,
    rows: (contributions?.contribution ?? []).map(
      ({ quarter, socialInsuranceFund, ziv }) => `${quarter} ${socialInsuranceFund.code} ${ziv?.code ?? "-"}`,
    ),
  };
}

/** The reason code of a fault and what it says in particular. */
export function readFault(printed: string) {
  const { detail } = faultShape.parse(JSON.parse(printed));
  const { reasonCode, information } = Array.isArray(detail) ? detail[0] : detail;
  const list = Array.isArray(information) ? information : [information ?? []].flat();
  return { code: reasonCode, fields: Object.fromEntries(list.map((one) => [one.fieldName, one.fieldValue])) };
}

function plain({ nisseReference, selfEmployedEnterpriseNumber, occupation, affiliations }: Career): PlainCareer {
  return {
    nisseReference,
    enterpriseNumber: selfEmployedEnterpriseNumber ?? undefined,
    occupation: occupation?.code,
    affiliations: affiliations.affiliation.map(({ socialInsuranceFund, signatureDate, careerSegments }) => ({
      fund: socialInsuranceFund.code,
      signed: signatureDate ?? undefined,
      segments: careerSegments.careerSegment.map(
        ({ period, selfEmployedQuality, contribution, equality }) =>
          `${period.beginDate}..${period.endDate ?? ""} ${selfEmployedQuality.code} ${contribution.code} ${equality?.code ?? "-"}`,
      ),
    })),
  };
}

// Numbers have to be numbers: a library that saw no types gives text.
const numbered = z.object({ code: z.number() });

const careerShape = z.object({
  nisseReference: z.string(),
  selfEmployedEnterpriseNumber: z.string().nullish(),
  occupation: z.object({ code: z.string() }).nullish(),
  affiliations: z.object({
    affiliation: z.array(
      z.object({
        socialInsuranceFund: z.object({ code: z.string() }),
        signatureDate: z.iso.date().nullish(),
        careerSegments: z.object({
          careerSegment: z.array(
            z.object({
              period: z.object({ beginDate: z.iso.date(), endDate: z.iso.date().nullish() }),
              selfEmployedQuality: numbered,
              contribution: numbered,
              equality: numbered.nullish(),
            }),
          ),
        }),
      }),
    ),
  }),
});

type Career = z.infer<typeof careerShape>;

const answerShape = z.object({
  status: z.object({ value: z.string(), code: z.string() }),
  dataFilters: z.object({ filteredElement: z.array(z.string()) }).nullish(),
  career: careerShape.nullish(),
});

// PHP reads a fault without its types, so a list of one is no list there.
const field = z.object({ fieldName: z.string(), fieldValue: z.string() });
const message = z.object({ reasonCode: z.string(), information: z.union([field, z.array(field)]).nullish() });
const faultShape = z.object({ detail: z.union([message, z.tuple([message])]) });

const contributionsShape = z.object({
  status: z.object({ value: z.string(), code: z.string() }),
  contributions: z
    .object({
      contribution: z.array(
        z.object({
          quarter: z.string(),
          socialInsuranceFund: z.object({ code: z.string() }),
          contributionSituation: z.object({ code: z.string() }),
          ziv: numbered.nullish(),
        }),
      ),
    })
    .nullish(),
});
