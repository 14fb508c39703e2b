// Employers, users and mandates as lines for PostgreSQL's COPY in text format.
import type { IsoDay } from "../../kernel/day.ts";
import { absent, type CopyTable, known } from "../copy-text.ts";
import { laterOf } from "../timeline.ts";
import { groups as exclusive } from "./codes.ts";
import type { ContextRow, Dated, EmployerRows, IdentifierRow } from "./rows.ts";

/** Every table of these registers, each after those that it refers to. No value holds a tab, a line end or a backslash. */
export const employerTables = {
  entities: {
    name: "employers.entity",
    columns: "entity, kind",
    lines: ({ entities, firstKey }) => lines(entities, ({ kind }, key) => `${key}\t${kind}\n`, firstKey),
  },
  activities: {
    name: "employers.activity",
    columns: "entity, name, begin_date, end_date, known_from, known_until",
    lines: ({ entities, firstKey, knownFrom }) =>
      lines(
        entities,
        (entity, key) => `${key}\t${entity.name}\t${days(entity)}\t${since(entity, knownFrom)}`,
        firstKey,
      ),
  },
  identifiers: {
    name: "employers.identifier",
    columns: "identifier, entity, begin_date, end_date, replaced_by, known_from, known_until",
    lines: ({ entities, firstKey, knownFrom }) => {
      const line = (row: IdentifierRow, key: number): string => {
        const { identifier, replacedBy = absent } = row;
        return `${identifier}\t${key}\t${days(row)}\t${replacedBy}\t${since(row, knownFrom)}`;
      };
      return lines(entities, ({ identifiers }, key) => lines(identifiers, (row) => line(row, key)), firstKey);
    },
  },
  users: {
    name: "employer_mandate.user_account",
    columns: "technical_id",
    lines: ({ users }) => lines(users, ({ technicalId }) => `${technicalId}\n`),
  },
  userStates: {
    name: "employer_mandate.user_state",
    columns: "technical_id, state, begin_date, end_date, known_from, known_until",
    lines: ({ users, knownFrom }) =>
      lines(users, ({ technicalId, states }) =>
        lines(states, (row) => `${technicalId}\t${row.state}\t${days(row)}\t${since(row, knownFrom)}`),
      ),
  },
  contexts: {
    name: "employer_mandate.context",
    columns: "entity, quality_code",
    lines: ({ entities, firstKey }) =>
      lines(entities, ({ contexts }, key) => lines(contexts, ({ quality }) => `${key}\t${quality}\n`), firstKey),
  },
  contextPeriods: {
    name: "employer_mandate.context_period",
    columns: "entity, quality_code, begin_date, end_date, known_from, known_until",
    lines: ({ entities, firstKey, knownFrom }) => {
      const line = (row: ContextRow, key: number): string =>
        `${key}\t${row.quality}\t${days(row)}\t${since(row, knownFrom)}`;
      return lines(entities, ({ contexts }, key) => lines(contexts, (row) => line(row, key)), firstKey);
    },
  },
  userContexts: {
    name: "employer_mandate.user_context",
    columns:
      "technical_id, entity, quality_code, role_code, applications, begin_date, end_date, known_from, known_until",
    lines: ({ users, knownFrom }) =>
      lines(users, ({ technicalId, contexts }) =>
        lines(contexts, (row) => {
          const { entity, quality, role, applications } = row;
          const who = `${technicalId}\t${entity}\t${quality}\t${role}\t{${applications.join(",")}}`;
          return `${who}\t${days(row)}\t${since(row, knownFrom)}`;
        }),
      ),
  },
  mandates: {
    name: "employer_mandate.mandate",
    columns: "reference, mandator, mandatary, mandate_type, created_on",
    lines: ({ mandates }) =>
      lines(mandates, ({ reference, mandator, mandatary, type, createdOn }) => {
        return `${reference}\t${mandator}\t${mandatary}\t${type}\t${createdOn}\n`;
      }),
  },
  mandateObjects: {
    name: "employer_mandate.mandate_object",
    columns: "mandator, reference, group_code, begin_quarter, end_quarter, status, exclusive, known_from, known_until",
    lines: ({ mandates }) =>
      lines(mandates, ({ mandator, reference, objects }) =>
        lines(objects, (row) => {
          const { group, begin, end = absent, status } = row;
          return `${mandator}\t${reference}\t${group}\t${begin}\t${end}\t${status}\t${exclusive[group]}\t${known(row)}`;
        }),
      ),
  },
  delegations: {
    name: "employer_mandate.delegation",
    columns:
      "mandator, reference, number, to_entity, to_quality, to_user, group_codes, begin_quarter, end_quarter, status, " +
      "known_from, known_until",
    lines: ({ mandates, knownFrom }) =>
      lines(mandates, ({ mandator, reference, delegations }) =>
        lines(delegations, ({ to, groups, begin, end = absent, status }, number) => {
          const whom =
            "technicalId" in to ? `${absent}\t${absent}\t${to.technicalId}` : `${to.entity}\t${to.quality}\t${absent}`;
          const what = groups === undefined ? absent : `{${groups.join(",")}}`;
          return `${mandator}\t${reference}\t${number}\t${whom}\t${what}\t${begin}\t${end}\t${status}\t${known({ knownFrom })}`;
        }),
      ),
  },
} as const satisfies Readonly<Record<string, CopyTable<EmployerRows>>>;

function lines<Item>(items: readonly Item[], line: (item: Item, number: number) => string, first = 1): string {
  let text = "";
  for (const [place, item] of items.entries()) text += line(item, first + place);
  return text;
}

function days({ beginDate, endDate = absent }: { readonly beginDate: IsoDay; readonly endDate?: string }): string {
  return `${beginDate}\t${endDate}`;
}

function since({ beginDate }: Dated, knownFrom: IsoDay): string {
  return known({ knownFrom: laterOf(knownFrom, beginDate) });
}
