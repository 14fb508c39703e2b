// `kruispunt test-connection`: sends a text to the crossroads as a customer and shows what came back.
import type { Settings } from "../http/settings.ts";
import {
  decodeSendTestMessageResponse,
  encodeSendTestMessageRequest,
  type SendTestMessageResponse,
} from "../schema/generated/test-connection-service-v1.ts";
import { decodeSendTestMessageFault } from "../test-connection/fault.ts";
import { servicePath } from "../test-connection/names.ts";
import type { Showing } from "./answer-text.ts";
import { type ConversationOptions, converse } from "./converse.ts";
import { kszFault } from "./fault-text.ts";
import { customerNamed, readNetwork } from "./network.ts";

export interface TestConnectionOptions extends ConversationOptions {
  readonly as: string;
  readonly echo: string;
}

/** Writes to standard output; gives the exit code: 0 where the text came back, 2 for another text or a fault. */
export async function testConnection(settings: Settings, options: TestConnectionOptions): Promise<0 | 2> {
  const network = readNetwork(settings.home);
  return await converse(settings, network, customerNamed(network, options.as), options, {
    servicePath,
    request: encodeSendTestMessageRequest({ echo: options.echo }),
    decode: decodeSendTestMessageResponse,
    readFault: kszFault(decodeSendTestMessageFault),
    write,
    isRefusal: ({ echo }) => echo !== options.echo,
  });
}

function write({ echo, sslCertificate, informationCBSS }: SendTestMessageResponse, { signed }: Showing): string {
  const lines = [echo, `seen as: ${sslCertificate}`, ""];
  if (informationCBSS !== undefined) {
    const { ticketCBSS, timestampReceive, timestampReply } = informationCBSS;
    lines.push(`received ${timestampReceive}, replied ${timestampReply}`);
    lines.push(`ticket ${ticketCBSS}${signed ? ", answer signed" : ""}`);
  }
  return `${lines.join("\n")}\n`;
}
