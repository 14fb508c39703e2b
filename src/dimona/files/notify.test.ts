import assert from "node:assert/strict";
import { test } from "node:test";
import { dimonaIn } from "../../../test/dimona-declarations.ts";
import { texts } from "../../../test/dimona-file.ts";
import { scene } from "../../../test/dimona-scene.ts";
import { assertValid } from "../../../test/xmllint.ts";
import type { KeptDeclaration } from "../register/kept.ts";
import type { FileRow } from "./ledger.ts";
import { notificationEnd, notificationStart, notifiedForm } from "./notify.ts";

const file = { id: "7", name: "DMPI.900009.20260625.00001.R.1.1", sender: "900009", receivedAt: 0 } as FileRow;
const head = { references: [{ ReferenceType: 1, ReferenceOrigin: 1, ReferenceNbr: "MINE" }] } as const;

test("a form whose notification cannot be written is told with its number, its result and its anomalies", () => {
  const register = scene();
  const first = register.declare(dimonaIn({ from: "2026-07-01" }));
  const second = register.declare(dimonaIn({ from: "2026-08-01" }));
  assert.ok(first.change?.kind === "period");
  const kept: KeptDeclaration = {
    number: first.change.after.id,
    receivedAt: 0,
    decidedAt: 0,
    customer: "cafe",
    sender: undefined,
    declaration: dimonaIn({ from: "2026-08-01" }),
    employer: undefined,
    ssin: undefined,
    registered: undefined,
    result: second.result,
    // Of the period in the way it is not said when it was made, as of every one in the register.
    anomalies: second.anomalies,
    change: undefined,
  };
  const logged: string[] = [];
  const text = notifiedForm({ ordinal: 3, head, result: { kind: "decided", kept } }, file, {
    labelOf: () => "Overlappend",
    log: (message) => void logged.push(message),
  });
  assert.deepEqual(texts(text, "ResultCode"), ["0"]);
  assert.deepEqual(texts(text, "ErrorID"), ["90373-334"]);
  assert.deepEqual(texts(text, "ReferenceNbr"), [kept.number]);
  assertValid("FO.NOTI", `${notificationStart}${text}${notificationEnd}`);
  assert.deepEqual(logged, ["form 3 of file 7 is told with its result alone: the rest cannot be written"]);
});
