// Walks the audit chains and says where one breaks: an entry changed, removed, moved or cut off.
import { isDeepStrictEqual } from "node:util";
import type { ClientBase } from "pg";
import { type ChainLink, chainStart, nextLink, readHead } from "./audit-chain.ts";

export interface ChainReport {
  readonly chain: number;
  readonly entries: number;
  /** The last link that holds; keep it outside the database to prove later that nothing before it changed. */
  readonly head: ChainLink;
  readonly break: ChainBreak | undefined;
}

export interface ChainBreak {
  readonly sequence: number;
  readonly reason: "entry-missing" | "entry-changed" | "row-disagrees-with-entry" | "tail-missing" | "entry-after-head";
}

const page = 2000;

/**
 * Verifies every chain, in pages. `expected` are heads noted at an earlier time: a chain that no longer passes through
 * them is reported as changed there.
 */
export async function* verifyAudit(
  client: ClientBase,
  expected: ReadonlyMap<number, ChainLink> = new Map(),
  onProgress: (entries: number) => void = () => {},
): AsyncGenerator<ChainReport> {
  const { rows: chains } = await client.query<{ chain: number }>(
    "select chain from crossroads.audit_head union select distinct chain from crossroads.audit order by chain",
  );
  const known = new Set(chains.map(({ chain }) => chain));
  for (const chain of new Set([...known, ...expected.keys()]))
    yield await verifyChain(client, chain, expected.get(chain), onProgress);
}

async function verifyChain(
  client: ClientBase,
  chain: number,
  expected: ChainLink | undefined,
  onProgress: (entries: number) => void,
): Promise<ChainReport> {
  let link = chainStart;
  const broken = (sequence: number, reason: ChainBreak["reason"]): ChainReport => ({
    chain,
    entries: link.sequence,
    head: link,
    break: { sequence, reason },
  });
  // The end is read first: what is written while we walk comes after it and is left for the next time.
  const end = await readHead(client, chain);
  for (;;) {
    const rows = await readPage(client, chain, link.sequence, end?.sequence);
    for (const row of rows) {
      if (row.sequence !== link.sequence + 1) return broken(link.sequence + 1, "entry-missing");
      const next = nextLink(link, row.entry);
      if (next.hash !== row.hash) return broken(row.sequence, "entry-changed");
      if (!agrees(chain, row)) return broken(row.sequence, "row-disagrees-with-entry");
      if (expected?.sequence === row.sequence && expected.hash !== row.hash)
        return broken(row.sequence, "entry-changed");
      link = next;
    }
    onProgress(link.sequence);
    if (rows.length < page) break;
  }
  const tail = Math.max(end?.sequence ?? 0, expected?.sequence ?? 0);
  if (link.sequence < tail) return broken(link.sequence + 1, "tail-missing");
  if (end === undefined && link.sequence > 0) return broken(link.sequence, "entry-after-head");
  if (end !== undefined && end.hash !== link.hash) return broken(link.sequence, "entry-changed");
  return { chain, entries: link.sequence, head: link, break: undefined };
}

interface AuditRow {
  readonly sequence: number;
  readonly ticket: string;
  readonly subject: string | null;
  readonly persons: readonly string[] | null;
  readonly receivedAt: number;
  readonly entry: string;
  readonly hash: string;
}

async function readPage(
  client: ClientBase,
  chain: number,
  after: number,
  upTo: number | undefined,
): Promise<readonly AuditRow[]> {
  const { rows } = await client.query<{
    sequence: string;
    ticket: string;
    subject: string | null;
    persons: readonly string[] | null;
    received_at: string;
    entry: string;
    hash: string;
  }>(
    `select sequence::text, ticket, subject, persons, (extract(epoch from received_at) * 1000)::bigint::text as received_at,
            entry::text, encode(hash, 'hex') as hash
     from   crossroads.audit
     where  chain = $1 and sequence > $2 and ($3::bigint is null or sequence <= $3::bigint)
     order  by audit.sequence limit ${page}`,
    [chain, after, upTo ?? null],
  );
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence), receivedAt: Number(row.received_at) }));
}

/** The columns repeat parts of the entry for searching: they must say the same. */
function agrees(chain: number, row: AuditRow): boolean {
  const entry: unknown = JSON.parse(row.entry);
  if (typeof entry !== "object" || entry === null) return false;
  const value = (name: string): unknown => Object.entries(entry).find(([key]) => key === name)?.[1];
  return (
    value("chain") === chain &&
    value("sequence") === row.sequence &&
    value("ticket") === row.ticket &&
    (value("subject") ?? null) === row.subject &&
    value("receivedAt") === row.receivedAt &&
    isDeepStrictEqual(value("persons") ?? [], row.persons ?? [])
  );
}
