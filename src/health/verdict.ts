// What the findings of all checks together say of the whole.
import type { CheckFacts, Finding } from "./check.ts";

/** StatusLevel of monitoring v1; FATAL is for the whole alone. */
export const verdicts = ["OK", "WARNING", "CRITICAL", "FATAL"] as const;
export type Verdict = (typeof verdicts)[number];

interface Judged {
  readonly check: Pick<CheckFacts, "failSafe" | "vital">;
  readonly finding: Pick<Finding, "level">;
}

/**
 * FATAL when something vital is critical; else CRITICAL when anything is that the service cannot do without; else
 * WARNING when anything at all is not in order.
 */
export function verdictOf(results: readonly Judged[]): Verdict {
  const worst = Math.max(0, ...results.map((result) => verdicts.indexOf(shareOf(result))));
  return verdicts[worst] ?? "FATAL";
}

/** What one finding makes of the whole by itself. */
function shareOf({ check: { failSafe, vital }, finding: { level } }: Judged): Verdict {
  if (level !== "CRITICAL") return level;
  if (vital) return "FATAL";
  return failSafe ? "WARNING" : "CRITICAL";
}
