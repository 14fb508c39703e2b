// Writes the pages of docs/ that list what the code knows; with --check, says which are out of date.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeTable } from "../src/codes/code-table.ts";
import { loadEmployerMandateCodes } from "../src/codes/employer-mandate-codes.ts";
import { loadSelfEmployedCodes } from "../src/codes/self-employed-codes.ts";
import { gateTexts } from "../src/crossroads/explain/gate-texts.ts";
import { securityRemedies } from "../src/crossroads/explain/security-remedies.ts";
import { securityTexts } from "../src/crossroads/explain/security-texts.ts";
import { structureTexts } from "../src/crossroads/explain/structure-texts.ts";
import { smalsError } from "../src/crossroads/smals-fault.ts";
import { statuses } from "../src/crossroads/statuses.ts";
import { systemErrors } from "../src/crossroads/system-errors.ts";
import { dimonaFacts } from "../src/dimona/checks.ts";
import { employerMandateFacts } from "../src/employer-mandate/checks.ts";
import { installationFacts } from "../src/health/catalogue.ts";
import type { CheckFacts } from "../src/health/check.ts";
import { findingCodes } from "../src/health/finding-codes.ts";
import { partyFacts } from "../src/health/party-check.ts";
import { variables } from "../src/http/settings.ts";
import { fundParty, selfEmployedFacts } from "../src/self-employed/checks.ts";
import { testConnectionFacts } from "../src/test-connection/checks.ts";
import { dimonaPage } from "./dimona-page.ts";
import { markdownTable } from "./markdown.ts";

const pages: ReadonlyMap<string, string> = new Map([
  ["codes.md", codesPage()],
  ["dimona.md", dimonaPage()],
  ["gates.md", gatesPage()],
  ["health.md", healthPage()],
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
  const rows = Object.values(statuses)
    .filter(({ code }) => !(code in systemErrors))
    .map(({ code, value, meaning, remedy, valueSource }) => [
      code,
      valueSource === "inferred" ? `${value} (ours)` : value,
      meaning.en,
      remedy.en,
    ]);
  const errors = Object.values(systemErrors).map((status) => [
    status.code,
    smalsError(status).faultCode.name,
    status.meaning.en,
    status.remedy.en,
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
  const access = loadEmployerMandateCodes();
  const accessTables: readonly (readonly [title: string, table: CodeTable])[] = [
    ["Quality (`QualityCode`)", access.quality],
    ["Application (`Object` of type `APPLICATION`)", access.application],
    ["Group of applications (`Object` of type `GROUP`)", access.applicationGroup],
    ["Sector (`Object` of type `SECTOR`)", access.sector],
    ["Kind of mandate (`MandateType`)", access.mandateType],
    ["Role of a user in a context", access.role],
  ];
  return [
    "# Codes",
    "",
    "Written by `npm run generate`. Texts in Dutch, French and German are in the code and in `codes/`.",
    "",
    "## Status and fault codes of the crossroads",
    "",
    "FAULT travels in a SOAP fault; ACCESS and NO_ACCESS are what `Access` of EmployerMandateConsultationService says. Where a value is marked as ours, the code is known of the real network and the value that goes with it is our reading.",
    "",
    ...markdownTable(["code", "value", "meaning", "what to do"], rows),
    "",
    "## System errors of services of the Smals kind",
    "",
    "These travel in a `SystemError` in the detail of a SOAP fault, whose `Id` is the ticket.",
    "",
    ...markdownTable(["code", "fault code", "meaning", "what to do"], errors),
    "",
    "## Code tables of SelfEmployedService v2",
    "",
    "`official`: code and meaning are publicly confirmed. `provisional`: the meaning exists, the number is ours until the official one is known.",
    ...tables.flatMap(codeTable),
    "",
    "## Code tables of EmployerMandateConsultationService v2",
    "",
    "What an application asks and what a group holds is in [codes/employer-mandate](../codes/employer-mandate/README.md).",
    ...accessTables.flatMap(codeTable),
    "",
    "### Contents of the groups",
    "",
    ...markdownTable(
      ["group", "application", "from", "to"],
      access.groupMembers.map(({ group, application, period }) => [group, application, period.from, period.to ?? ""]),
    ),
    "",
  ].join("\n");
}

function codeTable([title, { rows }]: readonly [title: string, table: CodeTable]): readonly string[] {
  return [
    "",
    `### ${title}`,
    "",
    ...markdownTable(
      ["code", "from", "to", "nl", "fr", "de", "status"],
      rows.map(({ code, period, texts, status }) => [
        code,
        period.from,
        period.to ?? "",
        texts.nl,
        texts.fr,
        texts.de,
        status,
      ]),
    ),
  ];
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

function healthPage(): string {
  const codes = loadSelfEmployedCodes();
  const funds = codes.socialInsuranceFund.rows.map(({ code }) => partyFacts(fundParty(code, codes)));
  const parts: readonly (readonly [title: string, facts: readonly CheckFacts[]])[] = [
    ["Of the installation", Object.values(installationFacts)],
    ["Of SelfEmployedService v2", [...Object.values(selfEmployedFacts), ...funds]],
    ["Of EmployerMandateConsultationService v2", Object.values(employerMandateFacts)],
    ["Of DimonaService v1", Object.values(dimonaFacts)],
    ["Of TestConnectionService v1", Object.values(testConnectionFacts)],
  ];
  return [
    "# Health checks",
    "",
    "Written by `npm run generate`. What is looked at, and what an operator can do about what is found; [operating.md](operating.md#health) says how to ask.",
    ...parts.flatMap(([title, facts]) => [
      "",
      `## ${title}`,
      "",
      ...markdownTable(
        ["check", "from level", "what is so when all is well", "CRITICAL makes the whole"],
        facts.map((one) => [`\`${one.id}\``, one.type, one.description, worstOf(one)]),
      ),
    ]),
    "",
    "Where `DATABASE_URL` names the database, `disk` is no more than a warning: nothing of the service is kept there.",
    "",
    "## What is found",
    "",
    ...markdownTable(
      ["code", "what to do"],
      Object.entries(findingCodes).map(([code, remedy]) => [`\`${code}\``, remedy]),
    ),
    "",
  ].join("\n");
}

function worstOf({ failSafe, vital }: CheckFacts): string {
  if (vital) return "FATAL, DOWN";
  return failSafe ? "WARNING, UP" : "CRITICAL, DEGRADED";
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
