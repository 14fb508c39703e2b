// Rows of the register of Dimona as lines for PostgreSQL's COPY in text format.
import { absent } from "../copy-text.ts";
import type { Cell, DimonaTable, Row } from "./rows.ts";

/** The columns of each table, in the order in which the tables can be filled. */
export const dimonaColumns = {
  declaration:
    "number, received_at, customer, sender, channel, ticket, action, content, employer, ssin, period, worker_type, " +
    "joint_committee, user_enterprise",
  notification: "declaration, ordinal, decided_at, result, anomalies, change",
  period:
    "number, employer, ssin, start_date, start_hour, end_date, end_hour, planned_hours, planned_days, worker_type, " +
    "joint_committee, sub_entity, user_committee, user_enterprise, user_name, details, cancelled, locked, late, anomalies, " +
    "exceeding, flexi_job, last_action, declaration, known_from, known_until",
  relation: "employer, ssin, start_date, end_date, known_from, known_until",
  daily_registration:
    "number, period, start_date, start_hour, end_date, end_hour, cancelled, declaration, known_from, known_until",
  quota_use: "kind, holder, span, unit, period, ssin, day, amount, known_from, known_until",
} as const satisfies Readonly<Record<DimonaTable, string>>;

export function dimonaLine(table: DimonaTable, row: Row): string {
  return `${dimonaColumns[table]
    .split(", ")
    .map((column) => cellText(row[column]))
    .join("\t")}\n`;
}

function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return absent;
  const text = typeof cell === "object" ? JSON.stringify(cell) : String(cell);
  // JSON writes tabs and line ends as such sequences itself.
  return text.replaceAll("\\", "\\\\");
}
