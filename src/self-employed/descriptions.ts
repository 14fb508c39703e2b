// Codes of the tables as the contract carries them: with a text in Dutch, French and German.
import type { CodeTable } from "../codes/code-table.ts";
import type { SelfEmployedCodes } from "../codes/self-employed-codes.ts";

type Description = { readonly value: string; readonly language: "NL" | "FR" | "DE" };

/** A code without texts where the table does not know it. */
export function described<Code extends string | number>(
  table: CodeTable,
  code: Code,
): { readonly code: Code; readonly description: readonly Description[] } {
  return { code, description: textsOf(table, String(code)) };
}

/** A fund has no text in the contract: its code, and its enterprise number where that is known. */
export function describeFund(code: string, codes: SelfEmployedCodes) {
  const enterpriseNumber = codes.fundEnterpriseNumber(code);
  return enterpriseNumber === undefined ? { code } : { enterpriseNumber, code };
}

/** Each code's descriptions are made once: answers share them. */
const kept = new WeakMap<CodeTable, Map<string, readonly Description[]>>();

function textsOf(table: CodeTable, code: string): readonly Description[] {
  const byCode = kept.get(table) ?? new Map<string, readonly Description[]>();
  const found = byCode.get(code);
  if (found !== undefined) return found;
  const texts = table.describe(code);
  const made: readonly Description[] =
    texts === undefined
      ? []
      : [
          { value: texts.nl, language: "NL" },
          { value: texts.fr, language: "FR" },
          { value: texts.de, language: "DE" },
        ];
  kept.set(table, byCode.set(code, made));
  return made;
}
