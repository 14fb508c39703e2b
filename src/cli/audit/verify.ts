// `kruispunt audit verify`: walks the audit chains and says whether they are whole.
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { ChainLink } from "../../crossroads/audit-chain.ts";
import { verifyAudit } from "../../crossroads/audit-verify.ts";
import { withClient } from "../../database/client.ts";
import type { Settings } from "../../http/settings.ts";
import { visitDatabase } from "../database.ts";
import { reportProgress } from "../progress.ts";
import { Refusal } from "../refusal.ts";

export interface VerifyOptions {
  /** A file with the output of an earlier `audit verify --json`. */
  readonly since?: string;
  readonly json?: boolean;
}

/** Gives the exit code: 0 when every chain is whole, 1 when one is broken. */
export async function verifyAuditChains(settings: Settings, options: VerifyOptions): Promise<0 | 1> {
  const expected = options.since === undefined ? new Map<number, ChainLink>() : readHeads(options.since);
  return await visitDatabase(settings, (connectionString) =>
    withClient(connectionString, async (client) => {
      const reports = await Array.fromAsync(verifyAudit(client, expected, reportProgress("entries verified")));
      if (options.json === true) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
      else {
        for (const { chain, entries, head, break: broken } of reports) {
          const verdict = broken === undefined ? "whole" : `BROKEN at ${broken.sequence}: ${broken.reason}`;
          process.stdout.write(`chain ${chain}: ${entries} entries, ${verdict}, head ${head.sequence} ${head.hash}\n`);
        }
        const total = reports.reduce((sum, { entries }) => sum + entries, 0);
        process.stdout.write(`${total} entries in ${reports.length} chains\n`);
      }
      return reports.every((report) => report.break === undefined) ? 0 : 1;
    }),
  );
}

function readHeads(file: string): ReadonlyMap<number, ChainLink> {
  try {
    const noted = notedHeads.parse(JSON.parse(readFileSync(file, "utf8")));
    return new Map(noted.map(({ chain, head }) => [chain, head]));
  } catch {
    throw new Refusal(`${file} holds no heads: expected what \`kruispunt audit verify --json\` wrote`);
  }
}

const notedHeads = z.array(z.object({ chain: z.number(), head: z.object({ sequence: z.number(), hash: z.string() }) }));
