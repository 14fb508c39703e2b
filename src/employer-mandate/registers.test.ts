import assert from "node:assert/strict";
import { before, type TestContext, test } from "node:test";
import { day, days, number, numbers } from "../../test/access-scene.ts";
import { testDatabase } from "../../test/database.ts";
import { fillWorld, users, type World, worldNumbers } from "../../test/mandate-world.ts";
import { withClient } from "../database/client.ts";
import { createReader } from "../database/reader.ts";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import type { EntityId } from "../employers/entity.ts";
import type { Identifier } from "../employers/identifier.ts";
import { inTransaction } from "../employers/write/change.ts";
import { addIdentifier, endIdentifier } from "../employers/write/entities.ts";
import { type MovableClock, movableClock } from "../kernel/clock.ts";
import { certain } from "../kernel/outcome.ts";
import { type AccessRegisters, createAccessRegisters } from "./registers.ts";

const now = Date.parse("2026-02-10T10:00:00Z");
let clock: MovableClock;
let registers: AccessRegisters;
let world: World;

before(async (t) => {
  const context = t as TestContext;
  const { connectionString } = await testDatabase(context);
  world = await fillWorld(connectionString);
  const reader = createReader({ connectionString });
  context.after(() => reader.close());
  clock = movableClock(now);
  registers = createAccessRegisters(reader, clock);
});

const always = days("2003-01-01");

test("a user is found with the account, the contexts, and the numbers by which each context is named today", async () => {
  const { user, today } = await registers.find(users.clerk, numbers.bakery);
  assert.equal(today, day("2026-02-10"));
  assert.deepEqual(user, {
    states: [{ state: "ACTIVE", period: always }],
    contexts: [
      {
        entity: world.secretariat,
        numbers: [numbers.secretariat, numbers.secretariatEmployer],
        quality: "QUAL_SSC",
        role: "USER",
        applications: ["DMFA", "DIMONA"],
        period: always,
        exists: [always],
      },
    ],
  });
});

test("two states and two contexts are told once each", async () => {
  const { user: blocked } = await registers.find(users.blocked, numbers.bakery);
  assert.deepEqual(
    blocked?.states.toSorted((a, b) => (a.period.from < b.period.from ? -1 : 1)),
    [
      { state: "ACTIVE", period: days("2003-01-01", "2024-12-31") },
      { state: "BLOCKED", period: days("2025-01-01") },
    ],
  );
  assert.equal(blocked?.contexts.length, 1);
  const { user: double } = await registers.find(users.double, numbers.bakery);
  assert.deepEqual(double?.contexts.map(({ quality, applications }) => [quality, applications]).sort(), [
    ["QUAL_SP_LEG", []],
    ["QUAL_SSC", ["DMFA"]],
  ]);
});

test("an entity is found by each of its numbers, with mandates and what was delegated of them", async () => {
  for (const number of [numbers.bakery, numbers.bakeryEmployer, numbers.bakeryProvisional]) {
    const { target } = await registers.find(users.clerk, number);
    assert.equal(target?.entity, world.bakery);
    assert.deepEqual(target.active, [always]);
    assert.deepEqual(
      target.numbers.toSorted((a, b) => (a.identifier < b.identifier ? -1 : 1)),
      [
        { identifier: numbers.bakery, period: always, replaced: false, passedOn: false },
        { identifier: numbers.bakeryEmployer, period: days("2019-01-01"), replaced: false, passedOn: false },
        {
          identifier: numbers.bakeryProvisional,
          period: days("2003-01-01", "2018-12-31"),
          replaced: true,
          passedOn: false,
        },
      ],
    );
    assert.deepEqual(
      target.mandates
        .toSorted((a, b) => (a.reference < b.reference ? -1 : 1))
        .map((mandate) => ({
          ...mandate,
          delegations: mandate.delegations.toSorted((a, b) => (a.groups ?? []).length - (b.groups ?? []).length),
        })),
      [
        {
          reference: "C-2025-001",
          type: "CURATOR",
          mandatary: world.curator,
          status: "ACTIVE",
          group: "CURATORSHIP",
          begin: "2025Q4",
          end: undefined,
          delegations: [],
        },
        {
          reference: "M-2020-001",
          type: "SSC",
          mandatary: world.secretariat,
          status: "ACTIVE",
          group: "DMFA_DIMONA",
          begin: "2020Q1",
          end: undefined,
          delegations: [
            {
              groups: undefined,
              status: "ACTIVE",
              begin: "2024Q1",
              end: undefined,
              entity: world.bureau,
              quality: "QUAL_SP_LEG",
            },
            {
              groups: ["DMFA_DIMONA"],
              status: "ACTIVE",
              begin: "2024Q1",
              end: "2030Q4",
              technicalId: users.temp,
            },
          ],
        },
      ],
    );
  }
});

test("an entity without mandates, and one that stopped, are entities all the same", async () => {
  const { target: bureau } = await registers.find(users.clerk, numbers.bureau);
  assert.deepEqual([bureau?.entity, bureau?.mandates], [world.bureau, []]);
  const { target: mill } = await registers.find(users.clerk, worldNumbers.mill);
  assert.deepEqual(mill?.active, [days("2003-01-01", "2024-06-30")]);
});

test("a number that was given to another entity is told as passed on", async (t) => {
  const { connectionString } = await testDatabase(t);
  await fillWorld(connectionString);
  const given = number("ppl", "2130057");
  await withClient(connectionString, async (client) => {
    const change = (at: string) => ({ client, at: Date.parse(at) });
    const entityOf = async (identifier: Identifier): Promise<EntityId> =>
      (await client.query("select entity from employers.identifier where identifier = $1", [identifier])).rows[0]
        .entity;
    const [bakery, mill] = [await entityOf(numbers.bakery), await entityOf(worldNumbers.mill)];
    await inTransaction(client, async () => {
      certain(await addIdentifier(change("2026-01-02"), mill, given, day("2010-01-01")));
      certain(await endIdentifier(change("2026-01-03"), mill, given, day("2020-12-31")));
    });
    const reader = createReader({ connectionString });
    t.after(() => reader.close());
    const own = createAccessRegisters(reader, clock);
    const passedOn = async () => {
      const { target } = await own.find(users.clerk, worldNumbers.mill);
      return target?.numbers.find(({ identifier }) => identifier === given)?.passedOn;
    };
    assert.equal(await passedOn(), false, "it ended, and still names nobody else");
    await inTransaction(client, async () => {
      certain(await addIdentifier(change("2026-01-04"), bakery, given, day("2022-01-01")));
    });
    assert.equal(await passedOn(), true);
  });
});

test("who is unknown is nobody, who was added later was nobody before", async () => {
  const nobody = await registers.find("UM-nobody", numbers.townHall);
  assert.deepEqual([nobody.user, nobody.target], [undefined, undefined]);
  clock.set(Date.parse("2025-12-31T22:00:00Z"));
  const before = await registers.find(users.clerk, numbers.bakery);
  clock.set(now);
  assert.deepEqual([before.user, before.target], [undefined, undefined]);
});

test("many questions at once each get their own", async () => {
  const asked = [users.clerk, users.baker, users.agent, "UM-nobody", users.clerk];
  const found = await Promise.all(
    asked.map((id, index) => registers.find(id, index % 2 ? numbers.bakery : numbers.bureau)),
  );
  assert.deepEqual(
    found.map(({ user, target }) => [user?.contexts[0]?.quality, target?.entity]),
    [
      ["QUAL_SSC", world.bureau],
      ["QUAL_EMP_NOSS", world.bakery],
      ["QUAL_SP_LEG", world.bureau],
      [undefined, world.bakery],
      ["QUAL_SSC", world.bureau],
    ],
  );
});

test("registers that are away say so, and are not taken for empty ones", async (t) => {
  const reader = createReader({ connectionString: "postgres://127.0.0.1:1/none", patience: 50 });
  t.after(() => reader.close());
  await assert.rejects(createAccessRegisters(reader, clock).find(users.clerk, numbers.bakery), DatabaseUnavailable);
});
