import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { admissionGates } from "../admission.ts";
import { gates } from "../gates/all.ts";
import type { Texts } from "../statuses.ts";
import { languages } from "./explanation.ts";
import { gateTexts } from "./gate-texts.ts";
import { hintTexts } from "./hint-texts.ts";
import { securityRemedies } from "./security-remedies.ts";
import { securityTexts } from "./security-texts.ts";
import { structureTexts } from "./structure-texts.ts";

const source = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(`${source}/${path}`, "utf8");

const texts: readonly (readonly [string, Texts])[] = [
  ...[...gateTexts].map(([gate, text]) => [`gate ${gate}`, text] as const),
  ...Object.entries(hintTexts).map(([hint, text]) => [`hint ${hint}`, text] as const),
  ...Object.entries(securityRemedies).map(([remedy, text]) => [`remedy ${remedy}`, text] as const),
  ...Object.entries(securityTexts).map(([reason, { meaning }]) => [`reason ${reason}`, meaning] as const),
  ...Object.entries(structureTexts).flatMap(([cause, { meaning, remedy }]) => [
    [`cause ${cause}`, meaning] as const,
    [`remedy of ${cause}`, remedy] as const,
  ]),
];

test("every text stands in four languages, whole sentences without slips of typing", () => {
  for (const [name, text] of texts) {
    for (const language of languages) {
      const written = text[language];
      assert.match(written, /^\p{Lu}.*[.?]$/u, `${name}, ${language}`);
      assert.ok(!/ {2}|\s$|\.\.$| [.,]/.test(written), `${name}, ${language}`);
      assert.ok(written.length <= 400, `${name}, ${language}`);
    }
    assert.equal(new Set(Object.values(text)).size, 4, `${name}: each language has its own words`);
  }
});

test("a gate's text is one question in each language", () => {
  for (const [gate, text] of gateTexts) {
    for (const language of languages) assert.match(text[language], /\?$/, `${gate}, ${language}`);
  }
});

test("every gate that a question or a message can meet has a text", () => {
  for (const { name } of gates) assert.ok(gateTexts.has(name), name);
  for (const name of admissionGates) assert.ok(gateTexts.has(name), name);
});

test("every gate that is named anywhere in the code has a text", () => {
  const files = globSync("{crossroads,self-employed,employer-mandate,dimona,rest}/**/*.ts", { cwd: source }).filter(
    (file) => !file.endsWith(".test.ts"),
  );
  const named = files.flatMap((file) =>
    [...read(file).matchAll(namedGate)].map((match) => match.slice(1).find((name) => name !== undefined) ?? ""),
  );
  for (const known of ["supplier-integration", "replay", "own-entity", "target"])
    assert.ok(named.includes(known), known);
  assert.ok(named.length > 40);
  for (const name of named) assert.ok(gateTexts.has(name), name);
});

test("every reason for refusing a signature or a sign-in has a text and a remedy", () => {
  const reasons = [
    ...[...read("soap/security/security-fault.ts").matchAll(/^ {2}"?([a-z][a-z0-9-]*)"?: "[A-Z]\w+",$/gm)],
    ...[...read("crossroads/authentication.ts").matchAll(/reason: "([a-z-]+)"/g)],
  ].map(([, reason = ""]) => reason);
  assert.ok(reasons.length > 50 && reasons.includes("replayed") && reasons.includes("no-proof"));
  assert.deepEqual([...new Set(reasons)].sort(), Object.keys(securityTexts).sort());
});

/** In a trail, where a gate refuses, where one is made, where a rule of access finds something. */
const namedGate =
  /\bgate: "([a-z-]+)"|\brefusedAt\(\s*"([a-z-]+)"|: Gate = \{\s*name: "([a-z-]+)"|\b(?:held|noAccess|unfit)\(\s*"([a-z-]+)"/g;
