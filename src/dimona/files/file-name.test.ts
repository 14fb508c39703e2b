import assert from "node:assert/strict";
import { test } from "node:test";
import { day } from "../../../test/dimona-declarations.ts";
import { type Environment, parseSetName, partOfSet } from "./file-name.ts";

const errorsOf = (set: string, environment: Environment = "R") => {
  const named = parseSetName(set, { sender: "900009", environment, today: day("2026-06-25") });
  return named.ok ? named.value : named.errors;
};

test("a name of seven parts tells what, whose, when and where", () => {
  assert.deepEqual(partOfSet("fi.dmpi.900009.20260625.0000a.r.1.1"), {
    prefix: "FI",
    set: "DMPI.900009.20260625.0000A.R.1.1",
  });
  assert.deepEqual(errorsOf("DMPI.900009.20260625.0000A.R.1.1"), {
    set: "DMPI.900009.20260625.0000A.R.1.1",
    form: "declarations",
    sender: "900009",
    day: "20260625",
    number: "0000A",
    environment: "R",
  });
  assert.deepEqual(
    ["DIMN", "PFREQ"]
      .map((form) => errorsOf(`${form}.900009.20260625.00001.R.1.1`))
      .map((one) => "form" in one && one.form),
    ["declarations", "question"],
  );
});

for (const file of ["readme.txt", "FO.NOTI.900009.20260625.00001.R.1.1", "FI", "XFI.DMPI.1"]) {
  test(`${file} is no part of a set`, () => assert.equal(partOfSet(file), undefined));
}

const wrong: readonly (readonly [situation: string, set: string, errors: readonly string[]])[] = [
  ["too few parts", "DMPI.900009.20260625.00001.R.1", ["131"]],
  ["too many parts", "DMPI.900009.20260625.00001.R.1.1.1", ["131"]],
  ["another message", "DMFA.900009.20260625.00001.R.1.1", ["129"]],
  ["another sender", "DMPI.900001.20260625.00001.R.1.1", ["108"]],
  ["a day of six digits", "DMPI.900009.260625.00001.R.1.1", ["109"]],
  ["a day that does not exist", "DMPI.900009.20260631.00001.R.1.1", ["110"]],
  ["tomorrow", "DMPI.900009.20260626.00001.R.1.1", ["111"]],
  ["more than 31 days ago", "DMPI.900009.20260524.00001.R.1.1", ["126"]],
  ["a number of four characters", "DMPI.900009.20260625.0001.R.1.1", ["112"]],
  ["a number with a hyphen", "DMPI.900009.20260625.00-01.R.1.1", ["367"]],
  ["a number with an accent", "DMPI.900009.20260625.0000É.R.1.1", ["367"]],
  ["the number nought", "DMPI.900009.20260625.00000.R.1.1", ["127"]],
  ["an environment that does not exist", "DMPI.900009.20260625.00001.P.1.1", ["117"]],
  ["no number of parts", "DMPI.900009.20260625.00001.R..1", ["114"]],
  ["ten parts", "DMPI.900009.20260625.00001.R.10.1", ["114"]],
  ["a letter for the number of parts", "DMPI.900009.20260625.00001.R.A.1", ["115"]],
  ["no parts", "DMPI.900009.20260625.00001.R.0.1", ["116"]],
  ["more than one part", "DMPI.900009.20260625.00001.R.2.1", ["128"]],
  ["a part that is not the first", "DMPI.900009.20260625.00001.R.1.2", ["123"]],
  ["several things at once", "DMFA.900001.2026.1.X.0.9", ["129", "108", "109", "112", "117", "116", "123"]],
];

for (const [situation, set, errors] of wrong) {
  test(`a name with ${situation}: ${errors.join(", ")}`, () => assert.deepEqual(errorsOf(set), errors));
}

test("a file lies in the folder of its environment", () => {
  assert.deepEqual(errorsOf("DMPI.900009.20260625.00001.R.1.1", "T"), ["118"]);
  assert.deepEqual(errorsOf("DMPI.900009.20260625.00001.T.1.1", "R"), ["119"]);
  assert.deepEqual(errorsOf("DMPI.900009.20260625.00001.S.1.1", "R"), ["117"]);
});
