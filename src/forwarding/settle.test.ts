import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Attempt, type Delivery, delayOf, settle } from "./settle.ts";

const rules = { attempts: 3, backOff: { first: 1000, longest: 60_000 }, now: 0, random: () => 0.5 };
const batch: readonly Delivery[] = [
  { number: "1", person: "Ann" },
  { number: "2", person: "Bert" },
  { number: "3", person: "Ann" },
  { number: "4", person: "Ann" },
];
const answered = (accepted: readonly string[], refused: Readonly<Record<string, string>> = {}): Attempt => ({
  kind: "answered",
  accepted: new Set(accepted),
  refused: new Map(Object.entries(refused)),
});

/** What an attempt does to what waits; trouble is by person. */
function attempt(result: Attempt, before = 0) {
  if (result.kind === "unreachable") throw new Error("that settles nothing");
  return settle(batch, result, before, rules);
}

test("what a receiver accepts is delivered, and the trouble that there was is over", () => {
  const settled = attempt(answered(["1", "2", "3", "4"]));
  assert.deepEqual(settled, { delivered: ["1", "2", "3", "4"], settled: ["Ann", "Bert"], troubles: [] });
});

test("behind a refused mutation the person's later ones wait, though the receiver took them; others do not", () => {
  const settled = attempt(answered(["1", "2", "4"], { "3": "UNKNOWN_FILE" }));
  assert.deepEqual(settled.delivered, ["1", "2"]);
  assert.deepEqual(settled.settled, ["Bert"]);
  assert.deepEqual(settled.troubles, [{ person: "Ann", attempts: 1, dueAt: 750, reason: "UNKNOWN_FILE" }]);
});

test("what is not acknowledged counts as refused", () => {
  assert.deepEqual(attempt(answered(["1", "3", "4"])).troubles, [
    { person: "Bert", attempts: 1, dueAt: 750, reason: "NOT_ACKNOWLEDGED" },
  ]);
});

test("a message that the receiver would not have delivers nothing, about anybody", () => {
  const settled = attempt({ kind: "failed", reason: "FAULT_Client" });
  assert.deepEqual([settled.delivered, settled.settled], [[], []]);
  assert.deepEqual(
    settled.troubles.map(({ person }) => person),
    ["Ann", "Bert"],
  );
});

test("after the last attempt there is no next one by itself", () => {
  const [trouble] = attempt(answered(["1", "2"], { "3": "NO" }), 2).troubles;
  assert.deepEqual(trouble, { person: "Ann", attempts: 3, reason: "NO" });
});

test("each pause is between a half and the whole of twice the one before, up to the longest", () => {
  const backOff = { first: 100, longest: 10_000 };
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempts, random) => {
        const whole = Math.min(10_000, 100 * 2 ** Math.min(attempts - 1, 60));
        const delay = delayOf(attempts, backOff, () => random);
        assert.ok(delay >= Math.floor(whole / 2) && delay <= whole, `${delay} of ${whole}`);
      },
    ),
  );
});

// The sender's way of choosing, on a receiver that accepts and refuses as it likes.
test("whatever a receiver does, it accepts what is about a person in order, and what is not dead arrives", () => {
  const receivers = fc.record({
    persons: fc.array(fc.constantFrom("Ann", "Bert", "Carl"), { minLength: 1, maxLength: 30 }),
    moods: fc.infiniteStream(fc.constantFrom("takes", "takes", "refuses-one", "forgets-one", "fails", "away")),
    size: fc.integer({ min: 1, max: 8 }),
    victims: fc.infiniteStream(fc.nat({ max: 7 })),
  });
  fc.assert(
    fc.property(receivers, ({ persons, moods, size, victims }) => {
      const left = new Map(persons.map((person, index) => [index + 1, person]));
      const troubles = new Map<string, { readonly attempts: number; readonly dueAt: number | undefined }>();
      const delivered: { readonly number: number; readonly person: string }[] = [];
      let now = 0;
      const waiting = () => [...left].map(([number, person]) => ({ number: String(number), person }));
      for (let round = 0; round < 2000; round += 1) {
        now += 1;
        const due = [...troubles].find(([, { dueAt }]) => dueAt !== undefined && dueAt <= now);
        const chosen =
          due === undefined
            ? waiting()
                .filter(({ person }) => !troubles.has(person))
                .slice(0, size)
            : waiting()
                .filter(({ person }) => person === due[0])
                .slice(0, 1);
        if (chosen.length === 0) {
          if ([...troubles.values()].every(({ dueAt }) => dueAt === undefined)) break;
          continue;
        }
        const result = moodOf(moods.next().value, victims.next().value, chosen);
        if (result.kind === "unreachable") continue;
        const {
          delivered: done,
          settled,
          troubles: next,
        } = settle(chosen, result, due?.[1].attempts ?? 0, {
          ...rules,
          backOff: { first: 1, longest: 8 },
          now,
        });
        for (const person of settled) troubles.delete(person);
        for (const { person, attempts, dueAt } of next) troubles.set(person, { attempts, dueAt });
        for (const number of done) {
          delivered.push({ number: Number(number), person: left.get(Number(number)) ?? "" });
          left.delete(Number(number));
        }
      }
      for (const person of ["Ann", "Bert", "Carl"]) {
        const own = delivered.filter((one) => one.person === person).map(({ number }) => number);
        assert.deepEqual(
          own,
          own.toSorted((a, b) => a - b),
        );
      }
      for (const [, person] of left) {
        assert.deepEqual(
          troubles.get(person),
          { attempts: rules.attempts, dueAt: undefined },
          "only behind a dead letter",
        );
      }
    }),
  );
});

function moodOf(mood: string, victim: number, chosen: readonly Delivery[]): Attempt {
  const numbers = chosen.map(({ number }) => number);
  const one = numbers[victim % numbers.length] ?? "";
  if (mood === "away") return { kind: "unreachable", reason: "ECONNREFUSED" };
  if (mood === "fails") return { kind: "failed", reason: "FAULT_Server" };
  if (mood === "takes") return answered(numbers);
  const others = numbers.filter((number) => number !== one);
  return mood === "forgets-one" ? answered(others) : answered(others, { [one]: "NO" });
}
