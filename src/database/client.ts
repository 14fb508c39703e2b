// One connection for one piece of work off the hot path.
import { Client } from "pg";

/** Connects, works and closes again, however the work ends. */
export async function withClient<Result>(
  connectionString: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString });
  // A connection that dies also fails the statement under way; without a listener the event would end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
