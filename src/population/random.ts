// Chance that can be repeated: every person draws from a stream of its own, so that person 7 is the same in every population.

export interface Random {
  /** A whole number from 0 to limit - 1, every one as likely; limit at most 2^32. */
  below(limit: number): number;
  /** A whole number from low to high, both included; low when high is less. */
  between(low: number, high: number): number;
  /** true in so many of a thousand cases. */
  perMille(cases: number): boolean;
  pick<const Items extends readonly [unknown, ...unknown[]]>(items: Items): Items[number];
}

/**
 * The stream of one index under one seed (both whole numbers from 0 to 2^32 - 1): xoshiro128**, its 128 bits of state
 * filled by splitmix32 over seed and index (both generators are in the public domain, by Blackman, Vigna and Steele).
 */
export function randomStream(seed: number, index: number): Random {
  checkUint32(seed);
  checkUint32(index);
  const fill = splitmix32(mix(seed ^ 0x9e3779b9) ^ mix(index + 0x85ebca6b));
  let a = fill();
  let b = fill();
  let c = fill();
  // A state of four zeros would give zeros for ever.
  let d = fill() | 1;

  const next = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };

  const below = (limit: number): number => Math.floor((next() * limit) / 2 ** 32);
  return {
    below,
    between: (low, high) => (high <= low ? low : low + below(high - low + 1)),
    perMille: (cases) => below(1000) < cases,
    pick: (items) => items[below(items.length)] ?? items[0],
  };
}

function checkUint32(value: number): void {
  if (value >>> 0 !== value) throw new RangeError("a seed and an index are whole numbers from 0 to 4294967295");
}

function splitmix32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state);
  };
}

/** Spreads every bit of a 32-bit number over the whole of it (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
