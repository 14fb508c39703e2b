// Both ways to ask how an installation is: GET /health as its operator, and healthCheck as one of its customers.
import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { type HealthStatus, healthStatusSchema } from "../src/health/belgif.ts";
import type { Level } from "../src/health/check.ts";
import { keyFilesOf } from "../src/http/key-files.ts";
import { signOperatorToken } from "../src/http/operator.ts";
import type { Settings } from "../src/http/settings.ts";
import type { MovableClock } from "../src/kernel/clock.ts";
import { certain } from "../src/kernel/outcome.ts";
import {
  decodeHealthCheckResponse,
  encodeHealthCheckRequest,
  type HealthCheckResponse,
} from "../src/schema/generated/monitoring-v1.ts";
import { type Addresses, type Answer, type Customer, contentOf, post } from "./customer.ts";
import type { Installation } from "./installation.ts";

/** Goes as that of the database does: one that stands still would soon be told. */
export function goingClock(): MovableClock {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  return {
    now,
    set: (moment) => {
      ahead = moment - Date.now();
    },
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}

export function getHealth(
  { port }: Addresses,
  query = "",
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
): Promise<Answer> {
  return post(`http://127.0.0.1:${port}/health${query}`, "", { method, headers });
}

interface DetailedHealth {
  readonly status: HealthStatus["status"];
  readonly details: NonNullable<HealthStatus["details"]>;
}

/** With the token of who may read the signing key. */
export async function details(
  site: Installation,
  level: Level,
  worker: Addresses = site.worker,
  settings: Settings = site.settings,
): Promise<DetailedHealth> {
  const key = createPrivateKey(readFileSync(keyFilesOf(settings).signingKey));
  const headers = { Authorization: `Bearer ${await signOperatorToken(key, site.clock)}` };
  const { text } = await getHealth(worker, `?level=${level}`, headers);
  const { status, details: found } = healthStatusSchema.parse(JSON.parse(text));
  assert.ok(found !== undefined, text);
  return { status, details: found };
}

/** What is not in order, as `id: LEVEL CODE`. */
export function troubles({ details }: HealthStatus): readonly string[] {
  return (details?.checks ?? [])
    .filter(({ verdict }) => verdict !== "OK")
    .map(({ id, verdict, code }) => `${id}: ${verdict} ${code}`);
}

export function healthRequest(type: Level): string {
  return certain(encodeHealthCheckRequest({ type }));
}

export async function healthCheck(customer: Customer, type: Level): Promise<HealthCheckResponse> {
  return healthIn(await customer.send(customer.seal(healthRequest(type))));
}

/** The response in an answer: with HTTP 200 and as the contract has it. */
export function healthIn(answer: Answer): HealthCheckResponse {
  assert.equal(answer.status, 200, answer.text);
  return certain(decodeHealthCheckResponse(contentOf(answer)));
}
