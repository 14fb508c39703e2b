// `kruispunt audit person`: who asked about a person, what for, and whether it was answered. The audit keeps this look as well.
import { findLooks, type Look, numbersOfPerson } from "../../crossroads/looks.ts";
import type { Settings } from "../../http/settings.ts";
import { addDays, type IsoDay } from "../../kernel/day.ts";
import { firstMomentOf, localStamp } from "../../kernel/local-time.ts";
import { ofEverybody } from "../administration/file-columns.ts";
import { exportSubject, lookAtPerson } from "../administration/look.ts";
import type { ByOptions } from "../administration/office.ts";
import { jsonText, linesText } from "../administration/text.ts";
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
  await lookAtPerson(settings, options, { operation: "audit person", ssin }, async ({ client }) => {
    const numbers = await numbersOfPerson(client, ssin);
    const looks = await findLooks(client, {
      numbers,
      everybody: [...ofEverybody].map(exportSubject),
      from: begin === undefined ? "-infinity" : firstMomentOf(begin),
      until: end === undefined ? "infinity" : firstMomentOf(addDays(end, 1)),
      limit: limit + 1,
    });
    const shown = looks.slice(0, limit);
    const more = looks.length > limit;
    const text = json === true ? jsonText({ looks: shown, more }) : textOf(shown, more);
    return { text, others: numbers.filter((number) => number !== ssin) };
  });
}

function textOf(looks: readonly Look[], more: boolean): string {
  if (looks.length === 0) return linesText(["nobody asked about this person, or was shown anything of this person"]);
  const rest = more ? ["there are more: a larger --limit, or --begin and --end"] : [];
  return linesText([...inColumns(looks.map(rowOf)), ...rest]);
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
