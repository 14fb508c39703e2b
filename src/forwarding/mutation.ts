// What happened to a period, as institutions are told: the contract's own shape, without the number that each receiver counts.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { MutationType } from "../schema/generated/dimona-mutation-v1.ts";

export type Mutation = Omit<MutationType, "number">;

export const mutationKinds = ["I", "O", "U", "C"] as const;

/** What an annex may leave out: elements that the contract does not need. */
export const removableElements = [
  "replacedSsin",
  "jointCommissionNumber",
  "subEntityNumber",
  "usingEmployer",
  "before",
  "startHour",
  "endHour",
  "plannedHoursNumber",
  "smallStatute",
  "isLate",
  "isLocked",
] as const;

/** Puts mutations, in their order, where the router finds them once the caller's transaction is committed. */
export async function enqueueMutations(client: ClientBase, mutations: readonly Mutation[]): Promise<void> {
  if (mutations.length === 0) return;
  await client.query({
    name: "forwarding-add-mutations",
    text: addMutations,
    values: [mutations.map(({ worker }) => worker.ssin), mutations.map((mutation) => JSON.stringify(mutation))],
  });
}

const addMutations = readFileSync(new URL("add-mutations.sql", import.meta.url), "utf8");
