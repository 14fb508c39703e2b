// One transaction for many declarations: claim what they touch, read it, decide on one after the other, write what came of it.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { Clock } from "../../kernel/clock.ts";
import { today } from "../../kernel/day.ts";
import { localNow } from "../../kernel/local-time.ts";
import type { Circumstances, ReferenceCodes } from "../circumstances.ts";
import { decide } from "../decide.ts";
import type { Decision } from "../decision.ts";
import type { Declaration } from "../declaration.ts";
import { type DimonaNumber, dimonaNumberOf } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { readKeptKeys } from "./kept-keys.ts";
import { claimsOf, needsOf, partiesOf } from "./needs.ts";
import { type PersonnelFile, readPersonnelFile } from "./personnel-file.ts";
import type { Parties } from "./quota-ledger.ts";
import { createBatchRecord } from "./record.ts";
import type { Receipt, Submission } from "./submission.ts";
import { type MandateCheck, periodNameIn, readSurroundings, type Surroundings } from "./surroundings.ts";

export interface BatchPorts {
  readonly clock: Clock;
  readonly codes: ReferenceCodes;
  readonly mandates: MandateCheck;
}

/** A declaration to be taken, or one that waited and whose worker is known by now. */
export interface Work {
  readonly submission: Submission;
  /** The number that it has already. */
  readonly waiting?: DimonaNumber | undefined;
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
  await client.query("begin");
  const { clock } = ports;
  const at = { known: new Date(clock.now()).toISOString(), today: today(clock) };
  const submissions = works.map(({ submission }) => submission);
  const surroundings = await readSurroundings(client, submissions, at, ports.mandates);
  await claim(client, works, surroundings);
  const serials = await takeSerials(client, works.length);
  const keys = await readKeptKeys(client, submissions);
  const stillWaiting = await readWaiting(client, works);
  const names = submissions.flatMap(({ declaration }) => periodNameIn(declaration) ?? []);
  const file = await readPersonnelFile(client, names, (period) =>
    submissions.map(({ declaration }) => {
      const named = period(periodNameIn(declaration) ?? "");
      return needsOf(declaration, partiesOf(declaration, surroundings, named), named);
    }),
  );
  const record = createBatchRecord();
  let last = clock.now() * 1000;

  const receipts = works.map(({ submission, waiting }, index): Receipt => {
    const kept = keys.find(submission);
    if (kept !== undefined) return kept;
    if (waiting !== undefined && !stillWaiting.has(waiting)) return { kind: "turned-away" };
    const { declaration } = submission;
    const named = file.period(periodNameIn(declaration) ?? "");
    const parties = partiesOf(declaration, surroundings, named);
    const sender = surroundings.senderOf(submission);
    const mandated = (employer: Parties["employer"]) =>
      waiting !== undefined || surroundings.mayDeclareFor(sender, employer);
    const given = circumstancesOf(submission, surroundings, file, parties, named, mandated, ports);
    const number = waiting ?? dimonaNumberOf(Number(serials[index]));
    const decided = decide(declaration, given, number);
    const employer = decided.employer?.key;
    const isTurnedAway =
      submission.sender.unmandated === "turned-away" && employer !== undefined && !mandated(employer);
    if (isTurnedAway) return { kind: "turned-away" };
    last = Math.max(last, decided.change === undefined ? 0 : file.since(decided.change.after.id)) + 1;
    const decision = dated(decided, last);
    const taken = { number, declaration, decision, named, ssin: ssinOf(decision, parties), at: last };
    if (waiting === undefined) record.add({ ...taken, submission, sender });
    else record.addFinal(taken);
    if (decision.change !== undefined) file.keep(decision.change, last);
    return keys.keep(submission, { kind: "taken", number, result: decision.result, repeated: false });
  });
  await record.write(client);
  await conclude(receipts);
  return receipts;
}

/** "di": the space of advisory locks in which those who declare about the same wait for each other. */
const claimClass = 0x6469;

async function claim(client: ClientBase, works: readonly Work[], surroundings: Surroundings): Promise<void> {
  const places = works.flatMap(({ submission, waiting }) => {
    const named = surroundings.periodNamedBy(submission.declaration);
    return claimsOf(submission, partiesOf(submission.declaration, surroundings, named), named, waiting);
  });
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

function circumstancesOf(
  { declaration, sender, receivedAt }: Submission,
  surroundings: Surroundings,
  file: PersonnelFile,
  parties: Parties | undefined,
  named: DimonaPeriod | undefined,
  mandated: (employer: Parties["employer"]) => boolean,
  { codes }: BatchPorts,
): Circumstances {
  const registrationId = declaration.action === "daily" ? declaration.registrationId : undefined;
  return {
    receivedAt: localNow({ now: () => receivedAt }),
    secured: sender.secured,
    employers: surroundings.employersOf(declaration),
    mandated: ({ key }) => mandated(key),
    worker: surroundings.workerOf(declaration),
    period: named,
    employerOfPeriod: named === undefined ? undefined : surroundings.employerOf(named.employer),
    periods: parties === undefined ? [] : file.periodsOf(parties),
    registration: registrationId === undefined ? undefined : file.registration(registrationId),
    registrations: named === undefined ? [] : file.registrationsOf(named.id),
    quotaUse: (count) =>
      parties === undefined ? { used: 0, dayCounted: false } : file.quotas.use(count, parties, named),
    // It would take the declarations of wages of three quarters before, which this register does not have.
    flexiAccess: "unknown",
    userKnown: surroundings.isUserKnown(declaration),
    codes,
  };
}

/** With the moment from which the change is known, in microseconds since the epoch. */
function dated(decision: Decision, at: number): Decision {
  const { change } = decision;
  if (change === undefined) return decision;
  const updatedAt = Math.floor(at / 1000);
  if (change.kind === "period") return { ...decision, change: { ...change, after: { ...change.after, updatedAt } } };
  return { ...decision, change: { ...change, after: { ...change.after, updatedAt } } };
}

function ssinOf({ change }: Decision, parties: Parties | undefined): string | undefined {
  return change?.kind === "period" ? change.after.ssin : parties?.ssin;
}

const takeNumbers = readFileSync(new URL("take-numbers.sql", import.meta.url), "utf8");
const claimStatement = readFileSync(new URL("claim.sql", import.meta.url), "utf8");
const waitingStatement = readFileSync(new URL("waiting.sql", import.meta.url), "utf8");
