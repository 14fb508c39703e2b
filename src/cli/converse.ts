// One question to a service: sent as the customer sends it, and its answer or fault shown.
import type { Settings } from "../http/settings.ts";
import type { Outcome } from "../kernel/outcome.ts";
import type { StructureFault } from "../schema/runtime.ts";
import { childElement, childElements } from "../xml/query.ts";
import type { XmlElement } from "../xml/tree.ts";
import { addressGiven } from "./address.ts";
import type { Language, Showing } from "./answer-text.ts";
import { call } from "./client.ts";
import type { ReadFault } from "./fault-text.ts";
import type { Network, NetworkCustomer } from "./network.ts";
import { Refusal } from "./refusal.ts";

export interface ConversationOptions {
  readonly url?: string;
  readonly language: Language;
  readonly xml?: boolean;
  readonly json?: boolean;
}

export interface Conversation<Response> {
  readonly servicePath: string;
  /** The content of the Body, or what the contract refuses in it. */
  readonly request: Outcome<string, readonly StructureFault[]>;
  decode(element: XmlElement): Outcome<Response, readonly StructureFault[]>;
  readonly readFault: ReadFault;
  write(response: Response, showing: Showing): string;
  isRefusal(response: Response): boolean;
}

/** Writes to standard output; gives the exit code: 0 for an answer, 2 for a refusal or a fault. */
export async function converse<Response>(
  settings: Settings,
  network: Network,
  customer: NetworkCustomer,
  options: ConversationOptions,
  { servicePath, request, decode, readFault, write, isRefusal }: Conversation<Response>,
): Promise<0 | 2> {
  if (!request.ok) {
    const [first] = request.reason;
    throw new Refusal(`the contract refuses this question at ${first?.path}: expected ${first?.expected}`);
  }
  const origin =
    options.url ??
    (customer.key === undefined ? `https://127.0.0.1:${settings.tlsPort}` : `http://127.0.0.1:${settings.port}`);
  const called = await call(network, customer, `${addressGiven(origin)}${servicePath}`, request.value);
  if (options.xml === true) {
    process.stdout.write(`${called.text}\n`);
    return called.content.localName === "Fault" ? 2 : 0;
  }
  if (called.content.localName === "Fault") return showFault(called.content, options, readFault);
  const response = decode(called.content);
  if (!response.ok) throw new Refusal(`the answer does not meet the contract at ${response.reason[0]?.path}`);
  if (options.json === true) process.stdout.write(`${JSON.stringify(response.value, null, 2)}\n`);
  else process.stdout.write(write(response.value, { signed: called.signed, language: options.language }));
  return isRefusal(response.value) ? 2 : 0;
}

function showFault(fault: XmlElement, { json, language }: ConversationOptions, readFault: ReadFault): 2 {
  const holder = childElement(fault, "", "detail");
  const [content] = holder === undefined ? [] : childElements(holder);
  const told = content === undefined ? undefined : readFault(content, language);
  if (told === undefined) throw new Refusal("the answer is a fault without a readable detail; see it with --xml");
  const text = json === true ? JSON.stringify(told.data, null, 2) : told.lines.join("\n");
  process.stdout.write(`${text}\n`);
  return 2;
}
