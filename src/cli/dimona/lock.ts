// `kruispunt dimona lock` and `unlock`: an agent of the RSZ works on a period, or has done so.
import { lockPeriod, type NotLocked } from "../../dimona/administration/lock-period.ts";
import type { Settings } from "../../http/settings.ts";
import { dimonaNumberGiven } from "./numbers.ts";
import { type ChangeOptions, changeByHand } from "./office.ts";

export async function lockOrUnlock(
  settings: Settings,
  text: string,
  command: "lock" | "unlock",
  options: ChangeOptions,
): Promise<void> {
  const number = dimonaNumberGiven(text);
  await changeByHand(settings, options, {
    operation: `dimona ${command}`,
    refusals,
    subject: () => `period:${number}`,
    work: (change) => lockPeriod(change, number, command === "lock"),
    tell: () => `${number} is ${command}ed`,
  });
}

const refusals: Readonly<Record<NotLocked, string>> = {
  "unknown-period": "there is no period with this number. See `kruispunt dimona periods`.",
  "cancelled-period": "the period was cancelled: nobody can declare anything on it anyway.",
  "locked-already": "the period is locked already.",
  "not-locked": "the period is not locked.",
};
