// One set of files, from the folder where it was dropped to its answers: refused as a whole, or taken, decided on and answered. Killed
// at any place and begun again, it comes to the same end.
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, rename, rm, stat } from "node:fs/promises";
import type { Client } from "pg";
import type { Annex } from "../../crossroads/annex.ts";
import { today } from "../../kernel/day.ts";
import { newTicket } from "../../kernel/ticket.ts";
import { type AnomalyCode, numberOf } from "../anomaly.ts";
import type { LabelOf } from "../message/notification.ts";
import { type Answered, answerDeclarations } from "./answer-declarations.ts";
import { answerName, refusalName } from "./answer-name.ts";
import { answerQuestion, questionErrors } from "./answer-question.ts";
import type { WorkingParts } from "./channel.ts";
import { type DecideForms, decideFormsOf } from "./decide-forms.ts";
import { type Examined, examineFile } from "./examine.ts";
import { type Environment, type FileName, type NamedFile, parseSetName } from "./file-name.ts";
import type { DroppedSet, SenderFolders } from "./folders.ts";
import { answerLater, forgetWaiting, keepWaiting, laterAnswersOf } from "./later-answers.ts";
import { claimFile, concludeFile, type FileRow, findFile, refuseFile, takeFile } from "./ledger.ts";
import { writeReceipt } from "./receipt.ts";

/** What was done: nothing, where a set is not whole yet or somebody else works on it. */
export type Processed = "nothing" | "refused" | "answered" | "repeated";

export interface DroppedFile {
  readonly folders: SenderFolders;
  readonly environment: Environment;
  readonly set: DroppedSet;
}

export async function processFile(client: Client, dropped: DroppedFile, parts: WorkingParts): Promise<Processed> {
  const { folders, environment, set } = dropped;
  const { clock } = parts;
  const isWhole = set.GO.length > 0;
  if (!isWhole && clock.now() - set.changedAt < parts.patience) return "nothing";
  if (!(await claimFile(client, folders.sender, set.name))) return "nothing";
  // Who had the claim before may be done with it.
  if (!(await folders.isThere(set, environment))) return "nothing";
  const named = parseSetName(set.name, { sender: folders.sender, environment, today: today(clock) });
  const known = await findFile(client, { sender: folders.sender, name: set.name, environment });
  // What an interrupted move left behind.
  if (known?.state === "answered" && (set.FI.length === 0 || !isWhole)) {
    await folders.moveAway(set, environment, "done");
    return "nothing";
  }
  const errors = [...(named.ok ? [] : errorsOfName(named, set)), ...errorsOfSet(set)];
  if (errors.length > 0 && known?.state === "taken") return "nothing";
  if (!named.ok || (errors.length > 0 && known === undefined))
    return await refuse(client, dropped, parts, { errors, forms: 0 });
  return await takeAside(client, dropped, named.value, known, parts);
}

/** Goes on with a file that was taken before its process ended. */
export async function goOn(client: Client, folders: SenderFolders, row: FileRow, parts: WorkingParts): Promise<void> {
  if (!(await claimFile(client, row.sender, row.name))) return;
  const known = await findFile(client, row);
  if (known?.state === "taken") await finish(client, folders, known, parts);
}

async function takeAside(
  client: Client,
  dropped: DroppedFile,
  name: FileName,
  known: FileRow | undefined,
  parts: WorkingParts,
): Promise<Processed> {
  const { folders, environment, set } = dropped;
  const files = [set.FI[0] ?? "", set.FS[0] ?? ""].map((file) => folders.place(environment, file));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  if (sizes.reduce((sum, size) => sum + size) > parts.largest) {
    return await refuse(client, dropped, parts, { errors: ["509"], forms: 0 });
  }
  const own = randomUUID();
  const [fi, fs] = [folders.work(`${own}.FI`), folders.work(`${own}.FS`)];
  try {
    await copyFile(folders.place(environment, set.FI[0] ?? ""), fi);
    await copyFile(folders.place(environment, set.FS[0] ?? ""), fs);
    const annex = annexOf(folders.sender, parts);
    const examined = await examineFile({ fi, fs }, name.form, annex, parts);
    const isOther = known !== undefined && examined.errors.length === 0 && examined.digest !== known.digest;
    const errors = isOther ? ["133"] : await allErrors(examined, fi, name, annex, parts);
    if (errors.length > 0 || annex === undefined)
      return await refuse(client, dropped, parts, { ...examined, errors }, annex);
    const row = known ?? (await takeFile(client, newFile(dropped, parts, examined, annex)));
    if (row.state === "taken") {
      await rename(fi, folders.work(row.id));
      await finish(client, folders, row, parts);
    } else {
      await publishAgain(client, folders, row);
      await rm(folders.work(row.id), { force: true });
    }
    await folders.moveAway(set, environment, "done");
    return row === known ? "repeated" : "answered";
  } finally {
    await rm(fi, { force: true });
    await rm(fs, { force: true });
  }
}

async function allErrors(
  { errors }: Examined,
  fi: string,
  { form }: FileName,
  annex: Annex | undefined,
  parts: WorkingParts,
): Promise<readonly string[]> {
  if (errors.length > 0 || form === "declarations" || annex === undefined) return errors;
  return await questionErrors(fi, annex, parts);
}

async function finish(client: Client, folders: SenderFolders, row: FileRow, parts: WorkingParts): Promise<void> {
  const { clock, log } = parts;
  const content = folders.work(row.id);
  // Idempotency keys are forgotten after thirty days: what is begun again by then could count twice.
  if (clock.now() - row.receivedAt > longestWork) {
    log(`file ${row.id} was taken too long ago to go on with it; an operator must look at it`);
    return;
  }
  if ((await stat(content).catch(() => undefined)) === undefined || (await digestOf(content)) !== row.digest) {
    // Its sender's files are still where they were dropped, or it is lost.
    log(`file ${row.id} is not at its place of work; it goes on when it is found in its drop folder`);
    return;
  }
  const annex = annexOf(row.sender, parts);
  const named = formOf(row);
  if (annex === undefined || named === undefined) throw new Error(`file ${row.id} has no sender any more`);
  const answer = folders.work(`${row.id}.answer`);
  await folders.publishText(
    writeReceipt({ ...receiptOf(row), errors: [] }),
    answerName("receipt", row),
    row.environment,
  );
  const answered =
    named === "question"
      ? await answerQuestion(content, answer, row, annex, parts)
      : await decide(client, content, answer, row, annex, parts);
  if (answered !== undefined) await folders.publish(answer, answerName(named, row), row.environment);
  await concludeFile(client, row, answered?.results ?? {}, answered?.digest ?? "", clock.now());
  await rm(content, { force: true });
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
  return await answerDeclarations(content, answer, row, decideAndKeep, labelsFor(annex, parts), parts.signal);
}

/** Tells a sender what was decided since on forms of a file that waited for their worker. */
export async function tellDecisions(
  client: Client,
  folders: SenderFolders,
  row: FileRow,
  parts: WorkingParts,
): Promise<void> {
  const annex = annexOf(row.sender, parts);
  if (annex !== undefined) await answerLater(client, folders, row, labelsFor(annex, parts), parts);
}

function labelsFor({ files }: Annex, { codes }: WorkingParts): LabelOf {
  const language = files?.language ?? "nl";
  return (code: AnomalyCode) => codes.anomaly(numberOf(code))?.label[language] ?? code;
}

async function refuse(
  client: Client,
  dropped: DroppedFile,
  parts: WorkingParts,
  examined: Examined,
  annex = annexOf(dropped.folders.sender, parts),
): Promise<"refused"> {
  const { folders, environment, set } = dropped;
  const { errors } = examined;
  const row = await refuseFile(client, newFile(dropped, parts, examined, annex));
  const name = refusalName(row);
  const fileName = set.FI[0] ?? set.GO[0] ?? set.FS[0] ?? "";
  await folders.write(writeReceipt({ fileName, receivedAt: row.receivedAt, errors }), name, environment);
  await folders.moveAway(set, environment, "refused");
  return "refused";
}

/** The same answers as before; what an operator removed of them is not made again. */
async function publishAgain(client: Client, folders: SenderFolders, row: FileRow): Promise<void> {
  const form = formOf(row);
  await folders.publishAgain(answerName("receipt", row), row.environment);
  if (form !== undefined) await folders.publishAgain(answerName(form, row), row.environment);
  for (const name of await laterAnswersOf(client, row)) await folders.publishAgain(name, row.environment);
}

const longestWork = 29 * 86_400_000;

function annexOf(sender: string, { annexes }: WorkingParts): Annex | undefined {
  return annexes.all.find(({ files }) => files?.sender === sender);
}

function formOf({ name, sender, environment, receivedAt }: FileRow): FileName["form"] | undefined {
  const named = parseSetName(name, { sender, environment, today: today({ now: () => receivedAt }) });
  return named.ok ? named.value.form : undefined;
}

function newFile(
  { folders, environment, set }: DroppedFile,
  { clock }: WorkingParts,
  examined: Examined,
  annex: Annex | undefined,
) {
  const { errors, digest, signer, forms } = examined;
  return {
    name: set.name,
    sender: folders.sender,
    environment,
    customer: annex?.customer ?? null,
    signer: signer ?? null,
    receivedAt: clock.now(),
    ticket: newTicket(clock),
    digest: digest ?? null,
    errors,
    forms,
  };
}

function receiptOf({ id, name, receivedAt }: FileRow) {
  return { fileName: `FI.${name}`, reference: id, receivedAt };
}

function errorsOfName(named: Extract<NamedFile, { readonly ok: false }>, set: DroppedSet): readonly string[] {
  if (!named.errors.includes("131")) return named.errors;
  // Its structure is wrong: of each kind of file that is there.
  return [
    ...(set.GO.length > 0 ? ["107"] : []),
    ...(set.FI.length > 0 ? ["131"] : []),
    ...(set.FS.length > 0 ? ["132"] : []),
  ];
}

function errorsOfSet({ FI, FS, GO }: DroppedSet): readonly string[] {
  if (GO.length === 0) return ["130"];
  return [...(FI.length === 1 ? [] : ["120"]), ...(FS.length === 1 ? [] : ["122"])];
}

async function digestOf(file: string): Promise<string> {
  const digest = createHash("sha256");
  for await (const chunk of createReadStream(file)) digest.update(chunk);
  return digest.digest("hex");
}
