// The numbers that commands of Dimona take. A wrong number of a person is told without being repeated.

import type { EmployerNumbers } from "../../dimona/declaration.ts";
import { type DimonaNumber, parseDimonaNumber } from "../../dimona/dimona-number.ts";
import { type Identifier, kindOf } from "../../employers/identifier.ts";
import { parseSsin, type Ssin } from "../../kernel/ssin.ts";
import { numberGiven } from "../administration/values.ts";
import { Refusal } from "../refusal.ts";
import { firstLine } from "../standard-input.ts";

export function dimonaNumberGiven(text: string): DimonaNumber {
  const number = parseDimonaNumber(text);
  if (!number.ok) throw new Refusal("expected the twelve digits of a declaration or a period, check digits included");
  return number.value;
}

/** With its kind or without, or `-` for a line of standard input. */
export async function ssinGiven(text: string): Promise<Ssin> {
  const given = text === "-" ? await firstLine() : text;
  const identifier = await numberGiven("--ssin", /^\d+$/.test(given) ? `ssin:${given}` : given);
  const ssin = parseSsin(digitsOf(identifier));
  if (kindOf(identifier) !== "ssin" || !ssin.ok) throw new Refusal("--ssin: expected the number of a person");
  return ssin.value;
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
