import assert from "node:assert/strict";
import { test } from "node:test";
import { loadDimonaCodes } from "../../codes/dimona-codes.ts";
import type { Annex } from "../../crossroads/annex.ts";
import { openExchange } from "../../crossroads/exchange.ts";
import type { Passage } from "../../crossroads/passage.ts";
import { DatabaseUnavailable } from "../../database/unavailable.ts";
import { movableClock } from "../../kernel/clock.ts";
import type { DeclareRequest } from "../../schema/generated/dimona-service-v1.ts";
import { dimonaNumberOf } from "../dimona-number.ts";
import type { Receipt, Submission } from "../register/submission.ts";
import { declare } from "./declare.ts";

const number = dimonaNumberOf(7_000_000_001);
const request: DeclareRequest = {
  informationCustomer: { customerIdentification: { cbeNumber: "1999903735" } },
  legalContext: "DEMO:EMPLOYER",
  declaration: { dimonaCancel: { dimonaPeriodId: number } },
};
const passage = {
  annex: { customer: "caterer", identification: { cbeNumber: "1999903735" } } as Annex,
} as Passage; // of the rest, declaring needs nothing

function asked(receipt: Receipt | Error) {
  const sent: Submission[] = [];
  const operation = declare({
    writer: {
      declare: async (submission) => {
        sent.push(submission);
        if (receipt instanceof Error) throw receipt;
        return receipt;
      },
    },
    reader: { declaration: () => Promise.reject(new DatabaseUnavailable("timeout")) },
    codes: loadDimonaCodes(),
  });
  const exchange = openExchange(movableClock(0), "Dimona/v2", undefined);
  return { sent, answer: operation.ask(request, passage, exchange) };
}

test("a declaration that was taken is told by its number, also while what was decided cannot be read", async () => {
  const { answer, sent } = asked({ kind: "taken", number, result: "W", repeated: false });
  const told = await answer;
  assert.deepEqual(told, {
    kind: "data",
    data: { repeated: false, handling: { declarationId: number, result: "W" } },
  });
  assert.equal(sent[0]?.channel, "SOAP");
  assert.equal(sent[0]?.sender.unmandated, "refused");
});

test("while nobody knows whether it was taken there is no answer, but the fault that says so", async () => {
  await assert.rejects(asked(new DatabaseUnavailable("lost")).answer, DatabaseUnavailable);
});
