// Who can be employed: the persons of the population by what they can do at their age, each with the days on which they can.

import type { IsoDay } from "../../kernel/day.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { PersonIdentity } from "../../persons/identity.ts";
import { generations } from "../identities.ts";
import { type SyntheticPerson, synthesizePerson } from "../persons.ts";
import { type Random, randomStream } from "../random.ts";
import { dayNumber } from "../timeline.ts";

export interface Worker {
  readonly index: number;
  readonly ssin: Ssin;
  readonly oldSsins: readonly Ssin[];
  readonly birthDate: IsoDay;
  /** As the register of persons has it. */
  readonly identity: PersonIdentity;
  /** retired: over 66 today; student: of the youngest generation, while younger than 30. */
  readonly stage: "adult" | "retired" | "student";
  /** Day numbers from the day of majority to that before death, or to the end of the next month. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly random: Random;
}

export interface Crew {
  readonly workers: readonly Worker[];
  /** Numbers that were cancelled, which employers may still declare. */
  readonly cancelled: readonly Ssin[];
}

/**
 * The first `persons` of the population, but those who work for themselves as a main activity: each by the chances of a stream of
 * its own, apart from that of the person.
 */
export function crewOf(seed: number, persons: number, today: IsoDay): Crew {
  const workers: Worker[] = [];
  const cancelled: Ssin[] = [];
  for (let index = 0; index < persons; index += 1) {
    const person = synthesizePerson(seed, index, today);
    if (person.state === "cancelled") cancelled.push(person.ssin);
    else if (canBeEmployed(person)) workers.push(workerOf(person, seed, today));
  }
  return { workers, cancelled };
}

function canBeEmployed({ career, traits }: SyntheticPerson): boolean {
  return career === undefined || traits.includes("secondary-activity") || traits.includes("student");
}

function workerOf(
  { index, ssin, oldSsins, birthDate, names, sex, deceasedOn }: SyntheticPerson,
  seed: number,
  today: IsoDay,
): Worker {
  const born = dayNumber(birthDate);
  const now = dayNumber(today);
  const age = (now - born) / 365.25;
  return {
    index,
    ssin,
    oldSsins,
    birthDate,
    identity: { ...names, birthDate, sex },
    stage: birthDate >= firstOfStudents && age < 30 ? "student" : age > 66 ? "retired" : "adult",
    firstDay: Math.ceil(born + 17 * 365.25),
    lastDay: deceasedOn === undefined ? now + 40 : dayNumber(deceasedOn) - 1,
    random: randomStream(seed, streamOfWorkers + index),
  };
}

const firstOfStudents = `${generations.student.from}-01-01`;

/** After those of persons, of employers and of workplaces. */
const streamOfWorkers = 2 ** 31 + 2;
