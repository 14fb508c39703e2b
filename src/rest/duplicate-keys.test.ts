import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { duplicateKeyIn } from "./duplicate-keys.ts";

const twice: readonly (readonly [text: string, way: readonly (string | number)[]])[] = [
  ['{"ssin":"1","ssin":"2"}', ["ssin"]],
  ['{"worker":{"ssin":"1"},"dimonaIn":{"a":[{},{"b":1 , "b" :2}]}}', ["dimonaIn", "a", 1, "b"]],
  ['{"ssin":"1","\\u0073sin":"2"}', ["ssin"]],
  ['[{"a":1},[[0,1],{"a":"\\\\","a":1}]]', [1, 1, "a"]],
  ['{"":1,"":2}', [""]],
  ['{"__proto__":1,"__proto__":2}', ["__proto__"]],
  ['{"a":"{\\"a\\":1","b":{"a":2},"a":3}', ["a"]],
];

for (const [text, way] of twice) {
  test(`${text} says something twice`, () => {
    JSON.parse(text);
    assert.deepEqual(duplicateKeyIn(text), way);
  });
}

test("what JSON.stringify writes says nothing twice", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6, stringUnit: "binary" }), fc.nat(3), (text, blanks) => {
      const spread = JSON.stringify(JSON.parse(text), undefined, blanks);
      assert.equal(duplicateKeyIn(spread), undefined);
    }),
    { seed: 8, numRuns: 2000 },
  );
});

test("a member that is said again is found, wherever it stands and however it is escaped", () => {
  const members = fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 });
  fc.assert(
    fc.property(members, fc.nat(), fc.array(fc.boolean()), (object, pick, shells) => {
      const keys = Object.keys(object);
      const key = keys[pick % keys.length] ?? "";
      const escaped = [...key].map((unit) => (unit.length > 1 ? unit : escapedUnit(unit))).join("");
      const inner = `${JSON.stringify(object).slice(0, -1)},"${escaped}":null}`;
      const [text, way] = shells.reduce<readonly [string, readonly (string | number)[]]>(
        ([within, steps], isArray) =>
          isArray ? [`[0,${within}]`, [1, ...steps]] : [`{"in":${within}}`, ["in", ...steps]],
        [inner, [key]],
      );
      JSON.parse(text);
      assert.deepEqual(duplicateKeyIn(text), way);
    }),
    { seed: 9, numRuns: 2000 },
  );
});

test("a body as deep and as large as one may be is gone through in a moment", () => {
  const deep = "[".repeat(32_000) + "]".repeat(32_000);
  const wide = `{${Array.from({ length: 6_000 }, (_, at) => `"k${at}":0`).join(",")}}`;
  const started = performance.now();
  assert.equal(duplicateKeyIn(deep), undefined);
  assert.equal(duplicateKeyIn(wide), undefined);
  assert.ok(performance.now() - started < 500);
});

function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
