// What the options of the administration take. What is wrong is told without being repeated where it could be a person's number.
import { InvalidArgumentError } from "commander";
import { numberShapes } from "../../administration/files/columns.ts";
import { readNumber } from "../../administration/files/line.ts";
import { holderExpected, parseQualityCode, qualityCodeExpected } from "../../administration/inscriptions/columns.ts";
import { birthDateExpected, isBirthDate, isName, nameExpected } from "../../administration/persons/person-rules.ts";
import { type Holder, parseHolder } from "../../crossroads/holder.ts";
import { type Identifier, kindOf } from "../../employers/identifier.ts";
import { type IsoDay, parseDay } from "../../kernel/day.ts";
import { parseQuarter, type Quarter } from "../../kernel/quarter.ts";
import { parseSsin, type Ssin } from "../../kernel/ssin.ts";
import { Refusal } from "../refusal.ts";
import { firstLine } from "../standard-input.ts";

export const numberHelp = `${numberShapes}; - reads it from standard input`;

/** A number with its kind, or `-`: a command line can be seen by others on the machine, and stays in a history. */
export async function numberGiven(option: string, text: string): Promise<Identifier> {
  const number = readNumber(text === "-" ? await firstLine() : text);
  if (!number.ok) throw new Refusal(`${option}: ${number.expected}`);
  return number.value;
}

/** The number of a person, with its kind or without, or `-` for a line of standard input. */
export async function ssinGiven(text: string): Promise<Ssin> {
  const given = text === "-" ? await firstLine() : text;
  const identifier = await numberGiven("--ssin", /^\d+$/.test(given) ? `ssin:${given}` : given);
  const ssin = parseSsin(identifier.slice(identifier.indexOf(":") + 1));
  if (kindOf(identifier) !== "ssin" || !ssin.ok) throw new Refusal("--ssin: expected the number of a person");
  return ssin.value;
}

export const ssinHelp = "of the person; - reads it from standard input, where nobody sees it";

export function nameGiven(text: string): string {
  if (!isName(text)) throw new InvalidArgumentError(`${nameExpected}.`);
  return text;
}

export function birthDateGiven(text: string): string {
  if (!isBirthDate(text)) throw new InvalidArgumentError(`${birthDateExpected}.`);
  return text;
}

export function holderGiven(text: string): Holder {
  const holder = parseHolder(text);
  if (!holder.ok) throw new InvalidArgumentError(`${holderExpected[holder.reason.kind]}.`);
  return holder.value;
}

export function qualityCodeGiven(text: string): number {
  const code = parseQualityCode(text);
  if (code === undefined) throw new InvalidArgumentError(`${qualityCodeExpected}.`);
  return code;
}

export function dayGiven(text: string): IsoDay {
  const day = parseDay(text);
  if (!day.ok) throw new InvalidArgumentError("expected a day as 2026-01-31.");
  return day.value;
}

export function quarterGiven(text: string): Quarter {
  const quarter = parseQuarter(text);
  if (!quarter.ok) throw new InvalidArgumentError("expected a quarter as 2026Q1.");
  return quarter.value;
}

/** Milliseconds since the epoch. */
export function momentGiven(text: string): number {
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(moment)) throw new InvalidArgumentError("expected a moment as 2026-01-31T12:00:00Z.");
  return moment;
}

/** Codes with commas between them. */
export function codesGiven(text: string): readonly string[] {
  const codes = text.split(",").map((code) => code.trim());
  if (codes.some((code) => code === "")) throw new InvalidArgumentError("expected codes with commas between them.");
  return codes;
}

export function countGiven(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError("expected a number from 1 on.");
  return Number(text);
}
