// Work that is done again and again: at once while there is some, after a pause when there was none, and until it is stopped.
import { setTimeout as sleep } from "node:timers/promises";

export interface Loop {
  /** Ends the pause that it is in. */
  wake(): void;
  /** Resolves once the work under way is over. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  /** Gives whether there may be more. */
  readonly work: () => Promise<boolean>;
  /** Milliseconds. */
  readonly pause: number;
  readonly pauseAfterError: number;
  readonly onError: (error: unknown) => void;
}

export function startLoop({ work, pause, pauseAfterError, onError }: LoopOptions): Loop {
  let stopped = false;
  let resting = new AbortController();
  const rest = async (milliseconds: number): Promise<void> => {
    if (stopped) return;
    resting = new AbortController();
    await sleep(milliseconds, undefined, { signal: resting.signal }).catch(() => {});
  };
  const run = async (): Promise<void> => {
    while (!stopped) {
      try {
        if (!(await work())) await rest(pause);
      } catch (error) {
        onError(error);
        await rest(pauseAfterError);
      }
    }
  };
  const ended = run();
  return {
    wake: () => resting.abort(),
    stop: () => {
      stopped = true;
      resting.abort();
      return ended;
    },
  };
}
