import assert from "node:assert/strict";
import { test } from "node:test";
import { inTurns } from "./in-turns.ts";

test("a thousand who ask together share two runs at most, and who comes during a run gets a later one", async () => {
  let runs = 0;
  const first = Promise.withResolvers<void>();
  const ask = inTurns(async () => {
    runs += 1;
    const own = runs;
    if (own === 1) await first.promise;
    return own;
  }, 0);
  const early = ask();
  await Promise.resolve();
  const late = Array.from({ length: 1000 }, ask);
  first.resolve();
  assert.equal(await early, 1);
  assert.deepEqual(new Set(await Promise.all(late)), new Set([2]));
  assert.equal(await ask(), 3);
});

test("a run that fails is told to who shared it, and to nobody after", async () => {
  let runs = 0;
  const ask = inTurns(async () => {
    runs += 1;
    if (runs === 1) throw new Error("not now");
    return runs;
  }, 1);
  const both = await Promise.allSettled([ask(), ask()]);
  assert.deepEqual(
    both.map(({ status }) => status),
    ["rejected", "rejected"],
  );
  assert.equal(await ask(), 2);
});

test("between two runs there is a pause", async () => {
  const starts: number[] = [];
  const ask = inTurns(async () => void starts.push(performance.now()), 50);
  await ask();
  await ask();
  const [first = 0, second = 0] = starts;
  assert.ok(second - first >= 45, `${second - first} ms`);
});
