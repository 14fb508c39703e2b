// Persons by hand: a number that the register did not know, and one that is nobody's any more.
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { attempt, type Desk, type Done, type Work } from "../administer.ts";
import type { Broken } from "../rules.ts";
import { brokenByPopulation, personReference } from "./numbers.ts";
import { brokenByBirth } from "./person-rules.ts";
import { type Person, putPersons } from "./put.ts";
import { registeredPersons } from "./registered.ts";

/** A number in use, and who bears it where that is known. */
export function addPerson(person: Omit<Person, "state" | "replacedBy">): Work<Person> {
  return async (desk) => {
    const broken = brokenByPopulation(person.ssin, desk) ?? brokenByBirth(person, desk.today);
    if (broken !== undefined) return refused(broken);
    const known = (await registeredPersons(desk, [person.ssin])).get(person.ssin);
    if (known !== undefined) return refused({ rule: "person-new", found: `a number that is ${known.state}` });
    return await put(desk, { ...person, state: "active" });
  };
}

/** The number is nobody's any more: questions about it are refused. What is kept under it in other registers stays there. */
export function cancelPerson(ssin: Ssin): Work<Person> {
  return async (desk) => {
    const known = (await registeredPersons(desk, [ssin])).get(ssin);
    if (known === undefined) return refused({ rule: "person-known" });
    const { knownFrom, ...person } = known;
    if (person.state !== "active")
      return refused({ rule: "cancelled-from-use", found: `a number that is ${person.state}` });
    return await put(desk, { ...person, state: "cancelled" });
  };
}

async function put(desk: Desk, person: Person): Promise<Outcome<Done<Person>, Broken>> {
  const written = await attempt(putPersons(desk, [person]), "person-known");
  return written.ok ? accepted({ result: person, changed: [personReference(person.ssin)] }) : written;
}
