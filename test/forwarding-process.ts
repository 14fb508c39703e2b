// Forwarding as one process does it, in a test's own process or in one that can be killed: `node FILE CONFIGURATION`.
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { createKnownPersons } from "../src/crossroads/known-persons.ts";
import { createReader } from "../src/database/reader.ts";
import { type ForwardingProcess, startForwarding } from "../src/forwarding/forwarding.ts";
import type { Receiver } from "../src/forwarding/receiver.ts";
import type { Clock } from "../src/kernel/clock.ts";
import { createSigner } from "../src/soap/security/sign.ts";

export interface ForwardingConfiguration {
  readonly connectionString: string;
  readonly receivers: readonly Receiver[];
  readonly folder: string;
  /** Of the crossroads, and who issued its certificate; PEM. */
  readonly key: string;
  readonly certificate: string;
  readonly authority: string;
}

/** A summer's day, on which the clock runs. */
export const summerClock: Clock = { now: () => Date.parse("2026-06-25T08:00:00Z") + performance.now() };

const fast = { first: 20, longest: 100 } as const;

/** With pauses of milliseconds where the real ones are seconds. */
export function forwardOn({ key, certificate, authority, ...parts }: ForwardingConfiguration): ForwardingProcess {
  const clock = summerClock;
  const reader = createReader({ connectionString: parts.connectionString });
  const privateKey = createPrivateKey(key);
  const signer = createSigner({ privateKey, certificatePem: certificate });
  const process = startForwarding({
    ...parts,
    service: "Dimona/v2",
    persons: createKnownPersons(reader, clock),
    clock,
    sign: (body) => signer.sign({ body, created: clock.now(), lifeMs: 60_000 }),
    signing: { privateKey, certificatePem: certificate },
    tls: { key, cert: certificate, ca: authority, isRevoked: () => false },
    log: () => {},
    pace: { refused: fast, unreachable: fast },
  });
  return {
    stop: async () => {
      await process.stop();
      await reader.close();
    },
  };
}

const [, file, configuration] = process.argv;
if (file === import.meta.filename && configuration !== undefined)
  forwardOn(JSON.parse(readFileSync(configuration, "utf8")));
