import assert from "node:assert/strict";
import { test } from "node:test";
import { DatabaseUnavailable } from "../../database/unavailable.ts";
import { certain } from "../../kernel/outcome.ts";
import { parsePeriod } from "../../kernel/period.ts";
import { filterItems, fromRegister, type Item, keepInscribed } from "./items.ts";

const days = [certain(parsePeriod("2024-01-01", "2024-12-31"))];
const item = (ssin: string | undefined, name: string): Item<{ readonly name: string }> => ({
  ssin,
  days,
  element: { name },
});
const an = "a number";
const bert = "another number";

test("while the register cannot be asked the supplier is unavailable, and other errors stay errors", async () => {
  const away = await fromRegister(() => Promise.reject(new DatabaseUnavailable("lost")));
  assert.equal(away.kind === "refused" ? away.refusal.status.code : away.kind, "MSG00020");
  await assert.rejects(
    fromRegister(() => Promise.reject(new TypeError("a bug"))),
    TypeError,
  );
});

test("what is about somebody who is not inscribed goes, and so does what is about nobody known", async () => {
  const all = [item(an, "one"), item(bert, "two"), item(undefined, "three"), item(an, "four")];
  const asked: string[] = [];
  const kept = await keepInscribed(all, async (ssin, periods) => {
    asked.push(ssin);
    assert.equal(periods.length, ssin === an ? 2 : 1, "with all that the answer says of the person");
    return ssin === an;
  });
  assert.deepEqual(kept.kind === "data" ? kept.data.map(({ element }) => element.name) : kept, ["one", "four"]);
  assert.deepEqual(asked.toSorted(), [an, bert].toSorted(), "each person once");
  const none = await keepInscribed(all, async () => false);
  assert.equal(none.kind === "refused" ? none.refusal.status.code : none.kind, "MSG00100");
});

test("only what is left counts towards what an answer may hold", async () => {
  const some = Array.from({ length: 1000 }, (_, place) => item(place % 2 === 0 ? an : bert, String(place)));
  const kept = await keepInscribed(some, async (ssin) => ssin === an);
  assert.equal(kept.kind === "data" ? kept.data.length : kept.kind, 500);
  const many = await keepInscribed([...some, item(an, "one more")], async (ssin) => ssin === an);
  assert.equal(many.kind === "refused" ? many.refusal.status.code : many.kind, "DIM00100");
});

test("an inscription that cannot be looked up ends the answer, it does not let it through", async () => {
  const unknown = keepInscribed([item(an, "one")], () => Promise.reject(new DatabaseUnavailable("timeout")));
  await assert.rejects(unknown, DatabaseUnavailable);
});

test("only what was there is named as taken out, in the order of the contract", () => {
  const with2 = { ssin: an, days, element: { workerType: "OTH", placeOfWork: {}, lastAction: undefined } };
  const { data, removed } = filterItems([with2], ["placeOfWork", "lastAction", "workerType"]);
  assert.deepEqual(removed, ["workerType", "placeOfWork"]);
  assert.deepEqual(data[0]?.element, { lastAction: undefined });
});
