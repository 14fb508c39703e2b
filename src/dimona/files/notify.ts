// What became of each form of a file, as forms of one NOTIFICATION.
import { localStamp } from "../../kernel/local-time.ts";
import { encodeForm, type Form } from "../../schema/generated/notification-20223.ts";
import type { Anomaly } from "../anomaly.ts";
import { anomalyReport, type LabelOf, notificationForm } from "../message/notification.ts";
import type { KeptDeclaration } from "../register/kept.ts";
import type { FileRow } from "./ledger.ts";
import type { FormHead } from "./read-form.ts";

/**
 * decided: a declaration that has a number. refused: a form that is none, or not one that can be read. in-order: a form that was only
 * looked at.
 */
export type FormResult =
  | { readonly kind: "decided"; readonly kept: KeptDeclaration }
  | { readonly kind: "refused"; readonly anomalies: readonly Anomaly[] }
  | { readonly kind: "in-order" };

export interface NotifiedForm {
  /** From 1. */
  readonly ordinal: number;
  readonly head: FormHead;
  readonly result: FormResult;
}

export const notificationStart = `<?xml version="1.0" encoding="UTF-8"?>\n<NOTIFICATION>\n`;
export const notificationEnd = "</NOTIFICATION>\n";

/** One form (NOTI001), with a line end. */
export function notifiedForm({ ordinal, head, result }: NotifiedForm, file: FileRow, labelOf: LabelOf): string {
  const { references, ...original } = head;
  const { HandledOriginalForm, ...told } =
    result.kind === "decided"
      ? notificationForm(result.kept, labelOf)
      : formWithoutNumber(result, ordinal, file, labelOf);
  const form: Form = {
    ...told,
    FileReference: { FileName: `FI.${file.name}`, ReferenceOrigin: 2, ReferenceNbr: file.id },
    HandledOriginalFile: { SenderId: Number(file.sender) },
    HandledOriginalForm: { ...original, AttestationStatus: 0 },
    ...(references.length === 0 ? {} : { Reference: references }),
  };
  const written = encodeForm(form);
  if (!written.ok) throw new Error(`a notification that cannot be written: ${written.reason[0]?.path}`);
  return `${written.value}\n`;
}

function formWithoutNumber(
  result: Exclude<FormResult, { readonly kind: "decided" }>,
  ordinal: number,
  { id, receivedAt }: FileRow,
  labelOf: LabelOf,
): Form {
  const { day, hour } = localStamp(receivedAt);
  const anomalies = result.kind === "refused" ? result.anomalies : [];
  return {
    Identification: "NOTI001",
    FormCreationDate: day,
    FormCreationHour: hour,
    AttestationStatus: 0,
    TypeForm: "FA",
    // It has no number of a declaration: the file's own, and its place in it.
    HandledReference: { ReferenceType: 1, ReferenceOrigin: 2, ReferenceNbr: `${id}-${ordinal}` },
    HandlingResult: {
      ResultCode: result.kind === "refused" ? 0 : 1,
      ...(anomalies.length === 0 ? {} : { AnomalyReport: anomalies.map((anomaly) => anomalyReport(anomaly, labelOf)) }),
    },
  };
}
