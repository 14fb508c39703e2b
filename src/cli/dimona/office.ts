// Work of an operator of Dimona: changes by hand with their entry in the audit, and looks into the register.

import { entryHead, undoneWhenRefused, waitForTurn } from "../../administration/administer.ts";
import { prepareAudit, recordManualChange } from "../../crossroads/audit-change.ts";
import { createReader } from "../../database/reader.ts";
import { DatabaseUnavailable } from "../../database/unavailable.ts";
import { mandateGroups } from "../../dimona/names.ts";
import { createDimonaReader, type DimonaReader } from "../../dimona/register/reader.ts";
import { mandatesHeldFor } from "../../employer-mandate/mandates-held.ts";
import type { Change } from "../../employers/write/change.ts";
import type { Settings } from "../../http/settings.ts";
import { systemClock } from "../../kernel/clock.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { newTicket } from "../../kernel/ticket.ts";
import { type ByOptions, inOffice } from "../administration/office.ts";
import { visitDatabase } from "../database.ts";
import { Refusal } from "../refusal.ts";

export interface ChangeOptions extends ByOptions {
  readonly dryRun?: boolean;
}

interface ChangeByHand<Result, Reason extends string> {
  /** Such as `dimona lock`. */
  readonly operation: string;
  readonly work: (change: Change) => Promise<Outcome<Result, Reason>>;
  /** One sentence for each reason: what is so, and what to do. */
  readonly refusals: Readonly<Record<Reason, string>>;
  /** By what the audit finds it again: `declaration:700000000145`. */
  readonly subject: (result: Result) => string;
  readonly tell: (result: Result) => string;
}

/** Does one change and tells what came of it on standard output, its ticket on standard error; a dry run is undone. */
export async function changeByHand<Result, Reason extends string>(
  settings: Settings,
  options: ChangeOptions,
  { operation, work, refusals, subject, tell }: ChangeByHand<Result, Reason>,
): Promise<void> {
  await inOffice(settings, options, async (office) => {
    const { client, clock } = office;
    const at = clock.now();
    const ticket = newTicket(clock);
    await prepareAudit(client, at);
    const done = await undoneWhenRefused<Result, Undone<Result, Reason>>(client, async () => {
      await waitForTurn(office);
      const outcome = await work({ client, at });
      if (!outcome.ok) return refused({ kind: "refused", reason: outcome.reason });
      if (options.dryRun === true) return refused({ kind: "tried", result: outcome.value });
      const changed = subject(outcome.value);
      const entry = { ...entryHead(office), ticket, at, operation, subject: changed, changed: [changed] };
      await recordManualChange(client, entry);
      return accepted(outcome.value);
    });
    if (done.ok) {
      process.stdout.write(`${tell(done.value)}\n`);
      process.stderr.write(`ticket ${ticket}\n`);
      return;
    }
    if (done.reason.kind === "refused") throw new Refusal(refusals[done.reason.reason]);
    process.stdout.write(`${tell(done.reason.result)}\n`);
    process.stderr.write("nothing was changed: it was a dry run\n");
  });
}

type Undone<Result, Reason> =
  | { readonly kind: "refused"; readonly reason: Reason }
  | { readonly kind: "tried"; readonly result: Result };

export async function lookInto<Result>(
  settings: Settings,
  look: (reader: DimonaReader) => Promise<Result>,
): Promise<Result> {
  return await visitDatabase(settings, async (connectionString) => {
    const reader = createReader({ connectionString });
    try {
      return await look(createDimonaReader(reader, systemClock, mandatesOfDimona));
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw new Refusal("the database does not answer: try again");
      throw error;
    } finally {
      await reader.close();
    }
  });
}

export const mandatesOfDimona = mandatesHeldFor(mandateGroups);
