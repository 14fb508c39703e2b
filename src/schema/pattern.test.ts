import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkPattern, mayHold, pattern } from "./pattern.ts";

const examples: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["\\d{10}", ["0123456789", "٠١٢٣٤٥٦٧٨٩"], ["012345678", "01234567890", "012345678a", " 0123456789"]],
  ["[0-1]\\d{9}", ["0123456749", "1123456749"], ["2123456749", ""]],
  ["0|\\d{9}|\\d{10}", ["0", "123456789", "0123456789"], ["00", "12345678"]],
  ["\\d{4}(1|2|3|4)", ["20241"], ["20245", "2024"]],
  ["[\\s\\S]*\\S[\\s\\S]*", ["x", " \n x \t"], ["", " \n\t"]],
  ["\\S(.*\\S)?", ["a", "a b"], ["", " a", "a ", "a\nb"]],
  ["[a-z-[aeiou]]+", ["bcd"], ["bad", "BCD"]],
  ["[^a-c]", ["d", "\u{1d11e}", "\n"], ["a", "", "dd"]],
  ["[a-c\\-]+", ["a-c"], ["d"]],
  ["[-a]+", ["-a"], ["b"]],
  ["[+-]?\\d{1,3}", ["+12", "-1", "123"], ["1234", "+"]],
  [".", ["a", "\t", "\u2028", "\u{1d11e}"], ["\n", "\r", "", "ab"]],
  ["\\w+", ["aé٣Ж", "$"], ["a b", "a-b", "_"]],
  ["\\p{L}", ["é", "Ж", "\u{1d400}"], ["1", "", "ab"]],
  ["\\P{Lu}\\p{Nd}", ["a1", "٣٣"], ["A1"]],
  ["\\p{IsBasicLatin}+", ["abc~"], ["é"]],
  ["\\i\\c*", ["a1", "_x.y-z:"], ["1a", "-", "a b"]],
  ["a{0}b", ["b"], ["ab"]],
  ["(ab){2,}", ["abab", "ababab"], ["ab", "aba"]],
  ["a?b*c+|", ["", "c", "abbc"], ["a", "ab"]],
  ["^a$", ["^a$"], ["a"]],
  ["\\.\\\\\\|\\^\\t", [".\\|^\t"], [".\\|^"]],
];

for (const [source, matching, others] of examples) {
  test(`the pattern ${source} takes what appendix F says`, () => {
    const compiled = pattern(source);
    for (const text of matching) assert.equal(compiled.matches(text), true, JSON.stringify(text));
    for (const text of others) assert.equal(compiled.matches(text), false, JSON.stringify(text));
  });
}

test("several patterns of one step are alternatives", () => {
  const registration = pattern("0\\d{9}", "5[01]\\d{8}");
  assert.equal(registration.matches("0123456789"), true);
  assert.equal(registration.matches("5012345678"), true);
  assert.equal(registration.matches("5212345678"), false);
});

test("half a surrogate pair is a character of its own, in no class of letters", () => {
  assert.equal(pattern(".").matches("\ud834"), true);
  assert.equal(pattern("\\p{L}|\\i").matches("\ud834"), false);
});

test("what is no pattern is refused, with the place", () => {
  for (const source of [
    "(",
    "a)",
    "[",
    "[]",
    "[b-a]",
    "*a",
    "a{2,1}",
    "a{",
    "a{x}",
    "\\",
    "\\q",
    "\\p{Xx}",
    "\\p{IsNowhere}",
  ]) {
    assert.throws(() => checkPattern(source), SyntaxError, source);
  }
});

test("a pattern that would need too large an automaton is refused", () => {
  assert.throws(() => checkPattern("((a{100}){100}){100}"), /too large/);
});

test("a hundred thousand characters are no trouble for patterns that make other engines backtrack", () => {
  const length = 100_000;
  for (const [source, text] of [
    ["(a+)+b", "a".repeat(length)],
    ["(a|aa)+", `${"a".repeat(length)}b`],
    ["(.*)*x(.*)*y", `${"x".repeat(length)}z`],
    ["([a-z]+)*[0-9]", "a".repeat(length)],
    ["(a|b)*a(a|b){12}", `${"ab".repeat(length / 2)}c`],
    ["(\\w+\\s?)*\\.", "woord ".repeat(length / 6)],
  ] as const) {
    assert.equal(pattern(source).matches(text), false, source);
  }
});

test("an automaton with more states than are kept stays right", () => {
  // A text is taken when the thirteenth character from its end is an a: 2^13 states if all were built.
  const compiled = pattern("(a|b)*a(a|b){12}");
  let seed = 7;
  const letters = Array.from({ length: 20_000 }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % 3 === 0 ? "a" : "b";
  });
  for (let end = 19_990; end < 20_000; end++) {
    assert.equal(compiled.matches(letters.slice(0, end).join("")), letters[end - 13] === "a");
  }
});

test("on the expressions that both know, it agrees with the engine of the language", () => {
  const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "\\d", "(a|bc)", "((ab?)*)", "é");
  const piece = fc.tuple(atom, fc.constantFrom("", "?", "*", "+", "{2}", "{1,2}", "{0,1}"));
  const branch = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.map((each) => each.join("")).join(""));
  const expression = fc.array(branch, { minLength: 1, maxLength: 3 }).map((branches) => branches.join("|"));
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "1", "é", "\n"), maxLength: 8 });
  fc.assert(
    fc.property(expression, text, (source, value) => {
      const reference = new RegExp(`^(?:${source.replaceAll(".", "[^\\n\\r]")})$`, "u");
      assert.equal(pattern(source).matches(value), reference.test(value));
    }),
    { seed: 20_240, numRuns: 2_000 },
  );
});

test("whether markup may hide behind a pattern is known from its classes", () => {
  assert.equal(mayHold(["\\d{10}"], [0x26, 0x3c]), false);
  assert.equal(mayHold(["[^;]*"], [0x26, 0x3c]), true);
});
