// Who declares, for whom, about whom: the employer, the mandate and the worker.
import { describeSsin } from "../../kernel/ssin.ts";
import type { Incoming } from "../circumstances.ts";
import type { DimonaCancel, DimonaIn, DimonaOut, DimonaUpdate, EmployerNumbers, Identity } from "../declaration.ts";
import type { Employer } from "../employer.ts";
import { type Likeness, likenessOfBirthDates, likenessOfFirstNames, likenessOfNames } from "../identification/match.ts";
import { awaiting, type Rule, type RuleSource, rule } from "../rule.ts";

type OnPeriod = Incoming<DimonaOut | DimonaUpdate | DimonaCancel>;
type InOrOnPeriod = Incoming<DimonaIn | DimonaOut | DimonaUpdate | DimonaCancel>;

/** Only an IN must name its employer; the others have that of their period (block 90256). */
export const employerNamed: readonly Rule<Incoming<DimonaIn>>[] = [
  rule("90256-364", "an IN that names no employer", "glossary", ({ declaration: { employer } }) => isEmpty(employer)),
];

/** An employer's numbers, where a declaration names them. */
export const employerInDirectory: readonly Rule<InOrOnPeriod>[] = [
  rule(
    "00011-235",
    "an NSSO number that no employer has",
    "glossary",
    ({ declaration: { employer }, given }) =>
      employer?.nssoNumber !== undefined && isUnknown(given.employers.byNssoNumber, given.employers.byEnterpriseNumber),
  ),
  rule(
    "00948-235",
    "a provisional number that no employer has, or one that has its definitive number",
    "glossary",
    ({ declaration: { employer }, given }) => {
      if (employer?.provisionalNumber === undefined) return false;
      const found = given.employers.byProvisionalNumber;
      return found === undefined || found.nssoNumber !== undefined;
    },
  ),
  rule(
    "00014-235",
    "an enterprise number that no employer has, and no other number beside it",
    "glossary",
    ({ declaration: { employer }, given }) =>
      employer?.enterpriseNumber !== undefined &&
      employer.nssoNumber === undefined &&
      employer.provisionalNumber === undefined &&
      given.employers.byEnterpriseNumber === undefined,
  ),
];

/** Of which nothing comes but a remark. */
export const employerNumbersAgree: readonly Rule<InOrOnPeriod>[] = [
  /** The other number decides who is meant, so this one is only told to be wrong. */
  rule(
    "00014-022",
    "an enterprise number that is not that of the employer with the NSSO or provisional number",
    "glossary",
    ({ declaration: { employer: numbers }, employer }) =>
      numbers?.enterpriseNumber !== undefined &&
      (numbers.nssoNumber ?? numbers.provisionalNumber) !== undefined &&
      employer !== undefined &&
      employer.enterpriseNumber !== numbers.enterpriseNumber,
  ),
];

/** May the sender speak for the employer? Of every kind of declaration. */
export const senderAllowed: readonly Rule<Incoming>[] = [
  rule(
    "90256-155",
    "a sender that is not the employer and has no mandate of it that holds",
    "glossary",
    ({ employer, given }) => employer !== undefined && !given.mandated(employer),
  ),
  awaiting(
    "unsecuredSender",
    rule(
      "90256-342",
      "a sender that has not signed in, for an employer that takes declarations over a secured channel alone",
      "glossary",
      ({ employer, given }) => employer?.securedOnly === true && !given.secured,
    ),
  ),
];

/** The worker of an IN must be somebody, or be described well enough to be found (block 90017). */
export const workerNamed: readonly Rule<Incoming<DimonaIn>>[] = [
  rule(
    "90017-363",
    "a worker with neither an INSS nor all that is needed to find one",
    "glossary",
    ({ declaration: { worker } }) => worker.ssin === undefined && !isComplete(worker.identity),
  ),
  rule(
    "90017-151",
    "an INSS that is nobody's, or was cancelled",
    "glossary",
    ({ given: { worker } }) => worker.kind === "unknown",
  ),
  rule(
    "90017-151",
    "a worker without an INSS in whom nobody of the register could be recognised",
    "glossary",
    ({ given: { worker } }) => worker.kind === "nobody",
  ),
  // Without the century, which a made-up number tells wrong: it belongs to nobody alive because of that.
  differing("00028", "a birth date that is not that of the INSS", ({ birthDate }, given) => {
    const told = described(given)?.birthDate;
    if (told === undefined) return isOther(likenessOfBirthDates, birthDate, known(given)?.birthDate);
    if (birthDate === undefined || birthDate.endsWith("-00-00")) return false;
    return birthDate.slice(2) !== told.slice(2);
  }),
  differing("00029", "a sex that is not that of the INSS", ({ sex }, given) => {
    const gender = described(given)?.gender;
    const told = gender === undefined ? known(given)?.sex : gender === "male" ? "1" : "2";
    return sex !== undefined && told !== undefined && sex !== told;
  }),
  differing("00025", "a name that is not that of the INSS", hasOtherName),
  differing("00026", "a first name that is not that of the INSS", hasOtherFirstName),
  /** That the number itself is marked is our reading: neither name is wrong then, the number is somebody else's. */
  differing(
    "00024",
    "an INSS of somebody with another name and another first name",
    (identity, given) => hasOtherName(identity, given) && hasOtherFirstName(identity, given),
    "label",
  ),
];

/** Employer and worker that stand beside a period number must be those of the period (zone 00913). */
export const partiesOfPeriod: readonly Rule<OnPeriod>[] = [
  ofPeriod(
    "00011",
    "an NSSO number that is not that of the period's employer",
    (numbers, { nssoNumber }) =>
      numbers.nssoNumber !== undefined && numbers.nssoNumber.padStart(10, "0") !== nssoNumber,
  ),
  ofPeriod(
    "00948",
    "a provisional number that is not that of the period's employer",
    (numbers, { provisionalNumber }) =>
      numbers.provisionalNumber !== undefined && numbers.provisionalNumber !== provisionalNumber,
  ),
  ofPeriod(
    "00014",
    "an enterprise number that is not that of the period's employer",
    (numbers, { enterpriseNumber }) =>
      numbers.enterpriseNumber !== undefined && numbers.enterpriseNumber !== enterpriseNumber,
  ),
  rule(
    "00024-347",
    "an INSS that is not that of the period's worker",
    "glossary",
    ({ declaration: { ssin }, given: { period, worker } }) => {
      if (ssin === undefined || period === undefined || ssin === period.ssin) return false;
      // A number that was replaced still names the same person.
      return !(worker.kind === "known" && worker.ssin === period.ssin);
    },
  ),
];

function isEmpty({ nssoNumber, provisionalNumber, enterpriseNumber }: EmployerNumbers): boolean {
  return nssoNumber === undefined && provisionalNumber === undefined && enterpriseNumber === undefined;
}

/** An administration is found by its enterprise number, whatever other number stands beside it. */
function isUnknown(byNssoNumber: Employer | undefined, byEnterpriseNumber: Employer | undefined): boolean {
  return byNssoNumber === undefined && byEnterpriseNumber?.local !== true;
}

function isComplete(identity: Identity | undefined): boolean {
  if (identity === undefined) return false;
  const { lastName, firstName, birthDate, birthplace, birthplaceCountry, sex, nationality, address } = identity;
  const needed = [lastName, firstName, birthDate, birthplace, birthplaceCountry, sex, nationality, address];
  return needed.every((part) => part !== undefined);
}

function differing(
  zone: "00024" | "00025" | "00026" | "00028" | "00029",
  when: string,
  differs: (identity: Identity, given: Incoming<DimonaIn>) => boolean,
  source: RuleSource = "glossary",
): Rule<Incoming<DimonaIn>> {
  return rule(`${zone}-348`, when, source, (incoming) => {
    const { ssin, identity } = incoming.declaration.worker;
    return ssin !== undefined && identity !== undefined && differs(identity, incoming);
  });
}

function ofPeriod(
  zone: "00011" | "00948" | "00014",
  when: string,
  differs: (numbers: EmployerNumbers, employer: Employer) => boolean,
): Rule<OnPeriod> {
  return rule(
    `${zone}-347`,
    when,
    "glossary",
    ({ declaration, employer }) =>
      declaration.employer !== undefined && employer !== undefined && differs(declaration.employer, employer),
  );
}

function described({ given: { worker } }: Incoming) {
  return worker.kind === "known" ? describeSsin(worker.ssin) : undefined;
}

function known({ given: { worker } }: Incoming) {
  return worker.kind === "known" ? worker.identity : undefined;
}

function hasOtherName({ lastName }: Identity, given: Incoming): boolean {
  return isOther(likenessOfNames, lastName, known(given)?.lastName);
}

function hasOtherFirstName({ firstName }: Identity, given: Incoming): boolean {
  return isOther(likenessOfFirstNames, firstName, known(given)?.firstNames);
}

/** What is nearly so is no other person's, and what has no letters says nothing. */
function isOther(
  likeness: (declared: string, known: string) => Likeness,
  declared: string | undefined,
  known: string | undefined,
): boolean {
  if (declared === undefined || known === undefined) return false;
  return /[\p{L}\d]/u.test(declared) && /[\p{L}\d]/u.test(known) && likeness(declared, known) === "other";
}
