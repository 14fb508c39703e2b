import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import type { Annexes } from "../crossroads/annexes.ts";
import { createDeepLimit } from "../health/deep-limit.ts";
import type { HealthReport } from "../health/health.ts";
import { verdicts } from "../health/verdict.ts";
import { movableClock } from "../kernel/clock.ts";
import { createAccessTokens } from "../rest/access-token.ts";
import { createHealthPage } from "./health-page.ts";
import { signOperatorToken } from "./operator.ts";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const clock = movableClock(Date.parse("2026-06-01T12:00:00Z"));
const nobody: Annexes = {
  all: [],
  byCertificateSubject: () => undefined,
  byUsername: () => undefined,
  byClientId: () => undefined,
};

function pageOf(report: Partial<HealthReport> | Error) {
  const ask = async (level: HealthReport["level"]): Promise<HealthReport> => {
    if (report instanceof Error) throw report;
    return { level, verdict: "OK", results: [], at: clock.now(), ...report };
  };
  return createHealthPage({
    health: { ask },
    place: { environment: "PRD", node: "node-1", version: "1.2.3" },
    clock,
    bearers: { annexes: nobody, tokens: createAccessTokens({ privateKey, clock }), encryptedOnly: true },
    deepLimit: createDeepLimit(),
  });
}

const anybody = { query: "", authorization: undefined, unread: false };

test("each verdict has its status and its HTTP status, and nothing is left to be kept by a proxy", async () => {
  const told = await Promise.all(verdicts.map(async (verdict) => pageOf({ verdict })(anybody)));
  assert.deepEqual(
    told.map(({ status, body, headers }) => [status, body, headers?.["Cache-Control"]]),
    [
      [200, '{"status":"UP"}', "no-store"],
      [200, '{"status":"UP"}', "no-store"],
      [200, '{"status":"DEGRADED"}', "no-store"],
      [503, '{"status":"DOWN"}', "no-store"],
    ],
  );
});

test("what cannot be found out is no UP", async () => {
  await assert.rejects(pageOf(new Error("a bug"))(anybody), /a bug/);
});

test("in production a token counts where nobody on the way can read it, and is refused elsewhere", async () => {
  const authorization = `Bearer ${await signOperatorToken(privateKey, clock)}`;
  const unread = await pageOf({})({ query: "", authorization, unread: true });
  assert.equal(unread.status, 200);
  assert.deepEqual(JSON.parse(unread.body).details, {
    level: "DEFAULT",
    verdict: "OK",
    environment: "PRD",
    node: "node-1",
    version: "1.2.3",
    at: "2026-06-01T12:00:00.000Z",
    checks: [],
  });
  const read = await pageOf({})({ query: "", authorization, unread: false });
  assert.equal(read.status, 401);
  assert.match(read.body, /invalidAccessToken/);
});

test("the operator's name in a token of another key, or an old one, opens nothing", async () => {
  const { privateKey: other } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const strange = await signOperatorToken(other, clock);
  const old = await signOperatorToken(privateKey, movableClock(clock.now() - 601_000));
  for (const [token, kind] of [
    [strange, /invalidAccessToken/],
    [old, /expiredAccessToken/],
  ] as const) {
    const { status, body } = await pageOf({})({ query: "", authorization: `Bearer ${token}`, unread: true });
    assert.equal(status, 401);
    assert.match(body, kind);
  }
});
