// What may be wrong with a declaration: the code that says it, and whether it refuses the declaration.
import type { DailyRegistration, DimonaPeriod } from "./dimona-period.ts";
import type { Exceeding } from "./quota.ts";

/** Zone or block, and the kind of fault: `00913-356` (zone 00108). */
export type AnomalyCode = `${Zone}-${AnomalyNumber}`;

/** A zone (a field) or a functional block (five digits beginning with 9). */
export type Zone = keyof typeof elements;

/** B refuses the declaration; NP ("non-percentage") leaves it accepted, with a warning. No others occur in Dimona. */
export type Severity = "B" | "NP";

export interface Anomaly {
  readonly code: AnomalyCode;
  readonly severity: Severity;
  /** The situation in words, as the rule that found it has them. */
  readonly when: string;
  readonly evidence?: Evidence | undefined;
}

/** What stands in the way: goes into AnomalyComplInformation of a notification. */
export interface Evidence {
  readonly periods?: readonly DimonaPeriod[];
  readonly exceeding?: readonly Exceeding[];
  readonly registration?: DailyRegistration;
}

/** The element or block that a code is about, by its official name. */
export function elementOf(code: AnomalyCode): string {
  return elements[zoneOf(code)];
}

/** The zone or block of an element; undefined for one that no code is about. */
export function zoneNamed(element: string): Zone | undefined {
  return zones.get(element);
}

/** The last three digits: what kind of fault it is. */
export function numberOf(code: AnomalyCode): AnomalyNumber {
  return code.slice(6) as AnomalyNumber; // the type of codes has nothing else behind its hyphen
}

/** The severity of a code where no rule says another (glossary Dimona 2023/3). */
export function severityOf(code: AnomalyCode): Severity {
  return warnings.has(numberOf(code)) ? "NP" : "B";
}

function zoneOf(code: AnomalyCode): Zone {
  return code.slice(0, 5) as Zone; // the type of codes has nothing else before its hyphen
}

export type AnomalyNumber = (typeof anomalyNumbers)[number];

/** Kinds that the rules raise; their texts are in codes/dimona/anomalies.tsv. */
export const anomalyNumbers = [
  "001",
  "003",
  "005",
  "006",
  "008",
  "014",
  "022",
  "058",
  "092",
  "134",
  "151",
  "155",
  "181",
  "235",
  "255",
  "260",
  "333",
  "334",
  "336",
  "337",
  "341",
  "342",
  "343",
  "344",
  "345",
  "347",
  "348",
  "349",
  "350",
  "351",
  "352",
  "353",
  "354",
  "355",
  "356",
  "357",
  "359",
  "360",
  "361",
  "362",
  "363",
  "364",
  "368",
  "369",
  "370",
  "420",
  "421",
  "444",
  "459",
  "460",
  "461",
  "462",
  "510",
  "521",
  "535",
] as const;

const warnings: ReadonlySet<AnomalyNumber> = new Set(["022", "058", "348", "369", "460", "510", "535"]);

/** Zones and functional blocks by their elements (Dimona_20231.xsd). */
const elements = {
  "00011": "NOSSRegistrationNbr",
  "00014": "CompanyID",
  "00024": "INSS",
  "00025": "WorkerName",
  "00026": "WorkerFirstName",
  "00027": "WorkerInitial",
  "00028": "WorkerBirthdate",
  "00029": "WorkerSex",
  "00030": "WorkerStreet",
  "00031": "WorkerHouseNbr",
  "00032": "WorkerPostBox",
  "00033": "WorkerZIPCode",
  "00034": "WorkerCity",
  "00035": "WorkerCountry",
  "00041": "ActivityWithRisk",
  "00046": "JointCommissionNbr",
  "00053": "WorkerStatus",
  "00110": "AttestationStatus",
  "00119": "Nationality",
  "00131": "UsingEmployerCompanyID",
  "00153": "UsingEmployerName",
  "00168": "WorkerBirthplace",
  "00169": "WorkerBirthplaceCountry",
  "00218": "FormCreationDate",
  "00221": "ReferenceType",
  "00222": "ReferenceNbr",
  "00296": "Identification",
  "00297": "TypeForm",
  "00298": "ReferenceOrigin",
  "00299": "FormCreationHour",
  "00517": "Street",
  "00518": "HouseNbr",
  "00519": "PostBox",
  "00520": "ZIPCode",
  "00522": "City",
  "00523": "Country",
  "00652": "SubEntityNbr",
  "00655": "WorkerType",
  "00663": "FirstMonthC32ANbr",
  "00664": "NextMonthC32ANbr",
  "00776": "Denomination",
  "00777": "StartingHour",
  "00778": "EndingHour",
  "00910": "StartingDate",
  "00911": "EndingDate",
  "00913": "DimonaPeriodId",
  "00948": "ProvisionalNSSONbr",
  "01017": "PlannedDaysNbr",
  "01085": "DailyRegistrationId",
  "01135": "PlannedHoursNbr",
  "01231": "EmploymentNature",
  "90017": "NaturalPerson",
  "90059": "Form",
  "90082": "Reference",
  "90107": "UsingEmployer",
  "90256": "EmployerId",
  "90373": "DimonaIn",
  "90374": "DimonaFeatures",
  "90378": "DimonaUpdate",
  "90480": "DailyRegistrationDeclaration",
} as const;

const zones: ReadonlyMap<string, Zone> = new Map(
  Object.entries(elements).map(([zone, element]) => [element, zone as Zone]), // a literal: its keys are its zones
);
