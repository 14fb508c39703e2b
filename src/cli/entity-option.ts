// An entity as the command line names it: by a number, with its kind before it where that is not certain.
import { type IdentifierKind, parseIdentifier } from "../employers/identifier.ts";
import type { EntityIDType } from "../schema/generated/employer-mandate-consultation-types-v2.ts";
import { Refusal } from "./refusal.ts";

/**
 * One number, or an employer's number and the enterprise number: `0199900024`, `nsso:0199900024`. With its kind before it a
 * number is sent as it is, be it wrong. Throws a Refusal for a number that could be of several kinds or of none.
 */
export function entityFrom(numbers: readonly string[]): EntityIDType {
  const given = new Map(numbers.map(kindAndNumber));
  const [cbe, nsso, provisional, ppl, ssin] = kinds.map((kind) => given.get(kind));
  const company = cbe === undefined ? {} : { CompanyID: cbe };
  const beside = given.size - (cbe === undefined ? 0 : 1);
  if (given.size === numbers.length && beside <= 1) {
    if (nsso !== undefined) return { NOSSRegistrationNbr: nsso, ...company };
    if (provisional !== undefined) return { ProvisionalNSSONbr: provisional, ...company };
    // The contract has no room for the leading zeros that fill it up to ten digits.
    if (ppl !== undefined) return { NOSSLPARegistrationNbr: ppl.replace(/^0+/, ""), ...company };
    if (cbe !== undefined && beside === 0) return { CompanyID: cbe };
    if (ssin !== undefined && cbe === undefined) return { INSS: ssin };
  }
  throw new Refusal("an entity is named by one number, or by an employer's number and an enterprise number");
}

const kinds = ["cbe", "nsso", "provisional", "ppl", "ssin"] as const;

function kindAndNumber(text: string): readonly [IdentifierKind, string] {
  const [, prefix = "", number = ""] = /^([a-z]+):(.*)$/.exec(text) ?? [];
  const named = kinds.find((kind) => kind === prefix);
  if (named !== undefined) return [named, number];
  const [kind, ...others] = kinds.filter((one) => parseIdentifier(one, text).ok);
  const asked = "write its kind before it: cbe:, nsso:, provisional:, ppl: or ssin:";
  if (kind === undefined) throw new Refusal(`${text} is no number of an entity; to send it all the same, ${asked}`);
  if (others.length > 0)
    throw new Refusal(`${text} could be a number of kind ${[kind, ...others].join(" or ")}; ${asked}`);
  return [kind, text];
}
