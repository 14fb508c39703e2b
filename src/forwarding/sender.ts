// Sends one receiver what waits for it: in the order of the numbers, and about a person nothing before what went wrong.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { Clock } from "../kernel/clock.ts";
import { type Carrier, mostInMessage } from "./carriers/carrier.ts";
import type { Mutation } from "./mutation.ts";
import type { Receiver } from "./receiver.ts";
import { type Attempt, type BackOff, delayOf, settle } from "./settle.ts";

export interface SenderParts {
  readonly receiver: Receiver;
  readonly carrier: Carrier;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly random?: () => number;
}

export interface Pace {
  /** After a refusal, for the one delivery that was refused. */
  readonly refused: BackOff;
  /** After nobody answered, for the receiver as a whole. */
  readonly unreachable: BackOff;
}

export interface Sender {
  /**
   * One message, or two: what is due for another attempt, and what was not tried yet. Gives whether anything was sent. Only who holds
   * the receiver may call it, and not twice at the same time.
   */
  send(client: ClientBase): Promise<boolean>;
}

export function createSender({ receiver, carrier, clock, pace, random = Math.random }: SenderParts): Sender {
  const { customer, forwarding } = receiver;
  let failures = 0;

  const attempt = async (client: ClientBase, rows: readonly Row[]): Promise<void> => {
    const [first] = rows;
    if (first === undefined) return;
    const result = await carrier.carry(rows.map(({ number, content }) => ({ number, ...content })));
    const now = clock.now();
    if (result.kind === "unreachable") await away(client, result, now);
    else {
      failures = 0;
      const rules = { attempts: forwarding.attempts, backOff: pace.refused, now, random };
      await keep(client, settle(rows, result, first.attempts ?? 0, rules), now);
    }
  };

  const away = async (
    client: ClientBase,
    { reason }: Extract<Attempt, { kind: "unreachable" }>,
    now: number,
  ): Promise<void> => {
    failures += 1;
    const due = momentText(now + delayOf(failures, pace.unreachable, random));
    await client.query(statements.away, [customer, failures, due, reason]);
  };

  const keep = async (
    client: ClientBase,
    { delivered, settled, troubles }: ReturnType<typeof settle>,
    now: number,
  ): Promise<void> => {
    await client.query({
      name: "forwarding-settle",
      text: statements.settle,
      values: [
        customer,
        momentText(now),
        delivered,
        settled,
        troubles.map(({ person }) => person),
        troubles.map(({ attempts }) => attempts),
        troubles.map(({ dueAt }) => (dueAt === undefined ? null : momentText(dueAt))),
        troubles.map(({ reason }) => reason),
      ],
    });
  };

  return {
    send: async (client) => {
      const due = momentText(clock.now());
      const again = await client.query<Row>({
        name: "forwarding-retry",
        text: statements.retry,
        values: [customer, due],
      });
      await attempt(client, again.rows);
      if (failures > 0 && again.rows.length > 0) return true;
      const fresh = await client.query<Row>({
        name: "forwarding-fresh",
        text: statements.fresh,
        values: [customer, momentText(clock.now()), mostInMessage],
      });
      await attempt(client, fresh.rows);
      return again.rows.length + fresh.rows.length > 0;
    },
  };
}

interface Row {
  readonly number: string;
  readonly person: string;
  readonly content: Mutation;
  readonly attempts?: number;
}

function momentText(moment: number): string {
  return new Date(moment).toISOString();
}

function statement(name: string): string {
  return readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8");
}

const statements = {
  fresh: statement("next-fresh"),
  retry: statement("next-retry"),
  settle: statement("settle"),
  away: statement("away"),
} as const;
