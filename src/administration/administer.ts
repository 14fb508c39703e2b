// One change by hand: a transaction that holds the change and its entry in the audit, or nothing at all.
import type { Client } from "pg";
import type { EmployerMandateCodes } from "../codes/employer-mandate-codes.ts";
import { prepareAudit, recordManualChange } from "../crossroads/audit-change.ts";
import type { Population } from "../crossroads/population.ts";
import { type Change, type ChangeRefusal, inTransaction } from "../employers/write/change.ts";
import type { Clock } from "../kernel/clock.ts";
import { type IsoDay, today } from "../kernel/day.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { newTicket, type Ticket } from "../kernel/ticket.ts";
import { type Broken, brokenConstraint, type RuleName } from "./rules.ts";

/** Who administers, and with what. */
export interface Office {
  /** A connection of its own, outside any transaction. */
  readonly client: Client;
  readonly clock: Clock;
  readonly codes: EmployerMandateCodes;
  /** Whose numbers the registers hold. */
  readonly population: Population;
  /** The name under which somebody answers for the change. */
  readonly by: string;
  /** The account of the operating system. */
  readonly account: string;
  /** Told when somebody else's change is under way, which is waited for. */
  readonly onWait?: () => void;
}

/** What a change is made on. */
export interface Desk extends Change {
  readonly today: IsoDay;
  readonly codes: EmployerMandateCodes;
  readonly population: Population;
}

/** By what the audit finds it again. */
export type Reference = `${"user" | "mandate" | "delegation" | "context" | "employer" | "person"}:${string}`;

export interface Done<Result> {
  readonly result: Result;
  /** Everything that changed, what it was about first. */
  readonly changed: readonly [Reference, ...Reference[]];
}

/** One change: done, or refused by a rule. */
export type Work<Result> = (desk: Desk) => Promise<Outcome<Done<Result>, Broken>>;

/**
 * Does one change, alone: other changes by hand wait for it. What breaks a rule leaves nothing behind. Rejects when the database
 * does not answer, and when the audit cannot be written: then nothing has changed, unless it was the commit that got no answer.
 */
export async function administer<Result>(
  office: Office,
  operation: string,
  work: Work<Result>,
): Promise<Outcome<{ readonly result: Result; readonly ticket: Ticket }, Broken>> {
  const { client, clock, codes, population } = office;
  const at = clock.now();
  const ticket = newTicket(clock);
  await prepareAudit(client, at);
  return await undoneWhenRefused(client, async () => {
    await waitForTurn(office);
    const done = await work({ client, at, today: today(clock), codes, population });
    if (!done.ok) return done;
    const { result, changed } = done.value;
    await recordManualChange(client, { ...entryHead(office), ticket, at, operation, subject: changed[0], changed });
    return accepted({ result, ticket });
  });
}

/** What every entry of this office has. */
export function entryHead({ by, account }: Office) {
  return { by, account, service: "Administration" } as const;
}

/** Commits what was accepted and rolls back what was refused. */
export async function undoneWhenRefused<Result, Reason>(
  client: Client,
  work: () => Promise<Outcome<Result, Reason>>,
): Promise<Outcome<Result, Reason>> {
  class Undone extends Error {
    readonly outcome: Outcome<never, Reason>;
    constructor(reason: Reason) {
      super();
      this.outcome = refused(reason);
    }
  }
  try {
    return await inTransaction(client, async () => {
      const outcome = await work();
      if (!outcome.ok) throw new Undone(outcome.reason);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    throw error;
  }
}

/** Changes by hand come one after another: what a rule looked at does not change before it is written. */
export async function waitForTurn({ client, onWait }: Pick<Office, "client" | "onWait">): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_xact_lock($1) as taken", [turnLock]);
  if (rows[0]?.taken === true) return;
  onWait?.();
  await client.query("select pg_advisory_xact_lock($1)", [turnLock]);
}

/** In the words of the rules, what a register refused; `absent` is the rule where nothing was there to be changed. */
export async function attempt<Result>(
  change: Promise<Outcome<Result, ChangeRefusal>>,
  absent: RuleName,
): Promise<Outcome<Result, Broken>> {
  const outcome = await change;
  if (outcome.ok) return outcome;
  const { rule } = outcome.reason;
  return refused(rule === "not-found" ? { rule: absent } : brokenConstraint(rule));
}

/** "admi": the place in the space of advisory locks where changes by hand wait for one another. */
const turnLock = 0x61646d69;
