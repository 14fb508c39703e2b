// A check that many may ask for: run once for all who ask together, bounded in time, and its finding kept for a while.
import { type Check, critical, type Finding, warning } from "./check.ts";

/** What was found, when the search for it began (on the clock that only goes forward) and how many milliseconds it took. */
export interface Found {
  readonly finding: Finding;
  readonly began: number;
  readonly took: number;
}

interface WatchOptions {
  /** A clock that only goes forward, in milliseconds: no change of the machine's time makes an old finding young. */
  readonly now: () => number;
  /** Told of a check that threw. */
  readonly onError: (check: Check, error: unknown) => void;
}

/** Milliseconds that a check has; beyond `slow` it is too slow to be in order. */
const longestCheck = 2000;
const slow = 1000;
const keeps = { DEFAULT: 10_000, DEEP: 30_000 } as const;

/**
 * Never rejects, and is settled within `longestCheck`. A finding is kept from the moment at which the search for it
 * began, since the truth may have changed right after. A run that hangs is not begun a second time beside itself: where
 * a check waits for a dead disk, each more would take one more thread along.
 */
export function watch(check: Check, { now, onError }: WatchOptions): () => Promise<Found> {
  const { keep = keeps[check.type] } = check;
  let last: Run | undefined;

  const begin = (): Run => {
    const began = now();
    const known = check.known?.();
    const stop = new AbortController();
    const late = Promise.withResolvers<Finding>();
    const timer = setTimeout(() => {
      late.resolve(timeout(longestCheck));
      stop.abort();
    }, longestCheck);
    const work = perform(check, stop.signal, onError).finally(() => {
      clearTimeout(timer);
      run.ended = true;
    });
    const found = Promise.race([work, late.promise]).then((finding) => {
      const took = now() - began;
      return { finding: judgedByTime(finding, took), began, took };
    });
    const run: Run = { began, known, found, ended: false };
    return run;
  };

  return () => {
    if (last !== undefined) {
      const age = now() - last.began;
      if (last.ended ? age < keep && last.known === check.known?.() : age < longestCheck) return last.found;
      if (!last.ended) return Promise.resolve({ finding: timeout(age), began: now(), took: age });
    }
    last = begin();
    return last.found;
  };
}

interface Run {
  readonly began: number;
  readonly known: unknown;
  readonly found: Promise<Found>;
  /** Of the work itself, which may go on when nobody waits for it any more. */
  ended: boolean;
}

async function perform(check: Check, signal: AbortSignal, onError: WatchOptions["onError"]): Promise<Finding> {
  try {
    return await check.run(signal);
  } catch (error) {
    // What ends by being broken off is told as late already.
    if (!signal.aborted) onError(check, error);
    return critical("FAILED", "could not be found out");
  }
}

function judgedByTime(finding: Finding, took: number): Finding {
  if (finding.level !== "OK" || took < slow) return finding;
  return warning("SLOW", `took ${Math.round(took)} ms`);
}

function timeout(milliseconds: number): Finding {
  return critical("TIMEOUT", `timeout after ${Math.round(milliseconds)} ms`);
}
