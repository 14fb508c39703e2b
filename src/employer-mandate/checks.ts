// What EmployerMandateConsultationService v2 depends on beside the installation: its contract and its code tables.
import { type EmployerMandateCodes, loadEmployerMandateCodes } from "../codes/employer-mandate-codes.ts";
import type { Check, CheckFacts } from "../health/check.ts";
import { contractFacts, type FilesInUse, filesCheck } from "../health/files.ts";
import { referenceCheck } from "../health/reference-check.ts";
import type { Clock } from "../kernel/clock.ts";

interface CheckParts {
  readonly codes: () => EmployerMandateCodes;
  /** The files of the contract, as they are in use. */
  readonly contract: FilesInUse;
  readonly clock: Clock;
}

export const employerMandateFacts = {
  contract: contractFacts("employer-mandate", "EmployerMandateConsultationService v2"),
  codes: {
    id: "employer-mandate-codes",
    description:
      "The code tables of EmployerMandateConsultationService v2 are in force and can be read as they are in use",
    type: "DEFAULT",
    failSafe: false,
    vital: false,
    resource: { name: "EmployerMandateConsultationService v2 code tables", type: "CLASSPATH" },
  },
} satisfies Readonly<Record<string, CheckFacts>>;

/** Tables that changed in order are in use already; one that is not in order leaves the old ones in use, which is told. */
export function employerMandateChecks({ codes, contract, clock }: CheckParts): readonly Check[] {
  const { codes: facts } = employerMandateFacts;
  return [
    filesCheck(employerMandateFacts.contract, contract),
    {
      ...facts,
      run: (signal) => {
        const reload = () => tablesOf(loadEmployerMandateCodes());
        return referenceCheck(facts, { tables: tablesOf(codes()), reload, clock }).run(signal);
      },
    },
  ];
}

function tablesOf({
  quality,
  role,
  mandateType,
  sector,
  application,
  applicationGroup,
  groupMembers,
}: EmployerMandateCodes) {
  const members = { name: "group-member", rows: groupMembers };
  return [quality, role, mandateType, sector, application, applicationGroup, members];
}
