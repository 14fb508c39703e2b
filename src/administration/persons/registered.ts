// What the register of persons knows of numbers and of who bears them, for whoever administers it.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { IsoDay } from "../../kernel/day.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { type IdentityRow, identityIn } from "../../persons/identity.ts";
import { changesOf, type ManualChangeTold } from "../changes.ts";
import { type Registered, read, type View } from "../registered.ts";
import { type NumberState, personReference } from "./numbers.ts";
import type { Person } from "./put.ts";

export type RegisteredPerson = Registered<Person>;

/** Those that the register knows. */
export async function registeredPersons(
  view: View,
  numbers: readonly Ssin[],
): Promise<ReadonlyMap<Ssin, RegisteredPerson>> {
  type Row = NumberRow & IdentityRow & { readonly ssin: Ssin; readonly state: NumberState; readonly knownFrom: number };
  const rows = await read<Row>(view, statements.registered, numbers);
  return new Map(
    rows.map((row) => {
      const { ssin, state, knownFrom } = row;
      return [ssin, { ssin, state, ...restOf(row), knownFrom }];
    }),
  );
}

/** A state of a number, or who bore it, that is no longer known. */
export interface PersonBefore extends Omit<Person, "ssin" | "state"> {
  readonly state?: NumberState;
  /** ISO 8601, UTC. */
  readonly knownFrom: string;
  readonly knownUntil: string;
}

/** What was known until the moment of the view at the latest, the newest last. */
export async function knownBefore(view: View, ssin: Ssin): Promise<readonly PersonBefore[]> {
  type Row = NumberRow &
    IdentityRow & { readonly state: NumberState | null } & Pick<PersonBefore, "knownFrom" | "knownUntil">;
  const rows = await read<Row>(view, statements.before, [ssin]);
  return rows.map((row) => {
    const { state, knownFrom, knownUntil } = row;
    return { ...(state === null ? {} : { state }), ...restOf(row), knownFrom, knownUntil };
  });
}

/** Of the person and of inscriptions alike where they share a moment; the oldest first. */
export function changesOfPerson(client: ClientBase, ssin: Ssin): Promise<readonly ManualChangeTold[]> {
  return changesOf(client, statements.moments, ssin, personReference(ssin));
}

interface NumberRow {
  readonly replacedBy: Ssin | null;
  readonly deceasedOn: IsoDay | null;
}

function restOf(row: NumberRow & IdentityRow): Pick<Person, "replacedBy" | "deceasedOn" | "identity"> {
  const identity = identityIn(row);
  return {
    ...(row.replacedBy === null ? {} : { replacedBy: row.replacedBy }),
    ...(row.deceasedOn === null ? {} : { deceasedOn: row.deceasedOn }),
    ...(identity === undefined ? {} : { identity }),
  };
}

function statement(name: string): string {
  return readFileSync(new URL(`read/${name}`, import.meta.url), "utf8");
}

const statements = {
  registered: statement("registered.sql"),
  before: statement("before.sql"),
  moments: statement("moments.sql"),
} as const;
