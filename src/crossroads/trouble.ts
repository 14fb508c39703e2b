// What can go wrong with a message around its operation, whatever the family of contracts calls it.
import type { StructureFault } from "../schema/runtime.ts";
import type { EnvelopeFault } from "../soap/envelope.ts";
import type { XmlElement, XmlFault } from "../xml/tree.ts";
import type { AuthenticationFault } from "./authentication.ts";

export type Trouble = AdmissionCause | ServingTrouble;

/** What exactly was wrong with a message that was not admitted, as the stage that found it says it. */
export type AdmissionCause =
  | { readonly kind: "size" }
  | { readonly kind: "xml"; readonly fault: XmlFault }
  | { readonly kind: "envelope"; readonly fault: EnvelopeFault }
  | { readonly kind: "authentication"; readonly fault: AuthenticationFault }
  | { readonly kind: "no-annex"; readonly proof: string }
  | { readonly kind: "operation"; readonly content: XmlElement }
  | { readonly kind: "structure"; readonly faults: readonly StructureFault[] };

/** A message that was answered before; registers or an audit that cannot be reached now; a mistake of ours. */
interface ServingTrouble {
  readonly kind: "replayed" | "unavailable" | "internal";
}
