// Takes declarations into the register: whoever comes while a transaction is on its way shares the next one.
import { type ClientBase, DatabaseError } from "pg";
import { failureOf } from "../../database/failure.ts";
import { createGroupWriter } from "../../database/group-writer.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import { type BatchPorts, recordBatch } from "./batch.ts";
import { type FoundWorker, type Identified, worksOnWaiting } from "./identified.ts";
import type { Receipt, Submission } from "./submission.ts";
import type { Work } from "./take.ts";

export interface DeclarationWriter {
  /**
   * Resolves once the declaration, what was decided on it and what it made of the personnel file are committed together. Rejects with
   * DatabaseUnavailable; where its reason is `lost` or `timeout` nobody knows whether it was taken, and only with an idempotency key
   * may it be sent again.
   */
  declare(submission: Submission): Promise<Receipt>;
  /** Decides on a declaration that waited for its worker, as of the moment at which it was received; `turned-away` where none waits. */
  identify(number: DimonaNumber, worker: FoundWorker): Promise<Receipt>;
  /** Declarations that wait or are being written. */
  pending(): number;
  close(): Promise<void>;
}

export interface DeclarationWriterOptions extends BatchPorts {
  readonly connectionString: string;
  readonly log?: (message: string) => void;
}

const largestBatch = 256;
const timeout = 5000;

export function createDeclarationWriter({
  connectionString,
  log,
  ...ports
}: DeclarationWriterOptions): DeclarationWriter {
  const writer = createGroupWriter<Item, Receipt | Failed>({
    connectionString,
    name: "dimona",
    maxBatch: largestBatch,
    timeout,
    ...(log === undefined ? {} : { log }),
    write: async (client, items) => {
      try {
        return await writeTogether(client, items, ports);
      } catch (error) {
        if (items.length === 1 || !breaksRule(error)) throw error;
        // The others must not suffer for the one that the database does not take.
        await client.query("rollback");
        return await writeOneByOne(client, items, ports);
      }
    },
  });
  const add = async (item: Item): Promise<Receipt> => {
    const receipt = await writer.add(item);
    if (receipt.kind === "failed") throw receipt.error;
    return receipt;
  };
  return {
    declare: (submission) => add({ kind: "declare", submission }),
    identify: (number, worker) => add({ kind: "identify", number, worker }),
    pending: () => writer.pending(),
    close: () => writer.close(),
  };
}

type Item =
  | { readonly kind: "declare"; readonly submission: Submission }
  | ({ readonly kind: "identify" } & Identified);

interface Failed {
  readonly kind: "failed";
  readonly error: unknown;
}

async function writeTogether(
  client: ClientBase,
  items: readonly Item[],
  ports: BatchPorts,
): Promise<readonly Receipt[]> {
  const workOn = await worksOnWaiting(
    client,
    items.filter((item) => item.kind === "identify"),
  );
  const works = items.map((item): Work | undefined =>
    item.kind === "declare" ? { submission: item.submission } : workOn(item),
  );
  const receipts = await recordBatch(
    client,
    works.filter((work) => work !== undefined),
    ports,
  );
  const rest = [...receipts];
  return works.map((work) => (work === undefined ? undefined : rest.shift()) ?? { kind: "turned-away" });
}

async function writeOneByOne(
  client: ClientBase,
  items: readonly Item[],
  ports: BatchPorts,
): Promise<readonly (Receipt | Failed)[]> {
  const receipts: (Receipt | Failed)[] = [];
  for (const item of items) {
    try {
      receipts.push(...(await writeTogether(client, [item], ports)));
    } catch (error) {
      if (!breaksRule(error)) throw error;
      await client.query("rollback");
      receipts.push({ kind: "failed", error: failureOf(error) });
    }
  }
  return receipts;
}

/** Data exceptions and violated constraints: a fault of one row, not of the connection or the server. */
function breaksRule(error: unknown): boolean {
  return error instanceof DatabaseError && /^2[23]/.test(error.code ?? "");
}
