// The cause of a refusal as far as the audit kept it: less than the message itself would show.
import { standsInAnnex } from "../admission.ts";
import type { GateAnswer } from "../passage.ts";
import { statuses } from "../statuses.ts";
import { isSecurityReason, type NamedCause } from "./named-cause.ts";
import type { StructuralCause } from "./structure-texts.ts";

/** Undefined where the status and its gate say all that is known. */
export function keptCause({ gate, passed, code, expected = "", found = "" }: GateAnswer): NamedCause | undefined {
  if (passed) return undefined;
  const structural = (reason: StructuralCause): NamedCause => ({ kind: "structural", reason });
  switch (gate) {
    case "replay":
      return { kind: "security", reason: "replayed" };
    case "authentication": {
      if (code === statuses.MSG00016.code || expected === standsInAnnex) return structural("no-annex");
      const [reason = ""] = found.split(":");
      return isSecurityReason(reason) ? { kind: "security", reason } : undefined;
    }
    case "size":
      return structural("size");
    case "operation": {
      if (!isOfTheMessage(code)) return undefined;
      const name = found.split(" ")[0] ?? "";
      const names = expected.split(", or ").flatMap((some) => some.split(" in ")[0]?.split(" or ") ?? []);
      return structural(names.includes(name) ? "operation-namespace" : "operation-unknown");
    }
    case "structure":
      return isOfTheMessage(code) ? keptSlip(expected, found) : undefined;
    default:
      return undefined;
  }
}

/** Says the code that the message itself was wrong, and not what it asks for? Two gates are called "operation". */
export function isOfTheMessage(code: string | undefined): boolean {
  return code === statuses.MSG00004.code || code?.startsWith("SOA-03") === true;
}

/** `found` begins with the path of the element; questions in JSON have none of these shapes. */
function keptSlip(expected: string, found: string): NamedCause | undefined {
  const colon = found.indexOf(": ");
  if (colon < 0) return undefined;
  return { kind: "structural", reason: slipOf(found.slice(0, colon), expected, found.slice(colon + 2)) };
}

/** Which kind of slip a fault of structure is, by what the contract expected and what stood there. */
export function slipOf(path: string, expected: string, found: string): SlipOfStructure {
  if (path.includes("@")) return "attribute-wrong";
  if (found === "the end of the content") return "element-missing";
  if (!found.startsWith("element ")) return "value-wrong";
  // The right name at the right place: then only its namespace can be wrong.
  return namesIn(expected).includes(found.slice("element ".length)) ? "element-namespace" : "element-unexpected";
}

export type SlipOfStructure = Extract<StructuralCause, `${"element" | "attribute" | "value"}-${string}`>;

export function namesIn(expected: string): readonly string[] {
  return expected.split(/, | or /);
}
