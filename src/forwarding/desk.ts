// What an operator can do about deliveries: look at dead letters, have them tried again, send a range of numbers once more.
import { readFileSync } from "node:fs";
import type { Client, ClientBase } from "pg";
import { prepareAudit, recordManualChange } from "../crossroads/audit-change.ts";
import { inTransaction } from "../employers/write/change.ts";
import type { Clock } from "../kernel/clock.ts";
import { newTicket, type Ticket } from "../kernel/ticket.ts";

export interface DeadLetter {
  /** By which it is replayed; it says nothing about anybody. */
  readonly id: string;
  readonly receiver: string;
  /** What is refused, and about which period. */
  readonly number: string;
  readonly period: string;
  readonly attempts: number;
  readonly reason: string;
  readonly since: string;
  /** Deliveries about the person, this one included. */
  readonly waiting: number;
}

/** Who does it, on a connection outside any transaction. */
export interface Operator {
  readonly client: Client;
  readonly clock: Clock;
  /** The name under which somebody answers for it, and the account of the operating system. */
  readonly by: string;
  readonly account: string;
}

export interface Done {
  /** Dead letters, or deliveries. */
  readonly count: number;
  /** Undefined where there was nothing to do. */
  readonly ticket: Ticket | undefined;
}

/** The oldest first; of one receiver, or of all. */
export async function readDeadLetters(client: ClientBase, receiver?: string): Promise<readonly DeadLetter[]> {
  const { rows } = await client.query<DeadRow>(statements.dead, [receiver ?? null]);
  return rows.map(({ dead_since, ...rest }) => ({ ...rest, since: new Date(dead_since).toISOString() }));
}

/** Those of one id, of one receiver, or all: each is tried as often again as it was before. */
export async function replay(
  operator: Operator,
  which: { readonly id?: string | undefined; readonly receiver?: string | undefined },
): Promise<Done> {
  return await audited(operator, "forwarding replay", async () => {
    const { rows } = await operator.client.query<{ id: string; receiver: string }>(statements.replay, [
      which.id ?? null,
      which.receiver ?? null,
    ]);
    return rows.map(({ id, receiver }) => `forwarding:${receiver}:${id}`);
  });
}

/** Numbers that it never had, or that are forgotten, are left out; those that still wait are sent as they would have been. */
export async function resend(operator: Operator, receiver: string, from: number, to: number): Promise<Done> {
  return await audited(operator, "forwarding resend", async () => {
    const { rowCount } = await operator.client.query(statements.resend, [receiver, from, to]);
    return Array.from({ length: rowCount ?? 0 }, () => `forwarding:${receiver}:${from}-${to}`);
  });
}

/** The change and its entry in the audit, or neither. */
async function audited(
  { client, clock, by, account }: Operator,
  operation: string,
  work: () => Promise<readonly string[]>,
): Promise<Done> {
  const at = clock.now();
  await prepareAudit(client, at);
  return await inTransaction(client, async () => {
    const references = await work();
    const changed = [...new Set(references)];
    const [subject] = changed;
    if (subject === undefined) return { count: 0, ticket: undefined };
    const ticket = newTicket(clock);
    await recordManualChange(client, { ticket, at, service: "Forwarding", operation, by, account, subject, changed });
    return { count: references.length, ticket };
  });
}

interface DeadRow extends Omit<DeadLetter, "since"> {
  readonly dead_since: string;
}

function statement(name: string): string {
  return readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8");
}

const statements = { dead: statement("dead"), replay: statement("replay"), resend: statement("resend") } as const;
