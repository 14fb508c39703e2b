// A register of mandates of the size of a country's larger mandataries, on top of the demo network: for questions about access.
import type { Client } from "pg";
import { parseIdentifier } from "../src/employers/identifier.ts";
import { parseDay } from "../src/kernel/day.ts";
import { nssoCheckDigits } from "../src/kernel/nsso-number.ts";
import { certain } from "../src/kernel/outcome.ts";
import { parseQuarter } from "../src/kernel/quarter.ts";
import { copyEmployers } from "../src/population/employers/load.ts";
import type { EmployerRows, EntityRows, MandateRows, UserRows } from "../src/population/employers/rows.ts";

/**
 * Adds 100 secretariats with 1000 users each, and 100,000 employers with two mandates each, all to the same secretariat. Gives a
 * user and an employer of its secretariat for each place, in an order in which neighbours lie far apart.
 */
export async function addMandates(client: Client): Promise<readonly string[]> {
  await client.query("begin");
  await copyEmployers(client, rows());
  await client.query("commit");
  return Array.from({ length: employers }, (_, place) => {
    const employer = (place * stride) % employers;
    return `${technicalId((employer + shift) % employers)} ${numberOf(employer)}`;
  });
}

const secretariats = 100;
const employers = 100_000;
/** Shares no factor with how many there are. */
const stride = 61_803;
/** A multiple of the secretariats: the user has the employer's. */
const shift = 33_300;

const firstKey = 1_000_001;
const beginDate = certain(parseDay("2020-01-01"));
const begin = certain(parseQuarter("2020Q1"));

function rows(): EmployerRows {
  const offices = Array.from(
    { length: secretariats },
    (_, place): EntityRows => ({
      kind: "enterprise",
      name: `Secretariat ${place}`,
      beginDate,
      identifiers: [],
      contexts: [{ quality: "QUAL_SSC", beginDate }],
    }),
  );
  const places = Array.from({ length: employers }, (_, place) => place);
  return {
    knownFrom: beginDate,
    firstKey,
    entities: [...offices, ...places.map(employerAt)],
    users: places.map(userAt),
    mandates: places.flatMap(mandatesOf),
  };
}

function employerAt(place: number): EntityRows {
  const identifier = certain(parseIdentifier("nsso", numberOf(place)));
  const identifiers = [{ identifier, beginDate }];
  return { kind: "enterprise", name: `Employer ${place}`, beginDate, identifiers, contexts: [] };
}

/** Numbers that the RSZ does not hand out. */
function numberOf(place: number): string {
  const base = 2_000_000 + place;
  return `0${base}${nssoCheckDigits(base)}`;
}

function userAt(place: number): UserRows {
  const work = {
    entity: secretariatOf(place),
    quality: "QUAL_SSC",
    role: "USER",
    applications: ["DIMONA", "DMFA"],
  } as const;
  return {
    technicalId: technicalId(place),
    states: [{ state: "ACTIVE", beginDate }],
    contexts: [{ ...work, beginDate }],
  };
}

function technicalId(place: number): string {
  return `UM-BENCH-${String(place).padStart(6, "0")}`;
}

function mandatesOf(place: number): readonly MandateRows[] {
  return (["DMFA_DIMONA", "ASR_UNEMPLOYMENT"] as const).map((group, number) => ({
    reference: `BENCH-${place}-${number}`,
    mandator: firstKey + secretariats + place,
    mandatary: secretariatOf(place),
    type: "SSC",
    createdOn: beginDate,
    objects: [{ group, begin, status: "ACTIVE", knownFrom: beginDate }],
    delegations: [],
  }));
}

function secretariatOf(place: number): number {
  return firstKey + (place % secretariats);
}
