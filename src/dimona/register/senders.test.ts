import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cancel,
  daily,
  day,
  dayFrom,
  dimonaIn,
  employers,
  out,
  update,
  workers,
} from "../../../test/dimona-declarations.ts";
import { registerScene, secretariat, stranger } from "../../../test/dimona-register.ts";
import { loadDimonaCodes } from "../../codes/dimona-codes.ts";
import { withTextualClient } from "../../database/client.ts";
import { certain } from "../../kernel/outcome.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { writeNotification } from "../message/notification.ts";
import { declarationJson } from "../rest/to-json.ts";
import { readKeptDeclarations } from "./declarations.ts";

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
  assert.deepEqual(await declare(dimonaIn({ from: "2026-08-01" }), { key: "k1" }), {
    kind: "key-taken",
    number: first.number,
  });
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

test("who has no mandate of a period's employer learns neither the worker nor the employer from its own refusals", async (t) => {
  const { taken, connectionString } = await registerScene(t);
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }));
  const refused = { sender: { ...stranger, unmandated: "refused" }, channel: "XML" } as const;
  const attempts = [
    out(named(number), "2026-07-31"),
    cancel(named(number)),
    update(named(number), { endDate: day("2026-07-31") }),
    daily({ periodId: number, day: dayFrom("2026-07-01 08:00", "2026-07-01 12:00") }),
  ];
  const numbers: DimonaNumber[] = [];
  for (const attempt of attempts) {
    const receipt = await taken(attempt, refused);
    assert.equal(receipt.result, "B");
    numbers.push(receipt.number);
  }
  const kept = await withTextualClient(connectionString, (client) =>
    readKeptDeclarations(client, numbers, { now: Date.now }),
  );
  assert.equal(kept.length, attempts.length);
  const codes = loadDimonaCodes();
  for (const one of kept) {
    assert.deepEqual(
      one.anomalies.map(({ code }) => code),
      ["90256-155"],
    );
    const written = certain(writeNotification(one, () => "label"));
    for (const shown of [JSON.stringify(declarationJson(one, codes, "en")), written]) {
      assert.ok(shown.includes(one.number), "by its own number");
      for (const secret of [workers.man, employers.cafe.nssoNumber, employers.cafe.enterpriseNumber]) {
        assert.ok(secret !== undefined && !shown.includes(String(Number(secret))), shown);
      }
    }
  }
});

test("a period is out of reach for who has no mandate of its employer", async (t) => {
  const { declare, taken } = await registerScene(t);
  const { number } = await taken(dimonaIn({ from: "2026-07-01" }));
  assert.deepEqual(await declare(out(named(number), "2026-07-31"), { sender: stranger }), { kind: "turned-away" });
  assert.equal((await taken(out(named(number), "2026-07-31"), { sender: secretariat })).result, "A");
});
