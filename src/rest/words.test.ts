import assert from "node:assert/strict";
import { test } from "node:test";
import { statuses, type Texts } from "../crossroads/statuses.ts";
import { quotaTold, wordsOf } from "./words.ts";

const languages = ["en", "nl", "fr", "de"] as const;

/** Codes with which a call in JSON can end without an answer; SOA-03001 to 03005 are of envelopes, which JSON has not. */
const told = Object.values(statuses).filter(
  ({ code, value }) =>
    (value === "NO_RESULT" || value === "FAULT" || code === "MSG00100") &&
    !/^SOA-0300[1-5]$/.test(code) &&
    // Known by a token, nobody is unproven or another, and a search has pages.
    !["SOA-01001", "MSG00014", "DIM00100"].includes(code),
);

const ofSoap =
  /SOAP|WSDL|XSD|wsdl|\bBody\b|Timestamp|ticketCBSS|newSSIN|begin(?:Date|Quarter)|cbeNumber|\bObjectType|QualityCode|information field|informatieve|champs? d'information|Informationsfeld/;

for (const status of told) {
  test(`${status.code} speaks of JSON, in four languages`, () => {
    const { meaning, remedy } = wordsOf(status);
    for (const text of [meaning, remedy]) {
      for (const language of languages) assert.doesNotMatch(text[language], ofSoap, language);
      assertTexts(text);
    }
  });
}

test("a quota that is used up is told in four languages", () => {
  for (const span of ["minute", "day"] as const) assertTexts(quotaTold({ perMinute: 60, perDay: 1000 }, span));
});

test("a quota that is used up is told with its size", () => {
  const quota = { perMinute: 60, perDay: 1 };
  assert.equal(quotaTold(quota, "minute").nl, "De quota van uw bijlage zijn uitgeput: hoogstens 60 vragen per minuut.");
  assert.equal(
    quotaTold(quota, "day").de,
    "Das Kontingent Ihres Anhangs ist ausgeschöpft: höchstens 1 Anfrage pro Tag.",
  );
  assert.equal(quotaTold(quota, "day").en, "The quota of your annex is used up: at most 1 question a day.");
});

/** One or two finished sentences, each language in its own words for the number and the annex. */
function assertTexts(texts: Texts): void {
  assert.equal(new Set(languages.map((language) => texts[language])).size, languages.length, texts.en);
  const foreign = {
    en: /INSZ|NISS|ENSS|annexe|bijlage|Anhang/,
    nl: /SSIN|NISS|ENSS|annexe?\b|Anhang|quotum/,
    fr: /SSIN|INSZ|ENSS|annex\b|bijlage|Anhang/,
    de: /SSIN|INSZ|NISS|annexe?\b|bijlage/,
  };
  for (const language of languages) {
    assert.match(texts[language], /^\p{Lu}.*\.$/u);
    assert.doesNotMatch(texts[language], foreign[language]);
    assert.ok(texts[language].split(/\. (?=\p{Lu})/u).length <= 2, texts[language]);
  }
}
