import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setImmediate as settle } from "node:timers/promises";
import { type Attempt, createGuard, type GuardOptions } from "./guard.ts";

const answered = (value: string) => ({ answered: true, value }) as const;
const failed = (failure: string) => ({ answered: false, failure }) as const;

const fails: Attempt<string> = () => Promise.reject(new Error("refused"));
const answers: Attempt<string> = async () => "yes";
/** Ends with the signal, as a request that is broken off. */
const hangs: Attempt<string> = (signal) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("broken off"))));

/** A guard on a clock that stands still until a test moves it. */
function stage(t: TestContext, options: Partial<GuardOptions> = {}) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 0 });
  const changes: string[] = [];
  const guard = createGuard({
    timeout: 1000,
    concurrent: 10,
    now: () => Date.now(),
    onChange: (state) => changes.push(state),
    ...options,
  });
  const pass = async (milliseconds: number): Promise<void> => {
    t.mock.timers.tick(milliseconds);
    await settle();
  };
  return { guard, changes, pass };
}

test("an answer comes through", async (t) => {
  const { guard } = stage(t);
  assert.deepEqual(await guard(answers), answered("yes"));
});

test("an attempt that fails is made once more, and not twice", async (t) => {
  const { guard } = stage(t);
  let attempts = 0;
  const once: Attempt<string> = async () => {
    attempts += 1;
    if (attempts === 1) throw new Error("reset");
    return "yes";
  };
  assert.deepEqual(await guard(once), answered("yes"));
  assert.equal(attempts, 2);
  attempts = 0;
  const never: Attempt<string> = async () => {
    attempts += 1;
    throw new Error("reset");
  };
  assert.deepEqual(await guard(never), failed("failed"));
  assert.equal(attempts, 2);
});

test("a call that hangs fails at the time-out, is told to stop, and is not tried again", async (t) => {
  const { guard, pass } = stage(t);
  let attempts = 0;
  let stopped = false;
  const call = guard((signal) => {
    attempts += 1;
    signal.addEventListener("abort", () => {
      stopped = true;
    });
    return hangs(signal);
  });
  await pass(999);
  assert.equal(stopped, false);
  await pass(1);
  assert.deepEqual(await call, failed("timeout"));
  assert.equal(stopped, true);
  await pass(5000);
  assert.equal(attempts, 1);
});

test("a second attempt has what is left of the time, and no more", async (t) => {
  const { guard, pass } = stage(t);
  let attempts = 0;
  const call = guard((signal) => {
    attempts += 1;
    if (attempts > 1) return hangs(signal);
    return new Promise<string>((_, reject) => setTimeout(() => reject(new Error("reset")), 700));
  });
  await pass(700);
  assert.equal(attempts, 2);
  await pass(300);
  assert.deepEqual(await call, failed("timeout"));
});

test("five failures in a row open the circuit: calls then fail at once, without an attempt", async (t) => {
  const { guard, changes } = stage(t);
  for (let call = 0; call < 4; call += 1) assert.deepEqual(await guard(fails), failed("failed"));
  assert.deepEqual(changes, []);
  assert.deepEqual(await guard(fails), failed("failed"));
  assert.deepEqual(changes, ["open"]);
  let attempted = false;
  const call = guard(async () => {
    attempted = true;
    return "yes";
  });
  assert.deepEqual(await call, failed("open"));
  assert.equal(attempted, false);
});

test("an answer in between starts the count anew", async (t) => {
  const { guard, changes } = stage(t);
  for (let round = 0; round < 3; round += 1) {
    for (let call = 0; call < 4; call += 1) await guard(fails);
    await guard(answers);
  }
  assert.deepEqual(changes, []);
});

test("an open circuit lets one call a second through, and closes with the first that is answered", async (t) => {
  const { guard, changes, pass } = stage(t);
  for (let call = 0; call < 5; call += 1) await guard(fails);
  await pass(999);
  assert.deepEqual(await guard(answers), failed("open"));
  await pass(1);
  const both = await Promise.all([guard(fails), guard(answers)]);
  assert.deepEqual(both, [failed("failed"), failed("open")]);
  assert.deepEqual(await guard(answers), failed("open"));
  await pass(1000);
  assert.deepEqual(await guard(answers), answered("yes"));
  assert.deepEqual(await guard(answers), answered("yes"));
  assert.deepEqual(changes, ["open", "closed"]);
});

test("a probe that hangs keeps nobody waiting, and the next one comes a second after it", async (t) => {
  const { guard, pass } = stage(t);
  for (let call = 0; call < 5; call += 1) await guard(fails);
  await pass(1000);
  const probe = guard(hangs);
  await pass(999);
  assert.deepEqual(await guard(answers), failed("open"));
  await pass(1);
  assert.deepEqual(await probe, failed("timeout"));
  assert.deepEqual(await guard(answers), answered("yes"));
});

test("what is beyond the limit waits its turn, in order", async (t) => {
  const { guard } = stage(t, { concurrent: 1 });
  const order: string[] = [];
  let release = (): void => {};
  const first = guard(
    () =>
      new Promise<string>((resolve) => {
        release = () => resolve("first");
      }),
  );
  const others = ["second", "third"].map((name) =>
    guard(async () => {
      order.push(name);
      return name;
    }),
  );
  await settle();
  assert.deepEqual(order, []);
  release();
  assert.deepEqual(await Promise.all([first, ...others]), ["first", "second", "third"].map(answered));
  assert.deepEqual(order, ["second", "third"]);
});

test("who finds no turn in time fails without having asked, and that says nothing about the supplier", async (t) => {
  const { guard, changes, pass } = stage(t, { concurrent: 1 });
  const first = guard(hangs);
  const others = Array.from({ length: 8 }, () => guard(answers));
  await pass(1000);
  assert.deepEqual(await first, failed("timeout"));
  for (const result of await Promise.all(others)) assert.deepEqual(result, failed("busy"));
  assert.deepEqual(changes, []);
  assert.deepEqual(await guard(answers), answered("yes"));
});

test("an attempt that throws before it gives a promise is a failure like any other", async (t) => {
  const { guard } = stage(t);
  const throws: Attempt<string> = () => {
    throw new TypeError("no such address");
  };
  assert.deepEqual(await guard(throws), failed("failed"));
});
