// SOAP 1.1 faults (section 4.4), written as text.
import { escapeText } from "../xml/write.ts";
import { securityNamespace } from "./envelope.ts";

export interface SoapFault {
  /** A SOAP 1.1 code, or a code of WS-Security 1.0 section 12 in its own namespace. */
  readonly code: { readonly space: "soap" | "wsse"; readonly name: string };
  readonly text: string;
  /** Canonical XML of the element inside detail. */
  readonly detail: string | undefined;
}

/** The content of the Body of a fault, in an envelope that declares `soapenv`; to be sent with HTTP status 500. */
export function writeFault({ code, text, detail }: SoapFault): string {
  const faultcode =
    code.space === "soap"
      ? `<faultcode>soapenv:${code.name}</faultcode>`
      : `<faultcode xmlns:wsse="${securityNamespace}">wsse:${code.name}</faultcode>`;
  const detailElement = detail === undefined ? "" : `<detail>${detail}</detail>`;
  return `<soapenv:Fault>${faultcode}<faultstring>${escapeText(text)}</faultstring>${detailElement}</soapenv:Fault>`;
}
