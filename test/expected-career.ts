// What an answer about a synthetic person has to say, worked out from how the person was made and from nothing in between.

import type { SyntheticPerson } from "../src/population/persons.ts";
import type { ConsultCareerResponse } from "../src/schema/generated/self-employed-v2.ts";

/** A career without texts: what two people would compare over the telephone. */
export interface PlainCareer {
  readonly nisseReference: string;
  readonly enterpriseNumber: string | undefined;
  readonly occupation: string | undefined;
  readonly affiliations: readonly {
    readonly fund: string;
    readonly signed: string | undefined;
    readonly segments: readonly string[];
  }[];
}

interface View {
  /** Only segments that share a day with these. */
  readonly from?: string;
  readonly to?: string;
  /** Cut to them. */
  readonly clip?: boolean;
  readonly without?: readonly string[];
}

const always = "9999-12-31";

export function expectedCareer(person: SyntheticPerson, view: View = {}): PlainCareer | undefined {
  const { career } = person;
  if (career === undefined) return undefined;
  const { from = "0001-01-01", to = always, clip = false, without = [] } = view;
  const current = career.segments
    .filter(({ knownUntil }) => knownUntil === undefined)
    .filter(({ beginDate, endDate = always }) => beginDate <= to && endDate >= from);
  const numbers = [...new Set(current.map(({ affiliation }) => affiliation))].sort((a, b) => a - b);
  return {
    nisseReference: career.nisseReference,
    enterpriseNumber: without.includes("selfEmployedEnterpriseNumber") ? undefined : career.enterpriseNumber,
    occupation: without.includes("occupation") ? undefined : career.occupationCode,
    affiliations: numbers.map((number) => {
      const own = current
        .filter(({ affiliation }) => affiliation === number)
        .sort((a, b) => (a.beginDate < b.beginDate ? -1 : 1));
      return {
        fund: own[0]?.fundCode ?? "",
        signed: without.includes("signatureDate") ? undefined : own[0]?.signatureDate,
        segments: own.map(({ beginDate, endDate = always, qualityCode, contributionCode, equalityCode }) => {
          const begin = clip && beginDate < from ? from : beginDate;
          const end = clip && endDate > to ? to : endDate;
          const equality = without.includes("equality") ? undefined : equalityCode;
          return lineOf(begin, end === always ? undefined : end, qualityCode, contributionCode, equality);
        }),
      };
    }),
  };
}

/** The same of an answer. */
export function answeredCareer({ career }: ConsultCareerResponse): PlainCareer | undefined {
  if (career === undefined) return undefined;
  return {
    nisseReference: career.nisseReference,
    enterpriseNumber: career.selfEmployedEnterpriseNumber,
    occupation: career.occupation?.code,
    affiliations: career.affiliations.affiliation.map(({ socialInsuranceFund, signatureDate, careerSegments }) => ({
      fund: socialInsuranceFund.code,
      signed: signatureDate,
      segments: careerSegments.careerSegment.map(({ period, selfEmployedQuality, contribution, equality }) =>
        lineOf(period.beginDate, period.endDate, selfEmployedQuality.code, contribution.code, equality?.code),
      ),
    })),
  };
}

function lineOf(begin: string, end: string | undefined, quality: number, contribution: number, equality?: number) {
  return `${begin}..${end ?? ""} ${quality} ${contribution} ${equality ?? "-"}`;
}
