// The content of a request: what the contract lets through and still cannot be right (SOA-03007), and the question that is left.
import { type Identifier, type IdentifierKind, parseIdentifier } from "../employers/identifier.ts";
import { parseDay } from "../kernel/day.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { parseQuarter } from "../kernel/quarter.ts";
import type { EntityIDType } from "../schema/generated/employer-mandate-consultation-types-v2.ts";
import type { CheckUnauthenticatedUserAccessRequest } from "../schema/generated/employer-mandate-consultation-v2.ts";
import type { AccessQuestion, AskedPeriod } from "./question.ts";

export interface ContentFault {
  /** The element that is wrong, with the one that it stands in where that tells which. */
  readonly element: string;
  readonly expected: string;
  readonly found: string;
}

/** Numbers with their check digits, quarters that exist and follow each other. */
export function readQuestion({
  User,
  Entity,
  AccessCriteria,
}: CheckUnauthenticatedUserAccessRequest): Outcome<AccessQuestion, ContentFault> {
  const target = readEntity(Entity, "Entity");
  if (!target.ok) return target;
  const { Context } = User;
  const actsFor = Context === undefined ? undefined : readEntity(Context.Entity, "Context/Entity");
  if (actsFor !== undefined && !actsFor.ok) return actsFor;
  const period = readPeriod(AccessCriteria);
  if (!period.ok) return period;
  return accepted({
    technicalId: User.TechnicalID,
    context:
      Context === undefined || actsFor === undefined
        ? undefined
        : { numbers: actsFor.value, quality: Context.QualityCode },
    target: target.value,
    objects: AccessCriteria.ObjectCriteria.map(({ Object: code, ObjectType: type }) => ({ type, code })),
    period: period.value,
  });
}

type Identifiers = readonly [Identifier, ...Identifier[]];

/**
 * The number by which the register is asked, then the one beside it. An employer's number goes before an enterprise number, but
 * for local administrations, where the enterprise number does (glossary, zone 00014).
 */
function readEntity(entity: EntityIDType, at: string): Outcome<Identifiers, ContentFault> {
  const read: Identifier[] = [];
  for (const { element, kind } of numbersOfEntity) {
    const text = entity[element];
    if (text === undefined) continue;
    const parsed = parseIdentifier(kind, text);
    if (!parsed.ok) {
      return refused({
        element: `${at}/${element}`,
        expected: `a number ${rightIn(kind)}`,
        found: `a fault in its ${parsed.reason.kind}`,
      });
    }
    read.push(parsed.value);
  }
  const [first, ...others] = read;
  if (first === undefined) throw new Error("The contract names an entity by at least one number");
  return accepted([first, ...others]);
}

const numbersOfEntity = [
  { element: "NOSSRegistrationNbr", kind: "nsso" },
  { element: "ProvisionalNSSONbr", kind: "provisional" },
  { element: "CompanyID", kind: "cbe" },
  { element: "NOSSLPARegistrationNbr", kind: "ppl" },
  { element: "INSS", kind: "ssin" },
] as const;

function rightIn(kind: IdentifierKind): string {
  return kind === "ssin"
    ? "with a possible birth date and check digits that fit"
    : "in its range, with check digits that fit";
}

function readPeriod({
  Date: date,
  Quarter,
  Period,
}: CheckUnauthenticatedUserAccessRequest["AccessCriteria"]): Outcome<AskedPeriod, ContentFault> {
  if (date !== undefined) {
    // A time zone behind a date says nothing here.
    const day = parseDay(date.replace(/(Z|[+-]\d{2}:\d{2})$/, ""));
    if (day.ok) return accepted({ kind: "day", day: day.value });
    return refused({ element: "Date", expected: "a day in the years 0001 to 9999", found: "another" });
  }
  if (Quarter !== undefined) {
    const quarter = parseQuarter(Quarter);
    if (!quarter.ok) return noQuarter("Quarter");
    return accepted({ kind: "quarters", begin: quarter.value, end: quarter.value });
  }
  if (Period === undefined) return accepted({ kind: "none" });
  const begin = parseQuarter(Period.BeginQuarter);
  if (!begin.ok) return noQuarter("BeginQuarter");
  if (Period.EndQuarter === undefined) return accepted({ kind: "quarters", begin: begin.value, end: undefined });
  const end = parseQuarter(Period.EndQuarter);
  if (!end.ok) return noQuarter("EndQuarter");
  if (end.value >= begin.value) return accepted({ kind: "quarters", begin: begin.value, end: end.value });
  const expected = "a last quarter that is not before the first";
  return refused({ element: "EndQuarter", expected, found: `${end.value} after ${begin.value}` });
}

function noQuarter(element: string): Outcome<never, ContentFault> {
  return refused({ element, expected: "a quarter in the years 0001 to 9999", found: "another" });
}
