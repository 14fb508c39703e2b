// Group commit: whoever comes while a write is on its way or being gathered shares the next one, so many pay for one commit.

import { randomBytes } from "node:crypto";
import type { Client, ClientBase } from "pg";
import { keepConnected } from "./connection.ts";
import { startDeadline } from "./deadline.ts";
import { failureOf } from "./failure.ts";
import { gathered } from "./gather.ts";
import { plannedOnce } from "./plan-settings.ts";
import { DatabaseUnavailable } from "./unavailable.ts";

export interface GroupWriterOptions<Item, Result> {
  readonly connectionString: string;
  /** What is written, for the server's list of connections and for the log. */
  readonly name?: string;
  /**
   * Writes the items, in their order, and gives their results in the same order. The client is in autocommit mode:
   * one statement is one commit, and must hold the whole batch. What does not wait for another's rows may be sent with it,
   * since the client is pipelined.
   */
  readonly write: (client: ClientBase, items: readonly Item[]) => Promise<readonly Result[]>;
  /** Awaited on each fresh connection before anything is written on it: the moment to read again what was written. */
  readonly onReconnect?: (client: ClientBase) => Promise<void>;
  /** Most items in one write. Default 512. */
  readonly maxBatch?: number;
  /** Milliseconds in which a write must be answered, or its connection is judged dead. Default 2,000. */
  readonly timeout?: number;
  /** Milliseconds that an item waits for a connection that is away. Default 250. */
  readonly patience?: number;
  readonly log?: (message: string) => void;
}

export interface GroupWriter<Item, Result> {
  /** Resolves once the item is committed. */
  readonly add: (item: Item) => Promise<Result>;
  /** Runs a short errand between two writes, on the same connection and under the same limits. */
  readonly run: <Value>(task: (client: ClientBase) => Promise<Value>) => Promise<Value>;
  /** Items that wait or are being written. */
  readonly pending: () => number;
  /** Writes what waits, then closes the connection. Further items are refused. */
  readonly close: () => Promise<void>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

interface Errand {
  readonly task: (client: ClientBase) => Promise<void>;
  readonly reject: (error: unknown) => void;
}

const mostWaiting = 20_000;

/**
 * A writer with one write in flight. `add` rejects with DatabaseUnavailable when the connection was lost under the
 * write (reason `lost` or `timeout`: the outcome is unknown, and it is never repeated), or was away (`down`: nothing
 * was written). When `write` fails for another reason, all items of its batch fail with it, and a fresh connection follows.
 */
export function createGroupWriter<Item, Result>(options: GroupWriterOptions<Item, Result>): GroupWriter<Item, Result> {
  const { connectionString, name = "writer", write, onReconnect, log = () => {} } = options;
  const { maxBatch = 512, timeout = 2000, patience = 250 } = options;
  // Unique, so that a fresh connection can recognise what is left of the one before.
  const applicationName = `kruispunt ${name.slice(0, 30)} ${randomBytes(8).toString("hex")}`;
  const connection = keepConnected({
    connectionString,
    applicationName,
    statementTimeout: Math.ceil(timeout * 0.8),
    settings: plannedOnce,
    connectTimeout: timeout,
    patience,
    log,
    onConnect: async (client) => {
      await endPredecessors(client, applicationName, timeout);
      await onReconnect?.(client);
    },
  });
  let queue: Waiting<Item, Result>[] = [];
  let errands: Errand[] = [];
  let inFlight = 0;
  let busy = false;
  let closed = false;
  let idle = Promise.withResolvers<void>();

  const work = async (): Promise<void> => {
    while (queue.length > 0 || errands.length > 0) {
      await gathered(() => queue.length);
      const client = connection.current() ?? (await reconnected());
      if (client === undefined) continue;
      const errand = errands.shift();
      if (errand !== undefined) await within(client, errand.task).catch(errand.reject);
      else await writeBatch(client, queue.splice(0, maxBatch));
    }
    busy = false;
    idle.resolve();
  };

  const begin = (): void => {
    if (busy) return;
    busy = true;
    idle = Promise.withResolvers();
    work();
  };

  const reconnected = async (): Promise<Client | undefined> => {
    try {
      return await connection.ready();
    } catch (error) {
      const refused = [...queue, ...errands];
      queue = [];
      errands = [];
      for (const waiting of refused) waiting.reject(error);
      return undefined;
    }
  };

  const writeBatch = async (client: Client, batch: readonly Waiting<Item, Result>[]): Promise<void> => {
    inFlight = batch.length;
    try {
      const items = batch.map((waiting) => waiting.item);
      const results = await within(client, () => write(client, items));
      if (results.length !== batch.length) throw new Error(`${name}: ${results.length} results, ${batch.length} items`);
      for (const [index, result] of results.entries()) batch[index]?.resolve(result);
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    } finally {
      inFlight = 0;
    }
  };

  // Whatever fails takes its connection along: what `write` remembers of the database may no longer be true, and only
  // `onReconnect` makes it so again.
  const within = async <Value>(client: Client, task: (client: ClientBase) => Promise<Value>): Promise<Value> => {
    const late = Promise.withResolvers<never>();
    const deadline = startDeadline(timeout, () => late.reject(new DatabaseUnavailable("timeout")));
    try {
      return await Promise.race([task(client), late.promise]);
    } catch (error) {
      const lost = connection.current() !== client && !(error instanceof DatabaseUnavailable);
      connection.lose(client, "a write failed");
      throw lost ? new DatabaseUnavailable("lost") : failureOf(error);
    } finally {
      deadline.cancel();
    }
  };

  return {
    add: (item) => {
      if (closed) return Promise.reject(new DatabaseUnavailable("closed"));
      if (queue.length >= mostWaiting) return Promise.reject(new DatabaseUnavailable("overloaded"));
      return new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        begin();
      });
    },
    run: (task) => {
      if (closed) return Promise.reject(new DatabaseUnavailable("closed"));
      return new Promise((resolve, reject) => {
        errands.push({ task: async (client) => resolve(await task(client)), reject });
        begin();
      });
    },
    pending: () => queue.length + inFlight,
    close: async () => {
      closed = true;
      if (busy) await idle.promise;
      await connection.close();
    },
  };
}

// A write that we gave up may still be at work in the server, or lie unread in its socket. It must be over before
// anybody reads what was written last, or two writes would follow the same predecessor.
async function endPredecessors(client: Client, applicationName: string, timeout: number): Promise<void> {
  const ended = await client.query<[boolean]>({
    text: `select pg_terminate_backend(pid, $2) from pg_stat_activity
           where application_name = $1 and usename = current_user and pid <> pg_backend_pid()`,
    values: [applicationName, Math.ceil(timeout / 2)],
    rowMode: "array",
  });
  if (ended.rows.some(([gone]) => !gone)) throw new Error("a connection that was given up is still at work");
}
