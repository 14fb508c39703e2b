// Does the annex let this customer look at the period that it asks about?
import { addYears } from "../../kernel/day.ts";
import { type Gate, grantOf, passed, refusedBecause } from "../passage.ts";
import { statuses } from "../statuses.ts";

/** The annex may demand a period and limit how far back it reaches (MSG00027; annex, `period`). */
export const periodGate: Gate = {
  name: "period",
  check: (passage) => {
    const { required, lookBackYears } = grantOf(passage).period;
    const { period } = passage.question;
    if (period === undefined) {
      if (!required && lookBackYears === undefined) return passed();
      return notAllowed("a period with a begin date", "no period");
    }
    if (lookBackYears === undefined) return passed();
    const earliest = addYears(passage.today, -lookBackYears);
    return period.from >= earliest ? passed() : notAllowed(`a begin date from ${earliest} on`, period.from);
  },
};

function notAllowed(expected: string, found: string) {
  return refusedBecause(statuses.MSG00027, {
    expected,
    found,
    information: [{ fieldName: "period", fieldValue: `expected ${expected}` }],
  });
}
