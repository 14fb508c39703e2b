import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type CsvFault, type CsvRecord, createCsvParser, longestRecord } from "./parse.ts";
import { readTable, type TablePart } from "./read.ts";
import { asMeant, csvRow, defused } from "./write.ts";

interface Parsed {
  readonly records: readonly CsvRecord[];
  readonly fault: CsvFault | undefined;
}

function parse(...pieces: readonly string[]): Parsed {
  const parser = createCsvParser();
  const results = [...pieces.map((piece) => parser.push(piece)), parser.end()];
  return { records: results.flatMap(({ records }) => records), fault: results.at(-1)?.fault };
}

const cells = (...pieces: readonly string[]) => parse(...pieces).records.map((record) => record.cells);

async function read(columns: readonly string[], ...chunks: readonly (string | Uint8Array)[]): Promise<TablePart[]> {
  const bytes = chunks.map((chunk) => (typeof chunk === "string" ? Buffer.from(chunk) : chunk));
  async function* stream() {
    yield* bytes;
  }
  return await Array.fromAsync(readTable(stream(), columns));
}

const faultOf = (parts: readonly TablePart[]) =>
  parts.flatMap((part) => (part.kind === "fault" ? [[part.fault.line, part.fault.kind]] : []));
const recordsOf = (parts: readonly TablePart[]) =>
  parts.flatMap((part) => (part.kind === "records" ? part.records : []));

test("cells are separated by commas, records by either line end, and the last line end may be missing", () => {
  assert.deepEqual(cells("a,b\r\nc,\n,d"), [
    ["a", "b"],
    ["c", ""],
    ["", "d"],
  ]);
  assert.deepEqual(cells(""), []);
  assert.deepEqual(cells("a,"), [["a", ""]]);
});

test("a cell in quotes holds commas, line ends and quotes, and the lines are counted through it", () => {
  const { records, fault } = parse('"a,""b""","c\r\nd"\r\ne,f\r\n');
  assert.equal(fault, undefined);
  assert.deepEqual(records, [
    { line: 1, cells: ['a,"b"', "c\r\nd"] },
    { line: 3, cells: ["e", "f"] },
  ]);
});

test("what could be read in two ways is a fault on its line, and nothing behind it is read", () => {
  const faults: readonly (readonly [string, CsvFault["kind"]])[] = [
    ['a\nb"c\nd\n', "quote-inside"],
    ['a\n"b"c\nd\n', "after-quote"],
    ['a\n"b\nd\n', "quote-open"],
    ["a\nb\rc\nd\n", "bare-return"],
    ["a\nb\r", "bare-return"],
    [`a\n${"b".repeat(longestRecord + 1)}\nd\n`, "too-long"],
    [`a\n"${"b,\n".repeat(longestRecord)}`, "too-long"],
  ];
  for (const [text, kind] of faults) {
    const { records, fault } = parse(text);
    assert.deepEqual(fault, { line: 2, kind }, kind);
    assert.deepEqual(records, [{ line: 1, cells: ["a"] }], kind);
  }
});

test("a quote that is never closed does not fill the memory: the parser gives up within a record's length", () => {
  const parser = createCsvParser();
  let pushed = 0;
  let fault = parser.push('a\n"').fault;
  while (fault === undefined && pushed < 10 * longestRecord) {
    fault = parser.push("b".repeat(1000)).fault;
    pushed += 1000;
  }
  assert.deepEqual(fault, { line: 2, kind: "too-long" });
  assert.ok(pushed <= longestRecord + 1000);
});

const table = fc.array(fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 5 }), { maxLength: 8 });

test("property: whatever is written is read again, however it is cut into pieces", () => {
  fc.assert(
    fc.property(table, fc.array(fc.nat(200), { maxLength: 6 }), (rows, cuts) => {
      const text = rows.map(csvRow).join("");
      const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
      assert.deepEqual(
        cells(...pieces).map((row) => row.map(asMeant)),
        rows,
      );
    }),
  );
});

test("property: any text gives the same records however it is cut into pieces, and never an exception", () => {
  const csvLike = fc.string({ unit: fc.constantFrom("a", ",", '"', "\r", "\n", "'", "=") });
  fc.assert(
    fc.property(csvLike, (text) => {
      assert.deepEqual(parse(...text), parse(text));
    }),
  );
});

test("a cell that a spreadsheet would take for a formula is written as text, and read as it was meant", () => {
  for (const cell of ["=1+1", "+32 2 1", "-1", "@SUM(A1)", "\t=1", "＝1", "'=1", "''=1"]) {
    assert.equal(defused(cell), `'${cell}`);
    assert.equal(asMeant(defused(cell)), cell);
  }
  for (const cell of ["", "a=1", "'quoted'", "2026Q1", "1-1"]) assert.equal(defused(cell), cell);
  assert.equal(csvRow(["=a,b", "c"]), `"'=a,b",c\r\n`);
  assert.equal(asMeant("=1"), "=1", "what somebody else wrote stays as it is");
});

test("property: no cell that is written begins as a formula does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (cell) => {
      assert.doesNotMatch(defused(cell), /^[=+\-@\t\r]/);
      assert.equal(asMeant(defused(cell)), cell);
    }),
  );
});

test("a table needs its header: these columns in this order, behind a byte order mark or none", async () => {
  const parts = await read(["a", "b"], "\ufeffa,b\r\n1,2\r\n");
  assert.deepEqual(recordsOf(parts), [{ line: 2, cells: ["1", "2"] }]);
  for (const header of ["b,a\n1,2\n", "a\n1\n", "a;b\n1;2\n", "1,2\n"]) {
    assert.deepEqual(faultOf(await read(["a", "b"], header)), [[1, "header"]], header);
  }
  assert.deepEqual(faultOf(await read(["a", "b"])), [[1, "empty"]]);
  assert.deepEqual(await read(["a"], "a\n"), [], "no rows are no fault");
});

test("bytes that are no UTF-8 are told with their line, and what stands before it is read", async () => {
  const parts = await read(["a"], "a\né\n", Buffer.from([0x62, 0x0a, 0x63, 0xe9, 0x0a, 0x64, 0x0a]));
  assert.deepEqual(
    recordsOf(parts).map(({ cells: [cell] }) => cell),
    ["é", "b"],
  );
  assert.deepEqual(faultOf(parts), [[4, "encoding"]]);
});

test("a character cut in two between chunks is whole again", async () => {
  const bytes = Buffer.from("a\nn€n\n");
  const parts = await read(["a"], bytes.subarray(0, 4), bytes.subarray(4));
  assert.deepEqual(recordsOf(parts), [{ line: 2, cells: ["n€n"] }]);
});

test("a file without line ends is given up, not gathered", async () => {
  const chunk = Buffer.alloc(longestRecord, "a");
  const parts = await read(["a"], "a\n", ...Array.from({ length: 10 }, () => chunk));
  assert.deepEqual(faultOf(parts), [[2, "too-long"]]);
});
