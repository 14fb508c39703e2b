// The columns of every file that is imported and exported: data, light enough for every start of the command.
import { employerColumns } from "../../administration/employers/columns.ts";
import type { Column } from "../../administration/files/columns.ts";
import { inscriptionColumns } from "../../administration/inscriptions/columns.ts";
import { personColumns } from "../../administration/persons/columns.ts";
import {
  type FileName as MandateFileName,
  columns as mandateColumns,
} from "../../employer-mandate/administration/files/columns.ts";

export type FileName = MandateFileName | "employers" | "persons" | "inscriptions";

export const columns: Readonly<Record<FileName, readonly Column[]>> = {
  ...mandateColumns,
  employers: employerColumns,
  persons: personColumns,
  inscriptions: inscriptionColumns,
};

/** Registers of everybody: an export of one shows each person in it. */
export const ofEverybody: ReadonlySet<FileName> = new Set<FileName>(["persons", "inscriptions"]);
