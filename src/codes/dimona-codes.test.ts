import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { loadDimonaCodes } from "./dimona-codes.ts";

const codes = loadDimonaCodes();

test("a town goes with its post code however it is spelt, and with no other", () => {
  assert.equal(codes.isTownOf("1000", "BRUXELLES"), true);
  assert.equal(codes.isTownOf("4000", "Liege"), true);
  assert.equal(codes.isTownOf("9000", "Gand"), true);
  assert.equal(codes.isTownOf("9000", "Brugge"), false);
  assert.equal(codes.isPostCode("0999"), false);
});

test("a risk activity belongs to workers or to employees", () => {
  assert.equal(codes.isRiskActivity("002", "WORKER"), true);
  assert.equal(codes.isRiskActivity("002", "EMPLOYEE"), false);
  assert.equal(codes.isRiskActivity("401", "EMPLOYEE"), true);
});

test("countries are known by NIS code, those of the past too", () => {
  assert.equal(codes.isCountry("150"), true);
  assert.equal(codes.isCountry("269"), true);
  assert.equal(codes.isCountry("BE"), false);
});

test("a worker type is known on the days on which it may begin", () => {
  const day = (text: string) => certain(parseDay(text));
  assert.equal(codes.workerType.lookup("O17", day("2021-12-31")), undefined);
  assert.equal(codes.workerType.lookup("O17", day("2022-01-01"))?.texts.fr, "Article 17, socioculturel et autres");
});

test("an anomaly has its label and what to do about it in four languages, all of them different texts", () => {
  const closed = codes.anomaly("356");
  assert.equal(closed?.label.nl, "Reeds afgesloten Dimonaperiode");
  assert.equal(new Set(Object.values(closed?.remedy ?? {})).size, 4);
  assert.equal(codes.anomaly("999"), undefined);
});
