// Importing a file: streamed, checked line by line, there as a whole or not at all, unless it is told to keep going.
import { createHash } from "node:crypto";
import { prepareAudit, recordManualChange } from "../../crossroads/audit-change.ts";
import { today } from "../../kernel/day.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { newTicket, type Ticket } from "../../kernel/ticket.ts";
import { entryHead, type Office, type Reference, undoneWhenRefused, waitForTurn } from "../administer.ts";
import { brokenConstraint, sentenceOf } from "../rules.ts";
import type { LineFault } from "./line.ts";
import type { JudgingDesk, Table } from "./table.ts";
import { type Thing, thingsIn } from "./things.ts";

export interface ImportOptions {
  /** Such as `users`, for the audit. */
  readonly name: string;
  /** Tells what is wrong, and changes nothing. */
  readonly dryRun: boolean;
  /** Takes what is in order, also where other lines are wrong. */
  readonly keepGoing: boolean;
  /** What the file says counts where the register knows it otherwise; without it such a line is wrong. */
  readonly update: boolean;
  readonly onFault: (fault: LineFault) => void;
  /** How many lines were read. */
  readonly onProgress: (lines: number) => void;
}

/** Counts things, not lines; `wrong` counts faults. Nothing was changed unless there is a ticket. */
export interface ImportReport {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly wrong: number;
  readonly ticket: Ticket | undefined;
  /** Of what was added or changed, in the order of the file; the first hundred. */
  readonly topics: readonly string[];
}

const mostTopics = 100;
const largestBatch = 1000;

/**
 * Brings the registers to what the file says, and does nothing where they know it already. Each thing is judged by the same rules
 * as a change of its own. Without `keepGoing` it is one transaction, which one wrong line undoes. In the audit every thousand
 * things have an entry with their references, and the whole import one with the digest of the file, all under one ticket.
 */
export async function importTable<Asked, Put>(
  office: Office,
  table: Table<Asked, Put>,
  chunks: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<ImportReport> {
  const { client, clock } = office;
  const ticket = newTicket(clock);
  const since = clock.now();
  const digest = createHash("sha256");
  const count = { added: 0, changed: 0, same: 0, wrong: 0 };
  const topics = new Set<string>();
  const fault = (one: LineFault): void => {
    count.wrong += 1;
    options.onFault(one);
  };
  let at = since;
  let nextLook = largestBatch;
  const desk = (): JudgingDesk => ({
    client,
    at,
    today: today(clock),
    codes: office.codes,
    population: office.population,
    update: options.update,
    since,
  });
  const record = (changed: readonly Reference[], hash?: string): Promise<void> => {
    const entry = { ...entryHead(office), ticket, at, operation: `${options.name} import`, changed };
    const whole = { ...entry, subject: `import:${options.name}` };
    return recordManualChange(client, hash === undefined ? whole : { ...whole, digest: hash });
  };
  const take = async (batch: readonly Thing<Asked>[]): Promise<void> => {
    const done = await takeBatch(table, desk(), batch, fault);
    count.added += done.added;
    count.changed += done.changed;
    count.same += done.same;
    for (const topic of done.topics) if (topics.size < mostTopics) topics.add(topic);
    if (count.added + count.changed >= nextLook) {
      // How the server looks things up rests on what it saw of a table last: of an empty one all is read, again and again.
      await client.query(`analyze ${table.grow.join(", ")}`);
      nextLook = 2 * (count.added + count.changed);
    }
    const { references } = done;
    if (references.length > 0 && !options.dryRun) await record(references);
  };
  const walk = (work: (batch: readonly Thing<Asked>[]) => Promise<void>): Promise<void> =>
    inBatches(table, hashed(chunks, digest), { work, fault, onProgress: options.onProgress });
  const hasChanged = (): boolean => count.added + count.changed > 0;

  if (!options.keepGoing || options.dryRun) {
    if (!options.dryRun) await prepareAudit(client, at);
    const done = await undoneWhenRefused(client, async (): Promise<Outcome<void, "undo">> => {
      await waitForTurn(office);
      await walk(take);
      if (options.dryRun || count.wrong > 0) return refused("undo");
      if (hasChanged()) await record([], digest.digest("hex"));
      return accepted(undefined);
    });
    return { ...count, ticket: done.ok && hasChanged() ? ticket : undefined, topics: [...topics] };
  }

  const alone = async (work: () => Promise<void>): Promise<void> => {
    // Each is known from its own moment on, later than the one before.
    at = Math.max(clock.now(), at + 1);
    await prepareAudit(client, at);
    await undoneWhenRefused(client, async () => {
      await waitForTurn(office);
      await work();
      return accepted(undefined);
    });
  };
  await walk((batch) => alone(() => take(batch)));
  if (hasChanged()) await alone(() => record([], digest.digest("hex")));
  return { ...count, ticket: hasChanged() ? ticket : undefined, topics: [...topics] };
}

interface BatchDone {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly references: readonly Reference[];
  readonly topics: readonly string[];
}

async function takeBatch<Asked, Put>(
  table: Table<Asked, Put>,
  desk: JudgingDesk,
  batch: readonly Thing<Asked>[],
  fault: (fault: LineFault) => void,
): Promise<BatchDone> {
  const verdicts = await table.judge(
    desk,
    batch.map(({ asked }) => asked),
  );
  let same = 0;
  const wanted: Wanted<Put>[] = [];
  for (const [index, { line }] of batch.entries()) {
    const verdict = verdicts[index];
    if (verdict === undefined) throw new Error("A table judges everything that it is asked about");
    if (verdict.kind === "wrong") fault({ line, ...inColumn(verdict), reason: sentenceOf(verdict.broken) });
    else if (verdict.kind === "same") same += 1;
    else wanted.push({ line, put: verdict.put, isNew: verdict.kind === "new" });
  }
  const done = await putThem(table, desk, wanted, fault);
  const added = done.filter(({ isNew }) => isNew).length;
  return {
    same,
    added,
    changed: done.length - added,
    references: done.map(({ put }) => table.referenceOf(put)),
    topics: done.flatMap(({ put }) => table.topicOf?.(put) ?? []),
  };
}

function inColumn({ column }: { readonly column?: string }): Pick<LineFault, "column"> {
  return column === undefined ? {} : { column };
}

interface Wanted<Put> {
  readonly line: number;
  readonly put: Put;
  readonly isNew: boolean;
}

/** All at once; where the register refuses that, in halves, until it is found out which of them it means. */
async function putThem<Asked, Put>(
  table: Table<Asked, Put>,
  desk: JudgingDesk,
  wanted: readonly Wanted<Put>[],
  fault: (fault: LineFault) => void,
): Promise<readonly Wanted<Put>[]> {
  if (wanted.length === 0) return [];
  const outcome = await table.put(
    desk,
    wanted.map(({ put }) => put),
  );
  if (outcome.ok) return wanted;
  const [first, ...others] = wanted;
  if (first !== undefined && others.length === 0) {
    const broken = brokenConstraint(outcome.reason.rule);
    const told = (await table.why?.(desk, broken, first.put)) ?? broken;
    fault({ line: first.line, reason: sentenceOf(told) });
    return [];
  }
  const middle = Math.ceil(wanted.length / 2);
  const before = await putThem(table, desk, wanted.slice(0, middle), fault);
  return [...before, ...(await putThem(table, desk, wanted.slice(middle), fault))];
}

interface Walk<Asked> {
  readonly work: (batch: readonly Thing<Asked>[]) => Promise<void>;
  readonly fault: (fault: LineFault) => void;
  readonly onProgress: (lines: number) => void;
}

/** A batch holds things of one kind, and none of them twice. */
async function inBatches<Asked>(
  table: Pick<Table<Asked, unknown>, "columns" | "keyColumns" | "gather" | "kindOf">,
  chunks: AsyncIterable<Uint8Array>,
  { work, fault, onProgress }: Walk<Asked>,
): Promise<void> {
  let batch: Thing<Asked>[] = [];
  let keys = new Set<string>();
  let kind: string | undefined;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await work(batch);
    batch = [];
    keys = new Set();
  };
  for await (const part of thingsIn(table, chunks)) {
    if (part.kind === "unreadable") fault(part.fault);
    else if (part.kind === "faults") for (const one of part.faults) fault(one);
    else {
      for (const thing of part.things) {
        const its = table.kindOf?.(thing.asked);
        if (batch.length === largestBatch || keys.has(thing.key) || its !== kind) await flush();
        kind = its;
        batch.push(thing);
        keys.add(thing.key);
      }
      onProgress(part.lastLine);
    }
  }
  await flush();
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, digest: ReturnType<typeof createHash>) {
  for await (const chunk of chunks) {
    digest.update(chunk);
    yield chunk;
  }
}
