// The form of single fields: anomaly 003 where a field holds what no declaration can hold.
import { parseDay, yearOf } from "../../kernel/day.ts";
import { parseEnterpriseNumber } from "../../kernel/enterprise-number.ts";
import { parseNssoNumber, parseProvisionalNssoNumber } from "../../kernel/nsso-number.ts";
import { parseSsin } from "../../kernel/ssin.ts";
import { type Circumstances, dayOfReceipt, type Incoming } from "../circumstances.ts";
import type { DailyRegistrationDeclaration, DimonaCancel, DimonaIn, DimonaOut, DimonaUpdate } from "../declaration.ts";
import { parseDimonaNumber } from "../dimona-number.ts";
import { agency, jointCommittees } from "../employment.ts";
import { type Rule, rule } from "../rule.ts";
import { workerType } from "../worker-type.ts";
import { addressForms, form, isCountry, upTo } from "./form.ts";

type WithEmployer = Incoming<DimonaIn | DimonaOut | DimonaUpdate | DimonaCancel>;
type WithPeriod = Incoming<DimonaOut | DimonaUpdate | DimonaCancel>;

/** Numbers of the employer, wherever a declaration may name one. */
export const employerNumberForms: readonly Rule<WithEmployer>[] = [
  form("00011", "an NSSO number with wrong check digits", (it) => it.declaration.employer?.nssoNumber, isNssoNumber),
  form(
    "00948",
    "a provisional number with wrong check digits",
    (it) => it.declaration.employer?.provisionalNumber,
    (text) => parseProvisionalNssoNumber(text).ok,
  ),
  form(
    "00014",
    "an enterprise number with wrong check digits",
    (it) => it.declaration.employer?.enterpriseNumber,
    isEnterpriseNumber,
  ),
];

/** Numbers by which an OUT, an update and a cancellation name their period and worker, and those that an update changes. */
export const onPeriodForms: readonly Rule<WithPeriod>[] = [
  form("00913", "a period number with wrong check digits", (it) => it.declaration.periodId, isDimonaNumber),
  form("00024", "an INSS with wrong check digits, beside a period number", (it) => it.declaration.ssin, isSsin),
  form(
    "01135",
    "planned hours of an update that are no whole number from 1 to 999",
    (it) => count(changesOf(it).plannedHours),
    isCount,
  ),
  form(
    "01017",
    "planned days of an update that are no whole number from 1 to 999",
    (it) => count(changesOf(it).plannedDays),
    isCount,
  ),
];

export const dailyNumberForms: readonly Rule<Incoming<DailyRegistrationDeclaration>>[] = [
  form(
    "00913",
    "a period number with wrong check digits, of a daily registration",
    (it) => it.declaration.periodId,
    isDimonaNumber,
  ),
  form("01085", "a registration number with wrong check digits", (it) => it.declaration.registrationId, isDimonaNumber),
];

/** Block 90022, wherever work is done. */
const workplaceZones = {
  street: ["00517", 42],
  houseNumber: ["00518", 10],
  box: ["00519", 4],
  postCode: "00520",
  city: ["00522", 40],
  country: "00523",
} as const;

/** Zone 01231. */
const natures: readonly string[] = ["EMPLOYEE", "WORKER"];

export const fieldForms: readonly Rule<Incoming<DimonaIn>>[] = [
  form(
    "00655",
    "a worker type that does not exist",
    (it) => it.declaration.features.workerType,
    (text) => workerType(text) !== undefined,
  ),
  form(
    "00046",
    "a joint committee that Dimona does not know",
    (it) => it.declaration.features.jointCommittee,
    isCommittee,
  ),
  form(
    "00046",
    "a using employer's joint committee that Dimona does not know, or 322",
    (it) => it.declaration.features.user?.jointCommittee,
    (text) => isCommittee(text) && text !== agency,
  ),
  form(
    "00652",
    "a sub-entity that is not a number",
    (it) => it.declaration.features.subEntity,
    (text) => /^\d{1,10}$/.test(text),
  ),
  form(
    "00131",
    "a using employer's number with wrong check digits",
    (it) => it.declaration.features.user?.enterpriseNumber,
    isEnterpriseNumber,
  ),
  form(
    "00153",
    "a using employer's name longer than 96 characters",
    (it) => it.declaration.features.user?.name,
    upTo(96),
  ),
  ...addressForms((it) => it.declaration.features.user?.address, "the using employer's address", workplaceZones),
  form(
    "00663",
    "a first control card without twelve digits",
    (it) => it.declaration.controlCards?.firstMonth,
    isCardNumber,
  ),
  form(
    "00664",
    "a next control card without twelve digits",
    (it) => it.declaration.controlCards?.nextMonth,
    isCardNumber,
  ),
  form(
    "01135",
    "planned hours that are no whole number from 1 to 999",
    (it) => count(it.declaration.span.plannedHours),
    isCount,
  ),
  form(
    "01017",
    "planned days that are no whole number from 1 to 999",
    (it) => count(it.declaration.span.plannedDays),
    isCount,
  ),
  form(
    "01231",
    "an employment nature other than EMPLOYEE or WORKER",
    (it) => it.declaration.smallStatute?.nature,
    (text) => natures.includes(text),
  ),
  form(
    "00053",
    "a worker status other than F1 or F2",
    (it) => it.declaration.smallStatute?.status,
    (text) => /^F[12]$/.test(text),
  ),
  // Zone 00041 has no code but this one.
  rule("00041-521", "a risk activity that is not in annex 6", "glossary", ({ declaration, given: { codes } }) => {
    const code = declaration.smallStatute?.riskActivity;
    return code !== undefined && !natures.some((nature) => codes.isRiskActivity(code, nature));
  }),
  form(
    "00776",
    "the name of a student's place of work longer than 96 characters",
    (it) => it.declaration.placeOfWork?.name,
    upTo(96),
  ),
  ...addressForms((it) => it.declaration.placeOfWork?.address, "a student's place of work", workplaceZones),
];

/** The worker: the number, or what is said in place of it. */
export const workerForms: readonly Rule<Incoming<DimonaIn>>[] = [
  form("00024", "an INSS with wrong check digits", (it) => it.declaration.worker.ssin, isSsin),
  form(
    "00025",
    "a name that is empty or longer than 48 characters",
    (it) => it.declaration.worker.identity?.lastName,
    upTo(48),
  ),
  form(
    "00026",
    "a first name that is empty or longer than 24 characters",
    (it) => it.declaration.worker.identity?.firstName,
    upTo(24),
  ),
  form(
    "00027",
    "an initial that is not one letter",
    (it) => it.declaration.worker.identity?.initial,
    (text) => /^\p{L}$/u.test(text),
  ),
  form(
    "00028",
    "a birth date that is no day, or not one of the past",
    (it) => it.declaration.worker.identity?.birthDate,
    isBirthDate,
  ),
  form(
    "00029",
    "a sex other than 1 or 2",
    (it) => it.declaration.worker.identity?.sex,
    (text) => /^[12]$/.test(text),
  ),
  form(
    "00168",
    "a birthplace that is empty or longer than 40 characters",
    (it) => it.declaration.worker.identity?.birthplace,
    upTo(40),
  ),
  form(
    "00169",
    "a country of birth that is not in annex 5",
    (it) => it.declaration.worker.identity?.birthplaceCountry,
    isCountry,
  ),
  form("00119", "a nationality that is not in annex 5", (it) => it.declaration.worker.identity?.nationality, isCountry),
  ...addressForms((it) => it.declaration.worker.identity?.address, "the worker's address", {
    street: ["00030", 35],
    houseNumber: ["00031", 10],
    box: ["00032", 4],
    postCode: "00033",
    city: ["00034", 40],
    country: "00035",
  }),
];

const committees: ReadonlySet<string> = new Set(jointCommittees);

function changesOf({ declaration }: WithPeriod): DimonaUpdate["changes"] {
  return declaration.action === "update" ? declaration.changes : {};
}

function isCommittee(text: string): boolean {
  return committees.has(text);
}

function isSsin(text: string): boolean {
  return parseSsin(text).ok;
}

function isNssoNumber(text: string): boolean {
  const number = parseNssoNumber(text);
  // Belgif's employer id goes further than zone 00011.
  return number.ok && Number(number.value) <= 199_999_934;
}

function isEnterpriseNumber(text: string): boolean {
  return parseEnterpriseNumber(text).ok;
}

function isDimonaNumber(text: string): boolean {
  return parseDimonaNumber(text).ok;
}

function isCardNumber(text: string): boolean {
  return /^\d{12}$/.test(text);
}

function isCount(text: string): boolean {
  return /^[1-9]\d{0,2}$/.test(text);
}

function count(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** A day of the past, or a year of it where month and day are not known. */
function isBirthDate(text: string, given: Circumstances): boolean {
  const today = dayOfReceipt(given);
  const [, year] = /^(\d{4})-00-00$/.exec(text) ?? [];
  if (year !== undefined) return Number(year) > 0 && Number(year) <= yearOf(today);
  const day = parseDay(text);
  return day.ok && day.value <= today;
}
