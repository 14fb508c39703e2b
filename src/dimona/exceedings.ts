// How far an employment goes beyond each quota that it counts for, given what others have taken.
import type { Planned } from "./circumstances.ts";
import { isLateStart } from "./deadlines.ts";
import { type Exceeding, exceedingOf, type QuotaCount, quotaCountsOf } from "./quota.ts";

/** One for each quota with something beyond it; what a late student does is outside the quota as a whole. */
export function exceedingsOf(
  planned: Planned,
): readonly { readonly count: QuotaCount; readonly exceeding: Exceeding }[] {
  const { given, before, after } = planned;
  const late = before === undefined ? isLateStart(after.span, given.receivedAt) : before.late;
  return quotaCountsOf(after, { late }).flatMap((count) => {
    if (count.kind.startsWith("A17_STUDENT") && !isStudent(planned, count)) return [];
    const exceeding = exceedingOf(count, given.quotaUse(count), after.span.startDate);
    return exceeding === undefined ? [] : [{ count, exceeding }];
  });
}

/** Who has worked as a student in the same year has the student's share of article 17 (our reading). */
function isStudent({ given }: Planned, count: QuotaCount): boolean {
  return given.quotaUse({ ...count, kind: "STUDENT" }).used > 0;
}
