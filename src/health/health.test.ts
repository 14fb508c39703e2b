import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setImmediate as settle } from "node:timers/promises";
import fc from "fast-check";
import { movableClock } from "../kernel/clock.ts";
import { type Check, critical, type Finding, ok, warning } from "./check.ts";
import { createDeepLimit } from "./deep-limit.ts";
import { createHealth, type Health } from "./health.ts";

const facts = (id: string, type: Check["type"] = "DEFAULT") => ({
  id,
  description: `${id} is there`,
  type,
  failSafe: false,
  vital: false,
  resource: { name: id, type: "OTHER" as const },
});

/** A check that counts how often it was run. */
function counted(id: string, run: Check["run"] = async () => ok(), more: Partial<Check> = {}) {
  const check = {
    ...facts(id),
    ...more,
    runs: 0,
    run: (signal: AbortSignal) => {
      check.runs += 1;
      return run(signal);
    },
  };
  return check;
}

/** Ends with the signal, as a request that is broken off. */
const hangs: Check["run"] = (signal) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("broken off"))));

/** Health on a clock that stands still until a test moves it. */
function stage(t: TestContext, common: readonly Check[], services: Readonly<Record<string, readonly Check[]>> = {}) {
  t.mock.timers.enable({ apis: ["setTimeout"], now: 0 });
  const clock = movableClock(1_000_000);
  let elapsed = 0;
  const errors: string[] = [];
  const health = createHealth({
    common,
    services: new Map(Object.entries(services)),
    clock,
    now: () => elapsed,
    onError: ({ id }) => errors.push(id),
  });
  const pass = async (milliseconds: number): Promise<void> => {
    elapsed += milliseconds;
    clock.advance(milliseconds);
    t.mock.timers.tick(milliseconds);
    await settle();
  };
  return { health, errors, pass, clock };
}

const findings = async (health: Health, level: "DEFAULT" | "DEEP" = "DEFAULT") =>
  Object.fromEntries((await health.ask(level)).results.map(({ check, finding }) => [check.id, finding]));

test("PING runs nothing and is well, whatever the checks would say", async (t) => {
  const never = counted("database", () => assert.fail("not asked"), { vital: true });
  const { health } = stage(t, [never]);
  assert.deepEqual(await health.ask("PING"), { level: "PING", verdict: "OK", results: [], at: 1_000_000 });
  assert.equal(never.runs, 0);
});

test("DEFAULT runs the checks of this side, DEEP those of the other side as well", async (t) => {
  const near = counted("near");
  const far = counted("far", undefined, { type: "DEEP" });
  const { health } = stage(t, [near, far]);
  assert.deepEqual(Object.keys(await findings(health)), ["near"]);
  assert.equal(far.runs, 0);
  assert.deepEqual(Object.keys(await findings(health, "DEEP")), ["near", "far"]);
});

test("a service is asked about with what all have in common, and not with what others need", async (t) => {
  const { health } = stage(t, [counted("database")], { one: [counted("fund")], two: [counted("mandates")] });
  const asked = async (service?: string) => (await health.ask("DEFAULT", service)).results.map(({ check }) => check.id);
  assert.deepEqual(await asked("one"), ["database", "fund"]);
  assert.deepEqual(await asked("three"), ["database"]);
  assert.deepEqual(await asked(), ["database", "fund", "mandates"]);
});

test("two checks of one name are a mistake of the program", (t) => {
  assert.throws(() => stage(t, [counted("fund")], { one: [counted("fund")] }), /two checks are called fund/);
});

test("all checks are under way at the same time", async (t) => {
  const gate = Promise.withResolvers<Finding>();
  const checks = ["a", "b", "c"].map((id) => counted(id, () => gate.promise));
  const { health } = stage(t, checks);
  const asked = health.ask("DEFAULT");
  await settle();
  assert.deepEqual(
    checks.map(({ runs }) => runs),
    [1, 1, 1],
  );
  gate.resolve(ok());
  assert.equal((await asked).verdict, "OK");
});

test("a check that hangs is critical after two seconds, is told to stop, and holds up no other", async (t) => {
  let stopped = false;
  const stuck = counted("stuck", (signal) => {
    signal.addEventListener("abort", () => {
      stopped = true;
    });
    return hangs(signal);
  });
  const { health, pass, errors } = stage(t, [stuck, counted("well")]);
  const asked = findings(health);
  await settle();
  await pass(1999);
  assert.equal(stopped, false);
  await pass(1);
  assert.deepEqual(await asked, { stuck: critical("TIMEOUT", "timeout after 2000 ms"), well: ok() });
  assert.equal(stopped, true);
  assert.deepEqual(errors, [], "what was broken off is no bug of the check");
});

test("a run that never ends is not begun again beside itself, and is told with its whole time", async (t) => {
  const stuck = counted("stuck", () => new Promise(() => {}));
  const { health, pass } = stage(t, [stuck]);
  const first = findings(health);
  await pass(2000);
  await first;
  await pass(58_000);
  assert.deepEqual(await findings(health), { stuck: critical("TIMEOUT", "timeout after 60000 ms") });
  assert.equal(stuck.runs, 1);
});

test("a run that came back late is made again once its time is over", async (t) => {
  const late = Promise.withResolvers<Finding>();
  const check = counted("late", () => (check.runs === 1 ? late.promise : Promise.resolve(ok())));
  const { health, pass } = stage(t, [check]);
  const first = findings(health);
  await pass(2000);
  await first;
  await pass(3000);
  late.resolve(ok());
  await settle();
  await pass(5000);
  assert.deepEqual(await findings(health), { late: ok() });
  assert.equal(check.runs, 2);
});

test("what is well but slow is a warning; what is wrong stays as wrong as it is", async (t) => {
  const after = (milliseconds: number, finding: Finding) =>
    counted(
      `${finding.level}-${milliseconds}`,
      () => new Promise((resolve) => setTimeout(resolve, milliseconds, finding)),
    );
  const refused = critical("REFUSED", "no");
  const { health, pass } = stage(t, [after(999, ok()), after(1000, ok()), after(1500, refused)]);
  const asked = findings(health);
  for (const step of [999, 1, 500]) await pass(step);
  assert.deepEqual(await asked, {
    "OK-999": ok(),
    "OK-1000": warning("SLOW", "took 1000 ms"),
    "CRITICAL-1500": refused,
  });
});

test("a check that throws is critical and told to the log, without a word of the error in the answer", async (t) => {
  const { health, errors } = stage(t, [
    counted("late-bug", () => Promise.reject(new TypeError("postgres://kruispunt:secret@host"))),
    counted("early-bug", () => {
      throw new TypeError("secret");
    }),
  ]);
  const told = critical("FAILED", "could not be found out");
  assert.deepEqual(await findings(health), { "late-bug": told, "early-bug": told });
  assert.deepEqual(errors.toSorted(), ["early-bug", "late-bug"]);
});

test("who asks at the same time shares one run, and so do those who come within ten seconds", async (t) => {
  const check = counted("database");
  const { health, pass } = stage(t, [check]);
  await Promise.all(Array.from({ length: 100 }, () => health.ask("DEFAULT")));
  await pass(9_999);
  await health.ask("DEFAULT");
  assert.equal(check.runs, 1);
  await pass(1);
  await health.ask("DEFAULT");
  assert.equal(check.runs, 2);
});

test("other parties are asked every thirty seconds at most, also when this side is asked in between", async (t) => {
  const near = counted("near");
  const far = counted("far", undefined, { type: "DEEP" });
  const { health, pass } = stage(t, [near, far]);
  for (let second = 0; second < 60; second += 1) {
    await health.ask(second % 2 === 0 ? "DEEP" : "DEFAULT");
    await pass(1000);
  }
  assert.equal(far.runs, 2);
  assert.equal(near.runs, 6);
});

test("a finding is kept from the moment at which the search for it began, not from its end", async (t) => {
  const check = counted("slow", () => new Promise((resolve) => setTimeout(resolve, 900, ok())));
  const { health, pass } = stage(t, [check]);
  const asked = health.ask("DEFAULT");
  await pass(900);
  await asked;
  await pass(9_100);
  health.ask("DEFAULT");
  assert.equal(check.runs, 2);
});

test("the age is told: of each finding its own, of the whole that of the oldest", async (t) => {
  const near = counted("near");
  const far = counted("far", undefined, { type: "DEEP" });
  const { health, pass, clock } = stage(t, [near, far]);
  await health.ask("DEEP");
  await pass(12_000);
  const { at, results } = await health.ask("DEEP");
  assert.deepEqual(
    results.map(({ age }) => age),
    [0, 12_000],
  );
  assert.equal(at, clock.now() - 12_000);
});

test("a machine whose time is set back does not make an old finding young", async (t) => {
  const check = counted("database");
  const { health, pass, clock } = stage(t, [check]);
  await health.ask("DEFAULT");
  clock.advance(-3_600_000);
  await pass(10_000);
  await health.ask("DEFAULT");
  assert.equal(check.runs, 2);
});

test("what becomes known without asking counts at once, to the worse and to the better", async (t) => {
  let connected = true;
  const check = counted("database", async () => (connected ? ok() : critical("DOWN", "it is away")), {
    known: () => connected,
  });
  const { health } = stage(t, [check]);
  const level = async () => (await findings(health)).database?.level;
  assert.equal(await level(), "OK");
  connected = false;
  assert.equal(await level(), "CRITICAL");
  assert.equal(await level(), "CRITICAL");
  assert.equal(check.runs, 2);
  connected = true;
  assert.equal(await level(), "OK");
});

test("what costs nothing to find out is found out each time", async (t) => {
  let depth = 0;
  const check = counted("queue", async () => (depth > 5 ? warning("QUEUE_LONG", "6 wait") : ok()), { keep: 0 });
  const { health } = stage(t, [check]);
  assert.equal((await health.ask("DEFAULT")).verdict, "OK");
  depth = 6;
  assert.equal((await health.ask("DEFAULT")).verdict, "WARNING");
});

test("a kept answer is better than the truth for ten seconds at the most, however often and whenever one asks", async () => {
  const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 15_000 }), breaks: fc.boolean() }), {
    minLength: 1,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (course) => {
      let elapsed = 0;
      let brokenSince: number | undefined;
      const health = createHealth({
        common: [{ ...facts("it"), run: async () => (brokenSince === undefined ? ok() : critical("DOWN", "it is")) }],
        services: new Map(),
        clock: movableClock(0),
        now: () => elapsed,
        onError: () => assert.fail("no check throws"),
      });
      for (const { wait, breaks } of course) {
        elapsed += wait;
        if (!breaks) brokenSince = undefined;
        else brokenSince ??= elapsed;
        const { verdict } = await health.ask("DEFAULT");
        if (brokenSince !== undefined && elapsed - brokenSince >= 10_000) assert.equal(verdict, "CRITICAL");
      }
    }),
  );
});

test("a customer has the other parties asked ten times a minute, whatever others do", () => {
  let elapsed = 0;
  const limit = createDeepLimit(() => elapsed);
  for (let time = 0; time < 10; time += 1) {
    assert.equal(limit.take("one"), undefined);
    elapsed += 1000;
  }
  assert.equal(limit.take("one"), 50_000);
  assert.equal(limit.take("two"), undefined);
  elapsed += 49_999;
  assert.equal(limit.take("one"), 1);
  elapsed += 1;
  assert.equal(limit.take("one"), undefined);
});
