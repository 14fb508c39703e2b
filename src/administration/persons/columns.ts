// The columns of the file of persons, and what their cells hold: light enough for every start of the command.
import type { Column } from "../files/columns.ts";

export const personColumns: readonly Column[] = [
  { name: "ssin", meaning: "eleven digits" },
  { name: "state", meaning: "active, replaced or cancelled" },
  {
    name: "replaced_by",
    meaning: "of a replaced number: the one that took its place, which stands before it or is known",
  },
  { name: "deceased_on", meaning: "the day on which the person died, as 2026-01-31; empty: not known to have died" },
  { name: "last_name", meaning: "empty, as the three behind it: no more is known than the number" },
  { name: "first_names", meaning: "all of them, with one blank between; empty for somebody who has none" },
  { name: "birth_date", meaning: "as 1990-01-31; 1990-01-00 or 1990-00-00 where the day or the month is not known" },
  { name: "sex", meaning: "1 for a man, 2 for a woman; empty: not known" },
];
