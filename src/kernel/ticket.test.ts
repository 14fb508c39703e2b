import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { movableClock } from "./clock.ts";
import { newTicket } from "./ticket.ts";

const seed = 264;
const versionSeven = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

function momentOf(ticket: string): number {
  return Number.parseInt(ticket.slice(0, 8) + ticket.slice(9, 13), 16);
}

test("a ticket is a UUID of version 7 that begins with the moment", () => {
  // The moment of the example in RFC 9562, appendix A.6.
  const ticket = newTicket(movableClock(0x017f22e279b0));
  assert.match(ticket, versionSeven);
  assert.equal(ticket.slice(0, 13), "017f22e2-79b0");
});

test("ten thousand tickets of one millisecond differ and follow each other in text order", () => {
  const clock = movableClock(Date.parse("2026-11-23T10:00:00Z"));
  const tickets = Array.from({ length: 10_000 }, () => newTicket(clock));
  assert.equal(new Set(tickets).size, tickets.length);
  assert.deepEqual(tickets.toSorted(), tickets);
});

test("tickets of later milliseconds come later in text order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { maxLength: 200 }), (steps) => {
      const clock = movableClock(Date.parse("2026-11-23T10:00:00Z"));
      const tickets = steps.map((step) => {
        clock.advance(step);
        return newTicket(clock);
      });
      assert.deepEqual(tickets.toSorted(), tickets);
    }),
    { seed, numRuns: 50 },
  );
});

test("a clock that is set back takes its tickets with it, and they still differ", () => {
  const clock = movableClock(Date.parse("2027-01-01T00:00:00Z"));
  const before = newTicket(clock);
  clock.set(Date.parse("2026-01-01T00:00:00Z"));
  const after = newTicket(clock);
  assert.equal(momentOf(after), clock.now());
  clock.set(Date.parse("2027-01-01T00:00:00Z"));
  assert.equal(new Set([before, after, newTicket(clock)]).size, 3);
});

test("two clocks do not disturb each other's order", () => {
  const [one, other] = [movableClock(1_000), movableClock(2_000)];
  const tickets = Array.from({ length: 100 }, () => {
    newTicket(other);
    return newTicket(one);
  });
  assert.deepEqual(tickets.toSorted(), tickets);
});

test("any moment from 1970 on is kept whole, fractions of a millisecond dropped", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), fc.constantFrom(0, 0.25), (moment, fraction) => {
      const ticket = newTicket(movableClock(moment + fraction));
      assert.match(ticket, versionSeven);
      assert.equal(momentOf(ticket), moment);
    }),
    { seed, numRuns: 500 },
  );
});

test("a moment that does not fit throws", () => {
  for (const moment of [-1, 2 ** 48, Number.NaN]) assert.throws(() => newTicket(movableClock(moment)), RangeError);
});
