// Answers after the first: what was decided on declarations of a file that had to wait for their worker.
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Client, ClientBase } from "pg";
import { prepareAudit } from "../../crossroads/audit-change.ts";
import { inTransaction } from "../../employers/write/change.ts";
import { newTicket } from "../../kernel/ticket.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import { readKeptDeclarations } from "../register/declarations.ts";
import { answerCalled, dayAt } from "./answer-name.ts";
import type { WorkingParts } from "./channel.ts";
import type { SenderFolders } from "./folders.ts";
import { auditFile, claimFile, type FileRow, filesWhere, findFile, type Results } from "./ledger.ts";
import { type NotifiedForm, notificationEnd, notificationStart, notifiedForm, type Telling } from "./notify.ts";
import { ownNumber } from "./numbers.ts";
import type { FormHead } from "./read-form.ts";

/** Forms in one answer; what is more goes into the next. */
const mostForms = 1000;

/** Takes note of the forms that were answered provisionally. Rejects as the database does. */
export async function keepWaiting(
  client: ClientBase,
  { id }: FileRow,
  notified: readonly NotifiedForm[],
): Promise<void> {
  const waiting = notified.flatMap(({ ordinal, head, result }) =>
    result.kind === "decided" && result.kept.result === "S"
      ? [{ declaration: result.kept.number, file: id, ordinal, head }]
      : [],
  );
  if (waiting.length > 0) await client.query(statements.add, [JSON.stringify(waiting)]);
}

/** For a file that is begun again: its first answer tells what is decided by now. */
export async function forgetWaiting(client: ClientBase, { id }: FileRow): Promise<void> {
  await client.query("delete from dimona.form_waiting where file = $1", [id]);
}

/** Files that were answered, some of whose forms were decided on since. */
export async function filesWithDecisions(client: ClientBase): Promise<readonly FileRow[]> {
  return await filesWhere(client, statements.isDecided, []);
}

/**
 * Writes what was decided on forms of a file since its first answer, and lays it where the sender finds answers. Killed at any place
 * and begun again it tells each of them at least once, under the same name as long as nothing more was decided.
 */
export async function answerLater(
  client: Client,
  folders: SenderFolders,
  found: FileRow,
  telling: Telling,
  { clock }: WorkingParts,
): Promise<void> {
  if (!(await claimFile(client, found.sender, found.name))) return;
  // Who had the claim before may have answered some.
  const row = (await findFile(client, found)) ?? found;
  const { rows } = await client.query<DecidedRow>(statements.decided, [row.id, mostForms]);
  const [first] = rows;
  if (first === undefined) return;
  const at = clock.now();
  const numbers = rows.map(({ declaration }) => declaration);
  const kept = new Map((await readKeptDeclarations(client, numbers, clock)).map((one) => [one.number, one]));
  const results: Record<string, number> = {};
  const forms = rows.map(({ declaration, ordinal, head }) => {
    const one = kept.get(declaration);
    if (one === undefined) throw new Error(`declaration ${declaration} was decided on and is not there`);
    results[one.result] = (results[one.result] ?? 0) + 1;
    return notifiedForm({ ordinal, head, result: { kind: "decided", kept: one } }, row, telling);
  });
  const text = `${notificationStart}${forms.join("")}${notificationEnd}`;
  const { sender, environment } = row;
  // What stands before the check digits counts on from one declaration to the next.
  const from = BigInt(first.declaration) / 100n;
  const name = answerCalled(
    "declarations",
    await ownNumber(client, { sender, environment, day: dayAt(at), letter: "Y", from }),
  );
  await folders.publishText(text, name, row.environment);
  await prepareAudit(client, at);
  await inTransaction(client, async () => {
    await client.query("delete from dimona.form_waiting where declaration = any ($1::bigint[])", [numbers]);
    await keepAnswer(client, row, name, at);
    await client.query(statements.count, [row.id, JSON.stringify(withoutWaiting(row.results, results))]);
    await auditFile(
      client,
      { ...row, ticket: newTicket(clock), receivedAt: at, forms: rows.length, results },
      hash("sha256", text),
    );
  });
}

/** Takes note of an answer that is not called by the number of its file. */
export async function keepAnswer(
  client: ClientBase,
  { id }: Pick<FileRow, "id">,
  name: string,
  at: number,
): Promise<void> {
  await client.query(statements.keep, [id, name, new Date(at).toISOString()]);
}

/** In the order in which they were given. */
export async function laterAnswersOf(client: ClientBase, { id }: FileRow): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select name from dimona.later_answer where file = $1 order by answered_at, name",
    [id],
  );
  return rows.map(({ name }) => name);
}

interface DecidedRow {
  readonly declaration: DimonaNumber;
  readonly ordinal: number;
  readonly head: FormHead;
}

/** What the forms of a file came to in all: those that waited count as what they are now. */
function withoutWaiting(before: Results, since: Results): Results {
  const counts = new Map(Object.entries(before));
  for (const [result, count] of Object.entries(since)) {
    counts.set(result, (counts.get(result) ?? 0) + count);
    counts.set("S", (counts.get("S") ?? 0) - count);
  }
  return Object.fromEntries([...counts].filter(([, count]) => count > 0));
}

function statement(name: string): string {
  return readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8");
}

const statements = {
  add: statement("add-waiting-forms"),
  decided: statement("decided-forms"),
  isDecided: `state = 'answered' and exists (
    select from dimona.form_waiting w
    join   dimona.notification n on n.declaration = w.declaration and n.ordinal = 2
    where  w.file = dimona.file.id)`,
  keep: "insert into dimona.later_answer (file, name, answered_at) values ($1, $2, $3) on conflict (file, name) do nothing",
  count: "update dimona.file set results = $2 where id = $1",
} as const;
