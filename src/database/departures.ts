// When the next batch leaves: at once for who comes after a pause, and together for those who come in a crowd.

export interface Departures {
  /** Calls back at the next departure, with all others who wait for it. */
  readonly next: (leave: () => void) => void;
}

const usualPause = Number(process.env.PAUSE ?? 2);

/**
 * Departures are at least `pause` milliseconds apart. A batch costs the server and both processes' wake-ups about as much
 * as ten of its items: under load a pause pays for itself in the time that is then free, and a lone caller never waits.
 */
export function createDepartures(pause: number = usualPause): Departures {
  let waiting: (() => void)[] = [];
  let last = Number.NEGATIVE_INFINITY;

  const depart = (): void => {
    last = performance.now();
    const leaving = waiting;
    waiting = [];
    for (const leave of leaving) leave();
  };

  return {
    next: (leave) => {
      waiting.push(leave);
      if (waiting.length > 1) return;
      const rest = last + pause - performance.now();
      if (rest <= 0) setImmediate(depart);
      else setTimeout(depart, rest);
    },
  };
}
