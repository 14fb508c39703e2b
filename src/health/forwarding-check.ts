// Mutations on their way to institutions: how long the oldest waits, and whether any waits for an operator.
import { DatabaseUnavailable } from "../database/unavailable.ts";
import { installationFacts } from "./catalogue.ts";
import { type Check, ok, warning } from "./check.ts";

/** Of one institution. */
export interface ForwardingState {
  readonly customer: string;
  /** Milliseconds by which its oldest mutation is later than its way allows; 0 where nothing is. */
  readonly late: number;
  /** Persons about whom something was refused for good. */
  readonly dead: number;
}

const longest = 900_000;

/** `isUp`: whether the database is there, as far as is known without asking. WARNING from 15 minutes on, and for any dead letter: institutions are not our service, which goes on without them. */
export function forwardingCheck(look: () => Promise<readonly ForwardingState[]>, isUp: () => boolean): Check {
  return {
    ...installationFacts.forwarding,
    known: isUp,
    run: async () => {
      try {
        const states = await look();
        const dead = states.filter(({ dead }) => dead > 0);
        if (dead.length > 0) {
          return warning("FORWARDING_DEAD", dead.map(({ customer, dead }) => `${customer}: ${dead}`).join(", "));
        }
        const late = states.filter((state) => state.late >= longest);
        if (late.length === 0) return ok();
        const told = late.map((state) => `${state.customer}: ${Math.floor(state.late / 60_000)} minutes`);
        return warning("FORWARDING_LATE", told.join(", "));
      } catch (error) {
        if (error instanceof DatabaseUnavailable) return warning("UNKNOWN", "the database does not answer");
        throw error;
      }
    },
  };
}
