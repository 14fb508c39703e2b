// The audit: one entry per question, durable before its answer leaves, in hash chains.
import { readFileSync } from "node:fs";
import { type ClientBase, DatabaseError } from "pg";
import { createGroupWriter } from "../database/group-writer.ts";
import type { Reader } from "../database/reader.ts";
import type { Clock } from "../kernel/clock.ts";
import { type ChainLink, chainStart, nextLink, readHead } from "./audit-chain.ts";
import type { GateAnswer } from "./passage.ts";

export interface AuditEntry {
  readonly ticket: string;
  readonly customerTicket: string | undefined;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Absent where nobody was authenticated. */
  readonly customer: string | undefined;
  /**
   * How the customer proved itself: `signature <fingerprint>`, `mutual-tls <fingerprint>`, `basic <username>`,
   * `assertion <fingerprint>`, `bearer <ticket of the token>`.
   */
  readonly proof: string | undefined;
  readonly service: string;
  readonly operation: string | undefined;
  readonly legalContext: string | undefined;
  /** The SSIN that the question is about, once it is known to be one. */
  readonly subject: string | undefined;
  /** What the question named beside, where it does: an employer, an entity, objects, quarters. Each by its own name. */
  readonly asked?: Readonly<Record<string, string>> | undefined;
  /** Whose data were answered, where the question named nobody. */
  readonly persons?: readonly string[] | undefined;
  readonly code: string;
  readonly gates: readonly GateAnswer[];
  readonly filtered: readonly string[];
  /** Hexadecimal SHA-256 of the request as received and of the answer as sent. */
  readonly requestDigest: string;
  readonly answerDigest: string;
  /** Microseconds from receipt. */
  readonly timings: Readonly<Record<string, number>>;
}

/** The signed message an entry belongs to, so that no other process answers it again. */
export interface MessageMark {
  /** Hexadecimal. */
  readonly digest: string;
  /** When the message's timestamp expires, in milliseconds since the epoch. */
  readonly expires: number;
}

export interface Audit {
  /**
   * Resolves once the entry is durable: `written`, or `replayed` when a signed message with the same mark was recorded
   * before (the answer must then not leave). Rejects with DatabaseUnavailable when durability is not certain.
   */
  record(entry: AuditEntry, mark?: MessageMark): Promise<"written" | "replayed">;
  /** Entries that wait to become durable. */
  pending(): number;
  close(): Promise<void>;
}

/** What would become of an entry now. */
export type AuditProbe = "writable" | "read-only" | "locked" | "refused";

export interface AuditWriter extends Audit {
  /**
   * Tries what an entry needs (a connection, a database that takes writes, the table) on the connection that entries are
   * written on, and writes none. Rejects with DatabaseUnavailable when the database cannot be asked.
   */
  probe(): Promise<AuditProbe>;
}

const slotLength = 300_000;
const auditLockClass = 0x6b72; // "kr": the space of advisory locks in which writers claim their chain

export function createAudit({ connectionString, timeout, log }: AuditOptions): AuditWriter {
  let chain = 0;
  // Unknown while a write is on its way, and after one that failed: the next write then reads it again.
  let head: ChainLink | undefined;
  let months = new Set<string>();

  const writer = createGroupWriter<Job, "written" | "replayed">({
    name: "audit",
    connectionString,
    ...(timeout === undefined ? {} : { timeout }),
    log,
    onReconnect: async (client) => {
      chain = await claimChain(client, chain);
      head = undefined;
      months = new Set();
    },
    write: async (client, jobs) => {
      for (const { entry } of jobs) {
        const moment = new Date(entry.receivedAt).toISOString();
        const month = moment.slice(0, 7);
        if (months.has(month)) continue;
        await client.query("select crossroads.make_audit_month($1)", [moment]);
        months.add(month);
      }
      const link = head ?? (await readHead(client, chain)) ?? chainStart;
      head = undefined;
      const { end, fresh } = await appendToChain(client, { chain, link }, jobs);
      head = end;
      // The first of two copies in one batch owns the mark; the second finds it gone.
      return jobs.map(({ mark }) => (mark === undefined || fresh.delete(mark.digest) ? "written" : "replayed"));
    },
  });

  return {
    record: (entry, mark) => writer.add({ entry, mark }),
    pending: () => writer.pending(),
    // What the database says to it is the answer: the connection, which would be given up for an error, did nothing wrong.
    probe: () => writer.run((client) => client.query(probeStatement).then(() => "writable", probeOf)),
    close: () => writer.close(),
  };
}

/**
 * Forgets the marks of messages that can no longer be sent again: those whose timestamps expired longer ago than the
 * milliseconds by which clocks may differ.
 */
export async function forgetExpiredMessages(
  { query }: Pick<Reader, "query">,
  clock: Clock,
  clockSkew: number,
): Promise<void> {
  await query("delete from crossroads.seen_message where slot < $1", [slotOf(clock.now() - clockSkew) - 1]);
}

interface AuditOptions {
  readonly connectionString: string;
  /** Milliseconds in which entries must be written, or the connection is judged dead. */
  readonly timeout?: number;
  readonly log: (message: string) => void;
}

interface Job {
  readonly entry: ChainEntry;
  readonly mark?: MessageMark | undefined;
}

/** What the columns beside an entry repeat of it. */
export type ChainEntry = Pick<AuditEntry, "ticket" | "receivedAt" | "subject" | "persons">;

/** Writes entries behind a link of a chain that the connection holds; gives the new end, and the marks that were not there. */
export async function appendToChain(
  client: ClientBase,
  { chain, link: start }: { readonly chain: number; readonly link: ChainLink },
  jobs: readonly Job[],
): Promise<{ readonly end: ChainLink; readonly fresh: Set<string> }> {
  let link = start;
  const columns = jobs.map(({ entry }) => {
    const text = entryText(chain, link.sequence + 1, entry);
    link = nextLink(link, text);
    return { entry, text, link };
  });
  const marks = jobs.flatMap(({ mark }) => (mark === undefined ? [] : [mark]));
  const { rows } = await client.query<{ digest: string }>({
    name: "record-audit",
    text: recordStatement,
    values: [
      plainArray(columns.map(({ entry }) => new Date(entry.receivedAt).toISOString())),
      chain,
      plainArray(columns.map(({ link }) => link.sequence)),
      plainArray(columns.map(({ entry }) => entry.ticket)),
      plainArray(columns.map(({ entry }) => entry.subject ?? "null")),
      columns.map(({ text }) => text).join(entrySeparator),
      plainArray(columns.map(({ link }) => link.hash)),
      plainArray(marks.map(({ expires }) => slotOf(expires))),
      plainArray(marks.map(({ digest }) => digest)),
      link.sequence,
      link.hash,
      plainArray(columns.map(({ entry }) => personsText(entry))),
    ],
  });
  return { end: link, fresh: new Set(rows.map(({ digest }) => digest)) };
}

/** Rethrows what is not the server's answer. */
function probeOf(error: unknown): AuditProbe {
  if (!(error instanceof DatabaseError)) throw error;
  if (error.code === "25006") return "read-only";
  if (error.code === "55P03") return "locked";
  if (error.code === "42501") return "refused";
  throw error;
}

const probeStatement = readFileSync(new URL("probe-audit.sql", import.meta.url), "utf8");
const recordStatement = readFileSync(new URL("record-audit.sql", import.meta.url), "utf8");

/** Between entries: a character that JSON never holds as it is. */
const entrySeparator = "\x1e";

/**
 * A PostgreSQL array of values that need no quotes: numbers, moments, tickets, digests. The driver would look at every
 * character of each; for entries of a thousand characters, quoting costs more than the rest of a question's audit.
 */
function plainArray(values: readonly (string | number)[]): string {
  return `{${values.join(",")}}`;
}

/** As an element of a PostgreSQL array: the text of another one, of numbers of persons. */
function personsText({ persons = [] }: ChainEntry): string {
  return persons.length === 0 ? "null" : `"{${persons.join(",")}}"`;
}

function slotOf(expires: number): number {
  return Math.floor(expires / slotLength);
}

/** The text that is hashed and kept: the entry with its place in the chain. */
function entryText(chain: number, sequence: number, entry: ChainEntry): string {
  return JSON.stringify({ chain, sequence, ...entry });
}

/** Takes the lowest chain that no living writer holds, the own one first; the lock lasts as long as the connection, or the transaction. */
export async function claimChain(
  client: ClientBase,
  own: number,
  lock: "pg_try_advisory_lock" | "pg_try_advisory_xact_lock" = "pg_try_advisory_lock",
): Promise<number> {
  for (let attempt = 0; attempt <= 10_000; attempt += 1) {
    const candidate = attempt === 0 && own > 0 ? own : attempt;
    if (candidate === 0) continue;
    const { rows } = await client.query<{ taken: boolean }>(`select ${lock}($1, $2) as taken`, [
      auditLockClass,
      candidate,
    ]);
    if (rows[0]?.taken === true) return candidate;
  }
  throw new Error("No audit chain is free: more than 10,000 writers hold one");
}
