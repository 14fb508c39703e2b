// Idempotency keys: what was sent before under the same key, in an earlier batch or in this one.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { Reader } from "../../database/reader.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { Receipt, Submission } from "./submission.ts";

export interface KeptKeys {
  /** The receipt of then; `key-taken` where the key stands for something else; undefined for what was not sent before. */
  find(submission: Submission): Receipt | undefined;
  /** Takes note of what was just taken, and gives it back. */
  keep(submission: Submission, receipt: Taken): Taken;
}

type Taken = Extract<Receipt, { readonly kind: "taken" }>;

export async function readKeptKeys(client: ClientBase, submissions: readonly Submission[]): Promise<KeptKeys> {
  const sent = submissions.flatMap(({ sender, idempotency }) =>
    idempotency === undefined ? [] : [{ customer: sender.customer, key: idempotency.key }],
  );
  const kept = new Map<string, { readonly digest: string; readonly receipt: Taken }>();
  if (sent.length > 0) {
    const { rows } = await client.query<KeyRow>({
      name: "dimona-kept-keys",
      text: keptKeys,
      values: [sent.map(({ customer }) => customer), sent.map(({ key }) => key)],
    });
    for (const { customer, key, declaration, digest, result } of rows) {
      const receipt: Taken = { kind: "taken", number: declaration, result, repeated: true };
      kept.set(`${customer} ${key}`, { digest, receipt });
    }
  }
  return {
    find: ({ sender, idempotency }) => {
      if (idempotency === undefined) return undefined;
      const known = kept.get(`${sender.customer} ${idempotency.key}`);
      if (known === undefined) return undefined;
      const { digest, receipt } = known;
      if (digest !== idempotency.digest) return { kind: "key-taken", number: receipt.number };
      return { ...receipt, repeated: true };
    },
    keep: ({ sender, idempotency }, receipt) => {
      if (idempotency !== undefined) {
        kept.set(`${sender.customer} ${idempotency.key}`, { digest: idempotency.digest, receipt });
      }
      return receipt;
    },
  };
}

/** Forgets keys of declarations that were received more than 30 days ago: what is sent again by then is meant anew. */
export async function forgetOldKeys({ query }: Pick<Reader, "query">, clock: Clock): Promise<void> {
  const oldest = new Date(clock.now() - longestKept).toISOString();
  await query("delete from dimona.idempotency_key where received_at < $1::timestamptz", [oldest]);
}

const longestKept = 30 * 86_400_000;

interface KeyRow {
  readonly customer: string;
  readonly key: string;
  readonly declaration: DimonaNumber;
  readonly digest: string;
  readonly result: Taken["result"];
}

const keptKeys = readFileSync(new URL("kept-keys.sql", import.meta.url), "utf8");
