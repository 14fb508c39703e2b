// Rules that an IN and an update share: one situation, told under the block of the declaration at hand.
import { type AnomalyCode, type AnomalyNumber, severityOf } from "../anomaly.ts";
import type { Planned } from "../circumstances.ts";
import { type Rule, type RuleSource, rule } from "../rule.ts";

/** The rule twice: for an IN under 90373, for an update under 90378. */
export function ofBlock(
  number: AnomalyNumber,
  when: string,
  source: RuleSource,
  broken: Rule<Planned>["broken"],
): readonly Rule<Planned>[] {
  return (["90373", "90378"] as const).map((block) => {
    const code: AnomalyCode = `${block}-${number}`;
    return rule(code, when, source, (given) => given.block === block && broken(given), severityOf(code));
  });
}
