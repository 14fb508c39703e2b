// The columns of the file of inscriptions, and what their cells hold: light enough for every start of the command.
import { type HolderFault, holderForms } from "../../crossroads/holder.ts";
import type { Column } from "../files/columns.ts";

export const inscriptionColumns: readonly Column[] = [
  { name: "ssin", meaning: "the eleven digits of the number that the person has now" },
  { name: "holder", meaning: `who knows the person: ${holderForms}` },
  { name: "quality_code", meaning: "as what: from 0 to 999" },
  { name: "from", meaning: "first day, as 2026-01-31" },
  { name: "to", meaning: "last day; empty: without end" },
];

/** Of what is no holder, what was expected. */
export const holderExpected: Readonly<Record<HolderFault["kind"], string>> = {
  shape: `expected ${holderForms}`,
  zeros: "expected the number of a sector or institution without zeros before it",
  "check-digits": "no possible number of an enterprise (check-digits)",
};

export const qualityCodeExpected = "expected a quality code from 0 to 999, without zeros before it";

export function parseQualityCode(text: string): number | undefined {
  return /^(0|[1-9]\d{0,2})$/.test(text) ? Number(text) : undefined;
}
