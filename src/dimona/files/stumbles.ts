// What could not be worked on: it is tried again after a while, and after a longer one each time, so that it costs the others little.
import type { Clock } from "../../kernel/clock.ts";

export interface Stumbles {
  /** Whether it may be tried: it never failed, or its time has come again. */
  isDue(what: string): boolean;
  /** It failed. */
  add(what: string): void;
  /** It went well. */
  forget(what: string): void;
  /** Whether the time of anything that failed has come. */
  areDue(): boolean;
  /** Lets all that failed be tried now. */
  makeDue(): void;
  /** What is due after all was tried is not there any more. */
  forgetDue(): void;
}

export function createStumbles(clock: Clock): Stumbles {
  const waiting = new Map<string, { readonly times: number; readonly until: number }>();
  const isOver = ({ until }: { readonly until: number }): boolean => clock.now() >= until;
  return {
    isDue: (what) => {
      const stumble = waiting.get(what);
      return stumble === undefined || isOver(stumble);
    },
    add: (what) => {
      const times = (waiting.get(what)?.times ?? 0) + 1;
      waiting.set(what, { times, until: clock.now() + Math.min(shortest * 2 ** (times - 1), longest) });
    },
    forget: (what) => void waiting.delete(what),
    areDue: () => [...waiting.values()].some(isOver),
    forgetDue: () => {
      for (const [what, stumble] of waiting) if (isOver(stumble)) waiting.delete(what);
    },
    makeDue: () => {
      for (const [what, { times }] of waiting) waiting.set(what, { times, until: clock.now() });
    },
  };
}

/** Milliseconds. */
const shortest = 30_000;
const longest = 600_000;
