// The code tables as they are now: looked at again every half minute, so that a group can gain an application without a new start.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  type EmployerMandateCodes,
  employerMandateCodesFolder,
  loadEmployerMandateCodes,
} from "../codes/employer-mandate-codes.ts";
import type { Clock } from "../kernel/clock.ts";

interface CodesInForceOptions {
  readonly clock: Clock;
  readonly log: { error(details: object, message: string): void };
  readonly folder?: string;
}

/** Milliseconds between two looks. */
const pause = 30_000;

/** Throws where the tables are not in order at the start; later on, those that were in order stay in force. */
export function codesInForce({
  clock,
  log,
  folder = employerMandateCodesFolder,
}: CodesInForceOptions): () => EmployerMandateCodes {
  let codes = loadEmployerMandateCodes(folder);
  let stamp = stampOf(folder);
  let lookedAt = clock.now();
  return () => {
    if (Math.abs(clock.now() - lookedAt) < pause) return codes;
    lookedAt = clock.now();
    try {
      const found = stampOf(folder);
      if (found === stamp) return codes;
      stamp = found;
      codes = loadEmployerMandateCodes(folder);
    } catch (error) {
      log.error(
        { problem: error instanceof Error ? error.message : "" },
        "code tables are not in order; the old ones stay in force",
      );
    }
    return codes;
  };
}

/** Changes whenever a table does. */
function stampOf(folder: string): string {
  const files = readdirSync(folder).filter((file) => file.endsWith(".tsv"));
  return files.map((file) => `${file} ${statSync(join(folder, file)).mtimeMs}`).join("\n");
}
