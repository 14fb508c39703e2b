// Which messages were already accepted: a signature is good once.

import type { Clock } from "../../kernel/clock.ts";
import { createDigestSet } from "./digest-set.ts";

export interface ReplayMemory {
  /**
   * Remembers a digest (hexadecimal) until `expires` (milliseconds since the epoch) at least. "seen" says that it was
   * remembered before; "full" that nothing was remembered and the message has to be refused, since a replay of it
   * would not be noticed.
   */
  remember(digest: string, expires: number): "new" | "seen" | "full";
}

export interface ReplayMemoryOptions {
  readonly clock: Clock;
  /** How many digests at most, at 16 to 32 bytes each; twice what arrives in the life of a message is enough. */
  readonly capacity: number;
}

/**
 * Two generations and no timers: new digests go into the younger one, and the older one is dropped whole when the last
 * of its digests has expired. A digest is thus forgotten between one and two message lives after it came.
 */
export function createReplayMemory({ clock, capacity }: ReplayMemoryOptions): ReplayMemory {
  let older = emptyGeneration();
  let younger = emptyGeneration();

  return {
    remember(digest, expires) {
      const now = clock.now();
      // Twice, so that after a quiet time nothing that has expired takes up room.
      for (let turn = 0; turn < 2 && now >= older.lastExpiry; turn++) {
        older = younger;
        younger = emptyGeneration();
      }
      if (younger.digests.has(digest) || older.digests.has(digest)) return "seen";
      if (younger.digests.size + older.digests.size >= capacity) return "full";
      younger.digests.add(digest);
      younger.lastExpiry = Math.max(younger.lastExpiry, expires);
      return "new";
    },
  };
}

function emptyGeneration() {
  return { digests: createDigestSet(), lastExpiry: Number.NEGATIVE_INFINITY };
}
