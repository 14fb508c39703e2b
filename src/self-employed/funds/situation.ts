// What a fund may say of a quarter's contributions, read from what happened.
import type { IsoDay } from "../../kernel/day.ts";

/** What a fund knows of one quarter of somebody who was affiliated with it. */
export interface ContributionFacts {
  /** Nothing had to be paid: income below the threshold of a secondary activity, or a period assimilated to activity. */
  readonly nothingDue: boolean;
  /** The day on which the last of the contributions was paid. */
  readonly paidOn: IsoDay | undefined;
  /** What the Commission for exemption of contributions decided. */
  readonly exemption: { readonly decidedOn: IsoDay; readonly granted: boolean } | undefined;
}

/** The words of the first generation of the service (v1, contributionSituation); the code tables give the codes of today. */
export const situations = ["PAYED", "NOT_PAYED", "EXEMPTION"] as const;
export type Situation = (typeof situations)[number];

/**
 * The situation on a day: paid when the payment is dated that day or before, or when there was nothing to pay; exempted
 * when a granted decision is; otherwise not paid. Also before the due date: the code table says that contributions are
 * "not paid", not that they are late, and the due date stands beside it. Who paid and was exempted afterwards has paid,
 * because payment opens more rights than exemption does.
 */
export function situationOf({ nothingDue, paidOn, exemption }: ContributionFacts, day: IsoDay): Situation {
  if (nothingDue || (paidOn !== undefined && paidOn <= day)) return "PAYED";
  if (exemption?.granted === true && exemption.decidedOn <= day) return "EXEMPTION";
  return "NOT_PAYED";
}
