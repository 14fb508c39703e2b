// The faults of both kinds of services, as people read them: what was refused, why, what to do, and the ticket.
import { statusOfCode } from "../crossroads/statuses.ts";
import type { Outcome } from "../kernel/outcome.ts";
import type { CBSSFaultType } from "../schema/generated/common-v3.ts";
import { decodeBusinessError, decodeSystemError } from "../schema/generated/social-security-errors-v1.ts";
import type { StructureFault } from "../schema/runtime.ts";
import type { XmlElement } from "../xml/tree.ts";
import type { Language } from "./answer-text.ts";

/** Reads the element in the detail of a fault; undefined where it is none that the service declares. */
export type ReadFault = (detail: XmlElement, language: Language) => ToldFault | undefined;

export interface ToldFault {
  readonly data: object;
  readonly lines: readonly string[];
}

/** Of the KSZ kind, whose services each have an element of their own for it. */
export function kszFault(
  decode: (element: XmlElement) => Outcome<CBSSFaultType, readonly StructureFault[]>,
): ReadFault {
  return (detail, language) => {
    const fault = decode(detail);
    if (!fault.ok) return undefined;
    const lines = fault.value.detail.flatMap(({ reasonCode, diagnostic, information }) => [
      `Refused with ${reasonCode}: ${diagnostic}`,
      ...(information ?? []).map(({ fieldName, fieldValue }) => `  ${fieldName}: ${fieldValue ?? ""}`),
      ...remedyOf(reasonCode, language),
    ]);
    return { data: fault.value, lines: [...lines, `ticket ${fault.value.informationCBSS.ticketCBSS}`] };
  };
}

/** Of the Smals kind: a SystemError or a BusinessError. */
export const smalsFault: ReadFault = (detail, language) => {
  const fault = detail.localName === "BusinessError" ? decodeBusinessError(detail) : decodeSystemError(detail);
  if (!fault.ok) return undefined;
  const { Code, Message, Id } = fault.value;
  const text = Message.find(({ lang }) => lang === language) ?? Message[0];
  return {
    data: fault.value,
    lines: [
      `Refused with ${Code}: ${text?.value ?? ""}`,
      ...remedyOf(Code, language),
      ...(Id === undefined ? [] : [`ticket ${Id}`]),
    ],
  };
};

function remedyOf(code: string, language: Language): readonly string[] {
  const known = statusOfCode(code);
  return known === undefined ? [] : [`  ${known.remedy[language]}`];
}
