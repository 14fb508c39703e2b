// Our own server, started as an operator starts it.
import { fileURLToPath } from "node:url";
import type { Launch } from "./launch.ts";

const command = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** Seconds: the messages of a run are signed before it starts, and all must still be fresh at its end. */
export const timestampLife = 7200;

export function kruispunt(options: {
  readonly home: string;
  readonly annexes: string;
  readonly connectionString: string;
  readonly workers: number;
  readonly nodeFlags?: readonly string[];
}): Launch {
  return {
    arguments: [...(options.nodeFlags ?? []), command, "serve"],
    environment: {
      KRUISPUNT_HOME: options.home,
      KRUISPUNT_HOST: "127.0.0.1",
      KRUISPUNT_PORT: "0",
      KRUISPUNT_TLS_PORT: "0",
      KRUISPUNT_MODE: "demo",
      KRUISPUNT_WORKERS: String(options.workers),
      KRUISPUNT_ANNEXES: options.annexes,
      KRUISPUNT_TIMESTAMP_LIFE: String(timestampLife),
      KRUISPUNT_LOG: "silent",
      DATABASE_URL: options.connectionString,
    },
  };
}
