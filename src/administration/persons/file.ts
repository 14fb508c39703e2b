// The file of persons: a line for each number.
import { readFileSync } from "node:fs";
import type { Ssin } from "../../kernel/ssin.ts";
import type { PersonIdentity } from "../../persons/identity.ts";
import type { Line } from "../files/line.ts";
import { faultless, type JudgingDesk, type Verdict, verdictOn } from "../files/table.ts";
import { tableFile } from "../files/table-file.ts";
import type { Broken } from "../rules.ts";
import { personColumns } from "./columns.ts";
import { brokenByPopulation, type NumberState, personReference, statesOf } from "./numbers.ts";
import {
  birthDateExpected,
  brokenByBirth,
  brokenByTurn,
  isBirthDate,
  isName,
  nameExpected,
  sexes,
} from "./person-rules.ts";
import { type Person, putPersons } from "./put.ts";
import { type RegisteredPerson, registeredPersons } from "./registered.ts";

const numberStates: readonly NumberState[] = ["active", "replaced", "cancelled"];

export const personsFile = tableFile<Person, Person>("persons", {
  columns: personColumns,
  keyColumns: 1,
  gather: (lines) => {
    const [first, ...others] = lines;
    for (const line of others) line.fault("ssin", "expected one line for a number");
    const person = first === undefined ? undefined : personIn(first);
    return faultless(lines, () => {
      if (person === undefined) throw new Error("A line that could not be read has a fault");
      return person;
    });
  },
  judge: async (desk, asked) => {
    const known = await registeredPersons(
      desk,
      asked.map(({ ssin }) => ssin),
    );
    const successors = await statesOf(
      desk,
      asked.flatMap(({ replacedBy }) => replacedBy ?? []),
    );
    const besides = new Set(asked.map(({ ssin }) => ssin));
    const isKnown = (ssin: Ssin) => successors.has(ssin) || besides.has(ssin);
    return asked.map((person) => judgeOne(person, known.get(person.ssin), desk, isKnown));
  },
  put: putPersons,
  referenceOf: ({ ssin }) => personReference(ssin),
  grow: ["persons.person", "persons.identity"],
  exports: ["export-kept.sql", "export-replaced.sql"].map((name) =>
    readFileSync(new URL(`read/${name}`, import.meta.url), "utf8"),
  ),
});

function judgeOne(
  person: Person,
  known: RegisteredPerson | undefined,
  desk: JudgingDesk,
  isKnown: (ssin: Ssin) => boolean,
): Verdict<Person> {
  const verdict = verdictOn(person, known, desk, content);
  if (verdict.kind === "same" || verdict.kind === "wrong") return verdict;
  const broken = known === undefined ? brokenByPopulation(person.ssin, desk) : undefined;
  if (broken !== undefined) return inColumn("ssin", broken);
  const turn = known === undefined ? undefined : brokenByTurn(known, person);
  if (turn !== undefined) return inColumn("state", turn);
  const unborn = brokenByBirth(person, desk.today);
  if (unborn !== undefined) return inColumn("birth_date", unborn);
  const { replacedBy } = person;
  const leads = replacedBy === undefined || isKnown(replacedBy);
  return leads ? verdict : inColumn("replaced_by", { rule: "leads-to-a-number" });
}

function inColumn(column: string, broken: Broken): Verdict<Person> {
  return { kind: "wrong", broken, column };
}

function personIn(line: Line): Person | undefined {
  const ssin = line.ssin("ssin");
  const state = line.oneOf("state", numberStates);
  const replacedBy = line.isEmpty("replaced_by") ? undefined : line.ssin("replaced_by");
  const deceasedOn = line.isEmpty("deceased_on") ? undefined : line.day("deceased_on");
  const identity = identityOf(line);
  if (state === "replaced" && line.isEmpty("replaced_by")) {
    line.fault("replaced_by", "expected the number that took the place of a replaced one");
  }
  if (state !== undefined && state !== "replaced" && !line.isEmpty("replaced_by")) {
    line.fault("replaced_by", `expected nothing for a number that is ${state}`);
  }
  if (replacedBy !== undefined && replacedBy === ssin) line.fault("replaced_by", "expected another number");
  if (ssin === undefined || state === undefined) return undefined;
  return {
    ssin,
    state,
    ...(replacedBy === undefined ? {} : { replacedBy }),
    ...(deceasedOn === undefined ? {} : { deceasedOn }),
    ...(identity === undefined ? {} : { identity }),
  };
}

function identityOf(line: Line): PersonIdentity | undefined {
  if (line.isEmpty("last_name")) {
    for (const column of ["first_names", "birth_date", "sex"]) {
      if (!line.isEmpty(column)) line.fault(column, "expected nothing where there is no last name");
    }
    return undefined;
  }
  const lastName = line.text("last_name");
  const firstNames = line.text("first_names");
  const birthDate = line.text("birth_date");
  if (!isName(lastName)) line.fault("last_name", nameExpected);
  if (firstNames !== "" && !isName(firstNames)) line.fault("first_names", nameExpected);
  if (!isBirthDate(birthDate)) line.fault("birth_date", birthDateExpected);
  const sex = line.isEmpty("sex") ? undefined : line.oneOf("sex", sexes);
  return { lastName, firstNames, birthDate, ...(sex === undefined ? {} : { sex }) };
}

function content({ state, replacedBy, deceasedOn, identity }: Person): unknown {
  return [state, replacedBy, deceasedOn, identity?.lastName, identity?.firstNames, identity?.birthDate, identity?.sex];
}
