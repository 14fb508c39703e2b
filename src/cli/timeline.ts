// A career for people's eyes: one line a segment, in the reader's language.
import { loadSelfEmployedCodes } from "../codes/self-employed-codes.ts";
import { statuses } from "../crossroads/statuses.ts";
import type { ConsultCareerResponse } from "../schema/generated/self-employed-v2.ts";

export const languages = ["en", "nl", "fr", "de"] as const;
export type Language = (typeof languages)[number];

type Described = {
  readonly code: string | number;
  readonly description?: readonly { readonly value: string; readonly language: string }[] | undefined;
};

/** Ends with a line feed. The service describes codes in Dutch, French and German; English readers get the Dutch. */
export function writeTimeline(
  response: ConsultCareerResponse,
  { signed, language }: { readonly signed: boolean; readonly language: Language },
): string {
  const { status, career, ssin, dataFilters, informationCBSS } = response;
  const known = Object.values(statuses).find(({ code }) => code === status.code);
  const text = (part: Described | undefined) => {
    if (part === undefined) return "";
    const wanted = language === "en" ? "NL" : language.toUpperCase();
    return `${part.description?.find((one) => one.language === wanted)?.value ?? ""} (${part.code})`.trim();
  };
  const lines = [`${status.value} ${status.code}: ${known?.meaning[language] ?? status.description ?? ""}`];
  for (const { fieldName, fieldValue } of status.information ?? []) lines.push(`  ${fieldName}: ${fieldValue ?? ""}`);
  if (status.value === "NO_RESULT" && known !== undefined) lines.push(`  ${known.remedy[language]}`);
  if (ssin?.replaces !== undefined) lines.push(`  ${ssin.replaces} was replaced by ${ssin.value}`);
  if (career !== undefined) {
    const enterprise = career.selfEmployedEnterpriseNumber;
    lines.push("", `career ${career.nisseReference}${enterprise === undefined ? "" : `, enterprise ${enterprise}`}`);
    if (career.occupation !== undefined) lines.push(`occupation ${text(career.occupation)}`);
    const funds = loadSelfEmployedCodes().socialInsuranceFund;
    for (const { socialInsuranceFund, signatureDate, careerSegments } of career.affiliations.affiliation) {
      const name = funds.describe(socialInsuranceFund.code)?.[language === "en" ? "nl" : language] ?? "";
      lines.push(
        "",
        `fund ${socialInsuranceFund.code} ${name}${signatureDate === undefined ? "" : `, signed ${signatureDate}`}`,
      );
      for (const { period, selfEmployedQuality, contribution, equality } of careerSegments.careerSegment) {
        const parts = [text(contribution), text(selfEmployedQuality), text(equality)].filter((part) => part !== "");
        lines.push(`  ${period.beginDate} .. ${period.endDate ?? "          "}  ${parts.join(" | ")}`);
      }
    }
  }
  if (dataFilters !== undefined) lines.push("", `left out by the annex: ${dataFilters.filteredElement.join(", ")}`);
  lines.push("", `ticket ${informationCBSS.ticketCBSS}${signed ? ", answer signed" : ""}`);
  return `${lines.join("\n")}\n`;
}
