// The hash chain over audit entries: each hash covers the entry's text and the hash before it.
import { hash } from "node:crypto";
import type { ClientBase } from "pg";

export interface ChainLink {
  readonly sequence: number;
  /** Hexadecimal SHA-256. */
  readonly hash: string;
}

/** Where every chain begins. */
export const chainStart: ChainLink = { sequence: 0, hash: "0".repeat(64) };

/** The link that an entry gets: chain number and sequence are inside the entry's text, so that rows cannot be moved. */
export function nextLink(previous: ChainLink, entryText: string): ChainLink {
  return { sequence: previous.sequence + 1, hash: hash("sha256", `${previous.hash}\n${entryText}`) };
}

/** Where a chain ends now; undefined where it has no entry. */
export async function readHead(client: ClientBase, chain: number): Promise<ChainLink | undefined> {
  const { rows } = await client.query<{ sequence: string; hash: string }>(
    "select sequence::text, encode(hash, 'hex') as hash from crossroads.audit_head where chain = $1",
    [chain],
  );
  const [row] = rows;
  return row === undefined ? undefined : { sequence: Number(row.sequence), hash: row.hash };
}
