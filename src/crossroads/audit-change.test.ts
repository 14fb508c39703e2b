import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Client } from "pg";
import { testDatabase } from "../../test/database.ts";
import { withClient } from "../database/client.ts";
import { movableClock } from "../kernel/clock.ts";
import { newTicket } from "../kernel/ticket.ts";
import { createAudit } from "./audit.ts";
import { type ManualChange, prepareAudit, recordManualChange } from "./audit-change.ts";
import { verifyAudit } from "./audit-verify.ts";
import { explainEntry } from "./explain/explanation.ts";
import { findEntry } from "./explain/kept-entry.ts";

const clock = movableClock(Date.parse("2026-11-23T10:00:00Z"));

function change(more: Partial<ManualChange> = {}): ManualChange {
  return {
    ticket: newTicket(clock),
    at: clock.now(),
    service: "Administration",
    operation: "mandates transfer",
    by: "An Operator",
    account: "operator",
    subject: "mandate:M-1",
    changed: ["mandate:M-1", "mandate:M-2"],
    ...more,
  };
}

async function on(t: TestContext, work: (client: Client, connectionString: string) => Promise<void>): Promise<void> {
  const { connectionString } = await testDatabase(t);
  await withClient(connectionString, (client) => work(client, connectionString));
}

async function record(client: Client, ending: "commit" | "rollback", entry = change()): Promise<void> {
  await prepareAudit(client, entry.at);
  await client.query("begin");
  await recordManualChange(client, entry);
  await client.query(ending);
}

const chains = async (client: Client) =>
  (await Array.fromAsync(verifyAudit(client))).map(({ chain, entries, break: broken }) => [chain, entries, broken]);

test("an entry comes and goes with the transaction of its change, and the chain is whole", async (t) => {
  await on(t, async (client) => {
    await record(client, "commit");
    await record(client, "rollback");
    await record(client, "commit");
    assert.deepEqual(await chains(client), [[1, 2, undefined]]);
  });
});

test("changes by hand keep out of the chain of a server that runs, and the server out of theirs", async (t) => {
  await on(t, async (client, connectionString) => {
    const audit = createAudit({ connectionString, log: () => {} });
    t.after(() => audit.close());
    const answered = () => audit.record({ ...question, ticket: newTicket(clock) });
    await answered();
    await record(client, "commit");
    await answered();
    await record(client, "commit");
    assert.deepEqual(await chains(client), [
      [1, 2, undefined],
      [2, 2, undefined],
    ]);
  });
});

test("two changes at one time get chains of their own", async (t) => {
  await on(t, async (client, connectionString) => {
    await prepareAudit(client, clock.now());
    await client.query("begin");
    await recordManualChange(client, change());
    await withClient(connectionString, (other) => record(other, "commit"));
    await recordManualChange(client, change());
    await client.query("commit");
    assert.deepEqual(await chains(client), [
      [1, 2, undefined],
      [2, 1, undefined],
    ]);
  });
});

test("an entry is found by what changed and explained by its ticket", async (t) => {
  await on(t, async (client) => {
    const entry = change();
    await record(client, "commit", entry);
    const { rows } = await client.query<{ entry: unknown }>(
      "select entry from crossroads.audit where subject = 'mandate:M-1'",
    );
    assert.partialDeepStrictEqual(rows[0]?.entry, {
      by: "An Operator",
      proof: "operating-system operator",
      operation: "mandates transfer",
      changed: ["mandate:M-1", "mandate:M-2"],
    });
    const query = async (text: string, parameters: readonly unknown[]) =>
      (await client.query<object>(text, [...parameters])).rows;
    const kept = await findEntry(query, entry.ticket, undefined);
    assert.ok(kept !== undefined);
    assert.equal(explainEntry(kept, "en").outcome, "answered");
    assert.equal(await findEntry(query, entry.ticket, "welfare"), undefined, "no customer sees it");
  });
});

const question = {
  customerTicket: undefined,
  receivedAt: clock.now(),
  customer: "welfare",
  proof: "signature abc",
  service: "SelfEmployedService/v2",
  operation: "consultCareer",
  legalContext: "DEMO:PURPOSE",
  subject: undefined,
  code: "MSG00000",
  gates: [],
  filtered: [],
  requestDigest: "",
  answerDigest: "",
  timings: {},
};
