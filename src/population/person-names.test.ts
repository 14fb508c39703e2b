import assert from "node:assert/strict";
import { test } from "node:test";
import { nameKey } from "../persons/name-key.ts";
import { namesOf } from "./person-names.ts";

const everybody = Array.from({ length: 5000 }, (_, index) => namesOf(7, index, index % 2 === 0 ? "1" : "2"));

test("the same person has the same names in every population", () => {
  assert.deepEqual(namesOf(7, 42, "1"), namesOf(7, 42, "1"));
  assert.notDeepEqual(namesOf(8, 42, "1"), namesOf(7, 42, "1"));
});

test("names fit what the register and a declaration have room for, and COPY takes them as they are", () => {
  for (const { lastName, firstNames } of everybody) {
    assert.ok(lastName.length <= 48 && (firstNames.split(" ")[0]?.length ?? 0) <= 24);
    assert.doesNotMatch(lastName + firstNames, /[\t\n\\]/);
    assert.match(nameKey(lastName), /^[A-Z]{3,}$/);
    const given = firstNames.split(" ");
    assert.equal(new Set(given).size, given.length);
  }
});

test("there are simple names, names with particles and double names, and many of them", () => {
  const names = everybody.map(({ lastName }) => lastName);
  assert.ok(new Set(names).size > 1000);
  assert.ok(names.some((name) => name.startsWith("Van den ")));
  assert.ok(names.some((name) => name.includes("-")));
});
