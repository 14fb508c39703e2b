// For whom a customer speaks: its annex names its enterprise, which is an employer, or has mandates of employers.
import type { Annex } from "../../crossroads/annex.ts";
import { type Identifier, parseIdentifier } from "../../employers/identifier.ts";
import type { Sender } from "../register/submission.ts";

export function senderOf(annex: Annex): Sender {
  return { customer: annex.customer, identifier: identifierOf(annex), secured: true, unmandated: "turned-away" };
}

/** Undefined for a customer without an enterprise number, who can declare for nobody. */
export function identifierOf({ identification }: Annex): Identifier | undefined {
  if (!("cbeNumber" in identification)) return undefined;
  const parsed = parseIdentifier("cbe", identification.cbeNumber);
  return parsed.ok ? parsed.value : undefined;
}
