// What became of each file: one row, and one entry of the audit, written together.

import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Client, ClientBase } from "pg";
import { prepareAudit, recordWithin } from "../../crossroads/audit-change.ts";
import { statuses } from "../../crossroads/statuses.ts";
import { inTransaction } from "../../employers/write/change.ts";
import { serviceName } from "../names.ts";
import type { Environment } from "./file-name.ts";

export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly sender: string;
  readonly environment: Environment;
  /** `YYYYMMDD.00001`, by which its answers are called; null where they have a number of their own. */
  readonly number: string | null;
  readonly customer: string | null;
  /** The fingerprint of the certificate that it was signed with; null until that is known to be a customer's. */
  readonly signer: string | null;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly ticket: string;
  /** Hexadecimal SHA-256. */
  readonly digest: string | null;
  readonly state: "taken" | "answered" | "refused";
  readonly errors: readonly string[];
  readonly forms: number;
  readonly results: Results;
}

/** How many forms ended in each way; see Decision. Of a question there are none. */
export type Results = Readonly<Record<string, number>>;

/** What came of a file that was answered. */
export interface Answered {
  readonly results: Results;
  /** Hexadecimal SHA-256 of the answer. */
  readonly digest: string;
  /** Of a question: what it named, and whose data it was answered with. */
  readonly looked?: { readonly asked: Readonly<Record<string, string>>; readonly persons: readonly string[] };
}

export type NewFile = Omit<FileRow, "id" | "state" | "results">;

/**
 * Whether nobody else works on a set of files, or on one of another form with the same number: their answers would be called alike. It
 * stays claimed until the connection ends.
 */
export async function claimFile(client: ClientBase, sender: string, name: string): Promise<boolean> {
  const numbered = name.slice(name.indexOf(".") + 1);
  const place = hash("sha256", `${sender} ${numbered}`, "buffer").readInt32BE(0);
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1, $2) as taken", [
    claimClass,
    place,
  ]);
  return rows[0]?.taken === true;
}

/** The file that a name stands for. */
export async function findFile(
  client: ClientBase,
  { sender, name, environment }: Pick<FileRow, "sender" | "name" | "environment">,
): Promise<FileRow | undefined> {
  const [row] = await filesWhere(client, "sender = $1 and name = $2 and environment = $3 and state <> 'refused'", [
    sender,
    name,
    environment,
  ]);
  return row;
}

/** Files whose forms are being decided on, or were when their process ended. */
export async function filesUnderWay(client: ClientBase): Promise<readonly FileRow[]> {
  return filesWhere(client, "state = 'taken'", []);
}

/** The last ones first. */
export async function lastFiles(client: ClientBase, count: number): Promise<readonly FileRow[]> {
  return filesWhere(client, "true", [], count);
}

/** Takes a file: from here on its name stands for it. */
export async function takeFile(client: ClientBase, file: NewFile): Promise<FileRow> {
  return await insertFile(client, file, "taken");
}

/** Keeps a refusal, with its entry in the audit. */
export async function refuseFile(client: Client, file: NewFile): Promise<FileRow> {
  await prepareAudit(client, file.receivedAt);
  return await inTransaction(client, async () => {
    const row = await insertFile(client, file, "refused");
    await auditFile(client, row, "");
    return row;
  });
}

/** Ends a file that was taken as one that is refused, with its entry in the audit. */
export async function refuseTaken(client: Client, row: FileRow, errors: readonly string[], at: number): Promise<void> {
  await prepareAudit(client, at);
  await inTransaction(client, async () => {
    await client.query("update dimona.file set state = 'refused', errors = $2 where id = $1 and state = 'taken'", [
      row.id,
      errors,
    ]);
    await auditFile(client, { ...row, errors }, "");
  });
}

/** Says that all answers to a file are out. */
export async function concludeFile(
  client: Client,
  row: FileRow,
  { results, digest, looked }: Answered,
  at: number,
): Promise<void> {
  await prepareAudit(client, row.receivedAt);
  await inTransaction(client, async () => {
    await client.query(
      "update dimona.file set state = 'answered', results = $2, answered_at = $3 where id = $1 and state = 'taken'",
      [row.id, JSON.stringify(results), new Date(at).toISOString()],
    );
    await auditFile(client, { ...row, results }, digest, looked);
  });
}

/** "df": the space of advisory locks in which those who work on files keep off each other's. */
const claimClass = 0x6466;

/** The last ones first. */
export async function filesWhere(
  client: ClientBase,
  condition: string,
  values: readonly unknown[],
  count = 1000,
): Promise<readonly FileRow[]> {
  const { rows } = await client.query<FileRow & { receivedAt: string | number }>(
    `${selectFiles} where ${condition} order by id desc limit ${count}`,
    [...values],
  );
  return rows.map((row) => ({ ...row, receivedAt: Number(row.receivedAt) }));
}

async function insertFile(client: ClientBase, file: NewFile, state: FileRow["state"]): Promise<FileRow> {
  const { rows } = await client.query<{ id: string }>(addFile, [
    file.name,
    file.sender,
    file.environment,
    file.customer,
    file.signer,
    new Date(file.receivedAt).toISOString(),
    file.ticket,
    file.digest,
    state,
    file.errors,
    file.forms,
    file.number,
  ]);
  return { ...file, id: rows[0]?.id ?? "", state, results: {} };
}

/** The entry of a file in the audit. */
export async function auditFile(
  client: ClientBase,
  row: FileRow,
  answerDigest: string,
  looked?: Answered["looked"],
): Promise<void> {
  const entry = {
    ticket: row.ticket,
    receivedAt: row.receivedAt,
    customer: row.customer ?? undefined,
    proof: row.signer === null ? undefined : `signature ${row.signer}`,
    service: serviceName,
    operation: "file",
    subject: undefined,
    ...looked,
    code: row.errors[0] ?? statuses.MSG00000.code,
    gates: [],
    filtered: [],
    file: row.name,
    environment: row.environment,
    errors: row.errors,
    forms: row.forms,
    results: row.results,
    requestDigest: row.digest ?? "",
    answerDigest,
    timings: {},
  };
  await recordWithin(client, entry);
}

const addFile = readFileSync(new URL("add-file.sql", import.meta.url), "utf8");
const selectFiles = readFileSync(new URL("files.sql", import.meta.url), "utf8");
