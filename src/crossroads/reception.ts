// A SOAP message on its way through the crossroads: read, authenticated, decoded, decided, audited, answered.
import { DatabaseUnavailable } from "../database/unavailable.ts";
import type { CBSSFaultType, InformationCBSSType } from "../schema/generated/common-v3.ts";
import type { StructureFault } from "../schema/runtime.ts";
import { readEnvelope, writeEnvelope } from "../soap/envelope.ts";
import type { SoapFault } from "../soap/fault.ts";
import { parseXml } from "../xml/parse.ts";
import type { XmlElement } from "../xml/tree.ts";
import type { Audit } from "./audit.ts";
import type { Authentication, Channel } from "./authentication.ts";
import { type Decision, decide, type Registers } from "./decision.ts";
import { type Ending, type Exchange, lap, openExchange, recordExchange } from "./exchange.ts";
import { writeCrossroadsFault } from "./fault.ts";
import { type KszRequest, type Operation, statusOf } from "./operation.ts";
import type { GateAnswer, Information } from "./passage.ts";
import { type Status, statuses } from "./statuses.ts";

export interface Crossroads extends Registers {
  readonly authentication: Authentication;
  readonly audit: Audit;
  /** Signs an answer's canonical body content, for customers whose annex asks for it. */
  readonly sign: (content: string) => string;
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
}

/** An address of a service and the operations that are called there. */
export interface Endpoint {
  readonly service: string;
  readonly operations: readonly [Operation, ...Operation[]];
}

export interface Reply {
  readonly httpStatus: 200 | 500;
  readonly body: string;
  readonly ticket: string;
  /** The status or fault code, for metrics. */
  readonly code: string;
}

/** A body, or the size that was allowed where it was larger and therefore not read. */
export type IncomingBody = Uint8Array | { readonly largest: number };

/**
 * Answers one message. Always resolves to a reply: what goes wrong becomes the status or fault of the facts, with a
 * ticket. A reply that carries an answer leaves only after its audit entry is durable; when it cannot be made durable
 * the reply is the fault MSG00001.
 */
export async function receive(
  crossroads: Crossroads,
  endpoint: Endpoint,
  body: IncomingBody,
  channel: Channel,
): Promise<Reply> {
  const exchange = openExchange(crossroads.clock, endpoint.service, body instanceof Uint8Array ? body : undefined);
  const message: Message = { exchange, operation: endpoint.operations[0], request: undefined };
  const prepared = await answer(crossroads, endpoint, body, channel, message).catch((error: unknown): Prepared => {
    if (error instanceof DatabaseUnavailable) {
      const trail = [
        { gate: "registers", passed: false, code: "MSG00001", expected: "registers that answer", found: "none" },
      ];
      return faulted(message, soap("Server"), statuses.MSG00001, trail);
    }
    crossroads.log.error({ ticket: exchange.ticket, error: traceOf(error) }, "a question ended in an unexpected error");
    return faulted(message, soap("Server"), statuses.MSG00003, []);
  });
  return await settle(crossroads, message, prepared);
}

/** What is known of a message while it is worked on. */
interface Message {
  readonly exchange: Exchange;
  /** The service's first operation until it is known which one is meant. */
  operation: Operation;
  request: KszRequest | undefined;
}

interface Prepared extends Ending {
  readonly httpStatus: 200 | 500;
}

async function answer(
  crossroads: Crossroads,
  endpoint: Endpoint,
  body: IncomingBody,
  channel: Channel,
  message: Message,
): Promise<Prepared> {
  const { exchange } = message;
  if (!(body instanceof Uint8Array)) return structureFault(message, "size", `at most ${body.largest} bytes`, "more");
  const document = parseXml(body);
  if (!document.ok) {
    const { line, column, message: expected } = document.reason;
    return structureFault(message, "xml", "well-formed XML", `line ${line}, column ${column}: ${expected}`);
  }
  const envelope = readEnvelope(document.value.root);
  if (!envelope.ok) {
    const { code, expected, found } = envelope.reason;
    return structureFault(message, "envelope", expected, found, code);
  }
  const { content } = envelope.value;
  const operation = endpoint.operations.find((candidate) => isFor(candidate, content));
  if (operation !== undefined) {
    message.operation = operation;
    exchange.operation = operation.name;
  }

  const authenticated = await crossroads.authentication.authenticate(envelope.value, channel);
  lap(exchange, "authenticated");
  if (!authenticated.ok) {
    const { code, reason, expected, found } = authenticated.reason;
    const trail = [refusedAt("authentication", statuses.MSG00015, expected, `${reason}: ${found}`)];
    return faulted(message, { space: "wsse", name: code }, statuses.MSG00015, trail, [
      { fieldName: "reason", fieldValue: reason },
      { fieldName: "expected", fieldValue: expected },
    ]);
  }
  const { annex, proof, mark } = authenticated.value;
  exchange.proof = proof;
  exchange.mark = mark;
  if (annex === undefined) {
    const expected = "a certificate or user name that stands in an annex";
    const trail = [refusedAt("authentication", statuses.MSG00016, expected, proof)];
    return faulted(message, soap("Client"), statuses.MSG00016, trail, [
      { fieldName: "expected", fieldValue: expected },
    ]);
  }
  exchange.annex = annex;
  if (operation === undefined) {
    const names = endpoint.operations.map(({ element }) => element.localName).join(" or ");
    const expected = `${names} in ${message.operation.element.namespace}`;
    return structureFault(message, "operation", expected, nameOfElement(content));
  }
  const decoded = operation.decode(content);
  lap(exchange, "decoded");
  if (!decoded.ok) return contentFault(message, decoded.reason);
  const request = decoded.value;
  message.request = request;
  exchange.customerTicket = request.informationCustomer.ticket;
  exchange.legalContext = request.legalContext;
  return respond(crossroads, message, request, await decide(crossroads, exchange, operation, request, annex));
}

function respond(crossroads: Crossroads, message: Message, request: KszRequest, decision: Decision<unknown>): Prepared {
  const { exchange, operation } = message;
  const { status, trail, refusal, data, removed, ssin } = decision;
  const encoded = operation.encodeResponse({
    request,
    informationCBSS: informationCBSS(exchange),
    status: statusOf(status, refusal),
    ssin,
    dataFilters: removed,
    data,
  });
  if (!encoded.ok) {
    // The source gave what the contract cannot carry: that is the supplier's incorrect answer, not the customer's fault.
    const [first] = encoded.reason;
    const place = { at: first?.path, expected: first?.expected };
    crossroads.log.error({ ticket: exchange.ticket, ...place }, "an answer does not meet its contract");
    if (data === undefined) throw new Error("A status does not meet its contract");
    const told = [
      ...trail,
      refusedAt("contract", statuses.MSG00023, "data that meets the contract", first?.path ?? ""),
    ];
    const incorrect = {
      status: statuses.MSG00023,
      trail: told,
      refusal: undefined,
      data: undefined,
      removed: [],
      ssin: undefined,
    };
    return respond(crossroads, message, request, incorrect);
  }
  const signed = exchange.annex?.answers.signed === true;
  const body = signed ? crossroads.sign(encoded.value) : writeEnvelope(encoded.value);
  lap(exchange, "encoded");
  return { httpStatus: 200, body, code: status.code, trail, filtered: removed };
}

/** Makes the entry durable, then lets the reply go; a reply without its entry becomes MSG00001. */
async function settle(crossroads: Crossroads, message: Message, prepared: Prepared): Promise<Reply> {
  const { audit, log } = crossroads;
  const { exchange } = message;
  const reply = ({ httpStatus, body, code }: Prepared): Reply => ({ httpStatus, body, code, ticket: exchange.ticket });
  try {
    if ((await recordExchange(audit, exchange, prepared)) === "written") return reply(prepared);
    exchange.mark = undefined;
    const trail = [
      refusedAt("replay", statuses.MSG00015, "a message that was not answered before", "a replayed message"),
    ];
    const information = [{ fieldName: "reason", fieldValue: "replayed" }];
    const replayed = faulted(message, { space: "wsse", name: "FailedCheck" }, statuses.MSG00015, trail, information);
    await recordExchange(audit, exchange, replayed);
    return reply(replayed);
  } catch (error) {
    log.warn({ ticket: exchange.ticket, error: traceOf(error) }, "no audit entry, so no answer");
    const status = error instanceof DatabaseUnavailable ? statuses.MSG00001 : statuses.MSG00003;
    return reply(faulted(message, soap("Server"), status, []));
  }
}

function contentFault(message: Message, faults: readonly StructureFault[]): Prepared {
  const [first] = faults;
  const found = `${first?.path}: ${first?.found}`;
  const trail = [refusedAt("structure", statuses.MSG00004, first?.expected ?? "", found)];
  const information = faults.map((fault) => ({
    fieldName: fault.path.slice(-64),
    fieldValue: `expected ${fault.expected}, found ${fault.found}`,
  }));
  return faulted(message, soap("Client"), statuses.MSG00004, trail, information);
}

function structureFault(message: Message, gate: string, expected: string, found: string, code = "Client"): Prepared {
  const information = [{ fieldName: gate, fieldValue: `expected ${expected}, found ${found}` }];
  return faulted(
    message,
    soap(code),
    statuses.MSG00004,
    [refusedAt(gate, statuses.MSG00004, expected, found)],
    information,
  );
}

function refusedAt(gate: string, { code }: Status, expected: string, found: string): GateAnswer {
  return { gate, passed: false, code, expected, found };
}

function faulted(
  { exchange, operation, request }: Message,
  code: SoapFault["code"],
  status: Status,
  trail: readonly GateAnswer[],
  information: readonly Information[] = [],
): Prepared {
  const body = writeCrossroadsFault({
    code,
    status,
    information,
    informationCustomer: request?.informationCustomer,
    informationCBSS: informationCBSS(exchange),
    encode: (fault: CBSSFaultType) => operation.encodeFault(fault),
  });
  return { httpStatus: 500, body, code: status.code, trail, filtered: [] };
}

function informationCBSS({ ticket, receivedAt, started }: Exchange): InformationCBSSType {
  return {
    ticketCBSS: ticket,
    timestampReceive: new Date(receivedAt).toISOString(),
    timestampReply: new Date(receivedAt + (performance.now() - started)).toISOString(),
  };
}

function soap(name: string): SoapFault["code"] {
  return { space: "soap", name };
}

function isFor({ element }: Operation, content: XmlElement): boolean {
  return element.localName === content.localName && element.namespace === content.namespace;
}

function nameOfElement({ localName, namespace }: XmlElement): string {
  return namespace === "" ? `${localName} in no namespace` : `${localName} in ${namespace}`;
}

/** What may be logged of an error: its kind and where it arose, not its message, which could quote data. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return "not an Error";
  const frames = error.stack?.split("\n").filter((line) => /^ +at /.test(line)) ?? [];
  return [error.name, ...frames.slice(0, 8)].join("\n");
}
