// Mutations for an institution that fetches them itself.
import { readFileSync } from "node:fs";
import type { Reader } from "../database/reader.ts";
import type { Clock } from "../kernel/clock.ts";
import type { MutationType } from "../schema/generated/dimona-mutation-v1.ts";
import type { Mutation } from "./mutation.ts";

/** Gives what comes behind a number, at most `limit`, and takes it that the receiver has everything up to that number. */
export type FetchMutations = (receiver: string, after: number, limit: number) => Promise<readonly MutationType[]>;

/** Rejects with DatabaseUnavailable. */
export function createFetch({ query }: Pick<Reader, "query">, clock: Clock): FetchMutations {
  return async (receiver, after, limit) => {
    const now = new Date(clock.now()).toISOString();
    const rows = await query<{ number: string; content: Mutation }>(fetchStatement, [receiver, after, limit, now]);
    return rows.map(({ number, content }) => ({ number, ...content }));
  };
}

const fetchStatement = readFileSync(new URL("fetch-mutations.sql", import.meta.url), "utf8");
