// The code tables of Dimona (S296): worker types, anomalies with their texts, and the RSZ's annexes that its fields use.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { plainName } from "../kernel/plain-name.ts";
import { type CodeTable, loadCodeTable } from "./code-table.ts";
import { readTable, type TableRow } from "./table-file.ts";

export interface DimonaCodes {
  /** Zone 00655. */
  readonly workerType: CodeTable;
  /** By the last three digits of a code; undefined for a number that Dimona does not raise. */
  anomaly(number: string): AnomalyTexts | undefined;
  /** Numbers of the RSZ's lists that no rule raises. */
  readonly notRaised: readonly NotRaised[];
  /** Annex 5, NIS codes, those of countries of the past included. */
  isCountry(code: string): boolean;
  /** Annex 23. */
  isPostCode(code: string): boolean;
  /** Whether a town has the post code, in any of its spellings with or without accents, hyphens and capitals. */
  isTownOf(postCode: string, town: string): boolean;
  /** Annex 6, for EMPLOYEE or WORKER. */
  isRiskActivity(code: string, nature: string): boolean;
}

export interface NotRaised {
  readonly number: string;
  /** Labels; "" where none is known. */
  readonly nl: string;
  readonly fr: string;
  /** One sentence, in English. */
  readonly why: string;
}

export interface AnomalyTexts {
  readonly label: FourLanguages;
  readonly remedy: FourLanguages;
  /** provisional: known of vendors' lists, the label is ours. */
  readonly status: "official" | "provisional";
}

interface FourLanguages {
  readonly nl: string;
  readonly fr: string;
  readonly de: string;
  readonly en: string;
}

/** Reads all tables from a folder, by default the one that comes with Kruispunt. Throws with file and line where one is wrong. */
export function loadDimonaCodes(folder: string = ownFolder): DimonaCodes {
  const read = (name: string, columns: readonly string[]) => readTable(join(folder, `${name}.tsv`), columns);
  const anomalies = new Map(read("anomalies", anomalyColumns).map((line) => [line.cell("number"), textsOf(line)]));
  const countries = new Set(read("countries", ["code", "nl", "fr"]).map(({ cell }) => cell("code")));
  const towns = new Map<string, Set<string>>();
  for (const { cell } of read("post-codes", ["code", "nl", "fr"])) {
    const known = towns.get(cell("code")) ?? new Set();
    towns.set(cell("code"), known.add(plainName(cell("nl"))).add(plainName(cell("fr"))));
  }
  const activities = new Set(
    read("risk-activities", ["code", "nature"]).map(({ cell }) => `${cell("code")} ${cell("nature")}`),
  );
  return {
    workerType: loadCodeTable(join(folder, "worker-types.tsv"), { code: /^[A-Z0-9]{3}$/ }),
    anomaly: (number) => anomalies.get(number),
    notRaised: read("anomalies-not-raised", ["number", "nl", "fr", "why"]).map(({ cell }) => ({
      number: cell("number"),
      nl: cell("nl"),
      fr: cell("fr"),
      why: cell("why"),
    })),
    isCountry: (code) => countries.has(code),
    isPostCode: (code) => towns.has(code),
    isTownOf: (postCode, town) => towns.get(postCode)?.has(plainName(town)) === true,
    isRiskActivity: (code, nature) => activities.has(`${code} ${nature}`),
  };
}

const ownFolder = fileURLToPath(new URL("../../codes/dimona", import.meta.url));
const anomalyColumns = ["number", "nl", "fr", "de", "en", "status", "remedyNl", "remedyFr", "remedyDe", "remedyEn"];

function textsOf({ cell, status }: TableRow): AnomalyTexts {
  return {
    label: { nl: cell("nl"), fr: cell("fr"), de: cell("de"), en: cell("en") },
    remedy: { nl: cell("remedyNl"), fr: cell("remedyFr"), de: cell("remedyDe"), en: cell("remedyEn") },
    status: status(),
  };
}
