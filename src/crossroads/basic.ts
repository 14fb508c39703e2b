// User names and passwords: argon2id hashes, one file a user name, kept outside the annexes.
import { createHmac, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hash, verify } from "@node-rs/argon2";
import type { Clock } from "../kernel/clock.ts";

export interface BasicCheck {
  check(username: string, password: string): Promise<boolean>;
}

const remembered = 300_000; // milliseconds that a proven pair is believed without hashing again
const mostFailures = 10; // a minute, for one user name
const mostAtOnce = 2; // hashing takes 19 MiB and tens of milliseconds each
const mostWaiting = 64;
const mostStrangersWaiting = 16;
const capacity = 1000;

/**
 * Checks against `directory/<username>`. An unknown user name takes as long as a wrong password; ten failures a minute
 * close a user name for the rest of that minute.
 */
export function createBasicCheck({
  directory,
  clock,
}: {
  readonly directory: string;
  readonly clock: Clock;
}): BasicCheck {
  const secret = randomBytes(32);
  const proven = new Map<string, number>();
  const asked = new Map<string, Promise<boolean>>();
  const failures = new Map<string, { readonly minute: number; readonly count: number }>();
  const nobody = hash(randomBytes(16));
  const turn = takeTurns(mostAtOnce, mostWaiting);
  // A queue of their own: made-up names would otherwise keep those who have a password from being looked at.
  const turnOfStrangers = takeTurns(1, mostStrangersWaiting);

  const closed = (username: string): boolean => {
    const failed = failures.get(username);
    return failed?.minute === Math.floor(clock.now() / 60_000) && failed.count >= mostFailures;
  };

  const look = async (username: string, password: string, pair: string): Promise<boolean> => {
    const stored = await readFile(join(directory, username), "utf8").catch(() => undefined);
    if (stored !== undefined) return await turn(() => compare(username, password, pair, stored.trim()));
    await turnOfStrangers(async () => verify(await nobody, password));
    return false;
  };

  const compare = async (username: string, password: string, pair: string, stored: string): Promise<boolean> => {
    // Asked again: while this pair waited for its turn, others of the same user name may have failed.
    if (closed(username)) return false;
    const matches = await verify(stored, password).catch(() => false);
    if (matches) {
      if (proven.size >= capacity) proven.clear();
      proven.set(pair, clock.now() + remembered);
      return true;
    }
    const minute = Math.floor(clock.now() / 60_000);
    const failed = failures.get(username);
    failures.set(username, { minute, count: failed?.minute === minute ? failed.count + 1 : 1 });
    return false;
  };

  return {
    check: async (username, password) => {
      if (!/^[A-Za-z0-9._-]{1,64}$/.test(username) || password.length > 256) return false;
      const pair = createHmac("sha256", secret).update(`${username}\0${password}`).digest("base64");
      const until = proven.get(pair);
      if (until !== undefined && until > clock.now()) return true;
      if (closed(username)) return false;
      const running = asked.get(pair) ?? look(username, password, pair).finally(() => asked.delete(pair));
      asked.set(pair, running);
      return await running;
    },
  };
}

/** Runs at most `atOnce` works together and lets at most `waiting` wait; false for who comes on top of those. */
function takeTurns(atOnce: number, waiting: number) {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (work: () => Promise<boolean>): Promise<boolean> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) return false;
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      // A turn goes straight to who waits longest: were it free in between, somebody new could take it too.
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
