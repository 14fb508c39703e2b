// What a customer is told of a decision whose annex does not disclose reasons: yes or no, and whether it lies with the user or with mandates.
import type { AccessStatus } from "../crossroads/access-codes.ts";
import type { GateAnswer } from "../crossroads/passage.ts";
import { statuses } from "../crossroads/statuses.ts";
import type { AccessDecision } from "./decide.ts";
import { accessAnswer } from "./words.ts";

/**
 * The same decision with its reasons merged: EMC00101 to 00104 into EMC00100, EMC00105 to 00109 into EMC00105. A yes keeps its
 * code, without its basis; the rules that lead to either are withheld: the audit keeps them for the operator.
 */
export function withoutReasons(decision: AccessDecision): AccessDecision {
  const trail = decision.trail.map(withheld);
  if (decision.kind === "undecided") return { ...decision, trail };
  const results = decision.results.map((result) => ({ ...result, status: merged(result.status), basis: undefined }));
  return { ...decision, results, trail: [...trail, ...results.map(accessAnswer)] };
}

function merged(status: AccessStatus): AccessStatus {
  switch (status.code) {
    case "EMC00101":
    case "EMC00102":
    case "EMC00103":
    case "EMC00104":
      return statuses.EMC00100;
    case "EMC00106":
    case "EMC00107":
    case "EMC00108":
    case "EMC00109":
      return statuses.EMC00105;
    default:
      return status;
  }
}

/** The question's own rules tell nothing of the registers. */
const open: ReadonlySet<string> = new Set(["objects", "quarters"]);

function withheld(answer: GateAnswer): GateAnswer {
  return open.has(answer.gate) ? answer : { ...answer, withheld: true };
}
