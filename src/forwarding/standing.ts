// How it stands with what institutions are sent: for operators, for the health of the installation, for its figures.
import { readFileSync } from "node:fs";
import type { Clock } from "../kernel/clock.ts";
import type { Receiver } from "./receiver.ts";

export interface Standing {
  /** By the name of its annex. */
  readonly customer: string;
  /** The last number given; "0" before the first. */
  readonly lastNumber: string;
  /** Deliveries. */
  readonly waiting: number;
  /** Milliseconds that the oldest has waited; undefined where nothing waits. */
  readonly age: number | undefined;
  /** Persons about whom something was refused and is tried again by itself. */
  readonly trying: number;
  /** Persons about whom something waits for an operator. */
  readonly dead: number;
  /** How often in a row nobody answered, and what was seen instead. */
  readonly failures: number;
  readonly reason: string | undefined;
}

type RunQuery = <Row extends object>(sql: string, values: unknown[]) => Promise<readonly Row[]>;

/** Of the receivers to whom something was sent at any time. Rejects as the query does. */
export async function readStandings(query: RunQuery, clock: Clock): Promise<readonly Standing[]> {
  const rows = await query<StandingRow>(standing, [new Date(clock.now()).toISOString()]);
  return rows.map(({ last_number, age, reason, ...rest }) => ({
    ...rest,
    lastNumber: last_number,
    age: age ?? undefined,
    reason: reason ?? undefined,
  }));
}

/**
 * How late what waits is for each receiver that we serve: files have until they are due, and what is fetched is not ours to hurry.
 * What is not routed is late for all of them.
 */
export function latenessOf(standings: readonly Standing[], unrouted: Unrouted, receivers: readonly Receiver[]) {
  const late = standings.flatMap(({ customer, age = 0, dead }) => {
    const carriage = receivers.find((receiver) => receiver.customer === customer)?.forwarding.carriage;
    if (carriage === undefined || carriage.kind === "pull") return [];
    const allowed = carriage.kind === "files" ? carriage.seconds * 1000 : 0;
    return [{ customer, dead, late: Math.max(0, age - allowed) }];
  });
  return unrouted.age === undefined ? late : [{ customer: "not routed", dead: 0, late: unrouted.age }, ...late];
}

/** Mutations that no router has looked at yet: how many, and since how many milliseconds the oldest waits. */
export interface Unrouted {
  readonly count: number;
  readonly age: number | undefined;
}

export async function readUnrouted(query: RunQuery, clock: Clock): Promise<Unrouted> {
  const [row] = await query<{ count: number; age: number | null }>(
    `select count(*)::int as count, (extract(epoch from $1::timestamptz - min(since)) * 1000)::float8 as age
     from   forwarding.outbox`,
    [new Date(clock.now()).toISOString()],
  );
  return { count: row?.count ?? 0, age: row?.age ?? undefined };
}

const daysKept = 92;

/** What was delivered can be sent again for 92 days; then it is forgotten here, as the register still has it. */
export async function forgetDelivered({ query }: { readonly query: RunQuery }, clock: Clock): Promise<void> {
  const moment = new Date(clock.now() - daysKept * 86_400_000).toISOString();
  await query("delete from forwarding.delivery where delivered_at < $1", [moment]);
}

interface StandingRow extends Omit<Standing, "lastNumber" | "age" | "reason"> {
  readonly last_number: string;
  readonly age: number | null;
  readonly reason: string | null;
}

const standing = readFileSync(new URL("standing.sql", import.meta.url), "utf8");
