// Personnel files of the size of a province's, on top of the demo network: for questions about who works for whom.
import type { Client } from "pg";
import { parseIdentifier } from "../src/employers/identifier.ts";
import { addDays, parseDay } from "../src/kernel/day.ts";
import { nssoCheckDigits } from "../src/kernel/nsso-number.ts";
import { certain } from "../src/kernel/outcome.ts";
import { syntheticSsin } from "../src/kernel/synthetic-ssin.ts";
import { copyEmployers } from "../src/population/employers/load.ts";
import type { EntityRows } from "../src/population/employers/rows.ts";

/**
 * Adds 100,000 workers with one to eight periods each, the last of which goes on, at 20,000 employers. Gives their numbers in an
 * order in which neighbours lie far apart.
 */
export async function addPeriods(client: Client): Promise<readonly string[]> {
  await client.query("begin");
  const entities = Array.from({ length: employers }, (_, place) => employerAt(place));
  await copyEmployers(client, { knownFrom: beginDate, firstKey, entities, users: [], mandates: [] });
  const numbers = Array.from({ length: workers }, (_, place) => ssinAt((place * stride) % workers));
  await client.query(
    "insert into persons.person (ssin, state, known_from) select ssin, 'active', '2020-01-01' from unnest($1::text[]) worker (ssin) on conflict do nothing",
    [numbers],
  );
  await client.query(periods, [numbers, firstKey, employers]);
  await client.query("commit");
  return numbers;
}

const workers = 100_000;
const employers = 20_000;
/** Shares no factor with how many there are. */
const stride = 61_803;
const firstKey = 3_000_001;
const beginDate = certain(parseDay("2005-01-01"));
const firstBirth = certain(parseDay("1970-01-01"));

function employerAt(place: number): EntityRows {
  const base = 3_000_000 + place;
  const identifier = certain(parseIdentifier("nsso", `0${base}${nssoCheckDigits(base)}`));
  return {
    kind: "enterprise",
    name: `Employer ${place}`,
    beginDate,
    identifiers: [{ identifier, beginDate }],
    contexts: [],
  };
}

function ssinAt(place: number): string {
  const birthDate = addDays(firstBirth, place % 10_000);
  return certain(syntheticSsin({ birthDate, counter: 900 + Math.floor(place / 10_000), kind: "register" }));
}

/** Of each worker ($1), one period for each employment at one of the employers ($3, from key $2 on), the earlier ones closed. */
const periods = `
insert into dimona.period (number, employer, ssin, start_date, end_date, worker_type, joint_committee, last_action, declaration, known_from)
select serial * 100 + coalesce(nullif(serial % 97, 0), 97), $2::bigint + (place * 7919 + turn * 104729) % $3::bigint, ssin,
       date '2015-01-01' + (turn * 400 + place % 300)::int,
       case when turn < place % 8 then date '2015-01-01' + (turn * 400 + place % 300 + 390)::int end,
       case when (place + turn) % 10 = 0 then 'STU' else 'OTH' end, case when place % 7 = 0 then '302' else 'XXX' end,
       case when turn < place % 8 then 'out' else 'in' end, serial, timestamptz '2024-01-01'
from   (
  select worker.ssin, worker.place, turn, 8000000000 + row_number() over (order by worker.place, turn) as serial
  from   unnest($1::text[]) with ordinality worker (ssin, place)
  cross  join lateral generate_series(0, worker.place % 8) turn
) employment`;
