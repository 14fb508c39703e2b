// What a batch of declarations writes: the declarations, what was decided on them, and the new state of the personnel files.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import { together } from "../../database/together.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { Mutation } from "../../forwarding/mutation.ts";
import type { Change, Decision } from "../decision.ts";
import type { Declaration, Features } from "../declaration.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { mutationOf } from "../mutation.ts";
import { quotaEntriesOf } from "./quota-ledger.ts";
import { fromPeriod, fromRegistration } from "./rows.ts";
import type { Submission } from "./submission.ts";
import { createVersions, momentText } from "./versions.ts";

export interface BatchRecord {
  /** A declaration that was taken, with its decision. */
  add(taken: Decided & { readonly submission: Submission; readonly sender: EntityId | undefined }): void;
  /** The final decision on a declaration that waited for its worker. */
  addFinal(decided: Decided): void;
  /** Gives all to `run` at once, in its order. */
  write(run: Run): Promise<void>;
  /** What institutions are to be told of it, in its order. */
  readonly mutations: readonly Mutation[];
}

interface Decided {
  readonly number: DimonaNumber;
  readonly declaration: Declaration;
  readonly decision: Decision;
  /** The period that the declaration names. */
  readonly named: DimonaPeriod | undefined;
  /** The worker, where that is known. */
  readonly ssin: string | undefined;
  /** From when on its change is known, in microseconds since the epoch; later than all before it. */
  readonly at: number;
}

export function createBatchRecord(): BatchRecord {
  const declarations: object[] = [];
  const notifications: object[] = [];
  const keys: { customer: string; key: string; declaration: string; digest: string; receivedAt: string }[] = [];
  const found: { number: string; ssin: string | null; period: string | null }[] = [];
  const periods = createVersions();
  const registrations = createVersions();
  const mutations: Mutation[] = [];
  const touched = new Map<string, Touched>();
  let last = 0;

  const keep = ({ number, decision, at }: Decided, ordinal: 1 | 2): void => {
    const { result, anomalies, change } = decision;
    last = at;
    notifications.push({
      declaration: number,
      ordinal,
      decided_at: momentText(at),
      result,
      anomalies,
      change: change ?? null,
    });
    if (change === undefined) return;
    const row = { ...rowOf(change), declaration: number };
    (change.kind === "period" ? periods : registrations).add(row, change.before !== undefined, at);
    if (change.kind === "period") touch(change.before, change.after, at);
    const mutation = mutationOf(number, decision, momentText(at));
    if (mutation !== undefined) mutations.push(mutation);
  };
  const touch = (before: DimonaPeriod | undefined, after: DimonaPeriod, at: number): void => {
    const first = touched.get(after.id);
    touched.set(after.id, { before: first === undefined ? before : first.before, after, at });
  };

  return {
    add: (taken) => {
      const { number, submission, sender, declaration, decision, named, ssin } = taken;
      const { channel, ticket, idempotency, receivedAt } = submission;
      const { customer } = submission.sender;
      const received_at = new Date(receivedAt).toISOString();
      declarations.push({
        number,
        received_at,
        customer,
        sender: sender ?? null,
        channel,
        ticket,
        action: declaration.action,
        content: declaration,
        employer: decision.employer?.key ?? null,
        ssin: ssin ?? null,
        period: periodOf(decision.change) ?? named?.id ?? null,
        ...featureColumns(declaration.action === "in" ? declaration.features : named?.features),
      });
      if (idempotency !== undefined) {
        const { key, digest } = idempotency;
        keys.push({ customer, key, declaration: number, digest, receivedAt: received_at });
      }
      keep(taken, 1);
    },
    addFinal: (decided) => {
      const { number, decision, ssin } = decided;
      found.push({ number, ssin: ssin ?? null, period: periodOf(decision.change) ?? null });
      keep(decided, 2);
    },
    write: async (run) => {
      const columns = <Row extends object>(rows: readonly Row[], names: readonly (keyof Row)[]) =>
        names.map((name) => rows.map((row) => row[name]));
      const writes: Promise<unknown>[] = [];
      const write: Write = (name, values) => void writes.push(run(name, values));
      if (declarations.length > 0) write("add-declarations", [JSON.stringify(declarations)]);
      if (found.length > 0) write("name-worker", columns(found, ["number", "ssin", "period"]));
      if (notifications.length > 0) write("add-notifications", [JSON.stringify(notifications)]);
      if (keys.length > 0) {
        write("add-keys", columns(keys, ["customer", "key", "declaration", "digest", "receivedAt"]));
      }
      periods.write(write, "close-periods", "add-periods");
      registrations.write(write, "close-registrations", "add-registrations");
      if (touched.size > 0) writeTouched(write, [...touched.values()], last);
      await together(...writes);
    },
    mutations,
  };
}

interface Touched {
  /** As it was before the batch. */
  readonly before: DimonaPeriod | undefined;
  readonly after: DimonaPeriod;
  readonly at: number;
}

export type WriteStatement = keyof typeof statements;

/** Executes one of the statements with which a batch is written, after those that it was given before. */
export type Run = (name: WriteStatement, values: readonly unknown[]) => Promise<unknown>;
/** Leaves it to others to see how it ends. */
export type Write = (name: WriteStatement, values: readonly unknown[]) => void;

export function runOn(client: ClientBase): Run {
  return (name, values) => client.query({ name: `dimona-${name}`, text: statements[name], values: [...values] });
}

/** What follows from changed periods: what they take of quotas, and the relations that they are part of. */
function writeTouched(write: Write, touched: readonly Touched[], last: number): void {
  const moved = touched
    .map(({ before, after, at }) => ({
      before: before === undefined ? [] : quotaEntriesOf(before),
      after: quotaEntriesOf(after),
      period: after.id,
      at,
    }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  const closed = moved.filter(({ before }) => before.length > 0);
  if (closed.length > 0) {
    write("close-quota-uses", [closed.map(({ period }) => period), closed.map(({ at }) => momentText(at))]);
  }
  const taken = moved.flatMap(({ after, period, at }) =>
    after.map((entry) => ({ ...entry, period, known_from: momentText(at) })),
  );
  if (taken.length > 0) write("add-quota-uses", [JSON.stringify(taken)]);
  const pairs = new Map(touched.map(({ after }) => [`${after.employer} ${after.ssin}`, after]));
  const related = [...pairs.values()];
  write("relate", [related.map(({ employer }) => employer), related.map(({ ssin }) => ssin), momentText(last)]);
}

function rowOf(change: Change) {
  return change.kind === "period" ? fromPeriod(change.after) : fromRegistration(change.after);
}

function periodOf(change: Change | undefined): DimonaNumber | undefined {
  return change?.kind === "registration" ? change.period.id : change?.after.id;
}

function featureColumns(features: Features | undefined) {
  return {
    worker_type: features?.workerType ?? null,
    joint_committee: features?.jointCommittee ?? null,
    user_enterprise: features?.user?.enterpriseNumber ?? null,
  };
}

function statement(name: string): string {
  return readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8");
}

const statements = {
  "add-declarations": statement("add-declarations"),
  "name-worker": statement("name-worker"),
  "add-notifications": statement("add-notifications"),
  "add-keys": statement("add-keys"),
  "close-periods": statement("close-periods"),
  "add-periods": statement("add-periods"),
  "close-registrations": statement("close-registrations"),
  "add-registrations": statement("add-registrations"),
  "close-quota-uses": statement("close-quota-uses"),
  "add-quota-uses": statement("add-quota-uses"),
  relate: statement("relate"),
} as const;
