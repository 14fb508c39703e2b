// Turns what lies in the outbox into deliveries: who is told, what of it, under which number. Decided and audited in one transaction.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import { prepareAudit } from "../crossroads/audit-change.ts";
import { recordForwarded } from "../crossroads/audit-forwarding.ts";
import type { KnownPersons } from "../crossroads/known-persons.ts";
import type { Clock } from "../kernel/clock.ts";
import { newTicket } from "../kernel/ticket.ts";
import type { Mutation } from "./mutation.ts";
import type { Receiver } from "./receiver.ts";
import { follow, type Route, routesOf } from "./route.ts";

export interface RouterParts {
  readonly service: string;
  readonly receivers: readonly Receiver[];
  readonly persons: KnownPersons;
  readonly clock: Clock;
}

export interface Router {
  /**
   * Routes the oldest of what waits and gives how many that were; undefined while another process does. The client is in autocommit
   * mode. When it throws, everything is as before, unless it was the commit that got no answer.
   */
  route(client: ClientBase): Promise<number | undefined>;
}

const largestBatch = 500;

/** "fo": the space of advisory locks of forwarding. Place 0 in it is the router's: numbers follow each other in the order of the outbox. */
export const forwardingLockClass = 0x666f;

export function createRouter(parts: RouterParts): Router {
  let preparedMonth = "";
  return {
    route: async (client) => {
      // Mostly there is nothing, which one statement tells.
      const { rowCount } = await client.query("select from forwarding.outbox order by id limit 1");
      if (rowCount === 0) return 0;
      const at = parts.clock.now();
      const month = new Date(at).toISOString().slice(0, 7);
      if (month !== preparedMonth) await prepareAudit(client, at);
      preparedMonth = month;
      await client.query("begin");
      try {
        const count = await routeWithin(client, parts, at);
        await client.query("commit");
        return count;
      } catch (error) {
        // On a connection that is gone this fails too; what went wrong first is the reason.
        await client.query("rollback").catch(() => {});
        throw error;
      }
    },
  };
}

async function routeWithin(client: ClientBase, parts: RouterParts, at: number): Promise<number | undefined> {
  const { rows: locks } = await client.query<{ taken: boolean }>("select pg_try_advisory_xact_lock($1, 0) as taken", [
    forwardingLockClass,
  ]);
  if (locks[0]?.taken !== true) return undefined;
  const { rows } = await client.query<OutboxRow>({
    name: "forwarding-take",
    text: statements.takeOutbox,
    values: [largestBatch],
  });
  const waiting = rows.toSorted((a, b) => Number(a.id) - Number(b.id));
  const followed = await Promise.all(waiting.map(({ ssin }) => follow(parts.persons, ssin)));
  const former = await formerNumbers(
    client,
    followed.flatMap((one) => one?.ssin ?? []),
  );
  // Also where the file moved before anything more was told: what waits under the former number goes first.
  if (former.length > 0) {
    await client.query(statements.renamePersons, [
      former.map(({ ssin }) => ssin),
      former.map(({ current }) => current),
    ]);
  }
  const formerOf = Map.groupBy(former, ({ current }) => current);
  const routed = waiting.flatMap(({ content }, index) => {
    const person = followed[index];
    if (person === undefined) return [];
    const numbers = formerOf.get(person.ssin)?.map(({ ssin }) => ssin) ?? [];
    return routesOf(content, person, numbers, parts.receivers).map((route) => ({ ...route, whole: content }));
  });
  if (routed.length > 0) await deliver(client, parts, await numbered(client, routed), at);
  return waiting.length;
}

interface FormerNumber {
  readonly current: string;
  readonly ssin: string;
}

async function formerNumbers(client: ClientBase, persons: readonly string[]): Promise<readonly FormerNumber[]> {
  const { rows } = await client.query<FormerNumber>({
    name: "forwarding-former",
    text: statements.formerNumbers,
    values: [[...new Set(persons)]],
  });
  return rows;
}

interface OutboxRow {
  readonly id: string;
  readonly ssin: string;
  readonly content: Mutation;
}

type Routed = Route & { readonly whole: Mutation };
type Numbered = Routed & { readonly number: string };

async function numbered(client: ClientBase, routed: readonly Routed[]): Promise<readonly Numbered[]> {
  const counts = new Map<string, number>();
  const places = routed.map(({ receiver: { customer } }) => {
    const place = (counts.get(customer) ?? 0) + 1;
    counts.set(customer, place);
    return place;
  });
  const { rows } = await client.query<{ customer: string; last: string }>({
    name: "forwarding-numbers",
    text: statements.takeNumbers,
    values: [[...counts.keys()], [...counts.values()]],
  });
  const lasts = new Map(rows.map(({ customer, last }) => [customer, Number(last)]));
  return routed.map((route, index) => {
    const { customer } = route.receiver;
    const first = (lasts.get(customer) ?? 0) - (counts.get(customer) ?? 0);
    return { ...route, number: String(first + (places[index] ?? 0)) };
  });
}

async function deliver(
  client: ClientBase,
  { service, clock }: RouterParts,
  deliveries: readonly Numbered[],
  at: number,
): Promise<void> {
  const contents = deliveries.map(({ mutation }) => JSON.stringify(mutation));
  await client.query({
    name: "forwarding-deliver",
    text: statements.addDeliveries,
    values: [
      deliveries.map(({ receiver }) => receiver.customer),
      deliveries.map(({ number }) => number),
      deliveries.map(({ mutation }) => mutation.worker.ssin),
      contents,
      new Date(at).toISOString(),
    ],
  });
  await recordForwarded(
    client,
    deliveries.map(({ receiver: { customer, forwarding }, number, mutation, whole, removed }, index) => ({
      ticket: newTicket(clock),
      at,
      customer,
      service,
      legalContext: forwarding.legalContext,
      subject: mutation.worker.ssin,
      number,
      filtered: removed,
      mutation: JSON.stringify(whole),
      sent: contents[index] ?? "",
    })),
  );
}

function statement(name: string): string {
  return readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8");
}

const statements = {
  takeOutbox: statement("take-outbox"),
  takeNumbers: statement("take-numbers"),
  addDeliveries: statement("add-deliveries"),
  formerNumbers: statement("former-numbers"),
  renamePersons: statement("rename-persons"),
} as const;
