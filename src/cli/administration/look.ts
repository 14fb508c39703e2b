// A look at the data of one person: the audit knows of it before anybody is shown them.
import { entryHead, type Office, undoneWhenRefused } from "../../administration/administer.ts";
import { personReference } from "../../administration/persons/numbers.ts";
import { prepareAudit, recordManualLook } from "../../crossroads/audit-change.ts";
import type { Settings } from "../../http/settings.ts";
import { accepted } from "../../kernel/outcome.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { newTicket } from "../../kernel/ticket.ts";
import { type ByOptions, inOffice } from "./office.ts";

export interface LookedAt {
  /** Such as `inscriptions show`. */
  readonly operation: string;
  readonly ssin: Ssin;
}

/** What is shown, and whom else than the person that was looked for. */
export interface Shown {
  readonly text: string;
  readonly others?: readonly Ssin[];
}

/** Writes what was found to standard output and the ticket to standard error; where the audit cannot be written, nothing is shown. */
export async function lookAtPerson(
  settings: Settings,
  options: ByOptions,
  { operation, ssin }: LookedAt,
  find: (office: Office) => Promise<Shown>,
): Promise<void> {
  await inOffice(settings, options, async (office) => {
    const { client, clock } = office;
    const at = clock.now();
    const ticket = newTicket(clock);
    await prepareAudit(client, at);
    const looked = await undoneWhenRefused<string, never>(client, async () => {
      const { text, others = [] } = await find(office);
      const entry = { ...entryHead(office), ticket, at, operation, subject: personReference(ssin) };
      await recordManualLook(client, { ...entry, persons: [ssin, ...others], answer: text });
      return accepted(text);
    });
    if (!looked.ok) return;
    process.stdout.write(looked.value);
    process.stderr.write(`ticket ${ticket}\n`);
  });
}
