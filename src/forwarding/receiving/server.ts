// A receiver of mutations that listens on this machine alone.
import { createServer } from "node:http";
import type { Arrived, Reply } from "./receive.ts";

export interface ReceivingServer {
  readonly port: number;
  /** Gives the answers under way and lets go of the port. */
  stop(): Promise<void>;
}

const largestMessage = 4_194_304;

/** Rejects where the port cannot be used; 0 asks for any free one. */
export async function startReceiver(
  port: number,
  receive: (arrived: Arrived) => Promise<Reply>,
): Promise<ReceivingServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("error", () => response.destroy());
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestMessage) request.destroy();
      else chunks.push(chunk);
    });
    request.on("end", () => {
      receive({ body: Buffer.concat(chunks), headers: request.headers }).then(
        ({ status, contentType, body }) => response.writeHead(status, { "Content-Type": contentType }).end(body),
        () => response.writeHead(503).end(),
      );
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server without a port");
  return {
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
