// The code tables of SelfEmployedService v2 (S264), each with the shape that its element allows.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type EnterpriseNumber, parseEnterpriseNumber } from "../kernel/enterprise-number.ts";
import { type CodeTable, loadCodeTable } from "./code-table.ts";

export interface SelfEmployedCodes {
  /** Element `contribution` of a career segment. */
  readonly contributionCategory: CodeTable;
  /** Element `selfEmployedQuality`. */
  readonly selfEmployedQuality: CodeTable;
  /** Element `equality`: a period assimilated to activity. */
  readonly equality: CodeTable;
  readonly occupation: CodeTable;
  readonly socialInsuranceFund: CodeTable;
  /** Element `contributionSituation` of a quarter. */
  readonly contributionSituation: CodeTable;
  /** Element `ziv` of a quarter. */
  readonly sicknessInsuranceCategory: CodeTable;
  /** The enterprise number of a social insurance fund, where it is known. */
  fundEnterpriseNumber(fundCode: string): EnterpriseNumber | undefined;
}

/**
 * Reads all tables from a folder, by default the one that comes with Kruispunt. Throws as loadCodeTable does, and where a fund's
 * enterprise number is none. Shapes of codes: SelfEmployedCommonTypesV1.
 */
export function loadSelfEmployedCodes(folder: string = ownFolder): SelfEmployedCodes {
  const load = (name: string, code: RegExp): CodeTable => loadCodeTable(join(folder, `${name}.tsv`), { code });
  const socialInsuranceFund = loadCodeTable(join(folder, "social-insurance-fund.tsv"), {
    code: /^\d{3}$/,
    extraColumns: ["enterpriseNumber"],
  });
  const enterpriseNumbers = enterpriseNumbersOf(socialInsuranceFund);
  return {
    contributionCategory: load("contribution-category", hundredToNineHundredNinetyNine),
    selfEmployedQuality: load("self-employed-quality", hundredToNineHundredNinetyNine),
    equality: load("equality", hundredToNineHundredNinetyNine),
    occupation: load("occupation", /^.{6}$/),
    socialInsuranceFund,
    contributionSituation: load("contribution-situation", /^.{2}$/),
    sicknessInsuranceCategory: load("sickness-insurance-category", /^(?:\d|[1-9]\d)$/),
    fundEnterpriseNumber: (fundCode) => enterpriseNumbers.get(fundCode),
  };
}

const ownFolder = fileURLToPath(new URL("../../codes/self-employed", import.meta.url));
const hundredToNineHundredNinetyNine = /^[1-9]\d{2}$/;

function enterpriseNumbersOf(funds: CodeTable): ReadonlyMap<string, EnterpriseNumber> {
  const numbers = new Map<string, EnterpriseNumber>();
  for (const { code, extra } of funds.rows) {
    const text = extra.get("enterpriseNumber") ?? "";
    if (text === "") continue;
    const number = parseEnterpriseNumber(text);
    if (!number.ok) throw new Error(`${funds.name}: the fund ${code} has no valid enterprise number`);
    numbers.set(code, number.value);
  }
  return numbers;
}
