// Quotas shared by all processes: each takes small leases from the database, so that most questions cost no round trip.
import type { Reader } from "../database/reader.ts";
import type { Clock } from "../kernel/clock.ts";

export type QuotaSpan = "minute" | "day";

export interface Quota {
  readonly perMinute: number;
  readonly perDay: number;
}

export interface QuotaLedger {
  /** Takes one question from the customer's quotas; gives the span that is used up, or nothing when there was room. */
  take(customer: string, quota: Quota): QuotaSpan | undefined | Promise<QuotaSpan | undefined>;
}

/** The part of a quota that is used up, in words for its customer. */
export function toldLimit({ perMinute, perDay }: Quota, usedUp: QuotaSpan): string {
  const most = usedUp === "minute" ? perMinute : perDay;
  return `at most ${most} ${most === 1 ? "question" : "questions"} a ${usedUp}`;
}

/** Whole seconds from this moment until the minute or the day is over and there is room again. */
export function secondsUntilRoom(usedUp: QuotaSpan, now: number): number {
  return Math.ceil((lengthOf[usedUp] - (now % lengthOf[usedUp])) / 1000);
}

/**
 * A lease is a hundredth of the quota (at least one question): several processes together never let more through
 * than the quota, and strand at most a lease each.
 */
export function createQuotaLedger({ query }: Pick<Reader, "query">, clock: Clock): QuotaLedger {
  const leases = new Map<string, Lease>();

  const takeFrom = (customer: string, span: QuotaSpan, limit: number): boolean | Promise<boolean> => {
    const startsAt = Math.floor(clock.now() / lengthOf[span]) * lengthOf[span];
    const key = `${span} ${customer}`;
    let lease = leases.get(key);
    if (lease === undefined || lease.startsAt !== startsAt) {
      lease = { startsAt, left: 0, exhausted: false, renewal: undefined };
      leases.set(key, lease);
    }
    if (lease.left > 0) {
      lease.left -= 1;
      return true;
    }
    if (lease.exhausted) return false;
    const current = lease;
    current.renewal ??= renew(query, customer, span, current, limit).finally(() => {
      current.renewal = undefined;
    });
    return current.renewal.then(() => takeFrom(customer, span, limit));
  };

  return {
    take: (customer, quota) => {
      const minute = takeFrom(customer, "minute", quota.perMinute);
      const day = (room: boolean): QuotaSpan | undefined | Promise<QuotaSpan | undefined> => {
        if (!room) return "minute";
        const left = takeFrom(customer, "day", quota.perDay);
        return left instanceof Promise ? left.then((some) => (some ? undefined : "day")) : left ? undefined : "day";
      };
      return minute instanceof Promise ? minute.then(day) : day(minute);
    },
  };
}

/** Forgets what was taken in minutes and days that are over. */
export async function forgetOldQuotas({ query }: Pick<Reader, "query">, clock: Clock): Promise<void> {
  const yesterday = new Date(clock.now() - 2 * lengthOf.day).toISOString();
  await query("delete from crossroads.quota_use where starts_at < $1::timestamptz", [yesterday]);
}

interface Lease {
  readonly startsAt: number;
  left: number;
  exhausted: boolean;
  renewal: Promise<void> | undefined;
}

const lengthOf = { minute: 60_000, day: 86_400_000 } as const;

const leaseStatement = `
insert into crossroads.quota_use as used (customer, span, starts_at, taken)
select $1, $2, $3::timestamptz, $4::bigint where $4::bigint <= $5::bigint
on conflict (customer, span, starts_at) do update set taken = used.taken + excluded.taken
where used.taken + excluded.taken <= $5::bigint
returning taken`;

async function renew(
  query: Reader["query"],
  customer: string,
  span: QuotaSpan,
  lease: Lease,
  limit: number,
): Promise<void> {
  const startsAt = new Date(lease.startsAt).toISOString();
  const size = Math.max(1, Math.floor(limit / 100));
  for (const share of size === 1 ? [1] : [size, 1]) {
    const rows = await query(leaseStatement, [customer, span, startsAt, share, limit]);
    if (rows.length > 0) {
      lease.left += share;
      return;
    }
  }
  lease.exhausted = true;
}
