// Decides on declarations as the register would take them now, and takes none: what a test of the whole circuit gets for an answer.
import type { ClientBase } from "pg";
import type { DimonaNumber } from "../dimona-number.ts";
import { type BatchPorts, recordBatch } from "./batch.ts";
import { readKeptDeclarations } from "./declarations.ts";
import type { KeptDeclaration } from "./kept.ts";
import type { Submission } from "./submission.ts";

/**
 * In one transaction that is rolled back: each sees what those before it would have made. The numbers that they got are used up and
 * stand for nothing. Gives them in their order.
 */
export async function rehearse(
  client: ClientBase,
  submissions: readonly Submission[],
  ports: BatchPorts,
): Promise<readonly KeptDeclaration[]> {
  let decided: readonly KeptDeclaration[] = [];
  const works = submissions.map((submission) => ({ submission }));
  try {
    await recordBatch(client, works, ports, async (receipts) => {
      const numbers = receipts.flatMap((receipt): readonly DimonaNumber[] =>
        receipt.kind === "taken" ? [receipt.number] : [],
      );
      decided = await readKeptDeclarations(client, numbers, ports.clock);
    });
  } finally {
    await client.query("rollback");
  }
  return decided;
}
