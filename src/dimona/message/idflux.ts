// A change of identity as the RSZ's XML message (IDFLUX 2023/1): one message a change, to be put into a file or answered.
import { localStamp } from "../../kernel/local-time.ts";
import type { Outcome } from "../../kernel/outcome.ts";
import { encodeIDFLUX, type OutdatedSituation, type ValidSituation } from "../../schema/generated/idflux-20231.ts";
import type { StructureFault } from "../../schema/runtime.ts";
import type { EmployerNumbers } from "../declaration.ts";
import type { IdentityChange, Situation } from "../register/identity-changes.ts";
import { workerNames } from "./worker-names.ts";

/**
 * The message, with its XML declaration. Refuses what the schema cannot carry, naming the element: an employer without an NSSO number,
 * and a worker of whom the register does not know name, birth date and sex.
 */
export function writeIdflux(
  change: IdentityChange,
  employer: EmployerNumbers,
): Outcome<string, readonly StructureFault[]> {
  const { day, hour } = localStamp(change.knownAt);
  const written = encodeIDFLUX({
    Form: {
      Identification: "IDFLUX",
      FormCreationDate: day,
      FormCreationHour: hour,
      AttestationStatus: 0,
      TypeForm: "SU",
      Reference: { ReferenceType: 1, ReferenceOrigin: 2, ReferenceNbr: change.number },
      IdfluxInformation: {
        JustificationCode: change.code,
        EffectiveStartingDate: change.effective,
        // What is 0 here is refused by the schema; an unknown enterprise number may be.
        EmployerId: {
          NOSSRegistrationNbr: Number(employer.nssoNumber ?? 0),
          CompanyID: Number(employer.enterpriseNumber ?? 0),
        },
        ValidSituation: validSituation(change.valid),
        OutdatedSituation: outdatedSituation(change.outdated),
      },
    },
  });
  return written.ok ? { ok: true, value: `<?xml version="1.0" encoding="UTF-8"?>\n${written.value}\n` } : written;
}

function validSituation({ ssin, lastName, firstName, birthDate, sex, nssoNumber }: Situation): ValidSituation {
  if (nssoNumber !== undefined) return { NOSSRegistrationNbr: Number(nssoNumber) };
  return {
    INSS: Number(ssin ?? 0),
    WorkerName: "",
    WorkerFirstName: "",
    ...workerNames({ lastName, firstName }),
    WorkerBirthdate: birthDate ?? "",
    WorkerSex: Number(sex ?? 0),
  };
}

/** A provisional number has no place in the block, which is then empty. */
function outdatedSituation({ ssin, lastName, firstName, birthDate, sex, nssoNumber }: Situation): OutdatedSituation {
  if (nssoNumber !== undefined) return { NOSSRegistrationNbr: Number(nssoNumber) };
  return {
    ...(ssin === undefined ? {} : { INSS: Number(ssin) }),
    ...workerNames({ lastName, firstName }),
    ...(birthDate === undefined ? {} : { WorkerBirthdate: birthDate }),
    ...(sex === undefined ? {} : { WorkerSex: Number(sex) }),
  };
}
