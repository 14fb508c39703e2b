// A port that nobody listens on, for a server that cannot be told to choose one.

import { once } from "node:events";
import { createServer } from "node:net";

/** Free at this moment: somebody else may still take it before the caller does. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("a server without a port");
  return address.port;
}
