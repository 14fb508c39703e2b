// What the answers of all consultations show to people: the status with its remedy before, the ticket behind.
import { statusOfCode } from "../crossroads/statuses.ts";
import type { InformationCBSSType, StatusType } from "../schema/generated/common-v3.ts";

export type Language = "en" | "nl" | "fr" | "de";

export interface Showing {
  /** Whether the answer carries a signature that holds. */
  readonly signed: boolean;
  readonly language: Language;
}

interface Described {
  readonly code: string | number;
  readonly description?: readonly { readonly value: string; readonly language: string }[] | undefined;
}

/** A code with its text; nothing for nothing. The services describe codes in Dutch, French and German; English readers get the Dutch. */
export function describe(part: Described | undefined, language: Language): string {
  if (part === undefined) return "";
  const wanted = language === "en" ? "NL" : language.toUpperCase();
  return `${part.description?.find((one) => one.language === wanted)?.value ?? ""} (${part.code})`.trim();
}

/** What every answer of the KSZ kind has. */
interface Framed {
  readonly informationCBSS: InformationCBSSType;
  readonly status: StatusType;
  readonly ssin?: { readonly value: string; readonly replaces?: string | undefined } | undefined;
}

/** The lines of an answer around what it says of the person; ends with a line feed. */
export function frame(
  { status, ssin, informationCBSS }: Framed,
  lines: readonly string[],
  { signed, language }: Showing,
): string {
  const known = statusOfCode(status.code);
  const head = [`${status.value} ${status.code}: ${known?.meaning[language] ?? status.description ?? ""}`];
  for (const { fieldName, fieldValue } of status.information ?? []) head.push(`  ${fieldName}: ${fieldValue ?? ""}`);
  if (status.value === "NO_RESULT" && known !== undefined) head.push(`  ${known.remedy[language]}`);
  if (ssin?.replaces !== undefined) head.push(`  ${ssin.replaces} was replaced by ${ssin.value}`);
  const tail = ["", `ticket ${informationCBSS.ticketCBSS}${signed ? ", answer signed" : ""}`];
  return `${[...head, ...lines, ...tail].join("\n")}\n`;
}
