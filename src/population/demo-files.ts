// Where the demo network lies under KRUISPUNT_HOME, for who writes it and for who reads it.
import { join } from "node:path";

export function demoDirectory(home: string): string {
  return join(home, "demo");
}

/** Names of the files in it that are no customer's. */
export const demoFiles = {
  network: "network.json",
  authority: { key: "ca.key.pem", certificate: "ca.pem" },
  server: { key: "server.key.pem", certificate: "server.cert.pem" },
  crossroads: { key: "crossroads.key.pem", certificate: "crossroads.cert.pem" },
} as const;
