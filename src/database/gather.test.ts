import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { gathered } from "./gather.ts";

/** How many turns pass until what waits is sent, where `arriving` of them bring one more each. */
async function turnsUntilSent(arriving: number): Promise<number> {
  let waiting = 1;
  let sent = false;
  gathered(() => waiting).then(() => {
    sent = true;
  });
  for (let turn = 1; ; turn += 1) {
    await nextTurn();
    if (sent) return turn;
    if (turn <= arriving) waiting += 1;
  }
}

test("a lone caller waits for one turn that brings nothing", async () => {
  const alone = await turnsUntilSent(0);
  assert.ok(alone <= 3, `${alone} turns`);
});

test("as long as turns bring more, the batch grows", async () => {
  assert.ok((await turnsUntilSent(4)) > (await turnsUntilSent(0)) + 2);
});

test("nobody waits for ever where each turn brings more", async () => {
  const longest = await turnsUntilSent(1000);
  assert.ok(longest <= 10, `${longest} turns`);
});
