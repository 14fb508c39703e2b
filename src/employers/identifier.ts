// The numbers by which an entity is found, written with their kind: two kinds share their shape and their check digits may agree.
import { parseEnterpriseNumber } from "../kernel/enterprise-number.ts";
import { parseNssoNumber, parsePplNumber, parseProvisionalNssoNumber } from "../kernel/nsso-number.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { parseSsin } from "../kernel/ssin.ts";

declare const identifier: unique symbol;

/** `cbe:0123456749`, `ssin:` with eleven digits; `nsso:`, `provisional:` and `ppl:` with ten, leading zeros included. */
export type Identifier = string & { readonly [identifier]: true };

/** nsso: the final number of an employer; ppl: the number of a provincial or local administration. */
export type IdentifierKind = "cbe" | "ssin" | "nsso" | "provisional" | "ppl";

/** Never holds the number. */
export interface IdentifierFault {
  readonly kind: "shape" | "out-of-range" | "check-digits" | "no-such-date";
}

/** Takes a number as its element writes it: employers' numbers with or without leading zeros, the others in full. */
export function parseIdentifier(kind: IdentifierKind, number: string): Outcome<Identifier, IdentifierFault> {
  const parsed = parsers[kind](number);
  if (parsed.ok) return accepted(`${kind}:${parsed.value}` as Identifier); // the only place where one is made
  const fault = parsed.reason.kind;
  return refused({ kind: fault === "month" || fault === "day" || fault === "counter" ? "no-such-date" : fault });
}

export function kindOf(identifier: Identifier): IdentifierKind {
  return identifier.slice(0, identifier.indexOf(":")) as IdentifierKind; // one of them, or it would not have been made
}

const parsers = {
  cbe: parseEnterpriseNumber,
  ssin: parseSsin,
  nsso: parseNssoNumber,
  provisional: parseProvisionalNssoNumber,
  ppl: parsePplNumber,
} as const;
