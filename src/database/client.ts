// One connection for one piece of work off the hot path.
import { Client, type ClientConfig } from "pg";
import { textualTypes } from "./connection.ts";

/** Connects, works and closes again, however the work ends. The connection is pipelined, as those of the hot path are. */
export async function withClient<Result>(
  connectionString: string,
  work: (client: Client) => Promise<Result>,
  config: ClientConfig = {},
): Promise<Result> {
  const client = new Client({ pipeline: true, ...config, connectionString });
  // A connection that dies also fails the statement under way; without a listener the event would end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same, on a connection that reads as those of the hot path do: days and moments stay text, in UTC. */
export async function withTextualClient<Result>(
  connectionString: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  return await withClient(
    connectionString,
    async (client) => {
      await client.query("set timezone to 'UTC'");
      return await work(client);
    },
    { types: textualTypes },
  );
}
