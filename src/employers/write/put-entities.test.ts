import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Client } from "pg";
import { day, days, number } from "../../../test/access-scene.ts";
import { testDatabase } from "../../../test/database.ts";
import { withClient } from "../../database/client.ts";
import { certain } from "../../kernel/outcome.ts";
import { type Change, inTransaction } from "./change.ts";
import { addEntity, addIdentifier, endIdentifier, replaceProvisional, resumeEntity, stopEntity } from "./entities.ts";
import { newEntityIds, type PutEntity, putEntities } from "./put-entities.ts";

const cbe = number("cbe", "1000000021");
const provisional = number("provisional", "5134794036");
const final = number("nsso", "100006");
const ppl = number("ppl", "2130057");
const name = "Bakkerij Verbeelding";

interface Scene {
  /** An hour between one change and the next. */
  change(hour: number): Change;
  rows(sql: string): Promise<readonly unknown[]>;
  /** What the register is to know of the one entity that it has. */
  baker(facts?: Partial<PutEntity>): PutEntity;
}

async function given(t: TestContext, work: (scene: Scene) => Promise<void>): Promise<void> {
  const { connectionString } = await testDatabase(t);
  await withClient(connectionString, (client: Client) =>
    inTransaction(client, async () => {
      const change = (hour: number) => ({ client, at: Date.parse("2026-01-10T12:00:00Z") + hour * 3_600_000 });
      const begun = { kind: "enterprise", name, from: day("2020-01-01"), identifiers: [cbe, provisional] } as const;
      const entity = certain(await addEntity(change(0), begun));
      await work({
        change,
        rows: async (sql) => (await client.query({ text: sql, rowMode: "array" })).rows,
        baker: (facts) => ({
          entity,
          kind: "enterprise",
          activity: [{ name, from: day("2020-01-01") }],
          numbers: [cbe, provisional].map((one) => ({ number: one, from: day("2020-01-01") })),
          ...facts,
        }),
      });
    }),
  );
}

const versions = `select identifier, end_date::text, to_char(known_from at time zone 'UTC', 'HH24') as since,
                         known_until = 'infinity' as now
                  from   employers.identifier order by identifier, known_from`;

test("what stays as it was known is not written again", async (t) => {
  await given(t, async ({ change, rows, baker }) => {
    certain(await putEntities(change(1), [baker()]));
    assert.deepEqual(await rows(versions), [
      ["cbe:1000000021", null, "12", true],
      ["provisional:5134794036", null, "12", true],
    ]);
    const numbers = [
      { number: cbe, from: day("2020-01-01") },
      { number: provisional, ...days("2020-01-01", "2020-03-31"), replacedBy: final },
      { number: final, from: day("2020-04-01") },
    ];
    certain(await putEntities(change(2), [baker({ numbers })]));
    assert.deepEqual(await rows(versions), [
      ["cbe:1000000021", null, "12", true],
      ["nsso:0000100006", null, "14", true],
      ["provisional:5134794036", null, "12", false],
      ["provisional:5134794036", "2020-03-31", "14", true],
    ]);
  });
});

test("entities that are new are made under keys that nobody else gets", async (t) => {
  await given(t, async ({ change, rows, baker }) => {
    const { client } = change(1);
    const [first, second] = await newEntityIds(client, 2);
    assert.ok(first !== undefined && second !== undefined);
    assert.deepEqual(await newEntityIds(client, 0), []);
    const one = (entity: typeof first, number: typeof cbe) =>
      baker({ entity, kind: "natural-person", numbers: [{ number, from: day("2020-01-01") }] });
    certain(await putEntities(change(1), [one(first, final), one(second, ppl)]));
    const third = certain(
      await addEntity(change(1), { kind: "enterprise", name, from: day("2020-01-01"), identifiers: [] }),
    );
    assert.equal(new Set([first, second, third]).size, 3);
    assert.deepEqual(await rows("select count(*)::int from employers.entity where kind = 'natural-person'"), [[2]]);
  });
});

test("a number of another entity is refused, and nothing of the change is left", async (t) => {
  await given(t, async ({ change, rows, baker }) => {
    const [entity] = await newEntityIds(change(1).client, 1);
    assert.ok(entity !== undefined);
    const numbers = [final, cbe].map((one) => ({ number: one, from: day("2021-01-01") }));
    const put = await putEntities(change(1), [baker({ entity, numbers })]);
    assert.deepEqual(put, { ok: false, reason: { rule: "one_entity_at_a_time" } });
    assert.deepEqual(await rows("select count(*)::int from employers.entity"), [[1]]);
    assert.equal((await rows(versions)).length, 2);
  });
});

test("who would be left without a number that no other has or had keeps it", async (t) => {
  await given(t, async ({ change, baker }) => {
    const [entity] = await newEntityIds(change(1).client, 1);
    assert.ok(entity !== undefined);
    const ended = days("2020-01-01", "2020-12-31");
    certain(await putEntities(change(1), [baker({ numbers: [{ number: cbe, ...ended }] })]));
    const heir = (...more: readonly (typeof cbe)[]) =>
      baker({ entity, numbers: [cbe, ...more].map((one) => ({ number: one, from: day("2021-01-01") })) });
    const refusal = { ok: false, reason: { rule: "number_of_its_own" } };
    assert.deepEqual(await putEntities(change(2), [heir()]), refusal, "neither has one");
    assert.deepEqual(await putEntities(change(2), [heir(final)]), refusal, "the first has none");
    certain(
      await putEntities(change(2), [
        baker({
          numbers: [
            { number: cbe, ...ended },
            { number: ppl, from: day("2021-01-01") },
          ],
        }),
      ]),
    );
    assert.deepEqual(await putEntities(change(3), [heir()]), refusal, "the second has none");
    certain(await putEntities(change(3), [heir(final)]));
  });
});

test("a provisional number that ended already is marked as replaced on its own last day", async (t) => {
  await given(t, async ({ change, rows, baker }) => {
    const { entity } = baker();
    const replacement = { provisional, final, from: day("2020-07-01") };
    certain(await endIdentifier(change(1), entity, provisional, day("2020-03-31")));
    const onTheDayBefore = await replaceProvisional(change(2), entity, replacement);
    assert.deepEqual(onTheDayBefore, { ok: false, reason: { rule: "not-found" } });
    certain(await replaceProvisional(change(2), entity, { ...replacement, lastDay: day("2020-03-31") }));
    assert.deepEqual(
      await rows("select replaced_by, end_date::text from employers.identifier where replaced_by <> ''"),
      [[final, "2020-03-31"]],
    );
    certain(await endIdentifier(change(3), entity, provisional, day("2020-02-29")));
    const replaced =
      "select replaced_by from employers.identifier where replaced_by <> '' and known_until = 'infinity'";
    assert.deepEqual(await rows(replaced), [[final]], "and stays so when it ends earlier");
    assert.deepEqual(
      await endIdentifier(change(4), entity, provisional, day("2020-02-29")),
      { ok: false, reason: { rule: "not-found" } },
      "it has ended then already",
    );
  });
});

test("an entity that was stopped is active again, and not before its end", async (t) => {
  await given(t, async ({ change, rows, baker }) => {
    const { entity } = baker();
    certain(await addIdentifier(change(0), entity, ppl, day("2020-01-01")));
    certain(await stopEntity(change(1), entity, day("2020-12-31")));
    const early = await resumeEntity(change(2), entity, name, day("2020-12-31"));
    assert.deepEqual(early, { ok: false, reason: { rule: "one_name_at_a_time" } });
    certain(await resumeEntity(change(2), entity, name, day("2021-01-01")));
    assert.deepEqual(
      await rows(
        "select begin_date::text, end_date::text from employers.activity where known_until = 'infinity' order by 1",
      ),
      [
        ["2020-01-01", "2020-12-31"],
        ["2021-01-01", null],
      ],
    );
  });
});
