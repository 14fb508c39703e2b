import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { loadEmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import { type IdentifierKind, kindOf, parseIdentifier } from "../../employers/identifier.ts";
import { addDays, parseDay } from "../../kernel/day.ts";
import { certain } from "../../kernel/outcome.ts";
import { firstDayOf, lastDayOf } from "../../kernel/quarter.ts";
import { parseSsin } from "../../kernel/ssin.ts";
import { belongsToPossiblePerson } from "../../kernel/synthetic-ssin.ts";
import { traits } from "../traits.ts";
import { applications, groups, qualities, roles } from "./codes.ts";
import { type EmployerNetwork, synthesizeEmployers } from "./network.ts";
import type { EntityRows } from "./rows.ts";
import { situations, standings } from "./traits.ts";

const today = certain(parseDay("2026-11-23"));
const network = synthesizeEmployers(1, today);
const { rows } = network;
const codes = loadEmployerMandateCodes();

const numbersOf = ({ rows }: EmployerNetwork) =>
  rows.entities.flatMap(({ identifiers }) => identifiers.map(({ identifier }) => identifier));
const actingIn = (...wanted: readonly string[]): readonly EntityRows[] =>
  rows.entities.filter(({ contexts }) => contexts.some(({ quality }) => wanted.includes(quality)));

test("a network is the same whenever it is made, and another one under another seed", () => {
  assert.deepEqual(synthesizeEmployers(1, today), network);
  assert.notDeepEqual(synthesizeEmployers(2, today).rows.users, rows.users);
});

test("on another day everybody has the same numbers and ids", () => {
  const later = synthesizeEmployers(1, certain(parseDay("2028-02-29")));
  assert.deepEqual(numbersOf(later), numbersOf(network));
  assert.deepEqual(
    later.rows.users.map(({ technicalId }) => technicalId),
    rows.users.map(({ technicalId }) => technicalId),
  );
});

test("there are 300 employers of every kind, 20 who act for them, and curators", () => {
  assert.equal(network.employers.length, 300);
  const count = (matches: (employer: EmployerNetwork["employers"][number]) => boolean) =>
    network.employers.filter(matches).length;
  assert.ok(count(({ nssoNumber }) => nssoNumber !== undefined) > 180);
  assert.ok(count(({ pplNumber }) => pplNumber !== undefined) > 15);
  assert.ok(count(({ provisionalNumber }) => provisionalNumber !== undefined) > 5);
  assert.ok(
    count(({ nssoNumber, pplNumber, provisionalNumber }) => !(nssoNumber ?? pplNumber ?? provisionalNumber)) > 15,
  );
  assert.ok(count(({ endDate }) => endDate !== undefined) > 8);
  const replaced = rows.entities.flatMap(({ identifiers }) => identifiers.filter(({ replacedBy }) => replacedBy));
  assert.ok(replaced.length > 8);

  const mandataries = actingIn("QUAL_SSC", "QUAL_SP_LEG", "QUAL_SP_IND", "QUAL_SPPLA_LEG", "QUAL_FSC");
  assert.equal(mandataries.length, 20);
  assert.ok(mandataries.some(({ kind }) => kind === "natural-person"));
  assert.equal(actingIn("QUAL_CUR").length, 6);
});

test("users are there in every role and every state, mandates in every state", () => {
  const played = new Set(rows.users.flatMap(({ contexts }) => contexts.map(({ role }) => role)));
  assert.deepEqual([...played].sort(), Object.keys(roles).sort());
  const last = rows.users.map(({ states }) => states.at(-1));
  const isLast = (state: string, ended: boolean) =>
    last.some((one) => one?.state === state && (one.endDate !== undefined) === ended);
  for (const state of ["ACTIVE", "BLOCKED", "DELETED"]) assert.ok(isLast(state, false), state);
  assert.ok(isLast("ACTIVE", true), "an account that has expired");

  const current = rows.mandates.flatMap(({ objects }) => objects.filter(({ knownUntil }) => knownUntil === undefined));
  for (const status of ["TO_BE_FINALISED", "PENDING", "ACTIVE", "CLOSED", "REJECTED"]) {
    assert.ok(current.filter((object) => object.status === status).length >= 4, status);
  }
  const delegations = rows.mandates.flatMap((mandate) => mandate.delegations);
  assert.ok(delegations.some(({ to }) => "technicalId" in to));
  assert.ok(delegations.some(({ to, status }) => "entity" in to && status === "CLOSED"));
});

test("a mandate is of the type on which its mandatary acts", () => {
  for (const { mandatary, type } of rows.mandates) {
    const own = rows.entities[mandatary - 1]?.contexts.map(({ quality }) => qualities[quality]);
    assert.ok(own?.includes(type));
  }
});

test("every trait is there three times, under a name that no trait of a person has", () => {
  for (const trait of [...Object.keys(situations), ...Object.keys(standings)]) {
    const having = network.personas.filter((persona) => persona.traits.some((one) => one === trait));
    assert.ok(having.length >= 3, trait);
    assert.ok(!Object.hasOwn(traits, trait), trait);
  }
});

test("the codes are those of the tables", () => {
  for (const [group, exclusive] of Object.entries(groups)) {
    assert.equal(codes.groupOn(group, today)?.exclusive, exclusive, group);
  }
  assert.deepEqual(Object.keys(groups).sort(), codes.applicationGroup.rows.map(({ code }) => code).sort());
  assert.deepEqual([...applications].sort(), codes.application.rows.map(({ code }) => code).sort());
  for (const [quality, type] of Object.entries(qualities)) {
    assert.deepEqual(codes.mandateTypesOf(quality, today), type === undefined ? [] : [type], quality);
  }
  for (const [role, all] of Object.entries(roles)) assert.equal(codes.hasAllApplications(role, today), all, role);
  for (const { objects } of rows.mandates) {
    for (const { group, begin } of objects) assert.ok(codes.groupOn(group, firstDayOf(begin)), `${group} in ${begin}`);
  }
});

test("the groups that grew had not grown the day before", () => {
  for (const { question, traits } of network.personas) {
    const { date, object } = question;
    if (date === undefined) continue;
    const grew = traits.includes("group-has-grown");
    const grownOn = grew ? date : addDays(date, 1);
    for (const group of ["ASR_UNEMPLOYMENT", "TEMP_UNEMPLOYMENT"]) {
      assert.ok(codes.holds(group, object.code, grownOn) && !codes.holds(group, object.code, addDays(grownOn, -1)));
    }
  }
});

test("the question in the README is one of the demo network, and has access through a mandate", () => {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const [, technicalId, employer, code] = /--user (\S+) --employer (\S+) --application (\S+)/.exec(readme) ?? [];
  const persona = network.personas.find((one) => one.technicalId === technicalId);
  assert.deepEqual(persona?.question, { employer: [employer], object: { type: "APPLICATION", code } });
  assert.equal(persona.traits[0], "through-mandate");
});

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

test("under every seed, nobody shares a number, an id or a name with another, and no number is somebody's alive", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const made = synthesizeEmployers(seed, today);
      const numbers = numbersOf(made);
      assert.equal(new Set(numbers).size, numbers.length);
      for (const identifier of numbers) assertSynthetic(identifier);
      const ids = [...made.rows.users, ...made.personas.filter(({ code }) => code === "EMC00101")].map(
        ({ technicalId }) => technicalId,
      );
      assert.equal(new Set(ids).size, ids.length);
      const names = made.employers.map(({ name }) => name);
      assert.equal(new Set(names).size, names.length);
    }),
    { seed: 1, numRuns: 20 },
  );
});

test("under every seed, who is a user is so in a context that has begun, and who gives a mandate is there when it begins", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { entities, firstKey, users, mandates } = synthesizeEmployers(seed, today).rows;
      const at = (key: number) => entities[key - firstKey];
      for (const { contexts } of users) {
        for (const { entity, quality, beginDate } of contexts) {
          const own = at(entity)?.contexts.filter((context) => context.quality === quality) ?? [];
          assert.ok(own.some((context) => context.beginDate <= beginDate && beginDate <= (context.endDate ?? "9")));
        }
      }
      for (const { mandator, objects } of mandates) {
        const { beginDate = "9", endDate = "9" } = at(mandator) ?? {};
        for (const { begin, end } of objects) {
          assert.ok(firstDayOf(begin) <= endDate && beginDate <= (end === undefined ? "9" : lastDayOf(end)));
        }
      }
    }),
    { seed: 1, numRuns: 10 },
  );
});

const ranges: Readonly<Record<Exclude<IdentifierKind, "ssin">, RegExp>> = {
  cbe: /^19999[0-8]/,
  nsso: /^01999/,
  provisional: /^51999/,
  ppl: /^00999/,
};

function assertSynthetic(identifier: string): void {
  const [kind = "", number = ""] = identifier.split(":");
  const parsed = certain(parseIdentifier(kind as IdentifierKind, number));
  assert.equal(parsed, identifier);
  const known = kindOf(parsed);
  if (known === "ssin") assert.ok(!belongsToPossiblePerson(certain(parseSsin(number)), today));
  else assert.match(number, ranges[known]);
}
