import assert from "node:assert/strict";
import { test } from "node:test";
import { type Random, randomStream } from "./random.ts";

const uint32 = 2 ** 32;

test("a stream can be drawn again", () => {
  assert.deepEqual(drawn(randomStream(7, 3)), drawn(randomStream(7, 3)));
});

test("another seed and another index give another stream", () => {
  assert.notDeepEqual(drawn(randomStream(7, 3)), drawn(randomStream(8, 3)));
  assert.notDeepEqual(drawn(randomStream(7, 3)), drawn(randomStream(7, 4)));
  assert.notDeepEqual(drawn(randomStream(3, 7)), drawn(randomStream(7, 3)));
});

test("what neighbouring streams draw is spread evenly over what may be drawn", () => {
  const counts = new Array<number>(10).fill(0);
  const streams = 20_000;
  for (let index = 0; index < streams; index += 1) {
    const drawn = randomStream(1, index).below(10);
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  // 2,000 expected in each, with a standard deviation of 42.
  for (const count of counts) assert.ok(Math.abs(count - 2_000) < 200, String(counts));
});

test("every draw of one stream is spread evenly too, and over all 32 bits", () => {
  const random = randomStream(1, 0);
  const ones = new Array<number>(32).fill(0);
  const draws = 20_000;
  for (let count = 0; count < draws; count += 1) {
    const value = random.below(uint32);
    for (let bit = 0; bit < 32; bit += 1) ones[bit] = (ones[bit] ?? 0) + ((value >>> bit) & 1);
  }
  for (const count of ones) assert.ok(Math.abs(count - draws / 2) < 500, String(ones));
});

test("bounds are drawn, and nothing beyond them", () => {
  const random = randomStream(1, 0);
  const values = new Set(Array.from({ length: 200 }, () => random.between(-1, 2)));
  assert.deepEqual([...values].sort(), [-1, 0, 1, 2]);
  assert.equal(random.between(5, 4), 5);
  const picked = new Set(Array.from({ length: 100 }, () => random.pick(["a", "b", "c"])));
  assert.deepEqual([...picked].sort(), ["a", "b", "c"]);
  assert.equal(random.perMille(0), false);
  assert.equal(random.perMille(1000), true);
});

test("a seed or an index of more than 32 bits is refused, as is one that is not whole", () => {
  for (const number of [-1, uint32, 0.5, Number.NaN]) {
    assert.throws(() => randomStream(number, 0), RangeError);
    assert.throws(() => randomStream(0, number), RangeError);
  }
});

function drawn(random: Random): readonly number[] {
  return Array.from({ length: 8 }, () => random.below(uint32));
}
