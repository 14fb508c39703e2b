// A career for people's eyes: one line a segment, in the reader's language.
import { loadSelfEmployedCodes } from "../codes/self-employed-codes.ts";
import type { ConsultCareerResponse } from "../schema/generated/self-employed-v2.ts";
import { describe, frame, type Showing } from "./answer-text.ts";

/** Ends with a line feed. */
export function writeTimeline(response: ConsultCareerResponse, showing: Showing): string {
  const { career, dataFilters } = response;
  const { language } = showing;
  const lines: string[] = [];
  if (career !== undefined) {
    const enterprise = career.selfEmployedEnterpriseNumber;
    lines.push("", `career ${career.nisseReference}${enterprise === undefined ? "" : `, enterprise ${enterprise}`}`);
    if (career.occupation !== undefined) lines.push(`occupation ${describe(career.occupation, language)}`);
    const funds = loadSelfEmployedCodes().socialInsuranceFund;
    for (const { socialInsuranceFund, signatureDate, careerSegments } of career.affiliations.affiliation) {
      const name = funds.describe(socialInsuranceFund.code)?.[language === "en" ? "nl" : language] ?? "";
      lines.push(
        "",
        `fund ${socialInsuranceFund.code} ${name}${signatureDate === undefined ? "" : `, signed ${signatureDate}`}`,
      );
      for (const { period, selfEmployedQuality, contribution, equality } of careerSegments.careerSegment) {
        const parts = [contribution, selfEmployedQuality, equality].map((part) => describe(part, language));
        const shown = parts.filter((part) => part !== "").join(" | ");
        lines.push(`  ${period.beginDate} .. ${period.endDate ?? "          "}  ${shown}`);
      }
    }
  }
  if (dataFilters !== undefined) lines.push("", `left out by the annex: ${dataFilters.filteredElement.join(", ")}`);
  return frame(response, lines, showing);
}
