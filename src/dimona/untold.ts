// What the rules can judge and nothing here tells them yet, so that a rule which awaits it raises nothing.
import type { Circumstances } from "./circumstances.ts";

/** Given to the rules in its place. Who begins to tell it takes it out here, and with it what the rules await. */
export const untold = { flexiAccess: "unknown" } as const satisfies Partial<Circumstances>;

/** Beside that: a sender that has not signed in, and a period with a refusing anomaly. */
export type Untold = keyof typeof untold | "unsecuredSender" | "refusedPeriod";

/** For the page of codes. */
export const whyUntold: Readonly<Record<Untold, string>> = {
  flexiAccess:
    "Needs the wages that other employers declared of the worker three quarters before (DmfA), which are not there yet: nobody can tell whether flexi-jobs are open to the worker.",
  unsecuredSender: "Every channel here wants its sender to sign in; there is no open web page.",
  refusedPeriod: "A declaration that is refused makes no period, and nothing else here marks one.",
};
