// Numbers of sendings: each stands for one file of its sender, day and environment, or for one answer, so that no two are called alike.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import { answerNames, fourOf } from "./answer-name.ts";
import type { Environment } from "./file-name.ts";
import { claimFile } from "./ledger.ts";

export interface Numbered {
  readonly sender: string;
  readonly environment: Environment;
  /** `YYYYMMDD`. */
  readonly day: string;
  /** Five digits or letters. */
  readonly number: string;
}

/** Whether it stands for another file than the one of this name, or for an answer. */
export async function isGiven(client: ClientBase, numbered: Numbered, name = ""): Promise<boolean> {
  const { sender, environment, day, number } = numbered;
  const { rows } = await client.query<{ given: boolean }>(statement, [
    sender,
    environment,
    `${day}.${number}`,
    name,
    answerNames(numbered),
  ]);
  return rows[0]?.given === true;
}

/**
 * A number for an answer that cannot be called by that of its file: a letter, and the first four digits or letters from `from` on that
 * nobody has. It stays claimed until the connection ends.
 */
export async function ownNumber(
  client: ClientBase,
  { letter, from, ...place }: Omit<Numbered, "number"> & { readonly letter: "Y" | "Z"; readonly from: bigint },
): Promise<Numbered> {
  for (let next = from; ; next += 1n) {
    const numbered = { ...place, number: `${letter}${fourOf(next)}` };
    const [name = ""] = answerNames(numbered);
    if ((await claimFile(client, place.sender, name.slice("FO.".length))) && !(await isGiven(client, numbered))) {
      return numbered;
    }
  }
}

const statement = readFileSync(new URL("number-given.sql", import.meta.url), "utf8");
