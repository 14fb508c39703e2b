// A career of the register as the contract carries it: with the enterprise numbers of funds and texts for every code.
import type { SelfEmployedCodes } from "../codes/self-employed-codes.ts";
import type { CareerType } from "../schema/generated/self-employed-common-types-v1.ts";
import type { Career } from "./arza.ts";
import { described, describeFund } from "./descriptions.ts";

/** Codes that a table does not know are passed on without texts. */
export function describeCareer(career: Career, codes: SelfEmployedCodes): CareerType {
  const { enterpriseNumber, occupationCode } = career;
  return {
    nisseReference: career.nisseReference,
    ...(enterpriseNumber === undefined ? {} : { selfEmployedEnterpriseNumber: enterpriseNumber }),
    ...(occupationCode === undefined ? {} : { occupation: described(codes.occupation, occupationCode) }),
    affiliations: {
      affiliation: career.affiliations.map(({ fundCode, signatureDate, segments }) => ({
        socialInsuranceFund: describeFund(fundCode, codes),
        ...(signatureDate === undefined ? {} : { signatureDate }),
        careerSegments: {
          careerSegment: segments.map(({ period, qualityCode, contributionCode, equalityCode }) => ({
            period:
              period.to === undefined ? { beginDate: period.from } : { beginDate: period.from, endDate: period.to },
            selfEmployedQuality: described(codes.selfEmployedQuality, qualityCode),
            contribution: described(codes.contributionCategory, contributionCode),
            ...(equalityCode === undefined ? {} : { equality: described(codes.equality, equalityCode) }),
          })),
        },
      })),
    },
  };
}
