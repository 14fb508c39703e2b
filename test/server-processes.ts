// The operating system's view of a database server: its processes, to be stopped, continued and killed (Linux only).

import { readdir, readlink } from "node:fs/promises";

export const seesProcesses = process.platform === "linux";

/** The processes that work in a data directory: the server's own and one per connection. */
export async function processesIn(dataDirectory: string): Promise<readonly number[]> {
  const pids: number[] = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const place = await readlink(`/proc/${name}/cwd`).catch(() => undefined);
    if (place === dataDirectory) pids.push(Number(name));
  }
  return pids;
}

export async function signalAll(dataDirectory: string, signal: NodeJS.Signals): Promise<void> {
  for (const pid of await processesIn(dataDirectory)) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone in the meantime, which a connection's process may.
    }
  }
}
