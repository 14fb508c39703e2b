// Persons for tests of the administration: made-up people whose numbers the register of persons knows, and some that it does not.

import { certain } from "../src/kernel/outcome.ts";
import { checkDigits, parseSsin, type Ssin } from "../src/kernel/ssin.ts";
import { bearerOf } from "../src/kernel/synthetic-ssin.ts";
import { day } from "./access-scene.ts";

const made = (digits: string): Ssin => certain(parseSsin(digits));
const withDigits = (firstNine: string, century: 1900 | 2000): Ssin =>
  made(firstNine + checkDigits(Number(firstNine), century));

export const people = {
  /** An, a woman whom nobody has inscribed yet. */
  an: made("90051996036"),
  /** The number that An had before she was in the national register: a bis number. */
  oldNumberOfAn: withDigits("902519014", 2000),
  /** A man whose number was cancelled: he was known twice. */
  bert: withDigits("851012121", 2000),
  /** Made up as well, and unknown to the register of persons. */
  stranger: withDigits("700101013", 2000),
  /** Another of those, whose number begins with a zero. */
  newcomer: withDigits("010702004", 1900),
  /** A number that may be somebody's: a demonstration takes none. */
  somebody: withDigits("900519960", 1900),
} as const;

if (bearerOf(people.somebody, day("2026-02-10")) !== "possibly-alive") throw new Error("Nobody could have this number");

/** Fills the register of persons; all was known on 1 January 2020. */
export const knownPersons = `
  insert into persons.person (ssin, state, replaced_by, known_from) values
    ('${people.an}', 'active', null, '2020-01-01'),
    ('${people.oldNumberOfAn}', 'replaced', '${people.an}', '2020-01-01'),
    ('${people.bert}', 'cancelled', null, '2020-01-01')`;
