import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { day, workers } from "../../../test/dimona-declarations.ts";
import { certain } from "../../kernel/outcome.ts";
import { syntheticSsin } from "../../kernel/synthetic-ssin.ts";
import type { Identity } from "../declaration.ts";
import { type Candidate, type Likeness, likeness, matchOf } from "./match.ts";

const noor: Candidate = {
  ssin: workers.woman,
  lastName: "Van den Berghe",
  firstNames: "Noor Aïcha",
  birthDate: "2001-07-02",
  sex: "2",
};
const declared: Identity = { lastName: "Van den Berghe", firstName: "Noor", birthDate: "2001-07-02", sex: "2" };

function assertLikeness(
  expected: Likeness,
  cases: readonly (readonly [string, Identity, Partial<Candidate>?])[],
): void {
  for (const [situation, said, known] of cases) {
    assert.equal(likeness({ ...declared, ...said }, { ...noor, ...known }), expected, situation);
  }
}

test("somebody is exactly a person, however the same names are written", () => {
  assertLikeness("exact", [
    ["as the register has it", {}],
    ["without blanks", { lastName: "VANDENBERGHE" }],
    ["with an accent too many", { lastName: "van den Bérghe", firstName: "NOÖR" }],
    ["with all first names", { firstName: "Noor-Aicha" }],
    ["with the year of birth alone", { birthDate: "2001-00-00" }],
    [
      "with the year alone, of which the register knows no more either",
      { birthDate: "2001-00-00" },
      { birthDate: "2001-00-00" },
    ],
  ]);
});

test("somebody is nearly a person who differs in one thing, and in that a little", () => {
  assertLikeness("near", [
    ["without particles", { lastName: "Berghe" }],
    ["one letter less", { lastName: "Van den Berge" }],
    ["two letters that changed places", { lastName: "Van den Begrhe" }],
    ["one name of a double name", { lastName: "Janssens" }, { lastName: "Janssens-Peeters" }],
    ["a double name the other way round", { lastName: "Peeters Janssens" }, { lastName: "Janssens-Peeters" }],
    ["an umlaut written out", { lastName: "Mueller" }, { lastName: "Müller" }],
    ["the second of the first names", { firstName: "Aïcha" }],
    ["an initial", { firstName: "N." }],
    ["a first name with one letter more", { firstName: "Noora" }],
    ["day and month that changed places", { birthDate: "2001-02-07" }],
    ["a day that the register does not know", {}, { birthDate: "2001-07-00" }],
    ["a year of which the register knows no more", {}, { birthDate: "2001-00-00" }],
    ["another sex", { sex: "1" }],
    ["a sex that the register does not know", {}, { sex: undefined }],
  ]);
});

test("somebody is another who differs more, or in two things", () => {
  assertLikeness("other", [
    ["another name", { lastName: "Peeters" }],
    ["another first name", { firstName: "Lotte" }],
    ["a short name with one letter more", { lastName: "Lee" }, { lastName: "Le" }],
    ["another birth date", { birthDate: "2001-07-03" }],
    ["another year", { birthDate: "2002-00-00" }],
    ["a name and a sex that are a little different", { lastName: "Van den Berge", sex: "1" }],
    ["nothing said of the birth", { birthDate: undefined }],
    ["a name without letters", { lastName: "-" }],
  ]);
});

test("one person who is exactly so is found, also beside others that are nearly so", () => {
  const near = { ...noor, ssin: workers.man, lastName: "Van den Berge" };
  assert.deepEqual(matchOf(declared, [near, noor]), { kind: "one", ssin: workers.woman });
  assert.deepEqual(matchOf(declared, [noor, noor]), { kind: "one", ssin: workers.woman }, "the same person twice");
});

test("two persons who are exactly so are several: none of them is chosen", () => {
  const twin = { ...noor, ssin: workers.man };
  assert.deepEqual(matchOf(declared, [noor, twin]), { kind: "several", ssins: [workers.woman, workers.man] });
});

test("one person who is only nearly so is left to somebody's judgement", () => {
  assert.deepEqual(matchOf({ ...declared, sex: "1" }, [noor]), { kind: "near", ssins: [workers.woman] });
});

test("nobody is found among others", () => {
  assert.deepEqual(matchOf(declared, []), { kind: "none" });
  assert.deepEqual(matchOf({ ...declared, lastName: "Peeters" }, [noor]), { kind: "none" });
});

test("everybody is exactly who the register says, whatever the names", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."aàbcdeéèfgøłœßÿ -'"), minLength: 1, maxLength: 20 });
  const name = letters.map((text) => `A${text}`);
  const born = fc.integer({ min: 1, max: 28 }).map((number) => day(`1990-03-${String(number).padStart(2, "0")}`));
  fc.assert(
    fc.property(
      name,
      name,
      born,
      fc.constantFrom("1" as const, "2" as const),
      (lastName, firstNames, birthDate, sex) => {
        const ssin = certain(syntheticSsin({ birthDate, counter: 101, kind: "register" }));
        const person: Candidate = { ssin, lastName, firstNames, birthDate, sex };
        const told = { lastName, firstName: firstNames, birthDate, sex };
        assert.deepEqual(matchOf(told, [person]), { kind: "one", ssin });
        assert.deepEqual(matchOf({ ...told, lastName: lastName.toUpperCase() }, [person]), { kind: "one", ssin });
      },
    ),
  );
});
