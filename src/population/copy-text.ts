// Persons as lines for PostgreSQL's COPY in text format, a list of lines per table.
import type { IsoDay } from "../kernel/day.ts";
import { nameKey } from "../persons/name-key.ts";
import type { Known } from "./careers.ts";
import type { SyntheticPerson } from "./persons.ts";

export interface CopyTable<Item> {
  /** With its schema. */
  readonly name: string;
  readonly columns: string;
  /** One line for each row of an item, each ended. */
  lines(item: Item): string;
}

/** Every table that persons fill. No value in them holds a tab, a line end or a backslash, so none is escaped. */
export const copyTables = {
  persons: {
    name: "persons.person",
    columns: "ssin, state, replaced_by, deceased_on, known_from, known_until",
    lines: ({ register }) => {
      let text = "";
      for (const entry of register) {
        const { ssin, state, replacedBy = absent, deceasedOn = absent } = entry;
        text += `${ssin}\t${state}\t${replacedBy}\t${deceasedOn}\t${known(entry)}`;
      }
      return text;
    },
  },
  identities: {
    name: "persons.identity",
    columns: "ssin, last_name, first_names, birth_date, sex, name_key, known_from, known_until",
    // As long as the person is known at all.
    lines: ({ ssin, names: { lastName, firstNames }, birthDate, sex, register }) =>
      register
        .slice(0, 1)
        .map(({ knownFrom }) => {
          const cells = [ssin, lastName, firstNames, birthDate, sex, nameKey(lastName)];
          return `${cells.join("\t")}\t${known({ knownFrom })}`;
        })
        .join(""),
  },
  inscriptions: {
    name: "crossroads.inscription",
    columns: "ssin, holder, quality_code, begin_date, end_date, known_from, known_until",
    lines: ({ ssin, inscriptions }: Pick<SyntheticPerson, "ssin" | "inscriptions">) => {
      let text = "";
      for (const inscription of inscriptions) {
        const { holder, qualityCode, beginDate, endDate = absent } = inscription;
        text += `${ssin}\t${holder}\t${qualityCode}\t${beginDate}\t${endDate}\t${known(inscription)}`;
      }
      return text;
    },
  },
  careers: {
    name: "arza.self_employed",
    columns: "ssin, nisse_reference, enterprise_number, occupation_code, known_from, known_until",
    lines: ({ ssin, career }) => {
      if (career === undefined) return "";
      const { nisseReference, enterpriseNumber = absent, occupationCode } = career;
      return `${ssin}\t${nisseReference}\t${enterpriseNumber}\t${occupationCode}\t${known(career)}`;
    },
  },
  segments: {
    name: "arza.career_segment",
    columns:
      "ssin, affiliation, segment, fund_code, signature_date, begin_date, end_date, " +
      "quality_code, contribution_code, equality_code, known_from, known_until",
    lines: ({ ssin, career }) => {
      let text = "";
      for (const row of career?.segments ?? []) {
        const { affiliation, segment, fundCode, signatureDate, beginDate, endDate = absent } = row;
        const { qualityCode, contributionCode, equalityCode = absent } = row;
        const place = `${ssin}\t${affiliation}\t${segment}\t${fundCode}\t${signatureDate}\t${beginDate}\t${endDate}`;
        text += `${place}\t${qualityCode}\t${contributionCode}\t${equalityCode}\t${known(row)}`;
      }
      return text;
    },
  },
  contributions: {
    name: "funds.contribution",
    columns:
      "ssin, fund_code, quarter, due_date, nothing_due, paid_on, reminded_on, " +
      "exemption_decided_on, exemption_granted, sickness_category, known_from, known_until",
    lines: ({ ssin, contributions }) => {
      let text = "";
      for (const row of contributions) {
        const { fundCode, quarter, dueDate, nothingDue, paidOn = absent, reminders, exemption } = row;
        const reminded = reminders.length === 0 ? absent : `{${reminders.join(",")}}`;
        const decision =
          exemption === undefined ? `${absent}\t${absent}` : `${exemption.decidedOn}\t${exemption.granted}`;
        const { sicknessCategory = absent } = row;
        text += `${ssin}\t${fundCode}\t${quarter}\t${dueDate}\t${nothingDue}\t${paidOn}\t${reminded}\t`;
        text += `${decision}\t${sicknessCategory}\t${known(row)}`;
      }
      return text;
    },
  },
} as const satisfies Record<string, CopyTable<SyntheticPerson>>;

export const absent = "\\N";

/** The last two cells of a row, and the end of its line. */
export function known({ knownFrom, knownUntil }: Known): string {
  return `${midnight(knownFrom)}\t${knownUntil === undefined ? "infinity" : midnight(knownUntil)}\n`;
}

/** When the day begins in Belgium, in summer time too: what is known of today is known from its first moment on. */
function midnight(day: IsoDay): string {
  return `${day}T00:00:00+02:00`;
}
