import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import type { CodeTable } from "./code-table.ts";
import { loadSelfEmployedCodes } from "./self-employed-codes.ts";

const codes = loadSelfEmployedCodes();
const ownFolder = fileURLToPath(new URL("../../codes/self-employed", import.meta.url));

function official(table: CodeTable): readonly string[] {
  return table.rows.filter((row) => row.status === "official").map((row) => row.code);
}

test("only codes known from public sources are called official", () => {
  assert.deepEqual(official(codes.contributionCategory), ["100", "105", "400", "510"]);
  assert.deepEqual(official(codes.selfEmployedQuality), ["100"]);
  assert.deepEqual(official(codes.equality), ["100"]);
  assert.equal(official(codes.occupation).length, 9);
  assert.deepEqual(official(codes.contributionSituation), []);
  assert.deepEqual(official(codes.sicknessInsuranceCategory), []);
});

test("every letter of the first generation that is still open has exactly one contribution category", () => {
  const letters = codes.contributionCategory.rows.flatMap((row) => row.legacy).sort();
  assert.deepEqual(letters, ["A", "D", "E", "F", "G", "H", "I", "L", "M", "O", "Q", "R", "S", "T", "T#01", "U", "Y"]);
});

test("the main activity and the maxi-statute bear their known codes", () => {
  assert.equal(codes.contributionCategory.describe("100")?.nl, "Hoofdberoep");
  const [before, from] = [certain(parseDay("2002-12-31")), certain(parseDay("2003-01-01"))];
  assert.equal(codes.contributionCategory.lookup("400", before), undefined);
  assert.equal(codes.contributionCategory.lookup("400", from)?.texts.fr, "Conjoint aidant – maxi-statut");
});

test("there are eleven funds, the national auxiliary fund among them, and two whose enterprise number is known", () => {
  assert.equal(codes.socialInsuranceFund.rows.length, 11);
  assert.equal(codes.socialInsuranceFund.describe("900")?.fr, "Caisse nationale auxiliaire");
  const known = codes.socialInsuranceFund.rows.map((row) => codes.fundEnterpriseNumber(row.code)).filter(Boolean);
  assert.deepEqual(known, ["0409088689", "0409536968"]);
});

test("paid, not paid and exempted keep the names of the first generation", () => {
  assert.deepEqual(
    codes.contributionSituation.rows.map((row) => row.legacy),
    [["PAYED"], ["NOT_PAYED"], ["EXEMPTION"]],
  );
});

test("a fund's enterprise number with wrong check digits is refused", () => {
  const folder = mkdtempSync(join(tmpdir(), "kruispunt-codes-"));
  try {
    cpSync(ownFolder, folder, { recursive: true });
    const file = join(folder, "social-insurance-fund.tsv");
    writeFileSync(file, readFileSync(file, "utf8").replace("0409088689", "0409088688"));
    assert.throws(() => loadSelfEmployedCodes(folder), /fund 003/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
