// An operator says who the worker of a declaration is that waits, or that nobody is.
import { readFileSync } from "node:fs";
import type { Client } from "pg";
import { today } from "../../kernel/day.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import type { Anomaly } from "../anomaly.ts";
import type { Decision } from "../decision.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import { type BatchPorts, decideBatch, shareNumbers } from "../register/batch.ts";
import { type FoundWorker, worksOnWaiting } from "../register/identified.ts";
import { readWorkers } from "../register/parties.ts";

export interface FinalDecision {
  readonly result: Decision["result"];
  readonly anomalies: readonly Anomaly[];
}

/** not-waiting: there is no such declaration, or it is decided on. unknown-person: the number is nobody's, or was cancelled. */
export type NotIdentified = "not-waiting" | "unknown-person";

/** Within a transaction of the caller's; decides as of the moment at which the declaration was received. */
export async function identifyByHand(
  client: Client,
  number: DimonaNumber,
  worker: FoundWorker,
  ports: BatchPorts,
): Promise<Outcome<FinalDecision, NotIdentified>> {
  await client.query(shareNumbers);
  if (worker !== "nobody") {
    const moment = { known: new Date(ports.clock.now()).toISOString(), today: today(ports.clock) };
    const known = await readWorkers(({ text }, values) => client.query(text, [...values]), new Set([worker]), moment);
    if (!known.has(worker)) return refused("unknown-person");
  }
  const work = (await worksOnWaiting(client, [{ number, worker }]))({ number, worker });
  if (work === undefined) return refused("not-waiting");
  // Two who do this at once: the second finds under the claims that nothing waits any more.
  const [receipt] = await decideBatch(client, [work], ports);
  if (receipt?.kind !== "taken") return refused("not-waiting");
  const { rows } = await client.query<FinalDecision>(finalDecision, [number]);
  const [decided] = rows;
  if (decided === undefined) throw new Error("a declaration was decided on and has no decision");
  return accepted(decided);
}

const finalDecision = readFileSync(new URL("final-decision.sql", import.meta.url), "utf8");
