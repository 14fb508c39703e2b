// The audit entry behind a ticket, found in the one month in which the ticket was given.
import { readFileSync } from "node:fs";
import { z } from "zod";

/** What an explanation needs of an entry; the person whom the question was about is not part of it. */
export type KeptEntry = z.infer<typeof keptEntry>;

/** Any read that takes PostgreSQL's parameters: a Reader's `query`, or that of a client. */
export type Query = (text: string, parameters: readonly unknown[]) => Promise<readonly object[]>;

/**
 * The entry of a ticket (UUID of version 7). With a customer, only an entry of that customer: the ticket of another, of
 * nobody and of no message at all then take the same statement and give the same undefined.
 */
export async function findEntry(
  query: Query,
  ticket: string,
  customer: string | undefined,
): Promise<KeptEntry | undefined> {
  const given = momentOf(ticket);
  const at = (offset: number) => new Date(Math.min(given + offset, latest)).toISOString();
  const rows = await query(statement, [ticket, at(-tolerance), at(tolerance), customer ?? null]);
  const [row] = rows.map((found) => rowShape.parse(found));
  return row === undefined ? undefined : keptEntry.parse(JSON.parse(row.entry));
}

/** The entry as its customer may know it: without the gates that its annex does not disclose. */
export function disclosed(entry: KeptEntry): KeptEntry {
  return { ...entry, gates: entry.gates.filter(({ withheld }) => withheld !== true) };
}

/** The receipt is noted just after the ticket is given; a clock may be set back in between. */
const tolerance = 5_000;
/** The last moment that both a Date and a PostgreSQL timestamp write with four digits for the year. */
const latest = Date.parse("9999-12-31T23:59:59Z");

const statement = readFileSync(new URL("entry-of-ticket.sql", import.meta.url), "utf8");

/** RFC 9562, 5.7: the first 48 bits count milliseconds. Of a UUID of another version any moment will do: none is found. */
function momentOf(ticket: string): number {
  return Math.min(Number.parseInt(ticket.replaceAll("-", "").slice(0, 12), 16), latest);
}

const rowShape = z.object({ entry: z.string() });

/** What a question leaves, the person left out. */
export const keptEntry = z.object({
  ticket: z.string(),
  customerTicket: z.string().optional(),
  receivedAt: z.number(),
  customer: z.string().optional(),
  proof: z.string().optional(),
  service: z.string(),
  operation: z.string().optional(),
  legalContext: z.string().optional(),
  code: z.string(),
  gates: z.array(
    z.object({
      gate: z.string(),
      passed: z.boolean(),
      code: z.string().exactOptional(),
      expected: z.string().exactOptional(),
      found: z.string().exactOptional(),
      withheld: z.literal(true).exactOptional(),
    }),
  ),
  filtered: z.array(z.string()),
});
