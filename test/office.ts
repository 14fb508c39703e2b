// An office from which employers, users and mandates are administered, in the made-up world of mandate-world, with a clock that stands still.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { Client } from "pg";
import { administer, type Office, type Work } from "../src/administration/administer.ts";
import type { RuleName } from "../src/administration/rules.ts";
import { loadEmployerMandateCodes } from "../src/codes/employer-mandate-codes.ts";
import { type ChainReport, verifyAudit } from "../src/crossroads/audit-verify.ts";
import { movableClock } from "../src/kernel/clock.ts";
import { testDatabase } from "./database.ts";
import { fillWorld, type World } from "./mandate-world.ts";

export interface TestOffice {
  readonly office: Office;
  readonly world: World;
  readonly connectionString: string;
  /** Does a change a minute after the one before, and gives its result. */
  done<Result>(work: Work<Result>): Promise<Result>;
  /** Tries a change that a rule forbids, and gives what was found; whatever the registers knew must be as it was. */
  refused<Result>(work: Work<Result>, rule: RuleName): Promise<string | undefined>;
  /** Lets a minute pass. */
  wait(): void;
  rows(sql: string): Promise<readonly unknown[]>;
  /** What the administration left in the audit, the oldest first. */
  entries(): Promise<
    readonly { readonly operation: string; readonly by: string; readonly changed: readonly string[] }[]
  >;
  verify(): Promise<readonly ChainReport[]>;
}

/** On 10 February 2026. */
export async function openOffice(t: TestContext): Promise<TestOffice> {
  const { connectionString } = await testDatabase(t);
  const world = await fillWorld(connectionString);
  const client = new Client({ connectionString, pipeline: true });
  await client.connect();
  t.after(() => client.end());
  const clock = movableClock(Date.parse("2026-02-10T12:00:00Z"));
  const codes = loadEmployerMandateCodes();
  const office: Office = { client, clock, codes, population: "synthetic", by: "An Operator", account: "operator" };
  const rows = async (sql: string) => (await client.query<unknown[]>({ text: sql, rowMode: "array" })).rows;
  const attempt = async <Result>(work: Work<Result>) => {
    clock.advance(60_000);
    return await administer(office, "test", work);
  };
  return {
    office,
    world,
    connectionString,
    done: async (work) => {
      const outcome = await attempt(work);
      assert.ok(outcome.ok, JSON.stringify(outcome));
      return outcome.value.result;
    },
    refused: async (work, rule) => {
      const before = await rows(everything);
      const outcome = await attempt(work);
      assert.ok(!outcome.ok, `expected to be refused by ${rule}`);
      assert.equal(outcome.reason.rule, rule, outcome.reason.found);
      assert.deepEqual(await rows(everything), before, "nothing changed");
      return outcome.reason.found;
    },
    wait: () => clock.advance(60_000),
    rows,
    entries: async () => {
      const { rows: found } = await client.query(
        "select entry from crossroads.audit where entry ->> 'service' = 'Administration' order by received_at, sequence",
      );
      return found.map(({ entry: { operation, by, changed } }) => ({ operation, by, changed }));
    },
    verify: () => Array.fromAsync(verifyAudit(client)),
  };
}

/** A digest of all tables that administration writes, and of the audit. */
const everything = [
  "employers.entity",
  "employers.activity",
  "employers.identifier",
  "employer_mandate.user_account",
  "employer_mandate.user_state",
  "employer_mandate.context",
  "employer_mandate.context_period",
  "employer_mandate.user_context",
  "employer_mandate.mandate",
  "employer_mandate.mandate_object",
  "employer_mandate.delegation",
  "crossroads.inscription",
  "persons.person",
  "persons.identity",
  "crossroads.audit",
]
  .map(
    (table) => `select '${table}', md5(coalesce(string_agg(one::text, '' order by one::text), '')) from ${table} one`,
  )
  .join(" union all ");
