// `kruispunt receive`: an institution of the demo network that is told of mutations; shows them, keeps them and acknowledges them.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createReceiving } from "../../forwarding/receiving/receive.ts";
import { startReceiver } from "../../forwarding/receiving/server.ts";
import type { Settings } from "../../http/settings.ts";
import { systemClock } from "../../kernel/clock.ts";
import { demoFiles } from "../../population/demo-files.ts";
import type { MutationType } from "../../schema/generated/dimona-mutation-v1.ts";
import { customerNamed, readNetwork } from "../network.ts";
import { Refusal } from "../refusal.ts";
import { untilStopAsked } from "../stop-signal.ts";

export interface ReceiveOptions {
  readonly as: string;
  readonly port: number;
}

/** Prints `ready http://127.0.0.1:PORT`, then a line for each mutation that comes for the first time; until SIGTERM. */
export async function receive(settings: Settings, { as, port }: ReceiveOptions): Promise<void> {
  const network = readNetwork(settings.home);
  const { name } = customerNamed(network, as);
  const pem = (file: string) => readFileSync(join(network.directory, file), "utf8");
  const kept = openKept(settings.home, name);
  const stopAsked = untilStopAsked();
  const server = await startReceiver(
    port,
    createReceiving({
      authority: pem(network.ca),
      crossroads: pem(demoFiles.crossroads.certificate),
      clock: systemClock,
      has: kept.has,
      keep: async (mutation) => {
        kept.add(mutation);
        process.stdout.write(`${lineOf(mutation)}\n`);
        return undefined;
      },
    }),
  ).catch((error: unknown) => {
    throw new Refusal(`port ${port} cannot be used (${error instanceof Error ? error.message : "unknown"})`);
  });
  process.stdout.write(`ready http://127.0.0.1:${server.port}\n`);
  await stopAsked;
  await server.stop();
}

/** What came at earlier times stands in a file, a mutation a line: a receiver that is started again knows it still. */
function openKept(home: string, name: string) {
  const folder = join(home, "received");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.jsonl`);
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const numbers = new Set(lines.filter((line) => line !== "").map((line): unknown => JSON.parse(line).number));
  return {
    has: (number: string) => numbers.has(number),
    add: (mutation: MutationType) => {
      appendFileSync(file, `${JSON.stringify(mutation)}\n`, { mode: 0o600 });
      numbers.add(mutation.number);
    },
  };
}

/** For the demo's eyes, whose people are made up: who, what and when. */
function lineOf({ number, kind, periodId, employer, worker, features, before, after }: MutationType): string {
  const days = ({ startDate, endDate = "", state }: MutationType["after"]) =>
    state === "cancelled" ? "cancelled" : `${startDate} .. ${endDate}`.trimEnd();
  const from = before === undefined ? "" : `${days(before)} -> `;
  const by = employer.nssoNumber ?? employer.provisionalNumber ?? employer.enterpriseNumber ?? "?";
  return `${number} ${kind} ${worker.ssin} ${features.workerType} at ${by}, period ${periodId}: ${from}${days(after)}`;
}
