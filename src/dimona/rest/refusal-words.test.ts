import assert from "node:assert/strict";
import { test } from "node:test";
import { refusalWords } from "./refusal-words.ts";

const languages = ["en", "nl", "fr", "de"] as const;

test("what Dimona refuses is told in four languages, in one or two finished sentences each", () => {
  for (const [name, { detail, remedy }] of Object.entries(refusalWords)) {
    for (const texts of [detail, remedy]) {
      assert.equal(new Set(languages.map((language) => texts[language])).size, languages.length, name);
      for (const language of languages) {
        assert.match(texts[language], /^\p{Lu}.*\.$/u, `${name} ${language}`);
        assert.ok(texts[language].split(/\. (?=\p{Lu})/u).length <= 2, `${name} ${language}`);
      }
    }
  }
});
