// Where situations are staged: each time with other people, at an employer of the right kind.
import { parseDay } from "../../kernel/day.ts";
import { certain } from "../../kernel/outcome.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { Random } from "../random.ts";
import { dayAt, dayNumber } from "../timeline.ts";
import type { Crew, Worker } from "./crew.ts";
import type { Diary } from "./diary.ts";
import type { Workplace } from "./workplaces.ts";

export interface Stage {
  readonly diary: Diary;
  readonly random: Random;
  /**
   * Plays it as often as there are rounds, with somebody of the stage of life who is free, at a place of the first of these committees
   * (or `public`, `sub-entities`, `provisional`) that was an employer on a day; not where there is nobody, or no such place.
   */
  play(
    who: Worker["stage"] | "renumbered",
    committees: readonly string[],
    scene: (worker: Worker, at: Workplace) => void,
    times?: Times,
  ): void;
  /** Another one at every call, as far as there are others. */
  place(committees: readonly string[], since: number): Workplace | undefined;
  /** Always the same one. */
  largest(committee: string): Workplace | undefined;
  cancelled(): readonly Ssin[];
}

interface Times {
  /** Three years ago when absent. */
  readonly since: number;
  /** Who was not yet 25 on that day. */
  readonly young?: boolean;
}

/** The number of a day. */
export function dayOfYear(year: number, month: number, day: number): number {
  const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return dayNumber(certain(parseDay(text)));
}

/** How many persons there are of every situation. */
const rounds = 4;

export function createStage(
  diary: Diary,
  random: Random,
  crew: Crew,
  workplaces: readonly Workplace[],
): Stage & { free(): readonly Worker[] } {
  const free = new Set(crew.workers);
  let turn = 0;
  const isVisible = (at: Workplace): boolean => at.senderOn(dayAt(diary.today)).channel === "REST";
  // Who can be looked at by a customer of the demo comes first; where many work, before the others.
  const ordered = workplaces
    .filter(({ lastDay, weight }) => lastDay > diary.today && weight > 0)
    .toSorted((a, b) => Number(isVisible(b)) - Number(isVisible(a)) || b.weight - a.weight);
  const visible = ordered.filter(isVisible);

  const placesOf = (committee: string, since: number): readonly Workplace[] => {
    const fits = (at: Workplace): boolean => {
      if (committee === "public") return at.committee === undefined && at.subEntities === undefined;
      if (committee === "sub-entities") return at.subEntities !== undefined;
      if (committee === "provisional") return at.employerOn(dayAt(at.firstDay)).provisionalNumber !== undefined;
      return at.committee === committee;
    };
    const isThere = (at: Workplace): boolean => fits(at) && (committee === "provisional" || at.firstDay <= since);
    const seen = visible.filter(isThere);
    return seen.length > 0 ? seen : ordered.filter(isThere);
  };
  const place = (committees: readonly string[], since: number): Workplace | undefined => {
    turn += 1;
    const found = committees.map((committee) => placesOf(committee, since)).find((places) => places.length > 0) ?? [];
    return found[turn % Math.min(found.length, 4)];
  };

  return {
    diary,
    random,
    play: (who, committees, scene, { since, young = false } = { since: diary.today - 1100 }) => {
      for (let round = 0; round < rounds; round += 1) {
        const worker = free.values().find((one) => {
          const fits = who === "renumbered" ? one.oldSsins.length > 0 : one.stage === who && one.oldSsins.length === 0;
          const isOfAge = one.firstDay <= since && (!young || one.firstDay > since - 2_900);
          return fits && isOfAge && one.lastDay > diary.today + 30;
        });
        const at = place(committees, since);
        if (worker === undefined || at === undefined) return;
        free.delete(worker);
        scene(worker, at);
      }
    },
    place,
    largest: (committee) => placesOf(committee, diary.today - 1100)[0],
    cancelled: () => crew.cancelled.slice(0, rounds),
    free: () => [...free],
  };
}
