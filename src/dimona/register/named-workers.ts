// The workers in the file of an employer by their names, as the register of persons has them now.
import { readFileSync } from "node:fs";
import type { Reader } from "../../database/reader.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { nameKey } from "../../persons/name-key.ts";

export interface WorkerName {
  readonly familyName: string;
  readonly givenName?: string | undefined;
}

/** Whose names are looked at: of those with a period, or of those with a declaration too. */
export type NamedAmong = "periods" | "declarations";

/**
 * Whose family name begins with the letters of this one, and one of whose given names with those of that one: `Vanden` finds Van den
 * Berghe, `Jean Pierre` somebody called Luc Jean-Pierre. Nobody of whom the register of persons knows no name. Rejects with
 * DatabaseUnavailable.
 */
export async function findNamedWorkers(
  { query }: Pick<Reader, "query">,
  employer: EntityId,
  { familyName, givenName }: WorkerName,
  among: NamedAmong,
): Promise<readonly Ssin[]> {
  const key = nameKey(familyName);
  if (key === "") return [];
  const found = await query<Row>(namedWorkers, [employer, key, among === "declarations"]);
  return found.filter((row) => isCalled(row.first_names, givenName ?? "")).map(({ ssin }) => ssin);
}

interface Row {
  readonly ssin: Ssin;
  readonly first_names: string;
}

/** Given names go on from one to the next: `Jean Pierre` is as well the first two of them. */
function isCalled(firstNames: string, givenName: string): boolean {
  const key = nameKey(givenName);
  const names = firstNames.split(/\s+/);
  return names.some((_, from) => nameKey(names.slice(from).join("")).startsWith(key));
}

const namedWorkers = readFileSync(new URL("named-workers.sql", import.meta.url), "utf8");
