// Declarations that waited, now that it is known who their workers are.
import type { ClientBase } from "pg";
import type { Ssin } from "../../kernel/ssin.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import { findWaiting, type WaitingRow } from "./batch.ts";
import type { Submission } from "./submission.ts";
import type { Work } from "./take.ts";

/** A number of the person, or that there is none: the declaration is then refused with 90017-151. */
export type FoundWorker = Ssin | "nobody";

export interface Identified {
  readonly number: DimonaNumber;
  readonly worker: FoundWorker;
}

/** What is to be decided on each of them; nothing on one that does not wait. */
export async function worksOnWaiting(
  client: ClientBase,
  identified: readonly Identified[],
): Promise<(one: Identified) => Work | undefined> {
  const rows = await findWaiting(
    client,
    identified.map(({ number }) => number),
  );
  const found = new Map(rows.map((row) => [row.number, row]));
  return ({ number, worker }) => {
    const row = found.get(number);
    if (row === undefined) return undefined;
    return { waiting: number, submission: identifiedBy(row, worker), nobody: worker === "nobody" };
  };
}

/** What was declared without a number, with the number that was found. */
export function identifiedBy(row: WaitingRow, worker: FoundWorker): Submission {
  const { content, customer, channel, ticket, received_at } = row;
  if (content.action !== "in") throw new Error("only an IN waits for its worker");
  return {
    declaration: worker === "nobody" ? content : { ...content, worker: { ...content.worker, ssin: worker } },
    // Who it was that sent it was looked at when it was taken.
    sender: { customer, identifier: undefined, secured: true, unmandated: "refused" },
    channel,
    receivedAt: Number(received_at),
    ticket,
  };
}
