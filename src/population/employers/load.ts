// Brings employers, users and mandates into their registers, in the transaction of whoever asks.
import type { Client } from "pg";
import { copy } from "../copy.ts";
import { employerTables } from "./copy-text.ts";
import type { EmployerRows } from "./rows.ts";

export type EmployerTable = keyof typeof employerTables;

/** Gives the rows by table. Refused by the database where an entity has one of the keys. */
export async function copyEmployers(
  client: Client,
  rows: EmployerRows,
): Promise<Readonly<Record<EmployerTable, number>>> {
  const loaded: Record<EmployerTable, number> = { ...noEmployers };
  // Keys of employerTables are tables, in the order in which they can be filled.
  for (const table of Object.keys(employerTables) as EmployerTable[]) {
    loaded[table] = await copy(client, employerTables[table], employerTables[table].lines(rows));
  }
  // Entities that are added later come after these.
  const lastKey = rows.firstKey + rows.entities.length - 1;
  await client.query("select setval(pg_get_serial_sequence('employers.entity', 'entity'), $1)", [lastKey]);
  return loaded;
}

export const noEmployers: Readonly<Record<EmployerTable, number>> = {
  entities: 0,
  activities: 0,
  identifiers: 0,
  users: 0,
  userStates: 0,
  contexts: 0,
  contextPeriods: 0,
  userContexts: 0,
  mandates: 0,
  mandateObjects: 0,
  delegations: 0,
};
