// Who holds an inscription: an enterprise, a sector of the social security, or one institution of a sector.
import { parseEnterpriseNumber } from "../kernel/enterprise-number.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";

declare const holder: unique symbol;

/** `cbe:0123456749`, `sector:17` or `sector:17.1`: compared letter by letter with what annexes ask for. */
export type Holder = string & { readonly [holder]: true };

/** zeros: `sector:017` would be another holder than `sector:17`. */
export type HolderFault = { readonly kind: "shape" | "zeros" | "check-digits" };

export const holderForms = "cbe:0123456749, sector:17 or sector:17.1";

export const holderShape = /^(cbe:\d{10}|sector:\d{1,3}(\.\d{1,3})?)$/;

/** Refuses, in this order: another shape; zeros before a number of a sector or institution; an enterprise number that cannot be. */
export function parseHolder(text: string): Outcome<Holder, HolderFault> {
  if (!holderShape.test(text)) return refused({ kind: "shape" });
  if (/[:.]0\d{1,2}(\.|$)/.test(text)) return refused({ kind: "zeros" });
  if (text.startsWith("cbe:")) {
    const number = parseEnterpriseNumber(text.slice("cbe:".length));
    if (!number.ok) return refused({ kind: number.reason.kind });
  }
  return accepted(text as Holder); // the only place where one is made
}
