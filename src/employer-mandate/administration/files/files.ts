// The files of the administration, by what they hold.
import type { Client } from "pg";
import type { Sight } from "../../../employers/find.ts";
import type { Outcome } from "../../../kernel/outcome.ts";
import type { Office } from "../administer.ts";
import type { Broken } from "../rules.ts";
import type { Column, FileName } from "./columns.ts";
import { contextsTable } from "./contexts.ts";
import { delegationsTable } from "./delegations.ts";
import { exportTable } from "./export.ts";
import { type ImportOptions, type ImportReport, importTable } from "./import.ts";
import { mandatesTable } from "./mandates.ts";
import type { Table } from "./table.ts";
import { usersTable } from "./users.ts";

export interface TableFile {
  readonly columns: readonly Column[];
  /** See importTable. */
  import(
    office: Office,
    chunks: AsyncIterable<Uint8Array>,
    options: Omit<ImportOptions, "name">,
  ): Promise<ImportReport>;
  /** See exportTable. */
  export(client: Client, sight: Sight, write: (text: string) => Promise<void>): Promise<Outcome<number, Broken>>;
}

export const files: Readonly<Record<FileName, TableFile>> = {
  users: fileOf("users", usersTable),
  contexts: fileOf("contexts", contextsTable),
  mandates: fileOf("mandates", mandatesTable),
  delegations: fileOf("delegations", delegationsTable),
};

function fileOf<Asked, Put>(name: FileName, table: Table<Asked, Put>): TableFile {
  return {
    columns: table.columns,
    import: (office, chunks, options) => importTable(office, table, chunks, { ...options, name }),
    export: (client, sight, write) => exportTable(client, table, sight, write),
  };
}
