// The receipt of a file as the RSZ's XML message (ACRF 2023/1, form ACRF001): whether it could be read, and if not, why.
import { localStamp } from "../../kernel/local-time.ts";
import { isXmlText } from "../../schema/datatypes.ts";
import { encodeACRF } from "../../schema/generated/acrf-20231.ts";

export interface Receipt {
  /** Of the FI file, as it was named. */
  readonly fileName: string;
  /** Under which it is known here; absent for one that was refused. */
  readonly reference?: string | undefined;
  readonly receivedAt: number;
  /** None: it was taken. */
  readonly errors: readonly string[];
}

/** The message, with its XML declaration. A receipt is not an acceptance: what became of each form is told apart. */
export function writeReceipt({ fileName, reference, receivedAt, errors }: Receipt): string {
  const { day, hour } = localStamp(receivedAt);
  const written = encodeACRF({
    Form: [
      {
        Identification: "ACRF001",
        FormCreationDate: day,
        FormCreationHour: hour,
        AttestationStatus: 0,
        TypeForm: "FA",
        FileReference: {
          // A folder takes names that XML does not.
          FileName: isXmlText(fileName) ? fileName : fileName.replace(/[^\x20-\x7e]/g, "?"),
          ...(reference === undefined ? {} : { ReferenceOrigin: 2, ReferenceNbr: reference }),
        },
        ReceptionResult: {
          ResultCode: errors.length === 0 ? 1 : 0,
          ...(errors.length === 0 ? {} : { ErrorID: errors.map(errorId) }),
        },
      },
    ],
  });
  if (!written.ok) throw new Error(`a receipt that cannot be written: ${written.reason[0]?.path}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written.value}\n`;
}

/** Of a number of annex 30: what is about the document comes with the number of its block, what is about the file has the receipt's. */
function errorId(error: string): string {
  return error.includes("-") ? error : `ACRF-${error}`;
}
