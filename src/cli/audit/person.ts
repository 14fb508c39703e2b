// `kruispunt audit person`: who asked about a person, what for, and whether it was answered. The audit keeps this look as well.
import { entryHead, undoneWhenRefused } from "../../administration/administer.ts";
import { prepareAudit, recordManualLook } from "../../crossroads/audit-change.ts";
import { findLooks, type Look, numbersOfPerson } from "../../crossroads/looks.ts";
import type { Settings } from "../../http/settings.ts";
import { addDays, type IsoDay } from "../../kernel/day.ts";
import { firstMomentOf, localStamp } from "../../kernel/local-time.ts";
import { accepted, certain } from "../../kernel/outcome.ts";
import { newTicket } from "../../kernel/ticket.ts";
import { type ByOptions, inOffice } from "../administration/office.ts";
import { ssinGiven } from "../administration/values.ts";
import { inColumns } from "../columns.ts";
import { Refusal } from "../refusal.ts";

export interface LooksOptions extends ByOptions {
  /** The number of the person, or `-` for a line of standard input. */
  readonly ssin: string;
  readonly begin?: IsoDay;
  readonly end?: IsoDay;
  readonly limit: number;
  readonly json?: boolean;
}

/** Shows nothing where the audit cannot be written. */
export async function showLooks(settings: Settings, options: LooksOptions): Promise<void> {
  const { begin, end, limit, json } = options;
  if (begin !== undefined && end !== undefined && end < begin) throw new Refusal("--end: expected a day after --begin");
  const ssin = await ssinGiven(options.ssin);
  await inOffice(settings, options, async (office) => {
    const { client, clock } = office;
    const at = clock.now();
    const ticket = newTicket(clock);
    await prepareAudit(client, at);
    const looked = await undoneWhenRefused(client, async () => {
      const numbers = await numbersOfPerson(client, ssin);
      const from = begin === undefined ? "-infinity" : firstMomentOf(begin);
      const until = end === undefined ? "infinity" : firstMomentOf(addDays(end, 1));
      const looks = await findLooks(client, { numbers, from, until, limit: limit + 1 });
      const shown = looks.slice(0, limit);
      const more = looks.length > limit;
      const answer = json === true ? `${JSON.stringify({ looks: shown, more }, null, 2)}\n` : textOf(shown, more);
      const work = { ...entryHead(office), ticket, at, operation: "audit person", subject: "audit" };
      await recordManualLook(client, { ...work, persons: numbers, answer });
      return accepted(answer);
    });
    process.stdout.write(certain(looked));
    process.stderr.write(`ticket ${ticket}\n`);
  });
}

function textOf(looks: readonly Look[], more: boolean): string {
  const lines =
    looks.length === 0
      ? ["nobody asked about this person, or was shown anything of this person"]
      : [...inColumns(looks.map(rowOf)), ...(more ? ["there are more: a larger --limit, or --begin and --end"] : [])];
  return lines.map((line) => `${line}\n`).join("");
}

function rowOf({ at, ticket, customer, by, service, operation, legalContext, code, answered, how }: Look) {
  const { day, hour } = localStamp(Date.parse(at));
  const outcome = answered ? outcomes[how] : "refused";
  return [
    `${day} ${hour.slice(0, 8)}`,
    customer ?? (by === undefined ? "nobody known" : `by hand: ${by}`),
    `${service} ${operation ?? ""}`.trim(),
    legalContext ?? "",
    `${outcome} (${code})`,
    ticket,
  ];
}

const outcomes: Readonly<Record<Look["how"], string>> = {
  asked: "answered",
  shown: "shown",
  told: "told of a change",
};
