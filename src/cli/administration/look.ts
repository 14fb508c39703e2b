// A look at the data of persons: the audit knows of it before anybody is shown them.
import { entryHead, type Office } from "../../administration/administer.ts";
import { personReference } from "../../administration/persons/numbers.ts";
import { type ManualLook, prepareAudit, recordManualLook } from "../../crossroads/audit-change.ts";
import { inTransaction } from "../../employers/write/change.ts";
import type { Settings } from "../../http/settings.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { newTicket, type Ticket } from "../../kernel/ticket.ts";
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
    const looked = await recordLook(office, operation, personReference(ssin), async () => {
      const { text, others = [] } = await find(office);
      return { persons: [ssin, ...others], answer: text };
    });
    process.stdout.write(looked.answer);
    process.stderr.write(`ticket ${looked.ticket}\n`);
  });
}

/** For an export, each of which can hold numbers of persons: nobody is named, and by its moment it can be made again. Gives the ticket. */
export async function recordExport(office: Office, name: string): Promise<Ticket> {
  const everybody = async () => ({ persons: [], answer: "" });
  return (await recordLook(office, `${name} export`, exportSubject(name), everybody)).ticket;
}

/** By what the audit finds exports of a register. */
export function exportSubject(name: string): string {
  return `export:${name}`;
}

async function recordLook(
  office: Office,
  operation: string,
  subject: string,
  find: () => Promise<Pick<ManualLook, "persons" | "answer">>,
): Promise<{ readonly answer: string; readonly ticket: Ticket }> {
  const { client, clock } = office;
  const at = clock.now();
  const ticket = newTicket(clock);
  await prepareAudit(client, at);
  return await inTransaction(client, async () => {
    const found = await find();
    await recordManualLook(client, { ...entryHead(office), ticket, at, operation, subject, ...found });
    return { answer: found.answer, ticket };
  });
}
