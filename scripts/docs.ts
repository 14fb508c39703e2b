// Writes the pages of docs/ that list what the code knows; with --check, says which are out of date.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeTable } from "../src/codes/code-table.ts";
import { loadSelfEmployedCodes } from "../src/codes/self-employed-codes.ts";
import { gateTexts } from "../src/crossroads/explain/gate-texts.ts";
import { securityRemedies } from "../src/crossroads/explain/security-remedies.ts";
import { securityTexts } from "../src/crossroads/explain/security-texts.ts";
import { structureTexts } from "../src/crossroads/explain/structure-texts.ts";
import { statuses } from "../src/crossroads/statuses.ts";
import { variables } from "../src/http/settings.ts";
import { dimonaPage } from "./dimona-page.ts";
import { markdownTable } from "./markdown.ts";

const pages: ReadonlyMap<string, string> = new Map([
  ["codes.md", codesPage()],
  ["dimona.md", dimonaPage()],
  ["gates.md", gatesPage()],
  ["settings.md", settingsPage()],
]);

const folder = join(import.meta.dirname, "../docs");
const stale = [...pages].filter(([name, text]) => read(join(folder, name)) !== text);
if (process.argv.includes("--check")) {
  for (const [name] of stale) console.error(`docs/${name} is out of date: run \`npm run generate\``);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [name, text] of stale) writeFileSync(join(folder, name), text);
  console.log(`${stale.length} of ${pages.size} pages written`);
}

function codesPage(): string {
  const rows = Object.values(statuses).map(({ code, value, meaning, remedy, valueSource }) => [
    code,
    valueSource === "inferred" ? `${value} (ours)` : value,
    meaning.en,
    remedy.en,
  ]);
  const codes = loadSelfEmployedCodes();
  const tables: readonly (readonly [title: string, table: CodeTable])[] = [
    ["Contribution category (`contribution`)", codes.contributionCategory],
    ["Quality (`selfEmployedQuality`)", codes.selfEmployedQuality],
    ["Assimilation (`equality`)", codes.equality],
    ["Occupation (`occupation`)", codes.occupation],
    ["Social insurance fund (`socialInsuranceFund`)", codes.socialInsuranceFund],
    ["Contribution situation (`contributionSituation`)", codes.contributionSituation],
    ["Sickness insurance category (`ziv`)", codes.sicknessInsuranceCategory],
  ];
  return [
    "# Codes",
    "",
    "Written by `npm run generate`. Texts in Dutch, French and German are in the code and in `codes/`.",
    "",
    "## Status and fault codes of the crossroads",
    "",
    "FAULT travels in a SOAP fault. Where a value is marked as ours, the code is known of the real network and the value that goes with it is our reading.",
    "",
    ...markdownTable(["code", "value", "meaning", "what to do"], rows),
    "",
    "## Code tables of SelfEmployedService v2",
    "",
    "`official`: code and meaning are publicly confirmed. `provisional`: the meaning exists, the number is ours until the official one is known.",
    ...tables.flatMap(([title, table]) => [
      "",
      `### ${title}`,
      "",
      ...markdownTable(
        ["code", "from", "to", "nl", "fr", "de", "status"],
        table.rows.map(({ code, period, texts, status }) => [
          code,
          period.from,
          period.to ?? "",
          texts.nl,
          texts.fr,
          texts.de,
          status,
        ]),
      ),
    ]),
    "",
  ].join("\n");
}

function gatesPage(): string {
  return [
    "# Gates and causes",
    "",
    "Written by `npm run generate`. What stands behind a refusal; [refusals.md](refusals.md) says how to ask for it. Texts in Dutch, French and German are in the code, and in what `kruispunt explain --language` writes.",
    "",
    "## What each gate asks",
    "",
    "In the order in which a message meets them; the last ones are those of questions in JSON and of `/explain` itself.",
    "",
    ...markdownTable(
      ["gate", "question"],
      [...gateTexts].map(([gate, { en }]) => [`\`${gate}\``, en]),
    ),
    "",
    "## Why a signature, a certificate or a sign-in is refused",
    "",
    ...markdownTable(
      ["reason", "meaning", "what to do"],
      Object.entries(securityTexts).map(([reason, { meaning, remedy }]) => [
        `\`${reason}\``,
        meaning.en,
        securityRemedies[remedy].en,
      ]),
    ),
    "",
    "## Why a message is not a question yet",
    "",
    ...markdownTable(
      ["cause", "meaning", "what to do"],
      Object.entries(structureTexts).map(([cause, { meaning, remedy }]) => [
        `\`${cause}\``,
        meaning.en,
        remedy.en.replaceAll("<", "&lt;"),
      ]),
    ),
    "",
  ].join("\n");
}

function settingsPage(): string {
  return [
    "# Settings",
    "",
    "Written by `npm run generate`. Environment variables, read once at the start; the default stands in brackets.",
    "",
    ...markdownTable(
      ["variable", "meaning"],
      Object.entries(variables).map(([name, meaning]) => [`\`${name}\``, meaning]),
    ),
    "",
  ].join("\n");
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
