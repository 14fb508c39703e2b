// What an object asks for: applications, each in every quarter.
import type { EmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { AskedObject, AskedQuarter } from "../question.ts";

/** An application that must be in reach in a quarter. */
export interface Need extends AskedQuarter {
  readonly application: string;
}

/**
 * An application for itself; a group for everything that it holds on the day that counts for the quarter; a sector for all its
 * groups. Undefined where a group or a sector holds nothing in one of the quarters: nothing can then be in reach.
 */
export function needsOf(
  object: AskedObject,
  quarters: readonly AskedQuarter[],
  codes: EmployerMandateCodes,
): readonly Need[] | undefined {
  const needs: Need[] = [];
  for (const { quarter, day } of quarters) {
    const applications = applicationsOn(object, day, codes);
    if (applications.length === 0) return undefined;
    for (const application of applications) needs.push({ application, quarter, day });
  }
  return needs;
}

/** The codes of the applications that an object stands for on a day, each once. */
export function applicationsOn(
  { type, code }: AskedObject,
  day: IsoDay,
  codes: EmployerMandateCodes,
): readonly string[] {
  switch (type) {
    case "APPLICATION":
      return [code];
    case "GROUP":
      return codes.membersOf(code, day);
    case "SECTOR":
      return [...new Set(codes.groupsOfSector(code, day).flatMap((group) => codes.membersOf(group.code, day)))];
  }
}
