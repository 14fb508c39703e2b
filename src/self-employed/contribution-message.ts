// Contributions as the contract carries them: the codes of today, with the enterprise numbers of funds and texts.
import type { SelfEmployedCodes } from "../codes/self-employed-codes.ts";
import type { ContributionsType } from "../schema/generated/self-employed-common-types-v1.ts";
import { described, describeFund } from "./descriptions.ts";
import type { FundContribution } from "./funds/interface.ts";
import { type Situation, situations } from "./funds/situation.ts";

export interface QuarterAtFund extends FundContribution {
  readonly fundCode: string;
}

/** Throws where the code table lacks a situation. A sickness-insurance category that the table lacks goes without texts. */
export function contributionDescriber(
  codes: SelfEmployedCodes,
): (quarters: readonly QuarterAtFund[]) => ContributionsType {
  const situationCodes = codesOfSituations(codes);
  return (quarters) => ({
    contribution: quarters.map(({ quarter, fundCode, situation, sicknessInsuranceCategory }) => ({
      quarter,
      socialInsuranceFund: describeFund(fundCode, codes),
      contributionSituation: described(codes.contributionSituation, situationCodes[situation]),
      ...(sicknessInsuranceCategory === undefined
        ? {}
        : { ziv: described(codes.sicknessInsuranceCategory, sicknessInsuranceCategory) }),
    })),
  });
}

/** The table says which code of today stands for a word of the first generation: nothing else knows the number. */
function codesOfSituations({ contributionSituation }: SelfEmployedCodes): Readonly<Record<Situation, string>> {
  const codeOf = (situation: Situation): string => {
    const row = contributionSituation.rows.find(({ legacy }) => legacy.includes(situation));
    if (row === undefined) throw new Error(`${contributionSituation.name} has no code for ${situation}`);
    return row.code;
  };
  const [paid, notPaid, exempted] = situations;
  return { [paid]: codeOf(paid), [notPaid]: codeOf(notPaid), [exempted]: codeOf(exempted) };
}
