// Writes one receiver's mutations as files, each with a voucher that is there only once the file is whole.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { ClientBase } from "pg";
import type { Clock } from "../kernel/clock.ts";
import type { Mutation } from "./mutation.ts";
import { reasonOf } from "./post.ts";
import type { Receiver } from "./receiver.ts";
import type { Sender } from "./sender.ts";
import { type BackOff, delayOf } from "./settle.ts";

export interface FileSenderParts {
  readonly receiver: Receiver;
  readonly limits: { readonly mutations: number; readonly seconds: number };
  /** Where the files of all receivers are, each in a folder of its name. */
  readonly folder: string;
  readonly clock: Clock;
  readonly unreachable: BackOff;
}

/** What is in a file is settled in the database before it is written: after a crash the same file is written again, to the byte. */
export function createFileSender({ receiver, limits, folder, clock, unreachable }: FileSenderParts): Sender {
  const { customer } = receiver;
  const place = join(folder, customer);
  let failures = 0;
  let dueAt = 0;
  return {
    send: async (client) => {
      const now = clock.now();
      if (now < dueAt) return false;
      const oldest = new Date(now - limits.seconds * 1000).toISOString();
      const next = await client.query<{ file: string | null }>(statements.next, [customer, limits.mutations, oldest]);
      const file = next.rows[0]?.file ?? undefined;
      if (file === undefined) return false;
      try {
        await write(place, await contentOf(client, receiver, file));
      } catch (error) {
        if (!(error instanceof Error && "syscall" in error)) throw error;
        failures += 1;
        dueAt = now + delayOf(failures, unreachable, Math.random);
        await client.query(statements.away, [customer, failures, new Date(dueAt).toISOString(), reasonOf(error)]);
        return false;
      }
      failures = 0;
      await client.query(statements.done, [customer, file, new Date(clock.now()).toISOString()]);
      return true;
    },
  };
}

interface FileContent {
  readonly name: string;
  readonly text: string;
  readonly voucher: string;
}

async function contentOf(client: ClientBase, receiver: Receiver, file: string): Promise<FileContent> {
  const { rows } = await client.query<{ number: string; content: Mutation }>(statements.content, [
    receiver.customer,
    file,
  ]);
  const name = `mutations-${file.padStart(12, "0")}`;
  const text = rows.map(({ number, content }) => `${JSON.stringify({ number, ...content })}\n`).join("");
  const voucher = {
    file: `${name}.jsonl`,
    sequence: file,
    receiver: receiver.identification,
    legalContext: receiver.forwarding.legalContext,
    mutations: rows.length,
    first: rows[0]?.number,
    last: rows.at(-1)?.number,
    sha256: createHash("sha256").update(text).digest("hex"),
  };
  return { name, text, voucher: `${JSON.stringify(voucher, null, 2)}\n` };
}

/** Both appear with their whole content and stay through a power cut, the voucher last. Readable by this account alone. */
async function write(place: string, { name, text, voucher }: FileContent): Promise<void> {
  await mkdir(place, { recursive: true, mode: 0o700 });
  await appear(place, `${name}.jsonl`, text);
  await appear(place, `${name}.voucher.json`, voucher);
}

async function appear(place: string, name: string, text: string): Promise<void> {
  const draft = join(place, `.${name}.part`);
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.writeFile(text, "utf8");
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, join(place, name));
  const directory = await open(place, "r");
  await directory.sync().finally(() => directory.close());
}

function statement(name: string): string {
  return readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8");
}

const statements = {
  next: statement("file-next"),
  content: statement("file-content"),
  done: statement("file-done"),
  away: statement("away"),
} as const;
