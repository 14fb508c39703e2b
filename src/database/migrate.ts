// Brings a database to the shape that this code expects: numbered SQL files, each applied once, each in a transaction.

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";

/** The folder with the migrations of this program. */
export const ownMigrations = fileURLToPath(new URL("migrations", import.meta.url));

// "krui": the place in the space of advisory locks where those who migrate wait for one another.
const migrationLock = 0x6b727569;

/**
 * Applies what is missing of the files `0001-name.sql`, `0002-name.sql`, ... of a folder, in order, and gives the names
 * of those it applied. May run from several processes at once. Throws MigrationRefused, with nothing applied, when a
 * file that was applied has changed since, when the files are not numbered without gaps, or when the database has
 * migrations that the folder lacks; a file that fails leaves the ones before it applied.
 */
export async function migrate(connectionString: string, directory: string): Promise<readonly string[]> {
  const files = await readMigrations(directory);
  const client = new Client({ connectionString, application_name: "kruispunt migrations" });
  // A connection that dies also fails the statement under way; without a listener the event would end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await client.query(ledger);
    refuseStrangers(files, await readApplied(async (text) => (await client.query<AppliedRow>(text)).rows));
    const names: string[] = [];
    for (const file of files) {
      if (await apply(client, file)) names.push(file.name);
    }
    return names;
  } finally {
    await client.end();
  }
}

/** The database and the code do not belong together; the message says how, and what to do. */
export class MigrationRefused extends Error {
  override readonly name = "MigrationRefused";
}

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/** Throws MigrationRefused when the files are not numbered without gaps. */
export async function readMigrations(directory: string): Promise<readonly Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
      if (number !== index + 1) {
        const expected = String(index + 1).padStart(4, "0");
        throw new MigrationRefused(`The migration ${name} should be called ${expected}-its-name.sql`);
      }
      const text = await readFile(join(directory, name), "utf8");
      return { number, name, text, checksum: createHash("sha256").update(text).digest("hex") };
    }),
  );
}

const ledger = `
  create schema if not exists database;
  create table if not exists database.migration (
    number     integer     primary key,
    name       text        not null,
    checksum   text        not null,
    applied_at timestamptz not null default now()
  )`;

type Applied = ReadonlyMap<number, { readonly name: string; readonly checksum: string }>;

interface AppliedRow {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/** What a database says was applied to it; rejects as the query does. */
export async function readApplied(query: (text: string) => Promise<readonly AppliedRow[]>): Promise<Applied> {
  const rows = await query("select number, name, checksum from database.migration order by number");
  return new Map(rows.map((row) => [row.number, row]));
}

/** How a database and the files of a program differ, in the order of their numbers; by names. */
export function compareMigrations(files: readonly Migration[], known: Applied) {
  return {
    missing: files.flatMap(({ number, name }) => (known.has(number) ? [] : [name])),
    changed: files.flatMap(({ number, name, checksum }) => {
      const row = known.get(number);
      return row === undefined || row.checksum === checksum ? [] : [{ name, formerly: row.name }];
    }),
    /** Of the database, and in no file. */
    unknown: [...known].flatMap(([number, { name }]) => (files[number - 1] === undefined ? [name] : [])),
  };
}

function refuseStrangers(files: readonly Migration[], known: Applied): void {
  const {
    changed: [changed],
    unknown: [unknown],
  } = compareMigrations(files, known);
  if (changed !== undefined) {
    throw new MigrationRefused(
      `The migration ${changed.name} has changed since it was applied as ${changed.formerly}. Put the original back and bring the change in a new migration.`,
    );
  }
  if (unknown !== undefined) {
    throw new MigrationRefused(
      `The database is newer than this version of Kruispunt: it has the migration ${unknown}. Start the newer version, or restore a backup from before it.`,
    );
  }
}

// The row goes in first: should somebody have passed the lock all the same (a pooler may not keep it), the second to
// come waits for the first to commit, clashes, and leaves the migration alone.
async function apply(client: Client, { number, name, text, checksum }: Migration): Promise<boolean> {
  await client.query("begin");
  try {
    const { rowCount } = await client.query(
      "insert into database.migration (number, name, checksum) values ($1, $2, $3) on conflict do nothing",
      [number, name, checksum],
    );
    if (rowCount === 1) await client.query(text);
    await client.query("commit");
    return rowCount === 1;
  } catch (error) {
    await client.query("rollback");
    throw new Error(`The migration ${name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}
