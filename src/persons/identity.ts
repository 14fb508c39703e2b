// What the register of persons knows beside numbers: names, birth date, sex; and how it learns that something is otherwise.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { Ssin } from "../kernel/ssin.ts";
import { nameKey } from "./name-key.ts";

export interface PersonIdentity {
  readonly lastName: string;
  /** All of them in their order, with blanks between; "" for somebody who has none. */
  readonly firstNames: string;
  /** `YYYY-MM-DD`, with 00 for a day, or a month and a day, that nobody knows. */
  readonly birthDate: string;
  /** 1 man, 2 woman; absent where it is not known. */
  readonly sex?: "1" | "2" | undefined;
}

/** As the columns of persons.identity have it; all of them null where the register knows no more than the number. */
export interface IdentityRow {
  readonly last_name: string | null;
  readonly first_names: string | null;
  readonly birth_date: string | null;
  readonly sex: "1" | "2" | null;
}

export function identityIn({ last_name, first_names, birth_date, sex }: IdentityRow): PersonIdentity | undefined {
  if (last_name === null || first_names === null || birth_date === null) return undefined;
  return { lastName: last_name, firstNames: first_names, birthDate: birth_date, sex: sex ?? undefined };
}

/** The one by which somebody is called; "" for somebody who has none. */
export function firstNameOf({ firstNames }: PersonIdentity): string {
  return firstNames.split(" ")[0] ?? "";
}

/** Where something is written, within a transaction of the caller's, and from when on it is known (milliseconds since the epoch). */
interface Change {
  readonly client: ClientBase;
  readonly at: number;
}

/** From the moment of the change on; what was known before stays readable. */
export async function setIdentity({ client, at }: Change, ssin: Ssin, identity: PersonIdentity): Promise<void> {
  const { lastName, firstNames, birthDate, sex } = identity;
  const moment = new Date(at).toISOString();
  await client.query(closeIdentity, [ssin, moment]);
  await client.query(addIdentity, [ssin, moment, lastName, firstNames, birthDate, sex ?? null, nameKey(lastName)]);
}

/** A number gives way to another, which the register knows already: from then on both name the same person. */
export async function replaceNumber({ client, at }: Change, old: Ssin, next: Ssin): Promise<void> {
  const moment = new Date(at).toISOString();
  await client.query(closePerson, [old, moment]);
  await client.query(addReplaced, [old, moment, next]);
}

function statement(name: string): string {
  return readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8");
}

const closeIdentity = statement("close-identity");
const addIdentity = statement("add-identity");
const closePerson = statement("close-person");
const addReplaced = statement("add-replaced");
