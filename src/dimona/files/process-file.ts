// The first half of a file's way: a set of files where it was dropped is refused as a whole, or taken, and then brought to its end.
// Killed at any place and begun again, it comes to the same end.
import { randomUUID } from "node:crypto";
import { copyFile, rename, rm, stat } from "node:fs/promises";
import type { Client } from "pg";
import type { Annex } from "../../crossroads/annex.ts";
import { today } from "../../kernel/day.ts";
import { newTicket } from "../../kernel/ticket.ts";
import { answerCalled, answerName, dayAt } from "./answer-name.ts";
import { questionErrors } from "./answer-question.ts";
import type { WorkingParts } from "./channel.ts";
import { type Examined, examineFile } from "./examine.ts";
import { type Environment, type FileName, type NamedFile, numberIn, parseSetName } from "./file-name.ts";
import { annexOf, finishFile, formOf } from "./finish-file.ts";
import type { DroppedSet, SenderFolders } from "./folders.ts";
import { keepAnswer, laterAnswersOf } from "./later-answers.ts";
import { claimFile, type FileRow, findFile, refuseFile, takeFile } from "./ledger.ts";
import { isGiven, ownNumber } from "./numbers.ts";
import { writeReceipt } from "./receipt.ts";

/** What was done: nothing, where a set is not whole yet or somebody else works on it. */
export type Processed = "nothing" | "refused" | "answered" | "repeated";

export interface DroppedFile {
  readonly folders: SenderFolders;
  readonly environment: Environment;
  readonly set: DroppedSet;
}

/** What the ledger knows of the name under which a set was dropped. */
interface Standing {
  /** The file that was taken under this name. */
  readonly known: FileRow | undefined;
  /** By which its answers can be called; null where that would be as other answers are called. */
  readonly number: string | null;
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
  const standing = { known, number: await freeNumber(client, dropped, known) };
  if (!named.ok || errors.length > 0) return await refuse(client, dropped, standing, parts, { errors, forms: 0 });
  return await takeAside(client, dropped, named.value, standing, parts);
}

async function freeNumber(
  client: Client,
  { folders: { sender }, environment, set }: DroppedFile,
  known: FileRow | undefined,
): Promise<string | null> {
  const called = numberIn(set.name);
  if (called === undefined || known !== undefined) return null;
  const isTaken = await isGiven(client, { sender, environment, ...called }, set.name);
  return isTaken ? null : `${called.day}.${called.number}`;
}

async function takeAside(
  client: Client,
  dropped: DroppedFile,
  name: FileName,
  standing: Standing,
  parts: WorkingParts,
): Promise<Processed> {
  const { folders, environment, set } = dropped;
  const { known, number } = standing;
  const files = [set.FI[0] ?? "", set.FS[0] ?? ""].map((file) => folders.place(environment, file));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  if (sizes.reduce((sum, size) => sum + size) > parts.largest) {
    return await refuse(client, dropped, standing, parts, { errors: ["509"], forms: 0 });
  }
  const own = randomUUID();
  const [fi, fs] = [folders.work(`${own}.FI`), folders.work(`${own}.FS`)];
  try {
    await copyFile(folders.place(environment, set.FI[0] ?? ""), fi);
    await copyFile(folders.place(environment, set.FS[0] ?? ""), fs);
    const annex = annexOf(folders.sender, parts);
    const examined = await examineFile({ fi, fs }, name.form, annex, parts);
    const isOther = known === undefined ? number === null : examined.digest !== known.digest;
    const errors =
      isOther && examined.errors.length === 0 ? ["133"] : await allErrors(examined, fi, name, annex, parts);
    if (errors.length > 0 || annex === undefined)
      return await refuse(client, dropped, standing, parts, { ...examined, errors }, annex);
    const row = known ?? (await takeFile(client, newFile(dropped, standing, parts, examined, annex)));
    if (row.state === "taken") {
      await rename(fi, folders.work(row.id));
      if ((await finishFile(client, folders, row, parts)) === "refused") return "refused";
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

async function refuse(
  client: Client,
  dropped: DroppedFile,
  standing: Standing,
  parts: WorkingParts,
  examined: Examined,
  annex = annexOf(dropped.folders.sender, parts),
): Promise<"refused"> {
  const { folders, environment, set } = dropped;
  const { errors } = examined;
  const row = await refuseFile(client, newFile(dropped, standing, parts, examined, annex));
  const fileName = set.FI[0] ?? set.GO[0] ?? set.FS[0] ?? "";
  const name = row.number === null ? await nameOfItsOwn(client, row) : answerName("receipt", row);
  await folders.write(writeReceipt({ fileName, receivedAt: row.receivedAt, errors }), name, environment);
  await folders.moveAway(set, environment, "refused");
  return "refused";
}

/** Of a receipt that cannot be called by the number of its file: that is none, or stands for another file or answer. */
async function nameOfItsOwn(client: Client, row: FileRow): Promise<string> {
  const { sender, environment, receivedAt } = row;
  const day = dayAt(receivedAt);
  const own = await ownNumber(client, { sender, environment, day, letter: "Z", from: BigInt(row.id) });
  const name = answerCalled("receipt", own);
  await keepAnswer(client, row, name, receivedAt);
  return name;
}

/** The same answers as before; what an operator removed of them is not made again. */
async function publishAgain(client: Client, folders: SenderFolders, row: FileRow): Promise<void> {
  const form = formOf(row);
  await folders.publishAgain(answerName("receipt", row), row.environment);
  if (form !== undefined) await folders.publishAgain(answerName(form, row), row.environment);
  for (const name of await laterAnswersOf(client, row)) await folders.publishAgain(name, row.environment);
}

function newFile(
  { folders, environment, set }: DroppedFile,
  { number }: Standing,
  { clock }: WorkingParts,
  examined: Examined,
  annex: Annex | undefined,
) {
  const { errors, digest, signer, forms } = examined;
  return {
    name: set.name,
    sender: folders.sender,
    environment,
    number,
    customer: annex?.customer ?? null,
    signer: signer ?? null,
    receivedAt: clock.now(),
    ticket: newTicket(clock),
    digest: digest ?? null,
    errors,
    forms,
  };
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
