// `kruispunt fund`: one social insurance fund alone, on the installation's database, until SIGTERM.
import { once } from "node:events";
import { loadSelfEmployedCodes } from "../codes/self-employed-codes.ts";
import { createReader } from "../database/reader.ts";
import { createLog } from "../http/log.ts";
import { isLoopback } from "../http/loopback.ts";
import type { Settings } from "../http/settings.ts";
import { systemClock } from "../kernel/clock.ts";
import { createFund } from "../self-employed/funds/fund.ts";
import { createContributionRegister } from "../self-employed/funds/register.ts";
import { createFundServer } from "../self-employed/funds/server.ts";
import { addressOf } from "./address.ts";
import { visitDatabase } from "./database.ts";
import { Refusal } from "./refusal.ts";
import { untilStopAsked } from "./stop-signal.ts";

export interface FundOptions {
  readonly code: string;
  readonly port: number;
}

/** Prints `ready http://HOST:PORT` once it answers; resolves once everything has ended. */
export async function runFund(settings: Settings, { code, port }: FundOptions): Promise<void> {
  const { token } = settings.funds;
  if (loadSelfEmployedCodes().socialInsuranceFund.describe(code) === undefined)
    throw new Refusal(`there is no fund ${code}`);
  const alone = settings.mode === "demo" && isLoopback(settings.host);
  if (token === undefined && !alone)
    throw new Refusal("set KRUISPUNT_FUND_TOKEN: without it, anybody who reaches the port could ask about anybody");
  const stopAsked = untilStopAsked();
  const log = createLog(settings.logLevel);
  await visitDatabase(settings, async (connectionString) => {
    const reader = createReader({ connectionString, log: (message) => log.warn({}, message) });
    const server = createFundServer({
      fund: createFund(code, createContributionRegister(reader), systemClock),
      token,
      healthy: () => reader.healthy(),
      onError: (error) => log.error({ error: error instanceof Error ? error.name : "unknown" }, "a question failed"),
    });
    try {
      server.listen({ port, host: settings.host });
      await once(server, "listening").catch((error: unknown) => {
        throw new Refusal(`port ${port} cannot be used (${error instanceof Error ? error.message : "unknown"})`);
      });
      const address = server.address();
      if (address !== null && typeof address !== "string")
        process.stdout.write(`ready ${addressOf("http", settings.host, address.port)}\n`);
      await stopAsked;
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      await closed;
    } finally {
      await reader.close();
    }
  });
}
