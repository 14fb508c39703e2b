// Employers that declare through one secretariat, and what they declare: each person begins with each employer once.
import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { restBase } from "../src/dimona/names.ts";
import { parseIdentifier } from "../src/employers/identifier.ts";
import { addDays, type IsoDay, parseDay } from "../src/kernel/day.ts";
import { nssoCheckDigits } from "../src/kernel/nsso-number.ts";
import { certain } from "../src/kernel/outcome.ts";
import { parseQuarter } from "../src/kernel/quarter.ts";
import { copyEmployers } from "../src/population/employers/load.ts";
import type { EntityRows, MandateRows } from "../src/population/employers/rows.ts";

/**
 * Adds a thousand employers of which the enterprise with this number may declare all workers. Gives, for as many places as are asked,
 * the number of an employer, a space and the SSIN of a person: no pair twice, and neighbours of different employers and persons.
 */
export async function addDeclarants(client: Client, cbeNumber: string, count: number): Promise<readonly string[]> {
  const { rows: found } = await client.query<{ entity: string }>(entityStatement, [`cbe:${cbeNumber}`]);
  const [mandatary] = found;
  if (mandatary === undefined) throw new Error("the secretariat is not in the register of employers");
  const places = Array.from({ length: employers }, (_, place) => place);
  await client.query("begin");
  await copyEmployers(client, {
    knownFrom: beginDate,
    firstKey,
    entities: places.map(employerAt),
    users: [],
    mandates: places.map((place) => mandateOf(place, Number(mandatary.entity))),
  });
  await client.query("commit");
  const { rows: persons } = await client.query<{ ssin: string }>(personsStatement);
  if (count > employers * persons.length) throw new Error("more declarations than there are employers with persons");
  return Array.from({ length: count }, (_, place) => {
    const employer = (place + Math.floor(place / persons.length)) % employers;
    return `${numberOf(employer)} ${persons[place % persons.length]?.ssin}`;
  });
}

/** The body of a declaration that the subject's person begins to work for its employer, from tomorrow on. */
export function declarationOf(subject: string, today: IsoDay): string {
  const [employer, ssin] = subject.split(" ");
  return JSON.stringify({
    employer: { employerId: Number(employer) },
    worker: { ssin },
    dimonaIn: { startDate: addDays(today, 1), features: { jointCommissionNumber: "XXX", workerType: "OTH" } },
  });
}

/** The whole HTTP request, under a key of its own. */
export function declarationRequest(body: string, token: string): Uint8Array {
  return Buffer.from(
    `POST ${restBase}/declarations HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n` +
      `Authorization: Bearer ${token}\r\nIdempotency-Key: ${randomUUID()}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Throws unless all that was declared for these employers is accepted without a word. */
export async function expectAccepted(client: Client): Promise<void> {
  const { rows } = await client.query<{ result: string; count: string }>(
    `select n.result, count(*)
     from   dimona.notification n
     join   dimona.declaration d on d.number = n.declaration
     where  d.employer >= $1 and n.result <> 'A'
     group  by 1`,
    [firstKey],
  );
  if (rows.length > 0)
    throw new Error(`not all was accepted: ${rows.map((row) => Object.values(row).join(" ")).join(", ")}`);
}

const employers = 1000;
const firstKey = 2_000_001;
const beginDate = certain(parseDay("2020-01-01"));
const begin = certain(parseQuarter("2020Q1"));

function employerAt(place: number): EntityRows {
  const identifier = certain(parseIdentifier("nsso", numberOf(place)));
  const contexts = [{ quality: "QUAL_EMP_NOSS", beginDate }] as const;
  return {
    kind: "enterprise",
    name: `Declarant ${place}`,
    beginDate,
    identifiers: [{ identifier, beginDate }],
    contexts,
  };
}

/** Numbers of their own, that neither the demo network nor the register of mandates has. */
function numberOf(place: number): string {
  const base = 1_950_000 + place;
  return `${base}${nssoCheckDigits(base)}`;
}

function mandateOf(place: number, mandatary: number): MandateRows {
  return {
    reference: `BENCH-DIMONA-${place}`,
    mandator: firstKey + place,
    mandatary,
    type: "SSC",
    createdOn: beginDate,
    objects: [{ group: "DMFA_DIMONA", begin, status: "ACTIVE", knownFrom: beginDate }],
    delegations: [],
  };
}

const entityStatement = "select entity from employers.identifier where identifier = $1 and known_until = 'infinity'";
const personsStatement = `
select ssin from persons.person where state = 'active' and deceased_on is null and known_until = 'infinity' order by ssin`;
