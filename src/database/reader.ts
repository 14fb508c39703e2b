// Reads by key, fast: the lookups of a few turns become one statement on a pipelined connection.

import { type Client, DatabaseError, type FieldDef, Pool, type QueryResultRow } from "pg";
import { keepConnected, textualTypes } from "./connection.ts";
import { startDeadline } from "./deadline.ts";
import { createDepartures } from "./departures.ts";
import { asksForFreshConnection, failureOf } from "./failure.ts";
import { plannedOnce } from "./plan-settings.ts";
import { DatabaseUnavailable } from "./unavailable.ts";

export interface ReaderOptions {
  readonly connectionString: string;
  readonly log?: (message: string) => void;
  /** Milliseconds in which a batch of lookups must be answered, or the connection is judged dead. Default 2,000. */
  readonly timeout?: number;
  /** Milliseconds that a lookup waits for a connection that is away. Default 250. */
  readonly patience?: number;
  /** Milliseconds for one `query` off the hot path. Default 30,000. */
  readonly queryTimeout?: number;
}

export interface LookupDefinition<Row extends readonly unknown[], Key extends string> {
  /** Names the prepared statement: one definition a name. */
  readonly name: string;
  /**
   * `$1` is the text[] of the keys; what `parameters` gives follows from `$2`. Join with `unnest($1)`: a key then costs one
   * descent of each index.
   */
  readonly sql: string;
  /** The names of the columns in their order, held against the server's first answer: a row is a tuple. */
  readonly columns?: { readonly [Column in keyof Row]: string };
  readonly keyOf: (row: Row) => Key;
  /** Evaluated when a batch leaves, so all its keys share them. */
  readonly parameters?: () => readonly unknown[];
}

export type Lookup<Row extends readonly unknown[], Key extends string> = (key: Key) => Promise<readonly Row[]>;

export interface Reader {
  readonly lookup: <Row extends readonly unknown[], Key extends string>(
    definition: LookupDefinition<Row, Key>,
  ) => Lookup<Row, Key>;
  /** A read off the hot path, on a connection of its own. Rows are objects; dates and moments are text. */
  readonly query: <Row extends QueryResultRow>(
    text: string,
    parameters?: readonly unknown[],
  ) => Promise<readonly Row[]>;
  /** Whether the connection is up, as far as is known without asking. */
  readonly healthy: () => boolean;
  readonly close: () => Promise<void>;
}

const largestBatch = 256;
const mostWaiting = 20_000;

/**
 * A reader on one pipelined connection. A lookup gives the rows of its key (none: an empty list) in the order of the
 * statement, or rejects with DatabaseUnavailable: after `patience` while the server is away, after `timeout` when it
 * is stuck. Callers that ask the same key while it waits share one list.
 */
export function createReader(options: ReaderOptions): Reader {
  const { connectionString, log = () => {}, timeout = 2000, patience = 250, queryTimeout = 30_000 } = options;
  const connection = keepConnected({
    connectionString,
    applicationName: "kruispunt reader",
    // A little less than our own limit: a slow statement is then cancelled by the server and the connection lives on.
    statementTimeout: Math.ceil(timeout * 0.8),
    settings: plannedOnce,
    connectTimeout: timeout,
    patience,
    log,
  });
  const pool = new Pool({
    connectionString,
    application_name: "kruispunt queries",
    max: 2,
    connectionTimeoutMillis: timeout,
    query_timeout: queryTimeout,
    types: textualTypes,
    onConnect: (client) => client.query("set time zone 'UTC'"),
  });
  pool.on("error", () => {});
  const names = new Set<string>();
  const departures = createDepartures(connection);

  return {
    lookup: (definition) => {
      if (names.has(definition.name)) throw new Error(`two lookups are called ${definition.name}`);
      names.add(definition.name);
      return coalesce(definition);
    },
    query: async <Row extends QueryResultRow>(text: string, parameters: readonly unknown[] = []) => {
      try {
        return (await pool.query<Row>(text, [...parameters])).rows;
      } catch (error) {
        throw poolFailureOf(error);
      }
    },
    healthy: () => connection.current() !== undefined,
    close: async () => {
      await Promise.all([connection.close(), pool.end()]);
    },
  };

  function coalesce<Row extends readonly unknown[], Key extends string>(
    definition: LookupDefinition<Row, Key>,
  ): Lookup<Row, Key> {
    let queue = new Map<Key, Waiting<Row>>();
    let checked = false;

    const take = (): Map<Key, Waiting<Row>> => {
      if (queue.size <= largestBatch) {
        const all = queue;
        queue = new Map();
        return all;
      }
      const batch = new Map<Key, Waiting<Row>>();
      for (const [key, waiting] of queue) {
        if (batch.size === largestBatch) break;
        batch.set(key, waiting);
        queue.delete(key);
      }
      return batch;
    };

    const send = async (client: Client, batch: Map<Key, Waiting<Row>>): Promise<void> => {
      let late = false;
      const deadline = startDeadline(timeout, () => {
        late = true;
        connection.lose(client, `no answer within ${timeout} ms`);
      });
      try {
        answer(batch, await ask(client, [...batch.keys()]));
      } catch (error) {
        const failure = late ? new DatabaseUnavailable("timeout") : failureOn(client, error);
        for (const waiting of batch.values()) waiting.reject(failure);
      }
      deadline.cancel();
    };

    const failureOn = (client: Client, error: unknown): Error => {
      if (connection.current() !== client) return new DatabaseUnavailable("lost");
      if (asksForFreshConnection(error)) connection.lose(client, "a prepared statement is out of date");
      return failureOf(error);
    };

    const ask = async (client: Client, keys: readonly Key[]): Promise<readonly Row[]> => {
      const result = await client.query<[...Row]>({
        name: definition.name,
        text: definition.sql,
        values: [keys, ...(definition.parameters?.() ?? [])],
        rowMode: "array",
      });
      if (!checked) checkColumns(definition.name, definition.columns, result.fields);
      checked = true;
      return result.rows;
    };

    const answer = (batch: Map<Key, Waiting<Row>>, rows: readonly Row[]): void => {
      const byKey = new Map<Key, Row[]>();
      for (const row of rows) {
        const key = definition.keyOf(row);
        const known = byKey.get(key);
        if (known === undefined) byKey.set(key, [row]);
        else known.push(row);
      }
      for (const [key, waiting] of batch) waiting.resolve(byKey.get(key) ?? []);
    };

    departures.join({
      waiting: () => queue.size,
      leave: (client) => send(client, take()),
      refuse: (error) => {
        const refused = queue;
        queue = new Map();
        for (const waiting of refused.values()) waiting.reject(error);
      },
    });
    return (key) => {
      const asked = queue.get(key);
      if (asked !== undefined) return asked.promise;
      if (queue.size >= mostWaiting) return Promise.reject(new DatabaseUnavailable("overloaded"));
      const waiting = Promise.withResolvers<readonly Row[]>();
      queue.set(key, waiting);
      departures.call();
      return waiting.promise;
    };
  }
}

function checkColumns(name: string, columns: readonly string[] | undefined, fields: readonly FieldDef[]): void {
  const found = fields.map((field) => field.name).join(", ");
  const expected = columns?.join(", ") ?? found;
  if (found !== expected) throw new Error(`lookup ${name} gives ${found}, not ${expected}`);
}

// What is neither an answer of the server nor a mistake in the call came from the socket or from a limit of the pool.
function poolFailureOf(error: unknown): Error {
  if (error instanceof DatabaseError || error instanceof TypeError) return failureOf(error);
  return new DatabaseUnavailable("lost", { cause: error });
}

type Waiting<Row> = PromiseWithResolvers<readonly Row[]>;
