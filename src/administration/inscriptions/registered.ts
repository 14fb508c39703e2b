// What the crossroads knows of inscriptions, for whoever administers them.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { Ssin } from "../../kernel/ssin.ts";
import { changesOf, type ManualChangeTold } from "../changes.ts";
import { personReference } from "../persons/numbers.ts";
import { type DayRow, periodOf, type Registered, read, together, type View } from "../registered.ts";
import { type Inscription, type InscriptionKey, keysOf } from "./put.ts";

export type RegisteredInscription = Registered<Inscription>;

/** Those that are there, by `keyText`. */
export async function registeredInscriptions(
  view: View,
  keys: readonly InscriptionKey[],
): Promise<ReadonlyMap<string, RegisteredInscription>> {
  const [ssins, holders, qualityCodes] = keysOf(keys);
  return asThings(await read<Row>(view, statements.registered, ssins, [holders, qualityCodes]));
}

/** By holder and quality code. */
export async function inscriptionsOf(view: View, ssin: Ssin): Promise<readonly RegisteredInscription[]> {
  return [...asThings(await read<Row>(view, statements.ofPersons, [ssin])).values()];
}

/** Days of an inscription that are no longer known, or no longer in this way. */
export interface InscriptionBefore extends Pick<InscriptionKey, "holder" | "qualityCode">, Omit<DayRow, "knownFrom"> {
  /** ISO 8601, UTC. */
  readonly knownFrom: string;
  readonly knownUntil: string;
}

/** What was known until the moment of the view at the latest, the newest last. */
export function knownBefore(view: View, ssin: Ssin): Promise<readonly InscriptionBefore[]> {
  return read<InscriptionBefore>(view, statements.before, [ssin]);
}

/** The oldest first. */
export function changesOfInscriptions(client: ClientBase, ssin: Ssin): Promise<readonly ManualChangeTold[]> {
  return changesOf(client, statements.moments, ssin, personReference(ssin));
}

export function keyText({ ssin, holder, qualityCode }: InscriptionKey): string {
  return `${ssin} ${holder} ${qualityCode}`;
}

type Row = DayRow & InscriptionKey;

function asThings(rows: readonly Row[]): ReadonlyMap<string, RegisteredInscription> {
  return together(
    rows,
    keyText,
    ({ ssin, holder, qualityCode }) => ({ ssin, holder, qualityCode }),
    (all) => ({ periods: all.map(periodOf) }),
  );
}

function statement(name: string): string {
  return readFileSync(new URL(`read/${name}`, import.meta.url), "utf8");
}

const statements = {
  registered: statement("registered.sql"),
  ofPersons: statement("of-persons.sql"),
  before: statement("before.sql"),
  moments: statement("moments.sql"),
} as const;
