// The audit of what people change by hand in the registers: an entry within the transaction of the change, so that there is
// never one without the other.
import { hash } from "node:crypto";
import type { ClientBase } from "pg";
import type { Ticket } from "../kernel/ticket.ts";
import { appendToChain, type ChainEntry, claimChain } from "./audit.ts";
import { chainStart, readHead } from "./audit-chain.ts";
import { statuses } from "./statuses.ts";

export interface ManualChange {
  readonly ticket: Ticket;
  /** From when on the registers know it, in milliseconds since the epoch: leads from a row of theirs to its entry. */
  readonly at: number;
  readonly service: string;
  /** Such as `mandates transfer`. */
  readonly operation: string;
  /** The name under which somebody answers for it. */
  readonly by: string;
  /** Under which account of the operating system it was done. */
  readonly account: string;
  /** By what it is found again: a reference, never the number or name of a person. Digits, letters and `:-_` alone. */
  readonly subject: string;
  /** Everything that changed, each by its reference, as `subject` is. */
  readonly changed: readonly string[];
  /** What it was made from, such as the text of a file; hexadecimal SHA-256. */
  readonly digest?: string;
}

/** Makes room for the month of a moment: outside a transaction, since a long one would keep other writers from theirs. */
export async function prepareAudit(client: ClientBase, at: number): Promise<void> {
  await client.query("select crossroads.make_audit_month($1)", [new Date(at).toISOString()]);
}

/** Writes the entry in the transaction of the caller's, in a chain that is its own until the transaction ends. */
export async function recordManualChange(client: ClientBase, change: ManualChange): Promise<void> {
  await recordWithin(client, entryOf(change));
}

/** The same for an entry of the caller's own kind. */
export async function recordWithin(client: ClientBase, entry: ChainEntry): Promise<void> {
  const chain = await claimChain(client, 0, "pg_try_advisory_xact_lock");
  const link = (await readHead(client, chain)) ?? chainStart;
  await appendToChain(client, { chain, link }, [{ entry }]);
}

/** In the order and with the names of the entries that questions leave, so that the same eyes and tools read both. */
function entryOf({ ticket, at, service, operation, by, account, subject, changed, digest }: ManualChange): ChainEntry {
  const entry = {
    ticket,
    receivedAt: at,
    by,
    proof: `operating-system ${account}`,
    service,
    operation,
    subject,
    code: statuses.MSG00000.code,
    gates: [],
    filtered: [],
    changed,
    requestDigest: digest ?? "",
    answerDigest: hash("sha256", ""),
    timings: {},
  };
  return entry;
}
