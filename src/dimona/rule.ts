// A rule stands beside the code of the anomaly that it raises: which situation, by which source, and how it is recognised.
import { type Anomaly, type AnomalyCode, type Evidence, type Severity, severityOf } from "./anomaly.ts";
import type { Untold } from "./untold.ts";

export interface Rule<Case> {
  readonly code: AnomalyCode;
  readonly severity: Severity;
  /** The situation in words, for the page of codes: "an OUT on a period that has an end". */
  readonly when: string;
  readonly source: RuleSource;
  /** Nothing here tells this yet, and until then the rule raises nothing. */
  readonly awaits?: Untold | undefined;
  /** True, or what stands in the way, when the rule is broken. */
  readonly broken: (given: Case) => boolean | Evidence;
}

/**
 * Where a rule is written. glossary: presence, domain and class in the RSZ's glossary Dimona 2023/3. instructions: the employer
 * instructions. label: only its code and label are public, the situation is our reading. ours: not public at all.
 */
export type RuleSource = "glossary" | "instructions" | "label" | "ours";

/** The severity is that of the code, unless one is given. */
export function rule<Case>(
  code: AnomalyCode,
  when: string,
  source: RuleSource,
  broken: Rule<Case>["broken"],
  severity: Severity = severityOf(code),
): Rule<Case> {
  return { code, severity, when, source, broken };
}

export function awaiting<Case>(awaits: Untold, made: Rule<Case>): Rule<Case> {
  return { ...made, awaits };
}

/**
 * What a case breaks, stage by stage: the rules of a stage may rely on what the stages before it found in order, so a stage that
 * refuses is the last one that is looked at. A code is raised once, by the first rule that finds it.
 */
export function examine<Case>(stages: readonly (readonly Rule<Case>[])[], given: Case): readonly Anomaly[] {
  const found: Anomaly[] = [];
  for (const stage of stages) {
    for (const { code, severity, when, broken } of stage) {
      if (found.some((anomaly) => anomaly.code === code)) continue;
      const evidence = broken(given);
      if (evidence === false) continue;
      found.push({ code, severity, when, ...(evidence === true ? {} : { evidence }) });
    }
    if (found.some(refuses)) return found;
  }
  return found;
}

export function refuses({ severity }: Pick<Anomaly, "severity">): boolean {
  return severity === "B";
}
