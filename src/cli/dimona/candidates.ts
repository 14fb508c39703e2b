// `kruispunt dimona candidates`: who the worker of a waiting declaration may be. It shows persons: the audit knows of it first.

import { findWhoItMayBe, type LikePerson, type WhoItMayBe } from "../../dimona/administration/candidates.ts";
import type { Address, Identity } from "../../dimona/declaration.ts";
import type { LikenessOfParts } from "../../dimona/identification/match.ts";
import type { Settings } from "../../http/settings.ts";
import { look } from "../administration/look.ts";
import type { ByOptions } from "../administration/office.ts";
import { jsonText, linesText } from "../administration/text.ts";
import { inColumns } from "../columns.ts";
import { Refusal } from "../refusal.ts";
import { dimonaNumberGiven } from "./numbers.ts";
import { notWaiting } from "./waiting.ts";

interface CandidatesOptions extends ByOptions {
  readonly limit: number;
  readonly json?: boolean;
}

export async function showCandidates(settings: Settings, text: string, options: CandidatesOptions): Promise<void> {
  const number = dimonaNumberGiven(text);
  const looking = { operation: "dimona candidates", subject: `declaration:${number}` };
  await look(settings, options, looking, async ({ client }) => {
    const found = await findWhoItMayBe(client, number, options.limit);
    if (!found.ok) throw new Refusal(notWaiting);
    return {
      text: options.json === true ? jsonOf(found.value) : textOf(found.value),
      persons: found.value.persons.map(({ ssin }) => ssin),
    };
  });
}

function jsonOf({ declared, persons, more }: WhoItMayBe): string {
  const candidates = persons.map(({ parts, ...person }) => ({ ...person, ...agreement(parts) }));
  return jsonText({ declared, candidates, more });
}

function textOf({ declared, persons, more }: WhoItMayBe): string {
  return linesText([
    "declared:",
    ...inColumns(declaredRows(declared).map((row) => ["", ...row])),
    "",
    ...(persons.length === 0 ? ["the register of persons has nobody like this"] : ["may be:"]),
    ...inColumns(persons.map((person) => ["", ...candidateRow(person)])),
    ...(more === 0 ? [] : [`${more} more like this: a larger --limit shows them`]),
  ]);
}

function declaredRows(declared: Identity): readonly (readonly [name: string, value: string])[] {
  const { birthplace, birthplaceCountry, nationality, address } = declared;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["name", declared.lastName],
    ["first name", declared.firstName],
    ["initial", declared.initial],
    ["birth date", declared.birthDate],
    ["birthplace", birthplace],
    ["country of birth", birthplaceCountry],
    ["sex", sexText(declared.sex)],
    ["nationality", nationality],
    ["address", address === undefined ? undefined : addressText(address)],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function addressText({ street, houseNumber, box, postCode, city, country }: Address): string {
  return `${street} ${houseNumber}${box === undefined ? "" : ` / ${box}`}, ${postCode} ${city} (${country})`;
}

function candidateRow({ ssin, lastName, firstNames, birthDate, sex, parts }: LikePerson): readonly string[] {
  const { agrees, differs } = agreement(parts);
  const likeness = [
    `agrees: ${names(agrees)}`,
    ...(differs.length === 0 ? [] : [`differs a little: ${names(differs)}`]),
  ];
  return [ssin, lastName, firstNames, birthDate, sexText(sex) ?? "sex not known", likeness.join("; ")];
}

type Part = keyof LikenessOfParts;

/** What is much like it differs in one of the four, and in that a little. */
function agreement(parts: LikenessOfParts): { readonly agrees: readonly Part[]; readonly differs: readonly Part[] } {
  const all: readonly Part[] = ["lastName", "firstName", "birthDate", "sex"];
  return {
    agrees: all.filter((part) => parts[part] === "exact"),
    differs: all.filter((part) => parts[part] !== "exact"),
  };
}

function names(parts: readonly Part[]): string {
  return parts.map((part) => partNames[part]).join(", ");
}

const partNames: Readonly<Record<Part, string>> = {
  lastName: "name",
  firstName: "first name",
  birthDate: "birth date",
  sex: "sex",
};

function sexText(sex: string | undefined): string | undefined {
  return sex === "1" ? "man" : sex === "2" ? "woman" : sex;
}
