// Contributions for people's eyes: a line a quarter, in the reader's language.
import { loadSelfEmployedCodes } from "../codes/self-employed-codes.ts";
import type { ConsultContributionsResponse } from "../schema/generated/self-employed-v2.ts";
import { describe, frame, type Showing } from "./answer-text.ts";
import { inColumns } from "./columns.ts";

/** Ends with a line feed. */
export function writeContributions(response: ConsultContributionsResponse, showing: Showing): string {
  const { language } = showing;
  const funds = loadSelfEmployedCodes().socialInsuranceFund;
  const rows = (response.contributions?.contribution ?? []).map(
    ({ quarter, socialInsuranceFund, contributionSituation, ziv }) => [
      quarter,
      `${socialInsuranceFund.code} ${funds.describe(socialInsuranceFund.code)?.[language === "en" ? "nl" : language] ?? ""}`,
      describe(contributionSituation, language),
      describe(ziv, language),
    ],
  );
  if (rows.length === 0) return frame(response, [], showing);
  const lines = inColumns([["quarter", "fund", "contributions", "sickness insurance"], ...rows]);
  return frame(response, ["", ...lines], showing);
}
