import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { loadEmployerMandateCodes } from "./employer-mandate-codes.ts";

const codes = loadEmployerMandateCodes();
const day = (text: string) => certain(parseDay(text));

/** The tables of the program with one word of one of them replaced. */
function changed(t: TestContext, table: string, before: string, after: string): string {
  const folder = mkdtempSync(join(tmpdir(), "kruispunt-codes-"));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(fileURLToPath(new URL("../../codes/employer-mandate", import.meta.url)), folder, { recursive: true });
  const path = join(folder, `${table}.tsv`);
  const text = readFileSync(path, "utf8");
  assert.ok(text.includes(before));
  writeFileSync(path, text.replace(before, after));
  return folder;
}

test("the fifteen qualities are official, everything else is ours", () => {
  const { quality, role, mandateType, sector, application, applicationGroup } = codes;
  assert.equal(quality.rows.length, 15);
  assert.ok(quality.rows.every(({ status }) => status === "official"));
  for (const table of [role, mandateType, sector, application, applicationGroup]) {
    assert.ok(
      table.rows.every(({ status }) => status === "provisional"),
      table.name,
    );
  }
});

test("a group holds an application from the day on which it was added", () => {
  assert.deepEqual(codes.membersOf("TEMP_UNEMPLOYMENT", day("2020-03-12")), ["TEMP_UNEMP_NOTICE", "VALIDATION_BOOK"]);
  assert.equal(codes.holds("TEMP_UNEMPLOYMENT", "ASR_SCENARIO_5", day("2020-03-12")), false);
  assert.equal(codes.holds("TEMP_UNEMPLOYMENT", "ASR_SCENARIO_5", day("2020-03-13")), true);
});

test("a quality tells the mandates on which it acts", () => {
  const today = day("2026-01-01");
  assert.deepEqual(codes.mandateTypesOf("QUAL_SSC", today), ["SSC"]);
  assert.deepEqual(codes.mandateTypesOf("QUAL_CUR", today), ["CURATOR"]);
  assert.deepEqual(codes.mandateTypesOf("QUAL_EMP_NOSS", today), []);
  assert.deepEqual(codes.mandateTypesOf("QUAL_NONE", today), []);
});

test("a sector has the groups that exist on the day", () => {
  const groups = (on: string) => codes.groupsOfSector("NSSO", day(on)).map(({ code }) => code);
  assert.deepEqual(groups("2018-07-14"), ["DMFA_DIMONA"]);
  assert.deepEqual(groups("2018-07-15"), ["DMFA_DIMONA", "SIDE_ACTIVITIES"]);
});

test("a manager has all applications, a user and a manager of a subdivision have not", () => {
  const all = codes.role.rows.filter(({ code }) => codes.hasAllApplications(code, day("2026-01-01")));
  assert.deepEqual(
    all.map(({ code }) => code),
    ["HTB", "CO_HTB", "TB", "CO_TB", "GROUP_MANAGER"],
  );
});

test("every application that mandates open is in a group", () => {
  const grouped = new Set(codes.groupMembers.map(({ application }) => application));
  for (const { code } of codes.application.rows) {
    const application = codes.applicationOn(code, day("2026-01-01"));
    assert.equal(grouped.has(code), application?.mandateRequired, code);
  }
});

test("a table that names what another does not have is refused", (t) => {
  const faults: readonly (readonly [string, string, string, RegExp])[] = [
    ["quality", "\tSSC\n", "\tSSX\n", /no SSX in mandate-type/],
    ["application", "QUAL_EMP_NOSSPLA\t", "QUAL_EMP\t", /no QUAL_EMP in quality/],
    ["application", "\tyes\t", "\tja\t", /must be yes or no/],
    ["application-group", "\tNEO\t", "\tRVA\t", /no RVA in sector/],
    ["group-member", "DMFA_DIMONA\tDMFA\t", "DMFA_DIMONA\tDMFB\t", /group-member\.tsv:3: there is no application DMFB/],
    ["group-member", "DMFA_DIMONA\tDMFA\t", "DMFA\tDMFA\t", /group-member\.tsv:3: there is no group DMFA/],
    ["group-member", "DMFA_DIMONA\tDMFA\t", "DMFA_DIMONA\tDIMONA\t", /group-member\.tsv:3: .*already/],
  ];
  for (const [table, before, after, message] of faults) {
    assert.throws(() => loadEmployerMandateCodes(changed(t, table, before, after)), message);
  }
});
