// What the rules must know of an employer.
import type { EntityId } from "../employers/entity.ts";
import type { EnterpriseNumber } from "../kernel/enterprise-number.ts";
import type { NssoNumber, ProvisionalNssoNumber } from "../kernel/nsso-number.ts";
import type { Period } from "../kernel/period.ts";
import type { EmployerNumbers } from "./declaration.ts";

export interface Employer {
  /** Its entity in the register of employers, whatever numbers it has had. */
  readonly key: EntityId;
  readonly nssoNumber?: NssoNumber | undefined;
  readonly provisionalNumber?: ProvisionalNssoNumber | undefined;
  readonly enterpriseNumber?: EnterpriseNumber | undefined;
  /** A provincial or local administration. */
  readonly local: boolean;
  /** When it was active in the directory of employers. */
  readonly active: readonly Period[];
  /** Of a public employer that works with them; absent where it does not. */
  readonly subEntities?: readonly string[] | undefined;
  /** Takes declarations only of who has signed in. */
  readonly securedOnly: boolean;
  /** Registers the hours of its permanent horeca workers by Dimona. */
  readonly dailyRegistration: boolean;
}

/** The employers behind the numbers of a declaration, each looked up by itself. */
export interface FoundEmployers {
  readonly byNssoNumber?: Employer | undefined;
  readonly byProvisionalNumber?: Employer | undefined;
  readonly byEnterpriseNumber?: Employer | undefined;
}

/**
 * The employer that a declaration is for. The NSSO or provisional number decides, except for provincial and local
 * administrations, where the enterprise number does (glossary Dimona 2023/3, block 90256). A number that leads nowhere
 * is not made up for by another one.
 */
export function employerOf(numbers: EmployerNumbers, found: FoundEmployers): Employer | undefined {
  const { byNssoNumber, byProvisionalNumber, byEnterpriseNumber } = found;
  if (byEnterpriseNumber?.local === true) return byEnterpriseNumber;
  if (numbers.nssoNumber !== undefined) return byNssoNumber;
  if (numbers.provisionalNumber !== undefined) return byProvisionalNumber;
  return byEnterpriseNumber;
}
