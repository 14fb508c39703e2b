// The audit of what institutions are sent without asking: an entry for each mutation and each of its receivers, within the
// transaction that decides on it, so that nothing leaves without one.
import { hash } from "node:crypto";
import type { ClientBase } from "pg";
import type { Ticket } from "../kernel/ticket.ts";
import { type AuditEntry, appendToChain, claimChain } from "./audit.ts";
import { chainStart, readHead } from "./audit-chain.ts";
import { statuses } from "./statuses.ts";

/** The operation of these entries: nobody asked, an institution was told. */
export const forwarding = "forward";

export interface ForwardedMutation {
  readonly ticket: Ticket;
  /** When it was decided, in milliseconds since the epoch. */
  readonly at: number;
  readonly customer: string;
  readonly service: string;
  readonly legalContext: string;
  /** The SSIN. */
  readonly subject: string;
  /** By which the receiver counts it. */
  readonly number: string;
  /** Elements that were taken out. */
  readonly filtered: readonly string[];
  /** What happened, and what the receiver is sent of it. */
  readonly mutation: string;
  readonly sent: string;
}

/** In a chain that is the transaction's own until it ends. Room for the month must be there: `prepareAudit`. */
export async function recordForwarded(client: ClientBase, forwarded: readonly ForwardedMutation[]): Promise<void> {
  if (forwarded.length === 0) return;
  const chain = await claimChain(client, 0, "pg_try_advisory_xact_lock");
  const link = (await readHead(client, chain)) ?? chainStart;
  await appendToChain(
    client,
    { chain, link },
    forwarded.map((one) => ({ entry: entryOf(one) })),
  );
}

function entryOf({ at, subject, filtered, mutation, sent, ...named }: ForwardedMutation) {
  const { ticket, customer, service, legalContext, number } = named;
  const entry: AuditEntry & { readonly number: string } = {
    ticket,
    customerTicket: undefined,
    receivedAt: at,
    customer,
    proof: undefined,
    service,
    operation: forwarding,
    legalContext,
    subject,
    number,
    code: statuses.MSG00000.code,
    gates: [{ gate: "inscription", passed: true }],
    filtered,
    requestDigest: hash("sha256", mutation),
    answerDigest: hash("sha256", sent),
    timings: {},
  };
  return entry;
}
