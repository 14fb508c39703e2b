// Keeps a supplier that is slow or away from taking the crossroads with it: time-out, retry, circuit breaker, bulkhead.

export interface GuardOptions {
  /** Milliseconds in which a call is answered or fails, waiting for its turn and a second attempt included. */
  readonly timeout: number;
  /** Calls under way at the same time; those beyond wait their turn. */
  readonly concurrent: number;
  /** A clock that only goes forward, in milliseconds. */
  readonly now?: () => number;
  /** Told when the circuit opens, and when it closes again. */
  readonly onChange?: (state: "open" | "closed") => void;
}

/** Why there is no result: it never says anything about the person asked about. */
export type GuardFailure = "timeout" | "failed" | "open" | "busy";

export type Guarded<Value> =
  | { readonly answered: true; readonly value: Value }
  | { readonly answered: false; readonly failure: GuardFailure };

/** Makes an attempt, which rejects when the supplier could not be asked and should stop when the signal says so. */
export type Attempt<Value> = (signal: AbortSignal) => Promise<Value>;

/** Never rejects, and is settled within the time-out. */
export type Guard = <Value>(attempt: Attempt<Value>) => Promise<Guarded<Value>>;

const failuresToOpen = 5;
const pauseBetweenProbes = 1000;

/**
 * For safe reads only: a failed attempt is made once more, as long as there is time. Five calls that fail in a row open
 * the circuit: calls then fail at once, but for one a second at the most, which probes; the first probe that is answered
 * closes it. A call that found no turn in time says nothing about the supplier and does not count.
 */
export function createGuard({ timeout, concurrent, now = () => performance.now(), onChange }: GuardOptions): Guard {
  const waiting = new Set<() => void>();
  let underWay = 0;
  let failures = 0;
  let lastProbe = Number.NEGATIVE_INFINITY;

  const isOpen = () => failures >= failuresToOpen;

  /** While the circuit is open, the first call of each pause is let through. */
  const mayPass = (): boolean => {
    if (!isOpen()) return true;
    if (now() - lastProbe < pauseBetweenProbes) return false;
    lastProbe = now();
    return true;
  };

  const record = (succeeded: boolean): void => {
    const before = isOpen();
    failures = succeeded ? 0 : failures + 1;
    if (isOpen() === before) return;
    lastProbe = now();
    onChange?.(before ? "closed" : "open");
  };

  const letNextPass = (): void => {
    underWay -= 1;
    const [next] = waiting;
    if (next === undefined) return;
    waiting.delete(next);
    next();
  };

  return <Value>(attempt: Attempt<Value>) =>
    new Promise<Guarded<Value>>((resolve) => {
      const stop = new AbortController();
      let settled = false;
      let started = false;

      const settle = (result: Guarded<Value>): void => {
        if (settled) return;
        settled = true;
        clearTimeout(timer);
        waiting.delete(start);
        resolve(result);
      };
      const fail = (failure: GuardFailure): void => {
        if (settled) return;
        if (started) record(false);
        settle({ answered: false, failure });
      };

      const run = async (): Promise<void> => {
        try {
          const value = await attempt(stop.signal).catch((error: unknown) => {
            if (settled) throw error;
            return attempt(stop.signal);
          });
          if (settled) return;
          record(true);
          settle({ answered: true, value });
        } catch {
          fail("failed");
        } finally {
          letNextPass();
        }
      };

      const start = (): void => {
        underWay += 1;
        if (!mayPass()) {
          letNextPass();
          fail("open");
          return;
        }
        started = true;
        void run();
      };

      const timer = setTimeout(() => {
        fail(started ? "timeout" : "busy");
        stop.abort();
      }, timeout);
      if (isOpen() && now() - lastProbe < pauseBetweenProbes) fail("open");
      else if (underWay < concurrent) start();
      else waiting.add(start);
    });
}
