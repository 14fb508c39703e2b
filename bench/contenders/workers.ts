// The frame around a contender of our own making: one process, or several that share a port, until SIGTERM.
import cluster from "node:cluster";
import type { Server } from "node:net";
import { readScene, type Scene } from "./scene.ts";

/** Starts listening on a port of 127.0.0.1 and gives it. */
export type Start = (scene: Scene) => Promise<number>;

export const workersVariable = "KRUISPUNT_BENCH_WORKERS";

export async function serveInWorkers(start: Start): Promise<void> {
  const workers = Number(process.env[workersVariable]);
  if (cluster.isWorker) {
    const port = await start(readScene());
    process.send?.({ port });
    return;
  }
  if (workers === 1) {
    announce(await start(readScene()));
    return;
  }
  const ports = await Promise.all(
    Array.from({ length: workers }, () => {
      const worker = cluster.fork();
      return new Promise<number>((resolve, reject) => {
        worker.on("message", ({ port }: { port: number }) => resolve(port));
        worker.on("exit", () => reject(new Error("a worker ended")));
      });
    }),
  );
  // Workers end with their primary: their channel to it closes.
  announce(ports[0] ?? 0);
}

export function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port: 0, host: "127.0.0.1", backlog: 1024 }, () => resolve(portOf(server)));
  });
}

export function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("a server without a port");
  return address.port;
}

function announce(port: number): void {
  process.stdout.write(`ready http://127.0.0.1:${port}\n`);
}
