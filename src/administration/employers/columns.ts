// The columns of the file of employers, and its words: light enough for every start of the command.
import type { EntityKind } from "../../employers/entity.ts";
import { type Column, numberShapes } from "../files/columns.ts";

export const entityKinds: readonly EntityKind[] = ["enterprise", "natural-person"];

export const employerColumns: readonly Column[] = [
  {
    name: "employer",
    meaning: `the same of its numbers in all its lines, and one that is known where the employer is: ${numberShapes}`,
    isEntity: true,
  },
  { name: "kind", meaning: entityKinds.join(", ") },
  { name: "name", meaning: "it is active under this name in the days of the line; empty: the line is about a number" },
  { name: "number", meaning: "it has this number, with its kind, in the days of the line; empty with a name" },
  { name: "replaced_by", meaning: "of a provisional number: the final one, nsso:NUMBER, that took its place" },
  { name: "from", meaning: "first day, as 2026-01-31" },
  { name: "to", meaning: "last day; empty: without end" },
];
