// What SelfEmployedService v2 depends on beside the installation: its contract, its code tables, and each fund.
import type { CodeTable } from "../codes/code-table.ts";
import { loadSelfEmployedCodes, type SelfEmployedCodes } from "../codes/self-employed-codes.ts";
import type { Check, CheckFacts } from "../health/check.ts";
import { contractFacts, type FilesInUse, filesCheck } from "../health/files.ts";
import { type NoPing, type Party, partyCheck } from "../health/party-check.ts";
import { referenceCheck } from "../health/reference-check.ts";
import type { Clock } from "../kernel/clock.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import type { FundWatch } from "./funds/source.ts";

interface CheckParts {
  readonly codes: SelfEmployedCodes;
  readonly funds: FundWatch;
  /** The files of the contract, as they are in use. */
  readonly contract: FilesInUse;
  readonly clock: Clock;
}

/** Of this side; the funds, of which there are as many as are connected, are on the other. */
export const selfEmployedFacts = {
  contract: contractFacts("self-employed", "SelfEmployedService v2"),
  codes: {
    id: "self-employed-codes",
    description: "The code tables of SelfEmployedService v2 are in force and can be read as they are in use",
    type: "DEFAULT",
    failSafe: false,
    vital: false,
    resource: { name: "SelfEmployedService v2 code tables", type: "CLASSPATH" },
  },
} satisfies Readonly<Record<string, CheckFacts>>;

export function selfEmployedChecks({ codes, funds, contract, clock }: CheckParts): readonly Check[] {
  return [
    filesCheck(selfEmployedFacts.contract, contract),
    referenceCheck(selfEmployedFacts.codes, {
      tables: tablesOf(codes),
      reload: () => tablesOf(loadSelfEmployedCodes()),
      clock,
    }),
    ...funds.connected.map((code) =>
      partyCheck({
        ...fundParty(code, codes),
        ping: async (signal) => sentences[await funds.ping(code, signal)],
        circuit: () => funds.circuit(code),
      }),
    ),
  ];
}

/** A fund as health checks call it; one that the code table does not know goes by its code alone. */
export function fundParty(code: string, codes: SelfEmployedCodes): Pick<Party, "id" | "name"> {
  const name = codes.socialInsuranceFund.describe(code)?.nl;
  return { id: `fund-${code}`, name: `social insurance fund ${code}${name === undefined ? "" : ` ${name}`}` };
}

const sentences: Readonly<Record<"there" | "silent" | "refuses" | "another", Outcome<undefined, NoPing>>> = {
  there: accepted(undefined),
  silent: refused({ kind: "silent", message: "it says that it cannot answer" }),
  refuses: refused({ kind: "other", message: "it refuses our token" }),
  another: refused({ kind: "other", message: "somebody else answers" }),
};

function tablesOf(codes: SelfEmployedCodes): readonly CodeTable[] {
  const { contributionCategory, selfEmployedQuality, equality, occupation } = codes;
  const { socialInsuranceFund, contributionSituation, sicknessInsuranceCategory } = codes;
  return [
    contributionCategory,
    selfEmployedQuality,
    equality,
    occupation,
    socialInsuranceFund,
    contributionSituation,
    sicknessInsuranceCategory,
  ];
}
