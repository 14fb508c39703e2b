// A look at the data of persons: the audit knows of it before anybody is shown them.
import { entryHead, type Office } from "../../administration/administer.ts";
import { personReference } from "../../administration/persons/numbers.ts";
import { prepareAudit, recordManualLook } from "../../crossroads/audit-change.ts";
import { inTransaction } from "../../employers/write/change.ts";
import type { Settings } from "../../http/settings.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { newTicket, type Ticket } from "../../kernel/ticket.ts";
import { type ByOptions, inOffice } from "./office.ts";

export interface Looking {
  /** Such as `inscriptions show`. */
  readonly operation: string;
  /** By what the audit finds it again, never the number of a person. */
  readonly subject: string;
}

export interface Shown {
  readonly text: string;
  /** Whose data it shows. */
  readonly persons: readonly Ssin[];
}

/** Writes what was found to standard output and the ticket to standard error; where the audit cannot be written, nothing is shown. */
export async function look(
  settings: Settings,
  options: ByOptions,
  { operation, subject }: Looking,
  find: (office: Office) => Promise<Shown>,
): Promise<void> {
  await inOffice(settings, options, async (office) => {
    const { text, ticket } = await recordLook(office, operation, subject, () => find(office));
    process.stdout.write(text);
    process.stderr.write(`ticket ${ticket}\n`);
  });
}

/** The same at a person who was looked for, with those who are shown beside. */
export async function lookAtPerson(
  settings: Settings,
  options: ByOptions,
  { operation, ssin }: { readonly operation: string; readonly ssin: Ssin },
  find: (office: Office) => Promise<{ readonly text: string; readonly others?: readonly Ssin[] }>,
): Promise<void> {
  await look(settings, options, { operation, subject: personReference(ssin) }, async (office) => {
    const { text, others = [] } = await find(office);
    return { text, persons: [ssin, ...others] };
  });
}

/** For an export, each of which can hold numbers of persons: nobody is named, and by its moment it can be made again. Gives the ticket. */
export async function recordExport(office: Office, name: string): Promise<Ticket> {
  const everybody = async () => ({ persons: [], text: "" });
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
  find: () => Promise<Shown>,
): Promise<{ readonly text: string; readonly ticket: Ticket }> {
  const { client, clock } = office;
  const at = clock.now();
  const ticket = newTicket(clock);
  await prepareAudit(client, at);
  return await inTransaction(client, async () => {
    const { text, persons } = await find();
    await recordManualLook(client, { ...entryHead(office), ticket, at, operation, subject, persons, answer: text });
    return { text, ticket };
  });
}
