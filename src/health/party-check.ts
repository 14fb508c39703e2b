// Somebody on the other side of the wire: never asked more than its own PING, so that no health check sets off others.
import type { Outcome } from "../kernel/outcome.ts";
import { type Check, type CheckFacts, critical, type Finding, ok, warning } from "./check.ts";

export interface Party {
  /** Lower case, digits and hyphens: `fund-003`. */
  readonly id: string;
  /** As people know it: `social insurance fund 003 Acerta`. */
  readonly name: string;
  /** Its PING; a rejection is nobody there. */
  ping(signal: AbortSignal): Promise<Outcome<undefined, NoPing>>;
  /** Whether questions are sent to it, or spared it because it did not answer the last ones. */
  circuit?(): "open" | "closed";
}

/** silent: it cannot answer now; other: it is not the party that was meant, or refuses us. */
export interface NoPing {
  readonly kind: "silent" | "other";
  readonly message: string;
}

/** What such a check is, whoever the party. */
export function partyFacts({ id, name }: Pick<Party, "id" | "name">): CheckFacts {
  const description = `${name.charAt(0).toUpperCase()}${name.slice(1)} answers its PING`;
  return { id, description, type: "DEEP", failSafe: false, vital: false, resource: { name: id, type: "WS" } };
}

/**
 * CRITICAL when the party does not answer, WARNING when it does and questions are spared it all the same. The PING goes
 * past the guard that spares it: it neither counts as a failure nor takes the turn of a question that finds out.
 */
export function partyCheck(party: Party): Check {
  return {
    ...partyFacts(party),
    known: () => party.circuit?.(),
    run: async (signal): Promise<Finding> => {
      const answer = await party.ping(signal).catch(() => undefined);
      if (answer === undefined) return critical("NO_ANSWER", "it cannot be reached");
      if (!answer.ok) {
        return critical(answer.reason.kind === "silent" ? "NO_ANSWER" : "WRONG_ANSWER", answer.reason.message);
      }
      return party.circuit?.() === "open" ? warning("CIRCUIT_OPEN", "questions are spared it") : ok();
    },
  };
}
