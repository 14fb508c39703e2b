// Fills the registers with a population: made in batches, streamed in with COPY, there as a whole or not at all.
import { finished } from "node:stream/promises";
import { setImmediate as otherWork } from "node:timers/promises";
import { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { withClient } from "../database/client.ts";
import type { IsoDay } from "../kernel/day.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { type CopyTable, copyTables } from "./copy-text.ts";
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
type LoadedPopulation = Readonly<Record<keyof typeof copyTables, number>>;

/**
 * not-empty: one of the registers has rows already. not-synthetic: it has, and no population was loaded there, so that what
 * was to be replaced may be real people. Nothing was changed.
 */
interface LoadRefusal {
  readonly kind: "not-empty" | "not-synthetic";
}

/**
 * Loads the persons of the indices 0 to persons - 1 (see synthesizePerson) in one transaction on one connection: whatever
 * ends it before its end leaves the registers as they were. Memory does not grow with the number of persons.
 */
export async function loadPopulation(options: LoadOptions): Promise<Outcome<LoadedPopulation, LoadRefusal>> {
  const { connectionString, persons, log } = options;
  if (!Number.isInteger(persons) || persons < 1 || persons > greatestPopulation) {
    throw new RangeError(`a population has from 1 to ${greatestPopulation} persons`);
  }
  const client = new Client({ connectionString, application_name: "kruispunt population" });
  // A connection that dies also fails the statement under way; without a listener the event would end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    const start = performance.now();
    await client.query("begin");
    // Two loads at once: the second waits, and then finds the registers filled.
    await client.query("select pg_advisory_xact_lock($1)", [loadLock]);
    if (await hasRows(client)) {
      if (options.replace !== true) return refused({ kind: "not-empty" });
      const { rowCount } = await client.query("select from demo.population");
      if (rowCount === 0) return refused({ kind: "not-synthetic" });
      await client.query(`truncate ${tableNames}`);
    }
    log(`loading ${persons} persons`);
    const rows = await copyPersons(client, options);
    await client.query(
      `insert into demo.population (persons, seed, made_on) values ($1, $2, $3)
       on conflict (single) do update set persons = excluded.persons, seed = excluded.seed, made_on = excluded.made_on`,
      [persons, options.seed, options.today],
    );
    await client.query("commit");
    await client.query(`analyze ${tableNames}`);
    log(`loaded ${persons} persons in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return accepted(rows);
  } finally {
    // Closing the connection also rolls back what was not committed.
    await client.end();
  }
}

/** What was loaded into a database, so that its personas can be named again; undefined where nothing was. */
export async function populationOf(
  connectionString: string,
): Promise<{ readonly persons: number; readonly seed: number; readonly today: IsoDay } | undefined> {
  return await withClient(connectionString, async (client) => {
    const { rows } = await client.query<{ persons: number; seed: string; today: IsoDay }>(
      "select persons, seed::text, made_on::text as today from demo.population",
    );
    const [row] = rows;
    return row === undefined ? undefined : { persons: row.persons, seed: Number(row.seed), today: row.today };
  });
}

// "popu": the place in the space of advisory locks where loads wait for one another.
const loadLock = 0x706f7075;
const batchSize = 4_000;
const progressPause = 2_000;

const tables = Object.entries(copyTables);
const tableNames = tables.map(([, { name }]) => name).join(", ");

async function hasRows(client: Client): Promise<boolean> {
  const anyRow = tables.map(([, { name }]) => `exists (select from ${name})`).join(" or ");
  const { rows } = await client.query<{ filled: boolean }>(`select ${anyRow} as filled`);
  return rows[0]?.filled !== false;
}

async function copyPersons(client: Client, { persons, seed, today, log }: LoadOptions): Promise<LoadedPopulation> {
  const loaded = { persons: 0, inscriptions: 0, careers: 0, segments: 0, contributions: 0 };
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

type Batch = Record<keyof typeof copyTables, string>;

/** Made in small steps, so that the batch before it goes on flowing to the database meanwhile. */
async function makeBatch(seed: number, first: number, end: number, today: IsoDay): Promise<Batch> {
  const batch: Batch = { persons: "", inscriptions: "", careers: "", segments: "", contributions: "" };
  for (let index = first; index < end; index += 1) {
    const person = synthesizePerson(seed, index, today);
    batch.persons += copyTables.persons.lines(person);
    batch.inscriptions += copyTables.inscriptions.lines(person);
    batch.careers += copyTables.careers.lines(person);
    batch.segments += copyTables.segments.lines(person);
    batch.contributions += copyTables.contributions.lines(person);
    if (index % 200 === 0) await otherWork();
  }
  return batch;
}

async function copyBatch(client: Client, batch: Batch, loaded: Record<keyof Batch, number>): Promise<void> {
  loaded.persons += await copy(client, copyTables.persons, batch.persons);
  loaded.inscriptions += await copy(client, copyTables.inscriptions, batch.inscriptions);
  loaded.careers += await copy(client, copyTables.careers, batch.careers);
  loaded.segments += await copy(client, copyTables.segments, batch.segments);
  loaded.contributions += await copy(client, copyTables.contributions, batch.contributions);
}

async function copy(client: Client, { name, columns }: CopyTable, text: string): Promise<number> {
  const stream = client.query(copyFrom(`copy ${name} (${columns}) from stdin`));
  stream.end(text);
  await finished(stream);
  return stream.rowCount;
}
