// Who changed something by hand, and when: from the moments at which a register learned of it to the audit.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { Reference } from "./administer.ts";

export interface ManualChangeTold {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly operation: string;
  readonly by: string;
  readonly account: string;
  readonly ticket: string;
}

/**
 * The oldest first; what was written into the registers without the administration is not among them. The statement gives, for a
 * key ($1), the moments at which something about it became known or no longer was.
 */
export async function changesOf(
  client: ClientBase,
  momentsStatement: string,
  key: string,
  reference: Reference,
): Promise<readonly ManualChangeTold[]> {
  const { rows: moments } = await client.query<{ moment: string }>(momentsStatement, [key]);
  const { rows } = await client.query<Omit<ManualChangeTold, "account"> & { readonly proof: string }>(
    changesStatement,
    [reference, moments.map(({ moment }) => moment)],
  );
  return rows.map(({ proof, ...row }) => ({ ...row, account: proof.replace(/^operating-system /, "") }));
}

const changesStatement = readFileSync(new URL("changes.sql", import.meta.url), "utf8");
