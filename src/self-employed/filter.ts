// Elements of a career that an annex may keep from a customer: the optional ones, so that what is left meets the contract.
import type { CareerType } from "../schema/generated/self-employed-common-types-v1.ts";

export const filterableElements = ["selfEmployedEnterpriseNumber", "occupation", "signatureDate", "equality"] as const;

/** Takes the named elements out and tells which of them were there, by their official names, in order of the contract. */
export function filterCareer(
  career: CareerType,
  filter: readonly string[],
): { readonly data: CareerType; readonly removed: readonly string[] } {
  if (filter.length === 0) return { data: career, removed: [] };
  const removed = new Set<string>();
  const without = <Part extends object, Name extends keyof Part & string>(part: Part, name: Name): Omit<Part, Name> => {
    if (!filter.includes(name) || part[name] === undefined) return part;
    removed.add(name);
    const { [name]: _, ...rest } = part;
    return rest;
  };
  const affiliation = career.affiliations.affiliation.map((one) => ({
    ...without(one, "signatureDate"),
    careerSegments: { careerSegment: one.careerSegments.careerSegment.map((segment) => without(segment, "equality")) },
  }));
  const data = {
    ...without(without(career, "selfEmployedEnterpriseNumber"), "occupation"),
    affiliations: { affiliation },
  };
  return { data, removed: filterableElements.filter((name) => removed.has(name)) };
}
