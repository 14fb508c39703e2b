// The eleven social insurance funds of an installation: each in this process, or at the address that the settings name.
import type { SelfEmployedCodes } from "../codes/self-employed-codes.ts";
import type { Reader } from "../database/reader.ts";
import type { Clock } from "../kernel/clock.ts";
import { createFund } from "../self-employed/funds/fund.ts";
import { createContributionRegister } from "../self-employed/funds/register.ts";
import { remoteFund } from "../self-employed/funds/remote.ts";
import {
  createFundSource,
  type FundSource,
  type FundTransport,
  type FundWatch,
} from "../self-employed/funds/source.ts";
import type { Log } from "./log.ts";
import type { FundSettings } from "./settings.ts";

interface ConnectedFunds {
  readonly source: FundSource & FundWatch;
  close(): void;
}

export function connectFunds(parts: {
  readonly settings: FundSettings;
  readonly codes: SelfEmployedCodes;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly log: Log;
}): ConnectedFunds {
  const { settings, codes, reader, clock, log } = parts;
  const register = createContributionRegister(reader);
  const own = codes.socialInsuranceFund.rows.map(({ code }): [string, FundTransport] => {
    const fund = createFund(code, register, clock);
    return [code, { search: (question) => fund.search(question), ping: async () => fund.ping() }];
  });
  const remote = settings.addresses.map(({ code, address }) => ({ code, ...remoteFund(address, settings.token) }));
  const source = createFundSource({
    transports: new Map([...own, ...remote.map(({ code, transport }): [string, FundTransport] => [code, transport])]),
    timeout: settings.timeout,
    onChange: (fund, state) => {
      if (state === "open")
        log.warn({ fund }, "a fund does not answer; until it does, questions that need it are refused");
      else log.info({ fund }, "a fund answers again");
    },
  });
  return {
    source,
    close: () => {
      for (const { close } of remote) close();
    },
  };
}
