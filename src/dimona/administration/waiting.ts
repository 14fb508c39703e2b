// The declarations that wait until somebody knows who their workers are.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { DimonaNumber } from "../dimona-number.ts";

export interface WaitingDeclaration {
  readonly number: DimonaNumber;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** By its annex's name. */
  readonly customer: string;
  /** A number of the employer, with its kind. */
  readonly employer: string;
  /** How often the register was searched. */
  readonly tried: number;
  /** Why nobody was identified then; null before the first search. */
  readonly reason: "several" | "near" | "none" | null;
  readonly candidates: number;
}

/** The oldest first. */
export async function listWaiting(client: ClientBase, most: number): Promise<readonly WaitingDeclaration[]> {
  const { rows } = await client.query<WaitingDeclaration>(waitingList, [most]);
  return rows;
}

const waitingList = readFileSync(new URL("waiting-list.sql", import.meta.url), "utf8");
