import assert from "node:assert/strict";
import { test } from "node:test";
import { entityFrom } from "./entity-option.ts";
import { Refusal } from "./refusal.ts";

test("a number that can only be of one kind needs no more than itself", () => {
  assert.deepEqual(entityFrom(["0199900024"]), { NOSSRegistrationNbr: "0199900024" });
  assert.deepEqual(entityFrom(["199900024"]), { NOSSRegistrationNbr: "199900024" });
  assert.deepEqual(entityFrom(["1999900072"]), { CompanyID: "1999900072" });
  assert.deepEqual(entityFrom(["5199903346"]), { ProvisionalNSSONbr: "5199903346" });
  assert.deepEqual(entityFrom(["90051996036"]), { INSS: "90051996036" });
});

test("an employer's number may have the enterprise number beside it, in either order", () => {
  const both = { NOSSRegistrationNbr: "0199900024", CompanyID: "1999900072" };
  assert.deepEqual(entityFrom(["nsso:0199900024", "cbe:1999900072"]), both);
  assert.deepEqual(entityFrom(["1999900072", "0199900024"]), both);
  assert.deepEqual(entityFrom(["ppl:0099900401", "1999900072"]), {
    NOSSLPARegistrationNbr: "99900401",
    CompanyID: "1999900072",
  });
});

test("a number that could be of two kinds is only taken with one before it", () => {
  assert.throws(() => entityFrom(["109124"]), refusal(/could be a number of kind nsso or ppl/));
  assert.throws(() => entityFrom(["0199902449"]), refusal(/could be a number of kind cbe or nsso/));
  assert.deepEqual(entityFrom(["ppl:109124"]), { NOSSLPARegistrationNbr: "109124" });
});

test("a wrong number is only sent with a kind before it", () => {
  assert.throws(() => entityFrom(["0199900025"]), refusal(/0199900025 is no number of an entity; .*nsso:/));
  assert.deepEqual(entityFrom(["nsso:0199900025"]), { NOSSRegistrationNbr: "0199900025" });
});

test("two employer's numbers, two of one kind, or a person beside an enterprise name no entity", () => {
  for (const numbers of [
    ["nsso:0199900024", "ppl:99900401"],
    ["nsso:0199900024", "nsso:0199900121"],
    ["ssin:90051996036", "cbe:1999900072"],
    [],
  ]) {
    assert.throws(() => entityFrom(numbers), refusal(/an entity is named by one number/));
  }
});

function refusal(sentence: RegExp) {
  return (error: unknown): boolean => error instanceof Refusal && sentence.test(error.message);
}
