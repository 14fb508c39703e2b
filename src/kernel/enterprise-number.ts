// The numbers of the Crossroads Bank for Enterprises: an enterprise, and an establishment unit of one.
import { accepted, type Outcome, refused } from "./outcome.ts";

declare const enterpriseNumber: unique symbol;
declare const establishmentNumber: unique symbol;

/** Ten digits, the first 0 or 1 (CommonV3, EnterpriseNumberType). */
export type EnterpriseNumber = string & { readonly [enterpriseNumber]: true };

/** Ten digits, the first from 2 to 8 (CommonV3, BusinessUnitNumberType). */
export type EstablishmentNumber = string & { readonly [establishmentNumber]: true };

export type EnterpriseNumberFault =
  | { readonly kind: "shape" }
  | { readonly kind: "check-digits"; readonly expected: string };

/** Ten ASCII digits without dots; the last two are 97 less the remainder of the first eight by 97. */
export function parseEnterpriseNumber(text: string): Outcome<EnterpriseNumber, EnterpriseNumberFault> {
  const fault = faultIn(text, /^[01]\d{9}$/);
  return fault === undefined ? accepted(text as EnterpriseNumber) : refused(fault); // the only place where one is made
}

/** Ten ASCII digits without dots; the same check digits as an enterprise number. */
export function parseEstablishmentNumber(text: string): Outcome<EstablishmentNumber, EnterpriseNumberFault> {
  const fault = faultIn(text, /^[2-8]\d{9}$/);
  return fault === undefined ? accepted(text as EstablishmentNumber) : refused(fault); // the only place where one is made
}

/** The two digits that end the number of an enterprise or establishment which begins with these eight. */
export function enterpriseCheckDigits(firstEight: number): string {
  return String(97 - (firstEight % 97)).padStart(2, "0");
}

function faultIn(text: string, shape: RegExp): EnterpriseNumberFault | undefined {
  if (!shape.test(text)) return { kind: "shape" };
  const expected = enterpriseCheckDigits(Number(text.slice(0, 8)));
  return text.slice(8) === expected ? undefined : { kind: "check-digits", expected };
}
