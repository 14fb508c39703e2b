// The number of one question: a UUID of version 7, so that tickets sort by the moment at which they were given.
import { randomFillSync } from "node:crypto";
import type { Clock } from "./clock.ts";

declare const ticket: unique symbol;

/** 36 characters, lower case (CommonV3, UUIDType); text order is order of time, to the millisecond. */
export type Ticket = string & { readonly [ticket]: true };

/**
 * A ticket for the clock's present moment (RFC 9562, 5.7). Within one process and clock, tickets of the same millisecond follow
 * each other in text order: after the time comes a counter that starts at a random place. A clock that is set back takes the
 * tickets back with it; they stay unique by their 48 random bits. Throws a RangeError before 1970 and after the year 10889.
 */
export function newTicket(clock: Clock): Ticket {
  const moment = Math.floor(clock.now());
  if (!(moment >= 0 && moment < 2 ** 48)) throw new RangeError("a moment that no ticket can hold");
  const last = lastGiven.get(clock);
  const counter = last?.moment === moment ? (last.counter + 1) % 2 ** counterBits : randomStart();
  if (last === undefined) lastGiven.set(clock, { moment, counter });
  else {
    last.moment = moment;
    last.counter = counter;
  }
  const time = `${hex(moment / 2 ** 32)}${hex((moment / 2 ** 16) % 2 ** 16)}-${hex(moment % 2 ** 16)}`;
  const count = `${hex(0x7000 + counter / 2 ** 14)}-${hex(0x8000 + (counter % 2 ** 14))}`;
  const random = `${hex(nextRandom())}${hex(nextRandom())}${hex(nextRandom())}`;
  return `${time}-${count}-${random}` as Ticket; // the only place where one is made
}

/** 12 bits after the version and 14 after the variant. */
const counterBits = 26;

/** Kept by clock: two clocks, as in a test beside a server, never disturb each other's order. */
const lastGiven = new WeakMap<Clock, { moment: number; counter: number }>();

// One call to the random generator for some thousand tickets: the call costs more than the numbers.
const pool = new Uint16Array(4096);
let used = pool.length;

/** 16 random bits. */
function nextRandom(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool[used++] ?? 0;
}

/** Below half of the counter's room, so that 33 million tickets fit in one millisecond. */
function randomStart(): number {
  return (nextRandom() * 2 ** 16 + nextRandom()) % 2 ** (counterBits - 1);
}

const byteToHex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Four hexadecimal digits of a number below 65,536; what stands behind the point is dropped. */
function hex(value: number): string {
  return `${byteToHex[value >>> 8]}${byteToHex[value & 0xff]}`;
}
