// Streams text into a table with COPY.
import { finished } from "node:stream/promises";
import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { CopyTable } from "./copy-text.ts";

type Target = Pick<CopyTable<never>, "name" | "columns">;

/** Gives how many rows arrived. */
export async function copy(client: Client, { name, columns }: Target, text: string): Promise<number> {
  const stream = client.query(copyFrom(`copy ${name} (${columns}) from stdin`));
  stream.end(text);
  await finished(stream);
  return stream.rowCount;
}

/** Whether one of the tables has rows. */
export async function haveRows(client: Client, tables: readonly Target[]): Promise<boolean> {
  const anyRow = tables.map(({ name }) => `exists (select from ${name})`).join(" or ");
  const { rows } = await client.query<{ filled: boolean }>(`select ${anyRow} as filled`);
  return rows[0]?.filled !== false;
}
