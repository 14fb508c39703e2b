// The fault of a service whose contract declares none: SOAP 1.1 lets any element stand in the detail, and what KSZ clients
// read everywhere else is a CBSSFaultType.
import type { Outcome } from "../kernel/outcome.ts";
import { type CBSSFaultType, readCBSSFaultType, writeCBSSFaultType } from "../schema/generated/common-v3.ts";
import { declare, tcsv1 } from "../schema/generated/namespaces.ts";
import { concludeReading, readingOf, refuseRoot, type StructureFault } from "../schema/runtime.ts";
import { concludeWriting, writingOf } from "../schema/writing.ts";
import type { XmlElement } from "../xml/tree.ts";
import { interfaceNamespace } from "./names.ts";

const localName = "sendTestMessageFault";

export function encodeSendTestMessageFault(fault: CBSSFaultType): Outcome<string, readonly StructureFault[]> {
  const writing = writingOf();
  const start = `<tcsv1:${localName}${declare(writing, tcsv1)}`;
  return concludeWriting(writing, `${start}${writeCBSSFaultType(fault, writing)}</tcsv1:${localName}>`);
}

export function decodeSendTestMessageFault(element: XmlElement): Outcome<CBSSFaultType, readonly StructureFault[]> {
  const reading = readingOf(element);
  return element.localName === localName && element.namespace === interfaceNamespace
    ? concludeReading(reading, readCBSSFaultType(element, reading))
    : refuseRoot(element, `element ${localName} of ${interfaceNamespace}`, reading);
}
