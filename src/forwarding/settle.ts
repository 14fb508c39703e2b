// What becomes of deliveries after an attempt: pure, so that order and back-off can be tried without a database.

export interface Delivery {
  readonly number: string;
  readonly person: string;
}

/** How an attempt ended. Reasons are codes, and never hold a word about anybody. */
export type Attempt =
  /** Nobody was there who speaks the contract: it says nothing about what was sent. */
  | { readonly kind: "unreachable"; readonly reason: string }
  /** The receiver would not have the message. */
  | { readonly kind: "failed"; readonly reason: string }
  /** What the receiver said of each: accepted, or why not. */
  | {
      readonly kind: "answered";
      readonly refused: ReadonlyMap<string, string>;
      readonly accepted: ReadonlySet<string>;
    };

export interface Settlement {
  readonly delivered: readonly string[];
  /** Persons about whom the attempt told everything: what trouble there was is over. */
  readonly settled: readonly string[];
  readonly troubles: readonly Trouble[];
}

export interface Trouble {
  readonly person: string;
  readonly attempts: number;
  /** When it is tried again, in milliseconds since the epoch; absent for what is not tried any more by itself. */
  readonly dueAt?: number;
  readonly reason: string;
}

export interface SettleRules {
  /** How often one delivery is tried. */
  readonly attempts: number;
  readonly backOff: BackOff;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

export interface BackOff {
  /** Milliseconds before the second attempt; doubled before each further one. */
  readonly first: number;
  readonly longest: number;
}

/**
 * Of each person, what came before the first that was not accepted is delivered; that one and all behind it wait. `before` is how
 * often the first delivery of the batch was tried already. What is neither accepted nor refused counts as refused.
 */
export function settle(
  batch: readonly Delivery[],
  attempt: Exclude<Attempt, { kind: "unreachable" }>,
  before: number,
  rules: SettleRules,
): Settlement {
  const delivered: string[] = [];
  const troubled = new Map<string, string>();
  for (const { number, person } of batch) {
    if (troubled.has(person)) continue;
    const reason = attempt.kind === "failed" ? attempt.reason : reasonOf(number, attempt);
    if (reason === undefined) delivered.push(number);
    else troubled.set(person, reason);
  }
  const settled = [...new Set(batch.map(({ person }) => person))].filter((person) => !troubled.has(person));
  const attempts = before + 1;
  const troubles = [...troubled].map(([person, reason]): Trouble => {
    if (attempts >= rules.attempts) return { person, attempts, reason };
    return { person, attempts, reason, dueAt: rules.now + delayOf(attempts, rules.backOff, rules.random) };
  });
  return { delivered, settled, troubles };
}

/** Milliseconds after so many attempts: doubled each time up to the longest, of which between a half and the whole. */
export function delayOf(attempts: number, { first, longest }: BackOff, random: () => number): number {
  const whole = Math.min(longest, first * 2 ** Math.min(attempts - 1, 40));
  return Math.round(whole * (0.5 + random() / 2));
}

function reasonOf(number: string, { refused, accepted }: Extract<Attempt, { kind: "answered" }>): string | undefined {
  return refused.get(number) ?? (accepted.has(number) ? undefined : "NOT_ACKNOWLEDGED");
}
