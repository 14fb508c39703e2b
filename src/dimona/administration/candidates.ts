// Who of the register of persons may be the worker of a declaration that waits, beside what was declared of that worker.
import type { Client } from "pg";
import type { LookupDefinition, Reader } from "../../database/reader.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import type { Identity } from "../declaration.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import { createCandidates } from "../identification/candidates.ts";
import { type Candidate, type LikenessOfParts, likeness, likenessOfParts } from "../identification/match.ts";
import { findWaiting } from "../register/batch.ts";

export interface WhoItMayBe {
  /** As it was declared. */
  readonly declared: Identity;
  /** Those who are just like it first, then those who are much like it. */
  readonly persons: readonly LikePerson[];
  /** How many more there are. */
  readonly more: number;
}

export interface LikePerson extends Candidate {
  readonly likeness: "exact" | "near";
  readonly parts: LikenessOfParts;
}

/**
 * The persons among whom the task that looks for workers found nobody for certain, looked for anew; at most so many. Whoever only
 * was born on the same day, or has only the name and the year, is not among them. Within a transaction of the caller's.
 */
export async function findWhoItMayBe(
  client: Client,
  number: DimonaNumber,
  most: number,
): Promise<Outcome<WhoItMayBe, "not-waiting">> {
  const [waiting] = await findWaiting(client, [number]);
  if (waiting?.content.action !== "in") return refused("not-waiting");
  const { identity: declared = {} } = waiting.content.worker;
  const persons = likePersons(declared, await createCandidates(lookUpsOn(client))(declared));
  return accepted({ declared, persons: persons.slice(0, most), more: Math.max(0, persons.length - most) });
}

/** Each once: under a number that was replaced the register may know the same person otherwise. */
function likePersons(declared: Identity, candidates: readonly Candidate[]): readonly LikePerson[] {
  const like = candidates
    .flatMap((candidate): readonly LikePerson[] => {
      const found = likeness(declared, candidate);
      return found === "other" ? [] : [{ ...candidate, likeness: found, parts: likenessOfParts(declared, candidate) }];
    })
    .toSorted((a, b) => (a.likeness + a.ssin < b.likeness + b.ssin ? -1 : 1));
  return like.filter(({ ssin }, index) => like.findIndex((one) => one.ssin === ssin) === index);
}

/** On the connection of the transaction, which takes one question at a time. */
function lookUpsOn(client: Client): Pick<Reader, "lookup"> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    lookup:
      <Row extends readonly unknown[], Key extends string>({ sql }: LookupDefinition<Row, Key>) =>
      (key: Key) => {
        const asked = last.then(async () => {
          const { rows } = await client.query({ text: sql, values: [[key]], rowMode: "array" });
          return rows as readonly unknown[] as readonly Row[]; // what the definition says of its statement
        });
        last = asked;
        return asked;
      },
  };
}
