import assert from "node:assert/strict";
import { test } from "node:test";
import { formsThere, httpWords, methodsTaken, tooLarge } from "./http-words.ts";
import { unproven } from "./unproven.ts";

const languages = ["en", "nl", "fr", "de"] as const;

test("what HTTP shows to be wrong, and why nobody is known, is told in one sentence in each language", () => {
  const others = [tooLarge(9), methodsTaken("POST"), formsThere("application/json")];
  const proofs = Object.values(unproven).map(({ detail }) => detail);
  for (const texts of [...Object.values(httpWords), ...others, ...proofs]) {
    assert.equal(new Set(languages.map((language) => texts[language])).size, languages.length, texts.en);
    for (const language of languages) assert.match(texts[language], /^\p{Lu}.*\.$/u);
  }
});
