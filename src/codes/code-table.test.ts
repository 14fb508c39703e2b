import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { type CodeTable, loadCodeTable } from "./code-table.ts";

const folder = mkdtempSync(join(tmpdir(), "kruispunt-codes-"));
after(() => rmSync(folder, { recursive: true }));

const path = join(folder, "colour.tsv");
const header = "code\tfrom\tto\tnl\tfr\tde\tstatus\tlegacy";
const red = "100\t2000-01-01\t2009-12-31\trood\trouge\trot\tofficial\tA";
const crimson = "100\t2010-01-01\t\tkarmijn\tcramoisi\tkarmesin\tofficial\t";
const green = "200\t2000-01-01\t\tgroen\tvert\tgrün\tprovisional\tB C#01";

function load(lines: readonly string[], extraColumns: readonly string[] = []): CodeTable {
  writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
  return loadCodeTable(path, { code: /^\d{3}$/, extraColumns });
}

function refusedAt(line: number, problem: RegExp, lines: readonly string[]): void {
  assert.throws(
    () => load(lines),
    (error) => error instanceof Error && error.message.startsWith(`${path}:${line}: `) && problem.test(error.message),
  );
}

const day = (text: string) => certain(parseDay(text));

test("a code is found by the day on which it is asked", () => {
  const table = load([header, red, crimson, green]);
  assert.equal(table.lookup("100", day("2009-12-31"))?.texts.nl, "rood");
  assert.equal(table.lookup("100", day("2010-01-01"))?.texts.nl, "karmijn");
  assert.equal(table.lookup("100", day("1999-12-31")), undefined);
  assert.equal(table.lookup("300", day("2010-01-01")), undefined);
});

test("without a day a code has the texts of its latest period, in whatever order the file has them", () => {
  for (const lines of [
    [header, red, crimson],
    [header, crimson, red],
  ]) {
    assert.deepEqual(load(lines).describe("100"), { nl: "karmijn", fr: "cramoisi", de: "karmesin" });
  }
  assert.equal(load([header, red]).describe("101"), undefined);
});

test("all rows are given, with status and the codes they stand for", () => {
  const table = load([header, red, green]);
  assert.equal(table.name, "colour");
  assert.deepEqual(
    table.rows.map((row) => [row.code, row.period, row.status, row.legacy]),
    [
      ["100", { from: "2000-01-01", to: "2009-12-31" }, "official", ["A"]],
      ["200", { from: "2000-01-01" }, "provisional", ["B", "C#01"]],
    ],
  );
});

test("a column that only this table has is read beside the others", () => {
  const table = load([`${header}\twavelength`, `${red}\t700`], ["wavelength"]);
  assert.equal(table.rows[0]?.extra.get("wavelength"), "700");
});

test("another header is refused", () => {
  refusedAt(1, /columns/, ["code\tfrom\tto\tnl\tfr\tde\tlegacy\tstatus", red]);
  refusedAt(1, /columns/, [`${header}\twavelength`, red]);
  refusedAt(1, /columns/, [`\uFEFF${header}`, red]);
  refusedAt(1, /columns/, []);
});

test("a table without codes is refused", () => {
  refusedAt(1, /no codes/, [header]);
});

test("two rows of one code for one day are refused, at the second of them", () => {
  refusedAt(4, /100 has another row/, [header, red, green, red]);
  refusedAt(3, /100 has another row/, [header, crimson, red.replace("2009-12-31", "2010-01-01")]);
});

test("a period that is none is refused", () => {
  refusedAt(2, /from and to/, [header, red.replace("2009-12-31", "1999-12-31")]);
  refusedAt(2, /from and to/, [header, red.replace("2009-12-31", "2009-02-29")]);
  refusedAt(2, /from and to/, [header, red.replace("2000-01-01", "")]);
});

test("a missing or surplus cell, an empty line and a line ended the Windows way are refused", () => {
  refusedAt(3, /8 cells/, [header, red, green.replace("\tprovisional", "")]);
  refusedAt(2, /8 cells/, [header, `${red}\tmore`]);
  refusedAt(3, /8 cells/, [header, red, ""]);
  refusedAt(2, /blank/, [header, `${red}\r`]);
  refusedAt(2, /blank/, [header, red.replace("rood", "rood ")]);
});

test("a text that is absent or longer than a message can carry is refused", () => {
  refusedAt(2, /text nl/, [header, red.replace("rood", "")]);
  refusedAt(2, /text fr/, [header, red.replace("rouge", "r".repeat(101))]);
  assert.equal(load([header, red.replace("rouge", "r".repeat(100))]).rows.length, 1);
});

test("an unknown status and a code of another shape are refused", () => {
  refusedAt(2, /status/, [header, red.replace("official", "guessed")]);
  refusedAt(2, /shape/, [header, red.replace("100", "1000")]);
  refusedAt(2, /shape/, [header, red.replace("100", "")]);
});

test("a last line that is cut off is refused", () => {
  writeFileSync(path, `${header}\n${red}`);
  assert.throws(() => loadCodeTable(path, { code: /./ }), /colour\.tsv:2: the last line/);
});

test("a file that is absent or not UTF-8 is refused by name", () => {
  writeFileSync(path, Buffer.from([0x63, 0xff, 0x0a]));
  assert.throws(() => loadCodeTable(path, { code: /./ }), /colour\.tsv: cannot be read/);
  assert.throws(() => loadCodeTable(join(folder, "absent.tsv"), { code: /./ }), /absent\.tsv: cannot be read/);
});
