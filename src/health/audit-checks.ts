// The audit: whether an entry could be written now, and how many wait for that. Without an entry there is no answer.
import type { AuditProbe } from "../crossroads/audit.ts";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import { installationFacts } from "./catalogue.ts";
import { type Check, critical, type Finding, ok } from "./check.ts";
import { queueFinding } from "./queue.ts";

interface AuditParts {
  /** Tries what an entry needs, without writing one. */
  readonly probe: () => Promise<AuditProbe>;
  /** Entries that wait to become durable. */
  readonly pending: () => number;
  /** Whether the database can be reached, as far as is known without asking. */
  readonly connected: () => boolean;
}

export function auditChecks({ probe, pending, connected }: AuditParts): readonly Check[] {
  return [
    {
      ...installationFacts.audit,
      known: connected,
      run: async () => {
        try {
          return findings[await probe()];
        } catch (error) {
          if (error instanceof DatabaseUnavailable) return critical("DOWN", error.message);
          throw error;
        }
      },
    },
    {
      ...installationFacts.auditQueue,
      keep: 0,
      run: async () => queueFinding(pending(), "entries"),
    },
  ];
}

const findings: Readonly<Record<AuditProbe, Finding>> = {
  writable: ok(),
  "read-only": critical("READ_ONLY", "the database takes no writes"),
  locked: critical("LOCKED", "the table is locked"),
  refused: critical("REFUSED", "the database refuses to write"),
};
