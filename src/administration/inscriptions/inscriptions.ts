// Inscriptions by hand: made, ended, and taken out where there never should have been one.
import type { IsoDay } from "../../kernel/day.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { contains, makePeriod, overlaps, type Period } from "../../kernel/period.ts";
import { attempt, type Desk, type Done, type Work } from "../administer.ts";
import { spanOf } from "../employers/employer-rules.ts";
import { personReference, statesOf } from "../persons/numbers.ts";
import type { Broken } from "../rules.ts";
import { brokenByNumber } from "./inscription-rules.ts";
import { type Inscription, type InscriptionKey, putInscriptions } from "./put.ts";
import { keyText, registeredInscriptions } from "./registered.ts";

/** The holder knows the person from a day (today) on; gives all days of this key, as all that changes one does. */
export function addInscription(key: InscriptionKey, { from, to }: Partial<Period> = {}): Work<Inscription> {
  return async (desk) => {
    const period = makePeriod(from ?? desk.today, to);
    if (!period.ok) return refused({ rule: "days-in-order" });
    const states = await statesOf(desk, [key.ssin]);
    const broken = brokenByNumber(key.ssin, states.get(key.ssin), desk);
    if (broken !== undefined) return refused(broken);
    const known = await periodsOf(desk, key);
    const other = known.find((one) => overlaps(one, period.value));
    if (other !== undefined) return refused({ rule: "inscribed-once", found: `it is ${spanOf(other)}` });
    const periods = [...known, period.value].toSorted((a, b) => (a.from < b.from ? -1 : 1));
    return await put(desk, { ...key, periods });
  };
}

/** The holder knows the person no longer after a day (today). Other days of the same key, later ones too, stay. */
export function endInscription(key: InscriptionKey, lastDay?: IsoDay): Work<Inscription> {
  return async (desk) => {
    const to = lastDay ?? desk.today;
    const known = await periodsOf(desk, key);
    const running = known.find((one) => contains(one, to) && one.to !== to);
    if (running === undefined) return refused({ rule: "inscription-runs", found: foundText(known) });
    return await put(desk, { ...key, periods: known.map((one) => (one === running ? { from: one.from, to } : one)) });
  };
}

/** The inscription that begins on a day is not known any more. */
export function removeInscription(key: InscriptionKey, from: IsoDay): Work<Inscription> {
  return async (desk) => {
    const known = await periodsOf(desk, key);
    const periods = known.filter((one) => one.from !== from);
    if (periods.length === known.length) return refused({ rule: "inscription-known", found: foundText(known) });
    return await put(desk, { ...key, periods });
  };
}

async function periodsOf(desk: Desk, key: InscriptionKey): Promise<readonly Period[]> {
  return (await registeredInscriptions(desk, [key])).get(keyText(key))?.periods ?? [];
}

async function put(desk: Desk, inscription: Inscription): Promise<Outcome<Done<Inscription>, Broken>> {
  const written = await attempt(putInscriptions(desk, [inscription]), "inscription-known");
  if (!written.ok) return written;
  return accepted({ result: inscription, changed: [personReference(inscription.ssin)] });
}

function foundText(periods: readonly Period[]): string {
  return periods.length === 0 ? "no inscription of this holder under this code" : periods.map(spanOf).join(", ");
}
