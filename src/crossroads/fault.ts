// The faults of the crossroads: a SOAP fault with a CBSSFaultType in its detail.
import type { Outcome } from "../kernel/outcome.ts";
import type { CBSSFaultType, InformationCBSSType, InformationCustomerType } from "../schema/generated/common-v3.ts";
import type { StructureFault } from "../schema/runtime.ts";
import { type SoapFault, writeFault } from "../soap/fault.ts";
import type { Information } from "./passage.ts";
import type { Status } from "./statuses.ts";

const faultText = "An error occurred while servicing your request.";
const author = "KRUISPUNT";

export interface CrossroadsFault {
  readonly code: SoapFault["code"];
  readonly status: Status;
  /** What exactly, when that is known: at most 256 characters are sent. */
  readonly diagnostic?: string;
  readonly information?: readonly Information[];
  readonly informationCustomer?: InformationCustomerType | undefined;
  readonly informationCBSS: InformationCBSSType;
  /** The fault element of the operation; of the service's first operation where it is not known which one was meant. */
  readonly encode: (fault: CBSSFaultType) => Outcome<string, readonly StructureFault[]>;
}

/** The content of the Body of a fault. */
export function writeCrossroadsFault(fault: CrossroadsFault): string {
  const detail = fault.encode({
    ...(fault.informationCustomer === undefined ? {} : { informationCustomer: fault.informationCustomer }),
    informationCBSS: fault.informationCBSS,
    detail: [
      {
        severity: fault.status.severity,
        reasonCode: fault.status.code,
        diagnostic: cut(fault.diagnostic ?? fault.status.meaning.en, 256),
        authorCode: author,
        information: (fault.information ?? []).slice(0, 15).map(({ fieldName, fieldValue }) => ({
          fieldName: cut(fieldName, 64),
          fieldValue: cut(fieldValue, 256),
        })),
      },
    ],
  });
  if (!detail.ok) throw new Error(`A fault does not meet its own contract at ${detail.reason[0]?.path ?? "its root"}`);
  return writeFault({ code: fault.code, text: faultText, detail: detail.value });
}

/** A cut may fall inside a character of two units; half of one is no text that XML could carry. */
function cut(text: string, most: number): string {
  return text.slice(0, most).toWellFormed();
}
