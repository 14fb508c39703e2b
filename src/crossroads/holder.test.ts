import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHolder } from "./holder.ts";

for (const text of ["cbe:0200881951", "sector:1", "sector:17", "sector:17.1", "sector:0", "sector:199.0"]) {
  test(`${text} can hold an inscription`, () => assert.deepEqual(parseHolder(text), { ok: true, value: text }));
}

for (const [text, kind] of [
  ["", "shape"],
  ["17", "shape"],
  ["sector:1234", "shape"],
  ["sector:17.", "shape"],
  ["sector:17.1.1", "shape"],
  ["sector: 17", "shape"],
  ["sector:17\n", "shape"],
  ["nsso:0000100006", "shape"],
  ["cbe:200881951", "shape"],
  ["sector:017", "zeros"],
  ["sector:17.01", "zeros"],
  ["sector:00", "zeros"],
  ["cbe:0200881952", "check-digits"],
  ["cbe:2200881951", "shape"],
] as const) {
  test(`${JSON.stringify(text)} is no holder (${kind})`, () =>
    assert.deepEqual(parseHolder(text), { ok: false, reason: { kind } }));
}
