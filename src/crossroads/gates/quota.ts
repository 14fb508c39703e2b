// Has the customer asked too much this minute or today?
import type { Annex } from "../annex.ts";
import { type Gate, passed, refusedBecause, type Verdict } from "../passage.ts";
import { type QuotaSpan, toldLimit } from "../quota.ts";
import { statuses } from "../statuses.ts";

/** The quota per minute and per day of the annex (MSG00015 with the quota that is used up). */
export const quotaGate: Gate = {
  name: "quota",
  check: ({ annex, quotas }) => {
    const taken = quotas.take(annex.customer, annex.quota);
    return taken instanceof Promise ? taken.then((usedUp) => verdict(annex, usedUp)) : verdict(annex, taken);
  },
};

function verdict(annex: Annex, usedUp: QuotaSpan | undefined): Verdict {
  if (usedUp === undefined) return passed();
  const limit = toldLimit(annex.quota, usedUp);
  return refusedBecause(statuses.MSG00015, {
    expected: limit,
    found: "more",
    information: [{ fieldName: "quota", fieldValue: limit }],
    usedUp,
  });
}
