import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseDay, yearOf } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { describeSsin, parseSsin } from "../kernel/ssin.ts";
import { belongsToPossiblePerson } from "../kernel/synthetic-ssin.ts";
import { type Generation, generations, greatestPopulation, identityOf } from "./identities.ts";

const names = Object.keys(generations).filter((name): name is Generation => Object.hasOwn(generations, name));
const generation = fc.constantFrom(...names);
const index = fc.integer({ min: 0, max: greatestPopulation - 1 });
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

test("two indices never share a number, however far apart they are", () => {
  fc.assert(
    fc.property(seed, generation, index, index, (seed, generation, a, b) => {
      fc.pre(a !== b);
      assert.notEqual(number(seed, a, generation), number(seed, b, generation));
    }),
    { seed: 1, numRuns: 3_000 },
  );
});

test("indices that a stride with a factor too many would bring together keep numbers of their own", () => {
  for (const generation of names) {
    const { from, to } = generations[generation];
    const days = (Date.UTC(to + 1, 0, 1) - Date.UTC(from, 0, 1)) / 86_400_000;
    const places = days * 998;
    const distances = primeFactors(places)
      .map((factor) => places / factor)
      .filter((distance) => distance < greatestPopulation);
    assert.ok(distances.length > 0);
    for (const distance of distances) {
      assert.notEqual(number(1, 0, generation), number(1, distance, generation), `${generation} ${distance}`);
    }
  }
});

test("a long run of indices has as many numbers, in the shortest generation too", () => {
  const numbers = new Set<string>();
  for (let index = greatestPopulation - 50_000; index < greatestPopulation; index += 1) {
    numbers.add(identityOf(5, index, "graduate").ssin("register"));
  }
  assert.equal(numbers.size, 50_000);
});

test("a generation has more places than there can be persons, and shares no year with another", () => {
  const years = names.flatMap((name) => {
    const { from, to } = generations[name];
    assert.ok((to - from + 1) * 365 * 998 >= greatestPopulation, name);
    return Array.from({ length: to - from + 1 }, (_, place) => from + place);
  });
  assert.equal(new Set(years).size, years.length);
});

test("every number passes the checks, tells its generation, and belongs to nobody alive", () => {
  const [first, last] = [certain(parseDay("2026-01-01")), certain(parseDay("2039-12-31"))];
  fc.assert(
    fc.property(seed, generation, index, fc.constantFrom("register", "bis", "ter"), (seed, generation, index, kind) => {
      const { birthDate, ssin } = identityOf(seed, index, generation);
      const { from, to } = generations[generation];
      assert.ok(yearOf(birthDate) >= from && yearOf(birthDate) <= to);
      const made = certain(parseSsin(ssin(kind)));
      assert.equal(describeSsin(made).kind, kind);
      assert.equal(made.slice(0, 2) + made.slice(4, 6), birthDate.slice(2, 4) + birthDate.slice(8));
      assert.equal(belongsToPossiblePerson(made, first), false);
      assert.equal(belongsToPossiblePerson(made, last), false);
    }),
    { seed: 1, numRuns: 1_000 },
  );
});

test("the kinds of one person's number differ", () => {
  const { ssin } = identityOf(1, 1, "settled");
  assert.equal(new Set([ssin("register"), ssin("bis"), ssin("ter")]).size, 3);
});

test("an index beyond the greatest population is refused", () => {
  assert.throws(() => identityOf(1, greatestPopulation, "young"), RangeError);
  assert.throws(() => identityOf(1, -1, "young"), RangeError);
});

function number(seed: number, index: number, generation: Generation): string {
  return identityOf(seed, index, generation).ssin("register");
}

function primeFactors(product: number): readonly number[] {
  const factors: number[] = [];
  let rest = product;
  for (let factor = 2; rest > 1; factor += 1) {
    if (rest % factor === 0) factors.push(factor);
    while (rest % factor === 0) rest /= factor;
  }
  return factors;
}
