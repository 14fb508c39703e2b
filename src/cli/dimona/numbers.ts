// The numbers that commands of Dimona take. A wrong number of a person is told without being repeated.

import type { EmployerNumbers } from "../../dimona/declaration.ts";
import { type DimonaNumber, parseDimonaNumber } from "../../dimona/dimona-number.ts";
import { type Identifier, kindOf } from "../../employers/identifier.ts";
import { Refusal } from "../refusal.ts";

export function dimonaNumberGiven(text: string): DimonaNumber {
  const number = parseDimonaNumber(text);
  if (!number.ok) throw new Refusal("expected the twelve digits of a declaration or a period, check digits included");
  return number.value;
}

/** What a number says of an employer. */
export function employerNumbersOf(identifier: Identifier): EmployerNumbers {
  const number = digitsOf(identifier);
  switch (kindOf(identifier)) {
    case "nsso":
      return { nssoNumber: number };
    case "provisional":
      return { provisionalNumber: number };
    case "cbe":
      return { enterpriseNumber: number };
    default:
      throw new Refusal("an employer of Dimona is named by nsso:NUMBER, provisional:NUMBER or cbe:NUMBER");
  }
}

function digitsOf(identifier: Identifier): string {
  return identifier.slice(identifier.indexOf(":") + 1);
}
