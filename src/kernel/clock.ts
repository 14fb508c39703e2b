// Where time comes from: the machine's clock, or one that a demo or a test moves by hand.

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

export interface MovableClock extends Clock {
  /** Sets the moment, in milliseconds since the Unix epoch. */
  set(moment: number): void;
  advance(milliseconds: number): void;
}

export function movableClock(start: number): MovableClock {
  let moment = start;
  return {
    now: () => moment,
    set: (next) => {
      moment = next;
    },
    advance: (milliseconds) => {
      moment += milliseconds;
    },
  };
}
