// The personnel files of the synthetic network: who is employed where, and everything that was declared of it since.
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { EmployerRows } from "../employers/rows.ts";
import { type Random, randomStream } from "../random.ts";
import { dayNumber } from "../timeline.ts";
import { type Crew, crewOf } from "./crew.ts";
import { createDiary, type Desk } from "./diary.ts";
import { addEverydayLife, type Town } from "./everyday.ts";
import { createMemoryRegister, type People } from "./file.ts";
import { createObserver, type DimonaPersona } from "./observed.ts";
import type { Emit } from "./rows.ts";
import { situations } from "./situations.ts";
import { createStage } from "./stage.ts";
import type { DimonaTrait } from "./traits.ts";
import { type Workplace, workplacesOf } from "./workplaces.ts";

export interface DimonaWish {
  readonly seed: number;
  readonly persons: number;
  readonly today: IsoDay;
  /** Those of the same seed and day. */
  readonly employers: EmployerRows;
  readonly codes: DimonaCodes;
}

export interface DimonaNetwork {
  /** Some persons of every trait, with all of theirs. */
  readonly personas: readonly DimonaPersona[];
  /** The last serial that was given out. */
  readonly lastSerial: number;
}

/**
 * Makes everything that the register holds: each row is emitted once it is final, a declaration before what refers to it. Waits for
 * `pause` after every declaration, so that rows can be carried off. Depends on seed, persons and today alone. Memory grows with the
 * persons up to the 20,000th: all others are too many for the employers.
 */
export async function synthesizeDimona(
  { seed, persons, today, employers, codes }: DimonaWish,
  emit: Emit,
  pause: () => Promise<void>,
): Promise<DimonaNetwork> {
  const workplaces = workplacesOf(seed, employers);
  const crew = crewOf(seed, Math.min(persons, mostPersons), today);
  const register = createMemoryRegister({ workplaces, people: peopleOf(crew), codes, emit });
  const observer = createObserver(today);
  for (const { at, act } of plan(seed, today, crew, workplaces)) {
    await act(deskAt(at, register, observer));
    await pause();
  }
  return { lastSerial: register.finish(), personas: personasOf(observer.files()) };
}

const mostPersons = 20_000;
/** How many of a thousand who are in no situation work for somebody. */
const employed = 480;
/** Personas of every trait. */
const shown = 6;
/** After the streams of workers: persons have numbers up to 2,000,000. */
const streamOfTown = 2 ** 31 + 2_000_010;

function plan(seed: number, today: IsoDay, crew: Crew, workplaces: readonly Workplace[]) {
  const diary = createDiary(dayNumber(today));
  const random = randomStream(seed, streamOfTown);
  const stage = createStage(diary, random, crew, workplaces);
  for (const situation of situations) situation(stage);
  const town: Town = { diary, ...choices(workplaces) };
  for (const worker of stage.free()) if (worker.random.perMille(employed)) addEverydayLife(town, worker);
  return diary.notes();
}

function choices(workplaces: readonly Workplace[]): Pick<Town, "workplace" | "user"> {
  const staffed = workplaces.filter(({ weight }) => weight > 0);
  let sum = 0;
  const ends = staffed.map(({ weight }) => {
    sum += weight;
    return sum;
  });
  const workplace = (random: Random) => {
    const drawn = random.below(sum);
    return staffed[ends.findIndex((end) => drawn < end)];
  };
  const users = workplaces.filter(({ committee }) => committee !== undefined && committee !== "322");
  const [first] = users;
  if (first === undefined) throw new Error("a network without employers");
  return { workplace, user: (random) => random.pick([first, ...users]) };
}

function deskAt(
  at: number,
  register: ReturnType<typeof createMemoryRegister>,
  observer: ReturnType<typeof createObserver>,
): Desk {
  return {
    declare: async (workplace, about, declaration) => {
      const performed = await register.declare({ workplace, declaration, at });
      observer.declared(about, declaration, performed);
      return performed;
    },
    identify: async (number, ssin) => observer.identified(ssin, await register.identify(number, ssin, at)),
    lock: (period) => register.lock(period, at),
  };
}

function peopleOf({ workers }: Crew): People {
  return new Map(
    workers.flatMap(({ ssin, oldSsins, identity }) =>
      [ssin, ...oldSsins].map((number) => [number, { ssin, identity }] as const),
    ),
  );
}

function personasOf(files: readonly DimonaPersona[]): readonly DimonaPersona[] {
  const count = new Map<DimonaTrait, number>();
  return files.filter(({ traits }) => {
    if (!traits.some((trait) => (count.get(trait) ?? 0) < shown)) return false;
    for (const trait of traits) count.set(trait, (count.get(trait) ?? 0) + 1);
    return true;
  });
}
