import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { testDatabase } from "../../test/database.ts";
import { onServer } from "../../test/database-server.ts";
import { loadDimonaCodes } from "../codes/dimona-codes.ts";
import { parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { nameKey } from "../persons/name-key.ts";
import { aboutEmployers, noDimona } from "./dimona/load.ts";
import { synthesizeDimona } from "./dimona/network.ts";
import { workplacesOf } from "./dimona/workplaces.ts";
import { synthesizeEmployers } from "./employers/network.ts";
import type { EmployerRows } from "./employers/rows.ts";
import { completeNames, completePopulation, loadPopulation, populationOf } from "./load.ts";
import { type SyntheticPerson, synthesizePerson } from "./persons.ts";

const today = certain(parseDay("2026-11-23"));
const seed = 4;
const log = () => {};

test("every row of every person arrives, in the table where it belongs", async (t) => {
  const { connectionString } = await testDatabase(t);
  // More than one batch.
  const persons = 4_300;
  const people = Array.from({ length: persons }, (_, index) => synthesizePerson(seed, index, today));
  const expected = {
    persons: sum(people, ({ register }) => register.length),
    identities: people.length,
    inscriptions: sum(people, ({ inscriptions }) => inscriptions.length),
    careers: sum(people, ({ career }) => (career === undefined ? 0 : 1)),
    segments: sum(people, ({ career }) => career?.segments.length ?? 0),
    contributions: sum(people, ({ contributions }) => contributions.length),
    ...ofEmployers(synthesizeEmployers(seed, today).rows),
    ...(await ofDimona(persons)),
  };
  const outcome = await loadPopulation({ connectionString, persons, seed, today, log });
  assert.deepEqual(outcome, { ok: true, value: expected });
  await onServer(connectionString, async (client) => {
    assert.deepEqual(await counts(client), expected);
    for (const index of [0, 19, 20, 33, 36, persons - 1]) {
      const person = people[index];
      assert.ok(person !== undefined);
      assert.deepEqual(await stored(client, person), meant(person));
    }
  });
});

test("what was known before a correction can still be read", async (t) => {
  const { connectionString } = await testDatabase(t);
  await loadPopulation({ connectionString, persons: 50, seed, today, log });
  await onServer(connectionString, async (client) => {
    const { rows } = await client.query<{ before: string | null; after: string | null }>(
      `select old.end_date as before, new.end_date as after
         from arza.career_segment old
         join arza.career_segment new using (ssin, affiliation, segment)
        where old.known_until = new.known_from and new.known_until = 'infinity' and new.end_date is not null`,
    );
    assert.ok(rows.length > 0);
    for (const { before, after } of rows) assert.ok(before === null && after !== null);
  });
});

test("registers that hold anything are left alone, unless they are to be replaced", async (t) => {
  const { connectionString } = await testDatabase(t);
  const load = (persons: number, replace?: boolean) =>
    loadPopulation({ connectionString, persons, seed, today, log, ...(replace === undefined ? {} : { replace }) });
  await load(300);
  assert.deepEqual(await load(100), { ok: false, reason: { kind: "not-empty" } });
  const before = await onServer(connectionString, counts);
  assert.ok((before.persons ?? 0) >= 300);
  const outcome = await load(100, true);
  assert.ok(outcome.ok);
  assert.deepEqual(await onServer(connectionString, counts), outcome.value);
  assert.ok(outcome.value.persons < 300);
});

test("what no population brought is not replaced: it may be real people", async (t) => {
  const { connectionString } = await testDatabase(t);
  await onServer(connectionString, (client) =>
    client.query("insert into persons.person (ssin, state) values ('70100853190', 'active')"),
  );
  const outcome = await loadPopulation({ connectionString, persons: 10, seed, today, log, replace: true });
  assert.deepEqual(outcome, { ok: false, reason: { kind: "not-synthetic" } });
  assert.equal((await onServer(connectionString, counts)).persons, 1);
});

test("a population of before there were employers gets those that belong to it and their personnel files, once", async (t) => {
  const { connectionString } = await testDatabase(t);
  const lines: string[] = [];
  const complete = () => completePopulation({ connectionString, log: (line) => lines.push(line) });
  await complete();
  assert.equal(await populationOf(connectionString), undefined, "where there is no population, none is made");
  await loadPopulation({ connectionString, persons: 300, seed, today, log });
  const whole = await onServer(connectionString, counts);
  const population = await populationOf(connectionString);
  await withoutDimona(connectionString);
  await onServer(connectionString, async (client) => {
    await client.query("truncate employers.entity, employer_mandate.user_account cascade");
    await client.query("update demo.population set employers = false");
  });
  await complete();
  assert.deepEqual(await onServer(connectionString, counts), whole);
  await complete();
  assert.deepEqual(await populationOf(connectionString), population);
  assert.deepEqual(lines, [
    "loaded the employers, users and mandates that an older version had not",
    "loaded the personnel files that an older version had not",
  ]);
});

test("a population of before the register knew names gets those that belong to it, once", async (t) => {
  const { connectionString } = await testDatabase(t);
  const lines: string[] = [];
  const complete = () => completeNames({ connectionString, log: (line) => lines.push(line) });
  await complete();
  await loadPopulation({ connectionString, persons: 30, seed, today, log });
  const names = () =>
    onServer(
      connectionString,
      async (client) => (await client.query("select * from persons.identity order by ssin")).rows,
    );
  const whole = await names();
  assert.equal(whole.length, 30);
  await onServer(connectionString, (client) => client.query("truncate persons.identity"));
  await complete();
  assert.deepEqual(await names(), whole);
  await complete();
  assert.deepEqual(lines, ["loaded the names of persons that an older version had not"]);
});

test("a population of before there were personnel files gets them, and declarations come after theirs", async (t) => {
  const { connectionString } = await testDatabase(t);
  await loadPopulation({ connectionString, persons: 300, seed, today, log });
  const whole = await onServer(connectionString, counts);
  await withoutDimona(connectionString);
  await completePopulation({ connectionString, log });
  await onServer(connectionString, async (client) => {
    assert.deepEqual(await counts(client), whole);
    const { rows } = await client.query<{ next: string; last: string }>(
      "select nextval('dimona.serial') as next, (select max(number) / 100 from dimona.declaration) as last",
    );
    assert.deepEqual(rows, [{ next: String(Number(rows[0]?.last) + 1), last: rows[0]?.last }]);
  });
});

test("declarations of somebody else stay, and what an operator has set for an employer", async (t) => {
  const { connectionString } = await testDatabase(t);
  const lines: string[] = [];
  await loadPopulation({ connectionString, persons: 300, seed, today, log });
  await withoutDimona(connectionString);
  const employer = workplacesOf(seed, synthesizeEmployers(seed, today).rows).find((one) => one.dailyRegistration);
  await onServer(connectionString, async (client) => {
    await client.query("insert into dimona.employer_setting (employer, secured_only) values ($1, true)", [
      employer?.entity,
    ]);
    await client.query(
      `insert into dimona.declaration (number, received_at, customer, channel, ticket, action, content)
       values (700000000123, now(), 'somebody', 'REST', gen_random_uuid(), 'in', '{}')`,
    );
  });
  const complete = () => completePopulation({ connectionString, log: (line) => lines.push(line) });
  await complete();
  await onServer(connectionString, async (client) => {
    const { declaration, period } = await counts(client);
    assert.deepEqual([declaration, period], [1, 0]);
    await client.query("delete from dimona.declaration");
  });
  assert.match(lines.join(), /declarations were there before/);
  await complete();
  await onServer(connectionString, async (client) => {
    assert.ok(((await counts(client)).period ?? 0) > 0);
    const { rows } = await client.query("select secured_only from dimona.employer_setting where employer = $1", [
      employer?.entity,
    ]);
    assert.deepEqual(rows, [{ secured_only: true }]);
  });
});

async function withoutDimona(connectionString: string): Promise<void> {
  await onServer(connectionString, async (client) => {
    await client.query(`truncate ${aboutEmployers.join(", ")}`);
    await client.query("delete from crossroads.inscription where quality_code = 30");
    await client.query("update demo.population set dimona = null");
  });
}

test("employers of somebody else stay, when a population is loaded beside them and when it is replaced", async (t) => {
  const { connectionString } = await testDatabase(t);
  await onServer(connectionString, (client) =>
    client.query("insert into employers.entity (kind) values ('enterprise')"),
  );
  const lines: string[] = [];
  for (const replace of [false, true]) {
    const outcome = await loadPopulation({ connectionString, persons: 10, seed, today, log, replace });
    assert.equal(certain(outcome).entities, 0);
    await completePopulation({ connectionString, log: (line) => lines.push(line) });
    const { entities, users } = await onServer(connectionString, counts);
    assert.deepEqual([entities, users], [1, 0]);
  }
  assert.equal((await populationOf(connectionString))?.employers, false);
  for (const line of lines) assert.match(line, /were there before the population/);
  assert.equal(lines.length, 2);
});

test("an inscription alone makes the registers not empty", async (t) => {
  const { connectionString } = await testDatabase(t);
  await onServer(connectionString, (client) =>
    client.query(
      "insert into crossroads.inscription (ssin, holder, quality_code, begin_date) values ('70100853190', 'sector:15', 2, '2020-01-01')",
    ),
  );
  const outcome = await loadPopulation({ connectionString, persons: 10, seed, today, log });
  assert.deepEqual(outcome, { ok: false, reason: { kind: "not-empty" } });
});

test("of two loads at the same time, one fills the registers and the other is refused", async (t) => {
  const { connectionString } = await testDatabase(t);
  const load = () => loadPopulation({ connectionString, persons: 500, seed, today, log });
  const outcomes = await Promise.all([load(), load()]);
  assert.deepEqual(outcomes.map(({ ok }) => ok).sort(), [false, true]);
});

test("a load that is killed leaves nothing behind, and the next one is complete", { timeout: 60_000 }, async (t) => {
  const { connectionString } = await testDatabase(t);
  const script = `
    const { loadPopulation } = await import(${JSON.stringify(new URL("load.ts", import.meta.url).href)});
    const connectionString = process.env.LOAD_INTO;
    await loadPopulation({ connectionString, persons: 400_000, seed: 4, today: ${JSON.stringify(today)}, log() {} });
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, LOAD_INTO: connectionString },
    stdio: "ignore",
  });
  const gone = once(child, "exit");
  await onServer(connectionString, async (client) => {
    const written = async () => {
      const { rows } = await client.query<{ bytes: number }>(
        "select pg_relation_size('arza.career_segment')::int as bytes",
      );
      return rows[0]?.bytes ?? 0;
    };
    while ((await written()) === 0) {
      assert.equal(child.exitCode, null);
      await sleep(20);
    }
    child.kill("SIGKILL");
    await gone;
    const loaders = "select from pg_stat_activity where application_name = 'kruispunt population'";
    while ((await client.query(loaders)).rowCount !== 0) await sleep(20);
    assert.deepEqual([...new Set(Object.values(await counts(client)))], [0]);
  });
  const outcome = await loadPopulation({ connectionString, persons: 200, seed, today, log });
  assert.ok(outcome.ok);
});

test("a load says when it begins and ends", async (t) => {
  const { connectionString } = await testDatabase(t);
  const lines: string[] = [];
  await loadPopulation({ connectionString, persons: 20, seed, today, log: (line) => lines.push(line) });
  assert.deepEqual(
    lines.map((line) => line.replace(/[\d.]+ s$/, "N s")),
    ["loading 20 persons", "loaded 20 persons in N s"],
  );
});

test("more persons than there are numbers for, or none, are refused before anything is touched", async () => {
  for (const persons of [0, -1, 1.5, 2_000_001]) {
    await assert.rejects(loadPopulation({ connectionString: "", persons, seed, today, log }), RangeError);
  }
});

function sum<Item>(items: readonly Item[], count: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + count(item), 0);
}

function ofEmployers({ entities, users, mandates }: EmployerRows) {
  const contexts = sum(entities, (entity) => entity.contexts.length);
  return {
    entities: entities.length,
    activities: entities.length,
    identifiers: sum(entities, ({ identifiers }) => identifiers.length),
    users: users.length,
    userStates: sum(users, ({ states }) => states.length),
    contexts,
    contextPeriods: contexts,
    userContexts: sum(users, (user) => user.contexts.length),
    mandates: mandates.length,
    mandateObjects: sum(mandates, ({ objects }) => objects.length),
    delegations: sum(mandates, ({ delegations }) => delegations.length),
  };
}

async function ofDimona(persons: number) {
  const rows = { ...noDimona };
  const employers = synthesizeEmployers(seed, today).rows;
  const workers = new Set<string>();
  const workplaces = new Map(workplacesOf(seed, employers).map((workplace) => [workplace.entity as string, workplace]));
  const wish = { seed, persons, today, employers, codes: loadDimonaCodes() };
  await synthesizeDimona(
    wish,
    (table, row) => {
      rows[table] += 1;
      const isNow = table === "relation" && row.known_until === "infinity";
      const { committee } = workplaces.get(String(row.employer)) ?? {};
      if (isNow) workers.add(`${String(row.ssin)} ${committee === undefined ? "local" : "national"}`);
    },
    async () => {},
  );
  rows.worker_inscription = workers.size;
  rows.employer_setting = [...workplaces.values()].filter(
    ({ dailyRegistration, subEntities }) => dailyRegistration || subEntities !== undefined,
  ).length;
  return rows;
}

async function counts(client: Client): Promise<Readonly<Record<string, number>>> {
  const { rows } = await client.query<Record<string, number>>(
    `select (select count(*)::int from persons.person)         as persons,
            (select count(*)::int from persons.identity)       as identities,
            (select count(*)::int from crossroads.inscription where quality_code <> 30) as inscriptions,
            (select count(*)::int from crossroads.inscription where quality_code = 30)  as worker_inscription,
            (select count(*)::int from arza.self_employed)     as careers,
            (select count(*)::int from arza.career_segment)    as segments,
            (select count(*)::int from funds.contribution)     as contributions,
            (select count(*)::int from employers.entity)       as entities,
            (select count(*)::int from employers.activity)     as activities,
            (select count(*)::int from employers.identifier)   as identifiers,
            (select count(*)::int from dimona.employer_setting)   as employer_setting,
            (select count(*)::int from dimona.declaration)        as declaration,
            (select count(*)::int from dimona.notification)       as notification,
            (select count(*)::int from dimona.period)             as period,
            (select count(*)::int from dimona.relation)           as relation,
            (select count(*)::int from dimona.daily_registration) as daily_registration,
            (select count(*)::int from dimona.quota_use)          as quota_use,
            (select count(*)::int from employer_mandate.user_account)   as users,
            (select count(*)::int from employer_mandate.user_state)     as "userStates",
            (select count(*)::int from employer_mandate.context)        as contexts,
            (select count(*)::int from employer_mandate.context_period) as "contextPeriods",
            (select count(*)::int from employer_mandate.user_context)   as "userContexts",
            (select count(*)::int from employer_mandate.mandate)        as mandates,
            (select count(*)::int from employer_mandate.mandate_object) as "mandateObjects",
            (select count(*)::int from employer_mandate.delegation)     as delegations`,
  );
  return rows[0] ?? {};
}

const ofPerson = {
  register: `select concat_ws('|', ssin, state, coalesce(replaced_by, '-'), coalesce(deceased_on::text, '-'), known_from, known_until) as row
               from persons.person where ssin = any ($1) order by known_from, ssin`,
  identity: `select concat_ws('|', ssin, last_name, first_names, birth_date, sex, name_key, known_from, known_until) as row
               from persons.identity where ssin = any ($1)`,
  inscriptions: `select concat_ws('|', holder, quality_code, begin_date, coalesce(end_date::text, '-'), known_from, known_until) as row
                   from crossroads.inscription where ssin = any ($1) and quality_code <> 30 order by holder, begin_date`,
  career: `select concat_ws('|', nisse_reference, coalesce(enterprise_number, '-'), occupation_code, known_from, known_until) as row
             from arza.self_employed where ssin = any ($1)`,
  segments: `select concat_ws('|', affiliation, segment, fund_code, signature_date, begin_date, coalesce(end_date::text, '-'),
                              quality_code, contribution_code, coalesce(equality_code::text, '-'), known_from, known_until) as row
               from arza.career_segment where ssin = any ($1) order by affiliation, segment, known_from`,
  contributions: `select concat_ws('|', fund_code, quarter, due_date, nothing_due, coalesce(paid_on::text, '-'),
                                   coalesce(array_to_string(reminded_on, ','), '-'), coalesce(exemption_decided_on::text, '-'),
                                   coalesce(exemption_granted::text, '-'), coalesce(sickness_category::text, '-'),
                                   known_from, known_until) as row
                    from funds.contribution where ssin = any ($1) order by quarter, known_from`,
} as const;

/** All rows of a person, as text. */
async function stored(client: Client, { ssin, oldSsins }: SyntheticPerson): Promise<readonly string[]> {
  await client.query("set time zone interval '+02:00' hour to minute");
  const texts: string[] = [];
  for (const query of Object.values(ofPerson)) {
    const { rows } = await client.query<{ row: string }>(query, [[ssin, ...oldSsins]]);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts;
}

function meant({ ssin, names, birthDate, sex, register, ...person }: SyntheticPerson): readonly string[] {
  const { inscriptions, career, contributions } = person;
  const text = (...cells: readonly (string | number | undefined)[]) => cells.map((cell) => cell ?? "-").join("|");
  const known = ({ knownFrom, knownUntil }: { knownFrom: string; knownUntil?: string }) =>
    `${knownFrom} 00:00:00+02|${knownUntil === undefined ? "infinity" : `${knownUntil} 00:00:00+02`}`;
  const byDay = register.toSorted((a, b) => (a.knownFrom + a.ssin < b.knownFrom + b.ssin ? -1 : 1));
  const byHolder = inscriptions.toSorted((a, b) => (a.holder + a.beginDate < b.holder + b.beginDate ? -1 : 1));
  return [
    ...byDay.map((row) => text(row.ssin, row.state, row.replacedBy, row.deceasedOn, known(row))),
    ...register.slice(0, 1).map(({ knownFrom }) => {
      const { lastName, firstNames } = names;
      return text(ssin, lastName, firstNames, birthDate, sex, nameKey(lastName), known({ knownFrom }));
    }),
    ...byHolder.map((row) => text(row.holder, row.qualityCode, row.beginDate, row.endDate, known(row))),
    ...(career === undefined
      ? []
      : [text(career.nisseReference, career.enterpriseNumber, career.occupationCode, known(career))]),
    ...(career?.segments ?? []).map((row) =>
      text(
        ...[row.affiliation, row.segment, row.fundCode, row.signatureDate, row.beginDate, row.endDate],
        ...[row.qualityCode, row.contributionCode, row.equalityCode, known(row)],
      ),
    ),
    ...contributions.map((row) =>
      text(
        ...[row.fundCode, row.quarter, row.dueDate, row.nothingDue ? "t" : "f", row.paidOn],
        ...[row.reminders.length === 0 ? undefined : row.reminders.join(","), row.exemption?.decidedOn],
        ...[row.exemption && `${row.exemption.granted}`, row.sicknessCategory, known(row)],
      ),
    ),
  ];
}
