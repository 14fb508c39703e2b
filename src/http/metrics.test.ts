import assert from "node:assert/strict";
import cluster from "node:cluster";
import { test } from "node:test";
import { answerMetrics, createMetrics } from "./metrics.ts";

test("an answer is counted by service and code, and its time falls in a bucket", async () => {
  const metrics = createMetrics({ waitingEntries: () => 3, databaseUp: () => true, forwarding: async () => [] });
  metrics.answered("SelfEmployedService/v2", "MSG00000", 0.004);
  metrics.answered("SelfEmployedService/v2", "MSG00000", 0.3);
  metrics.answered("SelfEmployedService/v2", "MSG00012", 0.001);
  const text = await metrics.text();
  assert.match(text, /^kruispunt_answers_total\{service="SelfEmployedService\/v2",code="MSG00000"\} 2$/m);
  assert.match(text, /^kruispunt_answers_total\{service="SelfEmployedService\/v2",code="MSG00012"\} 1$/m);
  assert.match(text, /^kruispunt_answer_seconds_bucket\{le="0.005",service="SelfEmployedService\/v2"\} 2$/m);
  assert.match(text, /^kruispunt_audit_waiting 3$/m);
  assert.match(text, /^kruispunt_database_up 1$/m);
});

test("what waits for institutions is told for each of them; while the database is away, not at all", async () => {
  const fund = { customer: "fund", waiting: 17, dead: 2 };
  const metrics = createMetrics({ waitingEntries: () => 0, databaseUp: () => true, forwarding: async () => [fund] });
  const text = await metrics.text();
  assert.match(text, /^kruispunt_forwarding_waiting\{institution="fund"\} 17$/m);
  assert.match(text, /^kruispunt_forwarding_dead\{institution="fund"\} 2$/m);
  const away = createMetrics({
    waitingEntries: () => 0,
    databaseUp: () => false,
    forwarding: () => Promise.reject(new Error("away")),
  });
  assert.doesNotMatch(await away.text(), /^kruispunt_forwarding_waiting\{/m);
});

test("two installations in one process keep their figures apart", async () => {
  const one = createMetrics({ waitingEntries: () => 0, databaseUp: () => true, forwarding: async () => [] });
  const other = createMetrics({ waitingEntries: () => 0, databaseUp: () => false, forwarding: async () => [] });
  one.answered("SelfEmployedService/v2", "MSG00000", 0.001);
  assert.match(await one.text(), /^kruispunt_answers_total\{/m);
  assert.doesNotMatch(await other.text(), /^kruispunt_answers_total\{/m);
  assert.match(await other.text(), /^kruispunt_database_up 0$/m);
});

test("a worker that ended before it got its figures does not take the primary process along", async (t) => {
  answerMetrics();
  t.after(() => cluster.removeAllListeners("message"));
  const sent = new Promise<unknown>((resolve) => {
    // As a child process does once its channel is closed: the error goes to the callback, or else is thrown.
    const ended = { send: (_: unknown, callback?: unknown) => resolve(callback) };
    cluster.emit("message", ended, "kruispunt:metrics?");
  });
  assert.equal(typeof (await sent), "function");
});
