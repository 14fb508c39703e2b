import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { testDatabase } from "../../../test/database.ts";
import { onServer } from "../../../test/database-server.ts";
import { loadEmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import { statuses } from "../../crossroads/statuses.ts";
import { createReader } from "../../database/reader.ts";
import { type AccessDecision, decideAccess } from "../../employer-mandate/decide.ts";
import type { AccessQuestion, AskedPeriod } from "../../employer-mandate/question.ts";
import { type AccessRegisters, createAccessRegisters } from "../../employer-mandate/registers.ts";
import { inTransaction } from "../../employers/write/change.ts";
import { addEntity } from "../../employers/write/entities.ts";
import { movableClock } from "../../kernel/clock.ts";
import { parseDay } from "../../kernel/day.ts";
import { certain } from "../../kernel/outcome.ts";
import { copyEmployers } from "./load.ts";
import { synthesizeEmployers } from "./network.ts";
import type { PersonaQuestion, UserPersona } from "./personas.ts";

const madeOn = certain(parseDay("2026-11-23"));
const codes = loadEmployerMandateCodes();

/** The network in registers of its own, and a clock that begins on the day for which it was made. */
async function loaded(t: TestContext, seed: number) {
  const network = synthesizeEmployers(seed, madeOn);
  const { connectionString } = await testDatabase(t);
  await onServer(connectionString, (client) => inTransaction(client, () => copyEmployers(client, network.rows)));
  const clock = movableClock(Date.parse(`${madeOn}T12:00:00Z`));
  const reader = createReader({ connectionString });
  t.after(() => reader.close());
  return { network, connectionString, clock, registers: createAccessRegisters(reader, clock) };
}

function questionOf({ technicalId, question }: UserPersona): AccessQuestion {
  const { employer, object, context } = question;
  return {
    technicalId,
    context: context === undefined ? undefined : { numbers: [context.number], quality: context.quality },
    target: employer,
    objects: [object],
    period: periodOf(question),
  };
}

function periodOf({ quarter, date }: PersonaQuestion): AskedPeriod {
  if (date !== undefined) return { kind: "day", day: date };
  return quarter === undefined ? { kind: "none" } : { kind: "quarters", begin: quarter, end: quarter };
}

async function decided(
  registers: AccessRegisters,
  persona: UserPersona,
  severalContexts: "allow" | "demand-one" = "allow",
): Promise<string | undefined> {
  const question = questionOf(persona);
  const known = await registers.find(question.technicalId, question.target[0]);
  return codeOf(decideAccess(question, known, codes, { severalContexts }));
}

function codeOf(decision: AccessDecision): string | undefined {
  return decision.kind === "undecided" ? decision.fault.status.code : decision.results[0]?.status.code;
}

test("every persona's question is answered with the code of its trait, on that day and three years on", async (t) => {
  for (const seed of [1, 4_000_000_000]) {
    const { network, clock, registers } = await loaded(t, seed);
    for (const years of [0, 1, 3]) {
      clock.set(Date.parse(`${2026 + years}-11-23T12:00:00Z`));
      const found = await Promise.all(
        network.personas.map(async (persona) => [persona.traits[0], await decided(registers, persona)]),
      );
      assert.deepEqual(
        found,
        network.personas.map(({ traits, code }) => [traits[0], code]),
        `seed ${seed}, ${years} years on`,
      );
    }
  }
});

test("every code of a decision is there, but for what is merged where an annex discloses nothing", async (t) => {
  const { network } = await loaded(t, 1);
  const promised = new Set(network.personas.map(({ code }) => code));
  const codes = Object.keys(statuses).filter((code) => code.startsWith("EMC"));
  const missing = codes.filter((code) => !promised.has(code));
  // Who acts in several contexts gets EMC10001 from a customer to whom one must be named.
  assert.deepEqual(missing, ["EMC00100", "EMC10001"]);
});

test("who acts in several contexts must name one to a customer that demands it", async (t) => {
  const { network, registers } = await loaded(t, 1);
  const several = network.personas.filter(({ traits }) => traits.includes("several-contexts"));
  assert.ok(several.length >= 3);
  for (const persona of several) assert.equal(await decided(registers, persona, "demand-one"), "EMC10001");
});

test("an entity that is added after the network gets a key of its own", async (t) => {
  const { network, connectionString } = await loaded(t, 1);
  const key = await onServer(connectionString, (client) =>
    inTransaction(client, () =>
      addEntity({ client, at: Date.now() }, { kind: "enterprise", name: "Later", from: madeOn, identifiers: [] }),
    ),
  );
  assert.equal(certain(key), String(network.rows.entities.length + 1));
});
