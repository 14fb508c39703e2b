// Declarations by number, with what was decided on them last: all that are asked for at once are one statement.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { Reader } from "../../database/reader.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { Clock } from "../../kernel/clock.ts";
import { today } from "../../kernel/day.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { identityIn } from "../../persons/identity.ts";
import type { Anomaly } from "../anomaly.ts";
import type { Change, Decision } from "../decision.ts";
import type { Declaration } from "../declaration.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import { type KeptDeclaration, keptEmployer } from "./kept.ts";

/** Rejects with DatabaseUnavailable. */
export function createKeptDeclarations(
  reader: Reader,
  clock: Clock,
): (number: DimonaNumber) => Promise<KeptDeclaration | undefined> {
  const lookup = reader.lookup<Row, DimonaNumber>({
    name: "dimona-kept-declarations",
    sql: statement,
    columns,
    keyOf: ([number]) => number,
    parameters: () => [new Date(clock.now()).toISOString(), today(clock)],
  });
  return async (number) => {
    const [row] = await lookup(number);
    return row === undefined ? undefined : toKept(row);
  };
}

/** The same within a transaction, in the order of the numbers; all of them are there. */
export async function readKeptDeclarations(
  client: ClientBase,
  numbers: readonly DimonaNumber[],
  clock: Clock,
): Promise<readonly KeptDeclaration[]> {
  const { rows } = await client.query<Row>({
    name: "dimona-kept-declarations",
    text: statement,
    values: [numbers, new Date(clock.now()).toISOString(), today(clock)],
    rowMode: "array",
  });
  const kept = new Map(rows.map((row) => [row[0], toKept(row)]));
  return numbers.flatMap((number) => kept.get(number) ?? []);
}

const statement = readFileSync(new URL("kept-declarations.sql", import.meta.url), "utf8");
const columns = [
  "number",
  "received_at",
  "customer",
  "sender",
  "content",
  "employer",
  "identifiers",
  "ssin",
  "decided_at",
  "result",
  "anomalies",
  "change",
  "last_name",
  "first_names",
  "birth_date",
  "sex",
] as const;

type Row = [
  number: DimonaNumber,
  receivedAt: string,
  customer: string,
  sender: EntityId | null,
  content: Declaration,
  employer: EntityId | null,
  identifiers: string,
  ssin: Ssin | null,
  decidedAt: string,
  result: Decision["result"],
  anomalies: readonly Anomaly[],
  change: Change | null,
  lastName: string | null,
  firstNames: string | null,
  birthDate: string | null,
  sex: "1" | "2" | null,
];

function toKept(row: Row): KeptDeclaration {
  const [number, receivedAt, customer, sender, declaration, employer, identifiers, ssin, ...decided] = row;
  const [decidedAt, result, anomalies, change, last_name, first_names, birth_date, sex] = decided;
  return {
    number,
    receivedAt: Number(receivedAt),
    customer,
    sender: sender ?? undefined,
    declaration,
    employer: employer === null ? undefined : keptEmployer(employer, identifiers),
    ssin: ssin ?? undefined,
    registered: identityIn({ last_name, first_names, birth_date, sex }),
    decidedAt: Number(decidedAt),
    result,
    anomalies,
    change: change ?? undefined,
  };
}
