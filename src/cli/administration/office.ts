// The office at the command line: a connection to the installation's database, and somebody who answers for what is changed.
import { userInfo } from "node:os";
import { DatabaseError } from "pg";
import { administer, type Office, type Work } from "../../administration/administer.ts";
import { sentenceOf } from "../../administration/rules.ts";
import { loadEmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import { withClient } from "../../database/client.ts";
import { failureOf } from "../../database/failure.ts";
import type { Settings } from "../../http/settings.ts";
import { systemClock } from "../../kernel/clock.ts";
import { visitDatabase } from "../database.ts";
import { Refusal } from "../refusal.ts";

export interface ByOptions {
  /** Who answers for the change; the account of the operating system when left out. */
  readonly by?: string;
}

/** Works with the database of the installation; a rule that is broken and a database that fails are told in a sentence. */
export async function inOffice<Result>(
  settings: Settings,
  { by }: ByOptions,
  work: (office: Office) => Promise<Result>,
): Promise<Result> {
  const account = accountName();
  const name = by ?? account;
  if (!/^[^\s\p{C}](?:[^\p{C}]{0,78}[^\s\p{C}])?$/u.test(name) || /\d{11}/.test(name)) {
    throw new Refusal(
      "--by takes the name of who answers for the change: 1 to 80 characters, and no number of a person",
    );
  }
  return await visitDatabase(settings, (connectionString) =>
    withClient(connectionString, async (client) => {
      try {
        return await work({
          client,
          clock: systemClock,
          codes: loadEmployerMandateCodes(),
          population: settings.mode === "demo" ? "synthetic" : "real",
          by: name,
          account,
          onWait: () => process.stderr.write("another change is under way: waiting until it is over\n"),
        });
      } catch (error) {
        throw told(error);
      }
    }),
  );
}

/** Does one change and tells its outcome: what it made on standard output, ticket and notes on standard error. */
export async function change<Result>(
  settings: Settings,
  options: ByOptions,
  operation: string,
  work: Work<Result>,
  tell: (result: Result, office: Office) => Told | Promise<Told>,
): Promise<void> {
  await inOffice(settings, options, async (office) => {
    const done = await administer(office, operation, work);
    if (!done.ok) throw new Refusal(sentenceOf(done.reason));
    const { line, notes = [] } = await tell(done.value.result, office);
    process.stdout.write(`${line}\n`);
    for (const note of notes) process.stderr.write(`note: ${note}\n`);
    process.stderr.write(`ticket ${done.value.ticket}\n`);
  });
}

export interface Told {
  readonly line: string;
  readonly notes?: readonly string[];
}

function told(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  if (error instanceof DatabaseError) {
    return new Refusal(
      `nothing more was changed: ${failureOf(error).message}. See that registers and audit can be written.`,
    );
  }
  const isLost = error instanceof Error && (/^Connection terminated/.test(error.message) || "syscall" in error);
  return isLost ? new Refusal("the database went away: see with show whether the last change was made") : error;
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without a name, as in some containers.
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
}
