// A kind of file as commands use it, whatever its lines say.
import type { Client } from "pg";
import type { Sight } from "../../employers/find.ts";
import type { Outcome } from "../../kernel/outcome.ts";
import type { Office } from "../administer.ts";
import type { Broken } from "../rules.ts";
import type { Column } from "./columns.ts";
import { exportTable } from "./export.ts";
import { type ImportOptions, type ImportReport, importTable } from "./import.ts";
import type { Table } from "./table.ts";

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

/** `name` is what the audit calls it: `users`. */
export function tableFile<Asked, Put>(name: string, table: Table<Asked, Put>): TableFile {
  return {
    columns: table.columns,
    import: (office, chunks, options) => importTable(office, table, chunks, { ...options, name }),
    export: (client, sight, write) => exportTable(client, table, sight, write),
  };
}
