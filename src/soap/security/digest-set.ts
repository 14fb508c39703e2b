// A set of digests in 8 bytes a member: it holds a million without giving the garbage collector anything to walk.

interface DigestSet {
  readonly size: number;
  has(digest: string): boolean;
  add(digest: string): void;
}

/**
 * Members are hexadecimal digests, told apart by their first 64 bits: among a million, a digest is taken for another
 * once in 10^13, and then what was new is refused, never the reverse.
 */
export function createDigestSet(): DigestSet {
  // Open addressing, two words a slot, at most half full; a slot of zeroes is free.
  let words = new Uint32Array(2 * 1024);
  let size = 0;

  function slotOf(high: number, low: number): number {
    const mask = words.length / 2 - 1;
    let slot = low & mask;
    while (words[2 * slot] !== 0 && !(words[2 * slot] === high && words[2 * slot + 1] === low))
      slot = (slot + 1) & mask;
    return 2 * slot;
  }

  function grow(): void {
    const before = words;
    words = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 2) {
      const high = before[at] ?? 0;
      const low = before[at + 1] ?? 0;
      if (high !== 0) words.set([high, low], slotOf(high, low));
    }
  }

  return {
    get size() {
      return size;
    },
    has(digest) {
      const [high, low] = wordsOf(digest);
      return words[slotOf(high, low)] !== 0;
    },
    add(digest) {
      if (size * 4 >= words.length) grow();
      const [high, low] = wordsOf(digest);
      const at = slotOf(high, low);
      if (words[at] !== 0) return;
      words[at] = high;
      words[at + 1] = low;
      size++;
    },
  };
}

function wordsOf(digest: string): readonly [high: number, low: number] {
  const high = Number.parseInt(digest.slice(0, 8), 16);
  const low = Number.parseInt(digest.slice(8, 16), 16);
  if (Number.isNaN(high) || Number.isNaN(low)) throw new Error("a digest is written in hexadecimal");
  return [high === 0 ? 1 : high, low];
}
