// The second half of a file's way: taken before, its forms are decided on or its question is answered, and its answers are laid out.
// Killed at any place and begun again, it comes to the same end.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import type { Client } from "pg";
import type { Annex } from "../../crossroads/annex.ts";
import { failureOf } from "../../database/failure.ts";
import { DatabaseUnavailable } from "../../database/unavailable.ts";
import { today } from "../../kernel/day.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { numberOf } from "../anomaly.ts";
import { answerDeclarations } from "./answer-declarations.ts";
import { answerName } from "./answer-name.ts";
import { answerQuestion } from "./answer-question.ts";
import type { WorkingParts } from "./channel.ts";
import { type DecideForms, decideFormsOf } from "./decide-forms.ts";
import { type FileName, parseSetName } from "./file-name.ts";
import type { SenderFolders } from "./folders.ts";
import { answerLater, forgetWaiting, keepWaiting } from "./later-answers.ts";
import { type Answered, claimFile, concludeFile, type FileRow, findFile, refuseTaken } from "./ledger.ts";
import type { Telling } from "./notify.ts";
import { writeReceipt } from "./receipt.ts";

/** How far it came: not to its end, where an operator or the sender has to see to it. */
type Ended = "answered" | "refused" | "unfinished";

export async function finishFile(
  client: Client,
  folders: SenderFolders,
  row: FileRow,
  parts: WorkingParts,
): Promise<Ended> {
  const { clock, log } = parts;
  const content = folders.work(row.id);
  // Idempotency keys are forgotten after thirty days: what is begun again by then could count twice.
  if (clock.now() - row.receivedAt > longestWork) {
    log(`file ${row.id} was taken too long ago to go on with it; an operator must look at it`);
    return "unfinished";
  }
  if ((await stat(content).catch(() => undefined)) === undefined || (await digestOf(content)) !== row.digest) {
    // Its sender's files are still where they were dropped, or it is lost.
    log(`file ${row.id} is not at its place of work; it goes on when it is found in its drop folder`);
    return "unfinished";
  }
  const annex = annexOf(row.sender, parts);
  const named = formOf(row);
  if (annex === undefined || named === undefined) {
    log(`file ${row.id} has no sender any more; it goes on when an annex has its number again`);
    return "unfinished";
  }
  const answer = folders.work(`${row.id}.answer`);
  const receipt = { ...receiptOf(row), errors: [] };
  await folders.publishText(writeReceipt(receipt), answerName("receipt", row), row.environment);
  const answered =
    named === "question"
      ? await answerOrRefuse(content, answer, row, annex, parts)
      : accepted(await decide(client, content, answer, row, annex, parts));
  if (!answered.ok) {
    await folders.publishText(
      writeReceipt({ ...receipt, reference: undefined, errors: answered.reason }),
      answerName("receipt", row),
      row.environment,
    );
    // Left where it was dropped it would be taken anew, and fail again.
    const dropped = (await folders.dropped(row.environment)).find(({ name }) => name === row.name);
    if (dropped !== undefined) await folders.moveAway(dropped, row.environment, "refused");
    await refuseTaken(client, row, answered.reason, clock.now());
  } else {
    if (answered.value !== undefined) await folders.publish(answer, answerName(named, row), row.environment);
    await concludeFile(client, row, answered.value ?? { results: {}, digest: "" }, clock.now());
  }
  await rm(content, { force: true });
  await rm(answer, { force: true });
  return answered.ok ? "answered" : "refused";
}

/** Goes on with a file that was taken before its process ended. */
export async function goOn(client: Client, folders: SenderFolders, row: FileRow, parts: WorkingParts): Promise<void> {
  if (!(await claimFile(client, row.sender, row.name))) return;
  const known = await findFile(client, row);
  if (known?.state === "taken") await finishFile(client, folders, known, parts);
}

/** Tells a sender what was decided since on forms of a file that waited for their worker. */
export async function tellDecisions(
  client: Client,
  folders: SenderFolders,
  row: FileRow,
  parts: WorkingParts,
): Promise<void> {
  const annex = annexOf(row.sender, parts);
  if (annex !== undefined) await answerLater(client, folders, row, tellingTo(annex, parts), parts);
}

export function annexOf(sender: string, { annexes }: Pick<WorkingParts, "annexes">): Annex | undefined {
  return annexes.all.find(({ files }) => files?.sender === sender);
}

export function formOf({ name, sender, environment, receivedAt }: FileRow): FileName["form"] | undefined {
  const named = parseSetName(name, { sender, environment, today: today({ now: () => receivedAt }) });
  return named.ok ? named.value.form : undefined;
}

const longestWork = 29 * 86_400_000;
/** Milliseconds for which a question is tried again that could not be answered. */
const longestTrying = 600_000;

/** A question that cannot be answered comes to an end: it changes nothing, and its sender may ask again. */
async function answerOrRefuse(
  content: string,
  answer: string,
  row: FileRow,
  annex: Annex,
  parts: WorkingParts,
): Promise<Outcome<Answered | undefined, readonly string[]>> {
  try {
    const answered = await answerQuestion(content, answer, row, annex, parts);
    if (answered.ok) return answered;
    parts.log(`question ${row.id} cannot be answered, since the message cannot carry it: ${answered.reason}`);
  } catch (error) {
    const isEarly = parts.clock.now() - row.receivedAt < longestTrying;
    if (isEarly || parts.signal.aborted || failureOf(error) instanceof DatabaseUnavailable) throw error;
    parts.log(`question ${row.id} cannot be answered`);
  }
  return refused(["90059-255"]);
}

async function decide(
  client: Client,
  content: string,
  answer: string,
  row: FileRow,
  annex: Annex,
  parts: WorkingParts,
): Promise<Answered> {
  const decideForms = decideFormsOf(row.environment, row, annex, { ...parts, client, ports: parts });
  const decideAndKeep: DecideForms = async (forms) => {
    const notified = await decideForms(forms);
    // What is decided on T and S is not kept, and nothing comes of it later.
    if (row.environment === "R") await keepWaiting(client, row, notified);
    return notified;
  };
  await forgetWaiting(client, row);
  return await answerDeclarations(content, answer, row, decideAndKeep, tellingTo(annex, parts), parts.signal);
}

function tellingTo({ files }: Annex, { codes, log }: WorkingParts): Telling {
  const language = files?.language ?? "nl";
  return { labelOf: (code) => codes.anomaly(numberOf(code))?.label[language] ?? code, log };
}

function receiptOf({ id, name, receivedAt }: FileRow) {
  return { fileName: `FI.${name}`, reference: id, receivedAt };
}

async function digestOf(file: string): Promise<string> {
  const digest = createHash("sha256");
  for await (const chunk of createReadStream(file)) digest.update(chunk);
  return digest.digest("hex");
}
