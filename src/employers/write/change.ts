// How a register is changed: as a whole or not at all, and what the register refuses is a value.
import { type Client, DatabaseError } from "pg";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";

/** The connection on which something is written, within a transaction of the caller's. */
export interface Change {
  readonly client: Client;
  /** From when on it is known, in milliseconds since the epoch. */
  readonly at: number;
}

/** The name of the rule that is in the way: a constraint of the migrations, what `refuse` was given, or `not-found`. Never holds data. */
export interface ChangeRefusal {
  readonly rule: string;
}

/** Begins a transaction, works and commits; rolls back when the work throws. */
export async function inTransaction<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
  await client.query("begin");
  try {
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** Does one change; one that is refused leaves no trace, and the transaction goes on. */
export async function recordChange<Result>(
  { client }: Change,
  work: () => Promise<Result>,
): Promise<Outcome<Result, ChangeRefusal>> {
  await client.query("savepoint change");
  try {
    const result = await work();
    // What waits for the end of the transaction is said now, while it is known which change it was.
    await client.query("set constraints all immediate");
    await client.query("set constraints all deferred");
    await client.query("release savepoint change");
    return accepted(result);
  } catch (error) {
    await client.query("rollback to savepoint change");
    if (error instanceof Refused) return refused({ rule: error.rule });
    if (error instanceof DatabaseError && error.code?.startsWith("23")) {
      return refused({ rule: error.constraint ?? error.column ?? error.code });
    }
    throw error;
  }
}

/** Runs one statement of a change and gives the first column of its rows; with none, the change is refused as `not-found`. */
export async function write(change: Change, sql: string, parameters: readonly unknown[]): Promise<readonly string[]> {
  const found = await writeAny(change, sql, parameters);
  return found.length === 0 ? refuse("not-found") : found;
}

/** The same for a statement that may find nothing to change. */
export async function writeAny(
  { client, at }: Change,
  sql: string,
  parameters: readonly unknown[],
): Promise<readonly string[]> {
  const { rows } = await client.query<[string]>({
    text: sql,
    values: [new Date(at).toISOString(), ...parameters],
    rowMode: "array",
  });
  return rows.map(([first]) => String(first));
}

/** Within a change: what it wrote so far is undone, and the change refused by this rule. */
export function refuse(rule: string): never {
  throw new Refused(rule);
}

class Refused extends Error {
  override readonly name = "Refused";
  readonly rule: string;
  constructor(rule: string) {
    super(rule);
    this.rule = rule;
  }
}
