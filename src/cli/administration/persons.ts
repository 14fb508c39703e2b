// `kruispunt persons ...`: shown, added, cancelled. Of a number that was looked for only those are shown that took its place.
import { addPerson, cancelPerson } from "../../administration/persons/persons.ts";
import type { Person } from "../../administration/persons/put.ts";
import {
  changesOfPerson,
  knownBefore,
  type PersonBefore,
  registeredPersons,
} from "../../administration/persons/registered.ts";
import { sentenceOf } from "../../administration/rules.ts";
import type { Settings } from "../../http/settings.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { PersonIdentity } from "../../persons/identity.ts";
import { inColumns } from "../columns.ts";
import { Refusal } from "../refusal.ts";
import { lookAtPerson } from "./look.ts";
import { type ByOptions, change, type Told } from "./office.ts";
import { jsonText, linesText } from "./text.ts";
import { changesText, type ShowOptions } from "./users.ts";
import { ssinGiven } from "./values.ts";

interface PersonOptions extends ByOptions {
  readonly ssin: string;
}

interface AddOptions extends PersonOptions, Partial<PersonIdentity> {
  readonly deceasedOn?: IsoDay;
}

export async function addPersonBy(settings: Settings, options: AddOptions): Promise<void> {
  const { deceasedOn } = options;
  const identity = identityGiven(options);
  const work = addPerson({
    ssin: await ssinGiven(options.ssin),
    ...(deceasedOn === undefined ? {} : { deceasedOn }),
    ...(identity === undefined ? {} : { identity }),
  });
  await change(settings, options, "persons add", work, told);
}

export async function cancelPersonBy(settings: Settings, options: PersonOptions): Promise<void> {
  await change(settings, options, "persons cancel", cancelPerson(await ssinGiven(options.ssin)), told);
}

export async function showPerson(settings: Settings, options: ShowOptions & PersonOptions): Promise<void> {
  const ssin = await ssinGiven(options.ssin);
  await lookAtPerson(settings, options, { operation: "persons show", ssin }, async ({ client, clock }) => {
    const view = { client, at: options.asKnownOn ?? clock.now() };
    const person = (await registeredPersons(view, [ssin])).get(ssin);
    if (person === undefined) throw new Refusal(sentenceOf({ rule: "person-known" }));
    const before = await knownBefore(view, ssin);
    const changes = options.changes === true ? await changesOfPerson(client, ssin) : undefined;
    const others = [person, ...before].flatMap(({ replacedBy }) => replacedBy ?? []);
    if (options.json === true) {
      const { ssin: _, knownFrom: __, ...data } = person;
      return { text: jsonText({ ...data, before, ...(changes === undefined ? {} : { changes }) }), others };
    }
    const text = linesText([
      person.state,
      ...inColumns(factsOf(person).map((cells) => ["", ...cells])),
      ...(before.length === 0 ? [] : ["known before"]),
      ...inColumns(before.flatMap((one) => beforeRows(one).map((cells) => ["", ...cells]))),
      ...(changes === undefined ? [] : changesText(changes)),
    ]);
    return { text, others };
  });
}

function identityGiven({ lastName, firstNames = "", birthDate, sex }: AddOptions): PersonIdentity | undefined {
  if (lastName === undefined && birthDate === undefined && firstNames === "" && sex === undefined) return undefined;
  if (lastName === undefined || birthDate === undefined) {
    throw new Refusal(
      "whoever bears a number has a --last-name and a --birth-date; leave names and sex out where no more is known",
    );
  }
  return { lastName, firstNames, birthDate, ...(sex === undefined ? {} : { sex }) };
}

/** Nothing of a person: who typed it knows it, and others may look on. */
function told({ state }: Person): Told {
  return { line: `the number is ${state}` };
}

function beforeRows({ state, knownFrom, knownUntil, ...facts }: PersonBefore): readonly (readonly string[])[] {
  const rows = [...(state === undefined ? [] : [["state", state]]), ...factsOf(facts)];
  return rows.map(([label = "", value = ""]) => [label, value, `known ${knownFrom} .. ${knownUntil}`]);
}

function factsOf({
  replacedBy,
  deceasedOn,
  identity,
}: Pick<Person, "replacedBy" | "deceasedOn" | "identity">): readonly (readonly string[])[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["replaced by", replacedBy],
    ["died on", deceasedOn],
    ["last name", identity?.lastName],
    ["first names", identity?.firstNames === "" ? undefined : identity?.firstNames],
    ["birth date", identity?.birthDate],
    ["sex", identity?.sex === undefined ? undefined : { 1: "man", 2: "woman" }[identity.sex]],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value]]));
}
