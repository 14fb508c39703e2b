// Names of this very machine: what goes there is read by nobody on the way.
const names: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);

/** Takes a host as it stands in a setting or in an address. */
export function isLoopback(host: string): boolean {
  return names.has(host);
}
