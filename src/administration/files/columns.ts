// What a column of a file is, for those who write it: data, light enough for every start of the command.
import type { IdentifierKind } from "../../employers/identifier.ts";

export interface Column {
  readonly name: string;
  readonly meaning: string;
  /** Holds the number of an entity. */
  readonly isEntity?: true;
}

export const numberKinds: readonly IdentifierKind[] = ["cbe", "nsso", "provisional", "ppl", "ssin"];

/** How an entity is named to the administration. */
export const numberShapes = numberKinds.map((kind) => `${kind}:NUMBER`).join(", ");
