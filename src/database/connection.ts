// One connection that keeps itself alive: lost, it comes back by itself; while it is away, nobody waits long for it.

import { Socket } from "node:net";
import { Client, type CustomTypesConfig, types } from "pg";
import { DatabaseUnavailable } from "./unavailable.ts";

export interface ConnectionOptions {
  readonly connectionString: string;
  /** The name that the server shows for this connection. */
  readonly applicationName: string;
  /** Milliseconds that the server may spend on one statement. */
  readonly statementTimeout: number;
  /** Further settings of the session. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Milliseconds that connecting, with `onConnect`, may take. */
  readonly connectTimeout: number;
  /** Milliseconds that somebody waits for a connection that is away. */
  readonly patience: number;
  /** Awaited on each fresh connection before anybody else gets it; when it fails, the connection is given up. */
  readonly onConnect?: (client: Client) => Promise<void>;
  readonly log: (message: string) => void;
}

export interface LivingConnection {
  /** The connection, if it is there at this moment. */
  readonly current: () => Client | undefined;
  /** The connection, as soon as it is there; DatabaseUnavailable when that takes longer than `patience`. */
  readonly ready: () => Promise<Client>;
  /** Cuts this client off, at once and without a goodbye: what waits for it fails, and a new connection is made. */
  readonly lose: (client: Client, reason: string) => void;
  readonly close: () => Promise<void>;
}

const firstPause = 25;
const longestPause = 1000;

/** Connects at once and stays connected until closed, with pauses of 25 ms to 1 s between attempts. */
export function keepConnected(options: ConnectionOptions): LivingConnection {
  const settings = {
    TimeZone: "UTC",
    DateStyle: "ISO, YMD",
    statement_timeout: `${options.statementTimeout}ms`,
    ...options.settings,
  };
  const waiters = new Set<{ readonly resolve: (client: Client) => void; readonly reject: (error: Error) => void }>();
  let current: { readonly client: Client; readonly socket: Socket } | undefined;
  let attempt: { readonly socket: Socket; readonly done: Promise<void> } | undefined;
  let retry: NodeJS.Timeout | undefined;
  let failures = 0;
  let closed = false;

  const start = (): void => {
    retry = undefined;
    const socket = new GatheringSocket();
    attempt = { socket, done: connect(socket) };
  };

  const connect = async (socket: Socket): Promise<void> => {
    const client = new Client({
      connectionString: options.connectionString,
      application_name: options.applicationName,
      pipeline: true,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      types: textualTypes,
      stream: () => socket,
    });
    let broken = false;
    const away = (reason: string): void => {
      broken = true;
      if (current?.client === client) down(reason);
    };
    client.on("error", (error) => {
      away(error.message);
      socket.destroy();
    });
    client.on("end", () => away("the server closed the connection"));
    const deadline = setTimeout(() => socket.destroy(new Error("no connection in time")), options.connectTimeout);
    try {
      await client.connect();
      await client.query(applySettings, [Object.keys(settings), Object.values(settings)]);
      await options.onConnect?.(client);
      if (broken || closed) throw new Error("the connection broke while it was made");
    } catch (error) {
      socket.destroy();
      failed(error);
      return;
    } finally {
      clearTimeout(deadline);
      attempt = undefined;
    }
    if (failures > 0) options.log(`${options.applicationName}: connected to the database again`);
    failures = 0;
    current = { client, socket };
    for (const waiter of waiters) waiter.resolve(client);
    waiters.clear();
  };

  const down = (reason: string): void => {
    current = undefined;
    if (closed) return;
    options.log(`${options.applicationName}: connection to the database lost: ${reason}`);
    failures = 1;
    retry = setTimeout(start, firstPause);
  };

  const failed = (error: unknown): void => {
    if (closed) return;
    failures += 1;
    if (failures === 1) {
      options.log(`${options.applicationName}: no connection to the database: ${reasonOf(error)}`);
      for (const waiter of waiters) waiter.reject(new DatabaseUnavailable("down"));
    }
    retry = setTimeout(start, Math.min(longestPause, firstPause * 2 ** Math.min(failures, 10)));
  };

  start();
  return {
    current: () => current?.client,
    ready: () => {
      if (closed) return Promise.reject(new DatabaseUnavailable("closed"));
      if (current !== undefined) return Promise.resolve(current.client);
      return new Promise((resolve, reject) => {
        // The first attempt gets its full time: nothing suggests yet that the server is away.
        const limit = failures === 0 ? options.connectTimeout : options.patience;
        const timer = setTimeout(() => waiter.reject(new DatabaseUnavailable("down")), limit);
        const waiter = {
          resolve: (client: Client) => {
            clearTimeout(timer);
            resolve(client);
          },
          reject: (error: Error) => {
            clearTimeout(timer);
            waiters.delete(waiter);
            reject(error);
          },
        };
        waiters.add(waiter);
      });
    },
    lose: (client, reason) => {
      if (current?.client !== client) return;
      const { socket } = current;
      down(reason);
      socket.destroy();
    },
    close: async () => {
      closed = true;
      clearTimeout(retry);
      for (const waiter of waiters) waiter.reject(new DatabaseUnavailable("closed"));
      attempt?.socket.destroy();
      await attempt?.done;
      if (current === undefined) return;
      const { client, socket } = current;
      current = undefined;
      const impatience = setTimeout(() => socket.destroy(), options.connectTimeout);
      await client.end();
      clearTimeout(impatience);
    },
  };
}

/** What is written in one turn leaves together: one system call, and the server wakes up once for it. */
class GatheringSocket extends Socket {
  #isGathering = false;

  override cork(): void {
    if (!this.#isGathering) {
      this.#isGathering = true;
      super.cork();
      process.nextTick(() => {
        this.#isGathering = false;
        this.uncork();
      });
    }
    super.cork();
  }
}

// By statement, not as start-up options: a pooler between us and the server refuses those.
const applySettings =
  "select set_config(name, value, false) from unnest($1::text[], $2::text[]) as setting (name, value)";

// Days and moments stay text: a JavaScript Date would lose microseconds, and costs more than the rest of the row.
const textual: ReadonlySet<number> = new Set([1082, 1083, 1114, 1184, 1186, 1266]);
const textualArrays: ReadonlySet<number> = new Set([1115, 1182, 1185, 1187]);
const textArray = 1009;

/** Type parsers of `pg` that leave dates, times and intervals as text (ISO, UTC), alone and in arrays. */
export const textualTypes: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") => {
    if (format !== "binary" && textual.has(oid)) return asIs;
    return types.getTypeParser(format !== "binary" && textualArrays.has(oid) ? textArray : oid, format);
  },
};

function asIs(value: string): string {
  return value;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
