// Contributions for people's eyes: a line a quarter, in the reader's language.
import { loadSelfEmployedCodes } from "../codes/self-employed-codes.ts";
import type { ConsultContributionsResponse } from "../schema/generated/self-employed-v2.ts";
import { describe, frame, type Showing } from "./answer-text.ts";

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
  const all = [["quarter", "fund", "contributions", "sickness insurance"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const lines = all.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return frame(response, ["", ...lines], showing);
}
