// All rules in one list, for whoever wants to read them: the page of codes, and the test that each has an example.
import type { AnomalyCode, Severity } from "./anomaly.ts";
import type { Rule, RuleSource } from "./rule.ts";
import { againstSchema, envelope, unknownElement } from "./rules/envelope.ts";
import { stages } from "./stages.ts";
import type { Untold } from "./untold.ts";

export interface BookedRule {
  readonly code: AnomalyCode;
  readonly severity: Severity;
  readonly when: string;
  readonly source: RuleSource;
  readonly awaits: Untold | undefined;
  readonly declarations: readonly DeclarationName[];
}

type DeclarationName = "IN" | "OUT" | "UPDATE" | "CANCEL" | "daily registration" | "form of a file";

/** Each rule once, by code and situation, with the declarations that it looks at. */
export function ruleBook(): readonly BookedRule[] {
  const onPeriod = [...stages.incomingOnPeriod, ...stages.onPeriod];
  const looked: readonly (readonly [DeclarationName, readonly (readonly Entry[])[]])[] = [
    ["IN", [...stages.incomingIn, ...stages.contentOfIn, ...stages.standingOfIn]],
    ["OUT", [...onPeriod, ...stages.out]],
    ["UPDATE", [...onPeriod, ...stages.update]],
    ["CANCEL", [...onPeriod, ...stages.cancel]],
    ["daily registration", [...stages.incomingDaily, ...stages.day]],
    ["form of a file", [envelope, [unknownElement, againstSchema]]],
  ];
  const book = new Map<string, BookedRule>();
  for (const [name, staged] of looked) {
    for (const { code, severity, when, source, awaits } of staged.flat()) {
      // A rule that speaks of one block looks only at the declarations of that block.
      if (code.startsWith("90373") && name !== "IN") continue;
      if (code.startsWith("90378") && name !== "UPDATE") continue;
      const key = `${code} ${when}`;
      const declarations = [...(book.get(key)?.declarations ?? []), name];
      book.set(key, { code, severity, when, source, awaits, declarations });
    }
  }
  return [...book.values()].toSorted(byCode);
}

type Entry = Pick<Rule<never>, "code" | "severity" | "when" | "source" | "awaits">;

function byCode(a: BookedRule, b: BookedRule): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}
