// A SOAP message on its way through the crossroads: read, authenticated, decoded, decided, audited, answered.
import { DatabaseUnavailable } from "../database/unavailable.ts";
import type { CBSSFaultType, InformationCBSSType } from "../schema/generated/common-v3.ts";
import { writeEnvelope } from "../soap/envelope.ts";
import type { SoapFault } from "../soap/fault.ts";
import { admit, type Endpoint, type IncomingBody, type Message, openMessage, soapCode } from "./admission.ts";
import type { Audit } from "./audit.ts";
import type { Authentication, Channel } from "./authentication.ts";
import { type Decision, decide, type Registers } from "./decision.ts";
import { type Ending, type Exchange, lap, openExchange, recordExchange } from "./exchange.ts";
import { writeCrossroadsFault } from "./fault.ts";
import { type KszRequest, statusOf } from "./operation.ts";
import type { GateAnswer, Information } from "./passage.ts";
import { type Status, statuses } from "./statuses.ts";

export type { IncomingBody };

export interface Crossroads extends Registers {
  readonly authentication: Authentication;
  readonly audit: Audit;
  /** Signs an answer's canonical body content, for customers whose annex asks for it. */
  readonly sign: (content: string) => string;
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
}

export interface Reply {
  readonly httpStatus: 200 | 500;
  readonly body: string;
  readonly ticket: string;
  /** The status or fault code, for metrics. */
  readonly code: string;
}

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
  const message = openMessage(exchange, endpoint);
  const prepared = await answer(crossroads, endpoint, body, channel, message).catch((error: unknown): Prepared => {
    if (error instanceof DatabaseUnavailable) {
      const trail = [
        { gate: "registers", passed: false, code: "MSG00001", expected: "registers that answer", found: "none" },
      ];
      return faulted(crossroads, message, soapCode("Server"), statuses.MSG00001, trail);
    }
    crossroads.log.error({ ticket: exchange.ticket, error: traceOf(error) }, "a question ended in an unexpected error");
    return faulted(crossroads, message, soapCode("Server"), statuses.MSG00003, []);
  });
  return await settle(crossroads, message, prepared);
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
  const admitted = await admit(crossroads.authentication, endpoint, body, channel, message);
  if (!admitted.ok) {
    const { gate, status, code, expected, found, information } = admitted.reason;
    return faulted(crossroads, message, code, status, [refusedAt(gate, status, expected, found)], information);
  }
  const { operation, request, annex } = admitted.value;
  return respond(crossroads, message, request, await decide(crossroads, message.exchange, operation, request, annex));
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
  const body = enclose(crossroads, exchange, encoded.value);
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
    const replayed = faulted(
      crossroads,
      message,
      { space: "wsse", name: "FailedCheck" },
      statuses.MSG00015,
      trail,
      information,
    );
    await recordExchange(audit, exchange, replayed);
    return reply(replayed);
  } catch (error) {
    log.warn({ ticket: exchange.ticket, error: traceOf(error) }, "no audit entry, so no answer");
    const status = error instanceof DatabaseUnavailable ? statuses.MSG00001 : statuses.MSG00003;
    return reply(faulted(crossroads, message, soapCode("Server"), status, []));
  }
}

function refusedAt(gate: string, { code }: Status, expected: string, found: string): GateAnswer {
  return { gate, passed: false, code, expected, found };
}

/** In an envelope that is signed where the annex asks for it, faults included: their reader checks before reading. */
function enclose({ sign }: Crossroads, { annex }: Exchange, content: string): string {
  return annex?.answers.signed === true ? sign(content) : writeEnvelope(content);
}

function faulted(
  crossroads: Crossroads,
  { exchange, operation, request }: Message,
  code: SoapFault["code"],
  status: Status,
  trail: readonly GateAnswer[],
  information: readonly Information[] = [],
): Prepared {
  const content = writeCrossroadsFault({
    code,
    status,
    information,
    informationCustomer: request?.informationCustomer,
    informationCBSS: informationCBSS(exchange),
    encode: (fault: CBSSFaultType) => operation.encodeFault(fault),
  });
  const body = enclose(crossroads, exchange, content);
  return { httpStatus: 500, body, code: status.code, trail, filtered: [] };
}

function informationCBSS({ ticket, receivedAt, started }: Exchange): InformationCBSSType {
  return {
    ticketCBSS: ticket,
    timestampReceive: new Date(receivedAt).toISOString(),
    timestampReply: new Date(receivedAt + (performance.now() - started)).toISOString(),
  };
}

/** What may be logged of an error: its kind and where it arose, not its message, which could quote data. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return "not an Error";
  const frames = error.stack?.split("\n").filter((line) => /^ +at /.test(line)) ?? [];
  return [error.name, ...frames.slice(0, 8)].join("\n");
}
