// Who changed a user or a mandate by hand, and when: from the moments at which the registers learned of it to the audit.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import { type Reference, userReference } from "./administer.ts";
import { mandateReference } from "./mandates.ts";

export interface ManualChangeTold {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly operation: string;
  readonly by: string;
  readonly account: string;
  readonly ticket: string;
}

/** The oldest first; what was written into the registers without the administration is not among them. */
export function changesOfUser(client: ClientBase, technicalId: string): Promise<readonly ManualChangeTold[]> {
  return changes(client, statements.userMoments, technicalId, userReference(technicalId));
}

export function changesOfMandate(client: ClientBase, reference: string): Promise<readonly ManualChangeTold[]> {
  return changes(client, statements.mandateMoments, reference, mandateReference(reference));
}

async function changes(
  client: ClientBase,
  momentsStatement: string,
  key: string,
  reference: Reference,
): Promise<readonly ManualChangeTold[]> {
  const { rows: moments } = await client.query<{ moment: string }>(momentsStatement, [key]);
  const { rows } = await client.query<Omit<ManualChangeTold, "account"> & { readonly proof: string }>(
    statements.changes,
    [reference, moments.map(({ moment }) => moment)],
  );
  return rows.map(({ proof, ...row }) => ({ ...row, account: proof.replace(/^operating-system /, "") }));
}

function statement(name: string): string {
  return readFileSync(new URL(`read/${name}`, import.meta.url), "utf8");
}

const statements = {
  userMoments: statement("user-moments.sql"),
  mandateMoments: statement("mandate-moments.sql"),
  changes: statement("changes.sql"),
} as const;
