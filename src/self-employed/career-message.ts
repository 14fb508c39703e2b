// A career of the register as the contract carries it: with the enterprise numbers of funds and texts for every code.
import type { CodeTable } from "../codes/code-table.ts";
import type { SelfEmployedCodes } from "../codes/self-employed-codes.ts";
import type { CareerType } from "../schema/generated/self-employed-common-types-v1.ts";
import type { Career } from "./arza.ts";

/** Codes that a table does not know are passed on without texts. */
export function describeCareer(career: Career, codes: SelfEmployedCodes): CareerType {
  const { enterpriseNumber, occupationCode } = career;
  return {
    nisseReference: career.nisseReference,
    ...(enterpriseNumber === undefined ? {} : { selfEmployedEnterpriseNumber: enterpriseNumber }),
    ...(occupationCode === undefined
      ? {}
      : { occupation: { code: occupationCode, description: textsOf(codes.occupation, occupationCode) } }),
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

function describeFund(code: string, codes: SelfEmployedCodes) {
  const enterpriseNumber = codes.fundEnterpriseNumber(code);
  return enterpriseNumber === undefined ? { code } : { enterpriseNumber, code };
}

type Description = { readonly value: string; readonly language: "NL" | "FR" | "DE" };

function described(
  table: CodeTable,
  code: number,
): { readonly code: number; readonly description: readonly Description[] } {
  return { code, description: textsOf(table, String(code)) };
}

/** Each code's descriptions are made once: answers share them. */
const kept = new WeakMap<CodeTable, Map<string, readonly Description[]>>();

function textsOf(table: CodeTable, code: string): readonly Description[] {
  const byCode = kept.get(table) ?? new Map<string, readonly Description[]>();
  const found = byCode.get(code);
  if (found !== undefined) return found;
  const texts = table.describe(code);
  const made: readonly Description[] =
    texts === undefined
      ? []
      : [
          { value: texts.nl, language: "NL" },
          { value: texts.fr, language: "FR" },
          { value: texts.de, language: "DE" },
        ];
  kept.set(table, byCode.set(code, made));
  return made;
}
