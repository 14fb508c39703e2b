// The files of users, contexts, mandates and delegations, by what they hold.
import { type TableFile, tableFile } from "../../../administration/files/table-file.ts";
import type { FileName } from "./columns.ts";
import { contextsTable } from "./contexts.ts";
import { delegationsTable } from "./delegations.ts";
import { mandatesTable } from "./mandates.ts";
import { usersTable } from "./users.ts";

export const files: Readonly<Record<FileName, TableFile>> = {
  users: tableFile("users", usersTable),
  contexts: tableFile("contexts", contextsTable),
  mandates: tableFile("mandates", mandatesTable),
  delegations: tableFile("delegations", delegationsTable),
};
