import assert from "node:assert/strict";
import { test } from "node:test";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import { type ForwardingState, forwardingCheck } from "./forwarding-check.ts";

const found = (look: () => Promise<readonly ForwardingState[]>) =>
  forwardingCheck(look, () => true).run(AbortSignal.timeout(1000));

const minutes = 60_000;

test("what waits a while is in order, what waits a quarter of an hour is told, by institution", async () => {
  const fund = { customer: "fund", late: 14 * minutes, dead: 0 };
  assert.deepEqual(await found(async () => [fund]), { level: "OK" });
  assert.deepEqual(await found(async () => [fund, { customer: "office", late: 15 * minutes, dead: 0 }]), {
    level: "WARNING",
    code: "FORWARDING_LATE",
    message: "office: 15 minutes",
  });
});

test("a dead letter is told before what is late", async () => {
  const states = [
    { customer: "fund", late: 0, dead: 2 },
    { customer: "office", late: 60 * minutes, dead: 0 },
  ];
  assert.deepEqual(await found(async () => states), { level: "WARNING", code: "FORWARDING_DEAD", message: "fund: 2" });
});

test("while the database is away it is unknown", async () => {
  const finding = await found(() => Promise.reject(new DatabaseUnavailable("down")));
  assert.deepEqual([finding.level, finding.code], ["WARNING", "UNKNOWN"]);
});
