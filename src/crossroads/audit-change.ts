// The audit of what people do by hand in the registers: an entry within the transaction of a change, so that there is never one
// without the other, and one before anybody is shown whom a register knows.
import { hash } from "node:crypto";
import type { ClientBase } from "pg";
import type { Ssin } from "../kernel/ssin.ts";
import type { Ticket } from "../kernel/ticket.ts";
import { appendToChain, type ChainEntry, claimChain } from "./audit.ts";
import { chainStart, readHead } from "./audit-chain.ts";
import { statuses } from "./statuses.ts";

interface ManualWork {
  readonly ticket: Ticket;
  /** When it was done, in milliseconds since the epoch. */
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
}

/** `at` is the moment from which on the registers know it: it leads from a row of theirs to its entry. */
export interface ManualChange extends ManualWork {
  /** Everything that changed, each by its reference, as `subject` is. */
  readonly changed: readonly string[];
  /** What it was made from, such as the text of a file; hexadecimal SHA-256. */
  readonly digest?: string;
}

export interface ManualLook extends ManualWork {
  /** Whose data are shown. */
  readonly persons: readonly Ssin[];
  /** What is shown of them, which is kept as its digest alone. */
  readonly answer: string;
}

/** Makes room for the month of a moment: outside a transaction, since a long one would keep other writers from theirs. */
export async function prepareAudit(client: ClientBase, at: number): Promise<void> {
  await client.query("select crossroads.make_audit_month($1)", [new Date(at).toISOString()]);
}

/** Writes the entry in the transaction of the caller's, in a chain that is its own until the transaction ends. */
export async function recordManualChange(client: ClientBase, change: ManualChange): Promise<void> {
  const { changed, digest = "", ...work } = change;
  await recordWithin(client, entryOf(work, { changed }, digest, ""));
}

/** The same for a look that changes nothing: it is durable once the caller's transaction is, and nothing is to be shown before. */
export async function recordManualLook(client: ClientBase, look: ManualLook): Promise<void> {
  const { persons, answer, ...work } = look;
  await recordWithin(client, entryOf(work, { persons }, "", answer));
}

/** The same for an entry of the caller's own kind. */
export async function recordWithin(client: ClientBase, entry: ChainEntry): Promise<void> {
  const chain = await claimChain(client, 0, "pg_try_advisory_xact_lock");
  const link = (await readHead(client, chain)) ?? chainStart;
  await appendToChain(client, { chain, link }, [{ entry }]);
}

/** In the order and with the names of the entries that questions leave, so that the same eyes and tools read both. */
function entryOf(
  { ticket, at, service, operation, by, account, subject }: ManualWork,
  about: Pick<ManualChange, "changed"> | Pick<ManualLook, "persons">,
  requestDigest: string,
  answer: string,
): ChainEntry {
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
    ...about,
    requestDigest,
    answerDigest: hash("sha256", answer),
    timings: {},
  };
  return entry;
}
