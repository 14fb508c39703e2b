import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "pg";
import { testDatabase } from "../../../test/database.ts";
import { day } from "../../../test/dimona-declarations.ts";
import { dimonaFiles } from "../../../test/dimona-files.ts";
import { loadDimonaCodes } from "../../codes/dimona-codes.ts";
import { textualTypes } from "../../database/connection.ts";
import type { Declaration } from "../../dimona/declaration.ts";
import type { DimonaNumber } from "../../dimona/dimona-number.ts";
import { recordBatch } from "../../dimona/register/batch.ts";
import type { Submission } from "../../dimona/register/submission.ts";
import type { Work } from "../../dimona/register/take.ts";
import { loadPopulation } from "../load.ts";
import { aboutEmployers } from "./load.ts";
import type { Row } from "./rows.ts";

const wish = { seed: 3, persons: 450, today: "2026-11-24" };
const handling = 40;

test("the register makes the same rows of the same declarations, one after the other", async (t) => {
  const { rows, employers } = await dimonaFiles(wish);
  const { connectionString } = await testDatabase(t);
  await loadPopulation({ ...wish, connectionString, today: day(wish.today), log: () => {} });
  const client = new Client({ connectionString, pipeline: true, types: textualTypes });
  await client.connect();
  try {
    const made = await kept(client);
    for (const [table, found] of Object.entries(made)) assert.ok(found.length > 0, `${table} has rows`);
    await forget(client);
    const identifiers = employers.entities.map(({ identifiers }) => identifiers[0]?.identifier);
    for (const { at, act } of events(rows)) {
      if (act.kind === "lock") {
        await lock(client, act.row);
        continue;
      }
      const sender = identifiers[Number(act.row.sender) - employers.firstKey];
      const ports = {
        clock: { now: () => at },
        codes,
        mandates: async (_: unknown, pairs: readonly unknown[]) => pairs.map(() => true),
      };
      const [receipt] = await recordBatch(client, [workOf(act, sender)], ports);
      assert.ok(receipt?.kind === "taken");
      assert.equal(receipt.number, act.row.number);
    }
    assert.deepEqual(await kept(client), made);
  } finally {
    await client.end();
  }
});

const codes = loadDimonaCodes();

type Event =
  | { readonly kind: "declare"; readonly row: Row }
  | { readonly kind: "identify"; readonly row: Row }
  | { readonly kind: "lock"; readonly row: Row };

/** Everything that happened, in its order; moments are those of the decisions, in milliseconds. */
function events(rows: Awaited<ReturnType<typeof dimonaFiles>>["rows"]): readonly { at: number; act: Event }[] {
  const declared = new Map(rows.declaration.map((row) => [row.number, row]));
  const of = (number: Row[string] | undefined): Row => declared.get(number ?? null) ?? assert.fail("a declaration");
  const found = rows.notification.filter(({ ordinal }) => ordinal === 2);
  const locked = Map.groupBy(
    rows.period.filter((row) => row.locked === true),
    ({ number }) => number,
  );
  const all = [
    ...rows.declaration.map((row) => ({
      at: moment(row.received_at) + handling,
      act: { kind: "declare", row } as const,
    })),
    ...found.map(({ declaration, decided_at }) => ({
      at: moment(decided_at),
      act: { kind: "identify", row: of(declaration) } as const,
    })),
    ...[...locked.values()].flatMap(([row]) =>
      row === undefined ? [] : [{ at: moment(row.known_from), act: { kind: "lock", row } as const }],
    ),
  ];
  return all.toSorted((a, b) => a.at - b.at || Number(a.act.row.number) - Number(b.act.row.number));
}

function moment(text: Row[string] | undefined): number {
  return Date.parse(String(text));
}

function workOf({ kind, row }: Exclude<Event, { kind: "lock" }>, identifier: Submission["sender"]["identifier"]): Work {
  const content = row.content as Declaration; // as the register keeps it
  const ssin = String(row.ssin);
  const submission: Submission = {
    declaration:
      kind === "identify" && content.action === "in" ? { ...content, worker: { ...content.worker, ssin } } : content,
    sender: { customer: String(row.customer), identifier, secured: true, unmandated: "turned-away" },
    channel: row.channel as Submission["channel"],
    receivedAt: moment(row.received_at),
    ticket: String(row.ticket),
  };
  return kind === "identify" ? { submission, waiting: row.number as DimonaNumber } : { submission };
}

/** Empties the register, and lets everybody have been known for ever. */
async function forget(client: Client): Promise<void> {
  await client.query(`truncate ${aboutEmployers.filter((table) => table !== "dimona.employer_setting").join(", ")}`);
  await client.query("alter sequence dimona.serial restart");
  for (const table of ["employers.activity", "employers.identifier", "dimona.employer_setting", "persons.person"]) {
    await client.query(`update ${table} set known_from = '1990-01-01' where known_until = 'infinity'`);
  }
}

async function lock(client: Client, { number, known_from }: Row): Promise<void> {
  await client.query("begin");
  await client.query(
    "update dimona.period set known_until = $2::timestamptz where number = $1 and known_until = 'infinity'",
    [number, known_from],
  );
  await client.query(
    `insert into dimona.period
     select (jsonb_populate_record(p, '{"locked": true, "known_until": "infinity"}' || jsonb_build_object('known_from', $2::text))).*
     from   dimona.period p where number = $1 and known_until = $2::timestamptz`,
    [number, known_from],
  );
  await client.query("commit");
}

async function kept(client: Client): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const tables: Record<string, readonly unknown[]> = {};
  for (const table of ["declaration", "notification", "period", "relation", "daily_registration", "quota_use"]) {
    const { rows } = await client.query(`select to_jsonb(r)::text as row from dimona.${table} r order by 1`);
    tables[table] = rows.map(({ row }) => row);
  }
  return tables;
}
