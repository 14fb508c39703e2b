// Employers of the demo network whom the payroll provider comes to speak for during a test.
import assert from "node:assert/strict";
import { loadEmployerMandateCodes } from "../src/codes/employer-mandate-codes.ts";
import { addMandate } from "../src/employer-mandate/register/mandates.ts";
import type { EntityId } from "../src/employers/entity.ts";
import { inTransaction } from "../src/employers/write/change.ts";
import { addDays } from "../src/kernel/day.ts";
import { quarterOf } from "../src/kernel/quarter.ts";
import { onServer } from "./database-server.ts";
import type { Installation } from "./installation.ts";

type Site = Pick<Installation, "connectionString" | "today">;

/** For which the payroll provider speaks. */
const secretariat = "cbe:1999960054";

export async function giveProviderMandate(
  { connectionString, today }: Site,
  enterpriseNumber: string,
  reference: string,
): Promise<void> {
  await onServer(connectionString, async (client) => {
    const { rows } = await client.query<{ entity: EntityId }>(
      "select entity from employers.identifier where identifier = any ($1) order by identifier = $2",
      [[`cbe:${enterpriseNumber}`, secretariat], secretariat],
    );
    const [mandator, mandatary] = rows.map(({ entity }) => entity);
    assert.ok(mandator !== undefined && mandatary !== undefined);
    const change = { client, at: Date.parse(addDays(today, -1)) };
    const objects = [{ group: "DMFA_DIMONA", begin: quarterOf(today) }];
    const mandate = { reference, mandator, mandatary, type: "SSC", status: "ACTIVE", objects } as const;
    const given = await inTransaction(client, () =>
      addMandate(change, loadEmployerMandateCodes(), { ...mandate, createdOn: today }),
    );
    assert.deepEqual(given.ok ? [] : given.reason, []);
  });
}

export interface Newcomer {
  readonly entity: EntityId;
  readonly provisionalNumber: string;
  readonly enterpriseNumber: string;
}

/** Has only a provisional number today; one that gave nobody a mandate if there is one. */
export async function newcomerOf({ connectionString, today }: Site): Promise<Newcomer> {
  const sql = `
    select p.entity::text, substr(p.identifier, 13) as "provisionalNumber", substr(c.identifier, 5) as "enterpriseNumber"
    from   employers.identifier p
    join   employers.identifier c on c.entity = p.entity and c.identifier like 'cbe:%' and c.known_until = 'infinity'
    where  p.identifier like 'provisional:%' and p.known_until = 'infinity' and p.end_date is null and p.begin_date <= $1
    order  by exists (select from employer_mandate.mandate m where m.mandator = p.entity), p.entity
    limit  1`;
  return await onServer(connectionString, async (client) => {
    const { rows } = await client.query<Newcomer>(sql, [today]);
    return rows[0] ?? assert.fail("the demo has no such employer");
  });
}
