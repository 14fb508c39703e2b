// The employers of the demo network and who acts for them: made up, like its people.
import { loadEmployerMandateCodes } from "../codes/employer-mandate-codes.ts";
import { withClient } from "../database/client.ts";
import { setEmployerUse } from "../dimona/register/employer-use.ts";
import { addMandate } from "../employer-mandate/register/mandates.ts";
import type { EntityId } from "../employers/entity.ts";
import { type Identifier, type IdentifierKind, parseIdentifier } from "../employers/identifier.ts";
import { type Change, inTransaction } from "../employers/write/change.ts";
import { addEntity } from "../employers/write/entities.ts";
import { parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { parseQuarter } from "../kernel/quarter.ts";

export interface DemoEmployer {
  readonly name: string;
  readonly enterpriseNumber: string;
  /** Absent for who employs nobody, and for a town. */
  readonly nssoNumber?: string;
  /** A town. */
  readonly pplNumber?: string;
  /** Registers the hours of its permanent horeca workers by Dimona. */
  readonly dailyRegistration?: boolean;
  /** Whether the payroll provider acts for it. */
  readonly isMandator?: boolean;
}

/** The restaurant declares itself, and the payroll provider for it and for the farm and the town; the bakery gave nobody a mandate. */
export const demoEmployers: readonly DemoEmployer[] = [
  {
    name: "Restaurant (demo)",
    enterpriseNumber: "1999991134",
    nssoNumber: "199000155",
    dailyRegistration: true,
    isMandator: true,
  },
  { name: "Bakery (demo)", enterpriseNumber: "1999991233", nssoNumber: "199000252" },
  { name: "Farm (demo)", enterpriseNumber: "1999991332", nssoNumber: "199000349", isMandator: true },
  { name: "Town (demo)", enterpriseNumber: "1999991431", pplNumber: "100333", isMandator: true },
];

const payrollProvider: DemoEmployer = { name: "Payroll Provider (demo)", enterpriseNumber: "1999991035" };

/** Fills a register of employers that has nobody yet; what is there stays. */
export async function loadDemoEmployers(connectionString: string): Promise<void> {
  await withClient(connectionString, (client) =>
    inTransaction(client, async () => {
      // Two loads at once: the second waits, and then finds the register filled.
      await client.query("select pg_advisory_xact_lock($1)", [loadLock]);
      const { rowCount } = await client.query("select from employers.entity limit 1");
      if (rowCount !== 0) return;
      const change: Change = { client, at: Date.parse("2015-01-01") };
      const mandatary = await add(change, payrollProvider);
      for (const [index, employer] of demoEmployers.entries()) {
        const entity = await add(change, employer);
        if (employer.isMandator === true) await mandate(change, `DEMO-${index + 1}`, entity, mandatary);
      }
    }),
  );
}

// "empl": the place in the space of advisory locks where loads wait for one another.
const loadLock = 0x656d706c;
const firstDay = certain(parseDay("2015-01-01"));
const codes = loadEmployerMandateCodes();

async function add(change: Change, employer: DemoEmployer): Promise<EntityId> {
  const { name, dailyRegistration } = employer;
  const identifiers = identifiersOf(employer);
  const entity = certain(await addEntity(change, { kind: "enterprise", name, from: firstDay, identifiers }));
  if (dailyRegistration === true) {
    await setEmployerUse(change, entity, { securedOnly: false, dailyRegistration });
  }
  return entity;
}

async function mandate(change: Change, reference: string, mandator: EntityId, mandatary: EntityId): Promise<void> {
  const objects = [{ group: "DMFA_DIMONA", begin: certain(parseQuarter("2015Q1")) }];
  const given = {
    reference,
    mandator,
    mandatary,
    type: "SSC",
    status: "ACTIVE",
    createdOn: firstDay,
    objects,
  } as const;
  certain(await addMandate(change, codes, given));
}

function identifiersOf({ enterpriseNumber, nssoNumber, pplNumber }: DemoEmployer): readonly Identifier[] {
  const identifier = (kind: IdentifierKind, number: string | undefined) =>
    number === undefined ? [] : [certain(parseIdentifier(kind, number))];
  return [...identifier("cbe", enterpriseNumber), ...identifier("nsso", nssoNumber), ...identifier("ppl", pplNumber)];
}
