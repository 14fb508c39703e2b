// What goes together in an IN: committee and worker type, employer and worker type, agency and using employer.
import { yearOf } from "../../kernel/day.ts";
import type { Zone } from "../anomaly.ts";
import type { PlannedIn } from "../circumstances.ts";
import type { UsingEmployer } from "../declaration.ts";
import { agency, committeeAtWork } from "../employment.ts";
import { type Rule, rule } from "../rule.ts";

export const featuresOfIn: readonly Rule<PlannedIn>[] = [
  ...userOutsideAgency(),
  rule(
    "90374-349",
    "a worker type that the committee, or the using employer's one, does not have",
    "glossary",
    ({ type: { committees }, after: { features } }) => {
      const committee = committeeAtWork(features);
      return committees !== undefined && (committee === undefined || !committees.includes(committee));
    },
  ),
  rule(
    "00655-350",
    "a worker type that a provincial or local administration could not declare on that day, or that is only for one",
    "glossary",
    ({ employer: { local }, type, after: { span } }) => {
      if (!local) return type.code === "TEA";
      return yearOf(span.startDate) < 2022 && !ofAdministrationsUntil2021.has(type.code);
    },
  ),
  rule(
    "00652-003",
    "a sub-entity that is not one of the employer",
    "glossary",
    ({ employer: { subEntities }, after: { features } }) =>
      features.subEntity !== undefined && subEntities !== undefined && !subEntities.includes(features.subEntity),
  ),
  rule(
    "90107-351",
    "agency work without the number or name of the using employer",
    "glossary",
    ({ after: { features } }) =>
      features.jointCommittee === agency &&
      features.user?.enterpriseNumber === undefined &&
      features.user?.name === undefined,
  ),
  rule(
    "90107-352",
    "a using employer with both number and name",
    "glossary",
    ({ after: { features } }) => features.user?.enterpriseNumber !== undefined && features.user.name !== undefined,
  ),
  rule(
    "00046-001",
    "a using employer without a joint committee",
    "glossary",
    ({ after: { features } }) => features.jointCommittee === agency && features.user?.jointCommittee === undefined,
  ),
  rule(
    "00131-235",
    "a using employer's number that no enterprise has",
    "glossary",
    ({ after: { features }, given: { userKnown } }) => features.user?.enterpriseNumber !== undefined && !userKnown,
  ),
  rule(
    "00664-353",
    "the same control card for the next month as for the first",
    "glossary",
    ({ after: { controlCards } }) => controlCards !== undefined && controlCards.firstMonth === controlCards.nextMonth,
  ),
  rule(
    "00041-521",
    "a risk activity that workers of this nature do not have",
    "glossary",
    ({ after: { smallStatute }, given: { codes } }) => {
      const { riskActivity, nature } = smallStatute ?? {};
      return riskActivity !== undefined && nature !== undefined && !codes.isRiskActivity(riskActivity, nature);
    },
  ),
];

/** A using employer is there in committee 322 alone: elsewhere each of its parts is refused in its own zone (glossary, block 90107). */
function userOutsideAgency(): readonly Rule<PlannedIn>[] {
  return [
    surplus("00046", "the committee of a using employer", ({ jointCommittee }) => jointCommittee !== undefined),
    // The block has no code of its own, and the committee is the part that it must have.
    surplus("00046", "a using employer of whom nothing is said,", (user) => isEmpty(user)),
    surplus("00131", "the number of a using employer", ({ enterpriseNumber }) => enterpriseNumber !== undefined),
    surplus("00153", "the name of a using employer", ({ name }) => name !== undefined),
    ...(["00517", "00518", "00520", "00522", "00523"] as const).map((zone) =>
      surplus(zone, "the address of a using employer", ({ address }) => address !== undefined),
    ),
    surplus("00519", "a box in the address of a using employer", ({ address }) => address?.box !== undefined),
  ];
}

function surplus(zone: Zone, what: string, isThere: (user: UsingEmployer) => boolean): Rule<PlannedIn> {
  return rule(
    `${zone}-005`,
    `${what} where there is no agency work`,
    "glossary",
    ({ after: { features } }) =>
      features.jointCommittee !== agency && features.user !== undefined && isThere(features.user),
  );
}

function isEmpty(block: object): boolean {
  return Object.values(block).every((part) => part === undefined);
}

/** Zone 00655: from 2022 on they have all types but TEA, which had ended by then. */
const ofAdministrationsUntil2021 = new Set(["A17", "IVT", "STU", "TEA", "TRI", "DWD", "STG", "OTH"]);
