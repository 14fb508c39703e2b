// Work that everybody may ask for and nobody should be able to pile up: one at a time, with a pause between two.
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Whoever asks while the work is under way shares the next run with all others who do, so that what everybody gets was
 * found out after asking. A run begins `pause` milliseconds after the end of the one before, at the earliest.
 */
export function inTurns<Result>(work: () => Promise<Result>, pause: number): () => Promise<Result> {
  let before: Promise<unknown> = Promise.resolve();
  let next: Promise<Result> | undefined;
  const rest = () => sleep(pause, undefined, { ref: false });
  return () => {
    next ??= before.then(() => {
      next = undefined;
      const run = work();
      before = run.then(rest, rest);
      return run;
    });
    return next;
  };
}
