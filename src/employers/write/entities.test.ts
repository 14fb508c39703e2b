import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Client } from "pg";
import { testDatabase } from "../../../test/database.ts";
import { withClient } from "../../database/client.ts";
import { parseDay } from "../../kernel/day.ts";
import { certain } from "../../kernel/outcome.ts";
import { type IdentifierKind, parseIdentifier } from "../identifier.ts";
import { type Change, inTransaction } from "./change.ts";
import { addEntity, addIdentifier, endIdentifier, renameEntity, replaceProvisional, stopEntity } from "./entities.ts";

const day = (text: string) => certain(parseDay(text));
const number = (kind: IdentifierKind, text: string) => certain(parseIdentifier(kind, text));
const at = Date.parse("2026-01-10T12:00:00Z");

const baker = {
  kind: "enterprise" as const,
  name: "Bakkerij Verbeelding",
  from: day("2020-01-01"),
  identifiers: [number("cbe", "1000000021"), number("provisional", "5134794036")],
};

/** Changes an empty register, an hour between one change and the next. */
async function changing(
  t: TestContext,
  work: (change: (hour: number) => Change, rows: (sql: string) => Promise<readonly unknown[]>) => Promise<void>,
): Promise<void> {
  const { connectionString } = await testDatabase(t);
  await withClient(connectionString, (client: Client) =>
    inTransaction(client, () =>
      work(
        (hour) => ({ client, at: at + hour * 3_600_000 }),
        async (sql) => (await client.query({ text: sql, rowMode: "array" })).rows,
      ),
    ),
  );
}

test("a final number takes the place of a provisional one, and what was known before stays readable", async (t) => {
  await changing(t, async (change, rows) => {
    const entity = certain(await addEntity(change(0), baker));
    const final = number("nsso", "100006");
    certain(
      await replaceProvisional(change(1), entity, {
        provisional: number("provisional", "5134794036"),
        final,
        from: day("2020-04-01"),
      }),
    );
    const read = "select identifier, begin_date::text, end_date::text, replaced_by from employers.identifier";
    assert.deepEqual(await rows(`${read} where known_until = 'infinity' order by identifier`), [
      ["cbe:1000000021", "2020-01-01", null, null],
      ["nsso:0000100006", "2020-04-01", null, null],
      ["provisional:5134794036", "2020-01-01", "2020-03-31", "nsso:0000100006"],
    ]);
    assert.deepEqual(await rows(`${read} where known_until <> 'infinity'`), [
      ["provisional:5134794036", "2020-01-01", null, null],
    ]);
  });
});

test("a provisional number cannot be replaced by the number of another employer", async (t) => {
  await changing(t, async (change, rows) => {
    const entity = certain(await addEntity(change(0), baker));
    const other = certain(await addEntity(change(0), { ...baker, identifiers: [number("nsso", "499999982")] }));
    const replaced = await replaceProvisional(change(1), entity, {
      provisional: number("provisional", "5134794036"),
      final: number("nsso", "499999982"),
      from: day("2020-04-01"),
    });
    assert.deepEqual(replaced, { ok: false, reason: { rule: "one_entity_at_a_time" } });
    const open = await rows("select count(*)::int from employers.identifier where known_until = 'infinity'");
    assert.deepEqual(open, [[3]], "nothing of the change is left");
    assert.deepEqual(await stopEntity(change(1), other, day("2025-12-31")), { ok: true, value: undefined });
  });
});

test("a number names one entity at a time, and may pass to another after its end", async (t) => {
  await changing(t, async (change) => {
    const entity = certain(await addEntity(change(0), baker));
    const other = certain(await addEntity(change(0), { ...baker, identifiers: [] }));
    const ppl = number("ppl", "2130057");
    certain(await addIdentifier(change(1), entity, ppl, day("2021-01-01")));
    const taken = await addIdentifier(change(2), other, ppl, day("2022-01-01"));
    assert.deepEqual(taken, { ok: false, reason: { rule: "one_entity_at_a_time" } });
    certain(await endIdentifier(change(3), entity, ppl, day("2021-12-31")));
    certain(await addIdentifier(change(4), other, ppl, day("2022-01-01")));
  });
});

test("the number of a person does not name an enterprise", async (t) => {
  await changing(t, async (change) => {
    const entity = certain(await addEntity(change(0), baker));
    const named = await addIdentifier(change(1), entity, number("ssin", "90051996036"), day("2020-01-01"));
    assert.deepEqual(named, { ok: false, reason: { rule: "identifier_kind" } });
  });
});

test("a number with wrong check digits does not get in, whoever writes it", async (t) => {
  await changing(t, async (change, rows) => {
    const entity = certain(await addEntity(change(0), baker));
    for (const wrong of [
      "nsso:0000100007",
      "ppl:0002130058",
      "cbe:1000000022",
      "provisional:5134794037",
      "nsso:100006",
    ]) {
      await rows("savepoint one");
      await assert.rejects(
        rows(`insert into employers.identifier values ('${wrong}', ${entity}, '2020-01-01')`),
        /identifier_identifier_check/,
        wrong,
      );
      await rows("rollback to savepoint one");
    }
  });
});

test("an entity that is renamed and then stopped keeps the days of each name", async (t) => {
  await changing(t, async (change, rows) => {
    const entity = certain(await addEntity(change(0), baker));
    certain(await renameEntity(change(1), entity, "Bakkerij Inbeelding", day("2022-01-01")));
    certain(await stopEntity(change(2), entity, day("2024-06-30")));
    assert.deepEqual(
      await rows(
        "select name, begin_date::text, end_date::text from employers.activity where known_until = 'infinity' order by 2",
      ),
      [
        ["Bakkerij Verbeelding", "2020-01-01", "2021-12-31"],
        ["Bakkerij Inbeelding", "2022-01-01", "2024-06-30"],
      ],
    );
    const again = await stopEntity(change(3), entity, day("2024-06-30"));
    assert.deepEqual(again, { ok: false, reason: { rule: "not-found" } });
  });
});

test("an entity that is renamed before it stops still stops", async (t) => {
  await changing(t, async (change, rows) => {
    const entity = certain(await addEntity(change(0), { ...baker, to: day("2024-06-30") }));
    certain(await renameEntity(change(1), entity, "Bakkerij Inbeelding", day("2022-01-01")));
    assert.deepEqual(
      await rows(
        "select name, begin_date::text, end_date::text from employers.activity where known_until = 'infinity' order by 2",
      ),
      [
        ["Bakkerij Verbeelding", "2020-01-01", "2021-12-31"],
        ["Bakkerij Inbeelding", "2022-01-01", "2024-06-30"],
      ],
    );
  });
});

test("at no moment two entities were known under one number, in whichever order two clocks wrote it", async (t) => {
  await changing(t, async (change, rows) => {
    const entity = certain(await addEntity(change(0), baker));
    const other = certain(await addEntity(change(0), { ...baker, identifiers: [] }));
    const ppl = number("ppl", "2130057");
    certain(await addIdentifier(change(0), entity, ppl, day("2021-01-01")));
    certain(await endIdentifier(change(2), entity, ppl, day("2021-12-31")));
    const before = await addIdentifier(change(1), other, ppl, day("2022-01-01"));
    assert.deepEqual(before, { ok: false, reason: { rule: "one_entity_at_a_time" } });
    certain(await addIdentifier(change(2), other, ppl, day("2022-01-01")));
    assert.deepEqual(
      await rows(`select 1 from employers.identifier a join employers.identifier b using (identifier)
                  where  a.entity <> b.entity and tstzrange(a.known_from, a.known_until) && tstzrange(b.known_from, b.known_until)
                  and    daterange(a.begin_date, a.end_date, '[]') && daterange(b.begin_date, b.end_date, '[]')`),
      [],
    );
  });
});
