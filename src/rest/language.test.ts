import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOf } from "./language.ts";

const cases: readonly (readonly [header: string | undefined, language: string])[] = [
  [undefined, "en"],
  ["", "en"],
  ["nl", "nl"],
  ["FR-be", "fr"],
  ["pt, de;q=0.4, nl;q=0.5", "nl"],
  ["fr;q=0, en;q=0.1", "en"],
  ["nl;q=0.8, fr", "fr"],
  ["nl;q=2, de;q=0.1", "de"],
  ["*", "en"],
  ["nl-", "en"],
  [`${"x,".repeat(10_000)}nl`, "en"],
];

for (const [header, language] of cases) {
  test(`Accept-Language ${header?.slice(0, 30) ?? "left out"} reads ${language}`, () => {
    assert.equal(languageOf(header), language);
  });
}
