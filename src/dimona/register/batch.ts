// One transaction for many declarations: claim what they touch, read it, decide on one after the other, write what came of it.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import { together } from "../../database/together.ts";
import { enqueueMutations } from "../../forwarding/mutation.ts";
import type { Clock } from "../../kernel/clock.ts";
import { today } from "../../kernel/day.ts";
import type { ReferenceCodes } from "../circumstances.ts";
import type { Declaration } from "../declaration.ts";
import { type DimonaNumber, dimonaNumberOf } from "../dimona-number.ts";
import { readKeptKeys } from "./kept-keys.ts";
import { claimsOf, needsOf, partiesOf } from "./needs.ts";
import { readPersonnelFile } from "./personnel-file.ts";
import { createBatchRecord, runOn } from "./record.ts";
import type { Receipt, Submission } from "./submission.ts";
import { type MandateCheck, periodNameIn, readSurroundings, type Surroundings } from "./surroundings.ts";
import { type Books, take, type Work } from "./take.ts";

export interface BatchPorts {
  readonly clock: Clock;
  readonly codes: ReferenceCodes;
  readonly mandates: MandateCheck;
}

/**
 * Decides on all of them and commits, or ends the transaction as it is told to; when it throws, nothing of it is there after a
 * rollback. Gives the receipts in their order.
 */
export async function recordBatch(
  client: ClientBase,
  works: readonly Work[],
  ports: BatchPorts,
  conclude: (receipts: readonly Receipt[]) => Promise<unknown> = () => client.query("commit"),
): Promise<readonly Receipt[]> {
  const [, receipts] = await together(
    client.query(`begin; ${shareNumbers}`),
    decideBatch(client, works, ports, conclude),
  );
  return receipts;
}

/** "dn": held together by all who write files, and alone by who moves a file to another number of its worker (migration 0014). */
export const shareNumbers = "select pg_advisory_xact_lock_shared(25710, 0)";

/**
 * The same within a transaction of the caller's, that has begun by sharing the numbers. What does not wait for another's rows
 * travels with it: on two busy cores a round trip costs more than the statement. The database executes in this order all the same,
 * so that nothing is read before it is claimed; and once a statement has failed, none after it does anything.
 */
export async function decideBatch(
  client: ClientBase,
  works: readonly Work[],
  ports: BatchPorts,
  conclude: (receipts: readonly Receipt[]) => Promise<unknown> = async () => {},
): Promise<readonly Receipt[]> {
  const { clock } = ports;
  const at = { known: new Date(clock.now()).toISOString(), today: today(clock) };
  const submissions = works.map(({ submission }) => submission);
  const surroundings = await readSurroundings(client, submissions, at, ports.mandates);
  const names = submissions.flatMap(({ declaration }) => periodNameIn(declaration) ?? []);
  const [, serials, keys, stillWaiting, file] = await together(
    claim(client, works, surroundings),
    takeSerials(client, works.length),
    readKeptKeys(client, submissions),
    readWaiting(client, works),
    readPersonnelFile(client, names, (period) =>
      submissions.map(({ declaration }) => {
        const named = period(periodNameIn(declaration) ?? "");
        return needsOf(declaration, partiesOf(declaration, surroundings, named), named);
      }),
    ),
  );
  const record = createBatchRecord();
  const books: Books = { surroundings, file, record, codes: ports.codes };
  let last = clock.now() * 1000;

  const receipts = works.map(({ submission, waiting, nobody }, index): Receipt => {
    const kept = keys.find(submission);
    if (kept !== undefined) return kept;
    if (waiting !== undefined && !stillWaiting.has(waiting)) return { kind: "turned-away" };
    const number = waiting ?? dimonaNumberOf(Number(serials[index]));
    const taken = take({ submission, waiting, nobody }, number, books, last);
    if (taken === undefined) return { kind: "turned-away" };
    last = taken.at;
    return keys.keep(submission, { kind: "taken", number, result: taken.result, repeated: false });
  });
  await together(record.write(runOn(client)), enqueueMutations(client, record.mutations), conclude(receipts));
  return receipts;
}

/** "di": the space of advisory locks in which those who declare about the same wait for each other. */
const claimClass = 0x6469;

async function claim(client: ClientBase, works: readonly Work[], surroundings: Surroundings): Promise<void> {
  const places = works.flatMap(({ submission, waiting }) => {
    const named = surroundings.periodNamedBy(submission.declaration);
    return claimsOf(submission, partiesOf(submission.declaration, surroundings, named), named, waiting);
  });
  await claimPlaces(client, places);
}

/** Waits until nobody else decides about any of these places (see claimsOf), and holds them until the transaction ends. */
export async function claimPlaces(client: ClientBase, places: readonly number[]): Promise<void> {
  const sorted = [...new Set(places)].toSorted((a, b) => a - b);
  if (sorted.length === 0) return;
  await client.query({ name: "dimona-claim", text: claimStatement, values: [claimClass, sorted] });
}

async function takeSerials(client: ClientBase, count: number): Promise<readonly string[]> {
  const { rows } = await client.query<{ serial: string }>({
    name: "dimona-take-numbers",
    text: takeNumbers,
    values: [count],
  });
  return rows.map(({ serial }) => serial);
}

export interface WaitingRow {
  readonly number: DimonaNumber;
  readonly content: Declaration;
  readonly customer: string;
  readonly channel: Submission["channel"];
  readonly ticket: string;
  readonly received_at: string;
}

/** The declarations of a batch that still wait, by number. */
async function readWaiting(client: ClientBase, works: readonly Work[]): Promise<ReadonlySet<DimonaNumber>> {
  const numbers = works.flatMap(({ waiting }) => waiting ?? []);
  return new Set((await findWaiting(client, numbers)).map(({ number }) => number));
}

/** What was declared under these numbers, where it still waits for its worker. */
export async function findWaiting(
  client: ClientBase,
  numbers: readonly DimonaNumber[],
): Promise<readonly WaitingRow[]> {
  if (numbers.length === 0) return [];
  const { rows } = await client.query<WaitingRow>({
    name: "dimona-waiting",
    text: waitingStatement,
    values: [numbers],
  });
  return rows;
}

const takeNumbers = readFileSync(new URL("take-numbers.sql", import.meta.url), "utf8");
const claimStatement = readFileSync(new URL("claim.sql", import.meta.url), "utf8");
const waitingStatement = readFileSync(new URL("waiting.sql", import.meta.url), "utf8");
