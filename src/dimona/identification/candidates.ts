// Who of the register may be somebody that was declared without a number: looked for by birth date, and by year and name.
import { readFileSync } from "node:fs";
import type { Reader } from "../../database/reader.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { nameKey } from "../../persons/name-key.ts";
import type { Identity } from "../declaration.ts";
import { type Candidate, withDayForMonth } from "./match.ts";

/**
 * Everybody born on the declared day, or on the day with day and month changed; and whoever has the name and the year of birth. Persons
 * whose number was cancelled are left out. Rejects with DatabaseUnavailable.
 */
export function createCandidates(
  reader: Pick<Reader, "lookup">,
): (identity: Identity) => Promise<readonly Candidate[]> {
  const byBirthDate = lookup("candidates-by-birth-date");
  const byName = lookup("candidates-by-name");
  return async ({ birthDate, lastName }) => {
    if (birthDate === undefined || lastName === undefined) return [];
    const found = await Promise.all([
      byName(`${birthDate.slice(0, 4)} ${nameKey(lastName)}`),
      ...(birthDate.endsWith("-00-00") ? [] : [byBirthDate(birthDate), byBirthDate(withDayForMonth(birthDate))]),
    ]);
    const people = new Map(
      found
        .flat()
        .flatMap(toCandidate)
        .map((one) => [JSON.stringify(one), one]),
    );
    return [...people.values()];
  };

  function lookup(name: string) {
    return reader.lookup<Row, string>({
      name: `dimona-${name}`,
      sql: readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8"),
      columns: ["key", "ssin", "last_name", "first_names", "birth_date", "sex"],
      keyOf: ([key]) => key,
    });
  }
}

type Row = [
  key: string,
  ssin: Ssin | null,
  lastName: string,
  firstNames: string,
  birthDate: string,
  sex: "1" | "2" | null,
];

function toCandidate([, ssin, lastName, firstNames, birthDate, sex]: Row): readonly Candidate[] {
  return ssin === null ? [] : [{ ssin, lastName, firstNames, birthDate, sex: sex ?? undefined }];
}
