import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { movableClock } from "../../kernel/clock.ts";
import { createReplayMemory } from "./replay.ts";

const digest = (text: string | number) => hash("sha256", String(text));

test("a digest is new once and seen from then on, until it expires", () => {
  const clock = movableClock(0);
  const memory = createReplayMemory({ clock, capacity: 10 });
  assert.equal(memory.remember(digest("a"), 1000), "new");
  assert.equal(memory.remember(digest("a"), 1000), "seen");
  assert.equal(memory.remember(digest("b"), 1000), "new");
  clock.set(999);
  assert.equal(memory.remember(digest("a"), 1000), "seen");
  assert.equal(memory.remember(digest("b"), 1000), "seen");
});

test("a full memory remembers nothing more, until what it holds has expired", () => {
  const clock = movableClock(0);
  const memory = createReplayMemory({ clock, capacity: 3 });
  for (const text of ["a", "b", "c"]) assert.equal(memory.remember(digest(text), 1000), "new");
  assert.equal(memory.remember(digest("d"), 1000), "full");
  assert.equal(memory.remember(digest("d"), 1000), "full");
  assert.equal(memory.remember(digest("a"), 1000), "seen");
  clock.set(1000);
  assert.equal(memory.remember(digest("d"), 2000), "new");
});

test("a digest whose life is longer than that of the others outlives them", () => {
  const clock = movableClock(0);
  const memory = createReplayMemory({ clock, capacity: 100 });
  memory.remember(digest("short"), 10);
  memory.remember(digest("long"), 1000);
  for (let now = 10; now < 1000; now += 30) {
    clock.set(now);
    memory.remember(digest(now), now + 10);
    assert.equal(memory.remember(digest("long"), 1000), "seen", `at ${now}`);
  }
});

test("nothing is forgotten before it expires", () => {
  const arrival = fc.record({ wait: fc.nat(50), life: fc.integer({ min: 1, max: 300 }), which: fc.nat(40) });
  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 200 }), (arrivals) => {
      const clock = movableClock(0);
      const memory = createReplayMemory({ clock, capacity: 1000 });
      const expiries = new Map<number, number>();
      for (const { wait, life, which } of arrivals) {
        clock.advance(wait);
        const alive = (expiries.get(which) ?? 0) > clock.now();
        const answer = memory.remember(digest(which), clock.now() + life);
        if (alive) assert.equal(answer, "seen");
        if (answer === "new") expiries.set(which, clock.now() + life);
      }
    }),
    { seed: 7, numRuns: 200 },
  );
});

test("a steady stream keeps no more than two lives of it", () => {
  const clock = movableClock(0);
  const memory = createReplayMemory({ clock, capacity: 2_100 });
  for (let now = 0; now < 20_000; now++) {
    clock.set(now);
    assert.equal(memory.remember(digest(now), now + 1000), "new");
  }
});

test("many digests are told apart", () => {
  const memory = createReplayMemory({ clock: movableClock(0), capacity: 20_000 });
  for (let at = 0; at < 20_000; at++) assert.equal(memory.remember(digest(at), 1), "new");
  for (let at = 0; at < 20_000; at++) assert.equal(memory.remember(digest(at), 1), "seen");
  assert.equal(memory.remember(digest("one more"), 1), "full");
});

test("digests that begin with noughts are told apart from each other and from nothing", () => {
  const memory = createReplayMemory({ clock: movableClock(0), capacity: 10 });
  const noughts = "0".repeat(64);
  assert.equal(memory.remember(noughts, 1), "new");
  assert.equal(memory.remember(noughts, 1), "seen");
  assert.equal(memory.remember("0".repeat(15).padEnd(64, "2"), 1), "new");
});
