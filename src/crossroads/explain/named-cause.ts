// A cause by its name in the catalogue.
import type { SecurityRemedy } from "./security-remedies.ts";
import { securityTexts } from "./security-texts.ts";
import type { StructuralCause } from "./structure-texts.ts";

export type NamedCause =
  | {
      readonly kind: "security";
      readonly reason: SecurityReasonName;
      /** Where the message shows that another remedy than the usual one helps. */
      readonly remedy?: SecurityRemedy;
    }
  | { readonly kind: "structural"; readonly reason: StructuralCause };

type SecurityReasonName = keyof typeof securityTexts;

export function isSecurityReason(text: string): text is SecurityReasonName {
  return Object.hasOwn(securityTexts, text);
}
