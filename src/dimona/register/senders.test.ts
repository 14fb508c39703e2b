import assert from "node:assert/strict";
import { test } from "node:test";
import { dimonaIn, out } from "../../../test/dimona-declarations.ts";
import { registerScene, secretariat, stranger } from "../../../test/dimona-register.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";

const named = (number: DimonaNumber) => ({ id: number }) as DimonaPeriod; // a declaration needs no more of its period

test("an idempotency key gives the number of the first time, in the same batch and later", async (t) => {
  const { declare, rows } = await registerScene(t);
  const declaration = dimonaIn({ from: "2026-07-01" });
  const [first, second] = await Promise.all([declare(declaration, { key: "k1" }), declare(declaration, { key: "k1" })]);
  const third = await declare(declaration, { key: "k1" });
  assert.ok(first?.kind === "taken");
  assert.deepEqual(second, { ...first, repeated: true });
  assert.deepEqual(third, { ...first, repeated: true });
  assert.equal((await rows("select from dimona.declaration")).length, 1);
  assert.deepEqual(await declare(dimonaIn({ from: "2026-08-01" }), { key: "k1" }), { kind: "key-taken" });
  const elsewhere = await declare(declaration, { key: "k1", sender: secretariat });
  assert.ok(elsewhere.kind === "taken" && !elsewhere.repeated, "keys are each customer's own");
});

test("of two processes that send under one key at once, one applies", async (t) => {
  const scene = await registerScene(t);
  const other = scene.another();
  const submission = scene.submission(dimonaIn({ from: "2026-07-01" }), { key: "same" });
  const [one, two] = await Promise.all([scene.writer.declare(submission), other.declare(submission)]);
  assert.ok(one?.kind === "taken" && two?.kind === "taken");
  assert.equal(one.number, two.number);
  assert.deepEqual([one.repeated, two.repeated].toSorted(), [false, true]);
});

test("who has no mandate is turned away and leaves no trace; on other channels it is refused with 90256-155", async (t) => {
  const { declare, taken, rows } = await registerScene(t);
  const declaration = dimonaIn({ from: "2026-07-01" });
  assert.deepEqual(await declare(declaration, { sender: stranger }), { kind: "turned-away" });
  assert.equal((await rows("select from dimona.declaration")).length, 0);
  const { number, result } = await taken(declaration, {
    sender: { ...stranger, unmandated: "refused" },
    channel: "XML",
  });
  assert.equal(result, "B");
  assert.deepEqual(
    await rows("select anomalies -> 0 ->> 'code' as code from dimona.notification where declaration = $1", [number]),
    [{ code: "90256-155" }],
  );
  assert.equal((await taken(declaration, { sender: secretariat })).result, "A");
});

test("a period is out of reach for who has no mandate of its employer", async (t) => {
  const { declare, taken } = await registerScene(t);
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }));
  assert.deepEqual(await declare(out(named(number), "2026-07-31"), { sender: stranger }), { kind: "turned-away" });
  assert.equal((await taken(out(named(number), "2026-07-31"), { sender: secretariat })).result, "A");
});
