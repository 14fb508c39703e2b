// What became of each form of a file, as forms of one NOTIFICATION.
import { localStamp } from "../../kernel/local-time.ts";
import { certain } from "../../kernel/outcome.ts";
import { encodeForm, type Form } from "../../schema/generated/notification-20223.ts";
import type { Anomaly } from "../anomaly.ts";
import { type Fitted, writeFitting } from "../message/fitting.ts";
import { anomalyReport, type LabelOf, notificationForm } from "../message/notification.ts";
import type { KeptDeclaration } from "../register/kept.ts";
import type { FileRow } from "./ledger.ts";
import type { FormHead } from "./read-form.ts";

/**
 * decided: a declaration that has a number. refused: a form that is none, or not one that can be read or decided on. in-order: a form
 * that was only looked at.
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

/** How a sender is told. */
export interface Telling {
  /** In the language of the sender. */
  readonly labelOf: LabelOf;
  readonly log: (message: string) => void;
}

export const notificationStart = `<?xml version="1.0" encoding="UTF-8"?>\n<NOTIFICATION>\n`;
export const notificationEnd = "</NOTIFICATION>\n";

/** One form (NOTI001), with a line end. What does not fit the message is left out of it, and logged without any value. */
export function notifiedForm(notified: NotifiedForm, file: FileRow, { labelOf, log }: Telling): string {
  const named = `form ${notified.ordinal} of file ${file.id}`;
  const whole = written(() => ({ ...toldForm(notified, file, labelOf), ...framed(notified, file) }));
  if (whole !== undefined) {
    if (whole.leftOut.length > 0) log(`${named} is told without what does not fit: ${whole.leftOut.join(", ")}`);
    return `${whole.text}\n`;
  }
  log(`${named} is told with its result alone: the rest cannot be written`);
  return `${certain(encodeForm(bareForm(notified, file, labelOf)))}\n`;
}

/** Undefined where it cannot be written: whatever is wrong with one form must not keep the others of its file from their answers. */
function written(make: () => Form): Fitted | undefined {
  try {
    const fitted = writeFitting(encodeForm, make());
    return fitted.ok ? fitted.value : undefined;
  } catch {
    return undefined;
  }
}

/** What the channel knows of the file and of the original form. */
function framed({ head: { references, ...original } }: NotifiedForm, file: FileRow): Partial<Form> {
  return {
    FileReference: { FileName: `FI.${file.name}`, ReferenceOrigin: 2, ReferenceNbr: file.id },
    HandledOriginalFile: { SenderId: Number(file.sender) },
    HandledOriginalForm: { ...original, AttestationStatus: 0 },
    ...(references.length === 0 ? {} : { Reference: references }),
  };
}

function toldForm(notified: NotifiedForm, file: FileRow, labelOf: LabelOf): Form {
  const { result } = notified;
  return result.kind === "decided" ? notificationForm(result.kept, labelOf) : bareForm(notified, file, labelOf);
}

/** By its number, or by the file's own and its place in it where it has none, with what became of it. */
function bareForm({ ordinal, result }: NotifiedForm, { id, receivedAt }: FileRow, labelOf: LabelOf): Form {
  const kept = result.kind === "decided" ? result.kept : undefined;
  const { day, hour } = localStamp(kept?.decidedAt ?? receivedAt);
  const anomalies = kept?.anomalies ?? (result.kind === "refused" ? result.anomalies : []);
  const reports = anomalies.map(({ evidence: _, ...anomaly }) => anomalyReport(anomaly, labelOf));
  return {
    Identification: "NOTI001",
    FormCreationDate: day,
    FormCreationHour: hour,
    AttestationStatus: 0,
    TypeForm: kept?.result === "S" ? "PA" : "FA",
    HandledReference: { ReferenceType: 1, ReferenceOrigin: 2, ReferenceNbr: kept?.number ?? `${id}-${ordinal}` },
    HandlingResult: {
      ResultCode: resultCodes[kept?.result ?? (result.kind === "refused" ? "B" : "A")],
      ...(reports.length === 0 ? {} : { AnomalyReport: reports }),
    },
  };
}

const resultCodes = { A: 1, W: 1, B: 0, S: 2 } as const;
