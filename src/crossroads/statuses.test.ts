import assert from "node:assert/strict";
import { test } from "node:test";
import { type Status, statuses, type Texts } from "./statuses.ts";
import { systemErrors } from "./system-errors.ts";

const all: readonly Status[] = Object.values(statuses);
const languages = ["en", "nl", "fr", "de"] as const;

test("the catalogue holds the generic codes, those of the two consultations and the system errors", () => {
  const generic = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 20, 21, 23, 25, 27, 100];
  const selfEmployed = [100, 200, 300, 400, 500, 600];
  const dimona = [100];
  const access = [1, 2, 3, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 10001, 10002, 10003, 10004];
  const system = [1, 1001, 1002, 2001, 2002, 3001, 3002, 3003, 3004, 3005, 3006, 3007];
  assert.deepEqual(Object.keys(statuses), [
    ...generic.map((number) => `MSG${String(number).padStart(5, "0")}`),
    ...selfEmployed.map((number) => `SES${String(number).padStart(5, "0")}`),
    ...dimona.map((number) => `DIM${String(number).padStart(5, "0")}`),
    ...access.map((number) => `EMC${String(number).padStart(5, "0")}`),
    ...system.map((number) => `SOA-${String(number).padStart(5, "0")}`),
  ]);
});

test("a key is the code of its row: three letters and five digits, system errors with a dash between", () => {
  for (const [key, { code }] of Object.entries(statuses)) {
    assert.equal(code, key);
    assert.match(code, /^([A-Z]{3}|SOA-)\d{5}$/);
  }
});

test("a meaning fits the 256 characters of a status description and of a fault diagnostic", () => {
  for (const { code, meaning } of all) {
    for (const language of languages) assert.ok(meaning[language].length <= 256, `${code} ${language}`);
  }
});

test("every text is one or two finished sentences without a placeholder", () => {
  for (const [where, text] of everyText()) {
    assert.match(text, /^\p{Lu}.*\.$/u, where);
    assert.equal(text, text.trim().replace(/\s+/g, " "), where);
    assert.doesNotMatch(text, /[{}<>[\]$%]|\.\.|\b(?:TODO|TBD|FIXME|XXX)\b/, where);
    assert.ok(text.split(/\. (?=\p{Lu})/u).length <= 2, where);
  }
});

test("the four languages of a text differ", () => {
  for (const { code, meaning, remedy } of all) {
    assert.equal(distinct(meaning), languages.length, code);
    assert.equal(distinct(remedy), languages.length, code);
  }
});

test("no two codes mean the same", () => {
  for (const language of languages) {
    assert.equal(new Set(all.map(({ meaning }) => meaning[language])).size, all.length, language);
  }
});

test("each language names the number, the annex and the organisations in its own official way", () => {
  const foreign = {
    en: /(?<!\p{L})(?:INSZ|NISS|ENSS|annexe|bijlage|Anhang|Kruispuntbank|OCMW|CPAS|ÖSHZ)(?!\p{L})/u,
    nl: /(?<!\p{L})(?:SSIN|NISS|ENSS|annexe?|Anhang|Crossroads|CPAS|ÖSHZ|quotum)(?!\p{L})/u,
    fr: /(?<!\p{L})(?:SSIN|INSZ|ENSS|annex|bijlage|Anhang|Crossroads|OCMW|ÖSHZ)(?!\p{L})/u,
    de: /(?<!\p{L})(?:SSIN|INSZ|NISS|annexe?|bijlage|Crossroads|OCMW|CPAS)(?!\p{L})/u,
  };
  for (const [where, text, language] of everyText()) assert.doesNotMatch(text, foreign[language], where);
});

test("only a treated question is information, and a code that travels in a fault alone is fatal", () => {
  for (const { code, value, severity } of all) {
    const treated = ["DATA_FOUND", "NO_DATA_FOUND", "ACCESS", "NO_ACCESS"].includes(value);
    assert.equal(severity === "INFORMATION", treated, code);
    if (value === "FAULT") assert.equal(severity, "FATAL", code);
  }
});

test("data are found under one code, not found under five; three codes and two kinds of errors travel in faults alone", () => {
  const codesOf = (value: Status["value"]) => all.filter((status) => status.value === value).map(({ code }) => code);
  assert.deepEqual(codesOf("DATA_FOUND"), ["MSG00000"]);
  assert.deepEqual(codesOf("NO_DATA_FOUND"), ["MSG00009", "MSG00021", "MSG00100", "SES00100", "SES00200"]);
  assert.deepEqual(codesOf("FAULT"), [
    ...["MSG00001", "MSG00003", "MSG00004"],
    ...["EMC10001", "EMC10002", "EMC10003", "EMC10004"],
    ...Object.keys(systemErrors),
  ]);
  assert.deepEqual(codesOf("ACCESS"), ["EMC00001", "EMC00002", "EMC00003"]);
  assert.equal(codesOf("NO_ACCESS").length, 10);
});

test("the remedy of MSG00015 speaks of the certificate, the signature, the clock and the quota", () => {
  const { en, nl, fr, de } = statuses.MSG00015.remedy;
  assert.match(en, /certificate.*signature.*clock.*quota/);
  assert.match(nl, /certificaat.*handtekening.*klok.*quota/);
  assert.match(fr, /certificat.*signature.*horloge.*quota/);
  assert.match(de, /Zertifikat.*Signatur.*uhr.*Quota/);
});

function distinct(texts: Texts): number {
  return new Set(languages.map((language) => texts[language])).size;
}

function everyText(): readonly (readonly [where: string, text: string, language: (typeof languages)[number]])[] {
  return all.flatMap(({ code, meaning, remedy }) =>
    languages.flatMap((language) => [
      [`${code} meaning ${language}`, meaning[language], language] as const,
      [`${code} remedy ${language}`, remedy[language], language] as const,
    ]),
  );
}
