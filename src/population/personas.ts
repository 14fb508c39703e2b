// Numbers to ask about, with what to expect of each: the way into a population for people, tests and examples.
import type { IsoDay } from "../kernel/day.ts";
import type { Ssin } from "../kernel/ssin.ts";
import { designedPersons } from "./designs.ts";
import type { DimonaPersona } from "./dimona/observed.ts";
import type { DimonaTrait } from "./dimona/traits.ts";
import { type SyntheticPerson, synthesizePerson } from "./persons.ts";
import type { Trait } from "./traits.ts";

export interface Persona {
  readonly ssin: Ssin;
  readonly traits: readonly (Trait | DimonaTrait)[];
  /** The number that took its place, for a replaced one. */
  readonly newSsin?: Ssin;
  /** Enterprise numbers of the employers that have declared the person in Dimona. */
  readonly employers?: readonly string[];
}

/** The personas of a population that are there by design: a few of every kind, and every trait among them. */
export function personasOf(options: {
  readonly seed: number;
  readonly persons: number;
  readonly today: IsoDay;
}): readonly Persona[] {
  const { seed, persons, today } = options;
  const count = Math.min(persons, designedPersons);
  return Array.from({ length: count }, (_, index) => numbersOf(synthesizePerson(seed, index, today))).flat();
}

/** Every number of a person: the current one, then those that were replaced. */
export function numbersOf({ ssin, oldSsins, traits }: SyntheticPerson): readonly Persona[] {
  const old = oldSsins.map((before, place): Persona => {
    const next = oldSsins[place + 1];
    return {
      ssin: before,
      traits: next === undefined ? ["replaced-ssin"] : ["replaced-ssin", "replaced-twice"],
      newSsin: next ?? ssin,
    };
  });
  return [{ ssin, traits }, ...old];
}

/** The personas, with what is particular about their personnel files, and after them those who are there for that alone. */
export function withFiles(personas: readonly Persona[], files: readonly DimonaPersona[]): readonly Persona[] {
  const rest = new Map(files.map((file) => [file.ssin, file]));
  const known = personas.map((persona): Persona => {
    const file = rest.get(persona.ssin);
    if (file === undefined) return persona;
    rest.delete(persona.ssin);
    return { ...persona, traits: [...persona.traits, ...file.traits], employers: file.employers };
  });
  return [...known, ...rest.values()];
}
