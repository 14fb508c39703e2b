import assert from "node:assert/strict";
import { test } from "node:test";
import { type IsoDay, parseDay } from "../../kernel/day.ts";
import { certain } from "../../kernel/outcome.ts";
import { type ContributionFacts, situationOf } from "./situation.ts";

const day = (text: string): IsoDay => certain(parseDay(text));
const facts = (known: Partial<ContributionFacts> = {}): ContributionFacts => ({
  nothingDue: false,
  paidOn: undefined,
  exemption: undefined,
  ...known,
});

test("a quarter is paid from the day of payment on, and not paid before", () => {
  const paid = facts({ paidOn: day("2020-03-20") });
  assert.equal(situationOf(paid, day("2020-03-19")), "NOT_PAYED");
  assert.equal(situationOf(paid, day("2020-03-20")), "PAYED");
  assert.equal(situationOf(paid, day("2026-01-01")), "PAYED");
});

test("nothing paid is not paid, on any day", () => {
  assert.equal(situationOf(facts(), day("2020-01-01")), "NOT_PAYED");
  assert.equal(situationOf(facts(), day("2030-12-31")), "NOT_PAYED");
});

test("a quarter is exempted from the day of a decision that grants it, and never by one that refuses", () => {
  const granted = facts({ exemption: { decidedOn: day("2021-06-15"), granted: true } });
  assert.equal(situationOf(granted, day("2021-06-14")), "NOT_PAYED");
  assert.equal(situationOf(granted, day("2021-06-15")), "EXEMPTION");
  const refused = facts({ exemption: { decidedOn: day("2021-06-15"), granted: false } });
  assert.equal(situationOf(refused, day("2021-06-15")), "NOT_PAYED");
  assert.equal(situationOf({ ...refused, paidOn: day("2021-07-01") }, day("2021-07-01")), "PAYED");
});

test("who paid and was exempted has paid, whichever came first", () => {
  const exemption = { decidedOn: day("2021-06-15"), granted: true };
  const paidBefore = facts({ exemption, paidOn: day("2021-03-31") });
  const paidAfter = facts({ exemption, paidOn: day("2021-08-31") });
  assert.equal(situationOf(paidBefore, day("2022-01-01")), "PAYED");
  assert.equal(situationOf(paidAfter, day("2021-08-30")), "EXEMPTION");
  assert.equal(situationOf(paidAfter, day("2021-08-31")), "PAYED");
});

test("a quarter for which nothing is due is in order at once", () => {
  assert.equal(situationOf(facts({ nothingDue: true }), day("2020-01-01")), "PAYED");
});
