// Who asked about a person, or was shown something of that person, as the audit has it.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import { z } from "zod";
import type { Ssin } from "../kernel/ssin.ts";
import { forwarding } from "./audit-forwarding.ts";
import { keptEntry } from "./explain/kept-entry.ts";

export interface Look {
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly ticket: string;
  /** The customer; absent where nobody was authenticated, and of what was done by hand. */
  readonly customer?: string | undefined;
  /** Who answers for it, of what was done by hand. */
  readonly by?: string | undefined;
  readonly service: string;
  readonly operation?: string | undefined;
  /** What for: the legal context, where the question named one. */
  readonly legalContext?: string | undefined;
  readonly code: string;
  /** Refused questions are told too: nothing was shown to who asked them. */
  readonly answered: boolean;
  /**
   * asked: the question named this person. shown: it named nobody, and this person was in the answer. told: an institution that follows
   * this person was told of a change.
   */
  readonly how: "asked" | "shown" | "told";
  /** Elements that were taken out of the answer. */
  readonly filtered: readonly string[];
}

export interface LooksAsked {
  readonly numbers: readonly Ssin[];
  /** Subjects of entries that showed everybody. */
  readonly everybody: readonly string[];
  /** Moments in ISO 8601: the first that counts, and the first that no longer does. */
  readonly from: string;
  readonly until: string;
  readonly limit: number;
}

/** Every number of the person that the register knows, the given one included. */
export async function numbersOfPerson(client: ClientBase, ssin: Ssin): Promise<readonly Ssin[]> {
  const { rows } = await client.query<{ ssin: Ssin }>(numbersStatement, [ssin]);
  return rows.map((row) => row.ssin);
}

/** The last ones first. */
export async function findLooks(
  client: ClientBase,
  { numbers, everybody, from, until, limit }: LooksAsked,
): Promise<readonly Look[]> {
  const { rows } = await client.query<object>(looksStatement, [numbers, from, until, limit, everybody]);
  return rows.map((row) => {
    const { entry, named } = rowShape.parse(row);
    const { receivedAt, gates, ...rest } = lookEntry.parse(JSON.parse(entry));
    return {
      at: new Date(receivedAt).toISOString(),
      ...rest,
      answered: gates.every(({ passed }) => passed),
      how: rest.operation === forwarding ? "told" : named ? "asked" : "shown",
    };
  });
}

const numbersStatement = readFileSync(new URL("numbers-of-person.sql", import.meta.url), "utf8");
const looksStatement = readFileSync(new URL("looks-at-person.sql", import.meta.url), "utf8");

const rowShape = z.object({ entry: z.string(), named: z.boolean() });

/** Of an entry, what somebody may know who asks about the own data: no number or name of anybody else. */
const lookEntry = keptEntry
  .pick({
    receivedAt: true,
    ticket: true,
    customer: true,
    service: true,
    operation: true,
    legalContext: true,
    code: true,
    gates: true,
    filtered: true,
  })
  .extend({ by: z.string().optional() });
