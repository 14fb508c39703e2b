import assert from "node:assert/strict";
import { test } from "node:test";
import { movableClock } from "../../kernel/clock.ts";
import { createStumbles } from "./stumbles.ts";

test("what failed is tried again after half a minute, after twice as long each time, and at least every ten minutes", () => {
  const clock = movableClock(0);
  const stumbles = createStumbles(clock);
  const waits = Array.from({ length: 8 }, () => {
    stumbles.add("one");
    const since = clock.now();
    while (!stumbles.isDue("one")) clock.advance(1000);
    return (clock.now() - since) / 1000;
  });
  assert.deepEqual(waits, [30, 60, 120, 240, 480, 600, 600, 600]);
});

test("what failed makes nothing else wait, and what went well begins anew", () => {
  const clock = movableClock(0);
  const stumbles = createStumbles(clock);
  stumbles.add("one");
  stumbles.add("one");
  assert.deepEqual([stumbles.isDue("one"), stumbles.isDue("other"), stumbles.areDue()], [false, true, false]);
  stumbles.makeDue();
  assert.deepEqual([stumbles.isDue("one"), stumbles.areDue()], [true, true]);
  stumbles.add("other");
  stumbles.forgetDue();
  assert.deepEqual([stumbles.isDue("one"), stumbles.areDue(), stumbles.isDue("other")], [true, false, false]);
  stumbles.add("one");
  stumbles.forget("one");
  assert.equal(stumbles.areDue(), false);
  stumbles.add("one");
  clock.advance(30_000);
  assert.equal(stumbles.isDue("one"), true);
});
