// Fills the registers with a population: made in batches, streamed in with COPY, there as a whole or not at all.
import { setImmediate as otherWork } from "node:timers/promises";
import { Client } from "pg";
import { withClient } from "../database/client.ts";
import type { IsoDay } from "../kernel/day.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { copy, haveRows } from "./copy.ts";
import { copyTables } from "./copy-text.ts";
import { aboutEmployers, copyDimona, hasDeclarations, type LoadedDimona, noDimona } from "./dimona/load.ts";
import type { DimonaPersona } from "./dimona/observed.ts";
import { employerTables } from "./employers/copy-text.ts";
import { copyEmployers, type EmployerTable, noEmployers } from "./employers/load.ts";
import { synthesizeEmployers } from "./employers/network.ts";
import { greatestPopulation } from "./identities.ts";
import { synthesizePerson } from "./persons.ts";

interface LoadOptions {
  readonly connectionString: string;
  /** How many, from 1 to 2,000,000. */
  readonly persons: number;
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  readonly today: IsoDay;
  /** Gets a line when loading starts and ends, and every two seconds at most in between. */
  readonly log: (line: string) => void;
  /** Empty the registers first, if a population fills them. Who reads them waits until the new one is there. */
  readonly replace?: boolean;
}

/** Rows by table. */
type LoadedPopulation = Readonly<Record<PersonTable | EmployerTable, number>> & LoadedDimona["rows"];

/**
 * not-empty: one of the registers of persons has rows already. not-synthetic: it has, and no population was loaded there, so
 * that what was to be replaced may be real people. Nothing was changed.
 */
interface LoadRefusal {
  readonly kind: "not-empty" | "not-synthetic";
}

/**
 * Loads the persons of the indices 0 to persons - 1 (see synthesizePerson) and the employers (see synthesizeEmployers) in one
 * transaction on one connection: whatever ends it before its end leaves the registers as they were. Registers of employers
 * that somebody else filled stay as they are. Memory does not grow with the number of persons.
 */
export async function loadPopulation(options: LoadOptions): Promise<Outcome<LoadedPopulation, LoadRefusal>> {
  const { connectionString, persons, seed, today, log } = options;
  if (!Number.isInteger(persons) || persons < 1 || persons > greatestPopulation) {
    throw new RangeError(`a population has from 1 to ${greatestPopulation} persons`);
  }
  return await inLoad(connectionString, async (client) => {
    const start = performance.now();
    if (await haveRows(client, personTables)) {
      if (options.replace !== true) return refused({ kind: "not-empty" });
      const before = await readPopulation(client);
      if (before === undefined) return refused({ kind: "not-synthetic" });
      await client.query(
        `truncate ${before.employers ? [named(allTables), ...aboutEmployers].join(", ") : named(personTables)}`,
      );
    }
    log(`loading ${persons} persons`);
    const ofPersons = await copyPersons(client, options);
    const employers = !(await haveRows(client, registerTables));
    const rows = synthesizeEmployers(seed, today).rows;
    const ofEmployers = employers ? await copyEmployers(client, rows) : noEmployers;
    const dimona = employers ? await copyDimona(client, { seed, persons, today, employers: rows }) : undefined;
    await client.query(
      `insert into demo.population (persons, seed, made_on, employers, dimona) values ($1, $2, $3, $4, $5)
       on conflict (single) do update
       set persons = excluded.persons, seed = excluded.seed, made_on = excluded.made_on, employers = excluded.employers,
           dimona = excluded.dimona`,
      [persons, seed, today, employers, personasText(dimona)],
    );
    await client.query("commit");
    await client.query(`analyze ${[named(allTables), ...aboutEmployers].join(", ")}`);
    log(`loaded ${persons} persons in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return accepted({ ...ofPersons, ...ofEmployers, ...(dimona?.rows ?? noDimona) });
  });
}

/**
 * Gives a population that was loaded by an older version what it did not have yet: employers, users and mandates, provided that nobody
 * else's are there; the personnel files of these employers, provided that nobody has declared anything.
 */
export async function completePopulation({
  connectionString,
  log,
}: Pick<LoadOptions, "connectionString" | "log">): Promise<void> {
  await inLoad(connectionString, async (client) => {
    const population = await readPopulation(client);
    if (population === undefined || (population.employers && population.dimona !== undefined)) return;
    const { persons, seed, today } = population;
    const employers = synthesizeEmployers(seed, today).rows;
    if (!population.employers) {
      if (await haveRows(client, registerTables)) {
        log("employers, users and mandates were there before the population: it has none of its own");
        return;
      }
      await copyEmployers(client, employers);
      log("loaded the employers, users and mandates that an older version had not");
    }
    if (await hasDeclarations(client)) {
      log("declarations were there before the personnel files of the population: it has none of its own");
    } else {
      const dimona = await copyDimona(client, { seed, persons, today, employers });
      await client.query("update demo.population set dimona = $1", [personasText(dimona)]);
      log("loaded the personnel files that an older version had not");
    }
    await client.query("update demo.population set employers = true");
    await client.query("commit");
    await client.query(`analyze ${[named(registerTables), ...aboutEmployers].join(", ")}`);
  });
}

/** Gives a population that was loaded before the register knew names those that belong to it. */
export async function completeNames({
  connectionString,
  log,
}: Pick<LoadOptions, "connectionString" | "log">): Promise<void> {
  await inLoad(connectionString, async (client) => {
    const population = await readPopulation(client);
    if (population === undefined || (await haveRows(client, [copyTables.identities]))) return;
    await copyIdentities(client, population);
    await client.query("commit");
    await client.query(`analyze ${copyTables.identities.name}`);
    log("loaded the names of persons that an older version had not");
  });
}

function personasText(dimona: LoadedDimona | undefined): string | null {
  return dimona === undefined ? null : JSON.stringify(dimona.personas);
}

export interface Population {
  readonly persons: number;
  readonly seed: number;
  readonly today: IsoDay;
  /** Whether it also fills the registers of employers. */
  readonly employers: boolean;
  /** The personas of its personnel files; undefined where it has none. */
  readonly dimona: readonly DimonaPersona[] | undefined;
}

/** What was loaded into a database, so that its personas can be named again; undefined where nothing was. */
export async function populationOf(connectionString: string): Promise<Population | undefined> {
  return await withClient(connectionString, readPopulation);
}

interface Row extends Omit<Population, "seed" | "dimona"> {
  readonly seed: string;
  readonly dimona: readonly DimonaPersona[] | null;
}

async function readPopulation(client: Client): Promise<Population | undefined> {
  const { rows } = await client.query<Row>(
    "select persons, seed::text, made_on::text as today, employers, dimona from demo.population",
  );
  const [row] = rows;
  return row === undefined ? undefined : { ...row, seed: Number(row.seed), dimona: row.dimona ?? undefined };
}

/** Two loads at once: the second waits, and then finds the registers filled. What is not committed is rolled back. */
async function inLoad<Result>(connectionString: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString, application_name: "kruispunt population" });
  // A connection that dies also fails the statement under way; without a listener the event would end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [loadLock]);
    return await work(client);
  } finally {
    await client.end();
  }
}

// "popu": the place in the space of advisory locks where loads wait for one another.
const loadLock = 0x706f7075;
const batchSize = 4_000;
const progressPause = 2_000;

type PersonTable = keyof typeof copyTables;

const personTables = Object.values(copyTables);
const registerTables = Object.values(employerTables);
const allTables = [...personTables, ...registerTables];

function named(tables: readonly { readonly name: string }[]): string {
  return tables.map(({ name }) => name).join(", ");
}

async function copyPersons(
  client: Client,
  { persons, seed, today, log }: LoadOptions,
): Promise<Readonly<Record<PersonTable, number>>> {
  const loaded = { persons: 0, identities: 0, inscriptions: 0, careers: 0, segments: 0, contributions: 0 };
  let underWay: Promise<void> = Promise.resolve();
  let lastLine = performance.now();
  for (let first = 0; first < persons; first += batchSize) {
    const batch = await makeBatch(seed, first, Math.min(first + batchSize, persons), today);
    await underWay;
    underWay = copyBatch(client, batch, loaded);
    // Waited for above or below; a failure in between is no unhandled one.
    underWay.catch(() => {});
    if (performance.now() - lastLine < progressPause) continue;
    lastLine = performance.now();
    log(`${Math.floor((first / persons) * 100)} % of ${persons} persons`);
  }
  await underWay;
  return loaded;
}

async function copyIdentities(client: Client, { persons, seed, today }: Population): Promise<void> {
  for (let first = 0; first < persons; first += batchSize) {
    let lines = "";
    for (let index = first; index < Math.min(first + batchSize, persons); index += 1) {
      lines += copyTables.identities.lines(synthesizePerson(seed, index, today));
      if (index % 200 === 0) await otherWork();
    }
    await copy(client, copyTables.identities, lines);
  }
}

type Batch = Record<PersonTable, string>;

/** Made in small steps, so that the batch before it goes on flowing to the database meanwhile. */
async function makeBatch(seed: number, first: number, end: number, today: IsoDay): Promise<Batch> {
  const batch: Batch = { persons: "", identities: "", inscriptions: "", careers: "", segments: "", contributions: "" };
  for (let index = first; index < end; index += 1) {
    const person = synthesizePerson(seed, index, today);
    batch.persons += copyTables.persons.lines(person);
    batch.identities += copyTables.identities.lines(person);
    batch.inscriptions += copyTables.inscriptions.lines(person);
    batch.careers += copyTables.careers.lines(person);
    batch.segments += copyTables.segments.lines(person);
    batch.contributions += copyTables.contributions.lines(person);
    if (index % 200 === 0) await otherWork();
  }
  return batch;
}

async function copyBatch(client: Client, batch: Batch, loaded: Record<PersonTable, number>): Promise<void> {
  loaded.persons += await copy(client, copyTables.persons, batch.persons);
  loaded.identities += await copy(client, copyTables.identities, batch.identities);
  loaded.inscriptions += await copy(client, copyTables.inscriptions, batch.inscriptions);
  loaded.careers += await copy(client, copyTables.careers, batch.careers);
  loaded.segments += await copy(client, copyTables.segments, batch.segments);
  loaded.contributions += await copy(client, copyTables.contributions, batch.contributions);
}
