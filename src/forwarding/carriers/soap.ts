// Mutations as a signed SOAP message: `publishMutations` of contracts/dimona-mutation-v1.
import type { Clock } from "../../kernel/clock.ts";
import { newTicket } from "../../kernel/ticket.ts";
import {
  decodePublishMutationsResponse,
  encodePublishMutationsRequest,
} from "../../schema/generated/dimona-mutation-receiver-v1.ts";
import { readEnvelope, soapNamespace } from "../../soap/envelope.ts";
import { parseXml } from "../../xml/parse.ts";
import { childElement, textOf } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";
import type { Receiver } from "../receiver.ts";
import { answeredWith, type Speech } from "./carrier.ts";

export interface SoapSide {
  readonly clock: Clock;
  /** The whole envelope around the content of a Body, signed. */
  readonly sign: (body: string) => string;
}

const headers = {
  "Content-Type": "text/xml; charset=utf-8",
  SOAPAction: '"urn:kruispunt:DimonaMutationReceiver:publishMutations"',
} as const;

export function soapSpeech({ identification, forwarding }: Receiver, { clock, sign }: SoapSide): Speech {
  return {
    write: (mutation) => {
      const encoded = encodePublishMutationsRequest({
        informationCBSS: { ticketCBSS: newTicket(clock), timestampSent: new Date(clock.now()).toISOString() },
        receiver: identification,
        legalContext: forwarding.legalContext,
        mutation,
      });
      return encoded.ok ? { ok: true, body: sign(encoded.value), headers } : { ok: false, reason: "CONTRACT" };
    },
    read: ({ body }) => {
      const document = parseXml(body);
      const envelope = document.ok ? readEnvelope(document.value.root) : undefined;
      if (envelope?.ok !== true) return undefined;
      const { content } = envelope.value;
      if (content.localName === "Fault" && content.namespace === soapNamespace) {
        return { kind: "failed", reason: faultCode(childElement(content, "", "faultcode")) };
      }
      const response = decodePublishMutationsResponse(content);
      return response.ok ? answeredWith(response.value.acknowledgement) : { kind: "failed", reason: "ANSWER" };
    },
  };
}

/** Without its prefix; a code of the receiver's own is told only where it is one. */
function faultCode(element: XmlElement | undefined): string {
  const text = element === undefined ? "" : textOf(element);
  const code = text.slice(text.lastIndexOf(":") + 1).trim();
  return /^[A-Za-z][A-Za-z0-9_.-]{0,33}$/.test(code) ? `FAULT_${code}` : "FAULT";
}
