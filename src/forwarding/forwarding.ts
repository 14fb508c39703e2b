// Forwarding within one process: routes what lies in the outbox, and serves the receivers that no other process serves.
import type { KeyObject } from "node:crypto";
import { X509Certificate } from "node:crypto";
import type { Client } from "pg";
import type { KnownPersons } from "../crossroads/known-persons.ts";
import { keepConnected, type LivingConnection } from "../database/connection.ts";
import { plannedOnce } from "../database/plan-settings.ts";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import type { Clock } from "../kernel/clock.ts";
import { type Carrier, carrierOf } from "./carriers/carrier.ts";
import { jsonSpeech } from "./carriers/json.ts";
import { soapSpeech } from "./carriers/soap.ts";
import { createFileSender } from "./file-sender.ts";
import { type Loop, startLoop } from "./loop.ts";
import { type TlsSide, wayTo } from "./post.ts";
import type { Receiver } from "./receiver.ts";
import { createRouter, forwardingLockClass } from "./router.ts";
import { createSender, type Pace, type Sender } from "./sender.ts";

export interface ForwardingParts {
  readonly connectionString: string;
  readonly service: string;
  readonly receivers: readonly Receiver[];
  readonly persons: KnownPersons;
  readonly clock: Clock;
  /** The whole envelope around the content of a Body, signed. */
  readonly sign: (body: string) => string;
  readonly signing: { readonly privateKey: KeyObject; readonly certificatePem: string };
  readonly tls: TlsSide;
  /** Where files for receivers go. */
  readonly folder: string;
  readonly log: (message: string) => void;
  readonly pace?: Pace;
}

export interface ForwardingProcess {
  /** Finishes the messages under way; an answer that does not come within two seconds is not waited for. */
  stop(): Promise<void>;
}

const ordinaryPace: Pace = {
  refused: { first: 1000, longest: 3_600_000 },
  unreachable: { first: 500, longest: 30_000 },
};
const pause = 250;
const pauseAfterError = 1000;
const patienceAtTheEnd = 2000;
const statementTimeout = 10_000;

export function startForwarding(parts: ForwardingParts): ForwardingProcess {
  const { connectionString, receivers, log } = parts;
  const connect = (name: string) =>
    keepConnected({
      connectionString,
      applicationName: `kruispunt ${name}`,
      statementTimeout,
      settings: plannedOnce,
      connectTimeout: 5000,
      patience: 1000,
      log,
    });
  const routing = connect("router");
  const sending = connect("sender");
  const carriers: Carrier[] = [];
  const router = createRouter(parts);
  const onError = (error: unknown): void => {
    // That the database is away is told by the connection itself.
    if (error instanceof DatabaseUnavailable) return;
    log(`forwarding went wrong: ${error instanceof Error ? error.name : "unknown"}`);
  };
  const loop = (work: () => Promise<boolean>): Loop => startLoop({ work, pause, pauseAfterError, onError });

  const senders = receivers.flatMap((receiver) => {
    const made = senderFor(receiver, parts, carriers);
    if (made === undefined) return [];
    const hold = holderOf(receiver.customer);
    return [
      loop(async () => {
        const client = await sending.ready();
        return (await hold(client)) && (await made.send(client));
      }),
    ];
  });
  const routes = loop(async () => {
    const routed = await onConnection(routing, (client) => router.route(client));
    if (routed === undefined || routed === 0) return false;
    for (const sender of senders) sender.wake();
    return true;
  });

  return {
    stop: async () => {
      const letGo = (): void => {
        for (const carrier of carriers) carrier.close();
      };
      const impatience = setTimeout(letGo, patienceAtTheEnd);
      await Promise.all([routes, ...senders].map((one) => one.stop()));
      clearTimeout(impatience);
      letGo();
      await Promise.all([routing.close(), sending.close()]);
    },
  };
}

/** What went wrong within a transaction may have left it open: such a connection is not used again. */
async function onConnection<Result>(
  connection: LivingConnection,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await connection.ready();
  try {
    return await work(client);
  } catch (error) {
    connection.lose(client, "routing failed");
    throw error;
  }
}

/** Undefined for a receiver that fetches what there is for it. */
function senderFor(receiver: Receiver, parts: ForwardingParts, carriers: Carrier[]): Sender | undefined {
  const { clock, sign, signing, tls, folder, pace = ordinaryPace } = parts;
  const { carriage } = receiver.forwarding;
  if (carriage.kind === "pull") return undefined;
  if (carriage.kind === "files") {
    return createFileSender({ receiver, limits: carriage, folder, clock, unreachable: pace.unreachable });
  }
  const { privateKey, certificatePem } = signing;
  const speech =
    carriage.kind === "soap"
      ? soapSpeech(receiver, { clock, sign })
      : jsonSpeech(receiver, { clock, privateKey, certificate: new X509Certificate(certificatePem) });
  const carrier = carrierOf(wayTo(carriage.address, tls), speech);
  carriers.push(carrier);
  return createSender({ receiver, carrier, clock, pace });
}

/** Claims a receiver for as long as a connection lasts: the process that has it serves it alone, and when it dies another one does. */
function holderOf(customer: string): (client: Client) => Promise<boolean> {
  let held: Client | undefined;
  return async (client) => {
    if (held === client) return true;
    const { rows } = await client.query<{ taken: boolean }>(
      // Two names with the same hash would be served one at a time, and 0 is the router's.
      "select pg_try_advisory_lock($1, 1 + abs(hashtext($2) % 2147483647)) as taken",
      [forwardingLockClass, customer],
    );
    held = rows[0]?.taken === true ? client : undefined;
    return held !== undefined;
  };
}
