// How often one customer may have the other parties asked: often enough to watch them, never so that they are flooded.

export interface DeepLimit {
  /** Takes one DEEP from a customer's share; milliseconds until there is another one when it is used up. */
  take(customer: string): number | undefined;
}

const span = 60_000;
const perSpan = 10;

/** Ten a minute for each customer, in each answering process. `now` is a clock that only goes forward, in milliseconds. */
export function createDeepLimit(now: () => number = () => performance.now()): DeepLimit {
  // One entry a customer of the annexes, so it does not grow.
  const shares = new Map<string, { readonly startsAt: number; taken: number }>();
  return {
    take: (customer) => {
      const moment = now();
      const share = shares.get(customer);
      if (share === undefined || moment - share.startsAt >= span) {
        shares.set(customer, { startsAt: moment, taken: 1 });
        return undefined;
      }
      if (share.taken >= perSpan) return share.startsAt + span - moment;
      share.taken += 1;
      return undefined;
    },
  };
}
